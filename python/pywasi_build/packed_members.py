"""Members of one zip copied into another as they are packed: to deflate a large wheel again takes longer than to link it."""

from __future__ import annotations

import copy
import struct
from zipfile import ZipFile, ZipInfo

#: Signature, …, lengths of the name and of the extra field (APPNOTE 4.3.7).
LOCAL_HEADER = struct.Struct("<4s22xHH")
#: Sizes and checksum follow the data (APPNOTE 4.4.4); ours come before it.
SIZES_FOLLOW = 0x08


def copy_packed(old: ZipFile, entry: ZipInfo, new: ZipFile) -> None:
    """Appends a member of ``old`` to ``new``, which is open for writing.

    zipfile has no call for it, so this does what its own ``open`` and ``close`` of a member do.
    """
    member = copy.copy(entry)
    member.flag_bits &= ~SIZES_FOLLOW
    member.extra = b""
    new.fp.seek(new.start_dir)
    member.header_offset = new.fp.tell()
    new.fp.write(member.FileHeader())
    old.fp.seek(entry.header_offset)
    _, name_length, extra_length = LOCAL_HEADER.unpack(old.fp.read(LOCAL_HEADER.size))
    old.fp.seek(name_length + extra_length, 1)
    new.fp.write(old.fp.read(entry.compress_size))
    new.start_dir = new.fp.tell()
    new._didModify = True
    new.filelist.append(member)
    new.NameToInfo[member.filename] = member
