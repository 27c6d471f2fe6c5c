"""Starts what the host asks for: `python start.py KIND ARGUMENT…`, with KIND pytest, unittest or script.

The folder of the test requirements is a site folder, so that its .pth files count; this file's own folder is only in
the way of what is tested and goes to the end of the path.
"""

import os
import site
import sys


def main():
    kind, *args = sys.argv[1:]
    own = sys.path.pop(0)
    requirements = os.environ.pop("PYWASI_TEST_SITE", None)
    if requirements:
        site.addsitedir(requirements)
    # As `python -m` and `python -c` have it; a console script such as `pytest` does not.
    if os.environ.pop("PYWASI_TEST_FROM_FOLDER", "") == "1":
        sys.path.insert(0, os.getcwd())
    sys.path.append(own)
    from pywasi_testing.channel import channel

    host = channel()
    if sys.platform == "wasi":
        from pywasi_testing import event_loop, marked_calls

        event_loop.install()
        marked_calls.install()
    if kind == "pytest":
        from pywasi_testing.pytest_run import run
    elif kind == "unittest":
        from pywasi_testing.unittest_run import run
    else:
        from pywasi_testing.script_run import run
    code = run(host, args)
    # Told before the interpreter finalises: a trap on the way out is no failure of a test.
    host.tell("end", code=code)
    sys.exit(code)


if __name__ == "__main__":
    main()
