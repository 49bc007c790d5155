"""The inbox: which files have arrived, when, and with what content."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

MAX_BYTES = 20 * 1024 * 1024
"""A return is 60 to 150 KB; what is larger than this is not read."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that arrived: its name, when (local time), and its content."""

    name: str
    received: dt.datetime
    data: bytes

    @property
    def sha256(self) -> str:
        """Hash of the content, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def kept(self) -> str:
        """Path of the kept copy, relative to the run folder; made of the hash, never of the name."""
        return f"returns/{self.sha256[:16]}.xlsx"


def arrivals(inbox: Path, timezone: str) -> list[Arrival]:
    """Return the files of an inbox, the earliest first.

    Left aside: folders, links, hidden files, half-copied ones (`.part`, `.tmp`,
    `.crdownload`) and the lock files that Excel leaves beside an open workbook (`~$…`). A
    file over MAX_BYTES arrives with its first bytes only, so that it is refused by name.
    Raises OSError when the folder cannot be read.
    """
    zone = ZoneInfo(timezone)
    found = []
    for path in sorted(inbox.iterdir()):
        if path.is_symlink() or not path.is_file() or path.name.startswith((".", "~$")):
            continue
        if path.suffix.lower() in (".part", ".tmp", ".crdownload"):
            continue
        received = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=zone).replace(tzinfo=None, microsecond=0)
        with path.open("rb") as file:
            found.append(Arrival(path.name, received, file.read(MAX_BYTES + 1)))
    return sorted(found, key=lambda arrival: (arrival.received, arrival.name))
