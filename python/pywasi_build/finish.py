"""The last hand on a wheel: its platform tag, and in its metadata what it was made with.

The format is the binary distribution format (packaging.python.org). WHEEL has no field for a compiler, and its ``Build``
is a number that orders wheels; so the facts lie in a file of their own beside it, as direct_url.json does.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from .failure import Failure
from .packed_members import copy_packed

#: What a wheel was made with, in its dist-info folder.
FACTS = "pywasi.json"
#: Spellings that back ends use for this one platform.
WASI_PLATFORMS = frozenset({"wasi_wasm32", "wasi_0_0_0_wasm32", "wasm32_wasi", "wasm32_wasip1", "wasi_any"})


def finish(wheel: Path, platform: str, facts: Mapping[str, object]) -> Path:
    """Gives a WASI wheel the platform tag asked for and the facts as ``pywasi.json``. Pure wheels stay as they are.

    :returns: the path of the wheel, whose old file is gone if it was renamed
    :raises Failure: ``foreign-platform`` for a wheel that says it is for another platform
    """
    try:
        tags = parse_wheel_filename(wheel.name)[3]
    except InvalidWheelFilename as error:
        raise Failure("backend", f"The back end named its wheel {wheel.name}: {error}") from None
    platforms = {tag.platform for tag in tags}
    if platforms == {"any"}:
        return wheel
    if not platforms <= {*WASI_PLATFORMS, "any", platform}:
        raise Failure("foreign-platform", f"The back end made {wheel.name}", wheel=str(wheel), platforms=sorted(platforms))
    stem, _, _ = wheel.name.removesuffix(".whl").rpartition("-")
    finished = wheel.with_name(f"{stem}-{platform}.whl")
    staging = wheel.with_name(f"{stem}.partial")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(staging, "w", zipfile.ZIP_DEFLATED) as new:
        _copy(old, new, platform, facts)
    wheel.unlink()
    return staging.rename(finished)


def _copy(old: zipfile.ZipFile, new: zipfile.ZipFile, platform: str, facts: Mapping[str, object]) -> None:
    record = next(entry for entry in old.infolist() if entry.filename.endswith(".dist-info/RECORD"))
    folder = record.filename.rpartition("/")[0]
    changed = {
        f"{folder}/WHEEL": _with_platform(old.read(f"{folder}/WHEEL").decode("utf-8"), platform).encode("utf-8"),
        f"{folder}/{FACTS}": (json.dumps(facts, indent=2, sort_keys=True) + "\n").encode("utf-8"),
    }
    for entry in old.infolist():
        if entry is not record and entry.filename not in changed:
            copy_packed(old, entry, new)
    for path, content in changed.items():
        # The record's date, so that the same build twice is the same file.
        new.writestr(zipfile.ZipInfo(path, record.date_time), content, zipfile.ZIP_DEFLATED)
    new.writestr(record, _with_hashes(old.read(record).decode("utf-8"), changed))


def _with_platform(wheel_file: str, platform: str) -> str:
    lines = wheel_file.splitlines()
    return "".join(
        f"{line.rpartition('-')[0]}-{platform}\n" if line.startswith("Tag:") else f"{line}\n" for line in lines
    )


def _with_hashes(record: str, changed: Mapping[str, bytes]) -> str:
    rows = {row[0]: row for row in csv.reader(record.splitlines()) if row}
    for path, content in changed.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
        rows[path] = [path, f"sha256={digest}", str(len(content))]
    text = io.StringIO()
    # RECORD itself, which has no hash, comes last.
    csv.writer(text, lineterminator="\n").writerows(sorted(rows.values(), key=lambda row: row[0].endswith("/RECORD")))
    return text.getvalue()
