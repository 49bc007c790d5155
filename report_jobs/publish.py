"""The one writer of files: beside, checked, flushed, then renamed into place.

A reader sees the old file or the new one, never half of one; a full disk or a death in
the middle leaves the old file as it was.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

Check = Callable[[bytes], None]
"""Looks at what was really written; raises when it is not what it should be."""


def publish(path: Path, data: bytes, check: Check | None = None) -> bool:
    """Write a file and say whether anything changed; a file that is the same is left alone.

    Folders are made as needed, readable by their owner only. Raises OSError when the disk
    or the folder fails, and whatever `check` raises; the old file then still stands.
    """
    if _same(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _verify(temporary, data, check)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)
    return True


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _verify(written: Path, data: bytes, check: Check | None) -> None:
    """Look at what is really on the disk before it takes the old file's place."""
    content = written.read_bytes()
    if content != data:
        raise OSError(f"{written.name}: what was written is not what was to be written")
    if check is not None:
        check(content)


def _flush_folder(folder: Path) -> None:
    """Make the rename last; Windows cannot open folders, and needs it not."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
