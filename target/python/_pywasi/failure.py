"""The error of everything that imports here and cannot work."""

import errno


class NotInThisPython(OSError):
    """WASI, or this interpreter, has no such thing; `stand_in` names the module that stood in for it."""

    stand_in = ""


def not_here(stand_in, what, why, *kinds):
    """The error to raise. `kinds` are exceptions that the real module would raise, for code that catches them."""
    kind = NotInThisPython
    if kinds:
        names = {"__module__": kinds[0].__module__, "__doc__": NotInThisPython.__doc__}
        kind = type(kinds[0].__name__, (*kinds, NotInThisPython), names)
    error = kind(errno.ENOTSUP, f"{what}: {why} ({stand_in} is a stand-in of pywasi)")
    error.stand_in = stand_in
    return error


def refusing(stand_in, name, why, *kinds):
    """A function of that name that refuses to work."""

    def refuse(*args, **kwargs):
        raise not_here(stand_in, f"{stand_in}.{name}", why, *kinds)

    refuse.__name__ = refuse.__qualname__ = name
    refuse.__module__ = stand_in
    refuse.__doc__ = f"Not in this Python: {why}."
    return refuse
