"""The packages of requirements.txt for the tests, where the Python that runs them does not have them.

They go into a virtual environment below the user's cache, one for each interpreter and state of requirements.txt.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements.txt"


def provide():
    """Puts the packages on sys.path. The first time takes a few seconds and a package index."""
    if importlib.util.find_spec("unearth") is None:
        sys.path.append(str(_site_packages(_environment())))


def python_path():
    """PYTHONPATH for a process that needs the packages: they come before what the interpreter has of the same name."""
    found = importlib.util.find_spec("unearth")
    return os.pathsep.join([str(Path(found.origin).parent.parent), str(REQUIREMENTS.parent)])


def _environment():
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    key = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.executable.encode()).hexdigest()[:16]
    folder = cache / "pywasi" / "python-tests" / key
    if not (folder / "complete").exists():
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([*pip, "--require-hashes", "--requirement", str(REQUIREMENTS)], check=True)
        (folder / "complete").touch()
    return folder


def _site_packages(environment):
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))
