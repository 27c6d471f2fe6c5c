"""Functions of `os` that WASI has no system call for, answered as a sandbox with one user would.

Files in WASI belong to user 0 of group 0 (`os.stat`), so that is who the user is. Only what is absent is added, and
nothing that code takes for a sign of processes: `fork`, `kill`, `pipe` and their like stay absent.
"""

import errno
import os

try:
    # Made by the interpreter's own main (target/c/main.c).
    import _pywasi_descriptors as _descriptors
except ImportError:
    _descriptors = None

USER = 0
GROUP = 0

_ABSENT = (errno.ENOSYS, errno.ENOTSUP)


def user_name():
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if os.environ.get(variable):
            return os.environ[variable]
    return "user"


def home():
    return os.environ.get("HOME") or "/"


def complete_os():
    for function in ADDED:
        if not hasattr(os, function.__name__):
            function.__module__ = "os"
            function.__qualname__ = function.__name__
            setattr(os, function.__name__, function)
            os.__all__.append(function.__name__)
    if os.cpu_count() is None:
        os.cpu_count = cpu_count
    # wasi-libc's own says ENOSYS in some versions, and copying a file's mode is part of copying a file.
    os.chmod = _without_modes(os.chmod) if hasattr(os, "chmod") else chmod


def getuid():
    """The one user of this sandbox."""
    return USER


def geteuid():
    """The one user of this sandbox."""
    return USER


def getgid():
    """The one group of this sandbox."""
    return GROUP


def getegid():
    """The one group of this sandbox."""
    return GROUP


def getgroups():
    """The one group of this sandbox."""
    return [GROUP]


def getlogin():
    """The name of the one user, as the environment has it."""
    return user_name()


def getppid():
    """Who started this program cannot be seen from inside: 0, as in a container."""
    return 0


def getpgid(pid):
    """This program is a group of its own."""
    if pid not in (0, os.getpid()):
        raise ProcessLookupError(errno.ESRCH, os.strerror(errno.ESRCH))
    return os.getpid()


def getpgrp():
    """This program is a group of its own."""
    return os.getpid()


_mask = 0o022


def umask(mask, /):
    """Remembers the mask; files have no modes here, so it changes nothing."""
    global _mask
    old, _mask = _mask, mask & 0o777
    return old


def cpu_count():
    """WASI 0.1 has no threads."""
    return 1


def sched_getaffinity(pid, /):
    """WASI 0.1 has no threads: one processor."""
    return {0}


def get_terminal_size(fd=1, /):
    """WASI cannot ask a terminal for its size."""
    raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))


def dup2(fd, fd2, inheritable=True):
    """Duplicate file descriptor; no other program could inherit it."""
    return _descriptors.dup2(fd, fd2)


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    """Files have no modes here; that there is such a file is checked."""
    os.stat(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def fchmod(fd, mode):
    """Files have no modes here; that it is an open file is checked."""
    os.fstat(fd)


def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    """All files belong to the one user, and there is nobody to give them to."""
    os.stat(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)
    _require_owner(uid, gid, path)


def lchown(path, uid, gid):
    """All files belong to the one user, and there is nobody to give them to."""
    os.lstat(path)
    _require_owner(uid, gid, path)


def fchown(fd, uid, gid):
    """All files belong to the one user, and there is nobody to give them to."""
    os.fstat(fd)
    _require_owner(uid, gid, fd)


def _require_owner(uid, gid, what):
    if uid not in (-1, USER) or gid not in (-1, GROUP):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), what)


def _without_modes(real):
    def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
        # Of a file that is not there wasi-libc says nothing either.
        os.stat(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)
        try:
            real(path, mode, dir_fd=dir_fd, follow_symlinks=follow_symlinks)
        except OSError as error:
            if error.errno not in _ABSENT:
                raise

    chmod.__doc__ = real.__doc__
    return chmod


ADDED = (
    getuid,
    geteuid,
    getgid,
    getegid,
    getgroups,
    getlogin,
    getppid,
    getpgid,
    getpgrp,
    umask,
    sched_getaffinity,
    get_terminal_size,
    fchmod,
    chown,
    lchown,
    fchown,
    *((dup2,) if _descriptors else ()),
)
