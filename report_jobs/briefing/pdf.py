"""PDF copies of decks: one LibreOffice draws many, in a folder of its own, under a time limit.

A copy is a convenience and never needed: a deck that cannot be drawn gets a code instead.
LibreOffice is asked once for all decks, since starting it costs more than a short deck; when
it hangs or dies, the deck it was at is given up and the rest is tried again without it. It ends
by itself after the last deck, so that even a run that is killed leaves no process behind.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from report_jobs.briefing import words as w
from report_jobs.briefing.pdf_file import PdfError, pages_of, settled, slides_of

SECONDS = 120.0
"""How long ten slides of one deck may take, the start of the program included."""
TIMEOUT, CRASHED, BROKEN = "timeout", "crashed", "broken"
Drawn = bytes | str
"""A PDF, or the code of what went wrong."""
_TICK = 0.1
_BARREN = 3
"""Starts in a row that brought nothing, after which the program does not work at all."""
_FILTER = (
    'pdf:impress_pdf_Export:{"ExportLinksRelativeFsys":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
_PLACES = ("PROGRAMFILES", "PROGRAMFILES(X86)")
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<alias binding="same"><family>{body}</family><accept><family>Noto Sans CJK SC</family></accept></alias>
<alias binding="same"><family>{masthead}</family><accept><family>Noto Serif CJK SC</family></accept></alias>
</fontconfig>"""
"""Where the deck's own faces are not installed, the nearest ones, instead of any face that has the digits."""


class NoOfficeError(Exception):
    """LibreOffice is not installed here."""


def office() -> str:
    """Return the program LibreOffice. Raises NoOfficeError."""
    elsewhere = [
        *(Path(os.environ[name], "LibreOffice", "program", "soffice.exe") for name in _PLACES if name in os.environ),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    ]
    found = shutil.which("soffice") or next((str(path) for path in elsewhere if path.is_file()), None)
    if found is None:
        raise NoOfficeError
    return found


def draw(decks: Sequence[Path], seconds: float = SECONDS) -> Iterator[tuple[Path, Drawn]]:
    """Yield each deck with its PDF or a code, in the order in which they are done.

    `seconds` are for each ten slides of one deck, begun or whole. The same decks together give the
    same bytes on one installation. Raises NoOfficeError at the first step, OSError when a deck
    cannot be read or the disk fails.
    """
    program, waiting, barren = office(), list(decks), 0
    with tempfile.TemporaryDirectory(prefix="yian_", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        while waiting:
            batch = _Batch(program, folder / f"batch{len(waiting)}", waiting, seconds)
            count = 0
            for deck, drawn in batch.run():
                count += isinstance(drawn, bytes)
                waiting.remove(deck)
                yield deck, drawn
            barren = 0 if count else barren + 1
            if barren == _BARREN:  # the rest need not wait for it one by one
                yield from ((deck, batch.fault) for deck in waiting)
                return


class _Batch:
    """One process and its decks, laid under plain names into a folder of its own."""

    def __init__(self, program: str, folder: Path, decks: Sequence[Path], seconds: float) -> None:
        self.decks, self.seconds, self.fault = list(decks), seconds, CRASHED
        self._in, self._out, self._home = folder / "in", folder / "out", folder
        for made in (self._in, self._out):
            made.mkdir(parents=True)
        self._data = [deck.read_bytes() for deck in self.decks]
        self._slides = list(map(slides_of, self._data))
        names = [f"{number:05}" for number in range(len(self.decks))]
        for name, data in zip(names, self._data, strict=True):
            (self._in / f"{name}.pptx").write_bytes(data)
        self._pdfs = [self._out / f"{name}.pdf" for name in names]
        profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
        options = ("--headless", "--norestore", "--convert-to", _FILTER, "--outdir", str(self._out))
        self._command = [program, profile, *options, *(str(self._in / f"{name}.pptx") for name in names)]

    def run(self) -> Iterator[tuple[Path, Drawn]]:
        """Yield what was drawn; after a hang or a death, the deck that was at work last, and nothing after it."""
        at, since, overdue = 0, time.monotonic(), False
        with _started(self._command, self._environment()) as process:
            while process.poll() is None and not overdue:
                time.sleep(_TICK)
                while at + 1 < len(self._pdfs) and self._pdfs[at + 1].exists():  # it has begun with the next one
                    yield self._drawn(at)
                    at, since = at + 1, time.monotonic()
                overdue = time.monotonic() - since > self.seconds * max(1, math.ceil(self._slides[at] / 10))
        whole = not overdue and process.returncode == 0
        while at < len(self.decks):
            deck, drawn = self._drawn(at)
            if not whole and not isinstance(drawn, bytes):
                self.fault = TIMEOUT if overdue else CRASHED
                yield deck, self.fault
                return
            yield deck, drawn
            at += 1

    def _drawn(self, number: int) -> tuple[Path, Drawn]:
        try:
            pdf = self._pdfs[number].read_bytes()
            if pages_of(pdf) != self._slides[number]:
                return self.decks[number], BROKEN
            return self.decks[number], settled(pdf, self._data[number])
        except (FileNotFoundError, PdfError):
            return self.decks[number], BROKEN

    def _environment(self) -> Mapping[str, str]:
        fonts = self._home / "fonts.conf"
        fonts.write_text(_FONTS.format(body=w.BODY_FONT, masthead=w.MASTHEAD_FONT), encoding="utf-8")
        return {**os.environ, "FONTCONFIG_FILE": str(fonts), "TZ": "UTC"}


@contextlib.contextmanager
def _started(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program at the head of a group of its own; whatever happens, nothing of the group outlives this."""
    process = subprocess.Popen(  # noqa: S603 (a program that is installed, and names of our own making)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        process_group=None if sys.platform == "win32" else 0,
    )
    try:
        yield process
    finally:
        _end(process)
        process.wait()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all that it started: LibreOffice's own program is a child of what is called."""
    if sys.platform == "win32":
        if process.poll() is None:
            end = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(end, check=False, capture_output=True)  # noqa: S603 (part of the system)
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
