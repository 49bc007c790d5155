"""A small frozen period for the register's tests: four units, two weeks, and texts that mean harm.

Two units are counted, one is refused, one is missing; the week before, the first three
were counted. Everything goes through `freeze`, so that figures, lights, changes and alerts
are those of the product.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from report_jobs.collect import Collected
from report_jobs.consolidate import freeze, past_of
from report_jobs.frozen import Frozen, Return, State, Submission
from workbooks.choices import Mark
from workbooks.findings import Finding, Place, finding
from workbooks.period import Period
from workbooks.playbook import default_playbook
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import (
    Action,
    Activity,
    Case,
    Closure,
    Cover,
    Decision,
    Duty,
    FourForm,
    LookBack,
    Order,
    Problem,
    Regulation,
    Risk,
    Stage,
    Weekly,
)

PLAYBOOK = Playbook.model_validate(
    default_playbook().model_dump() | {"units": [unit.model_dump() for unit in default_playbook().units[:4]]}
)
FIRST, SECOND, REFUSED, MISSING = (unit.code for unit in PLAYBOOK.units)
BEFORE, NOW = Period.parse("2026-W46"), Period.parse("2026-W47")
TODAY = NOW.cutoff(PLAYBOOK.rhythm).date()

FORMULAS = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "=cmd|'/c calc'!A1",
    '{=WEBSERVICE("http://evil.example")}',
)
LINKS = (
    "http://evil.example/a",
    "file:///etc/passwd",
    "mailto:a@evil.example",
    "internal:'指标'!A1",
    "external:c:\\x.xlsx",
)
MARKUP = (
    "<r><t>rich</t></r>",
    "<r></si><si><t>injected</t></si></r>",
    "</t></si><f>1+1</f>",
    "&amp;&#10;<![CDATA[x]]>",
    "_x0041_ and _x000D_",
)
ODD = (
    "a\x00b\x07c\x1bd\x7fe\x9ff",
    "left \ud800 right \udfff",
    "end\ufffe\uffff",
    "\U00020000\U0002a6d6 in extension B",
    "\U0001f600\U0001f468\u200d\U0001f469",
    "line one\r\nline two\rline three",
    "字" * 300,
    "\U0001f600" * 20_000,
    "  blanks around  ",
    "0017",
    "1e5",
    "2026-11-20",
    "#REF!",
    "TRUE",
)
HOSTILE = (*FORMULAS, *LINKS, *MARKUP, *ODD)


SAME = "两家单位写得一字不差的问题"
"""What both counted units report as their sixth problem."""


def key_of(unit: str, number: int) -> str:
    """Return the number of a unit's n-th problem."""
    return f"WT-2026-{unit}-{number:04d}"


def problem(unit: str, number: int, **changes: object) -> Problem:
    """Return a problem of a unit that is in hand and in time."""
    values: dict[str, object] = {
        "problem_id": key_of(unit, number),
        "source": "six_checks",
        "problem": f"{unit} 第 {number} 个问题",
        "ptype": "finance",
        "root": "supervision",
        "focus": "central",
        "severity": "major",
        "fix_type": "deadline",
        "acceptance": "办法印发并执行三个月",
        "lead": "林知远",
        "lead_dept": "计划财务科",
        "owner": "闻仲平",
        "found_date": dt.date(2026, 10, 12),
        "due_date": dt.date(2026, 12, 20),
        "status": "fixing",
        "at": number + 3,
    }
    return Problem(**(values | changes))


def action(unit: str, number: int, percent: int, **changes: object) -> Action:
    """Return the one action of a problem."""
    values: dict[str, object] = {
        "action_id": f"{key_of(unit, number)}-C01",
        "problem_id": key_of(unit, number),
        "act_type": "regulation",
        "action": "修订合同评审办法并送审",
        "owner": "闻仲平",
        "start_date": dt.date(2026, 10, 14),
        "due_date": dt.date(2026, 12, 18),
        "week_progress": "11月18日完成第二轮会签",
        "pct": percent,
        "status": "running",
        "recovered": Decimal("12.34"),
        "at": number + 3,
    }
    return Action(**(values | changes))


def _cover(unit: str, week: str) -> Iterator[Row]:
    yield Cover(
        template_version="V1.0",
        unit_code=unit,
        week_id=week,
        return_type="normal",
        mark="internal",
        filler="宁可为",
        phone="8000012",
        reviewer="林知远",
        head_signoff="闻仲平",
        sign_date=TODAY,
    )
    yield Duty(role_id=f"{unit}-R01", role="first", name="闻仲平", title="局长", at=4)
    yield Duty(role_id=f"{unit}-R02", role="leader", name="林知远", title="副局长", portfolio="财务", at=5)
    yield Weekly(
        txt_done="完成三项制度修订。", txt_issue="合同评审滞后。", txt_next="1. 送审，责任人：林知远，12月4日前"
    )


