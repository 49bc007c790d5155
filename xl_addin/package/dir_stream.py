"""The dir stream of a VBA project, [MS-OVBA] 2.3.4.2, record by record: builder and lint read it alike."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

LANGUAGE_RECORD, VERSION_RECORD, REFERENCE_RECORD = 0x02, 0x09, 0x0D
STREAM_RECORD, OFFSET_RECORD, COMPATIBLE_RECORD = 0x1A, 0x31, 0x4A
"""Ids of records: stream name of a module, offset of its source in it, compatible version of the project."""
NO_CACHE = bytes.fromhex("cc61ffff000100")
"""The whole stream _VBA_PROJECT, 2.3.4.1: version 0xFFFF, no performance cache."""


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield id and content of each record; the version record's size leaves out its last two bytes."""
    at = 0
    while at + 6 <= len(stream):
        number, size = struct.unpack("<HI", stream[at : at + 6])
        end = at + 6 + (6 if number == VERSION_RECORD else size)
        yield number, stream[at + 6 : end]
        at = end


def stream_of(found: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the stream of these records: the way back from `records`."""
    return b"".join(
        struct.pack("<HI", number, 4 if number == VERSION_RECORD else len(content)) + content
        for number, content in found
    )
