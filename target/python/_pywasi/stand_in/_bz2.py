"""Stand-in for `_bz2`: the module bz2 imports; `stdlib-modules: bz2` builds the real one in."""

from _pywasi.failure import not_here

_WHY = "this python.wasm was linked without it; add stdlib-modules: bz2"


class BZ2Compressor:
    def __init__(self, compresslevel=9, /):
        raise not_here("_bz2", "bz2.BZ2Compressor", _WHY)


class BZ2Decompressor:
    def __init__(self):
        raise not_here("_bz2", "bz2.BZ2Decompressor", _WHY)
