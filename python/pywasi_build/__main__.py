"""``python -m pywasi_build REQUEST.json RESULT.json``: a source tree becomes a wheel for the target (PEP 517)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from build import BuildBackendException, BuildException, ProjectBuilder

from . import build_base, config_settings, shim_settings
from .exchange import answer
from .failure import Failure
from .finish import finish
from .hooks import HookRunner, run_logged
from .isolation import BuildEnvironment
from .target_wheels import TargetWheel, TargetWheels


def build(request: dict[str, Any]) -> dict[str, object]:
    """
    :param request: ``source``, ``outDir`` and ``work`` (folders), ``log`` (file), ``variables`` (the cross
        environment with the user's own), ``target`` (``include``, ``multiarch``), ``mesonCrossFile``, ``platformTag``,
        ``configSettings`` (KEY=VALUE lines), ``beforeBuild`` (a shell command or null), ``targetWheels`` (what
        requirements may be overlaid with), ``facts`` (for the wheel's metadata), ``recipe`` (of the build, where the
        source is the user's own folder, else null)
    :returns: ``wheel`` (path), ``backend``, ``requirements``, ``installed`` (what the environment held),
        ``compiled`` (names of those with extension modules), ``overlaid`` (files by distribution), ``passedOver``, ``milliseconds``
    :raises Failure: ``source``, ``requirements``, ``before-build``, ``backend``
    """
    work, log = Path(request["work"]), Path(request["log"])
    started = time.monotonic()
    wheels = TargetWheels(map(TargetWheel.of, request["targetWheels"]), work)
    with BuildEnvironment(log, wheels) as environment:
        settings = work / "shim.json"
        shim_settings.write(settings, request["target"], request["variables"], os.environ)
        variables = dict(request["variables"])
        if request["recipe"]:
            variables |= build_base.variables(request["recipe"], work, {**os.environ, **variables})
        runner = HookRunner(variables, settings, environment.path, log)
        builder = _builder(environment, request["source"], runner)
        if not _requires(builder.build_system_requires, "scikit-build-core"):
            # sysconfig says the same. Some setup.py take the variable for a reason to reach into private modules of
            # setuptools, which newer ones have no more.
            variables.pop("SETUPTOOLS_EXT_SUFFIX", None)
        environment.add(builder.build_system_requires)
        if request["beforeBuild"]:
            _before_build(request, runner, environment)
        asked = config_settings.parse(request["configSettings"])
        # With Meson the answer depends on nothing that the cross files say.
        more = _hook(builder.get_requires_for_build, "wheel", asked)
        environment.add(more)
        requirements = sorted({*builder.build_system_requires, *more})
        prepared = time.monotonic()
        # Also behind a wrapper in the project's own tree.
        if _requires(requirements, "meson-python"):
            asked = config_settings.for_meson(asked, _cross_files(request, work, environment), str(work / "meson"))
        wheel = _hook(builder.build, "wheel", request["outDir"], asked)
        built = time.monotonic()
        installed, compiled = environment.installed(), environment.compiled()
    backend = builder._build_system["build-backend"]
    facts = {**request["facts"], "backend": backend, "requirements": installed}
    return {
        "wheel": str(finish(Path(wheel), request["platformTag"], facts)),
        "backend": backend,
        "requirements": requirements,
        "installed": installed,
        "compiled": compiled,
        "overlaid": environment.overlaid,
        "passedOver": environment.passed_over,
        "milliseconds": {"environment": 1000 * (prepared - started), "build": 1000 * (built - prepared)},
    }


def _builder(environment: BuildEnvironment, source: str, runner: HookRunner) -> ProjectBuilder:
    try:
        return ProjectBuilder.from_isolated_env(environment, source, runner)
    except BuildException as error:
        raise Failure("source", str(error)) from None


def _hook(call: Any, *arguments: Any) -> Any:
    try:
        return call(*arguments)
    except BuildBackendException as error:
        raise Failure("backend", str(error)) from None


def _before_build(request: dict[str, Any], runner: HookRunner, environment: BuildEnvironment) -> None:
    command = request["beforeBuild"]
    try:
        variables = runner.environment(environment.make_extra_environ())
        run_logged(["sh", "-c", command], request["source"], variables, Path(request["log"]))
    except subprocess.CalledProcessError as error:
        raise Failure("before-build", f"before-build ended with exit code {error.returncode}") from None


def _requires(requirements: Iterable[str], project: str) -> bool:
    """Whether a project, named in PEP 503's spelling, is among requirements."""
    return any(requirement.lower().replace("_", "-").startswith(project) for requirement in requirements)


def _cross_files(request: dict[str, Any], work: Path, environment: BuildEnvironment) -> list[str]:
    """The cross environment's file, and one that names the Python to ask about the target.

    Meson asks the interpreter of its host machine; without an entry it takes the one that it runs in itself.
    """
    python = work / "meson-python.ini"
    python.write_text(f"[binaries]\npython = '{environment.python_executable}'\n", encoding="utf-8")
    return [request["mesonCrossFile"], str(python)]


if __name__ == "__main__":
    sys.exit(answer(build))
