"""``python -m pywasi_build.needs REQUEST.json RESULT.json``: what source trees are called and what they require.

Read without running anything, for it only decides the order of several builds: requirements that a back end asks for
in a hook are installed all the same, and overlaid where their build came first.
"""

from __future__ import annotations

import configparser
import re
import sys
import tomllib
from collections.abc import Iterable
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from .exchange import answer
from .fetch import target_environment

#: PEP 518's requirements of a project that names none.
DEFAULT_BUILD_REQUIREMENTS = ["setuptools"]


def needs(request: dict[str, Any]) -> dict[str, object]:
    """
    :param request: ``sources`` (folders), ``python`` (the target's version)
    :returns: ``projects``, one for each source: ``name`` (canonical, or null), ``build`` and ``runtime`` (names)
    """
    target = target_environment(Version(request["python"]))
    return {"projects": [_project(Path(source), target) for source in request["sources"]]}


def _project(source: Path, target: dict[str, str]) -> dict[str, object]:
    pyproject = _pyproject(source)
    metadata = _metadata(source)
    project = pyproject.get("project", {})
    name = project.get("name") or metadata.get("Name") or _setup_name(source)
    runtime = metadata.get_all("Requires-Dist") or project.get("dependencies", [])
    build = pyproject.get("build-system", {}).get("requires", DEFAULT_BUILD_REQUIREMENTS)
    return {
        "name": canonicalize_name(name) if name else None,
        # Build requirements run on this machine, the others in the guest: each marker is asked about its own.
        "build": _names(build, None),
        "runtime": _names(runtime, target),
    }


def _pyproject(source: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError):
        # The build itself says what is wrong with the file.
        return {}


def _metadata(source: Path) -> Any:
    path = source / "PKG-INFO"
    return HeaderParser().parsestr(path.read_text(encoding="utf-8", errors="replace") if path.is_file() else "")


def _setup_name(source: Path) -> str | None:
    config = configparser.ConfigParser(interpolation=None)
    try:
        config.read(source / "setup.cfg", encoding="utf-8")
    except configparser.Error:
        return None
    if config.has_option("metadata", "name"):
        return config.get("metadata", "name")
    script = source / "setup.py"
    match = re.search(r"\bname\s*=\s*['\"]([\w.-]+)['\"]", script.read_text("utf-8", "replace") if script.is_file() else "")
    return match and match[1]


def _names(requirements: Iterable[str], environment: dict[str, str] | None) -> list[str]:
    names = set()
    for text in requirements:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue
        if requirement.marker is None or requirement.marker.evaluate(environment):
            names.add(canonicalize_name(requirement.name))
    return sorted(names)


if __name__ == "__main__":
    sys.exit(answer(needs))
