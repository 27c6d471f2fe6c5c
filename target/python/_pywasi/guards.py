"""Whether code that imports a module is prepared for its absence.

`try: import fcntl` / `except ImportError: …` has a fall-back that works, which a stand-in would take from it. Only an
import without one gets a stand-in. The exception table of CPython 3.11 and later (Objects/exception_handling_notes.txt)
says which handler covers the instruction that imports. Compiled code has none; there it is the module that decides.
"""

import os
import sys

_BOOTSTRAP = ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>")


#: What runs the code of a linked-in extension.
_LOADER = __file__.rpartition("/")[0] + "/linked_in.py"


def is_prepared(optional):
    """Looks from the `find_spec` that calls this, its finder's caller, to whoever wrote the import.

    The standard library's own modules are looked through: `import sqlite3` is what imports `_sqlite3`.

    :param optional: whether compiled code, whose handlers nobody sees, is to be taken for prepared
    """
    frame = sys._getframe(2)
    if frame.f_code.co_name == "_find_spec":
        frame = frame.f_back
    if frame is None or frame.f_code.co_filename not in _BOOTSTRAP:
        # importlib.util.find_spec and pkgutil ask whether a module is there. It is not.
        return True
    while frame is not None:
        name = frame.f_code.co_filename
        if name not in _BOOTSTRAP:
            if name == _LOADER:
                return optional
            if _is_guarded(frame):
                return True
            if not _is_standard(name):
                return False
        frame = frame.f_back
    return False


_STANDARD = os.path.dirname(os.__file__) + "/"


def _is_standard(file):
    return file.startswith(("<frozen ", _STANDARD)) and "/site-packages/" not in file


def _is_guarded(frame):
    at = frame.f_lasti
    while (handler := _handler(frame.f_code.co_exceptiontable, at // 2)) is not None:
        # What a handler does not take goes on to the one around it, from where it is raised again.
        taken, at = _takes_import_errors(frame, handler * 2)
        if taken or at is None:
            return taken
    return False


def _handler(table, at):
    """Where the innermost handler of an instruction begins, both counted in code units."""
    entries = iter(table)
    found = None
    for byte in entries:
        start, length, target, _depth = _number(entries, byte), *(_number(entries) for _ in range(3))
        # Entries do not overlap; a handler's own entry leads to its clean-up.
        if start <= at < start + length:
            found = target
    return found


def _number(entries, byte=None):
    """Big-endian groups of six bits; bit 6 says that another follows, bit 7 that an entry begins."""
    byte = next(entries) if byte is None else byte
    value = byte & 63
    while byte & 64:
        byte = next(entries)
        value = value << 6 | byte & 63
    return value


def _takes_import_errors(frame, offset):
    """Whether the handler does, and where it raises again what it does not take."""
    import dis

    code = frame.f_code
    instructions = {each.offset: each for each in dis.get_instructions(code)}
    names = []
    first = True
    for at in range(offset, len(code.co_code), 2):
        instruction = instructions.get(at)
        if instruction is None or at < offset:
            continue
        name = instruction.opname
        if name.startswith("LOAD_"):
            names.append(instruction.argval)
        elif name == "WITH_EXCEPT_START":
            # Who stands behind `with` cannot be seen; contextlib.suppress has to be named in the same function.
            if "suppress" in code.co_names and {"ImportError", "ModuleNotFoundError"} & set(code.co_names):
                return True, None
            first = False
        elif name == "CHECK_EXC_MATCH":
            if any(_is_import_error(frame, each) for each in names):
                return True, None
            names.clear()
            first = False
        elif name.startswith("POP_JUMP_") and name.endswith("IF_FALSE") and not first:
            # On to the next `except` of the same `try`.
            offset, first = instruction.argval, True
        elif name == "POP_TOP" and first:
            return True, None  # except:
        elif name == "RERAISE":
            return False, at
    return False, None


def _is_import_error(frame, name):
    for scope in (frame.f_locals, frame.f_globals, frame.f_builtins):
        if isinstance(name, str) and name in scope:
            kinds = scope[name] if isinstance(scope[name], tuple) else (scope[name],)
            return any(isinstance(kind, type) and issubclass(ModuleNotFoundError, kind) for kind in kinds)
    return False
