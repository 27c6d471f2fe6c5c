"""Starts pytest with our plug-in; `code` is pytest's own exit code (docs.pytest.org, "Exit codes")."""

import os
import sys


def run(host, args):
    try:
        import pytest
    except ModuleNotFoundError as error:
        host.tell("absent", module=error.name)
        return 4
    from pywasi_testing.plugins_of_the_host import StandIns, forgive_required, without_them
    from pywasi_testing.pytest_plugin import Plugin, Silence

    sys.argv = ["pytest", *args]
    forgive_required()
    stand_ins = StandIns(os.environ.get("PYWASI_TEST_WORKER", "gw0"))
    plugins = [stand_ins, Plugin(host, stand_ins.given), Silence()]
    return int(pytest.main(without_them(args), plugins=plugins))
