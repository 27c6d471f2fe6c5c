"""Stand-in for `_multiprocessing`: multiprocessing imports, and says so when it is to start a process."""

from _pywasi.failure import not_here, refusing

_WHY = "WASI cannot start processes, so nothing can be shared between them"
flags = {}
sem_unlink = refusing("_multiprocessing", "sem_unlink", _WHY)


class SemLock:
    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, *args, **kwargs):
        raise not_here("_multiprocessing", "SemLock", _WHY)

    @classmethod
    def _rebuild(cls, *args):
        raise not_here("_multiprocessing", "SemLock", _WHY)
