"""Counts words."""

from ._wordcount import count, word_at

__all__ = ["count", "word_at"]
