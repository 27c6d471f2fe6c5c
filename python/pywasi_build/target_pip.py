"""``python -m pywasi_build.target_pip PYTHON_VERSION PIP_ARGUMENT…``: pip that reads markers as the target does.

``--platform`` and ``--python-version`` choose wheels, but pip evaluates environment markers with its own interpreter's
values (https://github.com/pypa/pip/issues/11664), so that ``sys_platform == "linux"`` would hold on WASI.
"""

from __future__ import annotations

import sys

from packaging.version import Version

from .fetch import target_environment


def main() -> int:
    from pip._internal.cli.main import main as pip
    from pip._vendor.packaging import markers

    python = Version(sys.argv[1])
    markers.default_environment = lambda: target_environment(python)  # type: ignore[assignment, return-value]
    return pip(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
