"""Stand-in for `_posixsubprocess`."""

from _pywasi.failure import refusing

fork_exec = refusing("_posixsubprocess", "fork_exec", "WASI cannot start processes")
