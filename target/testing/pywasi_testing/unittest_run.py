"""Runs `python -m unittest …`, its tests handed out by the host as those of pytest are: module by module."""

import os
import sys
import time
import traceback
import unittest

from pywasi_testing import limits

LONGEST_TEXT = 100_000


def run(host, args):
    """unittest's own program reads the command line and loads; only the running is ours."""
    judge = os.environ.pop("PYWASI_TEST_SKIPS", "auto") == "auto" and sys.platform == "wasi"
    program = _Program(module=None, argv=["python -m unittest", *args], exit=False, testRunner=_Runner(host, judge))
    return 0 if program.result.wasSuccessful() else 1


class _Program(unittest.TestProgram):
    def _print_help(self, *args, **kwargs):
        raise SystemExit(2)


class _Runner:
    def __init__(self, host, judge):
        self._host = host
        self._judge = judge

    def run(self, suite):
        files = {}
        for test in _flat(suite):
            named = files.setdefault(type(test).__module__, {})
            key = test.id()
            while key in named:
                key += "'"
            named[key] = test
        host = self._host
        host.tell("session", root=os.getcwd(), maxfail=0, verbosity=0, durations=None, shownOutput=False, junit=None)
        host.tell("files", files=list(files))
        result = _Result(host, self._judge)
        modules = list(files)
        while (order := host.ask())["do"] != "stop":
            tests = files[modules[order["file"]]]
            if order["do"] == "collect":
                host.tell("collected", file=order["file"], tests=list(tests))
            else:
                # A suite sets classes and modules up and tears them down around its tests.
                unittest.TestSuite(tests[key] for key in order["tests"]).run(result)
        return result


def _flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from _flat(test)
        else:
            yield test


class _Result(unittest.TestResult):
    """Tells each test's end; a suite's own errors, of setUpClass and the like, come as tests that never started."""

    def __init__(self, host, judge):
        super().__init__()
        self._host = host
        self._judge = judge
        self._begin = 0.0
        self._end = None

    def startTest(self, test):
        super().startTest(test)
        self._begin = time.perf_counter()
        self._end = {"outcome": "passed"}
        self._host.tell("start", id=test.id())

    def stopTest(self, test):
        super().stopTest(test)
        self._finish(test, self._end)
        self._end = None

    def addError(self, test, err):
        self._failed(test, "error", err, super().addError)

    def addFailure(self, test, err):
        self._failed(test, "failed", err, super().addFailure)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._failed(test, "failed", err, lambda of, why: super(_Result, self).addSubTest(of, subtest, why))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._ended(test, {"outcome": "skipped", "message": reason[:500]})

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._ended(test, {"outcome": "xfailed", "message": str(err[1])[:500]})

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._ended(test, {"outcome": "failed", "message": "Unexpected success", "text": "Unexpected success"})

    def _failed(self, test, outcome, err, count):
        limit = limits.of(err[1]) if self._judge else None
        if limit is not None:
            self.addSkip(test, f"WASI has no {limit}")
            (self._end or {})["limit"] = limit
            return
        count(test, err)
        text = "".join(traceback.format_exception(*err))[-LONGEST_TEXT:]
        message = f"{err[0].__name__}: {err[1]}".split("\n")[0][:500]
        self._ended(test, {"outcome": outcome, "message": message, "text": text, "at": _place(test, err[2])})

    def _ended(self, test, end):
        if self._end is None:
            self._finish(test, end)
        elif self._end["outcome"] not in ("failed", "error"):
            self._end = end

    def _finish(self, test, end):
        path, line = _definition(test)
        seconds = round(time.perf_counter() - self._begin, 6)
        self._host.tell("finish", id=test.id(), path=path, line=line, name=test.id(), seconds=seconds, **end)


def _place(test, trace):
    """The last line of the traceback that lies in the test's own file."""
    path, _ = _definition(test)
    lines = [line for frame, line in traceback.walk_tb(trace) if frame.f_code.co_filename == path]
    return [path, lines[-1]] if lines else None


def _definition(test):
    method = getattr(test, getattr(test, "_testMethodName", ""), None)
    code = getattr(getattr(method, "__func__", method), "__code__", None)
    if code is None:
        return getattr(sys.modules.get(type(test).__module__), "__file__", None), None
    return code.co_filename, code.co_firstlineno
