"""The whole way: from the inbox to the run folder, once, with the same bytes, whatever arrived."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from pptx import Presentation

from report_jobs import audit, cycle
from report_jobs.config import ConfigError
from report_jobs.cycle import history_of, run_period
from report_jobs.state import Store
from report_jobs.verify import verify
from report_jobs.workplace import Workplace
from tests.workplaces import UNITS, drop, make, returned
from workbooks.period import Period

W46, W47 = Period.parse("2026-W46"), Period.parse("2026-W47")
NOON = dt.datetime(2026, 11, 20, 11)


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("state.db")
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """Two weeks of four units: one refused, one missing, a stray, an unreadable, an empty file."""
    workplace = make(tmp_path_factory.mktemp("workplaces") / "工作区 一")
    for unit in UNITS[:3]:
        drop(workplace, f"{unit}_46.xlsx", returned(unit, W46), NOON - dt.timedelta(days=7))
    drop(workplace, "SZ001.xlsx", returned("SZ001", W47, "text_date", "equals"), NOON)
    drop(workplace, "SZ004.xlsx", returned("SZ004", W47, "duplicate_key"), NOON)
    drop(workplace, "QY001.xlsx", returned("QY001", W47), NOON + dt.timedelta(hours=3))
    drop(workplace, "表格.xlsx", returned("SZ001", W47, "not_standard"), NOON)
    drop(workplace, "半截.xlsx", returned("SZ001", W47, "truncated"), NOON)
    drop(workplace, "空.xlsx", b"", NOON)
    drop(workplace, "别的专项.xlsx", returned("XQ001", W47, "other_programme"), NOON)
    drop(workplace, "上上周.xlsx", returned("XQ001", W47, "wrong_week"), NOON)
    return workplace


@pytest.fixture(scope="module")
def ran(filled: Workplace) -> Workplace:
    assert not run_period(filled, W46).already
    assert not run_period(filled, W47).already
    return filled


def test_run__folder__holds_everything_and_run_json(ran: Workplace):
    folder = ran.run(W47)
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (run["due"], run["counted"]) == (4, 2)
    states = {s["unit"]: s["state"] for s in run["submissions"] if s["unit"] and s["state"] != "stray"}
    assert states == {"SZ001": "on_time", "SZ004": "refused", "XQ001": "missing", "QY001": "late"}
    there = {path for path in fingerprint(folder) if path != "run.json"}
    assert there == set(run["outputs"])
    assert {"register.xlsx", "briefing.pptx", "slips/SZ004.xlsx"} <= there
    for path, sha256 in run["outputs"].items():
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == sha256


def test_run__bad_files__each_has_its_line_with_its_own_finding(ran: Workplace):
    run = json.loads((ran.run(W47) / "run.json").read_text(encoding="utf-8"))
    strays = {s["file"] for s in run["submissions"] if s["state"] == "stray"}
    assert strays == {"表格.xlsx", "半截.xlsx", "空.xlsx", "别的专项.xlsx", "上上周.xlsx"}
    assert all(s["must_fix"] == 1 for s in run["submissions"] if s["state"] == "stray")


def test_run__again__changes_nothing_and_sends_nothing_twice(ran: Workplace):
    before, mails = fingerprint(ran.root), Store(ran.state).mails()
    outcome = run_period(ran, W47)
    assert outcome.already
    assert fingerprint(ran.root) == before
    assert Store(ran.state).mails() == mails


def test_run__in_another_workplace_with_the_same_inbox__same_bytes(ran: Workplace, tmp_path: Path):
    other = make(tmp_path / "other")
    for path in ran.inbox.iterdir():
        shutil.copy2(path, other.inbox / path.name)
    for period in (W46, W47):
        run_period(other, period)
        assert fingerprint(other.run(period)) == fingerprint(ran.run(period))
    assert fingerprint(other.outbox) == fingerprint(ran.outbox)


def test_verify__untouched_run__everything_agrees(ran: Workplace):
    for period in (W46, W47):
        report = verify(ran.run(period))
        assert report.faults == ()
        assert report.checked > 100


def test_verify__seeded_faults__each_is_found(ran: Workplace, tmp_path: Path):
    """A cell of the register, a number on a slide, a raw file, a file gone: none stays unseen."""
    import io

    from openpyxl import load_workbook
    from pptx import Presentation

    copy = Workplace(tmp_path / "copy")
    shutil.copytree(ran.root, copy.root)
    folder = copy.run(W47)
    book = load_workbook(io.BytesIO((folder / "register.xlsx").read_bytes()))
    title, place = next(iter(book.defined_names["fig_M04"].destinations))
    book[title][place.replace("$", "")].value += 1
    book.save(folder / "register.xlsx")
    deck = Presentation(str(folder / "briefing.pptx"))
    shape = next(s for slide in deck.slides for s in slide.shapes if s.name.startswith("fig_M07") and s.text_frame.text)
    shape.text_frame.paragraphs[0].runs[0].text = "99.9%"
    deck.save(str(folder / "briefing.pptx"))
    (folder / "slips" / "SZ004.xlsx").unlink()
    told = "\n".join(verify(folder).faults)
    for expected in ("register.xlsx", "briefing.pptx", "slips/SZ004.xlsx", "fig_M04", "fig_M07", "99.9%"):
        assert expected in told


def test_run__died_before_the_ledger_was_written__done_again_with_the_same_bytes(
    ran: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = make(tmp_path / "died")
    for path in ran.inbox.iterdir():
        shutil.copy2(path, other.inbox / path.name)
    run_period(other, W46)

    def die(*_: object, **__: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "save_period", die)
        with pytest.raises(OSError, match="power cut"):
            run_period(other, W47)
    assert not (other.run(W47) / "run.json").exists()
    assert not run_period(other, W47).already
    assert fingerprint(other.run(W47)) == fingerprint(ran.run(W47))


@pytest.mark.parametrize("step", ["_finish", "settle", "deliver"])
def test_run__died_after_the_ledger_was_written__finished_by_the_next(
    step: str, ran: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = make(tmp_path / "died")
    for path in ran.inbox.iterdir():
        shutil.copy2(path, other.inbox / path.name)
    run_period(other, W46)

    def die(*_: object, **__: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(cycle, step, die)
        with pytest.raises(OSError, match="power cut"):
            run_period(other, W47)
    assert run_period(other, W47).already
    assert fingerprint(other.run(W47)) == fingerprint(ran.run(W47))
    assert fingerprint(other.outbox) == fingerprint(ran.outbox)


@pytest.mark.parametrize("name", ["playbook.toml", "jobs.toml"])
def test_run__broken_configuration__one_sentence_and_nothing_written(name: str, tmp_path: Path):
    workplace = make(tmp_path / "broken")
    path = workplace.root / name
    path.write_text(path.read_text(encoding="utf-8") + "\nunknown_key = 1\n", encoding="utf-8")
    before = fingerprint(workplace.root)
    with pytest.raises(ConfigError, match=name):
        run_period(workplace, W47)
    assert fingerprint(workplace.root) == before
    assert not workplace.state.exists()


def test_history__of_the_next_week__is_what_was_accepted(ran: Workplace):
    history = history_of(ran, Period.parse("2026-W48"))
    assert {unit: len(rows) for unit, rows in history.items()} == {"SZ001": 2, "SZ004": 1, "XQ001": 1, "QY001": 1}


def _printed_head(folder: Path) -> str:
    """The head of the chain of deliveries, as the deck's last page has it."""
    last = list(Presentation(str(folder / "briefing.pptx")).slides)[-1]
    found = re.search(
        r"送达记录末条 (\d+(?:-[0-9a-f]{4}){4})", "".join(s.text_frame.text for s in last.shapes if s.has_text_frame)
    )
    assert found is not None
    return found[1]


