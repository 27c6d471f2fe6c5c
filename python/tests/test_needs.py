import tempfile
import unittest
from pathlib import Path

import requirements

requirements.provide()

from pywasi_build.needs import needs


class Needs(unittest.TestCase):
    def project(self, files):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, text in files.items():
            (Path(folder.name) / name).write_text(text)
        return needs({"sources": [folder.name], "python": "3.13.5"})["projects"][0]

    def test_a_project_file_tells_all(self):
        project = self.project(
            {
                "pyproject.toml": """
                    [build-system]
                    requires = ["meson-python", "NumPy>=2", "wheel; sys_platform == 'win32'"]
                    [project]
                    name = "My.Frames"
                    dependencies = ["numpy", "tzdata; sys_platform == 'wasi'", "psutil; sys_platform == 'linux'"]
                """
            }
        )
        self.assertEqual(project["name"], "my-frames")
        self.assertEqual(project["build"], ["meson-python", "numpy"])
        self.assertEqual(project["runtime"], ["numpy", "tzdata"])

    def test_the_metadata_of_a_source_distribution_tells_what_is_dynamic(self):
        metadata = "Metadata-Version: 2.1\nName: frames\nRequires-Dist: arrays>=1\nRequires-Dist: x; extra == 'test'\n\nText"
        project = self.project({"PKG-INFO": metadata, "setup.py": ""})
        self.assertEqual((project["name"], project["build"], project["runtime"]), ("frames", ["setuptools"], ["arrays"]))

    def test_a_project_of_old_tells_its_name(self):
        self.assertEqual(self.project({"setup.cfg": "[metadata]\nname = old_one\n"})["name"], "old-one")
        self.assertEqual(self.project({"setup.py": "setup(name='older', version=VERSION)"})["name"], "older")
        self.assertIsNone(self.project({"setup.py": "setup(name=NAME)"})["name"])

    def test_what_cannot_be_read_is_left_to_the_build(self):
        self.assertEqual(self.project({"pyproject.toml": "no toml ["})["build"], ["setuptools"])
        self.assertEqual(self.project({"pyproject.toml": "[build-system]\nrequires = ['?', 'flit']"})["build"], ["flit"])


if __name__ == "__main__":
    unittest.main()
