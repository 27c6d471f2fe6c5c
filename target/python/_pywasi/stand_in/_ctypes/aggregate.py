"""Structures and unions: fields laid out as C does, bit fields as the System V ABI has them."""

import sys

from .data import Data, DataType
from .simple import SimpleType


class Field:
    """The descriptor of a field."""

    def __init__(self, name, kind, offset, bits=None):
        self.name, self.type, self.offset = name, kind, offset
        self.bits = bits
        # As ctypes says it: width and shift in one number.
        self.size = kind._size_ if bits is None else bits[1] << 16 | bits[0]
        self.byte_offset, self.byte_size = offset, kind._size_
        self.is_bitfield = bits is not None
        self.bit_offset, self.bit_size = bits or (0, kind._size_ * 8)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        _require(instance)
        at = instance._offset + self.offset
        if self.bits is None:
            return self.type._read(instance._block, at)
        shift, width = self.bits
        number = self._unit(instance, at) >> shift & (1 << width) - 1
        signed = self.type._type_.islower() and self.type._type_ != "?"
        return number - (1 << width) if signed and number >> width - 1 else number

    def __set__(self, instance, value):
        _require(instance)
        at = instance._offset + self.offset
        if self.bits is None:
            self.type._write(instance._block, at, value)
            return
        shift, width = self.bits
        mask = (1 << width) - 1 << shift
        number = self._unit(instance, at) & ~mask | int(value) << shift & mask
        instance._block.bytes[at : at + self.type._size_] = number.to_bytes(self.type._size_, self._order())

    def _unit(self, instance, at):
        return int.from_bytes(instance._block.bytes[at : at + self.type._size_], self._order())

    def _order(self):
        return {"=": sys.byteorder, "<": "little", ">": "big"}[self.type._order_]

    def __repr__(self):
        return f"<Field type={self.type.__name__}, ofs={self.offset}, size={self.size}>"


def _require(instance):
    if not isinstance(instance, Data):
        raise TypeError("not a ctype instance")


class AggregateType(DataType):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        if "_fields_" in namespace:
            cls._fields_ = namespace["_fields_"]

    def __setattr__(cls, name, value):
        if name == "_fields_":
            if "_final_" in vars(cls):
                raise AttributeError("_fields_ is final")
            super().__setattr__("_final_", True)
            _lay_out(cls, value)
        super().__setattr__(name, value)

    @property
    def _overlaid(cls):
        return issubclass(cls, Union)


class Aggregate(Data, metaclass=AggregateType):
    _names = ()

    def __init__(self, *values, **named):
        if len(values) > len(self._names):
            raise TypeError("too many initializers")
        for name, value in zip(self._names, values):
            if name in named:
                raise TypeError(f"duplicate values for field {name!r}")
            setattr(self, name, value)
        for name, value in named.items():
            setattr(self, name, value)


class Structure(Aggregate):
    __module__ = "_ctypes"


class Union(Aggregate):
    __module__ = "_ctypes"


def _lay_out(cls, fields):
    base = cls.__mro__[1]
    end = base._size_ * 8
    align = base._align_
    pack = getattr(cls, "_pack_", None)
    if pack is not None and (not isinstance(pack, int) or pack < 0):
        raise ValueError("pack must be a non-negative integer")
    largest = base._size_
    names = list(base._names)
    for name, kind, *width in fields:
        if not isinstance(kind, DataType):
            raise TypeError("second item in _fields_ tuple (index 0) must be a C type")
        step = min(kind._align_, pack or kind._align_)
        bits = None
        if cls._overlaid:
            end = 0
        if width:
            bits, offset, end = _bit_field(name, kind, width[0], end)
        else:
            offset = -(-end // (step * 8)) * step
            end = (offset + kind._size_) * 8
        align = max(align, step)
        largest = max(largest, -(-end // 8))
        type.__setattr__(cls, name, Field(name, kind, offset, bits))
        names.append(name)
    align = max(align, getattr(cls, "_align_minimum_", 1))
    type.__setattr__(cls, "_names", tuple(names))
    type.__setattr__(cls, "_align_", align)
    type.__setattr__(cls, "_size_", -(-largest // align) * align)
    for name in getattr(cls, "_anonymous_", ()):
        _lift(cls, name)


def _bit_field(name, kind, width, end):
    if not isinstance(kind, SimpleType) or kind._type_ not in "bBhHiIlLqQ?":
        raise TypeError(f"bit fields not allowed for type {kind.__name__}")
    unit = kind._size_ * 8
    if not 0 < width <= unit:
        raise ValueError(f"number of bits invalid for bit field {name!r}")
    if end % unit + width > unit:
        end = -(-end // unit) * unit
    offset, shift = end // unit * kind._size_, end % unit
    if kind._order_ != "=" and kind._order_ != ("<" if sys.byteorder == "little" else ">"):
        shift = unit - shift - width
    return (shift, width), offset, end + width


def _lift(cls, name):
    """`_anonymous_`: the fields of a field are fields."""
    outer = vars(cls).get(name)
    if not isinstance(outer, Field):
        raise AttributeError(name)
    for inner in outer.type._names:
        field = getattr(outer.type, inner)
        type.__setattr__(cls, inner, Field(inner, field.type, outer.offset + field.offset, field.bits))
