"""Prime numbers."""

from .sieve import Sieve

__all__ = ["Sieve"]
