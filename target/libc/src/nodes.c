/* Kinds of files that WASI cannot make, and another root. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static int refuse(int error)
{
    errno = error;
    return -1;
}

#ifndef HAVE_mkfifoat
int mkfifoat(int folder, const char *path, mode_t mode) { (void)folder; (void)path; (void)mode; return refuse(ENOSYS); }
#endif
#ifndef HAVE_mkfifo
int mkfifo(const char *path, mode_t mode) { (void)path; (void)mode; return refuse(ENOSYS); }
#endif
#ifndef HAVE_mknodat
int mknodat(int folder, const char *path, mode_t mode, dev_t device)
{
    (void)folder; (void)path; (void)mode; (void)device;
    return refuse(ENOSYS);
}
#endif
#ifndef HAVE_mknod
int mknod(const char *path, mode_t mode, dev_t device) { (void)path; (void)mode; (void)device; return refuse(ENOSYS); }
#endif
#ifndef HAVE_chroot
int chroot(const char *path) { (void)path; return refuse(EPERM); }
#endif
