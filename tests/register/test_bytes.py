"""The register as bytes: the same for the same period, sound by the standard's own validator, and fast."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from report_jobs import register
from report_jobs.frozen import Frozen, Return, State, Submission
from tests.register import sample
from workbooks.choices import Mark
from workbooks.playbook import default_playbook
from workbooks.row import UNIT, Kind, Row
from workbooks.rows import Rows
from workbooks.standard import SHEETS
from workbooks.xlsx import open_book

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import hashlib
from report_jobs import register
from tests.register import sample
print(hashlib.sha256(register.write(sample.frozen())).hexdigest())
"""


def test_write__same_period_under_other_hash_seeds__gives_the_same_bytes(written: bytes):
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    expected = hashlib.sha256(written).hexdigest()
    assert [run.communicate(timeout=60)[0].decode().strip() for run in runs] == [expected, expected]


def test_write__properties__carry_the_cut_off_and_no_clock(opened):
    core = opened.parts["docProps/core.xml"].decode()
    assert core.count("2026-11-20T18:00:00Z") == 2


def _validator() -> str | None:
    """Return the Open XML SDK's validator, when somebody has put it there."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    return (
        os.environ.get("YIAN_OOXML_VALIDATOR")
        or shutil.which("ooxml-validator")
        or (str(local) if local.is_file() else None)
    )


@pytest.mark.parametrize("which", ["frozen", "empty"])
def test_write__open_xml_validator__finds_no_error(which: str, tmp_path: Path):
    program = _validator()
    if program is None:
        pytest.skip("no ooxml-validator in PATH, node_modules or YIAN_OOXML_VALIDATOR")
    path = tmp_path / "register.xlsx"
    path.write_bytes(register.write(getattr(sample, which)()))
    done = subprocess.run([program, str(path)], capture_output=True, text=True, timeout=120)
    assert '"ok": true' in done.stdout, done.stdout[:2000]


def _row(row_type: type[Row], unit: str, number: int) -> Row:
    """Return a row with every column filled."""
    values: dict[str, object] = {"at": number}
    for field in row_type.__sheet__.fields:
        sample_text = f"{unit} 第 {number} 行的{field.label}，写明做了几次、哪一天、出了什么文件"
        filled: dict[Kind, object] = {
            Kind.KEY: f"{unit}-{number:05d}",
            Kind.REF: f"{unit}-{number:05d}",
            Kind.INT: number,
            Kind.MONEY: number,
            Kind.DATE: sample.TODAY,
            Kind.LONGTEXT: sample_text * 2,
            Kind.CHOICES: (),
        }
        values[field.name] = filled.get(field.kind, sample_text[:20])
    return row_type(**values)


@pytest.mark.long
def test_write__24_units_with_300_rows_over_all_sheets__every_row_is_there():
    """7,200 rows of every width, each led by its unit, besides the other tabs."""
    playbook = default_playbook()
    types = [sheet.row_type for sheet in SHEETS.values() if sheet.book is UNIT]
    due = sample.NOW.due(playbook.rhythm)
    returns, told = [], []
    for unit in playbook.units:
        rows = Rows.collect(_row(types[n % len(types)], unit.code, n) for n in range(300))
        returns.append(Return(unit=unit.code, file=f"{unit.short}.xlsx", kept=sample.kept(1), rows=rows))
        told.append(Submission(unit=unit.code, state=State.ON_TIME, due=due, received=due, counted=True))
    cutoff = sample.NOW.cutoff(playbook.rhythm)
    frozen = Frozen(
        playbook=playbook, period=sample.NOW, previous_cutoff=cutoff, cutoff=cutoff, mark=Mark.INTERNAL,
        submissions=tuple(told), returns=tuple(returns),
    )  # fmt: skip
    book = open_book(register.write(frozen))
    codes = set(playbook.by_code)
    lines = [line for sheet in SHEETS.values() if sheet.book is UNIT for line in book.grid(sheet.label)]
    assert sum(bool(line) and line[0] in codes for line in lines) == 24 * 300
