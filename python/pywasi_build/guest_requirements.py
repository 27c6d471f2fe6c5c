"""``python -m pywasi_build.guest_requirements REQUEST.json RESULT.json``: what linked packages require at run time."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from .exchange import answer
from .fetch import target_environment
from .for_target import ForTarget, Native
from .installed import Installed


def guest_requirements(request: dict[str, Any]) -> dict[str, object]:
    """
    :param request: ``infos`` (the ``*.dist-info`` folders of what is linked), ``python`` (version), ``folder`` (empty)
    :returns: ``wheels``: paths of pure wheels to install as well. ``native``: what has native code and is not among the
        packages, with ``requirement``, ``version`` (or null) and ``requiredBy`` (names)
    :raises Failure: ``requirements`` (``output``)
    """
    there = [Installed.of(Path(info)) for info in request["infos"]]
    environment = target_environment(Version(request["python"]))
    if all(_fulfilled(one, there, environment) for one in there):
        return {"wheels": [], "native": []}
    target = ForTarget(request["python"], Path(request["folder"]))
    for one in there:
        target.add_present(one.name, one.version, one.metadata)
    natives: list[Native] = []
    wheels = target.wheels([f"{one.name}=={one.version}" for one in there], natives.append)
    told = [{"requirement": each.requirement, "version": each.version, "requiredBy": _askers(each, there)} for each in natives]
    return {"wheels": wheels, "native": told}


def _fulfilled(one: Installed, there: Collection[Installed], environment: dict[str, str]) -> bool:
    """By the packages themselves, so that nobody has to be asked."""
    versions = {canonicalize_name(each.name): each.version for each in there}
    for requirement in _parsed(one):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            version = versions.get(canonicalize_name(requirement.name))
            if version is None or requirement.extras or not requirement.specifier.contains(version, prereleases=True):
                return False
    return True


def _askers(native: Native, there: Collection[Installed]) -> list[str]:
    name = canonicalize_name(Requirement(native.requirement).name)
    return sorted(one.name for one in there if any(canonicalize_name(each.name) == name for each in _parsed(one)))


def _parsed(one: Installed) -> list[Requirement]:
    parsed = []
    for text in one.requires:
        try:
            parsed.append(Requirement(text))
        except InvalidRequirement:
            # pip says what is wrong with it.
            continue
    return parsed


if __name__ == "__main__":
    sys.exit(answer(guest_requirements))
