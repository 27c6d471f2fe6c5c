import base64
import csv
import hashlib
import json
import tempfile
import unittest
import zipfile
from pathlib import Path

import requirements

requirements.provide()

from pywasi_build.failure import Failure
from pywasi_build.finish import finish

WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-wasi_wasm32\n"


FACTS = {"python": "3.11.8", "sdk": 21}


def make_wheel(folder, platform):
    path = Path(folder) / f"pkg-1.0-cp311-cp311-{platform}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pkg/mod.so", b"\0asm")
        archive.writestr("pkg-1.0.dist-info/WHEEL", WHEEL.replace("wasi_wasm32", platform))
        archive.writestr("pkg-1.0.dist-info/RECORD", "pkg/mod.so,sha256=x,4\npkg-1.0.dist-info/WHEEL,sha256=y,1\npkg-1.0.dist-info/RECORD,,\n")
    return path


class Finishing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_another_wasi_tag_is_replaced_in_name_and_content(self):
        old = make_wheel(self.folder, "wasi_wasm32")
        new = finish(old, "wasi_0_0_0_wasm32", FACTS)
        self.assertEqual(new.name, "pkg-1.0-cp311-cp311-wasi_0_0_0_wasm32.whl")
        self.assertFalse(old.exists())
        with zipfile.ZipFile(new) as archive:
            self.assertIn("Tag: cp311-cp311-wasi_0_0_0_wasm32\n", archive.read("pkg-1.0.dist-info/WHEEL").decode())
            self.assertEqual(archive.read("pkg/mod.so"), b"\0asm")

    def test_the_record_has_the_new_hash(self):
        new = finish(make_wheel(self.folder, "wasi_wasm32"), "wasi_0_0_0_wasm32", FACTS)
        with zipfile.ZipFile(new) as archive:
            content = archive.read("pkg-1.0.dist-info/WHEEL")
            rows = {row[0]: row[1:] for row in csv.reader(archive.read("pkg-1.0.dist-info/RECORD").decode().splitlines())}
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.assertEqual(rows["pkg-1.0.dist-info/WHEEL"], [f"sha256={digest}", str(len(content))])
        self.assertEqual(rows["pkg/mod.so"], ["sha256=x", "4"])
        self.assertEqual(list(rows)[-1], "pkg-1.0.dist-info/RECORD")

    def test_the_metadata_says_what_it_was_made_with(self):
        new = finish(make_wheel(self.folder, "wasi_0_0_0_wasm32"), "wasi_0_0_0_wasm32", FACTS)
        with zipfile.ZipFile(new) as archive:
            self.assertEqual(json.loads(archive.read("pkg-1.0.dist-info/pywasi.json")), FACTS)
            self.assertIn("pkg-1.0.dist-info/pywasi.json,sha256=", archive.read("pkg-1.0.dist-info/RECORD").decode())

    def test_a_pure_wheel_stays(self):
        path = make_wheel(self.folder, "any")
        content = path.read_bytes()
        self.assertEqual(finish(path, "wasi_0_0_0_wasm32", FACTS), path)
        self.assertEqual(path.read_bytes(), content)

    def test_a_wheel_for_this_machine_is_refused(self):
        with self.assertRaises(Failure) as caught:
            finish(make_wheel(self.folder, "linux_x86_64"), "wasi_0_0_0_wasm32", FACTS)
        self.assertEqual(caught.exception.kind, "foreign-platform")


if __name__ == "__main__":
    unittest.main()
