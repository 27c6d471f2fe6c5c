"""Stand-in for `mmap`: a copy of the file's part in memory.

WASI 0.1 cannot map files. Nobody else sees the memory of a guest, so a shared map is a copy that is written back at
`flush` and `close`; a map without a file is memory.
"""

import errno
import gc
import io
import os

from _pywasi.failure import not_here

ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = range(4)
PROT_READ, PROT_WRITE, PROT_EXEC = 1, 2, 4
MAP_SHARED, MAP_PRIVATE, MAP_ANON, MAP_ANONYMOUS = 1, 2, 32, 32
MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED = range(5)
PAGESIZE = ALLOCATIONGRANULARITY = 65536
error = OSError


class mmap:
    """Made as one of the two classes below: whether memory is writable is a matter of its type."""

    def __new__(cls, fileno, length, flags=MAP_SHARED, prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, offset=0, **_):
        if length < 0:
            raise OverflowError("memory mapped length must be positive")
        if offset < 0:
            raise OverflowError("memory mapped offset must be positive")
        if offset % ALLOCATIONGRANULARITY:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        if access == ACCESS_DEFAULT:
            writable = bool(prot & PROT_WRITE)
            back = writable and bool(flags & MAP_SHARED)
        elif access in (ACCESS_READ, ACCESS_WRITE, ACCESS_COPY):
            writable, back = access != ACCESS_READ, access == ACCESS_WRITE
        else:
            raise ValueError("mmap invalid access parameter.")
        kind = _Writable if writable else _ReadOnly
        if fileno == -1:
            self = kind._make(bytes(length))
            self._file = None
        else:
            self = kind._make(_read(fileno, length, offset))
            self._file = _own_descriptor(fileno) if back else fileno
        self._owns = self._file is not None and self._file != fileno
        self._identity = None if fileno == -1 else _identity(fileno)
        self._back = back and fileno != -1
        self._offset = offset
        self._at = 0
        self.closed = False
        return self

    def __init__(self, *args, **kwargs):
        pass

    def _open(self):
        if self.closed:
            raise ValueError("mmap closed or invalid")

    def close(self):
        if self.closed:
            return
        self.flush()
        self._free()
        if self._owns:
            os.close(self._file)
        self.closed = True

    def flush(self, offset=0, size=None, /):
        self._open()
        if offset < 0 or offset + (size or 0) > len(self):
            raise ValueError("flush values out of range")
        if not self._back:
            return
        if _identity(self._file) != self._identity:
            raise not_here("mmap", "mmap.flush", "the map's file was closed, and WASI cannot keep it open for the map")
        part = memoryview(self)[offset : None if size is None else offset + size]
        place = os.lseek(self._file, 0, os.SEEK_CUR)
        os.lseek(self._file, self._offset + offset, os.SEEK_SET)
        os.write(self._file, part)
        os.lseek(self._file, place, os.SEEK_SET)

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        # A map whose making failed has no attributes yet.
        if not getattr(self, "closed", True):
            self.close()

    def __repr__(self):
        return f"<mmap.mmap closed={self.closed}, length={len(self)}, pos={self._at}, offset={self._offset}>"

    def __getitem__(self, key):
        self._open()
        found = self._base.__getitem__(self, key)
        return found if isinstance(found, int) else bytes(found)

    def read(self, n=None, /):
        self._open()
        end = len(self) if n is None or n < 0 else min(len(self), self._at + n)
        part, self._at = self[self._at : end], max(self._at, end)
        return part

    def read_byte(self):
        self._open()
        if self._at >= len(self):
            raise ValueError("read byte out of range")
        self._at += 1
        return self[self._at - 1]

    def readline(self):
        end = self._base.find(self, b"\n", self._at)
        return self.read((len(self) if end < 0 else end + 1) - self._at)

    def find(self, sub, start=None, end=None, /):
        return self._base.find(self, sub, self._at if start is None else start, len(self) if end is None else end)

    def rfind(self, sub, start=None, end=None, /):
        return self._base.rfind(self, sub, self._at if start is None else start, len(self) if end is None else end)

    def tell(self):
        self._open()
        return self._at

    def seek(self, pos, whence=os.SEEK_SET, /):
        self._open()
        place = (0, self._at, len(self))[whence] + pos
        if not 0 <= place <= len(self):
            raise ValueError("seek out of range")
        self._at = place
        return place

    def seekable(self):
        return True

    def size(self):
        self._open()
        return len(self) if self._file is None else os.fstat(self._file).st_size

    def madvise(self, option, start=0, length=None, /):
        self._open()

    def write(self, data, /):
        raise TypeError("mmap can't modify a readonly memory map.")

    write_byte = move = resize = write


