"""Stand-in for `resource`: WASI has no limits to set, and tells of the use of resources only the time."""

import errno
import time
from collections import namedtuple

error = OSError

RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
RLIM_INFINITY = -1
(
    RLIMIT_CPU,
    RLIMIT_FSIZE,
    RLIMIT_DATA,
    RLIMIT_STACK,
    RLIMIT_CORE,
    RLIMIT_RSS,
    RLIMIT_NPROC,
    RLIMIT_NOFILE,
    RLIMIT_MEMLOCK,
    RLIMIT_AS,
) = range(10)

struct_rusage = namedtuple(
    "struct_rusage",
    "ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock ru_oublock"
    " ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw",
)
struct_rusage.__module__ = "resource"


def getrusage(who, /):
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError("invalid who parameter")
    own = time.process_time() if who != RUSAGE_CHILDREN else 0.0
    return struct_rusage(own, *(0.0,), *(0,) * 14)


def getrlimit(resource, /):
    _require(resource)
    return RLIM_INFINITY, RLIM_INFINITY


def setrlimit(resource, limits, /):
    _require(resource)
    if tuple(limits) == (RLIM_INFINITY, RLIM_INFINITY):
        return
    from _pywasi.failure import not_here

    raise not_here("resource", "resource.setrlimit", "WASI cannot limit what a program uses")


def getpagesize():
    return 65536


def _require(resource):
    if resource not in range(10):
        raise ValueError("invalid resource specified", errno.EINVAL)
