/* What wasi-libc leaves out of <sys/stat.h>. Files of WASI have no permissions: chmod() only looks whether they exist. */
#pragma once
#include_next <sys/stat.h>

#define __NEED_mode_t
#define __NEED_dev_t
#include <bits/alltypes.h>

#ifdef __cplusplus
extern "C" {
#endif
mode_t umask(mode_t);
int chmod(const char *, mode_t);
int fchmod(int, mode_t);
int fchmodat(int, const char *, mode_t, int);
int lchmod(const char *, mode_t);
int mkfifo(const char *, mode_t);
int mkfifoat(int, const char *, mode_t);
int mknod(const char *, mode_t, dev_t);
int mknodat(int, const char *, mode_t, dev_t);
#ifdef __cplusplus
}
#endif
