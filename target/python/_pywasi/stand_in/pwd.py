"""Stand-in for `pwd`: the one user of the sandbox."""

from collections import namedtuple

from _pywasi import sandbox

struct_passwd = namedtuple("struct_passwd", "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell")
struct_passwd.__module__ = "pwd"


def _only():
    return struct_passwd(sandbox.user_name(), "x", sandbox.USER, sandbox.GROUP, "", sandbox.home(), "")


def getpwuid(uid, /):
    if uid != sandbox.USER:
        raise KeyError(f"getpwuid(): uid not found: {uid}")
    return _only()


def getpwnam(name, /):
    if name != _only().pw_name:
        raise KeyError(f"getpwnam(): name not found: {name!r}")
    return _only()


def getpwall():
    return [_only()]
