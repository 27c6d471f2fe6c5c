"""Wheels under another platform tag (binary distribution format, packaging.python.org)."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from pathlib import Path

from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from .failure import Failure

#: Spellings that back ends use for this one platform.
WASI_PLATFORMS = frozenset({"wasi_wasm32", "wasi_0_0_0_wasm32", "wasm32_wasi", "wasm32_wasip1", "wasi_any"})


def retag(wheel: Path, platform: str) -> Path:
    """Gives a WASI wheel the platform tag asked for. Pure wheels, and those that are right, stay as they are.

    :returns: the path of the wheel, whose old file is gone if it was renamed
    :raises Failure: ``foreign-platform`` for a wheel that says it is for another platform
    """
    try:
        tags = parse_wheel_filename(wheel.name)[3]
    except InvalidWheelFilename as error:
        raise Failure("backend", f"The back end named its wheel {wheel.name}: {error}") from None
    platforms = {tag.platform for tag in tags}
    if platforms <= {"any", platform}:
        return wheel
    if not platforms <= WASI_PLATFORMS:
        raise Failure("foreign-platform", f"The back end made {wheel.name}", wheel=str(wheel), platforms=sorted(platforms))
    stem, _, _ = wheel.name.removesuffix(".whl").rpartition("-")
    renamed = wheel.with_name(f"{stem}-{platform}.whl")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(renamed, "w", zipfile.ZIP_DEFLATED) as new:
        _copy(old, new, platform)
    wheel.unlink()
    return renamed


def _copy(old: zipfile.ZipFile, new: zipfile.ZipFile, platform: str) -> None:
    record = next(entry for entry in old.infolist() if entry.filename.endswith(".dist-info/RECORD"))
    folder = record.filename.rpartition("/")[0]
    wheel_file = _with_platform(old.read(f"{folder}/WHEEL").decode("utf-8"), platform).encode("utf-8")
    for entry in old.infolist():
        if entry.filename == f"{folder}/WHEEL":
            new.writestr(entry, wheel_file)
        elif entry is not record:
            new.writestr(entry, old.read(entry))
    new.writestr(record, _with_hash(old.read(record).decode("utf-8"), f"{folder}/WHEEL", wheel_file))


def _with_platform(wheel_file: str, platform: str) -> str:
    lines = wheel_file.splitlines()
    return "".join(
        f"{line.rpartition('-')[0]}-{platform}\n" if line.startswith("Tag:") else f"{line}\n" for line in lines
    )


def _with_hash(record: str, path: str, content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in csv.reader(record.splitlines()):
        writer.writerow([path, f"sha256={digest}", len(content)] if row and row[0] == path else row)
    return text.getvalue()
