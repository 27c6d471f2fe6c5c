import unittest

from luhn import valid


class Valid(unittest.TestCase):
    def test_a_card_number_ends_in_its_check_digit(self):
        self.assertTrue(valid("4539 3195 0343 6467"))

    def test_a_mistyped_digit_is_found(self):
        self.assertFalse(valid("4539 3195 0343 6468"))

    def test_letters_are_no_number(self):
        self.assertFalse(valid("4539x"))

    def test_what_is_no_text_is_refused(self):
        with self.assertRaises(TypeError):
            valid(4539)


if __name__ == "__main__":
    unittest.main()
