"""Lays what compilers read out of a target's wheel over the native installation of the same package.

The package must still run on the build machine (its code generators, ``get_include()`` and the like), while whatever
is compiled against it must meet the target's headers and libraries. So files are told apart by who reads them: what a
compiler, linker or configure step reads is the target's; what Python reads stays as it is. The idea is cibuildwheel's
``xbuild-files`` and pyodide-build's cross-build files, which list such files by package.
"""

from __future__ import annotations

import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

#: Headers and what they include, libraries and objects, Cython's declarations, descriptions for pkg-config and CMake.
FOR_COMPILERS = frozenset(
    ".h .hh .hpp .hxx .h++ .inc .inl .ipp .ixx .tpp .tcc .def .cuh .a .lib .o .obj .pxd .pxi .pc .cmake".split()
)
#: What runs on the build machine, also inside a folder of headers.
FOR_PYTHON = frozenset(".py .pyi .pyc .so .pyd .dylib .dll".split())


@dataclass(frozen=True)
class Places:
    """Where pip puts the parts of a wheel in the isolated environment."""

    site_packages: Path
    prefix: Path
    #: The parent of each distribution's own folder.
    headers: Path

    @classmethod
    def of_environment(cls, path: str) -> Places:
        paths = sysconfig.get_paths("venv", {"base": path, "platbase": path, "installed_base": path})
        series = sysconfig.get_python_version()
        # The place that pip has for headers in a virtual environment.
        return cls(Path(paths["purelib"]), Path(path), Path(path) / "include" / "site" / f"python{series}")


def for_compilers(path: str) -> bool:
    """:param path: in the wheel, with ``/``"""
    file = PurePosixPath(path)
    if file.suffix in FOR_PYTHON or file.parts[0].endswith(".dist-info"):
        return False
    if file.is_absolute() or ".." in file.parts:
        # A wheel's files lie below where it is installed.
        return False
    # Headers of C++ may have no suffix (Eigen's ``Dense``).
    return file.suffix in FOR_COMPILERS or "include" in file.parts[:-1] or ".data/headers/" in path


def overlay(wheel: Path, name: str, places: Places) -> list[str]:
    """:returns: the files of the wheel that replaced others or came anew, by their path in the wheel"""
    laid = []
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or not for_compilers(entry.filename):
                continue
            place = _place(entry.filename, name, places)
            content = archive.read(entry)
            if place is None or (place.is_file() and place.read_bytes() == content):
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            # pip may have hard-linked the file into the environment out of a cache.
            place.unlink(missing_ok=True)
            place.write_bytes(content)
            laid.append(entry.filename)
    return laid


def _place(path: str, name: str, places: Places) -> Path | None:
    first, _, rest = path.partition("/")
    if not first.endswith(".data"):
        return places.site_packages / path
    scheme, _, below = rest.partition("/")
    roots = {
        "purelib": places.site_packages,
        "platlib": places.site_packages,
        "data": places.prefix,
        "headers": places.headers / name,
    }
    return roots[scheme] / below if scheme in roots else None
