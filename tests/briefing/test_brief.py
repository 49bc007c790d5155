"""The one-page brief of a unit: its own data only, proved like the deck, the same bytes, one page whatever it holds."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from report_jobs.briefing.read import figures_shown
from report_jobs.briefs import built
from report_jobs.config import default_jobs, parse_jobs
from report_jobs.frozen import Frozen, State
from report_jobs.levels import for_unit
from report_jobs.outline import words_brief as b
from report_jobs.outline.brief import brief
from report_jobs.outline.model import Table
from report_jobs.outline.tasks import last_rows, tasks
from report_jobs.verify import brief_faults, expected_texts
from tests.briefing.rendered import faults
from tests.briefing.stress import DECKS
from tests.frozen import UNITS, weeks
from tests.validator import faults_of
from workbooks.choices import ActionStatus, OrderStatus
from workbooks.findings import Place, finding
from workbooks.lights import is_open, is_overdue
from workbooks.rows import Rows
from workbooks.standard import Action, Decision, Order, Problem

JOBS = parse_jobs(default_jobs())
CODE = re.compile(r"(?<![A-Za-z0-9])(?:SZ|XQ|QY)\d{3}")


@pytest.fixture(scope="module")
def frozen() -> Frozen:
    """A bad week: two units did not report, one had not the week before."""
    return weeks(absent={46: ["SZ004"], 47: ["QY001", "SZ005"]})[-1]


def made(frozen: Frozen, unit: str, names: frozenset[str] = frozenset()) -> bytes:
    return built(frozen, unit, JOBS, None, names)


def texts_of(data: bytes) -> str:
    """Everything that any part of a file says, packages within it included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist()]
    return "\n".join(texts_of(p) if p.startswith(b"PK") else p.decode(errors="replace") for p in parts)


def shown_on(data: bytes) -> str:
    (slide,) = Presentation(io.BytesIO(data)).slides
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [c.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for c in row.cells]
    return "\n".join([*frames, *tables])


@pytest.mark.parametrize("unit", UNITS)
def test_brief__every_unit__sound_and_its_figures_are_the_registers(unit: str, frozen: Frozen):
    data = made(frozen, unit)
    assert list(brief_faults(expected_texts(frozen), unit, data)) == []
    names = {shown.name for shown in figures_shown(data)}
    counted = unit in frozen.counted_units
    assert names == ({f"fig_{c}_{unit}" for c in (
        "M04", "M06_total", "M07", "M08_open", "M08_overdue", "M09_red", "M09_yellow", "M09_blue", "M09_green",
    )} if counted else set())  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_brief__same_period__same_bytes(unit: str, frozen: Frozen):
    assert made(frozen, unit) == made(frozen, unit)


@pytest.mark.parametrize("unit", UNITS)
def test_brief__no_part_of_it__speaks_of_another_unit_or_of_the_city(unit: str, frozen: Frozen):
    """Codes, names, texts and figures of the others: none is in any part, whatever the page draws."""
    told = texts_of(made(frozen, unit))
    assert set(CODE.findall(told)) <= {unit}
    for other in frozen.playbook.units:
        if other.code != unit:
            assert other.short not in told
    theirs = {p.problem for r in frozen.returns if r.unit != unit for p in r.rows.of(Problem) if p.problem}
    own = {p.problem for p in last_rows(frozen, unit).of(Problem)}
    assert not [text for text in theirs - own if text in told]
    assert not re.search(r"fig_M\w+?(?<!_[A-Z]{2}\d{3})\"", told)


def test_for_unit__nothing_of_another__in_any_field(frozen: Frozen):
    """The view itself is bare: what is built of it later cannot tell what it does not know."""
    mine = for_unit(frozen, "SZ006")
    assert mine.due_units == ("SZ006",)
    assert {u for _, u in mine.figures.values} == {"SZ006"}
    assert mine.previous is not None
    assert {u for _, u in mine.previous.values} == {"SZ006"}
    told = repr([getattr(mine, f.name) for f in dataclasses.fields(mine) if f.name != "playbook"])
    assert set(CODE.findall(told)) == {"SZ006"}
    assert set(CODE.findall(repr(frozen))) >= set(UNITS)


@pytest.mark.parametrize("unit", ["QY001", "SZ005"])
def test_brief__unit_that_did_not_report__says_so_and_shows_no_figure(unit: str, frozen: Frozen):
    data = made(frozen, unit)
    told = shown_on(data)
    assert b.MISSING_HEAD in told
    assert "本期未报" in told.splitlines()[0]
    assert not list(figures_shown(data))
    assert "报送第 9 期工作簿" in told
    problems = [p for p in last_rows(frozen, unit).of(Problem) if is_open(p)]
    assert problems
    assert sum(p.problem_id in told for p in problems) == min(7, len(problems))


def test_brief__unit_that_was_refused__is_sent_to_its_slip(frozen: Frozen):
    lines = tuple(
        dataclasses.replace(s, state=State.REFUSED, must_fix=3, received=s.due) if s.unit == "QY001" else s
        for s in frozen.submissions
    )
    told = shown_on(made(dataclasses.replace(frozen, submissions=lines), "QY001"))
    assert b.REFUSED_HEAD in told
    assert "3 处须改" in told
    assert "slips/QY001.xlsx" in told


def test_brief__listed_names__are_masked(frozen: Frozen):
    unit = "XQ001"
    owners = {p.owner for p in last_rows(frozen, unit).of(Problem) if is_open(p) and p.owner}
    assert [name for name in owners if name in shown_on(made(frozen, unit))]
    told = texts_of(made(frozen, unit, frozenset(owners)))
    assert not [name for name in owners if name in told]
    assert "某" in told


