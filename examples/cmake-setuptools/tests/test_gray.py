import unittest

from gray import decode, encode


class Gray(unittest.TestCase):
    def test_neighbours_differ_in_one_bit(self):
        self.assertEqual({(encode(n) ^ encode(n + 1)).bit_count() for n in range(1000)}, {1})

    def test_decoding_gives_the_number_back(self):
        self.assertEqual([decode(encode(n)) for n in range(1000)], list(range(1000)))

    def test_a_negative_number_is_refused(self):
        with self.assertRaises(OverflowError):
            encode(-1)


if __name__ == "__main__":
    unittest.main()
