"""The buttons 预演 and 报送: say what would be sent, then lay a checked copy of the workbook ready."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from report_jobs.publish import publish
from workbooks.findings import Severity
from workbooks.row import UNIT
from workbooks.rows_json import to_json
from workbooks.titles import FORM_SHEET, RESULTS_SHEET
from workbooks.xlsx import UnreadableError, open_book
from xl_addin.checking import Verdict, judge
from xl_addin.live import marks, results
from xl_addin.live import words as w
from xl_addin.live.checks import counts
from xl_addin.live.desk import Answer, Desk
from xl_addin.live.form import clear_form
from xl_addin.live.refusal import RefusalError


def rehearse(desk: Desk) -> Answer:
    """Say what sending would do, without doing it."""
    desk.require(UNIT, writes=False)
    desk.book.say(w.CHECKING)
    verdict = desk.judge()
    examination = verdict.examination
    if examination.blocked:
        must = examination.count(Severity.MUST_FIX)
        return Answer(w.REHEARSED_BLOCKED.format(must=must, counts=counts(verdict)), box=True)
    filled = {t.__sheet__.label: len(rows) for t, rows in examination.rows.by_type.items() if not t.__sheet__.form}
    sheets = w.LIST.join(w.SHEET_ROWS.format(sheet=sheet, rows=rows) for sheet, rows in filled.items()) or w.BLANK
    told = w.REHEARSED.format(
        unit=desk.meta.unit,
        period=verdict.period,
        rows=sum(filled.values()),
        sheets=sheets,
        counts=counts(verdict),
        file=_file(desk, verdict).name,
    )
    return Answer(told, box=True)


def send(desk: Desk) -> Answer:
    """Lay the return ready: without marks, checked by reading it back, named by unit, week and content.

    The same content is laid only once. What is sent is a copy; the workbook stays open.
    """
    desk.require(UNIT)
    desk.book.say(w.CHECKING)
    verdict = desk.judge()
    if verdict.examination.blocked:
        must = verdict.examination.count(Severity.MUST_FIX)
        return Answer(w.SEND_BLOCKED.format(must=must), box=True)
    path = _file(desk, verdict)
    if path.exists() and _same(path, desk, verdict):
        return Answer(w.SENT_AGAIN.format(file=path), box=True)
    _tidy(desk)
    beside = path.with_name(f"~{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        desk.book.save_copy(beside)
        sound = _same(beside, desk, verdict)
        if sound:
            publish(path, beside.read_bytes(), shared=True)
    except OSError as error:
        raise RefusalError(w.SEND_FAILED.format(reason=error.strerror or error, folder=path.parent)) from error
    finally:
        beside.unlink(missing_ok=True)
    if not sound:
        raise RefusalError(w.SEND_DAMAGED.format(file=path.name))
    return Answer(w.SENT.format(file=path), box=True)


def _tidy(desk: Desk) -> None:
    """Take out what is not to be sent: marks, the list of results, a form that lies open."""
    marks.clear(desk.book)
    results.list_out(desk.book, [])
    clear_form(desk)
    for title in (RESULTS_SHEET, FORM_SHEET):
        if title in desk.book.sheet_names:
            desk.book.hide(title)


def _file(desk: Desk, verdict: Verdict) -> Path:
    rows = json.dumps(to_json(verdict.examination.rows), ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(rows.encode("utf-8")).hexdigest()[:8]
    name = w.SEND_NAME.format(unit=desk.meta.unit, period=verdict.period, digest=digest)
    return _folder(desk) / name


def _folder(desk: Desk) -> Path:
    """The folder that the settings name, else one beside the workbook; a cloud's address is no folder."""
    chosen = desk.place.setting("send")
    if chosen:
        return Path(chosen)
    here = Path(desk.book.fullname)
    return (here.parent if here.is_absolute() and here.parent.is_dir() else desk.place.root) / w.SEND_FOLDER


def _same(path: Path, desk: Desk, verdict: Verdict) -> bool:
    """Say whether a file reads as the open workbook does: the same rows, the same findings."""
    try:
        read = judge(open_book(path.read_bytes()), desk.playbook, file=verdict.file, otherwise=verdict.period)
    except UnreadableError:
        return False
    return read.examination.rows == verdict.examination.rows and read.as_json() == verdict.as_json()
