import unittest

from wordcount import count, word_at


class Count(unittest.TestCase):
    def test_words_are_counted_whatever_their_case(self):
        self.assertEqual(count("A rose is a rose."), {"a": 2, "rose": 2, "is": 1})

    def test_letters_of_all_alphabets_make_words(self):
        self.assertEqual(count("Ärger ärger слово"), {"ärger": 2, "слово": 1})

    def test_words_have_places(self):
        self.assertEqual(word_at("one two", 1), "two")

    def test_what_is_no_text_is_refused(self):
        with self.assertRaises(TypeError):
            count(b"bytes")


if __name__ == "__main__":
    unittest.main()
