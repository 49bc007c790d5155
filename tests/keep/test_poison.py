"""Cell values stay in workbooks: 500 poisoned rows, and no log, mail, ledger or output that holds one of them."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

if sys.platform == "win32":
    pytest.skip("keepers are proved where they can be forked", allow_module_level=True)

from report_jobs.outbox.notice import parsed
from report_jobs.state import Store
from report_jobs.workplace import Workplace
from tests.keep.test_slots import Hands
from tests.workplaces import drop, make, returned
from workbooks.period import Period
from workbooks.xlsx import open_book
from xl_addin.cli import main

W47 = Period.parse("2026-W47")
TEN = dt.datetime(2026, 11, 20, 10)
POISON = "PZQXJWVKHD"
"""So long that the letters of a packed attachment never spell it by chance; four once did."""
ROWS = 500


@pytest.fixture(scope="module")
def poisoned() -> bytes:
    """A return of 500 rows that nothing can accept, each cell with a poison of its own."""
    workbook = load_workbook(io.BytesIO(returned("SZ001", W47)))
    for title in ("问题清单", "整改措施"):
        for row in range(4, 4 + ROWS // 2):
            for column in range(2, 14):
                workbook[title].cell(row, column).value = f"{POISON}{row:04d}{column:02d}"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def told(workplace: Workplace) -> dict[str, str]:
    """Everything that a run and a keeper say outside of workbooks: logs, records, ledger, words of mails."""
    found = {
        path.name: path.read_bytes().decode("utf-8", errors="replace")
        for path in workplace.root.rglob("*")
        if path.is_file() and path.suffix not in (".xlsx", ".pptx", ".eml") and path.parent != workplace.inbox
    }
    for mail in Store(workplace.state).mails():
        message = parsed(mail.data)
        lines = [f"{name}: {value}" for name, value in message.items()]
        lines += [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        lines += [part.get_filename() or "" for part in message.walk()]
        found[mail.file] = "\n".join(lines)
    return found


def holding(said: dict[str, str]) -> list[str]:
    return [name for name, text in said.items() if POISON in text]


def test_poison__is_there_to_be_found(poisoned: bytes, tmp_path: Path):
    """The searches below have teeth."""
    books = [open_book(poisoned).grid(title) for title in ("问题清单", "整改措施")]
    assert sum(any(POISON in str(cell) for cell in line) for grid in books for line in grid) == ROWS
    workplace = make(tmp_path)
    (workplace.root / "keep.log").write_text(f"{POISON}0004", encoding="utf-8")
    assert holding(told(workplace)) == ["keep.log"]


def test_run__poisoned_return__nothing_but_workbooks_holds_a_value(
    poisoned: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    workplace = make(tmp_path)
    drop(workplace, "a.xlsx", poisoned, TEN)
    drop(workplace, "b.xlsx", returned("SZ004", W47), TEN)
    for arguments in (("run", "--period", "2026-W47"), ("outbox", "list"), ("status",), ("audit", "verify")):
        with pytest.raises(SystemExit):
            main([*arguments, "--workplace", str(workplace.root)])
    out = capfd.readouterr()
    slip = open_book((workplace.run(W47) / "slips" / "SZ001.xlsx").read_bytes())
    assert any(POISON in str(cell) for line in slip.grid("须改") for cell in line)
    said = told(workplace)
    assert {"run.json", "state.db"} <= set(said)
    assert len([name for name in said if name.endswith(".eml")]) == 2
    assert "2026-W47" in out.out
    assert holding({**said, "stdout": out.out, "stderr": out.err, "log": caplog.text}) == []


@pytest.mark.long
def test_keep__poisoned_return__nothing_but_workbooks_holds_a_value(
    poisoned: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    hands = Hands(tmp_path)
    hands.at("2026-11-16T09:00")
    drop(hands.workplace, "a.xlsx", poisoned, TEN - dt.timedelta(days=1))
    drop(hands.workplace, "no book.xlsx", POISON.encode() * 999, TEN)
    for moment in ("2026-11-19T12:01", "2026-11-20T09:01", "2026-11-20T18:01", "2026-11-23T08:31", "2026-12-01T09:01"):
        hands.tick(moment)
    assert ("done", "") in hands.states().values()
    out = capfd.readouterr()
    said = told(hands.workplace)
    assert {"keep.log", "state.db", "run.json"} <= set(said)
    assert holding({**said, "stdout": out.out, "stderr": out.err}) == []
