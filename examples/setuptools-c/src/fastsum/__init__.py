"""Sums of floating-point numbers with Neumaier's compensation."""

from ._sum import total

__all__ = ["total"]
