"""Collatz's sequence: half of an even number, thrice an odd one and one more."""

from ._collatz import ffi, lib


def run(start: int) -> tuple[int, int]:
    """How many steps lead to 1, and the highest number on the way."""
    result = lib.collatz(start)
    return result.steps, result.highest


_way: list[int] = []


@ffi.def_extern()
def visit(n: int) -> None:
    _way.append(n)


def way(start: int) -> list[int]:
    """The numbers that lead to 1, as C calls back with each."""
    _way.clear()
    lib.collatz_walk(start)
    return list(_way)
