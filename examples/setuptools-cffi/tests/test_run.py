import unittest

from collatz import run, way


class Run(unittest.TestCase):
    def test_27_takes_long(self):
        self.assertEqual(run(27), (111, 9232))

    def test_1_is_there_already(self):
        self.assertEqual(run(1), (0, 1))

    def test_what_does_not_fit_is_refused(self):
        with self.assertRaises(OverflowError):
            run(-1)


class Way(unittest.TestCase):
    def test_is_told_by_call_backs(self):
        self.assertEqual(way(6), [6, 3, 10, 5, 16, 8, 4, 2, 1])


if __name__ == "__main__":
    unittest.main()
