import unittest

from pywasi_build import config_settings


class Parsing(unittest.TestCase):
    def test_a_key_that_comes_once_is_a_string(self):
        self.assertEqual(config_settings.parse(["build-dir=out"]), {"build-dir": "out"})

    def test_a_key_that_comes_again_is_a_list(self):
        lines = ["setup-args=-Da=1", "setup-args=-Db=2", "setup-args=-Dc=3"]
        self.assertEqual(config_settings.parse(lines), {"setup-args": ["-Da=1", "-Db=2", "-Dc=3"]})

    def test_only_the_first_equals_sign_divides(self):
        self.assertEqual(config_settings.parse(["setup-args=-Dblas=none"]), {"setup-args": "-Dblas=none"})


class Meson(unittest.TestCase):
    def test_the_cross_files_come_before_what_the_user_asks_for(self):
        settings = config_settings.for_meson({"setup-args": "-Dblas=none"}, ["/a.ini", "/b.ini"], "/scratch/meson")
        self.assertEqual(settings["setup-args"], ["--cross-file=/a.ini", "--cross-file=/b.ini", "-Dblas=none"])

    def test_the_users_build_folder_wins(self):
        self.assertEqual(config_settings.for_meson({}, [], "/ours")["build-dir"], "/ours")
        self.assertEqual(config_settings.for_meson({"build-dir": "/theirs"}, [], "/ours")["build-dir"], "/theirs")


if __name__ == "__main__":
    unittest.main()
