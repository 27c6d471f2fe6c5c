"""Functions: call-backs in Python can be called, C functions cannot."""

import sys

from _pywasi.failure import not_here

from . import memory
from .data import Data, DataType
from .pointer import address_of, cast
from .simple import _WORD, SimpleType

FUNCFLAG_STDCALL, FUNCFLAG_CDECL, FUNCFLAG_HRESULT, FUNCFLAG_PYTHONAPI = 0, 1, 2, 4
FUNCFLAG_USE_ERRNO, FUNCFLAG_USE_LASTERROR = 8, 16


def _move(to, source, count):
    target, at = memory.find(address_of(to))
    if isinstance(source, bytes):
        data = source[:count]
    else:
        block, offset = memory.find(address_of(source))
        data = bytes(block.bytes[offset : offset + count])
    target.bytes[at : at + count] = data
    return address_of(to)


def _set(to, value, count):
    target, at = memory.find(address_of(to))
    target.bytes[at : at + count] = bytes([value & 255]) * count
    return address_of(to)


def _string(source, size=-1):
    if isinstance(source, bytes):
        return source if size < 0 else source[:size]
    return memory.text_at(address_of(source), 1, size)


def _wide_string(source, size=-1):
    if isinstance(source, str):
        return source if size < 0 else source[:size]
    return memory.text_at(address_of(source), 4, size).decode(f"utf-32-{sys.byteorder[0]}e")


def _view(source, size, readonly=False):
    block, offset = memory.find(address_of(source))
    view = memoryview(block.bytes)[offset : offset + size]
    return view.toreadonly() if readonly else view


#: What ctypes itself calls by address.
_OWN = {16 * n: function for n, function in enumerate((cast, _move, _set, _string, _wide_string, _view), 1)}
_cast_addr, _memmove_addr, _memset_addr, _string_at_addr, _wstring_at_addr, _memoryview_at_addr = _OWN
_callbacks = {}


class FunctionType(DataType):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls._size_ = cls._align_ = _WORD

    def from_param(cls, value):
        return value if value is None or isinstance(value, cls) else super().from_param(value)


class Function(Data, metaclass=FunctionType):
    _code_ = True
    _restype_ = None
    _flags_ = FUNCFLAG_CDECL

    def __init__(self, what=0, *_):
        self.restype = self._restype_
        self.argtypes = getattr(self, "_argtypes_", None)
        self.errcheck = None
        self._name, self._body = "a function", None
        self._code = 0
        if isinstance(what, tuple):
            self._name = f"{getattr(what[1], '_name', None) or 'python'}.{what[0]}"
            self._code = 1
        elif callable(what):
            self._body, self._code = what, self._address
            _callbacks[self._code] = what
            self._block.keep[0] = what
        else:
            self._code = what
            self._body = _callbacks.get(what)

    def __bool__(self):
        return self._code != 0

    def __call__(self, *args, **kwargs):
        if self._code in _OWN:
            return _OWN[self._code](*args, **kwargs)
        if self._body is None:
            raise not_here("_ctypes", self._name, "WASI cannot load libraries, and ctypes cannot call into this one")
        kinds = self.argtypes or ()
        if len(args) < len(kinds):
            raise TypeError(
                f"this function takes at least {len(kinds)} argument{'s' * (len(kinds) != 1)} ({len(args)} given)"
            )
        result = self._body(*(_passed(kind, value) for kind, value in zip(kinds, args)))
        result = _returned(self.restype, result)
        return self.errcheck(result, self, args) if self.errcheck else result

    def __repr__(self):
        return f"<{type(self).__name__} object at {self._code:#x}>"


Function.__name__ = Function.__qualname__ = "CFuncPtr"
Function.__module__ = "_ctypes"


def _passed(kind, value):
    try:
        converted = kind.from_param(value)
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"argument 1: {type(error).__name__}: {error}") from None
    plain = isinstance(kind, SimpleType) and kind._plain
    return converted.value if plain and isinstance(converted, Data) else converted


def _returned(kind, value):
    if kind is None or not isinstance(kind, DataType):
        return kind(value) if callable(kind) else None
    if isinstance(kind, SimpleType) and kind._plain:
        return kind(value).value
    return value


class ArgumentError(Exception):
    __module__ = "ctypes"
