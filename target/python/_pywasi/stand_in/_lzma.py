"""Stand-in for `_lzma`: the module lzma imports; `stdlib-modules: lzma` builds the real one in."""

from _pywasi.failure import not_here

_WHY = "this python.wasm was linked without it; add stdlib-modules: lzma"

FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW = range(4)
CHECK_NONE, CHECK_CRC32, CHECK_CRC64, CHECK_SHA256 = 0, 1, 4, 10
CHECK_ID_MAX, CHECK_UNKNOWN = 15, 16
FILTER_LZMA1, FILTER_LZMA2, FILTER_DELTA = 0x4000000000000001, 0x21, 3
FILTER_X86, FILTER_POWERPC, FILTER_IA64, FILTER_ARM, FILTER_ARMTHUMB, FILTER_SPARC = 4, 5, 6, 7, 8, 9
MF_HC3, MF_HC4, MF_BT2, MF_BT3, MF_BT4 = 3, 4, 18, 19, 20
MODE_FAST, MODE_NORMAL = 1, 2
PRESET_DEFAULT, PRESET_EXTREME = 6, 1 << 31


class LZMAError(Exception):
    """Call to liblzma failed."""

    __module__ = "_lzma"


class LZMACompressor:
    def __init__(self, *args, **kwargs):
        raise not_here("_lzma", "lzma.LZMACompressor", _WHY, LZMAError)


class LZMADecompressor:
    def __init__(self, *args, **kwargs):
        raise not_here("_lzma", "lzma.LZMADecompressor", _WHY, LZMAError)


def is_check_supported(check_id, /):
    return False


def _encode_filter_properties(filter, /):
    raise not_here("_lzma", "lzma", _WHY, LZMAError)


def _decode_filter_properties(filter_id, encoded_props, /):
    raise not_here("_lzma", "lzma", _WHY, LZMAError)
