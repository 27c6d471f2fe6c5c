"""Which file of a project to build from, for a Python that is not the one running here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from packaging.requirements import Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from .failure import Failure


@dataclass(frozen=True)
class Candidate:
    """A file of a project."""

    filename: str
    version: Version
    #: The file's Requires-Python, where the index gives it.
    requires_python: str | None = None
    yanked: bool = False

    @property
    def is_wheel(self) -> bool:
        return self.filename.endswith(".whl")

    def runs_on(self, python: Version) -> bool:
        try:
            return SpecifierSet(self.requires_python or "").contains(python, prereleases=True)
        except InvalidSpecifier:
            # An index may hold what no tool can read; the build will tell.
            return True


@dataclass(frozen=True)
class Choice:
    candidate: Candidate
    #: A newer version that the requirement allows but the target's Python does not.
    newer: Candidate | None


def choose(requirement: Requirement, candidates: Iterable[Candidate], python: Version) -> Choice:
    """The newest version that the requirement and the target's Python allow and that has a source distribution.

    A yanked file counts only where the requirement names its version exactly (PEP 592). Pre-releases count where the
    requirement asks for them or nothing else fits (PEP 440).

    :raises Failure: ``no-version``, ``no-python``, ``no-sdist``; the facts name what there is instead
    """
    known = list(candidates)
    exact = any(clause.operator in ("==", "===") and not clause.version.endswith(".*") for clause in requirement.specifier)
    offered = [candidate for candidate in known if exact or not candidate.yanked]
    # The specifier decides about pre-releases over all versions at once.
    fitting = set(requirement.specifier.filter({candidate.version for candidate in offered}))
    allowed = sorted((c for c in offered if c.version in fitting), key=lambda c: c.version, reverse=True)
    if not allowed:
        raise Failure("no-version", f"No version fits {requirement}", versions=_newest(known))
    running = [candidate for candidate in allowed if candidate.runs_on(python)]
    newer = allowed[0] if allowed[0] not in running else None
    if not running:
        raise Failure(
            "no-python",
            f"No version that fits {requirement} is for Python {python}",
            newest=str(allowed[0].version),
            requiresPython=allowed[0].requires_python,
            versions=_newest(candidate for candidate in known if candidate.runs_on(python)),
        )
    sources = [candidate for candidate in running if not candidate.is_wheel]
    if not sources:
        wheels = [candidate.filename for candidate in running if candidate.version == running[0].version]
        raise Failure("no-sdist", f"{requirement} has wheels only", version=str(running[0].version), wheels=wheels[:5])
    best = max(sources, key=lambda candidate: (candidate.version, candidate.filename.endswith(".tar.gz")))
    return Choice(best, newer)


def _newest(candidates: Iterable[Candidate]) -> list[str]:
    """Up to five versions, the newest first."""
    versions = sorted({candidate.version for candidate in candidates}, reverse=True)
    return [str(version) for version in versions[:5]]
