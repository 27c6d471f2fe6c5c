"""``python -m pywasi_build.resolve REQUEST.json RESULT.json``: what an isolated environment would hold today.

pip's resolver without the installation: seconds, where a build takes minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .exchange import answer
from .failure import Failure
from .target_wheels import TargetWheel, TargetWheels


def resolve(request: dict[str, Any]) -> dict[str, object]:
    """
    :param request: ``requirements``, ``targetWheels``, ``work`` (a folder)
    :returns: ``installed``, as the build's own environment gives it
    :raises Failure: ``requirements``
    """
    if not request["requirements"]:
        return {"installed": []}
    work = Path(request["work"])
    wheels = TargetWheels(map(TargetWheel.of, request["targetWheels"]), work)
    asked, report = work / "resolve.txt", work / "resolved.json"
    asked.write_text("".join(f"{line}\n" for line in request["requirements"]), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--no-input", "install", "--dry-run", "--ignore-installed", "--quiet"]
    command += ["--use-pep517", "--report", str(report), "--requirement", str(asked)]
    pins = wheels.constraints(request["requirements"])
    if pins:
        constraints = work / "resolve-constraints.txt"
        constraints.write_text("".join(f"{line}\n" for line in pins), encoding="utf-8")
        command += ["--constraint", str(constraints)]
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode != 0:
        raise Failure("requirements", "pip could not resolve the build requirements")
    found = [one["metadata"] for one in json.loads(report.read_text(encoding="utf-8"))["install"]]
    return {"installed": sorted(wheels.identity(one["name"], one["version"]) for one in found)}


if __name__ == "__main__":
    sys.exit(answer(resolve))
