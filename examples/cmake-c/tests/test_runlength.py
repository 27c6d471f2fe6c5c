import unittest

from runlength import decode, encode


class RunLength(unittest.TestCase):
    def test_a_run_becomes_its_length_and_its_byte(self):
        self.assertEqual(encode(b"aaab"), b"\x03a\x01b")

    def test_a_long_run_is_split(self):
        self.assertEqual(encode(b"x" * 300), b"\xffx\x2dx")

    def test_decoding_gives_back_what_was_encoded(self):
        for data in (b"", b"\x00" * 1000, bytes(range(256)) * 3):
            self.assertEqual(decode(encode(data)), data)

    def test_an_odd_length_is_refused(self):
        with self.assertRaises(ValueError):
            decode(b"\x01")


if __name__ == "__main__":
    unittest.main()
