"""Pointers, and the address of everything that can be passed for one."""

import struct

from . import memory
from .array import Array, array_type, joined
from .data import Data, DataType
from .simple import _ADDRESS, _WORD, SimpleData, SimpleType

_pointer_type_cache = {}


class PointerType(DataType):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls._size_ = cls._align_ = _WORD

    def set_type(cls, kind):
        cls._type_ = kind

    def from_param(cls, value):
        if value is None:
            return cls()
        kind = cls._type_
        if isinstance(value, kind):
            return cls(value)
        if isinstance(value, Reference) and isinstance(value._obj, kind):
            return value
        if isinstance(value, Array) and issubclass(value._type_, kind):
            return cls._to(value)
        return super().from_param(value)

    def _to(cls, value):
        self = cls()
        self._aim(value._address, value)
        return self


class Pointer(Data, metaclass=PointerType):
    def __new__(cls, *args):
        if not hasattr(cls, "_type_"):
            raise TypeError("Cannot create instance: has no _type_")
        return super().__new__(cls)

    def __init__(self, target=None):
        if target is not None:
            self.contents = target

    def _aim(self, address, keep):
        self._view[:] = struct.pack(_ADDRESS, address)
        self._block.keep[self._offset] = keep._block if isinstance(keep, Data) else keep

    @property
    def _target(self):
        return struct.unpack(_ADDRESS, self._view)[0]

    def __bool__(self):
        return self._target != 0

    @property
    def contents(self):
        if not self:
            raise ValueError("NULL pointer access")
        return self._type_.from_address(self._target)

    @contents.setter
    def contents(self, target):
        if not isinstance(target, self._type_):
            raise TypeError(f"expected {self._type_.__name__} instead of {type(target).__name__}")
        self._aim(target._address, target)

    def _place(self, index):
        if not self:
            raise ValueError("NULL pointer access")
        return memory.find(self._target + index * self._type_._size_)

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return self._type_._read(*self._place(index.__index__()))
        if index.stop is None:
            raise ValueError("slice stop is required")
        step = index.step or 1
        if index.start is None and step < 0:
            raise ValueError("slice start is required for step < 0")
        return joined(self._type_, [self[at] for at in range(index.start or 0, index.stop, step)])

    def __setitem__(self, index, value):
        self._type_._write(*self._place(index.__index__()), value)


Pointer.__name__ = Pointer.__qualname__ = "_Pointer"
Pointer.__module__ = "_ctypes"


def POINTER(kind, /):
    """The type of pointers to a type."""
    if kind in _pointer_type_cache:
        return _pointer_type_cache[kind]
    if kind is None:
        from ctypes import c_void_p

        return c_void_p
    if isinstance(kind, str):
        made = PointerType(f"LP_{kind}", (Pointer,), {})
        _pointer_type_cache[id(made)] = made
        return made
    if not isinstance(kind, DataType):
        raise TypeError("must have a ctypes type")
    made = _pointer_type_cache[kind] = PointerType(f"LP_{kind.__name__}", (Pointer,), {"_type_": kind})
    return made


def pointer(target, /):
    return POINTER(type(target))(target)


class Reference:
    """`byref`: an address and what keeps it."""

    def __init__(self, target, offset):
        self._obj, self._by = target, offset

    def __repr__(self):
        return f"<cparam 'P' ({address_of(self):#x})>"


def byref(target, offset=0, /):
    if not isinstance(target, Data):
        raise TypeError(f"byref() argument must be a ctypes instance, not '{type(target).__name__}'")
    return Reference(target, offset)


def address_of(value):
    """The address that C would get for a `void *` argument."""
    if value is None:
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, Reference):
        return value._obj._address + value._by
    if isinstance(value, Pointer):
        return value._target
    if isinstance(value, SimpleData) and type(value)._type_ in "zZP":
        return struct.unpack(_ADDRESS, value._view)[0]
    if isinstance(value, Array):
        return value._address
    if isinstance(value, Data) and hasattr(value, "_code"):
        return value._code
    if hasattr(value, "_as_parameter_"):
        return address_of(value._as_parameter_)
    raise TypeError("wrong type")


def kept_by(value):
    """What has to live as long as the address does."""
    if isinstance(value, (Pointer, SimpleData)):
        return value._block.keep.get(value._offset, value)
    return value._obj if isinstance(value, Reference) else value


def cast(value, _, kind):
    if not isinstance(kind, DataType) or not (isinstance(kind, PointerType) or hasattr(kind, "_code_") or _is_address(kind)):
        raise TypeError(f"cast() argument 2 must be a pointer, not {getattr(kind, '__name__', kind)}")
    keep = value
    if isinstance(value, (bytes, str)):
        wide = value if isinstance(value, bytes) else value.encode("utf-32-le")
        keep = memory.text_block(wide, 4)
        address = keep.address
    else:
        address, keep = address_of(value), kept_by(value)
    made = kind()
    if hasattr(kind, "_code_"):
        return kind(address)
    made._view[:] = struct.pack(_ADDRESS, address % (1 << 8 * _WORD))
    made._block.keep[made._offset] = keep._block if isinstance(keep, Data) else keep
    return made


def _is_address(kind):
    return isinstance(kind, SimpleType) and kind._type_ in "zZP"


__all__ = ["POINTER", "Pointer", "Reference", "array_type", "byref", "cast", "pointer"]
