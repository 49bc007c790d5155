"""Links without the add-in: recalculated by LibreOffice, they lead to the first gap of a row and of a column."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.grids import PLAYBOOK, UNIT, WEEK
from tests.validator import faults_of
from workbooks import template
from workbooks.period import Period
from workbooks.rows import Rows
from workbooks.standard import SHEETS, Problem, Stage
from workbooks.template.links import gap_name

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
TITLE = SHEETS["problems"].label
SOUND = Problem(
    problem_id="WT-2026-SZ012-0001", source="six_checks", problem="窗口收件后未当日录入系统，三件申请超过承诺时限。",
    ptype="approval", root="supervision", focus="livelihood", field="other", severity="minor", fix_type="instant",
    acceptance="当日收件当日录入，抽查二十件无超时", lead="闻仲平", lead_dept="窗口管理科", owner="宁可为",
    found_date=dt.date(2026, 11, 9), due_date=dt.date(2026, 11, 16), status="fixing",
)  # fmt: skip


def first_choice(name: str) -> str:
    return next(iter(PLAYBOOK.choice_list(name).values))


def sound() -> Problem:
    """A row without a gap, whatever the lists of the playbook are."""
    sheet = SHEETS["problems"]
    chosen = {f.name: first_choice(f.choices) for f in sheet.fields if f.choices and f.name != "void_reason"}
    plain = {**chosen, "source": "six_checks", "fix_type": "instant", "status": "fixing"}
    return SOUND.replace(**plain)


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """A workbook with planted gaps, after LibreOffice has computed its formulas."""
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    whole = sound()
    rows = [
        whole,
        whole.replace(problem_id="WT-2026-SZ012-0002", severity=None, owner=None),
        whole.replace(problem_id="WT-2026-SZ012-0003", source="analysis"),  # then the case is asked for
        whole.replace(problem_id="WT-2026-SZ012-0001"),  # the first one's key
    ]
    made = template.compose(PLAYBOOK, UNIT, Period.parse(WEEK), rows=Rows.collect(rows))
    sheet = made[TITLE]
    columns = {cell.value: cell.column_letter for cell in sheet[2]}
    sheet[f"{columns['due_date']}7"].value = "下周五"
    sheet[f"{columns['severity']}7"].value = "不太严重"
    for number in range(5, 10):
        helper = sheet[f"AZ{number}"]
        helper.value = f"={gap_name('problems')}"
    folder = tmp_path_factory.mktemp("links")
    (folder / "book.xlsx").write_bytes(template.save(made, dt.datetime(2026, 11, 20, 18)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "book.xlsx")], check=True, capture_output=True, timeout=180)
    return openpyxl.load_workbook(io.BytesIO((folder / "out" / "book.xlsx").read_bytes()), data_only=True)


def letters() -> dict[str, str]:
    made = openpyxl.load_workbook(io.BytesIO(template.write(PLAYBOOK, UNIT, Period.parse(WEEK))))
    return {cell.value: cell.column_letter for cell in made[TITLE][2] if cell.value}


def test_row_links__lead_to_the_first_gap_of_their_row(recalculated: openpyxl.Workbook):
    sheet, columns = recalculated[TITLE], letters()
    first_gaps = [columns["problem_id"], columns["severity"], columns["case_id"], columns["problem_id"], None]
    assert [sheet[f"AZ{number}"].value or None for number in range(5, 10)] == first_gaps
    shown = [sheet[f"A{number}"].value or None for number in range(5, 10)]
    assert shown == [f"{letter} ▸" if letter else None for letter in first_gaps]


def test_column_links__count_the_gaps_and_lead_to_the_first(recalculated: openpyxl.Workbook):
    sheet, columns = recalculated[TITLE], letters()
    told = {name: sheet[f"{letter}3"].value for name, letter in columns.items()}
    assert told["severity"] == "▾ 2 处·6行"  # one blank, one that is not in the list
    assert told["owner"] == "▾ 1 处·6行"
    assert told["case_id"] == "▾ 1 处·7行"
    assert told["due_date"] == "▾ 1 处·7行"  # text where a date belongs
    assert told["problem_id"] == "▾ 2 处·5行"  # a key twice
    assert not told["problem"]
    assert not told["void_reason"]


def test_links__every_sheet__formula_within_what_excel_takes_and_never_the_unit_s_text():
    nasty = Stage(stage_id='=HYPERLINK("http://x")', case_id='"&A1&"')
    made = template.compose(PLAYBOOK, UNIT, Period.parse(WEEK), rows=Rows.collect([nasty]))
    for sheet in SHEETS.values():
        if sheet.form or sheet.label not in made.sheetnames:
            continue
        refers_to = made.defined_names[gap_name(sheet.name)].attr_text
        assert len(refers_to) < 8000
        assert refers_to.count("IF(") - refers_to.count("COUNTIF(") < 64 + refers_to.count("IFERROR(")
        assert "http" not in refers_to
    formulas = [c.value for row in made[SHEETS["stages"].label].iter_rows() for c in row if c.data_type == "f"]
    assert formulas
    assert not any("http" in str(getattr(f, "text", f)) for f in formulas)


def test_package__with_links_and_the_ribbon_s_sheets__sound_by_the_schema(tmp_path: Path):
    data = template.write(PLAYBOOK, UNIT, Period.parse(WEEK), rows=Rows.collect([sound()]))
    assert faults_of(data, "book.xlsx", tmp_path) == []
