"""Edit distance."""

from ._edits import Distances, distance

__all__ = ["Distances", "distance"]
