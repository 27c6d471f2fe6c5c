"""``python -m pywasi_build.test_requirements REQUEST.json RESULT.json``: wheels for the tests in the target."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from .exchange import answer
from .failure import Failure
from .for_target import ForTarget, Native
from .installed import Installed


def test_requirements(request: dict[str, Any]) -> dict[str, object]:
    """
    :param request: ``requirements`` (lines as pip reads them), ``groups``, ``project`` (a folder, for the groups),
        ``python`` (version), ``sitePackages`` (of the bundle), ``links`` (folders with wheels), ``folder`` (empty)
    :returns: ``wheels``: paths of what the bundle lacks
    :raises Failure: ``native`` (``requirement``), ``requirements`` (``output``)
    """
    target = ForTarget(request["python"], Path(request["folder"]), map(Path, request["links"]))
    for info in sorted(Path(request["sitePackages"]).glob("*.dist-info")):
        there = Installed.of(info)
        target.add_present(there.name, there.version, there.metadata)
    asked: list[str] = []
    for group in request["groups"]:
        asked += ["--group", f"{Path(request['project']) / 'pyproject.toml'}:{group}"]
    for line in request["requirements"]:
        asked += line.split(maxsplit=1) if line.startswith("-") else [line]
    return {"wheels": target.wheels(asked, _refuse)}


def _refuse(native: Native) -> None:
    raise Failure(
        "native",
        "A requirement has native code and no build for WASI",
        requirement=native.requirement,
        output=native.output[-2000:],
    )


if __name__ == "__main__":
    sys.exit(answer(test_requirements))
