import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "shim"))

from front_ends import installs, is_hook, is_installer, is_setup_script

IN_PROCESS = "/env/lib/python3.11/site-packages/pip/_vendor/pyproject_hooks/_in_process/_in_process.py"


class Installing(unittest.TestCase):
    def test_pip_installs_by_every_name_it_has(self):
        for command in (
            ["/usr/bin/python3", "-m", "pip", "install", "x"],
            ["python", "-Im", "pip", "--python", "/venv/bin/python", "install", "x"],
            ["python", "/venv/bin/pip3.11", "--no-input", "install", "wheel"],
            ["python", "/tmp/pip/__pip-runner__.py", "install", "--prefix", "/overlay", "setuptools"],
            ["/venv/bin/pip", "download", "x"],
        ):
            self.assertTrue(installs(command), command)

    def test_pip_wheel_builds_for_the_target(self):
        self.assertFalse(installs(["python", "-m", "pip", "wheel", "."]))
        self.assertFalse(installs(["python", "/venv/bin/pip", "--quiet", "wheel", "--no-deps", "."]))

    def test_uv_installs_unless_it_builds(self):
        self.assertTrue(installs(["/bin/uv", "pip", "install", "build"]))
        self.assertTrue(installs(["uv", "sync"]))
        self.assertFalse(installs(["uv", "--quiet", "build", "--wheel"]))

    def test_whatever_makes_environments_installs(self):
        self.assertTrue(installs(["python", "-m", "venv", "/env"]))
        self.assertTrue(is_installer("ensurepip"))

    def test_front_ends_and_other_programs_do_not(self):
        for command in (["python", "-m", "build"], ["python", "-c", "pass"], ["python"], ["cmake", "--install", "."]):
            self.assertFalse(installs(command), command)


class Hooks(unittest.TestCase):
    def test_pip_and_build_run_a_script_of_pyproject_hooks(self):
        self.assertTrue(is_hook(["/venv/bin/python", IN_PROCESS, "build_wheel", "/tmp/x"]))
        self.assertTrue(is_hook(["python", "-I", IN_PROCESS.replace("/", "\\"), "get_requires_for_build_wheel", "x"]))

    def test_uv_has_the_call_as_text(self):
        text = "import sys\n\nimport mesonpy as backend\n\nwheel_filename = backend.build_wheel('dist', {}, None)\n"
        self.assertTrue(is_hook(["/tmp/env/bin/python", "-c", text]))

    def test_a_script_of_the_same_name_elsewhere_is_none(self):
        self.assertFalse(is_hook(["python", "/project/_in_process.py"]))
        self.assertFalse(is_hook(["python", "-c", "print('rebuild_wheels')"]))

    def test_a_setup_py_by_hand_is_no_hook_but_a_build(self):
        self.assertTrue(is_setup_script(["python", "setup.py", "bdist_wheel"]))
        self.assertFalse(is_setup_script(["python", "-m", "pytest", "setup.py"]))


if __name__ == "__main__":
    unittest.main()
