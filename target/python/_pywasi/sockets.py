"""Names of `_socket` that WASI's headers lack and that programs use without asking, with Linux's values.

Families and functions whose presence says that something works (`AF_UNIX`, `sendmsg`, `fork`-like ones) stay absent.
"""

CONSTANTS = {
    "AI_NUMERICSERV": 0x0400,
    "EAI_OVERFLOW": -12,
    "IPPROTO_ICMPV6": 58,
    "MSG_CTRUNC": 8,
    "MSG_DONTWAIT": 0x40,
    "MSG_NOSIGNAL": 0x4000,
    "MSG_OOB": 1,
    "SOCK_RAW": 3,
    "SO_BROADCAST": 6,
    "SO_ERROR": 4,
    "SO_KEEPALIVE": 9,
    "SO_LINGER": 13,
    "SO_OOBINLINE": 10,
    "SO_RCVBUF": 8,
    "SO_RCVTIMEO": 20,
    "SO_REUSEADDR": 2,
    "SO_SNDBUF": 7,
    "SO_SNDTIMEO": 21,
    "TCP_FASTOPEN_CONNECT": 30,
}


def complete(module):
    for name, value in {**CONSTANTS, **FUNCTIONS}.items():
        if not hasattr(module, name):
            setattr(module, name, value)


def gethostname():
    """WASI does not tell the machine's name."""
    return "localhost"


def _unknown(name, *_):
    from _socket import EAI_NONAME, gaierror

    raise gaierror(EAI_NONAME, f"WASI has no names of machines: {name!r}")


FUNCTIONS = {
    "gethostname": gethostname,
    **{name: _unknown for name in ("gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getaddrinfo", "getnameinfo")},
    **{name: _unknown for name in ("getservbyname", "getservbyport", "getprotobyname")},
}
