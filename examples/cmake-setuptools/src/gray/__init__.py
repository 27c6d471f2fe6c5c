"""Gray code: neighbouring numbers differ in one bit."""

from ._gray import decode, encode

__all__ = ["decode", "encode"]
