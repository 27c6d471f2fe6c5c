"""Runs `-c CODE`, `-m MODULE` or `FILE` as the main program and gives its exit code back before the interpreter ends."""

import runpy
import sys
import traceback
import types


def run(host, args):
    first, *rest = args
    try:
        if first == "-c":
            code, *rest = rest
            sys.argv = ["-c", *rest]
            main = sys.modules["__main__"] = types.ModuleType("__main__")
            exec(compile(code, "<string>", "exec"), main.__dict__)
        elif first == "-m":
            module, *rest = rest
            sys.argv = [module, *rest]
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        else:
            sys.argv = [first, *rest]
            runpy.run_path(first, run_name="__main__")
    except SystemExit as exit:
        return _code(exit.code)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _code(value):
    """As the interpreter reads the argument of sys.exit()."""
    if value is None:
        return 0
    if isinstance(value, int):
        return value & 0xFF
    print(value, file=sys.stderr)
    return 1
