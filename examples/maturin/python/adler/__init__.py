"""The checksum Adler-32, over bytes that come in pieces."""

from ._adler import Adler32

__all__ = ["Adler32"]
