"""Roman numerals."""

from ._roman import numeral

__all__ = ["numeral"]
