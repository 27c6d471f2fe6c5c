import unittest

from fastsum import total


class Total(unittest.TestCase):
    def test_small_numbers_survive_large_ones(self):
        self.assertEqual(total([1.0, 1e100, 1.0, -1e100]), 2.0)

    def test_nothing_sums_to_zero(self):
        self.assertEqual(total([]), 0.0)

    def test_what_is_no_number_is_refused(self):
        with self.assertRaises(TypeError):
            total([1.0, "one"])


if __name__ == "__main__":
    unittest.main()
