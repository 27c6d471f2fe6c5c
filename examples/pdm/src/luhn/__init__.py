"""Check digits after Luhn (ISO/IEC 7812-1), as card numbers have them."""

from ._luhn import valid

__all__ = ["valid"]
