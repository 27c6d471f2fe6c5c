"""Compiles the extension as sysconfig says: its compiler, its headers, its linker, its file name."""

import shlex
import subprocess
import sysconfig
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = "src/bits/_bits.c"


class CompileHook(BuildHookInterface):
    def initialize(self, version, build_data):
        # An editable install needs nothing else either: the file lies beside its source.
        output = Path(SOURCE).with_suffix(sysconfig.get_config_var("EXT_SUFFIX"))
        objects = Path(self.root, "build", "bits.o")
        objects.parent.mkdir(parents=True, exist_ok=True)
        self._run("CC", "-O2", f"-I{sysconfig.get_path('include')}", "-c", SOURCE, "-o", objects)
        self._run("LDSHARED", objects, "-o", output)
        build_data["artifacts"].append(str(output))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def _run(self, tool, *arguments):
        command = [*shlex.split(sysconfig.get_config_var(tool)), *map(str, arguments)]
        subprocess.run(command, check=True, cwd=self.root)
