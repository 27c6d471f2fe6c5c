"""The shim, seen from Pythons that are started as the driver starts them."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from pywasi_build import shim_settings

SHIM = Path(__file__).resolve().parent.parent / "shim"
SYSCONFIG_NAME = "_sysconfigdata__wasi_wasm32-wasi"
MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"
SUFFIX = f".cpython-{MINOR.replace('.', '')}-wasm32-wasi.so"
CROSS = {"CC": "/cross/wasi-cc", "_PYTHON_HOST_PLATFORM": "wasi-0.0.0-wasm32", "_PYTHON_SYSCONFIGDATA_NAME": SYSCONFIG_NAME}


class Shim(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "sysconfig").mkdir()
        variables = {"EXT_SUFFIX": SUFFIX, "SOABI": "wasi-soabi", "CC": "wasi-cc", "CFLAGS": "-g -builder", "prefix": "/usr/local"}
        (self.folder / "sysconfig" / f"{SYSCONFIG_NAME}.py").write_text(f"build_time_vars = {variables!r}\n")
        settings = self.folder / "shim.json"
        target = {"include": "/target/include/python", "multiarch": "wasm32-wasi"}
        shim_settings.write(settings, target, CROSS, {"CC": "native-cc"})
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            **CROSS,
            "PYTHONPATH": os.pathsep.join([str(SHIM), str(self.folder / "sysconfig")]),
            "PYTHONPYCACHEPREFIX": str(self.folder / "pycache"),
            "PYWASI_SHIM": str(settings),
        }

    def run_python(self, *arguments):
        result = subprocess.run(
            [sys.executable, *arguments], env=self.environment, capture_output=True, text=True, cwd=self.folder
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def value(self, expression, before=""):
        return json.loads(self.run_python("-c", f"import json, os, sys\n{before}\nprint(json.dumps({expression}))"))

    def script(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
        return str(path)

    def test_sys_and_platform_name_the_target(self):
        self.assertEqual(self.value("sys.platform"), "wasi")
        self.assertEqual(self.value("sys.implementation._multiarch"), "wasm32-wasi")
        self.assertEqual(self.value("sys.cross_compiling"), True)
        self.assertEqual(self.value("[os.uname().sysname, os.uname().machine]"), ["wasi", "wasm32"])
        self.assertEqual(self.value("[platform.system(), platform.machine()]", "import platform"), ["wasi", "wasm32"])

    def test_sysconfig_shows_the_targets_configuration(self):
        before = "import sysconfig"
        self.assertEqual(self.value("sysconfig.get_platform()", before), "wasi-0.0.0-wasm32")
        self.assertEqual(self.value("sysconfig.get_config_var('EXT_SUFFIX')", before), SUFFIX)
        self.assertEqual(self.value("sysconfig.get_config_var('SOABI')", before), "wasi-soabi")
        self.assertEqual(self.value("sysconfig.get_config_var('CFLAGS')", before), "-DNDEBUG")
        for name in ("include", "platinclude"):
            self.assertEqual(self.value(f"sysconfig.get_path({name!r})", before), "/target/include/python")
            self.assertEqual(self.value(f"sysconfig.get_paths()[{name!r}]", before), "/target/include/python")
        self.assertEqual(self.value("sysconfig.get_config_var('INCLUDEPY')", before), "/target/include/python")

    def test_on_windows_the_shim_reads_what_sysconfig_does_not(self):
        settings = json.loads((self.folder / "shim.json").read_text())
        (self.folder / "shim.json").write_text(json.dumps({**settings, "windows": True}))
        # As if sysconfig had neither read the target's file nor the platform.
        before = "\n".join(
            (
                "import sysconfig",
                "variables = {'prefix': sys.prefix, 'EXT_SUFFIX': '.pyd', 'CC': None}",
                "own = {name: value for name, value in variables.items() if value}",
                "import pywasi_shim",
            )
        )
        taken = self.value("pywasi_shim._variables_of_target(own)", before)
        self.assertEqual(taken["EXT_SUFFIX"], SUFFIX)
        self.assertEqual(taken["CC"], "wasi-cc")
        self.assertNotIn("prefix", taken)
        before = "import sysconfig"
        self.assertEqual(self.value("sysconfig.get_platform()", before), "wasi-0.0.0-wasm32")
        self.assertEqual(self.value("sysconfig.get_config_vars('EXT_SUFFIX', 'CFLAGS')", before), [SUFFIX, "-DNDEBUG"])

    def test_sysconfig_names_the_compilers_of_the_cross_environment(self):
        self.assertEqual(self.value("sysconfig.get_config_vars('CC', 'LINKCC')", "import sysconfig"), ["/cross/wasi-cc"] * 2)

    def test_a_config_var_read_first_is_the_targets_as_well(self):
        self.assertEqual(self.value("sysconfig.get_config_var('CFLAGS')", "import sysconfig"), "-DNDEBUG")

    def test_packages_are_installed_where_they_were(self):
        self.environment.pop("PYWASI_SHIM")
        expected = self.value("sysconfig.get_path('purelib')", "import sysconfig")
        self.environment["PYWASI_SHIM"] = str(self.folder / "shim.json")
        self.assertEqual(self.value("sysconfig.get_path('purelib')", "import sysconfig"), expected)

    def test_processes_threads_and_pools_still_work(self):
        before = "import subprocess, threading, asyncio, concurrent.futures, multiprocessing, ssl, tempfile, shutil"
        child = "subprocess.run([sys.executable, '-c', 'import sys; print(sys.platform)'], capture_output=True).stdout.decode().strip()"
        self.assertEqual(self.value(child, before), "wasi")
        pool = "list(concurrent.futures.ThreadPoolExecutor(2).map(abs, [-1, -2]))"
        self.assertEqual(self.value(pool, before), [1, 2])
        self.assertEqual(self.value("asyncio.run(asyncio.sleep(0, 7))", before), 7)
        self.assertEqual(self.value("shutil.which('sh') is not None", before), True)

    def test_the_standard_library_is_the_build_machines_whenever_it_is_imported(self):
        self.assertEqual(self.value("subprocess._can_fork_exec if hasattr(subprocess, '_can_fork_exec') else True", "import subprocess"), True)
        self.assertEqual(self.value("sys.platform", "import subprocess, asyncio, multiprocessing.pool"), "wasi")

    def test_native_extension_modules_are_imported(self):
        self.assertEqual(self.value("math.floor(_decimal.Decimal('2.5'))", "import math, _decimal"), 2)
        suffixes = self.value("importlib.machinery.EXTENSION_SUFFIXES", "import importlib.machinery")
        self.assertNotIn(SUFFIX, suffixes)

    def test_native_extension_modules_see_the_build_machine_while_they_are_imported(self):
        # What mypyc compiled decides by sys.platform at import; a loader plays the extension here.
        self.script(
            "native.py",
            "import importlib.machinery, importlib.util, sys\n"
            "class Loader(importlib.machinery.ExtensionFileLoader):\n"
            "    def create_module(self, spec): return None\n"
            "    def exec_module(self, module):\n"
            "        module.seen = sys.platform\n"
            "        import pure\n"
            "        module.seen_by_pure, module.seen_after = pure.seen, sys.platform\n"
            "class Finder:\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            "        if name == 'compiled': return importlib.util.spec_from_loader(name, Loader(name, 'compiled.so'))\n"
            "sys.meta_path.append(Finder())\n",
        )
        self.script("pure.py", "import sys\nseen = sys.platform\n")
        self.environment["PYTHONPATH"] += os.pathsep + str(self.folder)
        seen = self.value("[compiled.seen, compiled.seen_by_pure, compiled.seen_after, sys.platform]", "import native, compiled")
        self.assertEqual(seen, [sys.platform, "wasi", sys.platform, "wasi"])

    def test_pointers_keep_the_size_that_they_have(self):
        self.assertEqual(self.value("struct.calcsize('P')", "import struct"), 8 if sys.maxsize > 2**32 else 4)
        self.assertEqual(self.value("sys.maxsize"), sys.maxsize)

    def test_meson_sees_the_build_machine_and_its_children_the_target(self):
        text = "import subprocess, sys; print(sys.platform, flush=True); subprocess.run([sys.executable, '-c', 'import sys; print(sys.platform)'])"
        for name in ("meson.py", "bin/meson"):
            self.assertEqual(self.run_python(self.script(name, text)).split(), [sys.platform, "wasi"])

    def test_pip_gets_the_build_machines_environment_back(self):
        text = "import os, sys; print(sys.platform, os.environ.get('CC'), os.environ.get('_PYTHON_HOST_PLATFORM'), os.environ.get('PYWASI_SHIM'))"
        self.script("pip/__init__.py", "")
        self.script("pip/__main__.py", text)
        expected = [sys.platform, "native-cc", "None", "None"]
        self.environment["PYTHONPATH"] += os.pathsep + str(self.folder)
        self.assertEqual(self.run_python("-m", "pip").split(), expected)
        self.assertEqual(self.run_python(str(self.folder / "pip")).split(), expected)

    def test_without_its_settings_it_does_nothing(self):
        del self.environment["PYWASI_SHIM"]
        self.assertEqual(self.value("sys.platform"), sys.platform)

    def test_a_sitecustomize_behind_it_is_read_too(self):
        self.script("other/sitecustomize.py", "import sys; sys.seen_by_other = sys.platform")
        self.environment["PYTHONPATH"] += os.pathsep + str(self.folder / "other")
        self.assertEqual(self.value("sys.seen_by_other"), "wasi")


if __name__ == "__main__":
    unittest.main()
