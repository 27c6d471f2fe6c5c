import base64
import csv
import hashlib
import tempfile
import unittest
import zipfile
from pathlib import Path

import requirements

requirements.provide()

from pywasi_build.failure import Failure
from pywasi_build.retag import retag

WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-wasi_wasm32\n"


def make_wheel(folder, platform):
    path = Path(folder) / f"pkg-1.0-cp311-cp311-{platform}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pkg/mod.so", b"\0asm")
        archive.writestr("pkg-1.0.dist-info/WHEEL", WHEEL.replace("wasi_wasm32", platform))
        archive.writestr("pkg-1.0.dist-info/RECORD", "pkg/mod.so,sha256=x,4\npkg-1.0.dist-info/WHEEL,sha256=y,1\npkg-1.0.dist-info/RECORD,,\n")
    return path


class Retagging(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_another_wasi_tag_is_replaced_in_name_and_content(self):
        old = make_wheel(self.folder, "wasi_wasm32")
        new = retag(old, "wasi_0_0_0_wasm32")
        self.assertEqual(new.name, "pkg-1.0-cp311-cp311-wasi_0_0_0_wasm32.whl")
        self.assertFalse(old.exists())
        with zipfile.ZipFile(new) as archive:
            self.assertIn("Tag: cp311-cp311-wasi_0_0_0_wasm32\n", archive.read("pkg-1.0.dist-info/WHEEL").decode())
            self.assertEqual(archive.read("pkg/mod.so"), b"\0asm")

    def test_the_record_has_the_new_hash(self):
        new = retag(make_wheel(self.folder, "wasi_wasm32"), "wasi_0_0_0_wasm32")
        with zipfile.ZipFile(new) as archive:
            content = archive.read("pkg-1.0.dist-info/WHEEL")
            rows = {row[0]: row[1:] for row in csv.reader(archive.read("pkg-1.0.dist-info/RECORD").decode().splitlines())}
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.assertEqual(rows["pkg-1.0.dist-info/WHEEL"], [f"sha256={digest}", str(len(content))])
        self.assertEqual(rows["pkg/mod.so"], ["sha256=x", "4"])

    def test_a_right_tag_and_a_pure_wheel_stay(self):
        for platform in ("wasi_0_0_0_wasm32", "any"):
            path = make_wheel(self.folder, platform)
            self.assertEqual(retag(path, "wasi_0_0_0_wasm32"), path)

    def test_a_wheel_for_this_machine_is_refused(self):
        with self.assertRaises(Failure) as caught:
            retag(make_wheel(self.folder, "linux_x86_64"), "wasi_0_0_0_wasm32")
        self.assertEqual(caught.exception.kind, "foreign-platform")


if __name__ == "__main__":
    unittest.main()
