"""Bit patterns of numbers."""

from ._bits import reverse

__all__ = ["reverse"]
