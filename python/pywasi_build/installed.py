"""What a `*.dist-info` folder says of its distribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path


@dataclass(frozen=True)
class Installed:
    name: str
    version: str
    #: Requirements, each with its marker.
    requires: Sequence[str]
    #: The whole text of METADATA.
    metadata: str

    @classmethod
    def of(cls, info: Path) -> Installed:
        metadata = (info / "METADATA").read_text(encoding="utf-8", errors="replace")
        fields = HeaderParser().parsestr(metadata)
        return cls(fields["Name"].strip(), fields["Version"].strip(), fields.get_all("Requires-Dist", []), metadata)