class _Writable(mmap, bytearray):
    _base = bytearray

    @classmethod
    def _make(cls, data):
        self = bytearray.__new__(cls)
        bytearray.__init__(self, data)
        return self

    def _free(self):
        try:
            bytearray.clear(self)
        except BufferError:
            raise BufferError("cannot close exported pointers exist") from None

    def __setitem__(self, key, value):
        self._open()
        if isinstance(key, slice) and len(range(*key.indices(len(self)))) != len(value):
            raise IndexError("mmap slice assignment is wrong size")
        bytearray.__setitem__(self, key, value)

    def write(self, data, /):
        self._open()
        size = memoryview(data).nbytes
        if self._at + size > len(self):
            raise ValueError("data out of range")
        memoryview(self)[self._at : self._at + size] = memoryview(data).cast("B")
        self._at += size
        return size

    def write_byte(self, byte, /):
        self.write(bytes([byte]))

    def move(self, dest, src, count, /):
        if min(dest, src, count) < 0 or max(dest, src) + count > len(self):
            raise ValueError("source, destination, or count out of range")
        self[dest : dest + count] = self[src : src + count]

    def resize(self, newsize, /):
        self._open()
        if self._file is not None:
            os.ftruncate(self._file, self._offset + newsize)
        if newsize < len(self):
            bytearray.__delitem__(self, slice(newsize, None))
        else:
            bytearray.extend(self, bytes(newsize - len(self)))


class _ReadOnly(mmap, bytes):
    _base = bytes

    @classmethod
    def _make(cls, data):
        return bytes.__new__(cls, data)

    def _free(self):
        """Nobody can tell whether bytes are still looked at, and they stay for those who do."""


for _class in (_Writable, _ReadOnly):
    _class.__name__ = _class.__qualname__ = "mmap"


def _read(fileno, length, offset):
    size = os.fstat(fileno).st_size
    if length == 0:
        if size == 0:
            raise ValueError("cannot mmap an empty file")
        if offset >= size:
            raise ValueError("mmap offset is greater than file size")
        length = size - offset
    if offset + length > size:
        raise ValueError("mmap length is greater than file size")
    place = os.lseek(fileno, 0, os.SEEK_CUR)
    os.lseek(fileno, offset, os.SEEK_SET)
    data = bytearray()
    while len(data) < length:
        data += os.read(fileno, min(length - len(data), io.DEFAULT_BUFFER_SIZE * 128)) or bytes(length - len(data))
    os.lseek(fileno, place, os.SEEK_SET)
    return data


def _own_descriptor(fileno):
    """A map outlives the descriptor that it was made of. Where that cannot be duplicated, who opened it knows where."""
    try:
        return os.dup(fileno)
    except OSError:
        pass
    for each in gc.get_objects():
        if type(each) is io.FileIO and not each.closed and each.fileno() == fileno:
            try:
                own = os.open(each.name, os.O_RDWR)
            except (OSError, TypeError):
                break
            if _identity(own) == _identity(fileno):
                return own
            os.close(own)
    return fileno


def _identity(fileno):
    try:
        found = os.fstat(fileno)
    except OSError:
        return None
    return found.st_dev, found.st_ino
