"""The keeper's log: codes and coordinates, never what stands in a cell, a mail or a message of an error.

A line is a moment, an event, and facts. Facts are numbers and short plain codes; anything
else is written as `?`. An error is its type and the place in our code where it came up.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import traceback
from pathlib import Path

_CODE = re.compile(r"[A-Za-z0-9_.:+<>@-]{1,80}")
_LIMIT = 5 * 1024 * 1024
"""Bytes after which the log is put aside as keep.log.1."""


class Log:
    """Lines appended to one file; a log that cannot be written stops no work."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, now: dt.datetime, event: str, **facts: str | int) -> None:
        """Write one line; `now` with its zone."""
        told = " ".join(f"{name}={code(value)}" for name, value in facts.items())
        line = f"{now.isoformat(timespec='seconds')} {code(event)} {told}".rstrip() + "\n"
        with contextlib.suppress(OSError):
            if self._path.exists() and self._path.stat().st_size > _LIMIT:
                self._path.replace(self._path.with_name(self._path.name + ".1"))
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, line.encode())
            finally:
                os.close(handle)


def code(value: str | int) -> str:
    """Return what may be logged of a value."""
    text = str(value)
    return text if not text or _CODE.fullmatch(text) else "?"


def place(error: BaseException) -> str:
    """Return type and place of an error, such as OSError@publish.py:31; its message stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "site-packages" not in f.filename] or frames
    where = f"@{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return type(error).__name__ + where
