"""`python -m _pywasi`: what this Python has besides CPython."""

import os
import sys

from . import modules, sandbox, sockets, stand_ins


def rows():
    for name in sorted(modules.FILES):
        yield "linked in", name, modules.FILES[name]
    for name, about in stand_ins.MODULES.items():
        if name not in sys.builtin_module_names:
            yield "stand-in", name, about
    for function in sandbox.ADDED:
        if getattr(os, function.__name__) is function:
            yield "function", f"os.{function.__name__}", function.__doc__
    import _socket

    for name, value in {**sockets.CONSTANTS, **sockets.FUNCTIONS}.items():
        if getattr(_socket, name) is value and callable(value):
            yield "function", f"socket.{name}", (value.__doc__ or "WASI has no names of machines.").strip()


for kind, name, about in rows():
    print(f"{kind:10} {name:28} {about}")
