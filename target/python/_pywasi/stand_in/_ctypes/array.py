"""Arrays of ctypes types."""

import sys

from .data import Data, DataType
from .simple import SimpleType

_made = {}


class ArrayType(DataType):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        if "_abstract_" in namespace:
            return
        length, kind = getattr(cls, "_length_", None), getattr(cls, "_type_", None)
        if not isinstance(length, int):
            raise AttributeError("class must define a '_length_' attribute")
        if length < 0:
            raise ValueError("The '_length_' attribute must not be negative")
        if not isinstance(kind, DataType):
            raise AttributeError("class must define a '_type_' attribute")
        cls._size_ = length * kind._size_
        cls._align_ = kind._align_
        code = kind._type_ if isinstance(kind, SimpleType) else None
        if code == "c":
            cls.value, cls.raw = property(_text, _set_text), property(bytes, _set_raw)
        elif code == "u":
            cls.value = property(_wide_text, _set_wide_text)

    def from_param(cls, value):
        kind = cls._type_
        if isinstance(kind, SimpleType) and isinstance(value, {"c": bytes, "u": str}.get(kind._type_, ())):
            if len(value) > cls._length_:
                raise ValueError("Invalid length")
            return cls(*(value[at : at + 1] for at in range(len(value))))
        return cls(*value) if isinstance(value, tuple) else super().from_param(value)


class Array(Data, metaclass=ArrayType):
    _abstract_ = True
    __module__ = "_ctypes"
    __class_getitem__ = classmethod(lambda cls, item: __import__("types").GenericAlias(cls, item))

    def __init__(self, *values):
        for at, value in enumerate(values):
            self[at] = value

    def __len__(self):
        return self._length_

    @classmethod
    def _read(cls, block, offset):
        # Characters in a structure are read as what they say.
        found = cls._at(block, offset)
        return found.value if _is_text(cls._type_) else found

    @classmethod
    def _write(cls, block, offset, value):
        if _is_text(cls._type_) and isinstance(value, (bytes, str)):
            cls._at(block, offset).value = value
        else:
            super()._write(block, offset, value)

    def _place(self, index):
        index = index.__index__()
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return self._offset + index * self._type_._size_

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return self._type_._read(self._block, self._place(index))
        found = [self[at] for at in range(*index.indices(self._length_))]
        return joined(self._type_, found)

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._type_._write(self._block, self._place(index), value)
            return
        places = range(*index.indices(self._length_))
        if len(places) != len(value):
            raise ValueError("Can only assign sequence of same size")
        for at, each in zip(places, value):
            self[at] = each

    def __delitem__(self, index):
        raise TypeError("Array does not support item deletion")

    def __iter__(self):
        return (self[at] for at in range(self._length_))

    @classmethod
    def _shape_of(cls):
        if isinstance(cls._type_, ArrayType):
            kind, shape = cls._type_._shape_of()
            return kind, (cls._length_, *shape)
        return cls._type_, (cls._length_,)

    def _typed_view(self):
        kind, shape = self._shape_of()
        code = kind._type_ if isinstance(kind, SimpleType) else ""
        if code not in ("b", "B", "h", "H", "i", "I", "l", "L", "q", "Q", "f", "d", "c", "?") or 0 in shape:
            return self._view
        return self._view.cast(code, shape)

    @property
    def __array_interface__(self):
        """The array interface protocol, version 3: before 3.12 Python code cannot export a buffer."""
        kind, shape = self._shape_of()
        letter = {"f": "f", "d": "f", "?": "b", "c": "S"}.get(getattr(kind, "_type_", ""), "")
        if isinstance(kind, SimpleType) and kind._type_ in "bhilqBHILQ":
            letter = "i" if kind._type_.islower() else "u"
        if letter == "" or sys.version_info >= (3, 12):
            raise AttributeError("__array_interface__")
        order = "|" if kind._size_ == 1 else "<" if sys.byteorder == "little" else ">"
        return {"version": 3, "shape": shape, "typestr": f"{order}{letter}{kind._size_}", "data": self._view}


def _is_text(kind):
    return isinstance(kind, SimpleType) and kind._type_ in "cu"


def joined(kind, values):
    """A slice: characters as a string, all else as a list."""
    code = kind._type_ if isinstance(kind, SimpleType) else None
    if code == "c":
        return b"".join(values)
    return "".join(values) if code == "u" else values


def array_type(kind, length):
    if length < 0:
        raise ValueError(f"Array length must be >= 0, not {length}")
    key = kind, length
    if key not in _made:
        _made[key] = ArrayType(f"{kind.__name__}_Array_{length}", (Array,), {"_type_": kind, "_length_": length})
    return _made[key]


def _text(array):
    return bytes(array).partition(b"\0")[0]


def _set_text(array, value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected instead of {type(value).__name__} instance")
    if len(value) > array._length_:
        raise ValueError("byte string too long")
    array._view[: len(value) + 1] = (value + b"\0")[: array._length_]


def _set_raw(array, value):
    value = bytes(value)
    if len(value) > array._length_:
        raise ValueError("byte string too long")
    array._view[: len(value)] = value


def _wide_text(array):
    return array[:].partition("\0")[0]


def _set_wide_text(array, value):
    if not isinstance(value, str):
        raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
    if len(value) > array._length_:
        raise ValueError("string too long")
    for at, character in enumerate((value + "\0")[: array._length_]):
        array[at] = character
