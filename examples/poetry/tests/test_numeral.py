import unittest

from roman import numeral


class Numeral(unittest.TestCase):
    def test_years(self):
        self.assertEqual([numeral(year) for year in (1987, 2024, 3888)], ["MCMLXXXVII", "MMXXIV", "MMMDCCCLXXXVIII"])

    def test_small_letters_come_before_large_ones_to_subtract(self):
        self.assertEqual([numeral(n) for n in (4, 9, 40, 90, 400, 900)], ["IV", "IX", "XL", "XC", "CD", "CM"])

    def test_zero_has_none(self):
        with self.assertRaises(ValueError):
            numeral(0)


if __name__ == "__main__":
    unittest.main()
