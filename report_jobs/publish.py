"""The one writer of files: beside, checked, flushed, then renamed into place.

A reader sees the old file or the new one, never half of one; a full disk or a death in
the middle leaves the old file as it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import uuid
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from report_jobs.steps import reached

Check = Callable[[bytes], None]
"""Looks at what was really written; raises when it is not what it should be."""


def publish(path: Path, data: bytes, check: Check | None = None, *, shared: bool = False) -> bool:
    """Write a file and say whether anything changed; a file that is the same is left alone.

    File and folders are readable by their owner only, unless the file is `shared`: then
    the system's defaults hold. Raises OSError when the disk or the folder fails, and
    whatever `check` raises; the old file then still stands.
    """
    if _same(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o777 if shared else 0o700)
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666 if shared else 0o600)
    try:
        reached("publish.opened")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _verify(temporary, data, check)
        reached("publish.written")
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    reached("publish.renamed")
    _flush_folder(path.parent)
    return True


class DamagedError(OSError):
    """A file that was built is gone or is not what was recorded of it."""


def settle(beside: Path, folder: Path, outputs: Mapping[str, str]) -> None:
    """Move files that were built beside a folder into it; `outputs` gives each one's SHA-256.

    What is in place already stays, so that it can be called again after any interruption,
    and by two processes at once. Raises DamagedError when a file is in neither place as it
    was recorded, OSError when the disk fails.
    """
    for name, sha256 in outputs.items():
        target = folder / name
        if sha256_of(target) == sha256:
            continue
        if sha256_of(beside / name) != sha256:
            if sha256_of(target) == sha256:
                continue
            raise DamagedError(0, "a file of the run is gone or changed", str(target))
        reached("cycle.settling")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileNotFoundError):
            (beside / name).replace(target)
        if sha256_of(target) != sha256:
            raise DamagedError(0, "a file of the run is gone or changed", str(target))
        _flush_folder(target.parent)


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256, hexadecimal; "" when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def clear(folder: Path) -> None:
    """Remove a folder that was built in, and half-written files with it."""
    shutil.rmtree(folder, ignore_errors=True)


def is_package(content: bytes) -> None:
    """Check a workbook or deck: a package whose every member can be unpacked. Raises OSError when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            bad = package.testzip()
    except zipfile.BadZipFile as error:
        raise OSError(str(error)) from error
    if bad is not None:
        raise OSError(bad)


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
