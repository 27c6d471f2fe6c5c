"""Stand-in for `fcntl`: WASI has none of its three system calls."""

from _pywasi.failure import refusing

# Linux's values; those of other systems differ as well.
F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL = 0, 1, 2, 3, 4
F_GETLK, F_SETLK, F_SETLKW = 5, 6, 7
F_RDLCK, F_WRLCK, F_UNLCK = 0, 1, 2
F_SETOWN, F_GETOWN = 8, 9
F_DUPFD_CLOEXEC = 1030
FD_CLOEXEC = 1
LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN = 1, 2, 4, 8

# Not a refusal to lock, which would look as if somebody else held the lock.
_WHY = "WASI has no locks on files and no control of descriptors"
fcntl = refusing("fcntl", "fcntl", _WHY)
ioctl = refusing("fcntl", "ioctl", _WHY)
flock = refusing("fcntl", "flock", _WHY)
lockf = refusing("fcntl", "lockf", _WHY)
