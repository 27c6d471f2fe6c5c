import contextlib
import io
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from pywasi_build.hooks import SHIM, HookRunner, run_logged

PATHS = {"PATH": os.pathsep.join(["/isolated/bin", "/machine/bin"]), "PYTHONPATH": ""}


class Environment(unittest.TestCase):
    def environment(self, variables, own=None):
        runner = HookRunner(variables, Path("/scratch/shim.json"), "/isolated", Path("/scratch/log"))
        with mock.patch.dict(os.environ, own or {}):
            return runner.environment(PATHS)

    def test_the_cross_environment_lies_over_the_machines(self):
        environment = self.environment({"CC": "wasi-cc"}, {"CC": "gcc", "LANG": "C"})
        self.assertEqual((environment["CC"], environment["LANG"]), ("wasi-cc", "C"))

    def test_programs_are_looked_for_in_the_isolated_environment_then_among_the_launchers(self):
        path = self.environment({"PATH": "/cross/bin:/machine/bin"})["PATH"]
        self.assertEqual(path.split(os.pathsep), ["/isolated/bin", "/cross/bin", "/machine/bin"])

    def test_modules_are_looked_for_in_the_shim_then_in_the_targets_sysconfig(self):
        path = self.environment({"PYTHONPATH": "/target/sysconfig"})["PYTHONPATH"]
        self.assertEqual(path.split(os.pathsep), [str(SHIM), "/target/sysconfig"])

    def test_bytecode_goes_into_scratch_for_the_many_pythons_of_a_build(self):
        environment = self.environment({}, {"PYTHONDONTWRITEBYTECODE": "1"})
        self.assertNotIn("PYTHONDONTWRITEBYTECODE", environment)
        self.assertEqual(environment["PYTHONPYCACHEPREFIX"], "/scratch/pycache")


class Logging(unittest.TestCase):
    def run_logged(self, code):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "log"
            out = io.TextIOWrapper(io.BytesIO())
            with contextlib.redirect_stdout(out), contextlib.suppress(subprocess.CalledProcessError):
                run_logged([sys.executable, "-c", code], None, None, log)
            return log.read_text(), out.buffer.getvalue().decode()

    def test_both_streams_go_to_the_log_and_on(self):
        logged, shown = self.run_logged("import sys; print('out', flush=True); print('err', file=sys.stderr)")
        self.assertEqual((logged, shown), ("out\nerr\n", "out\nerr\n"))

    def test_what_came_before_a_failure_is_kept(self):
        self.assertIn("before", self.run_logged("print('before'); raise SystemExit(3)")[0])


if __name__ == "__main__":
    unittest.main()
