/* WASI 0.1 can neither copy a file descriptor nor make a pipe. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#ifndef HAVE_dup
int dup(int fd)
{
    if (fcntl(fd, F_GETFL) >= 0) {
        errno = ENOSYS;
    }
    return -1;
}
#endif

#ifndef HAVE_dup2
/* The one case that needs no copy is answered. */
int dup2(int from, int to)
{
    if (fcntl(from, F_GETFL) < 0) {
        return -1;
    }
    if (from == to) {
        return to;
    }
    errno = ENOSYS;
    return -1;
}
#endif

#ifndef HAVE_dup3
int dup3(int from, int to, int flags)
{
    (void)flags;
    if (fcntl(from, F_GETFL) >= 0) {
        errno = from == to ? EINVAL : ENOSYS;
    }
    return -1;
}
#endif

#ifndef HAVE_pipe
int pipe(int ends[2])
{
    (void)ends;
    errno = ENOSYS;
    return -1;
}
#endif

#ifndef HAVE_pipe2
int pipe2(int ends[2], int flags)
{
    (void)flags;
    return pipe(ends);
}
#endif

#ifndef HAVE_fchdir
int fchdir(int fd)
{
    if (fcntl(fd, F_GETFL) >= 0) {
        errno = ENOSYS;
    }
    return -1;
}
#endif
