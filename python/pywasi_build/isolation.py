"""The isolated environment of a build, with requirements for the build machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from build.env import DefaultIsolatedEnv

from .failure import Failure
from .hooks import run_logged


class BuildEnvironment(DefaultIsolatedEnv):
    """PyPA build's environment, whose installations are logged."""

    def __init__(self, log: Path) -> None:
        super().__init__(installer="pip")
        self._log = log

    def add(self, requirements: Collection[str]) -> None:
        """Installs requirements with the pip of this process into the environment.

        :raises Failure: ``requirements``
        """
        if not requirements:
            return
        # From a file, for pip reads markers there and not on its command line.
        path = Path(self.path) / "build-requirements.txt"
        path.write_text("".join(f"{requirement}\n" for requirement in sorted(requirements)), encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--python", self.python_executable, "--no-input"]
        install = ["install", "--use-pep517", "--no-warn-script-location", "--no-compile", "--requirement", str(path)]
        try:
            run_logged([*pip, *install], None, {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}, self._log)
        except subprocess.CalledProcessError:
            raise Failure(
                "requirements", "pip could not install the build requirements", requirements=sorted(requirements)
            ) from None
