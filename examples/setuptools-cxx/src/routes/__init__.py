"""The shortest way through a graph."""

from ._routes import distance

__all__ = ["distance"]
