"""Stand-in for `_ssl`: the module ssl imports with its constants and types, and refuses to make a context.

The numbers are OpenSSL 3's.
"""

import os

from _pywasi.failure import not_here, refusing

_NUMBERS = {
    "ALERT_DESCRIPTION_": (
        "ACCESS_DENIED=49 BAD_CERTIFICATE=42 BAD_CERTIFICATE_HASH_VALUE=114 "
        "BAD_CERTIFICATE_STATUS_RESPONSE=113 BAD_RECORD_MAC=20 CERTIFICATE_EXPIRED=45 "
        "CERTIFICATE_REVOKED=44 CERTIFICATE_UNKNOWN=46 CERTIFICATE_UNOBTAINABLE=111 CLOSE_NOTIFY=0 "
        "DECODE_ERROR=50 DECOMPRESSION_FAILURE=30 DECRYPT_ERROR=51 HANDSHAKE_FAILURE=40 "
        "ILLEGAL_PARAMETER=47 INSUFFICIENT_SECURITY=71 INTERNAL_ERROR=80 NO_RENEGOTIATION=100 "
        "PROTOCOL_VERSION=70 RECORD_OVERFLOW=22 UNEXPECTED_MESSAGE=10 UNKNOWN_CA=48 "
        "UNKNOWN_PSK_IDENTITY=115 UNRECOGNIZED_NAME=112 UNSUPPORTED_CERTIFICATE=43 "
        "UNSUPPORTED_EXTENSION=110 USER_CANCELLED=90"
    ),
    "CERT_": (
        "NONE=0 OPTIONAL=1 REQUIRED=2"
    ),
    "ENCODING_": (
        "DER=2 PEM=1"
    ),
    "HOSTFLAG_": (
        "ALWAYS_CHECK_SUBJECT=1 MULTI_LABEL_WILDCARDS=8 NEVER_CHECK_SUBJECT=32 NO_PARTIAL_WILDCARDS=4 "
        "NO_WILDCARDS=2 SINGLE_LABEL_SUBDOMAINS=16"
    ),
    "OP_": (
        "ALL=2147483728 CIPHER_SERVER_PREFERENCE=4194304 ENABLE_KTLS=8 ENABLE_MIDDLEBOX_COMPAT=1048576 "
        "IGNORE_UNEXPECTED_EOF=128 LEGACY_SERVER_CONNECT=4 NO_COMPRESSION=131072 "
        "NO_RENEGOTIATION=1073741824 NO_SSLv2=0 NO_SSLv3=33554432 NO_TICKET=16384 NO_TLSv1=67108864 "
        "NO_TLSv1_1=268435456 NO_TLSv1_2=134217728 NO_TLSv1_3=536870912 SINGLE_DH_USE=0 SINGLE_ECDH_USE=0"
    ),
    "PROTOCOL_": (
        "SSLv23=2 TLS=2 TLS_CLIENT=16 TLS_SERVER=17 TLSv1=3 TLSv1_1=4 TLSv1_2=5"
    ),
    "PROTO_": (
        "MAXIMUM_SUPPORTED=-1 MINIMUM_SUPPORTED=-2 SSLv3=768 TLSv1=769 TLSv1_1=770 TLSv1_2=771 "
        "TLSv1_3=772"
    ),
    "SSL_ERROR_": (
        "EOF=8 INVALID_ERROR_CODE=10 SSL=1 SYSCALL=5 WANT_CONNECT=7 WANT_READ=2 WANT_WRITE=3 "
        "WANT_X509_LOOKUP=4 ZERO_RETURN=6"
    ),
    "VERIFY_": (
        "ALLOW_PROXY_CERTS=64 CRL_CHECK_CHAIN=12 CRL_CHECK_LEAF=4 DEFAULT=0 X509_PARTIAL_CHAIN=524288 "
        "X509_STRICT=32 X509_TRUSTED_FIRST=32768"
    ),
}

for _prefix, _line in _NUMBERS.items():
    for _pair in _line.split():
        _name, _number = _pair.split("=")
        globals()[_prefix + _name] = int(_number)

HAS_ALPN = HAS_ECDH = HAS_NPN = HAS_PSK = HAS_SNI = HAS_TLS_UNIQUE = False
HAS_SSLv2 = HAS_SSLv3 = HAS_TLSv1 = HAS_TLSv1_1 = HAS_TLSv1_2 = HAS_TLSv1_3 = False
OPENSSL_VERSION_NUMBER = 0
OPENSSL_VERSION_INFO = _OPENSSL_API_VERSION = (0, 0, 0, 0, 0)
OPENSSL_VERSION = "none"
_DEFAULT_CIPHERS = "DEFAULT"


class SSLError(OSError):
    __module__ = "ssl"
    library = reason = None


SSLZeroReturnError, SSLWantReadError, SSLWantWriteError, SSLSyscallError, SSLEOFError = (
    type(f"SSL{name}Error", (SSLError,), {"__module__": "ssl"})
    for name in ("ZeroReturn", "WantRead", "WantWrite", "Syscall", "EOF")
)


class SSLCertVerificationError(SSLError, ValueError):
    __module__ = "ssl"


_WHY = "WASI has no network, and this Python no OpenSSL"


class _SSLContext:
    def __new__(cls, *args, **kwargs):
        raise not_here("_ssl", "ssl.SSLContext", _WHY, SSLError)


class MemoryBIO:
    def __init__(self):
        raise not_here("_ssl", "ssl.MemoryBIO", _WHY, SSLError)


class SSLSession:
    pass


class _SSLSocket:
    pass


class Certificate:
    pass


_OBJECTS = (
    (129, "serverAuth", "TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1"),
    (130, "clientAuth", "TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2"),
)


def txt2obj(txt, name=False):
    for each in _OBJECTS:
        if txt == each[3] or (name and txt in each[1:3]):
            return each
    raise ValueError(f"unknown object '{txt[:100]}'")


def nid2obj(nid, /):
    for each in _OBJECTS:
        if nid == each[0]:
            return each
    raise ValueError(f"unknown NID {nid}")


def RAND_status():
    return True


def RAND_add(string, entropy, /):
    pass


def RAND_bytes(n, /):
    return os.urandom(n)


def RAND_pseudo_bytes(n, /):
    return os.urandom(n), True


def get_default_verify_paths():
    return ("SSL_CERT_FILE", "", "SSL_CERT_DIR", "")


_test_decode_cert = refusing("_ssl", "_test_decode_cert", _WHY, SSLError)
