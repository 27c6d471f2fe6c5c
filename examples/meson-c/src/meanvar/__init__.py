"""Mean and variance of a stream of numbers, by Welford's method."""

from ._meanvar import Stream

__all__ = ["Stream"]
