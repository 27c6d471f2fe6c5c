"""Capturing through sys that survives what tests print.

pytest diverts file descriptors by default and replaces bytes that are not UTF-8; its way through sys, the only one
without dup(), decodes strictly and breaks the session on the first such byte.
https://github.com/pytest-dev/pytest/blob/main/src/_pytest/capture.py (CaptureIO, FDCapture)
"""


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
