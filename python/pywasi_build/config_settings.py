"""PEP 517's config_settings from KEY=VALUE lines."""

from __future__ import annotations

from collections.abc import Iterable

ConfigSettings = dict[str, "str | list[str]"]


def parse(lines: Iterable[str]) -> ConfigSettings:
    """A key that comes once is a string, one that comes again a list, as pip and build do.

    meson-python refuses a list for ``build-dir``, and setuptools a string where it wants several.
    """
    settings: ConfigSettings = {}
    for line in lines:
        key, _, value = line.partition("=")
        append(settings, key, value)
    return settings


def append(settings: ConfigSettings, key: str, value: str) -> None:
    if key not in settings:
        settings[key] = value
    else:
        settings[key] = [*as_list(settings[key]), value]


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def for_meson(settings: ConfigSettings, cross_files: Iterable[str], build_folder: str) -> ConfigSettings:
    """What meson-python needs to build for another machine, before what the user asks for, which so wins.

    The build folder is named, for otherwise it is gone with its log when the build has failed.
    """
    arguments = [f"--cross-file={path}" for path in cross_files]
    given = as_list(settings.get("setup-args", []))
    return {"build-dir": build_folder, **settings, "setup-args": [*arguments, *given]}
