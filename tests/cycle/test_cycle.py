"""The whole way: from the inbox to the run folder, once, with the same bytes, whatever arrived."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from report_jobs import audit, cycle
from report_jobs.briefing.pdf import NoOfficeError
from report_jobs.briefing.pdf_file import is_copy_of
from report_jobs.config import ConfigError
from report_jobs.cycle import history_of, run_period
from report_jobs.state import Store
from report_jobs.verify import verify
from report_jobs.workplace import Workplace
from tests.briefing.fake_office import STARTS, install
from tests.workplaces import UNITS, drop, make, returned
from workbooks.period import Period
from xl_addin.cli import main

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
    """A figure and an account of the register, a number on a slide, a raw file, a file gone: none stays unseen."""
    import io

    from openpyxl import load_workbook
    from pptx import Presentation

    copy = Workplace(tmp_path / "copy")
    shutil.copytree(ran.root, copy.root)
    folder = copy.run(W47)
    book = load_workbook(io.BytesIO((folder / "register.xlsx").read_bytes()))
    title, place = next(iter(book.defined_names["fig_M04"].destinations))
    book[title][place.replace("$", "")].value += 1
    title, place = next(iter(book.defined_names["acc_M08_open_closed"].destinations))
    book[title][place.replace("$", "")].value += 1
    book.save(folder / "register.xlsx")
    deck = Presentation(str(folder / "briefing.pptx"))
    shape = next(s for slide in deck.slides for s in slide.shapes if s.name.startswith("fig_M07") and s.text_frame.text)
    shape.text_frame.paragraphs[0].runs[0].text = "99.9%"
    deck.save(str(folder / "briefing.pptx"))
    (folder / "slips" / "SZ004.xlsx").unlink()
    told = "\n".join(verify(folder).faults)
    named = ("fig_M04", "fig_M07", "99.9%", "acc_M08_open_closed")
    for expected in ("register.xlsx", "briefing.pptx", "slips/SZ004.xlsx", *named):
        assert expected in told


def test_run__account_that_does_not_tie__is_refused_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A row lost by the accounts alone: the run stops before anything is built, and says which metrics."""
    from report_jobs.consolidate import moves

    other = make(tmp_path / "untied")
    drop(other, "SZ001.xlsx", returned("SZ001", W46), NOON - dt.timedelta(days=7))
    monkeypatch.setattr(moves, "_weights", lambda term, seen: {})
    with pytest.raises(cycle.UnreconciledError, match="M04"):
        run_period(other, W46)
    assert not other.run(W46).exists()


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


@pytest.mark.skipif(sys.platform == "win32", reason="the program that stands in for LibreOffice is a script")
def test_pdf__beside_the_deck__run_and_its_record_stay_as_they_are(
    ran: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A copy is nobody's input: it is made once, a run is verified and done again as if it were not there."""
    copy = Workplace(tmp_path / "copy")
    shutil.copytree(ran.root, copy.root)
    before, folder = fingerprint(copy.root), copy.run(W47)
    monkeypatch.setenv(STARTS, str(install(tmp_path / "bin")))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    command = ["run", "--workplace", str(copy.root), "--period", str(W47)]

    def call(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        return int(stopped.value.code or 0), capsys.readouterr().out

    assert "PDF" not in call(*command)[1]
    copy.jobs.write_text(copy.jobs.read_text(encoding="utf-8").replace("pdf = false", "pdf = true"), encoding="utf-8")
    before |= {"jobs.toml": fingerprint(copy.root)["jobs.toml"]}
    assert "已做好 PDF 1 份" in call(*command)[1]
    pdf = (folder / "briefing.pdf").read_bytes()
    assert is_copy_of(pdf, (folder / "briefing.pptx").read_bytes())
    assert fingerprint(copy.root) == before | {"runs/2026-W47/briefing.pdf": hashlib.sha256(pdf).hexdigest()}
    assert "1 份 PDF 已是" in call(*command)[1]
    assert "PDF" not in call(*command, "--no-pdf")[1]
    assert (folder / "briefing.pdf").read_bytes() == pdf
    assert verify(folder).faults == ()
    code, out = call("briefing", "pdf", str(copy.run(W46)), str(folder))
    assert code == 0
    assert "已做好 PDF 1 份" in out
    assert "1 份 PDF 已是" in out
    assert call("briefing", "pdf", str(copy.root))[0] == 2


def test_pdf__no_libreoffice__said_in_one_sentence_and_the_run_goes_on(
    ran: Workplace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def absent() -> str:
        raise NoOfficeError

    monkeypatch.setattr("report_jobs.copies.office", absent)
    before, codes = fingerprint(ran.root), []
    for arguments in (
        ("run", "--workplace", str(ran.root), "--period", str(W47)),
        ("run", "--workplace", str(ran.root), "--period", str(W47), "--pdf"),
        ("briefing", "pdf", str(ran.run(W47))),
    ):
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        codes.append(stopped.value.code)
    told = capsys.readouterr()
    assert codes == [1, 1, 3]
    assert told.out.count("没有装 LibreOffice") == told.err.count("没有装 LibreOffice") == 1
    assert told.err.strip().count("\n") == 0
    assert fingerprint(ran.root) == before


def test_unit_briefs__beside_the_run__same_bytes_and_only_of_what_was_frozen(
    ran: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Asked for at the run or long after it: the same files, and the run and its record stay as they are."""
    copy = Workplace(tmp_path / "copy")
    shutil.copytree(ran.root, copy.root)
    before, folder = fingerprint(copy.root), copy.run(W47)

    def call(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        return int(stopped.value.code or 0), capsys.readouterr().out

    command = ["run", "--workplace", str(copy.root), "--period", str(W47), "--unit-briefs"]
    assert "已做好单位简报 4 份" in call(*command)[1]
    made = fingerprint(folder / "briefs")
    assert set(made) == {f"{unit}.pptx" for unit in UNITS}
    after = fingerprint(copy.root)
    assert {path: after[path] for path in before} == before
    assert len(after) == len(before) + len(UNITS)
    assert "单位简报没有变化" in call(*command)[1]
    shutil.rmtree(folder / "briefs")
    code, out = call("briefing", "units", str(copy.run(W46)), str(folder))
    assert (code, out.count("已做好单位简报 4 份")) == (0, 2)
    assert fingerprint(folder / "briefs") == made
    assert verify(folder).faults == ()

    shutil.copy(folder / "briefs" / "QY001.pptx", folder / "briefs" / "SZ001.pptx")
    assert [told for told in verify(folder).faults if "SZ001.pptx" in told]
    shutil.rmtree(folder / "briefs")
    text = copy.playbook.read_text(encoding="utf-8")
    copy.playbook.write_text(text.replace("light_due_days = 7", "light_due_days = 30"), encoding="utf-8")
    code, out = call("briefing", "units", str(folder))
    assert code == 1
    assert "没有做单位简报" in out
    assert not (folder / "briefs").exists()
