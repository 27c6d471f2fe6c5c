import io
import unittest
import zipfile

import requirements

requirements.provide()

from pywasi_build.packed_members import copy_packed

CONTENTS = {"pkg/a.py": b"a = 1\n" * 1000, "pkg/empty": b"", "pkg/größe.bin": bytes(range(256))}


class Pipe(io.RawIOBase):
    """A place that can be written once, from the beginning to the end."""

    def __init__(self):
        self.content = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.content += data
        return len(data)


def copied(source):
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        new.writestr("first", b"before")
        for entry in old.infolist():
            copy_packed(old, entry, new)
        new.writestr("last", b"after")
    return target


class Copying(unittest.TestCase):
    def held(self, target):
        with zipfile.ZipFile(target) as archive:
            self.assertIsNone(archive.testzip())
            self.assertEqual({name: archive.read(name) for name in archive.namelist()}, {"first": b"before", **CONTENTS, "last": b"after"})
            return archive.infolist()

    def test_members_keep_content_method_date_and_mode(self):
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            source = io.BytesIO()
            with zipfile.ZipFile(source, "w") as archive:
                for name, content in CONTENTS.items():
                    info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
                    info.external_attr = 0o100755 << 16
                    archive.writestr(info, content, method)
            for member in self.held(copied(source))[1:-1]:
                kept = (member.compress_type, member.date_time, member.external_attr)
                self.assertEqual(kept, (method, (2001, 2, 3, 4, 5, 6), 0o100755 << 16))

    def test_members_whose_sizes_follow_their_data_get_them_before(self):
        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in CONTENTS.items():
                archive.writestr(name, content)
        members = self.held(copied(io.BytesIO(bytes(pipe.content))))
        self.assertEqual([member.flag_bits & 0x08 for member in members], [0] * 5)


if __name__ == "__main__":
    unittest.main()
