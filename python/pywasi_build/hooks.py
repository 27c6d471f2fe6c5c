"""Runs the back end's hooks as the target, everything else as the build machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

#: The folder with the sitecustomize that installs the shim.
SHIM = Path(__file__).resolve().parent.parent / "shim"


class HookRunner:
    """A runner for PyPA build: a hook's output goes to the log and, as it comes, to our own standard output.

    :param variables: the cross environment, laid over this process's own
    """

    def __init__(self, variables: Mapping[str, str], shim_settings: Path, build_environment: str, log: Path) -> None:
        self._variables = variables
        self._shim_settings = shim_settings
        self._build_environment = build_environment
        self._log = log

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        """The whole environment of a hook.

        ``extra`` is build's: it holds PATH with the isolated environment first, an empty PYTHONPATH, and what
        pyproject_hooks tells its in-process script.
        """
        merged = {**os.environ, **self._variables, **extra}
        merged["PATH"] = self._path(extra)
        merged["PYTHONPATH"] = os.pathsep.join(filter(None, [str(SHIM), self._variables.get("PYTHONPATH", "")]))
        merged["PYWASI_SHIM"] = str(self._shim_settings)
        # The CMake toolchain file lets packages of this folder be found, and of no other on the machine.
        merged["PYWASI_BUILD_ENV"] = self._build_environment
        # A build starts its Python tools hundreds of times, and pip has compiled nothing: without bytecode each start
        # compiles the tool again. Kept out of the sources.
        merged.pop("PYTHONDONTWRITEBYTECODE", None)
        # The same sources make the same wheel, whenever they are built (reproducible-builds.org); the first day of zip.
        merged.setdefault("SOURCE_DATE_EPOCH", "315619200")
        merged["PYTHONPYCACHEPREFIX"] = str(self._shim_settings.parent / "pycache")
        return merged

    def _path(self, extra: Mapping[str, str]) -> str:
        """The isolated environment's programs before the launchers, the machine's last."""
        isolated, _, machine = extra.get("PATH", "").partition(os.pathsep)
        return os.pathsep.join(filter(None, [isolated, self._variables.get("PATH", machine)]))

    def __call__(
        self, cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None
    ) -> None:
        run_logged(cmd, cwd, self.environment(extra_environ or {}), self._log)


def run_logged(command: Sequence[str], cwd: str | None, environment: Mapping[str, str] | None, log: Path) -> None:
    """Runs a program, its output in the log and on standard output.

    :raises subprocess.CalledProcessError: when it does not end with 0
    """
    with log.open("ab") as file, subprocess.Popen(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        for line in process.stdout:
            file.write(line)
            # So that whoever follows the log sees it grow.
            file.flush()
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
