import unittest

from primes import Sieve, sieve


class TestSieve(unittest.TestCase):
    def test_it_is_compiled(self):
        self.assertFalse((sieve.__file__ or "").endswith(".py"))

    def test_the_first_primes(self):
        self.assertEqual(Sieve(30).primes(), [2, 3, 5, 7, 11, 13, 17, 19, 23, 29])

    def test_there_are_1229_below_ten_thousand(self):
        self.assertEqual(len(Sieve(10_000).primes()), 1229)

    def test_types_are_checked_where_python_comes_in(self):
        with self.assertRaises(TypeError):
            Sieve("30")

    def test_membership(self):
        self.assertIn(7, Sieve(10))
        self.assertNotIn(9, Sieve(10))


if __name__ == "__main__":
    unittest.main()
