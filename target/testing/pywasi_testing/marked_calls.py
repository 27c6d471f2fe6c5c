"""System calls that sign the error when they are not supported.

Extensions call `os.dup` and its kind through C, where no frame tells who failed. The error object itself does: it is the
very one that the call raised.
"""

import errno
import functools
import os

from pywasi_testing import limits

_NAMES = ("dup", "dup2", "pipe", "pipe2", "fork", "kill", "chmod", "fchmod", "chown", "umask", "symlink", "link", "mkfifo")


def install():
    for name in _NAMES:
        call = getattr(os, name, None)
        if call is not None:
            setattr(os, name, _signing(name, call))


def _signing(name, call):
    @functools.wraps(call)
    def signing(*args, **kwargs):
        try:
            return call(*args, **kwargs)
        except OSError as error:
            if error.errno in (errno.ENOTSUP, errno.ENOSYS):
                error.pywasi_limit = limits.CALLS[name]
            raise

    return signing
