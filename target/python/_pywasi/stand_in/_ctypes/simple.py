"""Types of one value: numbers, characters, addresses, Python objects."""

import struct
import sys

from . import memory
from .data import Data, DataType

_INTEGERS = {"b", "B", "h", "H", "i", "I", "l", "L", "q", "Q"}
_FLOATS = {"f": "f", "d": "d", "g": "d"}
_WORD = struct.calcsize("P")
_WIDE = 4
_ADDRESS = f"{'<' if sys.byteorder == 'little' else '>'}{'I' if _WORD == 4 else 'Q'}"
_ORDERS = {"=": sys.byteorder, "<": "little", ">": "big"}
_OTHER_ORDER = ">" if sys.byteorder == "little" else "<"
_SIZES = {"c": 1, "?": 1, "u": _WIDE, "v": 2, "P": _WORD, "z": _WORD, "Z": _WORD, "O": _WORD, "g": 16}


class SimpleType(DataType):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        # A type that a program derives from c_int, say, stays an object as a field.
        cls._plain = bases[0] is SimpleData if bases[0] is not Data else False
        code = namespace.get("_type_")
        if code is None:
            return
        if not isinstance(code, str) or len(code) != 1:
            raise ValueError("class must define a '_type_' attribute which must be a string of length 1")
        if code not in _SIZES and code not in _INTEGERS and code not in _FLOATS:
            raise AttributeError(
                "class must define a '_type_' attribute which must be\na single character string containing one of"
                " 'cbBhHiIlLfuzZqQPXOv?g'."
            )
        cls._size_ = cls._align_ = _SIZES.get(code) or struct.calcsize(code)
        if code in "hHiIlLqQfd" and cls._order_ == "=":
            other = SimpleType(name, bases, {**namespace, "_order_": _OTHER_ORDER})
            little = sys.byteorder == "little"
            for kind in (cls, other):
                kind.__ctype_le__, kind.__ctype_be__ = (cls, other) if little else (other, cls)

    def from_param(cls, value):
        if isinstance(value, cls):
            return value
        if cls._type_ in "zZP":
            return _address_parameter(cls, value)
        try:
            return cls(value)
        except TypeError:
            return super().from_param(value)


def _address_parameter(cls, value):
    from .pointer import address_of

    if value is None:
        return None
    wanted = {"z": bytes, "Z": str, "P": (bytes, str, int)}[cls._type_]
    if isinstance(value, wanted):
        return cls(value) if cls._type_ != "P" or isinstance(value, int) else _text(value)
    made = cls()
    made._block.bytes[:] = struct.pack(_ADDRESS, address_of(value))
    made._block.keep[0] = value
    return made


def _text(value):
    from ctypes import c_char_p, c_wchar_p

    return c_char_p(value) if isinstance(value, bytes) else c_wchar_p(value)


class SimpleData(Data, metaclass=SimpleType):
    _abstract_ = True
    _order_ = "="
    _plain = False

    def __init__(self, value=None):
        if value is not None:
            self.value = value

    @property
    def value(self):
        return _decode(type(self), self._block, self._offset)

    @value.setter
    def value(self, value):
        _encode(type(self), self._block, self._offset, value)

    def __bool__(self):
        return bool(self.value) and self.value != b"\0"

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})" if self._plain else object.__repr__(self)

    def __ctypes_from_outparam__(self):
        return self.value if self._plain else self

    def _typed_view(self):
        code = type(self)._type_
        return self._view.cast(code) if code in _INTEGERS or code in "fdc?" else self._view

    @classmethod
    def _read(cls, block, offset):
        return _decode(cls, block, offset) if cls._plain else cls._at(block, offset)

    @classmethod
    def _write(cls, block, offset, value):
        if isinstance(value, cls):
            super()._write(block, offset, value)
        else:
            _encode(cls, block, offset, value)


SimpleData.__name__ = SimpleData.__qualname__ = "_SimpleCData"
SimpleData.__module__ = "_ctypes"


def _decode(cls, block, offset):
    code, data = cls._type_, block.bytes[offset : offset + cls._size_]
    if code in _INTEGERS:
        return int.from_bytes(data, _ORDERS[cls._order_], signed=code.islower())
    if code in _FLOATS:
        kind = _FLOATS[code]
        return struct.unpack(cls._order_ + kind, data[: struct.calcsize(kind)])[0]
    if code == "c":
        return bytes(data)
    if code in "?v":
        return any(data)
    if code == "u":
        return chr(int.from_bytes(data, sys.byteorder))
    if code == "O":
        if offset not in block.keep:
            raise ValueError("PyObject is NULL")
        return block.keep[offset]
    (address,) = struct.unpack(_ADDRESS, data)
    if address == 0:
        return None
    if code == "P":
        return address
    if code == "z":
        return memory.text_at(address, 1)
    return memory.text_at(address, _WIDE).decode(f"utf-32-{sys.byteorder[0]}e")


def _encode(cls, block, offset, value):
    code = cls._type_
    block.keep.pop(offset, None)
    if code in _INTEGERS:
        if not hasattr(value, "__index__"):
            raise TypeError(f"an integer is required (got type {type(value).__name__})")
        # As in C: what does not fit is cut off.
        number = value.__index__() & (1 << 8 * cls._size_) - 1
        data = number.to_bytes(cls._size_, _ORDERS[cls._order_])
    elif code in _FLOATS:
        data = struct.pack(cls._order_ + _FLOATS[code], value).ljust(cls._size_, b"\0")
    elif code == "c":
        if isinstance(value, int) and 0 <= value < 256:
            value = bytes([value])
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError("one character bytes, bytearray or integer expected")
        data = value
    elif code in "?v":
        data = bool(value).to_bytes(cls._size_, sys.byteorder)
    elif code == "u":
        if not isinstance(value, str):
            raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
        if len(value) != 1:
            raise TypeError("one character unicode string expected")
        data = ord(value).to_bytes(_WIDE, sys.byteorder)
    elif code == "O":
        block.keep[offset] = value
        data = struct.pack(_ADDRESS, id(value) % (1 << 8 * _WORD))
    else:
        data = struct.pack(_ADDRESS, _address(code, block, offset, value))
    block.bytes[offset : offset + cls._size_] = data


def _address(code, block, offset, value):
    if value is None:
        return 0
    if isinstance(value, int) and not isinstance(value, bool):
        return value % (1 << 8 * _WORD)
    if code == "z" and isinstance(value, bytes):
        kept = memory.text_block(value, 1)
    elif code == "Z" and isinstance(value, str):
        kept = memory.text_block(value.encode(f"utf-32-{sys.byteorder[0]}e"), _WIDE)
    else:
        wanted = {"z": "bytes or integer address", "Z": "unicode string or integer address"}
        raise TypeError(f"{wanted.get(code, 'cannot be converted to pointer:')} expected instead of {type(value).__name__} instance")
    block.keep[offset] = kept
    return kept.address
