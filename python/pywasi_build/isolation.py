"""The isolated environment of a build, with requirements for the build machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from importlib import metadata
from pathlib import Path

from build.env import DefaultIsolatedEnv
from packaging.utils import canonicalize_name

from .failure import Failure
from .hooks import run_logged
from .overlay import Places, overlay
from .target_wheels import TargetWheels


class BuildEnvironment(DefaultIsolatedEnv):
    """PyPA build's environment, whose installations are logged, and overlaid with what we have for the target."""

    def __init__(self, log: Path, target_wheels: TargetWheels) -> None:
        super().__init__(installer="pip")
        self._log = log
        self._target_wheels = target_wheels
        #: How many files of the target each distribution got, by ``name==version``.
        self.overlaid: dict[str, int] = {}
        #: Requirements whose target wheels do not fit.
        self.passed_over: list[str] = []

    def add(self, requirements: Collection[str]) -> None:
        """Installs requirements with the pip of this process into the environment.

        :raises Failure: ``requirements``
        """
        if not requirements:
            return
        # From a file, for pip reads markers there and not on its command line.
        path = self._list("build-requirements.txt", sorted(requirements))
        pins = self._target_wheels.constraints(requirements)
        self.passed_over += self._target_wheels.passed_over(requirements)
        pip = [sys.executable, "-m", "pip", "--python", self.python_executable, "--no-input"]
        install = ["install", "--use-pep517", "--no-warn-script-location", "--no-compile", "--requirement", path]
        if pins:
            install += ["--constraint", self._list("build-constraints.txt", pins)]
        try:
            run_logged([*pip, *install], None, {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}, self._log)
        except subprocess.CalledProcessError:
            raise Failure(
                "requirements", "pip could not install the build requirements", requirements=sorted(requirements), pins=pins
            ) from None
        self._overlay()

    def installed(self) -> list[str]:
        """Everything in the environment, as TargetWheels identifies it."""
        return sorted(self._target_wheels.identity(one.name, one.version) for one in self._distributions())

    def compiled(self) -> list[str]:
        """Names of the distributions that hold extension modules of this machine."""
        return sorted(
            canonicalize_name(one.name)
            for one in self._distributions()
            if any(file.suffix in (".so", ".pyd") for file in one.files or ())
        )

    def _overlay(self) -> None:
        for distribution in self._distributions():
            known = f"{canonicalize_name(distribution.name)}=={distribution.version}"
            wheel = self._target_wheels.same(distribution.name, distribution.version)
            if wheel is None or known in self.overlaid:
                continue
            laid = overlay(wheel.path, distribution.name, Places.of_environment(self.path))
            self.overlaid[known] = len(laid)
            lines = [f"{known}: {len(laid)} files of {wheel.path.name} over the build machine's", *laid]
            with self._log.open("a", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in lines))

    def _distributions(self) -> list[metadata.Distribution]:
        return list(metadata.distributions(path=[str(Places.of_environment(self.path).site_packages)]))

    def _list(self, name: str, lines: Collection[str]) -> str:
        path = Path(self.path) / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return str(path)
