"""Stand-in for `_posixshmem`."""

from _pywasi.failure import refusing

_WHY = "WASI has no memory that processes share"
shm_open = refusing("_posixshmem", "shm_open", _WHY)
shm_unlink = refusing("_posixshmem", "shm_unlink", _WHY)
