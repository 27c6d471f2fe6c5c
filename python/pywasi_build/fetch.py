"""``python -m pywasi_build.fetch REQUEST.json RESULT.json``: a requirement becomes its source distribution.

Not by ``pip download``: that runs the back end to learn the project's metadata, natively and with all its configuring.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.version import Version

from .choice import Candidate, choose
from .exchange import answer
from .failure import Failure
from .index import Index, IndexSettings


def fetch(request: dict[str, Any]) -> dict[str, object]:
    """
    :param request: ``requirement``, ``python`` (the target's version), ``folder``
    :returns: ``path``, ``name``, ``version``, ``sha256``, ``newer`` (version and requiresPython, or null)
    :raises Failure: ``requirement``, ``excluded``, ``not-found``, ``network``, ``hash`` and those of choose()
    """
    python = Version(request["python"])
    requirement = _requirement(request["requirement"], python)
    index = Index(IndexSettings.of_pip())
    files = {}
    for package in index.files(requirement.name):
        candidate = Candidate(
            package.link.filename,
            Version(package.version or "0"),
            package.link.requires_python,
            package.link.is_yanked,
        )
        files.setdefault(candidate, package.link)
    if not files:
        if index.trouble:
            raise Failure("network", "The package index did not answer", trouble=index.trouble)
        raise Failure("not-found", f"No index has a project {requirement.name}", indexes=len(index.settings.index_urls))
    choice = choose(requirement, files, python)
    path, sha256 = index.download(files[choice.candidate], Path(request["folder"]))
    newer = choice.newer
    return {
        "path": str(path),
        "name": requirement.name,
        "version": str(choice.candidate.version),
        "sha256": sha256,
        "newer": newer and {"version": str(newer.version), "requiresPython": newer.requires_python},
    }


def _requirement(text: str, python: Version) -> Requirement:
    try:
        requirement = Requirement(text)
    except InvalidRequirement as error:
        raise Failure("requirement", str(error).partition("\n")[0]) from None
    if requirement.marker and not requirement.marker.evaluate(target_environment(python)):
        raise Failure("excluded", f"{requirement.marker}")
    return requirement


def target_environment(python: Version) -> dict[str, str]:
    """The values that environment markers (PEP 508) have inside python.wasm."""
    return {
        "implementation_name": "cpython",
        "implementation_version": str(python),
        "os_name": "posix",
        "platform_machine": "wasm32",
        "platform_python_implementation": "CPython",
        "platform_release": "0.0.0",
        "platform_system": "wasi",
        "platform_version": "0.0.0",
        "python_full_version": str(python),
        "python_version": f"{python.major}.{python.minor}",
        "sys_platform": "wasi",
        "extra": "",
    }


if __name__ == "__main__":
    sys.exit(answer(fetch))
