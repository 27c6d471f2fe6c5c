"""Modules of the standard library that CPython for WASI lacks, for code that imports them without a second thought.

A stand-in is the compiled part alone where the rest is Python: `_ctypes` makes the real `ctypes` work, `_sqlite3` the
real `sqlite3`. It has the real one's constants and types as far as they make sense, and what cannot work raises
`failure.NotInThisPython`. It is found last, so a real module always comes first, and only for code that has no fall-back
of its own (guards.py).
"""

import sys
from _frozen_importlib import BuiltinImporter, ModuleSpec
from _frozen_importlib_external import SourceFileLoader

from . import guards

FOLDER = __file__.rpartition("/")[0] + "/stand_in"

#: What each can do, for `python -m _pywasi` and for people.
MODULES = {
    "_bz2": "no compression: stdlib-modules builds the real one in",
    "_ctypes": "types, structures, arrays, pointers and call-backs work in memory of their own; no libraries",
    "_curses": "constants; no terminal",
    "_lzma": "no compression: stdlib-modules builds the real one in",
    "_multiprocessing": "no processes",
    "_posixshmem": "no shared memory",
    "_posixsubprocess": "no processes",
    "_sqlite3": "no database: stdlib-modules builds the real one in",
    "_ssl": "constants, types and contexts; no connections",
    "fcntl": "constants; no locks and no control of files",
    "grp": "the one group of the sandbox",
    "mmap": "maps memory and files by copying them; writes go back at flush and close",
    "pwd": "the one user of the sandbox",
    "readline": "remembers its settings; no line editing",
    "resource": "limits and use as far as they are known; nothing can be limited",
    "syslog": "constants; no log",
    "termios": "constants; no terminal",
    "zlib": "checksums; no compression: stdlib-modules builds the real one in",
}


#: Many builds of CPython lack them everywhere, so compiled code that uses them does without as a rule.
OPTIONAL = {"_bz2", "_lzma"}


class Finder:
    """For the end of the meta path."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in MODULES or guards.is_prepared(optional=name in OPTIONAL):
            return None
        file = f"{FOLDER}/{name}.py"
        if name in PACKAGES:
            file = f"{FOLDER}/{name}/__init__.py"
        spec = ModuleSpec(name, SourceFileLoader(name, file), origin=file)
        spec.has_location = True
        if name in PACKAGES:
            spec.submodule_search_locations = [f"{FOLDER}/{name}"]
        return spec


#: Stand-ins that are folders.
PACKAGES = {"_ctypes"}


class _SocketLoader(BuiltinImporter):
    @staticmethod
    def exec_module(module):
        BuiltinImporter.exec_module(module)
        from . import sockets

        sockets.complete(module)


class Completion:
    """For the start of the meta path: modules that are there, but lack names."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "_socket" and name in sys.builtin_module_names:
            return ModuleSpec(name, _SocketLoader, origin="built-in")
        return None


def loaded():
    """Names of the stand-ins that were imported."""
    found = (sys.modules.get(name) for name in MODULES)
    return [module.__name__ for module in found if getattr(module, "__file__", "").startswith(FOLDER)]
