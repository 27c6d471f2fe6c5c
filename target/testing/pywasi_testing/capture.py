"""Capturing that survives what tests do: bytes that are not UTF-8, and a crash.

pytest diverts file descriptors by default, for which the interpreter's own dup() does (docs/explanation/guest.md); one
that was linked without it has only the way through sys, which decodes strictly and breaks the session on the first byte
that is not UTF-8. https://github.com/pytest-dev/pytest/blob/main/src/_pytest/capture.py (CaptureIO, FDCapture)
"""

import itertools
import os


def can_divert():
    return hasattr(os, "dup2")


def capture_where_the_host_sees_it(folder):
    """What a test printed before it crashed tells why; in pytest's own temporary files it would be gone."""
    if folder is None:
        return
    from _pytest import capture

    numbers = itertools.count()
    temporary = capture.TemporaryFile

    def captured_file(*args, buffering=-1, **options):
        if args or options or buffering != 0:
            return temporary(*args, buffering=buffering, **options)
        return open(f"{folder}/{next(numbers)}", "w+b", buffering=0)

    capture.TemporaryFile = captured_file


def lenient_capture():
    from _pytest import capture

    def getvalue(self):
        # Not by way of getvalue(), which copies: tests print a hundred megabytes and more.
        return str(self.buffer.getbuffer(), "UTF-8", "replace")

    capture.CaptureIO.getvalue = getvalue
    capture.CaptureFixture._start = _start_or_leave(capture.CaptureFixture._start)


def _start_or_leave(start):
    """`capfd` is registered before it starts; one that cannot would be started, and fail, in all tests that follow."""

    def start_or_leave(self):
        try:
            start(self)
        except OSError:
            self.request.config.pluginmanager.getplugin("capturemanager").unset_fixture()
            raise

    return start_or_leave
