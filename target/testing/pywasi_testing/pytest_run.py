"""Starts pytest with our plug-in; `code` is pytest's own exit code (docs.pytest.org, "Exit codes")."""

import sys


def run(host, args):
    try:
        import pytest
    except ModuleNotFoundError as error:
        host.tell("absent", module=error.name)
        return 4
    from pywasi_testing.pytest_plugin import Plugin, Silence

    sys.argv = ["pytest", *args]
    return int(pytest.main(list(args), plugins=[Plugin(host), Silence()]))
