"""Stand-in for `grp`: the one group of the sandbox."""

from collections import namedtuple

from _pywasi import sandbox

struct_group = namedtuple("struct_group", "gr_name gr_passwd gr_gid gr_mem")
struct_group.__module__ = "grp"


def _only():
    name = sandbox.user_name()
    return struct_group(name, "x", sandbox.GROUP, [name])


def getgrgid(id):
    if id != sandbox.GROUP:
        raise KeyError(f"getgrgid(): gid not found: {id}")
    return _only()


def getgrnam(name):
    if name != _only().gr_name:
        raise KeyError(f"getgrnam(): name not found: {name!r}")
    return _only()


def getgrall():
    return [_only()]
