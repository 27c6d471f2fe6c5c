"""The file that PYWASI_SHIM names."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write(path: Path, target: Mapping[str, Any], cross: Mapping[str, str], outside: Mapping[str, str]) -> None:
    """
    :param target: the target Python: include folder and multiarch
    :param cross: the variables of the cross environment
    :param outside: the environment without it, which installers get back
    """
    settings = {
        "platform": "wasi",
        "machine": "wasm32",
        "multiarch": target["multiarch"],
        "include": target["include"],
        # sysconfig reads the variables of a cross build on POSIX systems alone.
        "windows": os.name == "nt",
        "outside": {name: outside.get(name) for name in [*cross, "PYTHONPATH", "PYWASI_SHIM"]},
    }
    path.write_text(json.dumps(settings), encoding="utf-8")
