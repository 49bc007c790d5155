"""PDF copies: one LibreOffice for many decks; one that hangs, dies, lies or is not there costs nobody else anything."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import pytest

from report_jobs.briefing import build
from report_jobs.briefing.pdf import BROKEN, CRASHED, TIMEOUT, NoOfficeError, draw
from report_jobs.briefing.pdf_file import PdfError, is_copy_of, is_ours, pages_of, settled, slides_of
from report_jobs.copies import FOREIGN, make_copies
from report_jobs.outline import outline
from tests.briefing.fake_office import STARTS, deck, install, pdf
from tests.briefing.stress import DECKS

scripted = pytest.mark.skipif(sys.platform == "win32", reason="the program that stands in is a script")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the stand-in first on the path, and give it temporary folders of its own; return what it tells."""
    told = install(tmp_path / "bin")
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv(STARTS, str(told))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    return told


def laid(folder: Path, *plans: str) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{number}_{plan}.pptx" for number, plan in enumerate(plans)]
    for path, plan in zip(paths, plans, strict=True):
        path.write_bytes(deck(plan))
    return paths


def alive(number: int) -> bool:
    """Say whether a process is there; one that only waits to be counted as dead is not."""
    try:
        os.kill(number, 0)
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return sys.platform != "linux"
    except ProcessLookupError:
        return False


def processes(told: Path) -> list[int]:
    return [int(line.split()[1]) for line in told.read_text(encoding="utf-8").splitlines()]


def gone(told: Path, within: float = 5.0) -> bool:
    """Wait a little until nothing is left of what was started."""
    end = time.monotonic() + within
    while any(map(alive, processes(told))) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(alive, processes(told)))


@scripted
def test_draw__many_decks__one_process_and_each_its_pdf(fake: Path, tmp_path: Path):
    decks = laid(tmp_path / "decks", "good", "good", "good")
    drawn = dict(draw(decks))
    assert list(drawn) == decks
    assert len(processes(fake)) == 1
    for path in decks:
        assert is_copy_of(drawn[path], path.read_bytes())
        assert b"D:20261120180000" in drawn[path]
        assert b"2030" not in drawn[path]


@scripted
@pytest.mark.parametrize(
    ("plan", "code", "starts"),
    [("hang", TIMEOUT, 2), ("crash", CRASHED, 2), ("cut", BROKEN, 1), ("short", BROKEN, 1), ("silent", BROKEN, 1)],
)
def test_draw__one_deck_goes_wrong__the_others_do_not(plan: str, code: str, starts: int, fake: Path, tmp_path: Path):
    decks = laid(tmp_path / "decks", "good", plan, "good", "good")
    drawn = dict(draw(decks, seconds=2.0))
    assert {path.name: code for path, code in drawn.items() if isinstance(code, str)} == {f"1_{plan}.pptx": code}
    assert sum(line.startswith("start") for line in fake.read_text(encoding="utf-8").splitlines()) == starts
    assert gone(fake)
    assert list((tmp_path / "temp").iterdir()) == []


@scripted
def test_draw__it_never_works__given_up_after_three_starts(fake: Path, tmp_path: Path):
    decks = laid(tmp_path / "decks", *["crash"] * 6)
    assert list(draw(decks)) == [(path, CRASHED) for path in decks]
    assert len(processes(fake)) == 3


@scripted
def test_draw__left_off_in_the_middle__nothing_goes_on(fake: Path, tmp_path: Path):
    """What Ctrl+C does: the generator is closed while LibreOffice still works, and with it goes its child."""
    drawing = draw(laid(tmp_path / "decks", "good", "hang"))
    next(drawing)
    assert any(map(alive, processes(fake)))
    drawing.close()
    assert gone(fake)
    assert list((tmp_path / "temp").iterdir()) == []


def test_draw__libreoffice_is_absent__said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    with pytest.raises(NoOfficeError):
        next(draw([tmp_path / "a.pptx"]))


