"""pip's resolver asked for the target: which wheels a guest takes that has these distributions already.

A guest takes pure wheels, wheels for WASI out of folders that are named, and the distributions that it has, in exactly
the versions it has. A project that publishes only its sources is built and taken where that gives a pure wheel. What
has native code has no place in a guest that it is not linked into.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from .failure import Failure
from .index import Index, IndexSettings

NO_MATCH = re.compile(r"No matching distribution found for (\S.*?)(?: \(from [^)]*\))?$", re.MULTILINE)
MOST_TRIES = 20


@dataclass(frozen=True)
class Native:
    """A requirement that has native code and no wheel for the target."""

    #: As the resolver has it: ``native>=1``.
    requirement: str
    #: The version that an index has for other machines; None where nothing tells.
    version: str | None
    output: str


class ForTarget:
    """
    :param python: version of the target
    :param folder: an empty folder for what is made and downloaded
    :param links: folders with wheels that the guest may take as well
    """

    def __init__(self, python: str, folder: Path, links: Iterable[Path] = ()) -> None:
        self._python = python
        self._wheels = folder / "wheels"
        self._constraints = folder / "constraints.txt"
        self._present = folder / "present"
        self._built = folder / "built"
        for made in (self._wheels, self._present, self._built):
            made.mkdir(parents=True)
        self._links = [self._present, self._built, *links]
        self._there: dict[str, str] = {}

    def add_present(self, name: str, version: str, metadata: str) -> None:
        """A distribution of the guest: a wheel with nothing but its metadata is enough for pip to resolve with."""
        stem = f"{re.sub(r'[-_.]+', '_', name)}-{version}"
        with zipfile.ZipFile(self._present / f"{stem}-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{stem}.dist-info/METADATA", metadata)
            wheel.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{stem}.dist-info/RECORD", "")
        self._there[canonicalize_name(name)] = version

    def wheels(self, asked: Sequence[str], without: Callable[[Native], None]) -> list[str]:
        """
        :param asked: arguments of pip: requirements, ``--group``, ``-r``
        :param without: raises Failure for a requirement with native code, or returns to have the rest without it
        :returns: paths of what the guest lacks
        :raises Failure: ``requirements`` (``output``)
        """
        tried: set[str] = set()
        while True:
            # Each failure names one project; what could be built of it is found at the next try.
            result = self._pip(asked)
            if result.returncode == 0:
                break
            output = result.stdout + result.stderr
            missing = NO_MATCH.search(output)
            if missing is None or len(tried) > MOST_TRIES:
                raise Failure("requirements", "pip could not resolve the requirements", output=output[-4000:])
            requirement = missing[1].strip()
            native = Native(requirement, None, output) if requirement in tried else self._build_pure(requirement, output)
            tried.add(requirement)
            if native is not None:
                without(native)
                if native.version is None:
                    raise Failure("requirements", "pip could not resolve the requirements", output=output[-4000:])
                name = Requirement(requirement).name
                self.add_present(name, native.version, f"Metadata-Version: 2.1\nName: {name}\nVersion: {native.version}\n")
        return sorted(str(path) for path in self._wheels.glob("*.whl") if _project(path) not in self._there)

    def _pip(self, asked: Sequence[str]) -> subprocess.CompletedProcess[str]:
        minor = ".".join(self._python.split(".")[:2])
        self._constraints.write_text("".join(f"{name}=={version}\n" for name, version in self._there.items()), encoding="utf-8")
        arguments = ["download", "--quiet", "--dest", str(self._wheels), "--only-binary=:all:"]
        arguments += ["--implementation", "cp", "--python-version", minor]
        for tag in ("cp" + minor.replace(".", ""), "abi3", "none"):
            arguments += ["--abi", tag]
        for platform in ("wasi_0_0_0_wasm32", "wasi_wasm32"):
            arguments += ["--platform", platform]
        for link in self._links:
            arguments += ["--find-links", str(link)]
        arguments += ["--constraint", str(self._constraints), *asked]
        command = [sys.executable, "-m", "pywasi_build.target_pip", self._python, *arguments]
        env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
        return subprocess.run(command, capture_output=True, text=True, env=env, check=False, errors="replace")

    def _build_pure(self, requirement: str, output: str) -> Native | None:
        """
        :returns: None where the project turned out to be pure, and its wheel is there now
        :raises Failure: ``requirements`` for a pure project whose wheels the resolver refused for another reason
        """
        try:
            asked = Requirement(requirement)
        except InvalidRequirement:
            return Native(requirement, None, output)
        published = _published(asked)
        if published.pure:
            raise Failure("requirements", "pip could not resolve the requirements", output=output[-4000:])
        if published.native is not None:
            # There are wheels for other machines: no need to compile it to know.
            return Native(requirement, published.native, output)
        before = set(self._built.iterdir())
        pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-binary", asked.name]
        subprocess.run([*pip, "--wheel-dir", str(self._built), requirement], capture_output=True, check=False)
        made = set(self._built.iterdir()) - before
        for wheel in made:
            if not wheel.name.endswith("-none-any.whl"):
                wheel.unlink()
                return Native(requirement, wheel.name.split("-")[1], output)
        return None if made else Native(requirement, published.source, output)


@dataclass(frozen=True)
class _Published:
    """What the indexes have that fits a requirement, whatever machine and Python it is for."""

    pure: bool
    #: Newest version with wheels, and with a source distribution.
    native: str | None
    source: str | None


def _published(asked: Requirement) -> _Published:
    wheels: list[tuple[Version, bool]] = []
    sources: list[Version] = []
    for package in Index(IndexSettings.of_pip()).files(asked.name):
        version = Version(package.version or "0")
        if not asked.specifier.contains(version):
            continue
        if package.link.filename.endswith(".whl"):
            wheels.append((version, package.link.filename.endswith("-none-any.whl")))
        else:
            sources.append(version)
    newest = max((version for version, _ in wheels), default=None)
    source = max(sources, default=None)
    return _Published(
        pure=any(pure for version, pure in wheels if version == newest),
        native=newest and str(newest),
        source=source and str(source),
    )


def _project(wheel: Path) -> str:
    return canonicalize_name(wheel.name.split("-")[0])
