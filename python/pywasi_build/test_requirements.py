"""``python -m pywasi_build.test_requirements REQUEST.json RESULT.json``: wheels for the tests in the target.

pip resolves, for the target: pure wheels, wheels for WASI out of the folders given, and the distributions that the
bundle has already, in exactly the versions it has. A project without any wheel is built where it is pure; one with
native code has no place in a guest that it is not linked into.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from .exchange import answer
from .failure import Failure

NO_MATCH = re.compile(r"No matching distribution found for (\S.*?)(?: \(from [^)]*\))?$", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
MOST_TRIES = 20


def test_requirements(request: dict[str, Any]) -> dict[str, object]:
    """
    :param request: ``requirements`` (lines as pip reads them), ``groups``, ``project`` (a folder, for the groups),
        ``python`` (version), ``sitePackages`` (of the bundle), ``links`` (folders with wheels), ``folder`` (empty)
    :returns: ``wheels``: paths of what the bundle lacks
    :raises Failure: ``native`` (``requirement``), ``requirements`` (``output``)
    """
    folder = Path(request["folder"])
    present = folder / "present"
    present.mkdir(parents=True)
    names = [_stand_in(info, present) for info in sorted(Path(request["sitePackages"]).glob("*.dist-info"))]
    constraints = folder / "constraints.txt"
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in names), encoding="utf-8")
    built = folder / "built"
    built.mkdir()
    wheels = folder / "wheels"
    arguments = _arguments(request, [present, built, *map(Path, request["links"])], constraints, wheels)
    tried: set[str] = set()
    while True:
        # Each failure names one project; what could be built of it is found at the next try.
        result = _pip(arguments, request["python"])
        if result.returncode == 0:
            break
        output = result.stdout + result.stderr
        missing = NO_MATCH.search(output)
        if missing is None or len(tried) > MOST_TRIES:
            raise Failure("requirements", "pip could not resolve the test requirements", output=output[-4000:])
        requirement = missing[1].strip()
        if requirement in tried:
            raise Failure("native", "A requirement has native code and no build for WASI", requirement=requirement)
        tried.add(requirement)
        _build_pure(requirement, built, output)
    there = {canonicalize_name(name) for name, _ in names}
    return {"wheels": sorted(str(path) for path in wheels.glob("*.whl") if _project(path) not in there)}


def _project(wheel: Path) -> str:
    return canonicalize_name(wheel.name.split("-")[0])


def _arguments(request: dict[str, Any], links: list[Path], constraints: Path, wheels: Path) -> list[str]:
    minor = ".".join(request["python"].split(".")[:2])
    abi = "cp" + minor.replace(".", "")
    arguments = ["download", "--quiet", "--dest", str(wheels), "--only-binary=:all:"]
    arguments += ["--implementation", "cp", "--python-version", minor]
    for tag in (abi, "abi3", "none"):
        arguments += ["--abi", tag]
    for platform in ("wasi_0_0_0_wasm32", "wasi_wasm32"):
        arguments += ["--platform", platform]
    for link in links:
        arguments += ["--find-links", str(link)]
    arguments += ["--constraint", str(constraints)]
    for group in request["groups"]:
        arguments += ["--group", f"{Path(request['project']) / 'pyproject.toml'}:{group}"]
    for line in request["requirements"]:
        arguments += line.split(maxsplit=1) if line.startswith("-") else [line]
    return arguments


def _pip(arguments: list[str], python: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pywasi_build.target_pip", python, *arguments]
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False, errors="replace")


def _build_pure(requirement: str, folder: Path, output: str) -> None:
    """A project that publishes only its sources may be pure all the same."""
    name = NAME.match(requirement)
    before = set(folder.iterdir())
    if name is not None:
        pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-binary", name[0]]
        subprocess.run([*pip, "--wheel-dir", str(folder), requirement], capture_output=True, check=False)
    made = set(folder.iterdir()) - before
    for wheel in made:
        if not wheel.name.endswith("-none-any.whl"):
            wheel.unlink()
            raise Failure("native", "A requirement has native code and no build for WASI", requirement=requirement)
    if not made:
        raise Failure("native", "No wheel for WASI, and no pure one, could be had", requirement=requirement, output=output[-2000:])


def _stand_in(info: Path, folder: Path) -> tuple[str, str]:
    """A wheel with nothing but the metadata of a distribution that the bundle has: enough for pip to resolve with."""
    metadata = (info / "METADATA").read_text(encoding="utf-8", errors="replace")
    fields = dict(re.findall(r"^(Name|Version): (.*)$", metadata.partition("\n\n")[0], re.MULTILINE))
    name, version = fields["Name"].strip(), fields["Version"].strip()
    stem = f"{re.sub(r'[-_.]+', '_', name)}-{version}"
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{stem}.dist-info/METADATA", metadata)
        wheel.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{stem}.dist-info/RECORD", "")
    return name, version


if __name__ == "__main__":
    sys.exit(answer(test_requirements))
