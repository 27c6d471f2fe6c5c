"""Run-length coding: each run of equal bytes becomes its length (1 to 255) and the byte."""

from ._runlength import decode, encode

__all__ = ["decode", "encode"]
