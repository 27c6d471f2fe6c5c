"""One outcome out of the reports of a test's phases: setup, call, teardown, subtests."""

LONGEST_TEXT = 100_000
# What counts when phases differ: the worst.
_ORDER = ("passed", "skipped", "xfailed", "xpassed", "failed", "error")


class Outcome:
    def __init__(self, nodeid, location):
        self._id = nodeid
        self._location = location
        self._outcome = "passed"
        self._seconds = 0.0
        self._texts = []
        self._message = None
        self._limit = None
        self._output = []
        self._properties = []
        self._at = None
        # What the traceback of such a failure holds is not given back: the next tests would fail for it.
        self.out_of_memory = False

    def add(self, report):
        self._seconds += getattr(report, "duration", 0.0)
        outcome = _outcome(report)
        if outcome is None:
            return
        if _ORDER.index(outcome) > _ORDER.index(self._outcome):
            self._outcome = outcome
        if outcome in ("failed", "error"):
            self._texts.append(report.longreprtext)
            self._message = self._message or _message(report)
            self._at = self._at or _place(report)
            self.out_of_memory = self.out_of_memory or (self._message or "").startswith("MemoryError")
        elif outcome != "passed":
            self._message = self._message or _reason(report)
        self._limit = getattr(report, "pywasi_limit", None) or self._limit
        if report.when == "teardown" or outcome in ("failed", "error"):
            # Each report repeats the sections of those before it.
            self._output = [(title, _shortened(text)) for title, text in report.sections]
            self._properties = [[str(name), str(value)] for name, value in report.user_properties]

    def facts(self):
        path, line, name = self._location
        failed = self._outcome in ("failed", "error")
        facts = {
            "id": self._id,
            "path": path,
            "line": None if line is None else line + 1,
            "name": name,
            "outcome": self._outcome,
            "seconds": round(self._seconds, 6),
        }
        if self._message is not None:
            facts["message"] = self._message
        if self._limit is not None and self._outcome == "skipped":
            facts["limit"] = self._limit
        if failed:
            facts["text"] = _shortened("\n\n".join(self._texts))
            facts["output"] = self._output
            facts["at"] = self._at
        if self._properties:
            facts["properties"] = self._properties
        return facts


def _outcome(report):
    """As pytest's own summary counts it; None for what it does not count, such as a rerun."""
    if report.outcome not in ("passed", "failed", "skipped"):
        return None
    if hasattr(report, "wasxfail"):
        return "xfailed" if report.skipped else "xpassed"
    if report.failed:
        return "failed" if report.when == "call" else "error"
    return report.outcome


def _message(report):
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is None:
        location, lines = _of_doctest(report)
        if location is not None:
            return " ".join([f"{location.message}:", *(line.strip() for line in _told(lines))]).strip()[:500]
    text = crash.message if crash is not None else report.longreprtext
    return text.strip().split("\n")[0][:500]


def _of_doctest(report):
    """The last example that failed: where it is, and lines of source and outcome.

    https://github.com/pytest-dev/pytest/blob/main/src/_pytest/doctest.py (ReprFailDoctest)
    """
    examples = getattr(report.longrepr, "reprlocation_lines", None)
    return examples[-1] if examples else (None, ())


def _told(lines):
    """What was expected and what came, behind numbered lines of source."""
    begins = [i for i, line in enumerate(lines) if line.startswith(("Expected", "Differences", "UNEXPECTED"))]
    return lines[begins[0] :] if begins else lines[-1:]


def _place(report):
    """The line that failed, in the file where it did."""
    crash = getattr(report.longrepr, "reprcrash", None) or _of_doctest(report)[0]
    return None if crash is None else [str(crash.path), crash.lineno]


def _reason(report):
    if getattr(report, "wasxfail", ""):
        return str(report.wasxfail)[:500]
    longrepr = report.longrepr
    reason = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return str(reason).removeprefix("Skipped: ")[:500]


def _shortened(text):
    if len(text) <= LONGEST_TEXT:
        return text
    half = LONGEST_TEXT // 2
    return f"{text[:half]}\n[{len(text) - LONGEST_TEXT} characters left out]\n{text[-half:]}"
