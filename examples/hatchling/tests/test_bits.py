import unittest

from bits import reverse


class Reverse(unittest.TestCase):
    def test_the_lowest_bit_becomes_the_highest(self):
        self.assertEqual(reverse(1), 1 << 31)

    def test_twice_is_nothing_done(self):
        self.assertEqual(reverse(reverse(0x12345678)), 0x12345678)

    def test_what_does_not_fit_is_refused(self):
        for number in (-1, 1 << 40):
            with self.assertRaises(OverflowError):
                reverse(number)


if __name__ == "__main__":
    unittest.main()
