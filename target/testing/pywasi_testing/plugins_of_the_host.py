"""Plug-ins of pytest whose work the host does, or that WASI cannot do: their names, options, settings, marks, fixtures.

Projects name them in `addopts`, where an option that nobody knows ends pytest. So they are known here, and what they
say is left to the host, or undone: pytest-xdist spreads tests, which the host does; pytest-timeout ends them by signals
or threads, and the host by itself, after the time that the plug-in is told (time_limits.py); pytest-cov collects from processes that do not exist.
https://github.com/pytest-dev/pytest-xdist/blob/master/src/xdist/plugin.py
https://github.com/pytest-dev/pytest-timeout/blob/main/pytest_timeout.py
https://github.com/pytest-dev/pytest-cov/blob/master/src/pytest_cov/plugin.py
"""

import argparse
import re

import pytest

# By the names of their entry points; those of their distributions are in `required_plugins`.
_BLOCKED = ("xdist", "xdist.looponfail", "timeout", "pytest_timeout", "pytest_cov")
_DISTRIBUTIONS = ("pytest-xdist", "pytest-timeout", "pytest-cov")
_WITH_VALUE = {
    "pytest-xdist": ("--maxprocesses", "--max-worker-restart", "--dist", "--tx", "--px", "--rsyncdir", "--rsyncignore", "--testrunuid", "--maxschedchunk"),
    "pytest-timeout": ("--timeout-method", "--timeout_method", "--session-timeout"),
    "pytest-cov": ("--cov-report", "--cov-config", "--cov-fail-under", "--cov-precision", "--cov-context"),
}  # fmt: skip
_FLAGS = {
    "pytest-xdist": ("--looponfail", "--loadscope-reorder", "--no-loadscope-reorder"),
    "pytest-timeout": ("--timeout-disable-debugger-detection",),
    "pytest-cov": ("--no-cov", "--no-cov-on-fail", "--cov-append", "--cov-branch", "--cov-reset"),
}
_SETTINGS = ("timeout", "timeout_method", "timeout_func_only", "timeout_disable_debugger_detection", "session_timeout", "looponfailroots", "rsyncdirs", "rsyncignore")  # fmt: skip
_MARKS = (
    "timeout(seconds): pytest-timeout's; the host ends the test after that time",
    "no_cover: pytest-cov's; coverage is not measured",
    "xdist_group(name): pytest-xdist's; the host spreads tests",
)


def without_them(args):
    """Arguments that keep the plug-ins themselves, where they are installed, from being loaded."""
    return [*(word for name in _BLOCKED for word in ("-p", f"no:{name}")), *args]


def forgive_required():
    """`required_plugins` may name them: the host is there in their place."""
    from _pytest.config import Config

    getini = Config.getini

    def getini_of_others(self, name):
        value = getini(self, name)
        return [each for each in value if _distribution(each) not in _DISTRIBUTIONS] if name == "required_plugins" else value

    Config.getini = getini_of_others


def _distribution(requirement):
    name = re.match(r"[\w.-]*", requirement.strip()).group()
    return re.sub(r"[-_.]+", "-", name).lower()


class StandIns:
    def __init__(self, worker):
        self._worker = worker
        self.given = {}

    def pytest_addoption(self, parser):
        group = parser.getgroup("the host's", "options of plug-ins whose work the host does")
        # Groups refuse short options to plug-ins; pytest-xdist takes its own in the same way.
        self._take(group._addoption, "pytest-xdist", "-n", "--numprocesses")
        self._take(group._addoption, "pytest-cov", "--cov", nargs="?", const=True)
        group.addoption("--timeout", dest="pywasi_timeout", default=None, help="pytest-timeout: seconds that a test may take")
        for plugin, names in _WITH_VALUE.items():
            for name in names:
                self._take(group.addoption, plugin, name)
        for plugin, names in _FLAGS.items():
            for name in names:
                self._take(group.addoption, plugin, name, nargs=0)
        for name in _SETTINGS:
            parser.addini(name, "a setting of a plug-in whose work the host does", type="linelist", default=[])

    def _take(self, add, plugin, *names, **kind):
        given = self.given

        class Noted(argparse.Action):
            def __call__(self, parser, namespace, values, option=None):
                given.setdefault(plugin, []).append(option)

        add(*names, action=Noted, dest=f"pywasi_{names[-1].strip('-').replace('-', '_')}", default=None, help=plugin, **kind)

    def pytest_configure(self, config):
        for mark in _MARKS:
            config.addinivalue_line("markers", mark)

    @pytest.fixture(scope="session")
    def worker_id(self):
        return self._worker

    @pytest.fixture(scope="session")
    def testrun_uid(self):
        return "pywasi"

    @pytest.fixture
    def cov(self):
        return None

    @pytest.fixture
    def no_cover(self):
        return None
