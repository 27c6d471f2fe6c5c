"""Stand-in for `zlib`: the checksums are real; `stdlib-modules: zlib` builds the real module in."""

import binascii

from _pywasi.failure import not_here, refusing

ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "0"
DEFLATED, DEF_BUF_SIZE, DEF_MEM_LEVEL, MAX_WBITS = 8, 16384, 8, 15
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)


class error(Exception):
    __module__ = "zlib"


_WHY = "this python.wasm was linked without it; add stdlib-modules: zlib"
compress = refusing("zlib", "compress", _WHY, error)
decompress = refusing("zlib", "decompress", _WHY, error)
compressobj = refusing("zlib", "compressobj", _WHY, error)
decompressobj = refusing("zlib", "decompressobj", _WHY, error)


class _ZlibDecompressor:
    def __init__(self, wbits=MAX_WBITS, zdict=b""):
        raise not_here("zlib", "zlib.decompressobj", _WHY, error)


def crc32(data, value=0, /):
    return binascii.crc32(data, value)


def adler32(data, value=1, /):
    """RFC 1950, section 8.2."""
    low, high = value & 0xFFFF, value >> 16 & 0xFFFF
    for byte in memoryview(data).cast("B"):
        low += byte
        high += low
    return high % 65521 << 16 | low % 65521
