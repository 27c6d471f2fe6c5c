import configparser
import tempfile
import unittest
from pathlib import Path

from pywasi_build import build_base


class BuildBase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = Path(folder.name)

    def folder_of(self, recipe):
        config = configparser.ConfigParser()
        config.read(build_base.variables(recipe, self.work, {})["DIST_EXTRA_CONFIG"])
        return Path(config["build"]["build_base"])

    def test_setuptools_keeps_what_each_recipe_made_in_a_folder_of_its_own_below_build(self):
        one, other = self.folder_of("aaa"), self.folder_of("bbb")
        self.assertNotEqual(one, other)
        self.assertEqual({one.parent, other.parent}, {Path("build")})

    def test_a_file_that_the_user_names_stays(self):
        self.assertEqual(build_base.variables("aaa", self.work, {"DIST_EXTRA_CONFIG": "/own.cfg"}), {})


if __name__ == "__main__":
    unittest.main()