def _case(unit: str) -> Iterator[Row]:
    case = f"AJ-2026-{unit}-001"
    yield Case(
        case_id=case,
        case_title="李某某严重违纪违法案",
        person_masked="李某某",
        status="running",
        focus=("central", "key_posts"),
        amount=Decimal("1234.5"),
        decision_date=dt.date(2026, 9, 1),
        at=4,
    )
    for number, ended in ((1, dt.date(2026, 9, 20)), (2, dt.date(2026, 10, 20))):
        yield Stage(
            stage_id=f"{case}-S{number}",
            case_id=case,
            stage=f"S{number}",
            act_end=ended,
            plan_start=dt.date(2026, 9, 7),
            plan_end=dt.date(2026, 10, 5),
            at=number + 3,
        )


def _measures(unit: str) -> Iterator[Row]:
    yield Risk(
        risk_id=f"FX-{unit}-001",
        dept="采购科",
        post="采购经办岗",
        risk_type="process",
        risk="围标",
        manifest="同一批供应商轮流中标",
        likelihood=4,
        consequence=5,
        grade="high",
        control="双人复核\n每月抽查",
        lead="林知远",
        regulation_id=f"ZD-{unit}-001",
        last_review=dt.date(2026, 11, 2),
        status="controlled",
        at=4,
    )
    yield Risk(
        risk_id=f"FX-{unit}-002", dept="办公室", post="用印岗", risk="私盖", grade="low", status="controlled", at=5
    )
    yield Regulation(
        regulation_id=f"ZD-{unit}-001",
        name="合同评审办法",
        action="create",
        status="drafting",
        plan_date=dt.date(2026, 11, 10),
        lead_dept="法规科",
        owner="闻仲平",
        at=4,
    )
    yield Regulation(regulation_id=f"ZD-{unit}-002", name="印章管理办法", action="keep", status="issued", at=5)
    yield Activity(
        act_id=f"HD-{unit}-0001",
        act_type="rally",
        topic="警示教育大会",
        act_date=dt.date(2026, 10, 9),
        invited=60,
        attended=57,
        educated=57,
        head_present="yes",
        at=4,
    )
    yield FourForm(
        form_row_id=f"{unit}-2026-W47-01",
        week_id="2026-W47",
        form="first",
        measure="criticism",
        persons=3,
        at=4,
    )


def _problems(unit: str, *, later: bool) -> Iterator[Row]:
    """Problems of one week: closed, in time, overdue, long term, void; one more in the later week."""
    yield problem(unit, 1, status="closed")
    yield Closure(
        closure_id=f"{key_of(unit, 1)}-X01",
        problem_id=key_of(unit, 1),
        apply_date=dt.date(2026, 11, 9),
        applicant="闻仲平",
        office_result="agree",
        office_date=dt.date(2026, 11, 17),
        at=4,
    )
    yield problem(unit, 2)
    yield action(unit, 2, 60 if later else 40)
    yield problem(unit, 3, due_date=dt.date(2026, 11, 16))
    yield action(unit, 3, 40, owner="林知远" if later else "闻仲平")
    yield problem(unit, 4, status="long_term", fix_type="long_term")
    yield problem(unit, 5, status="void")
    if later:
        yield problem(unit, 6, found_date=dt.date(2026, 11, 16), problem=SAME)
    yield LookBack(lb_id=f"HTK-2026-{unit}-01", problem_id=key_of(unit, 1), way=("papers",), result="firm", at=4)


def unit_rows(unit: str, *, later: bool) -> Rows:
    """Return what a unit reports in the later week, or in the one before; the second has no case."""
    week, case = str(NOW if later else BEFORE), () if unit == SECOND else _case(unit)
    return Rows.collect([*_cover(unit, week), *case, *_measures(unit), *_problems(unit, later=later)])


def hostile_rows(unit: str) -> list[Row]:
    """Return problems and actions that carry every hostile text in a long, a short and a key-like column."""
    rows: list[Row] = []
    for number, text in enumerate(HOSTILE, start=101):
        rows.append(problem(unit, number, problem=text, lead_dept=text, owner=text, at=number))
        rows.append(action(unit, number, 20, action=text, week_progress=text, evidence=text, at=number))
    return rows


