/* The one user of a WASI process, its group, and its process as its own session. Files belong to uid 0, so it is uid 0. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* libwasi-emulated-getpid's number; the library is in every link. */
extern pid_t getpid(void);

#define GET(type, name) type name(void) { return 0; }
#ifndef HAVE_getuid
GET(uid_t, getuid)
#endif
#ifndef HAVE_geteuid
GET(uid_t, geteuid)
#endif
#ifndef HAVE_getgid
GET(gid_t, getgid)
#endif
#ifndef HAVE_getegid
GET(gid_t, getegid)
#endif
#ifndef HAVE_issetugid
GET(int, issetugid)
#endif

/* -1 leaves an id as it is. */
static int become(unsigned id)
{
    if (id == 0 || id == (unsigned)-1) {
        return 0;
    }
    errno = EPERM;
    return -1;
}

#ifndef HAVE_setuid
int setuid(uid_t id) { return become(id); }
#endif
#ifndef HAVE_seteuid
int seteuid(uid_t id) { return become(id); }
#endif
#ifndef HAVE_setgid
int setgid(gid_t id) { return become(id); }
#endif
#ifndef HAVE_setegid
int setegid(gid_t id) { return become(id); }
#endif
#ifndef HAVE_setreuid
int setreuid(uid_t real, uid_t effective) { return become(real) < 0 ? -1 : become(effective); }
#endif
#ifndef HAVE_setregid
int setregid(gid_t real, gid_t effective) { return become(real) < 0 ? -1 : become(effective); }
#endif
#ifndef HAVE_setresuid
int setresuid(uid_t real, uid_t effective, uid_t saved) { return setreuid(real, effective) < 0 ? -1 : become(saved); }
#endif
#ifndef HAVE_setresgid
int setresgid(gid_t real, gid_t effective, gid_t saved) { return setregid(real, effective) < 0 ? -1 : become(saved); }
#endif
#ifndef HAVE_getresuid
int getresuid(uid_t *real, uid_t *effective, uid_t *saved) { *real = *effective = *saved = 0; return 0; }
#endif
#ifndef HAVE_getresgid
int getresgid(gid_t *real, gid_t *effective, gid_t *saved) { *real = *effective = *saved = 0; return 0; }
#endif

#ifndef HAVE_getgroups
int getgroups(int size, gid_t list[])
{
    if (size > 0) {
        list[0] = 0;
    }
    return 1;
}
#endif
#ifndef HAVE_setgroups
int setgroups(size_t size, const gid_t *list)
{
    for (size_t i = 0; i < size; i++) {
        if (become(list[i]) < 0) {
            return -1;
        }
    }
    return 0;
}
#endif
#ifndef HAVE_initgroups
int initgroups(const char *user, gid_t group) { (void)user; return become(group); }
#endif

static char *login(void)
{
    static const char *const variables[] = {"LOGNAME", "USER"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        char *value = getenv(variables[i]);
        if (value != NULL && *value != '\0') {
            return value;
        }
    }
    return "root";
}

#ifndef HAVE_getlogin
char *getlogin(void) { return login(); }
#endif
#ifndef HAVE_getlogin_r
int getlogin_r(char *buffer, size_t size)
{
    const char *name = login();
    if (strlen(name) >= size) {
        return ERANGE;
    }
    strcpy(buffer, name);
    return 0;
}
#endif

/* Children of nobody known; leader of its own group and session. */
#ifndef HAVE_getppid
pid_t getppid(void) { return 1; }
#endif
#ifndef HAVE_gettid
pid_t gettid(void) { return getpid(); }
#endif
#ifndef HAVE_getpgrp
pid_t getpgrp(void) { return getpid(); }
#endif

static pid_t own(pid_t pid)
{
    if (pid == 0 || pid == getpid()) {
        return getpid();
    }
    errno = ESRCH;
    return -1;
}

#ifndef HAVE_getpgid
pid_t getpgid(pid_t pid) { return own(pid); }
#endif
#ifndef HAVE_getsid
pid_t getsid(pid_t pid) { return own(pid); }
#endif
#ifndef HAVE_setpgid
int setpgid(pid_t pid, pid_t group)
{
    if (own(pid) < 0) {
        return -1;
    }
    if (group == 0 || group == getpid()) {
        return 0;
    }
    errno = EPERM;
    return -1;
}
#endif
#ifndef HAVE_setpgrp
pid_t setpgrp(void) { return 0; }
#endif
#ifndef HAVE_setsid
/* POSIX: a leader of a process group cannot begin a session. */
pid_t setsid(void) { errno = EPERM; return -1; }
#endif
