import pickle
import unittest

from edits import Distances, distance


class Distance(unittest.TestCase):
    def test_it_is_levenshteins(self):
        self.assertEqual(distance("kitten", "sitting"), 3)
        self.assertEqual(distance("", "abc"), 3)

    def test_any_letter_counts_as_one(self):
        self.assertEqual(distance("süß", "sub"), 2)

    def test_the_nearest_word_comes_first(self):
        self.assertEqual(Distances("house").sort(["mouse", "horse", "tree", "house"]), ["house", "horse", "mouse", "tree"])

    def test_none_is_refused(self):
        with self.assertRaises(TypeError):
            Distances(None)

    def test_a_function_pickles_by_its_module(self):
        self.assertIs(pickle.loads(pickle.dumps(distance)), distance)


if __name__ == "__main__":
    unittest.main()
