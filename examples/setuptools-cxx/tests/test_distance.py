import unittest

from routes import distance

EDGES = [("a", "b", 7.0), ("a", "c", 1.0), ("c", "b", 2.0), ("d", "a", 1.0)]


class Distance(unittest.TestCase):
    def test_the_detour_may_be_shorter(self):
        self.assertEqual(distance(EDGES, "a", "b"), 3.0)

    def test_where_no_way_leads_is_no_distance(self):
        self.assertIsNone(distance(EDGES, "b", "d"))

    def test_an_edge_without_a_length_is_refused(self):
        with self.assertRaises(TypeError):
            distance([("a", "b")], "a", "b")


if __name__ == "__main__":
    unittest.main()
