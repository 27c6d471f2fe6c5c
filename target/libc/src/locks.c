/* Locks keep other processes out, and there are none: each is granted. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#ifndef HAVE_flock
int flock(int fd, int operation)
{
    (void)operation;
    return fcntl(fd, F_GETFL) < 0 ? -1 : 0;
}
#endif

#ifndef HAVE_lockf
int lockf(int fd, int operation, off_t length)
{
    (void)length;
    if (operation < F_ULOCK || operation > F_TEST) {
        errno = EINVAL;
        return -1;
    }
    return fcntl(fd, F_GETFL) < 0 ? -1 : 0;
}
#endif
