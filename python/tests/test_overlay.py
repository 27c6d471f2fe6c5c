import tempfile
import unittest
import zipfile
from pathlib import Path

import requirements

requirements.provide()

from pywasi_build.overlay import Places, for_compilers, overlay
from pywasi_build.target_wheels import TargetWheel, TargetWheels


class Kinds(unittest.TestCase):
    def test_what_compilers_linkers_and_configure_steps_read_is_the_targets(self):
        for path in (
            "arrays/include/arrays/config.h",
            "arrays/lib/libmath.a",
            "arrays/__init__.pxd",
            "arrays/lib/pkgconfig/arrays.pc",
            "arrays/share/cmake/arrays-config.cmake",
            "eigen/include/Eigen/Dense",
            "arrays-1.0.data/headers/arrays.h",
        ):
            self.assertTrue(for_compilers(path), path)

    def test_what_python_reads_stays_the_build_machines(self):
        for path in (
            "arrays/__init__.py",
            "arrays/_core.cpython-313-wasm32-wasi.so",
            "arrays/include/__init__.py",
            "arrays/data/table.json",
            "arrays-1.0.dist-info/RECORD",
            "../outside.h",
        ):
            self.assertFalse(for_compilers(path), path)


class Overlaying(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.places = Places(self.folder / "site", self.folder, self.folder / "include")

    def wheel(self, files):
        path = self.folder / "arrays-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return path

    def test_only_files_that_differ_are_replaced(self):
        native = self.folder / "site" / "arrays"
        native.mkdir(parents=True)
        for name, text in {"config.h": "8", "same.h": "same", "code.py": "native"}.items():
            (native / name).write_text(text)
        wheel = self.wheel({"arrays/config.h": "4", "arrays/same.h": "same", "arrays/code.py": "target", "arrays/libx.a": "a"})
        self.assertEqual(overlay(wheel, "arrays", self.places), ["arrays/config.h", "arrays/libx.a"])
        self.assertEqual((native / "config.h").read_text(), "4")
        self.assertEqual((native / "code.py").read_text(), "native")

    def test_the_schemes_of_a_wheel_lead_where_pip_installs_them(self):
        data = "arrays-1.0.data"
        wheel = self.wheel({f"{data}/headers/a.h": "", f"{data}/data/lib/cmake/a.cmake": "", f"{data}/platlib/p/b.h": "", f"{data}/scripts/c.h": ""})
        overlay(wheel, "arrays", self.places)
        for path in ("include/arrays/a.h", "lib/cmake/a.cmake", "site/p/b.h"):
            self.assertTrue((self.folder / path).is_file(), path)
        self.assertFalse((self.folder / "site" / "c.h").exists())


class Choosing(unittest.TestCase):
    def wheels(self, *versions, source=None):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        facts = [{"name": "Arrays", "version": version, "path": f"/w/{version}.whl", "source": source} for version in versions]
        return TargetWheels(map(TargetWheel.of, facts), Path(folder.name))

    def test_the_native_copy_is_held_to_the_newest_version_that_fits(self):
        wheels = self.wheels("2.4.6", "2.10", "1.26")
        self.assertEqual(wheels.constraints(["arrays>=2"]), ["arrays==2.10"])
        self.assertEqual(wheels.constraints(["arrays>=2,<2.5", "cython"]), ["arrays==2.4.6"])
        self.assertEqual(wheels.constraints(["cython"]), [])

    def test_a_requirement_that_fits_none_is_told(self):
        wheels = self.wheels("2.4.6")
        self.assertEqual(wheels.constraints(["arrays>=3"]), [])
        self.assertEqual(wheels.passed_over(["arrays>=3", "cython"]), ["arrays>=3: 2.4.6"])

    def test_a_marker_that_is_false_on_this_machine_asks_for_nothing(self):
        self.assertEqual(self.wheels("2").constraints(["arrays; sys_platform == 'nowhere'"]), [])

    def test_where_no_index_has_it_the_native_copy_is_built_from_a_copy_of_the_sources(self):
        with tempfile.TemporaryDirectory() as source:
            (Path(source) / "setup.py").write_text("")
            (Path(source) / ".git").mkdir()
            [line] = self.wheels("1.0", source=source).constraints(["arrays"])
            name, _, url = line.partition(" @ ")
            copy = Path(url.removeprefix("file://"))
            self.assertEqual((name, sorted(path.name for path in copy.iterdir())), ("arrays", ["setup.py"]))
            self.assertNotEqual(str(copy), source)

    def test_an_installed_distribution_is_overlaid_with_its_own_version_only(self):
        wheels = self.wheels("2.4.6")
        self.assertIsNotNone(wheels.same("arrays", "2.4.6"))
        self.assertIsNone(wheels.same("arrays", "2.4.5"))


if __name__ == "__main__":
    unittest.main()
