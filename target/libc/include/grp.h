/* One group: gid 0, named as the user. */
#pragma once
#if __has_include_next(<grp.h>)
#include_next <grp.h>
#else
#include <stddef.h>
#define __NEED_size_t
#define __NEED_gid_t
#include <bits/alltypes.h>
struct group {
    char *gr_name;
    char *gr_passwd;
    gid_t gr_gid;
    char **gr_mem;
};
#ifdef __cplusplus
extern "C" {
#endif
struct group *getgrnam(const char *);
struct group *getgrgid(gid_t);
int getgrnam_r(const char *, struct group *, char *, size_t, struct group **);
int getgrgid_r(gid_t, struct group *, char *, size_t, struct group **);
void setgrent(void);
void endgrent(void);
struct group *getgrent(void);
int getgrouplist(const char *, gid_t, gid_t *, int *);
int initgroups(const char *, gid_t);
int setgroups(size_t, const gid_t *);
#ifdef __cplusplus
}
#endif
#endif
