"""What tests require is resolved for the target, out of local folders, so that no test asks an index."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import requirements
from wheels import metadata, wheel

requirements.provide()

from pywasi_build.failure import Failure
from pywasi_build.test_requirements import test_requirements as resolve


class TestRequirements(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.links = self.folder / "links"
        self.site = self.folder / "site-packages"
        self.links.mkdir()
        self.site.mkdir()
        # pip runs in a process of its own, which has to find what was provided to this one.
        quiet = mock.patch.dict(os.environ, {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PYTHONPATH": requirements.python_path()})
        quiet.start()
        self.addCleanup(quiet.stop)

    def present(self, name: str, version: str, requires: tuple[str, ...] = ()) -> None:
        """A distribution of the bundle, with an extra `test`."""
        info = self.site / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(metadata(name, version, requires) + "Provides-Extra: test\n\nA text.\n")

    def resolve(self, *requirements: str, **more: object) -> list[str]:
        request = {
            "requirements": list(requirements),
            "groups": [],
            "project": str(self.folder),
            "python": "3.11.8",
            "sitePackages": str(self.site),
            "links": [str(self.links)],
            "folder": str(self.folder / "resolved"),
            **more,
        }
        return [Path(path).name for path in resolve(request)["wheels"]]  # type: ignore[attr-defined]

    def test_takes_pure_wheels_and_what_they_require(self) -> None:
        wheel(self.links, "first", "1.0", requires=("second",))
        wheel(self.links, "second", "2.0")
        self.assertEqual(self.resolve("first"), ["first-1.0-py3-none-any.whl", "second-2.0-py3-none-any.whl"])

    def test_reads_markers_as_the_target_has_them(self) -> None:
        wheel(self.links, "first", "1.0", requires=('linux_only; sys_platform == "linux"', 'wasi_only; sys_platform == "wasi"'))
        wheel(self.links, "wasi_only", "1.0")
        self.assertEqual(self.resolve("first"), ["first-1.0-py3-none-any.whl", "wasi_only-1.0-py3-none-any.whl"])

    def test_takes_wheels_for_wasi_of_either_tag(self) -> None:
        wheel(self.links, "one", "1.0", "cp311-cp311-wasi_0_0_0_wasm32")
        wheel(self.links, "two", "1.0", "cp311-abi3-wasi_wasm32")
        self.assertEqual(len(self.resolve("one", "two")), 2)

    def test_leaves_out_what_the_bundle_has_and_keeps_its_version(self) -> None:
        self.present("built", "1.0", requires=('extra_one; extra == "test"',))
        wheel(self.links, "built", "2.0")
        wheel(self.links, "extra_one", "1.0")
        self.assertEqual(self.resolve("built[test]"), ["extra_one-1.0-py3-none-any.whl"])

    def test_reads_dependency_groups(self) -> None:
        (self.folder / "pyproject.toml").write_text('[dependency-groups]\ntest = ["grouped"]\n')
        wheel(self.links, "grouped", "1.0")
        self.assertEqual(self.resolve(groups=["test"]), ["grouped-1.0-py3-none-any.whl"])

    def test_names_what_has_no_wheel_for_wasi(self) -> None:
        wheel(self.links, "first", "1.0", requires=("native>=1",))
        wheel(self.links, "native", "1.0", "cp311-cp311-manylinux_2_17_x86_64")
        with self.assertRaises(Failure) as caught:
            self.resolve("first")
        self.assertEqual(caught.exception.kind, "native")
        self.assertIn("native>=1", str(caught.exception.facts["requirement"]))

    def test_says_what_pip_said_of_anything_else(self) -> None:
        wheel(self.links, "first", "1.0", requires=("second==1",))
        wheel(self.links, "other", "1.0", requires=("second==2",))
        wheel(self.links, "second", "1.0")
        wheel(self.links, "second", "2.0")
        with self.assertRaises(Failure) as caught:
            self.resolve("first", "other")
        self.assertEqual(caught.exception.kind, "requirements")
        self.assertIn("conflict", str(caught.exception.facts["output"]).lower())


if __name__ == "__main__":
    unittest.main()
