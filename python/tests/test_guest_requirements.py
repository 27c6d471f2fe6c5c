"""What linked packages require at run time, out of local folders, so that no test asks an index."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import requirements
from wheels import metadata, wheel

requirements.provide()

from pywasi_build.failure import Failure
from pywasi_build.guest_requirements import guest_requirements
from pywasi_build.for_target import ForTarget


class GuestRequirements(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.links = self.folder / "links"
        self.links.mkdir()
        self.infos: list[str] = []
        settings = {
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_FIND_LINKS": str(self.links),
            "PYTHONPATH": requirements.python_path(),
        }
        quiet = mock.patch.dict(os.environ, settings)
        quiet.start()
        self.addCleanup(quiet.stop)

    def linked(self, name: str, version: str, *requires: str) -> None:
        info = self.folder / "linked" / f"{name}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(metadata(name, version, requires) + "\nA text.\n")
        self.infos.append(str(info))

    def resolve(self) -> tuple[list[str], list[dict[str, object]]]:
        request = {"infos": self.infos, "python": "3.13.9", "folder": str(self.folder / "resolved")}
        answer = guest_requirements(request)
        return [Path(path).name for path in answer["wheels"]], answer["native"]  # type: ignore[attr-defined, return-value]

    def test_are_pure_wheels_and_what_those_require(self) -> None:
        self.linked("pkg", "1.0", "first>=1", 'never; sys_platform == "linux"', 'extra_one; extra == "test"')
        wheel(self.links, "first", "1.0", requires=("second",))
        wheel(self.links, "second", "2.0")
        self.assertEqual(self.resolve(), (["first-1.0-py3-none-any.whl", "second-2.0-py3-none-any.whl"], []))

    def test_that_other_linked_packages_fulfil_need_no_resolver(self) -> None:
        self.linked("pkg", "1.0", "Other.Name>=2")
        self.linked("other_name", "2.1")
        with mock.patch.object(ForTarget, "wheels", side_effect=AssertionError("asked")):
            self.assertEqual(self.resolve(), ([], []))

    def test_with_native_code_are_named_and_the_rest_is_found(self) -> None:
        self.linked("pkg", "1.0", "native>=1", "first")
        wheel(self.links, "native", "1.5", "cp313-cp313-manylinux_2_17_x86_64")
        wheel(self.links, "first", "1.0", requires=("native>=1.2",))
        wheels, native = self.resolve()
        self.assertEqual(wheels, ["first-1.0-py3-none-any.whl"])
        self.assertEqual([(one["version"], one["requiredBy"]) for one in native], [("1.5", ["pkg"])])

    def test_that_contradict_what_is_linked_are_told_in_the_words_of_pip(self) -> None:
        self.linked("pkg", "1.0", "other==2")
        self.linked("other", "1.0")
        wheel(self.links, "other", "2")
        with self.assertRaises(Failure) as caught:
            self.resolve()
        self.assertEqual(caught.exception.kind, "requirements")
        self.assertIn("conflict", str(caught.exception.facts["output"]).lower())

    def test_that_are_pure_but_for_another_python_are_not_said_to_be_native(self) -> None:
        self.linked("pkg", "1.0", "later>=2")
        wheel(self.links, "later", "2.0", "py399-none-any")
        with self.assertRaises(Failure) as caught:
            self.resolve()
        self.assertEqual(caught.exception.kind, "requirements")
        self.assertIn("later>=2", str(caught.exception.facts["output"]))

    def test_that_nobody_publishes_are_told_in_the_words_of_pip(self) -> None:
        self.linked("pkg", "1.0", "missing")
        with self.assertRaises(Failure) as caught:
            self.resolve()
        self.assertIn("missing", str(caught.exception.facts["output"]))


if __name__ == "__main__":
    unittest.main()
