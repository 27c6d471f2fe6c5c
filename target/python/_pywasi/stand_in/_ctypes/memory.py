"""The memory of ctypes objects: blocks of bytes, and addresses for who asks.

An address here is a number that leads back to a block. It is not one of the interpreter's memory, which Python code
cannot reach, and the range is one that WebAssembly memories of guests do not get to.
"""

import weakref
from bisect import bisect_right, insort

from _pywasi.failure import not_here

_FIRST = 0xC000_0000


class Block:
    """Bytes with a place for the objects that addresses in them lead to, by offset."""

    __slots__ = ("__weakref__", "bytes", "keep", "_address")

    def __init__(self, data):
        self.bytes = data
        self.keep = {}
        self._address = None

    @property
    def address(self):
        if self._address is None:
            self._address = _place(self)
        return self._address


_next = _FIRST
_starts = []
_blocks = {}


def _place(block):
    global _next
    address = _next
    _next += (len(block.bytes) // 16 + 2) * 16
    insort(_starts, address)
    _blocks[address] = weakref.ref(block, lambda _: _forget(address))
    return address


def _forget(address):
    if _blocks.pop(address, None) is not None:
        _starts.remove(address)


def find(address):
    """The block that an address lies in, and the offset."""
    at = bisect_right(_starts, address) - 1
    block = _blocks[_starts[at]]() if at >= 0 else None
    if block is None or address - block.address > len(block.bytes):
        raise not_here("_ctypes", f"address {address:#x}", "only the memory of ctypes objects can be reached")
    return block, address - block.address


def text_block(data, terminator):
    return Block(bytearray(data) + bytes(terminator))


def text_at(address, unit, length=-1):
    """Bytes from an address up to a zero of `unit` bytes, or `length` units."""
    block, offset = find(address)
    end = offset + length * unit
    if length < 0:
        end = offset
        while end < len(block.bytes) and any(block.bytes[end : end + unit]):
            end += unit
    return bytes(block.bytes[offset:end])
