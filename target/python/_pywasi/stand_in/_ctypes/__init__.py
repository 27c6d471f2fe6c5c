"""Stand-in for `_ctypes`, for the module ctypes of the standard library: types work, libraries do not.

Structures, arrays, pointers and call-backs live in memory of their own (memory.py). Loading a library, calling a C
function and reading the interpreter's memory raise an error that says so.
"""

import struct

from _pywasi.failure import not_here

from .aggregate import Field as CField
from .aggregate import Structure, Union
from .array import Array
from .data import addressof, alignment, resize, sizeof
from .data import unpickle as _unpickle
from .function import (
    FUNCFLAG_CDECL,
    FUNCFLAG_PYTHONAPI,
    FUNCFLAG_USE_ERRNO,
    FUNCFLAG_USE_LASTERROR,
    ArgumentError,
    _cast_addr,
    _memmove_addr,
    _memoryview_at_addr,
    _memset_addr,
    _string_at_addr,
    _wstring_at_addr,
)
from .function import Function as CFuncPtr
from .pointer import POINTER, _pointer_type_cache, byref, pointer
from .pointer import Pointer as _Pointer
from .simple import SimpleData as _SimpleCData

__version__ = "1.1.0"
RTLD_LOCAL, RTLD_GLOBAL = 0, 1
SIZEOF_TIME_T = 8
CTYPES_MAX_ARGCOUNT = 1024

_errno = 0


def get_errno():
    return _errno


def set_errno(value, /):
    global _errno
    old, _errno = _errno, value
    return old


def dlopen(name, flag=RTLD_LOCAL, /):
    """The program itself can be opened, as `ctypes.pythonapi` does at import; nothing in it can be called."""
    if name is None:
        return 0
    raise not_here("_ctypes", name, "WASI cannot load libraries")


def dlsym(handle, name, /):
    raise not_here("_ctypes", name, "WASI cannot load libraries")


def dlclose(handle, /):
    return 0


def call_function(*_):
    raise not_here("_ctypes", "call_function", "a C function cannot be called from here")


call_cdeclfunction = call_function


def PyObj_FromPtr(address, /):
    raise not_here("_ctypes", "PyObj_FromPtr", "the interpreter's memory cannot be reached")


def Py_INCREF(value, /):
    return value


Py_DECREF = Py_INCREF


def buffer_info(what, /):
    kind, shape = what._shape_of() if issubclass(what, Array) else (what, ())
    return f"<{getattr(kind, '_type_', 'B')}", len(shape), shape


_WORD = struct.calcsize("P")