def test_deck__last_page__shows_a_chain_of_deliveries_that_was_cut(ran: Workplace, tmp_path: Path):
    first, second = _printed_head(ran.run(W46)), _printed_head(ran.run(W47))
    assert first.startswith("0-")
    number = int(second.partition("-")[0])
    assert number == sum(fact["period"] == str(W46) for fact in audit.facts(ran.state)) > 0
    assert audit.verify(ran.state, second).broken == 0
    cut = tmp_path / "state.db"
    with sqlite3.connect(ran.state) as whole, sqlite3.connect(cut) as copy:
        whole.backup(copy)
        copy.execute("DROP TRIGGER audit_delete")
        copy.execute("DELETE FROM audit WHERE seq >= ?", (number,))
    assert audit.verify(cut).broken == 0  # by itself it looks whole
    assert audit.verify(cut, second).broken == number


def test_mails__lie_in_the_outbox__register_and_deck_attached(ran: Workplace):
    import email
    import email.policy

    found = sorted(ran.outbox.glob("2026-W47_*.eml"))
    assert len(found) == 2
    message = email.message_from_bytes(found[0].read_bytes(), policy=email.policy.default)
    attached = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    assert attached["以案促改工作台账_第8期.xlsx"] == (ran.run(W47) / "register.xlsx").read_bytes()
    assert attached["以案促改工作周报_第8期.pptx"] == (ran.run(W47) / "briefing.pptx").read_bytes()
