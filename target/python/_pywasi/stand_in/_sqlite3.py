"""Stand-in for `_sqlite3`: the module sqlite3 imports; `stdlib-modules: sqlite3` builds the real one in."""

from _pywasi.failure import not_here

sqlite_version = "0.0.0"
_deprecated_version = "2.6.0"
version = "2.6.0"
threadsafety = 0
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
SQLITE_OK, SQLITE_DENY, SQLITE_IGNORE = 0, 1, 2
LEGACY_TRANSACTION_CONTROL = -1
adapters = {}
converters = {}


def _kinds():
    """The exceptions of PEP 249."""
    kinds = {"Warning": Exception, "Error": Exception}
    for name in ("Interface", "Database"):
        kinds[f"{name}Error"] = "Error"
    for name in ("Data", "Operational", "Integrity", "Internal", "Programming"):
        kinds[f"{name}Error"] = "DatabaseError"
    kinds["NotSupportedError"] = "DatabaseError"
    for name, base in kinds.items():
        kinds[name] = type(name, (kinds.get(base, base),), {"__module__": "sqlite3"})
    return kinds


globals().update(_kinds())


def _no(what):
    why = "this python.wasm was linked without it; add stdlib-modules: sqlite3"
    return not_here("_sqlite3", f"sqlite3.{what}", why, globals()["OperationalError"])


class _Absent:
    def __init__(self, *args, **kwargs):
        raise _no(type(self).__name__)


Connection, Cursor, Row, Blob, PrepareProtocol, Statement = (
    type(name, (_Absent,), {"__module__": "sqlite3"})
    for name in ("Connection", "Cursor", "Row", "Blob", "PrepareProtocol", "Statement")
)


def connect(database, *args, **kwargs):
    raise _no("connect")


def complete_statement(statement):
    raise _no("complete_statement")


def register_adapter(type, callable, /):
    adapters[type] = callable


def register_converter(typename, callable, /):
    converters[typename.upper()] = callable


def enable_callback_tracebacks(enable, /):
    pass


def adapt(obj, proto=PrepareProtocol, alt=None, /):
    adapter = adapters.get(type(obj))
    return adapter(obj) if adapter else obj


def __getattr__(name):
    # Numbers of SQLite's C interface, which nothing here ever answers.
    if name.startswith("SQLITE_"):
        return 0
    raise AttributeError(f"module '_sqlite3' has no attribute {name!r}")
