"""Stand-in for `_ssl`: the module ssl imports with its constants and types, and contexts that keep settings.

A context is often made where nothing is connected: at import, or with a client object. So it takes its settings as the real one does, and refuses where a connection would begin. The numbers are OpenSSL 3's.
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
    # The setters of ssl.SSLContext call the descriptors of this class.
    __slots__ = (
        "_alpn", "_host_flags", "_msg_callback", "_required_hostname", "_verification", "keylog_filename",
        "maximum_version", "minimum_version", "num_tickets", "options", "post_handshake_auth", "protocol",
        "sni_callback", "verify_flags",
    )

    def __new__(cls, protocol, /):
        self = object.__new__(cls)
        client = protocol == PROTOCOL_TLS_CLIENT
        for name, value in {
            "_alpn": b"",
            "_host_flags": HOSTFLAG_NO_PARTIAL_WILDCARDS,
            "_msg_callback": None,
            "_required_hostname": client,
            "_verification": CERT_REQUIRED if client else CERT_NONE,
            "keylog_filename": None,
            "maximum_version": PROTO_MAXIMUM_SUPPORTED,
            "minimum_version": PROTO_TLSv1_2,
            "num_tickets": 2,
            "options": OP_ALL | OP_NO_SSLv3 | OP_NO_COMPRESSION | OP_ENABLE_MIDDLEBOX_COMPAT,
            "post_handshake_auth": False,
            "protocol": protocol,
            "sni_callback": None,
            "verify_flags": VERIFY_X509_TRUSTED_FIRST,
        }.items():
            getattr(_SSLContext, name).__set__(self, value)
        return self

    @property
    def check_hostname(self):
        return self._required_hostname

    @check_hostname.setter
    def check_hostname(self, value):
        if value and self._verification == CERT_NONE:
            self._verification = CERT_REQUIRED
        self._required_hostname = bool(value)

    @property
    def verify_mode(self):
        return self._verification

    @verify_mode.setter
    def verify_mode(self, value):
        if value == CERT_NONE and self._required_hostname:
            raise ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.")
        self._verification = int(value)

    security_level = 2

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        if cafile is None and capath is None and cadata is None:
            raise TypeError("cafile, capath and cadata cannot be all omitted")
        if cafile is not None:
            os.stat(cafile)

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        os.stat(certfile)
        if keyfile is not None:
            os.stat(keyfile)

    def load_dh_params(self, path, /):
        os.stat(path)

    def set_default_verify_paths(self):
        pass

    def set_ciphers(self, cipherlist, /):
        pass

    def set_ecdh_curve(self, name, /):
        pass

    def _set_alpn_protocols(self, protos, /):
        self._alpn = bytes(protos)

    def get_ciphers(self):
        return []

    def get_ca_certs(self, binary_form=False):
        return []

    def cert_store_stats(self):
        return {"x509": 0, "crl": 0, "x509_ca": 0}

    def session_stats(self):
        return {}

    def _wrap_socket(self, *args, **kwargs):
        raise not_here("_ssl", "ssl.SSLContext.wrap_socket", _WHY, SSLError)

    def _wrap_bio(self, *args, **kwargs):
        raise not_here("_ssl", "ssl.SSLContext.wrap_bio", _WHY, SSLError)


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
