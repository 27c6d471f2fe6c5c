"""The plug-in that makes pytest work on WASI as it is, and takes its tests from the host, file by file.

A run has several guests, each with a whole pytest session. A session finds the test files, which imports none of them,
and then asks the host what to collect and what to run; no file is collected before somebody asks for it. To other
plug-ins the session is a worker of pytest-xdist, whose protocol (`config.workerinput`) they know: they leave reports
and caches to the one who leads.
"""

import os

import pytest

from pywasi_testing import earlier_run, limits
from pywasi_testing.capture import can_divert, capture_where_the_host_sees_it, lenient_capture
from pywasi_testing.outcome import Outcome
from pywasi_testing.time_limits import limit_of

IS_WASI = os.environ.get("PYWASI_TEST_NATIVE") != "1"
LONGEST_TEXT = 100_000


class Plugin:
    def __init__(self, host, unused):
        """`unused`: options that were given for plug-ins which do not run here, by plug-in."""
        self._host = host
        self._unused = unused
        self._worker = os.environ.pop("PYWASI_TEST_WORKER", "gw0")
        self._workers = int(os.environ.pop("PYWASI_TEST_WORKERS", "1"))
        self._judge = os.environ.pop("PYWASI_TEST_SKIPS", "auto") == "auto" and IS_WASI
        self._outcome = None
        self._files = []
        self._items = {}
        self._config = None
        self._limit = None
        self._tired = False

    # -- the session ---------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_load_initial_conftests(self, early_config):
        """Outside of all others, for pytest's own capturing begins in a wrapper as well."""
        if IS_WASI:
            if not can_divert():
                for namespace in (early_config.known_args_namespace, early_config.option):
                    if getattr(namespace, "capture", None) == "fd":
                        namespace.capture = "sys"
            lenient_capture()
            capture_where_the_host_sees_it(os.environ.pop("PYWASI_TEST_CAPTURED", None))
            self._block(early_config.pluginmanager, "faulthandler")
        return (yield)

    def _block(self, plugins, name):
        """Python's faulthandler waits for signals, and a trap sends none; the host reports what it would have."""
        if plugins.has_plugin(name):
            plugins.unregister(name=name)
        plugins.set_blocked(name)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config):
        self._config = config
        os.environ["PYTEST_XDIST_WORKER"] = self._worker
        os.environ["PYTEST_XDIST_WORKER_COUNT"] = str(self._workers)
        config.workerinput = {
            "workerid": self._worker,
            "workercount": self._workers,
            "testrunuid": "pywasi",
            "mainargv": [],
        }
        if getattr(config.option, "basetemp", None) is None:
            # The default asks for the user's number, which a sandbox has none of.
            config.option.basetemp = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"pytest-{self._worker}")
        elif self._workers > 1:
            config.option.basetemp = os.path.join(config.option.basetemp, self._worker)

    def pytest_sessionstart(self, session):
        option = session.config.option
        self._host.tell(
            "session",
            root=str(session.config.rootpath),
            maxfail=getattr(option, "maxfail", 0) or 0,
            verbosity=getattr(option, "verbose", 0),
            durations=getattr(option, "durations", None),
            shownOutput=getattr(option, "capture", "sys") == "no",
            junit=getattr(option, "xmlpath", None),
            unused=self._unused,
            cache=earlier_run.cache_folder(session.config, self._worker == "gw0"),
            alone=earlier_run.is_stepwise(session.config),
        )

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self, session):
        """Finds the test files as pytest does, but stops before what is in them."""
        if earlier_run.is_stepwise(session.config):
            result = yield
            self._host.tell("files", files=["."])
            return result
        generate = session.genitems

        def collect_later(node):
            self._files += _files_below(session, node)
            return iter(())

        session.genitems = collect_later
        try:
            result = yield
        finally:
            del session.genitems
        self._generate = generate
        self._files = earlier_run.chosen(self._files, session.config)
        self._host.tell("files", files=[node.nodeid for node in self._files])
        return result

    def pytest_runtestloop(self, session):
        current = None
        for item in self._asked_items(session):
            if current is not None:
                self._run(current, item)
            current = item
            if self._tired or session.shouldfail or session.shouldstop:
                current = None
                break
        if current is not None:
            self._run(current, None)
        if self._tired:
            self._host.tell("tired")
        return True

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session):
        if earlier_run.is_stepwise(session.config):
            # Its place in the suite is in the plug-in alone, which a worker keeps to itself.
            vars(session.config).pop("workerinput", None)
        result = yield
        # Set by hand: to pytest it looks as if nothing had been collected.
        if session.exitstatus == 5:
            session.exitstatus = 0
        return result

    def pytest_internalerror(self, excrepr):
        self._host.tell("broken", text=str(excrepr)[-LONGEST_TEXT:])

    # -- orders of the host --------------------------------------------------------------------------------------

    def _asked_items(self, session):
        while True:
            order = self._host.ask()
            if order["do"] == "stop":
                return
            if order["do"] == "collect":
                self._collect(session, order["file"])
            else:
                items = self._items[order["file"]]
                for key in order["tests"]:
                    if key in items:
                        yield items[key]
                    else:
                        self._host.tell("missing", id=key)

    def _collect(self, session, index):
        self._host.tell("collecting", file=index)
        items = list(session.items) if earlier_run.is_stepwise(session.config) else self._items_of(session, self._files[index])
        named = {}
        for item in items:
            key = item.nodeid
            while key in named:
                key += "'"
            named[key] = item
        self._items[index] = named
        self._host.tell("collected", file=index, tests=list(named))

    def _items_of(self, session, node):
        items = list(self._generate(node))
        session.config.hook.pytest_collection_modifyitems(session=session, config=session.config, items=items)
        session.items += items
        session.testscollected += len(items)
        return items

    def _run(self, item, following):
        self._limit = limit_of(item)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    # -- what happens --------------------------------------------------------------------------------------------

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid, location):
        self._outcome = Outcome(nodeid, location)
        self._host.tell("start", id=nodeid, limit=self._limit)

    def pytest_runtest_logreport(self, report):
        if self._outcome is not None:
            self._outcome.add(report)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self, nodeid, location):
        if self._outcome is not None:
            self._host.tell("finish", **self._outcome.facts())
            self._tired = self._tired or self._outcome.out_of_memory
        self._outcome = None

    def pytest_collectreport(self, report):
        """A file that cannot be collected, or says itself that it is to be skipped."""
        if report.passed:
            return
        text = str(report.longrepr) if report.failed else _skip_reason(report.longrepr)
        limit = getattr(report, "pywasi_limit", None)
        self._host.tell("uncollected", id=report.nodeid, failed=report.failed, text=text[-LONGEST_TEXT:], limit=limit)

    def pytest_deselected(self, items):
        self._host.tell("deselected", count=len(items))

    def pytest_warning_recorded(self, warning_message, when, nodeid, location):
        self._host.tell("warning", text=f"{warning_message.category.__name__}: {warning_message.message}"[:500], id=nodeid)

    # -- what WASI has not ---------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        if self._judge and report.failed and call.excinfo is not None:
            limit = limits.of(call.excinfo.value)
            if limit is not None:
                report.outcome = "skipped"
                report.pywasi_limit = limit
                path, line, _ = item.location
                report.longrepr = (path, line or 0, f"WASI has no {limit}")
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(self, collector):
        report = yield
        call = getattr(report, "call", None)
        if self._judge and report.failed and call is not None and call.excinfo is not None:
            error = call.excinfo.value
            # pytest words an ImportError of the test file itself, and keeps it as the cause.
            limit = limits.of(error.__cause__ if isinstance(error, collector.CollectError) else error)
            if limit is not None:
                report.outcome = "skipped"
                report.pywasi_limit = limit
                report.longrepr = (str(collector.path), 0, f"WASI has no {limit}")
        return report


class Silence:
    """The host reports; what pytest's terminal has to say of a part of the tests is of no use."""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config):
        reporter = config.pluginmanager.getplugin("terminalreporter")
        if reporter is not None:
            config.pluginmanager.unregister(reporter)


def _files_below(session, node):
    """Collectors of files; folders are opened, files are not."""
    if isinstance(node, pytest.Item) or not isinstance(node, _FOLDERS):
        return [node]
    report = _collect_one(node)
    node.ihook.pytest_collectreport(report=report)
    return [file for child in (report.result if report.passed else ()) for file in _files_below(session, child)]


def _collect_one(node):
    from _pytest.runner import collect_one_node

    return collect_one_node(node)


# pytest 8 has folders in its tree; before, the session itself found the files.
_FOLDERS = (pytest.Session, *((pytest.Directory,) if hasattr(pytest, "Directory") else ()))


def _skip_reason(longrepr):
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
