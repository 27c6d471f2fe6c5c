"""How long a test may take by its project's own word, which is that of pytest-timeout; the host keeps the limit.

Read as that plug-in reads it: the mark before the command line, PYTEST_TIMEOUT and the setting; 0 is no limit.
https://github.com/pytest-dev/pytest-timeout/blob/main/pytest_timeout.py (_get_item_settings, get_env_settings)
"""

import os


def limit_of(item):
    """Seconds; None where the project says nothing, or nothing that is a number."""
    for value in (_of_mark(item), item.config.getoption("pywasi_timeout", None), os.environ.get("PYTEST_TIMEOUT"), _of_setting(item.config)):
        if value is not None:
            seconds = _number(value)
            return seconds if seconds is not None and seconds > 0 else None
    return None


def _of_mark(item):
    mark = item.get_closest_marker("timeout")
    if mark is None:
        return None
    return mark.kwargs.get("timeout", mark.args[0] if mark.args else None)


def _of_setting(config):
    # Lines, for it may stand in any form that pytest's settings take.
    return next(iter(config.getini("timeout")), None)


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
