"""The workbook that a return and its slip make together: kept by its hash, linked, and what is counted."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from report_jobs.cycle import run_period
from report_jobs.slips import write
from report_jobs.verify import verify
from tests.grids import PLAYBOOK
from tests.test_slip_merge import CODE, CURE, PERIOD, TEN, fill, line, run, say
from tests.validator import faults_of
from tests.workplaces import drop, make, returned
from workbooks.reader import read
from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.xlsx import open_book

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")


@pytest.fixture(scope="module")
def blocked() -> bytes:
    return returned(CODE, PERIOD, "missing_required", "extra_sheet", "equals")


@pytest.fixture(scope="module")
def slip(blocked: bytes) -> bytes:
    return write(line(run(("a.xlsx", blocked))), PLAYBOOK, PERIOD)


def filled(rows: Rows) -> dict[type[Row], tuple[Row, ...]]:
    return {row_type: found for row_type, found in rows.by_type.items() if found}


def test_merged__accepted__reads_back_to_the_rows_that_were_counted_at_their_places(blocked, slip, tmp_path: Path):
    collected = run(("a.xlsx", blocked), ("s.xlsx", fill(slip, CURE)))
    submission = line(collected)
    ((path, data),) = collected.merged.items()
    assert path == submission.merged == f"merged/{hashlib.sha256(data).hexdigest()[:16]}.xlsx"
    (accepted,) = collected.returns
    assert accepted.kept == path
    rows = read(open_book(data), PLAYBOOK).rows
    assert filled(rows) == filled(accepted.rows)
    assert [r.at for r in rows] == [r.at for r in accepted.rows]  # type: ignore[attr-defined]
    assert collected.kept.keys() == {"returns/" + a.sha256[:16] + ".xlsx" for a in collected.arrivals} | {path}
    assert faults_of(data, "merged.xlsx", tmp_path) == []


def test_merged__findings_of_it__name_the_cells_of_the_kept_workbook(slip, blocked):
    workbook = load_workbook(io.BytesIO(blocked))
    workbook["整改措施"].insert_rows(5, 2)
    buffer = io.BytesIO()
    workbook.save(buffer)
    moved = buffer.getvalue()
    own = write(line(run(("a.xlsx", moved))), PLAYBOOK, PERIOD)
    collected = run(("a.xlsx", moved), ("s.xlsx", say(fill(own, CURE), answer="确认属实")))
    assert line(collected).counted
    (data,) = collected.merged.values()
    found = next(f for f in line(collected).findings if f.place.sheet == "actions" and f.fact("answer"))
    value = load_workbook(io.BytesIO(data))[found.place.title][found.place.cell].value
    assert value == found.fact("value") != ""


def test_merged__twice__same_bytes_and_another_correction_another_file(blocked, slip):
    cured = fill(slip, CURE)
    one, again = (run(("a.xlsx", blocked), ("s.xlsx", cured)).merged for _ in range(2))
    assert one == again
    other = run(("a.xlsx", blocked), ("s.xlsx", fill(slip, CURE + "，逐件公示"))).merged
    assert set(other) & set(one) == set()


def test_merged__still_blocked_or_superseded__is_kept_too(blocked, slip):
    first = fill(slip, "短")
    collected = run(("a.xlsx", blocked), ("s.xlsx", first))
    assert line(collected).merged in collected.merged
    second = fill(write(line(collected), PLAYBOOK, PERIOD), CURE)
    both = run(("a.xlsx", blocked), ("s.xlsx", first), ("t.xlsx", second))
    assert len(both.merged) == 2
    assert {s.merged for s in both.submissions if s.merged} == set(both.merged)


def test_merged__file_that_came_as_it_is__has_none(blocked):
    assert run(("a.xlsx", blocked)).merged == {}


def test_run__resubmission__kept_linked_recorded_and_verified(tmp_path: Path, blocked, slip):
    workplace = make(tmp_path / "w")
    drop(workplace, "a.xlsx", blocked, TEN)
    drop(workplace, "退回单.xlsx", fill(slip, CURE), TEN + dt.timedelta(hours=1))
    run_period(workplace, PERIOD)
    folder = workplace.run(PERIOD)
    kept = sorted((folder / "merged").iterdir())
    assert len(kept) == 1
    path = f"merged/{kept[0].name}"
    written = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert written["outputs"][path] == hashlib.sha256(kept[0].read_bytes()).hexdigest()
    assert [s["merged"] for s in written["submissions"] if s["unit"] == CODE and s["counted"]] == [path]
    register = load_workbook(folder / "register.xlsx")
    sheet = register["报送登记"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink and cell.hyperlink.target]
    assert {c.hyperlink.target.replace("\\", "/"): c.value for c in cells}[path] == "原件与退回单并入后"
    problems = register["问题清单"]
    sources = {
        c.hyperlink.target.replace("\\", "/")
        for row in problems.iter_rows()
        for c in row
        if c.hyperlink and c.hyperlink.target
    }
    assert sources == {path}
    assert verify(folder).faults == ()
    kept[0].write_bytes(kept[0].read_bytes() + b"x")
    assert any(kept[0].name in told for told in verify(folder).faults)
