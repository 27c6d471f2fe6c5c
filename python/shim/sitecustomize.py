"""Read by every Python whose PYTHONPATH begins with this folder, whatever its version.

Inside a build hook PYWASI_SHIM names the shim's settings; in a job into which the cross environment was exported
PYWASI_JOB names them, and whether this process is a build hook is to be found out. Without either it does nothing.
It hands on to the sitecustomize that it stands before.
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
elif os.environ.get("PYWASI_JOB") and sys.version_info >= (3, 11):
    import pywasi_job

    pywasi_job.start(os.environ["PYWASI_JOB"])

_next_sitecustomize()
