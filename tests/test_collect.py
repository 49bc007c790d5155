"""Collecting: one line for every unit and every file, the latest version counts, nothing stops the run."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from report_jobs.collect import Arrival, arrivals, collect
from report_jobs.collect.child import Ground, Task, examine_all
from report_jobs.frozen import State, Submission
from tests.grids import COVER, PLAYBOOK, UNIT, WEEK, book, form, saved, table
from workbooks.catalogue import word
from workbooks.period import Period

PERIOD = Period.parse(WEEK)
NOON = dt.datetime(2026, 11, 20, 12)
DUTIES = [
    {"role_id": "SZ012-R01", "role": "第一责任人", "name": "闻仲平", "title": "局长"},
    {"role_id": "SZ012-R02", "role": "联络员", "name": "宁可为", "title": "科员", "phone": "8000012"},
]


def sound(**cover: object) -> bytes:
    return saved(
        book({"duties": table("duties", DUTIES), "cover": form("cover", {**COVER, "return_type": "零报告", **cover})})
    )


def blocked() -> bytes:
    return saved(book({"duties": table("duties", [{**DUTIES[0], "title": None}])}))


def run(*files: tuple[str, dt.datetime, bytes], taken: frozenset[tuple[str, str]] = frozenset()):
    return collect([Arrival(*file) for file in files], PLAYBOOK, PERIOD, taken=taken)


def of_unit(collected, unit: str = UNIT) -> list[Submission]:
    return [s for s in collected.submissions if s.unit == unit]


def test_collect__nobody_reported__every_unit_is_missing_and_none_is_counted():
    collected = run()
    assert [s.unit for s in collected.submissions] == [u.code for u in PLAYBOOK.units]
    assert {s.state for s in collected.submissions} == {State.MISSING}
    assert collected.returns == ()


@pytest.mark.parametrize(
    ("received", "state"),
    [(NOON, State.ON_TIME), (NOON + dt.timedelta(seconds=1), State.LATE), (NOON + dt.timedelta(hours=24), State.LATE)],
)
def test_collect__sound_return__counted_by_when_it_came(received: dt.datetime, state: State):
    collected = run(("a.xlsx", received, sound()))
    (line,) = of_unit(collected)
    assert [word(f).message for f in line.findings if f.code[0] in "FS"] == []
    assert (line.state, line.counted) == (state, True)
    assert [r.unit for r in collected.returns] == [UNIT]
    assert collected.kept.keys() == {line.kept}


def test_collect__after_the_grace__not_this_periods():
    collected = run(("a.xlsx", NOON + dt.timedelta(hours=24, seconds=1), sound()))
    assert of_unit(collected)[0].state is State.MISSING
    assert collected.kept == {}


def test_collect__must_fix__refused_and_not_counted():
    (line,) = of_unit(run(("a.xlsx", NOON, blocked())))
    assert (line.state, line.counted) == (State.REFUSED, False)
    assert line.must_fix >= 1


def test_collect__two_versions__the_latest_counts_and_the_earlier_is_kept():
    later = NOON - dt.timedelta(hours=1)
    collected = run(("一.xlsx", NOON - dt.timedelta(hours=3), blocked()), ("二.xlsx", later, sound(return_type="更正")))
    latest, earlier = of_unit(collected)
    assert (latest.state, latest.file, latest.counted) == (State.CORRECTED, "二.xlsx", True)
    assert (earlier.state, earlier.file, earlier.counted) == (State.SUPERSEDED, "一.xlsx", False)
    assert [f.code for f in earlier.findings] == ["F-05"]
    assert len(collected.kept) == 2


def test_collect__one_version__no_word_of_several():
    assert "F-05" not in {f.code for f in run(("a.xlsx", NOON, sound())).findings}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F-03"),
        (b"PK broken", "F-06"),
        (saved(book(programme="景澜市·安全生产")), "F-02"),
        (saved(book(unit="SZ999")), "F-07"),
        (saved(book({"cover": form("cover", {**COVER, "week_id": "2026-W46"})})), "F-04"),
    ],
)
def test_collect__nobodys_return__its_own_line_with_its_finding(data: bytes, code: str):
    collected = run(("x.xlsx", NOON, data), ("y.xlsx", NOON, sound()))
    strays = [s for s in collected.submissions if s.state is State.STRAY]
    assert [(s.file, [f.code for f in s.findings]) for s in strays] == [("x.xlsx", [code])]
    assert of_unit(collected)[0].counted, "the run goes on with the others"


def test_collect__readable_file__is_neither_empty_nor_broken():
    assert {"F-03", "F-06"}.isdisjoint({f.code for f in run(("a.xlsx", NOON, sound())).findings})


def test_collect__file_name_of_another_unit__workbook_wins_and_it_is_said():
    line = of_unit(run(("XQ003 报送.xlsx", NOON, sound())))[0]
    assert "F-08" in {f.code for f in line.findings}
    assert "F-08" not in {f.code for f in of_unit(run(("SZ012 报送.xlsx", NOON, sound())))[0].findings}


def test_collect__file_taken_by_an_earlier_run__passed_over_unless_it_comes_under_a_new_name():
    data = sound()
    taken = frozenset({("a.xlsx", Arrival("a.xlsx", NOON, data).sha256)})
    assert run(("a.xlsx", NOON, data), taken=taken).returns == ()
    assert len(run(("b.xlsx", NOON, data), taken=taken).returns) == 1


def test_collect__return_sent_early__waits_for_its_own_period():
    early = saved(book({"cover": form("cover", {**COVER, "week_id": "2026-W48"})}, period="2026-W48"))
    collected = run(("early.xlsx", NOON, early))
    assert collected.arrivals == ()
    assert {s.state for s in collected.submissions} == {State.MISSING}


def test_collect__order_of_the_files__does_not_matter():
    files = [("a.xlsx", NOON, sound()), ("b.xlsx", NOON, b""), ("c.xlsx", NOON - dt.timedelta(hours=2), blocked())]
    ordered = sorted(files, key=lambda f: (f[1], f[0]))
    assert run(*ordered).submissions == run(*ordered).submissions


def test_arrivals__lock_files_halves_links_and_folders__left_aside(tmp_path: Path):
    for name in ("a.xlsx", "~$a.xlsx", ".hidden", "b.xlsx.part", "c.tmp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    os.utime(tmp_path / "a.xlsx", (1795147200, 1795147200))
    found = arrivals(tmp_path, "Asia/Shanghai")
    assert [(f.name, f.received) for f in found] == [("a.xlsx", dt.datetime(2026, 11, 20, 12))]


def bomb() -> bytes:
    """A two-kilobyte workbook whose cells span the whole sheet: reading it takes all memory."""
    import io
    import re
    import zipfile

    data = saved(book())
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
                part = re.sub(rb"</sheetData>", far, part)
            out.writestr(name, part)
    return target.getvalue()


@pytest.mark.skipif(os.name == "nt", reason="no memory limit for children on Windows")
def test_children__file_that_eats_all_memory__costs_only_itself():
    ground = Ground(PLAYBOOK, PERIOD, dt.date(2026, 11, 20))
    answers = examine_all(ground, [Task("a.xlsx", sound()), Task("bomb.xlsx", bomb()), Task("b.xlsx", sound())])
    assert [isinstance(answer, str) for answer in answers] == [False, True, False]
