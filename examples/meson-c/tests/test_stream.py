import math
import statistics
import unittest

from meanvar import Stream


def stream(*numbers):
    result = Stream()
    for number in numbers:
        result.add(number)
    return result


class TestStream(unittest.TestCase):
    def test_mean_and_variance_agree_with_statistics(self):
        numbers = [2.5, 3.25, 5.5, 11.25]
        result = stream(*numbers)
        self.assertAlmostEqual(result.mean, statistics.mean(numbers))
        self.assertAlmostEqual(result.variance, statistics.variance(numbers))

    def test_one_number_has_no_variance(self):
        self.assertTrue(math.isnan(stream(1.0).variance))

    def test_its_length_is_the_count(self):
        self.assertEqual(len(stream(1, 2, 3)), 3)


if __name__ == "__main__":
    unittest.main()