def run_folder(folder: Path, **briefs: str) -> Path:
    (folder / "briefs").mkdir(parents=True)
    (folder / "briefing.pptx").write_bytes(deck("good"))
    for unit, plan in briefs.items():
        (folder / "briefs" / f"{unit}.pptx").write_bytes(deck(plan))
    return folder


@scripted
def test_copies__several_runs__one_process_beside_their_decks_and_only_once(fake: Path, tmp_path: Path):
    folders = [run_folder(tmp_path / "W46", SZ001="good"), run_folder(tmp_path / "W47", SZ001="cut", SZ004="good")]
    seen: list[tuple[int, int]] = []
    copies = make_copies(folders, lambda done, total: seen.append((done, total)))
    assert [copy.code for copy in copies] == ["", "", "", BROKEN, ""]
    assert seen == [(n, 5) for n in range(1, 6)]
    assert len(processes(fake)) == 1
    assert not (folders[1] / "briefs" / "SZ001.pdf").exists()
    assert list(tmp_path.rglob("*.part")) == []
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.pdf")}
    assert len(before) == 4
    (folders[1] / "briefs" / "SZ001.pptx").write_bytes(deck("good"))
    again = make_copies(folders)
    assert [copy.made for copy in again] == [False, False, False, True, False]
    assert {path: path.stat().st_mtime_ns for path in before} == before


@scripted
def test_copies__deck_that_changed__gets_a_new_pdf_and_a_foreign_pdf_stays(fake: Path, tmp_path: Path):
    folder = run_folder(tmp_path / "W47", SZ001="good")
    make_copies([folder])
    (folder / "briefing.pptx").write_bytes(deck("good", slides=3))
    foreign = pdf(2)
    (folder / "briefs" / "SZ001.pdf").write_bytes(foreign)
    copies = make_copies([folder])
    assert [(copy.made, copy.code) for copy in copies] == [(True, ""), (False, FOREIGN)]
    assert pages_of((folder / "briefing.pdf").read_bytes()) == 3
    assert (folder / "briefs" / "SZ001.pdf").read_bytes() == foreign


def test_slides__hidden_ones__are_not_pages():
    assert slides_of(deck("good", slides=2, hidden=1)) == 2
    assert slides_of(b"PK") == 0


WHOLE = pdf(2)
FAULTS: dict[str, bytes] = {
    "nothing": b"",
    "its beginning is gone": WHOLE[1:],
    "its end is gone": WHOLE[:-8],
    "its middle is gone": WHOLE[:60] + WHOLE[90:],
    "something follows": WHOLE + b"<html>",
}


@pytest.mark.parametrize("what", FAULTS)
def test_pdf__planted_fault__is_found(what: str):
    assert pages_of(WHOLE) == 2
    with pytest.raises(PdfError):
        pages_of(FAULTS[what])


def test_pdf__of_another_clock_and_identifier__same_bytes():
    made = deck("good")
    one, other = settled(pdf(2, "20300101000000"), made), settled(pdf(2, "20310202020202"), made)
    assert one == other
    assert is_ours(one)
    assert is_copy_of(one, made)
    assert not is_copy_of(one, deck("good", slides=3))
    with pytest.raises(PdfError):
        settled(re.sub(rb"/ID \[.*?\]", b"", WHOLE, flags=re.DOTALL), made)


@pytest.mark.parametrize("name", ["a quiet week", pytest.param("a bad week", marks=pytest.mark.long)])
def test_libreoffice__real_deck__same_bytes_and_links_beside_it(name: str, tmp_path: Path):
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    data = build(outline(DECKS[name](), short=name == "a quiet week"))
    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    one, two = (dict(draw([path]))[path] for _ in range(2))
    assert isinstance(one, bytes)
    assert one == two
    assert is_copy_of(one, data)
    assert b"D:20261120180000" in one
    links = set(re.findall(rb"/URI\(([^)]*)\)", one))
    assert links
    assert all(link.startswith(b"register.xlsx#") for link in links), links
    assert not re.search(rb"file:|yian_|/tmp", one)
