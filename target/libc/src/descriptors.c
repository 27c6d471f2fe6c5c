/* WASI 0.1 has no pipes, and no folder of the process that a descriptor could become. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

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
