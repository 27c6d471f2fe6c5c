"""What a Python was started for, told from its command line."""

import os
import re

#: Options of the interpreter that take the next argument.
_WITH_VALUE = ("-X", "-W", "--check-hash-based-pycs")


def program(arguments):
    """What a Python command line runs: the module after -m, the script's name, or None for -c and the prompt."""
    return words(arguments)[0]


def words(arguments):
    """The program as program() names it, with its own arguments behind it."""
    rest = iter(arguments[1:])
    for argument in rest:
        if argument in _WITH_VALUE:
            next(rest, None)
        elif argument == "-m":
            return [next(rest, None), *rest]
        elif argument.startswith("-m"):
            return [argument[2:], *rest]
        elif argument == "-" or argument.startswith("-c"):
            return [None, *rest]
        elif not argument.startswith("-"):
            return [_script_name(argument), *rest]
        elif not argument.startswith("--") and argument.endswith("m"):
            return [next(rest, None), *rest]
        elif not argument.startswith("--") and argument.endswith("c"):
            return [None, *rest]
    return [None]


def _script_name(path):
    """The name of a script, or of the wheel or folder that holds it."""
    name = os.path.basename(path)
    return name if name != "__main__.py" else os.path.basename(os.path.dirname(path))


def runs_python(command):
    """Whether a command starts a Python interpreter."""
    return re.fullmatch(r"(python|pypy)[\d.]*w?(\.exe)?", os.path.basename(command[0]), re.IGNORECASE) is not None
