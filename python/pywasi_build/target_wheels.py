"""Wheels for the target that a build's requirements may be overlaid with.

A requirement is installed for the build machine, where it runs. Where we also have it for the target, the two must be
the same version, so the installation is held to that of the target's wheel.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

#: Folders of a source tree that are no part of it.
ASIDE = shutil.ignore_patterns(".git", ".hg", "__pycache__", "wasi-out", ".venv", "node_modules")


@dataclass(frozen=True)
class TargetWheel:
    name: str
    version: Version
    path: Path
    #: Folder or archive that it was built from, where no package index has it.
    source: Path | None = None

    @classmethod
    def of(cls, facts: dict[str, Any]) -> TargetWheel:
        source = facts.get("source")
        return cls(canonicalize_name(facts["name"]), Version(facts["version"]), Path(facts["path"]), source and Path(source))


class TargetWheels:
    """
    :param work: a folder for copies of sources, so that building one for this machine leaves the user's folder alone
    """

    def __init__(self, wheels: Iterable[TargetWheel], work: Path) -> None:
        self._wheels = sorted(wheels, key=lambda wheel: wheel.version, reverse=True)
        self._work = work

    def constraints(self, requirements: Collection[str]) -> list[str]:
        """Lines for pip: what a requirement's native copy must be, where its target wheel fits the requirement."""
        return [self._pin(wheel) for name in _names(requirements) if (wheel := self._fitting(name, requirements))]

    def passed_over(self, requirements: Collection[str]) -> list[str]:
        """Requirements that no wheel fits though there is one of that name, as ``REQUIREMENT: VERSIONS``."""
        told = []
        for name in _names(requirements):
            versions = sorted({str(wheel.version) for wheel in self._wheels if wheel.name == name})
            if versions and not self._fitting(name, requirements):
                asked = [str(one) for one in _parsed(requirements) if canonicalize_name(one.name) == name]
                told.append(f"{', '.join(asked)}: {', '.join(versions)}")
        return told

    def same(self, name: str, version: str) -> TargetWheel | None:
        """The wheel of exactly this version."""
        fitting = (w for w in self._wheels if w.name == canonicalize_name(name) and w.version == Version(version))
        return next(fitting, None)

    def identity(self, name: str, version: str) -> str:
        """What an installed distribution is to those that compile against it: its target wheel's hash counts."""
        wheel = self.same(name, version)
        known = f"{canonicalize_name(name)}=={version}"
        return f"{known} for WASI, sha256 {hashlib.sha256(wheel.path.read_bytes()).hexdigest()}" if wheel else known

    def _fitting(self, name: str, requirements: Collection[str]) -> TargetWheel | None:
        asked = [one for one in _parsed(requirements) if canonicalize_name(one.name) == name]
        for wheel in self._wheels:
            if wheel.name == name and all(one.specifier.contains(wheel.version, prereleases=True) for one in asked):
                return wheel
        return None

    def _pin(self, wheel: TargetWheel) -> str:
        if wheel.source is None:
            return f"{wheel.name}=={wheel.version}"
        source = wheel.source
        if source.is_dir():
            source = self._work / "native" / wheel.name
            if not source.exists():
                shutil.copytree(wheel.source, source, symlinks=True, ignore=ASIDE)
        return f"{wheel.name} @ {source.absolute().as_uri()}"


def _parsed(requirements: Collection[str]) -> list[Requirement]:
    parsed = []
    for text in requirements:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            # pip says what is wrong with it.
            continue
        if requirement.marker is None or requirement.marker.evaluate():
            parsed.append(requirement)
    return parsed


def _names(requirements: Collection[str]) -> list[str]:
    return sorted({canonicalize_name(requirement.name) for requirement in _parsed(requirements)})