def blocks(frozen: Frozen, unit: str) -> tuple[Table, Table]:
    problems, todo = (x for x in brief(for_unit(frozen, unit), unit).pages[0].blocks if isinstance(x, Table))
    return problems, todo


@pytest.mark.parametrize("unit", [u for u in UNITS if u not in ("QY001", "SZ005")])
def test_problems__all_are_listed_or_counted__the_worst_first(unit: str, frozen: Frozen):
    table, _ = blocks(frozen, unit)
    found = [p for p in last_rows(frozen, unit).of(Problem) if is_open(p)]
    more = re.match(r"另有 (\d+) 个未销号（其中逾期 (\d+) 个）", table.remark)
    assert len(table.rows) + (int(more[1]) if more else 0) == len(found)
    late = sum(is_overdue(p, frozen.today) for p in found)
    assert sum(row[5].tone == "bad" for row in table.rows) + (int(more[2]) if more else 0) == late
    ranks = ["green", "blue", "yellow", "red"]
    lights = [ranks.index(row[0].light) for row in table.rows]
    assert lights == sorted(lights, reverse=True)


def test_tasks__orders_decisions_actions__only_what_is_due_by_the_next_return(frozen: Frozen):
    unit, until = "XQ001", frozen.period.shift(1).due_day(frozen.playbook.rhythm)
    late, soon, after = (until.fromordinal(until.toordinal() + days) for days in (-30, 0, 1))

    def order(number: int, due: object, status: OrderStatus = OrderStatus.REGISTERED, of: str = unit) -> Order:
        found = frozen.office.of(Order)[0]
        return found.replace(order_id=f"DB-2026-{number:03}", unit_code=of, due_date=due, status=status, subject="核查")

    office = Rows.collect([
        order(901, late), order(902, soon), order(903, after), order(904, late, OrderStatus.DONE),
        order(905, late, of="SZ004"),
    ])  # fmt: skip
    asked = for_unit(dataclasses.replace(frozen, office=office), unit)
    submission = asked.submissions[0]
    found = tasks(asked, submission, last_rows(asked, unit))
    told = "\n".join(task.text for task in found)
    assert re.findall(r"DB-2026-\d+", told) == ["DB-2026-901", "DB-2026-902"]
    assert [task.late for task in found] == sorted((task.late for task in found), reverse=True)
    assert found[-1].text == "报送第 9 期工作簿"
    problems = {p.problem_id for p in last_rows(frozen, unit).of(Problem) if is_open(p)}
    actions = [
        a for a in last_rows(frozen, unit).of(Action)
        if a.problem_id in problems and a.status != ActionStatus.DONE and a.due_date and a.due_date <= until
    ]  # fmt: skip
    counted = re.search(r"完成到期的整改措施 (\d+) 条", told)
    assert (int(counted[1]) if counted else 0) == len(actions)
    open_, closed = (
        finding("C-09", Place(unit=unit, row=n), **said) for n, said in enumerate(({}, {"answer": "确认属实"}))
    )
    for findings, expected in (((open_, closed), True), ((closed,), False)):
        asked = dataclasses.replace(asked, submissions=(dataclasses.replace(submission, findings=findings),))
        listed = "\n".join(t.text for t in tasks(asked, asked.submissions[0], Rows()))
        assert ("按核对单答复请核 1 处" in listed) is expected
    assert not asked.office.of(Decision)


FAULTS = {
    "another number": (r'(name="fig_M04_XQ001.*?<a:t>)\d+(</a:t>)', r"\g<1>987\2"),
    "a figure of another unit": (r"fig_M04_XQ001", "fig_M04_SZ006"),
    "a figure of the city": (r"fig_M04_XQ001", "fig_M04"),
    "a register beside it": (r"\.\./register\.xlsx#", "register.xlsx#"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_faults__planted__are_found(what: str, frozen: Frozen):
    pattern, put = FAULTS[what]
    target, count = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(made(frozen, "XQ001"))) as package, zipfile.ZipFile(target, "w") as out:
        for name in package.namelist():
            data = package.read(name)
            if name.startswith("ppt/slides/"):
                text, done = re.subn(pattern, put, data.decode(), flags=re.DOTALL)
                data, count = text.encode(), count + done
            out.writestr(name, data)
    assert count
    assert list(brief_faults(expected_texts(frozen), "XQ001", target.getvalue()))


def test_faults__a_second_page__is_found(frozen: Frozen):
    deck = Presentation(io.BytesIO(made(frozen, "XQ001")))
    deck.slides.add_slide(deck.slide_layouts[0])
    buffer = io.BytesIO()
    deck.save(buffer)
    assert "不是一页" in list(brief_faults(expected_texts(frozen), "XQ001", buffer.getvalue()))


def test_drawn__a_bad_week__nothing_collides_and_one_page(frozen: Frozen, tmp_path: Path):
    for unit in ("QY001", "XQ001"):
        (tmp_path / unit).mkdir()
        assert faults(made(frozen, unit), tmp_path / unit) == []


@pytest.mark.parametrize("unit", ["QY001", "XQ001"])
def test_schema__brief__no_error(unit: str, frozen: Frozen, tmp_path: Path):
    assert faults_of(made(frozen, unit), "brief.pptx", tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("name", DECKS)
def test_stress__briefs_of_strained_periods__sound_drawn_well_and_of_one_page(name: str, tmp_path: Path):
    strained = DECKS[name]()
    texts = expected_texts(strained)
    for unit in strained.due_units[:4]:
        data = made(strained, unit)
        assert list(brief_faults(texts, unit, data)) == []
        assert faults_of(data, "brief.pptx", tmp_path) == []
        (tmp_path / unit).mkdir()
        assert faults(data, tmp_path / unit) == []
