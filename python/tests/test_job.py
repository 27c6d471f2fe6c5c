"""The shim in a job with the cross environment, seen from front ends that are started as users start them."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SHIM = Path(__file__).resolve().parent.parent / "shim"
SYSCONFIG_NAME = "_sysconfigdata__wasi_wasm32-wasi"
MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"
REPORT = "import os, sys, sysconfig; print(sys.platform, sysconfig.get_config_var('EXT_SUFFIX'), os.environ.get('CC'))"
TARGET = ["wasi", ".wasi.so", "wasi-cc"]


class Job(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write(f"sysconfig/{SYSCONFIG_NAME}.py", "build_time_vars = {'EXT_SUFFIX': '.wasi.so', 'prefix': '/usr'}\n")
        self.settings = {
            "platform": "wasi",
            "machine": "wasm32",
            "python": MINOR,
            "buildPython": sys.executable,
            "multiarch": "wasm32-wasi",
            "include": "/target/include",
            "sysconfig": str(self.folder / "sysconfig"),
            "mesonCrossFile": "/cross/meson-cross.ini",
            "hookVariables": {"_PYTHON_SYSCONFIGDATA_NAME": SYSCONFIG_NAME, "_PYTHON_HOST_PLATFORM": "wasi-0.0.0-wasm32"},
            "outside": dict.fromkeys(["PYWASI_JOB", "PYWASI_SHIM", "_PYTHON_SYSCONFIGDATA_NAME"], None) | {"CC": "gcc"},
        }
        self.native = [sys.platform, subprocess.check_output([sys.executable, "-c", "import sysconfig; print(sysconfig.get_config_var('EXT_SUFFIX'))"], text=True).strip()]
        self.environment = {**os.environ, "CC": "wasi-cc", "PYTHONPATH": str(SHIM), "PYWASI_JOB": str(self.folder / "job.json")}
        self.save()

    def save(self):
        self.write("job.json", json.dumps(self.settings))

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
        return str(path)

    def run_python(self, *arguments, code=0):
        result = subprocess.run([sys.executable, *arguments], env=self.environment, capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(result.returncode, code, result.stderr)
        return result.stdout.split() if code == 0 else result.stderr

    def hook(self, text=REPORT):
        return self.write("pyproject_hooks/_in_process/_in_process.py", text)

    def front_end(self, command, environment="None"):
        """A program that starts a command as build does, which takes PYTHONPATH from its hooks."""
        return self.write("front_end.py", f"import os, subprocess, sys\nsubprocess.check_call({command!r}, env={environment})\n")

    def test_a_program_of_the_job_is_left_as_it_is(self):
        self.assertEqual(self.run_python("-c", REPORT), [*self.native, "wasi-cc"])

    def test_a_hook_sees_the_target(self):
        self.assertEqual(self.run_python(self.hook()), TARGET)

    def test_a_hook_that_is_given_as_text_sees_the_target(self):
        self.assertEqual(self.run_python("-c", f"{REPORT}\ndef build_wheel(): pass"), TARGET)

    def test_a_setup_py_sees_the_target(self):
        self.assertEqual(self.run_python(self.write("setup.py", REPORT), "bdist_wheel"), TARGET)

    def test_what_a_hook_starts_sees_the_target(self):
        script = f"import subprocess, sys; subprocess.check_call([sys.executable, '-c', {REPORT!r}])"
        self.assertEqual(self.run_python(self.hook(script)), TARGET)

    def test_a_hook_is_reached_though_the_front_end_empties_pythonpath(self):
        front_end = self.front_end([sys.executable, self.hook()], "{**os.environ, 'PYTHONPATH': ''}")
        self.assertEqual(self.run_python(front_end), TARGET)

    def test_a_hook_is_reached_before_a_sitecustomize_that_the_front_end_brings_which_is_read_too(self):
        self.write("pip-site/sitecustomize.py", "import sys; sys.seen_by_pip = sys.platform\n")
        front_end = self.front_end(
            [sys.executable, self.hook(REPORT + "; print(sys.seen_by_pip)")],
            f"{{**os.environ, 'PYTHONPATH': {str(self.folder / 'pip-site')!r}}}",
        )
        self.assertEqual(self.run_python(front_end), [*TARGET, "wasi"])

    def test_an_installer_and_what_it_starts_have_the_build_machines_environment(self):
        self.write("pip/__init__.py", "")
        self.write("pip/__main__.py", f"import subprocess, sys; {REPORT}; sys.stdout.flush(); subprocess.check_call([sys.executable, {self.hook()!r}])")
        self.environment["PYTHONPATH"] += os.pathsep + str(self.folder)
        self.assertEqual(self.run_python("-m", "pip", "install", "x"), [*self.native, "gcc"] * 2)

    def test_an_isolated_installer_gets_the_build_machines_environment_from_its_starter(self):
        self.write("bin/pip", "import os; print(os.environ.get('CC'), os.environ.get('PYWASI_JOB'), os.environ.get('PYTHONPATH'))")
        front_end = self.front_end([sys.executable, "-I", str(self.folder / "bin" / "pip"), "install", "x"])
        self.assertEqual(self.run_python(front_end), ["gcc", "None", "None"])

    @unittest.skipUnless(Path("/proc/self/cmdline").exists(), "the command of another process is read from /proc")
    def test_a_hook_of_something_that_is_installed_here_is_the_build_machines(self):
        installer = self.write("bin/pip", f"import os; os.spawnv(os.P_WAIT, {sys.executable!r}, ['python', {self.hook()!r}])")
        self.environment["PYTHONSAFEPATH"] = "1"
        # As a front end that was started without the shim would do it.
        starter = {**self.environment, "PYTHONPATH": ""}
        text = f"import os; os.environ['PYTHONPATH'] = {str(SHIM)!r}; " + Path(installer).read_text()
        Path(installer).write_text(text)
        result = subprocess.run([sys.executable, installer, "install", "."], env=starter, capture_output=True, text=True)
        self.assertEqual(result.stdout.split(), [*self.native, "gcc"])

    def test_meson_is_given_the_cross_files_in_a_hook_only(self):
        meson = self.write("bin/meson.py", "import sys; print(*sys.argv[1:])")
        self.assertEqual(self.run_python(meson, "setup", "build"), ["setup", "build"])
        script = f"import subprocess, sys; subprocess.check_call([sys.executable, {meson!r}, 'setup', 'build'])"
        first, cross, python, last = self.run_python(self.hook(script))
        self.assertEqual((first, cross, last), ("setup", "--cross-file=/cross/meson-cross.ini", "build"))
        self.assertRegex(python, r"^--cross-file=.*meson-python\.ini$")
        self.assertFalse(Path(python.partition("=")[2]).exists(), "the file goes with the hook")

    def test_meson_keeps_the_cross_file_that_it_has(self):
        meson = self.write("bin/meson.py", "import sys; print(*sys.argv[1:])")
        script = f"import subprocess, sys; subprocess.check_call([sys.executable, {meson!r}, 'setup', '--cross-file=mine'])"
        self.assertEqual(self.run_python(self.hook(script)), ["setup", "--cross-file=mine"])

    def test_mesons_question_is_answered_for_the_target(self):
        script = self.write("mesonbuild/scripts/python_info.py", REPORT)
        self.assertEqual(self.run_python(script)[:2], TARGET[:2])

    def test_a_hook_in_another_python_is_refused_with_both_versions(self):
        self.settings["python"] = "3.99"
        self.save()
        error = self.run_python(self.hook(), code=1)
        self.assertIn(f"runs in Python {MINOR}", error)
        self.assertIn("for Python 3.99", error)

    def test_other_versions_of_python_start_as_ever(self):
        self.settings["python"] = "3.99"
        self.save()
        self.assertEqual(self.run_python("-c", REPORT), [*self.native, "wasi-cc"])


if __name__ == "__main__":
    unittest.main()
