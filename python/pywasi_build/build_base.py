"""Where setuptools keeps what it compiled in a folder of the user's own.

It takes an extension for up to date when it is newer than its sources, and its folder has the platform's name alone:
what was built with other flags, another SDK or another CPython would be taken for this build's. So each recipe has a
folder below ``build/``, and a build that changed nothing but a source still compiles that extension alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

#: A configuration file that setuptools reads after all others:
#: https://setuptools.pypa.io/en/latest/deprecated/distutils/configfile.html
VARIABLE = "DIST_EXTRA_CONFIG"


def variables(recipe: str, work: Path, machine: Mapping[str, str]) -> dict[str, str]:
    """
    :param recipe: what the build is made with, as a hash
    :param work: a folder for the file
    :param machine: the environment of the hooks; the user's own file stays
    """
    if VARIABLE in machine:
        return {}
    config = work / "setuptools.cfg"
    config.write_text(f"[build]\nbuild_base = {Path('build') / f'wasi-{recipe}'}\n", encoding="utf-8")
    return {VARIABLE: str(config)}
