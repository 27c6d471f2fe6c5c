import unittest

from adler import Adler32


class TestAdler32(unittest.TestCase):
    def test_the_sum_of_nothing_is_one(self):
        self.assertEqual(Adler32().value, 1)

    def test_it_is_the_published_sum(self):
        checksum = Adler32()
        checksum.update(b"Wiki")
        checksum.update(b"pedia")
        self.assertEqual(checksum.value, 0x11E60398)

    def test_long_input_does_not_overflow(self):
        checksum = Adler32()
        checksum.update(b"\xff" * 100_000)
        self.assertEqual(checksum.value, 0x149A302C)

    def test_errors_of_rust_are_exceptions(self):
        with self.assertRaises(ValueError):
            Adler32().update(b"")
        with self.assertRaises(TypeError):
            Adler32().update("text")


if __name__ == "__main__":
    unittest.main()
