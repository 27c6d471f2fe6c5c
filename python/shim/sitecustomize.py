"""Read by every Python that a build hook starts, for the shim's folder leads its PYTHONPATH.

Does nothing unless PYWASI_SHIM names the shim's settings, and hands on to the sitecustomize that it stands before.
"""

import os
import sys


def _next_sitecustomize():
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    here = os.path.dirname(os.path.abspath(__file__))
    spec = PathFinder.find_spec("sitecustomize", [path for path in sys.path if os.path.abspath(path) != here])
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(module_from_spec(spec))


if os.environ.get("PYWASI_SHIM"):
    import pywasi_shim

    pywasi_shim.start(os.environ["PYWASI_SHIM"])

_next_sitecustomize()