def office_rows() -> Rows:
    """Return one open and one settled decision, one overdue order."""
    common = {"date": dt.date(2026, 11, 2), "kind": "study", "unit_code": FIRST}
    ahead, past = dt.date(2026, 11, 25), dt.date(2026, 11, 10)
    return Rows.collect(
        [
            Decision(
                dec_id="YD-2026-001", source="领导小组会议", content="=1+1", status="running", due_date=ahead, **common
            ),
            Decision(
                dec_id="YD-2026-002", source="领导小组会议", content="统一口径", status="done", due_date=past, **common
            ),
            Order(
                order_id="DB-2026-001",
                subject="采购整改",
                content="限期整改",
                unit_code=SECOND,
                color="red",
                issue_date=dt.date(2026, 11, 2),
                due_date=dt.date(2026, 11, 13),
                status="running",
                at=4,
            ),
        ]
    )


def kept(number: int) -> str:
    """Return the path of a kept file."""
    return f"returns/{number:016x}.xlsx"


def found_in(unit: str) -> tuple[Finding, ...]:
    """Return findings of one return: one that needs an answer, one that was healed, one with a hostile value."""
    at = {"unit": unit, "sheet": "problems"}
    return (
        finding("V-26", Place(**at, row=5, cell="F5", field="problem", row_key=key_of(unit, 2)), value="加强"),
        finding(
            "C-11", Place(**at, row=6, cell="F6", field="problem", row_key=key_of(unit, 3)), value="４３", now="43"
        ),
        finding("V-20", Place(**at, row=7, cell="F7", field="problem", row_key=FORMULAS[0]), other=FORMULAS[0]),
    )


def _arrived(unit: str, state: State, number: int, file: str, **more: object) -> Submission:
    due = NOW.due(PLAYBOOK.rhythm)
    values: dict[str, object] = {
        "unit": unit,
        "state": state,
        "due": due,
        "received": due - dt.timedelta(hours=5),
        "file": file,
        "kept": kept(number),
        "sha256": f"{number:064x}",
        "standard_version": "V1.0",
        "mark": Mark.INTERNAL,
        "counted": state in (State.ON_TIME, State.LATE),
    }
    return Submission(**(values | more))  # type: ignore[arg-type]


def submissions() -> tuple[Submission, ...]:
    """Return the later week's: in time, late, refused, missing, and a file that is nobody's."""
    due = NOW.due(PLAYBOOK.rhythm)
    blocked = finding("C-01", Place(unit=REFUSED, sheet="cover", row=12, cell="C12", field="head_signoff"))
    stray = finding("F-01", Place(), file=FORMULAS[0])
    return (
        _arrived(FIRST, State.ON_TIME, 1, "=1+1.xlsx", confirm=2, healed=1, findings=found_in(FIRST)),
        _arrived(SECOND, State.LATE, 2, "二.xlsx", received=due + dt.timedelta(hours=3)),
        _arrived(REFUSED, State.REFUSED, 3, "三.xlsx", must_fix=1, findings=(blocked,)),
        Submission(unit=MISSING, state=State.MISSING, due=due),
        _arrived("", State.STRAY, 4, "http://evil.example/四.xlsx", must_fix=1, findings=(stray,)),
    )


def frozen_before(playbook: Playbook = PLAYBOOK) -> Frozen:
    """Return the week before, in which three units were counted."""
    due = BEFORE.due(playbook.rhythm)
    units = (FIRST, SECOND, REFUSED)
    returns = tuple(Return(unit=u, file=f"{u}.xlsx", kept=kept(9), rows=unit_rows(u, later=False)) for u in units)
    told = tuple(
        Submission(unit=u, state=State.ON_TIME, due=due, received=due, kept=kept(9), counted=True) for u in units
    )
    missing = Submission(unit=MISSING, state=State.MISSING, due=due)
    return freeze(playbook, BEFORE, Collected((*told, missing), returns, NO_ROWS, ()))


def frozen(playbook: Playbook = PLAYBOOK) -> Frozen:
    """Return the later week, frozen after the one before."""
    told = submissions()
    rows = {
        FIRST: Rows.collect([*unit_rows(FIRST, later=True), *hostile_rows(FIRST)]),
        SECOND: unit_rows(SECOND, later=True),
    }
    returns = tuple(Return(unit=s.unit, file=s.file, kept=s.kept, rows=rows[s.unit]) for s in told if s.counted)
    past = past_of(frozen_before(playbook), None)
    return freeze(playbook, NOW, Collected(told, returns, office_rows(), ()), [past])


def empty() -> Frozen:
    """Return a first week in which nobody reported and the office registered nothing."""
    due = NOW.due(PLAYBOOK.rhythm)
    told = tuple(Submission(unit=u.code, state=State.MISSING, due=due) for u in PLAYBOOK.units)
    return freeze(PLAYBOOK, NOW, Collected(told, (), NO_ROWS, ()))


def edited(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a package of which one part was tampered with, in one place."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert content.count(old) == 1
                content = content.replace(old, new)
            out.writestr(name, content)
    return target.getvalue()
