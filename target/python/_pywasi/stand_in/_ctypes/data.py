"""What all ctypes objects have in common: a type with a size, and a place in a block."""

from _pywasi.failure import not_here

from . import memory


class DataType(type):
    """The type of ctypes types; `_size_` and `_align_` are set by those who know."""

    def __mul__(cls, length):
        from .array import array_type

        return array_type(cls, length)

    __rmul__ = __mul__

    def _at(cls, block, offset, size=None):
        self = object.__new__(cls)
        self._block, self._offset = block, offset
        self._length = cls._size_ if size is None else size
        return self

    def from_address(cls, address):
        return cls._at(*memory.find(address))

    def from_buffer(cls, source, offset=0):
        if isinstance(source, Data):
            # Before 3.12 (PEP 688) an object of ours has no buffer to ask for.
            _require_room(cls, source._view, offset)
            return cls._at(source._block, source._offset + offset)
        view = memoryview(source)
        if view.readonly:
            raise TypeError("underlying buffer is not writable")
        view = view.cast("B")
        _require_room(cls, view, offset)
        self = cls._at(memory.Block(view), offset)
        self._block.keep["source"] = source
        return self

    def from_buffer_copy(cls, source, offset=0):
        view = memoryview(source).cast("B")
        _require_room(cls, view, offset)
        return cls._at(memory.Block(bytearray(view[offset : offset + cls._size_])), 0)

    def in_dll(cls, library, name):
        raise not_here("_ctypes", name, "WASI cannot load libraries")

    def from_param(cls, value):
        if isinstance(value, cls):
            return value
        if hasattr(value, "_as_parameter_"):
            return cls.from_param(value._as_parameter_)
        raise TypeError(f"expected {cls.__name__} instance instead of {type(value).__name__}")


def _require_room(cls, view, offset):
    if offset < 0:
        raise ValueError("offset cannot be negative")
    if len(view) < offset + cls._size_:
        raise ValueError(f"Buffer size too small ({len(view)} instead of at least {offset + cls._size_} bytes)")


class Data(metaclass=DataType):
    _size_ = 0
    _align_ = 1

    def __new__(cls, *args, **kwargs):
        if "_abstract_" in vars(cls):
            raise TypeError("abstract class")
        return cls._at(memory.Block(bytearray(cls._size_)), 0)

    @property
    def _view(self):
        return memoryview(self._block.bytes)[self._offset : self._offset + self._length]

    @property
    def _address(self):
        return self._block.address + self._offset

    @property
    def _b_base_(self):
        return None

    @property
    def _b_needsfree_(self):
        return True

    @property
    def _objects(self):
        return dict(self._block.keep) or None

    def __bytes__(self):
        return bytes(self._view)

    def __buffer__(self, flags):
        """PEP 688: from Python 3.12 on the interpreter asks for it."""
        return self._typed_view()

    def _typed_view(self):
        return self._view

    def __reduce__(self):
        if self._block.keep:
            raise ValueError("ctypes objects containing pointers cannot be pickled")
        return unpickle, (type(self), (self.__dict__, bytes(self)))

    def __copy__(self):
        return type(self).from_buffer_copy(bytes(self))

    # What a type as a field or an element is read and written as; simple types have their own.
    @classmethod
    def _read(cls, block, offset):
        return cls._at(block, offset)

    @classmethod
    def _write(cls, block, offset, value):
        if not isinstance(value, cls):
            value = cls(*value) if isinstance(value, tuple) else cls.from_param(value)
        block.bytes[offset : offset + cls._size_] = value._view[: cls._size_]
        for at, kept in value._block.keep.items():
            if isinstance(at, int) and 0 <= at - value._offset < cls._size_:
                block.keep[offset + at - value._offset] = kept


def unpickle(kind, state):
    attributes, data = state
    self = kind.from_buffer_copy(data)
    self._block.keep.clear()
    return self


def sizeof(what):
    """Bytes of a ctypes type or object."""
    if isinstance(what, DataType):
        return what._size_
    if isinstance(what, Data):
        return what._length
    raise TypeError("this type has no size")


def alignment(what):
    if isinstance(what, (DataType, Data)):
        return what._align_
    raise TypeError("no alignment info")


def addressof(what):
    if not isinstance(what, Data):
        raise TypeError("invalid type")
    return what._address


def resize(what, size):
    if size < type(what)._size_:
        raise ValueError(f"minimum size is {type(what)._size_}")
    grown = bytearray(size)
    grown[: what._length] = what._view[:size]
    what._block, what._offset, what._length = memory.Block(grown), 0, size
