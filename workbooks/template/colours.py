"""Conditional colours: what is missing, doubled or overdue, and the state of things.

Colour is never alone: a missing cell is blank, a state is a word, a date is a date, and
the notes and the guide say what each colour means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from workbooks import choices as c
from workbooks.playbook.model import Playbook
from workbooks.row import OFFICE, Field, Kind
from workbooks.template import styles
from workbooks.template.formulas import quoted
from workbooks.template.plan import FIRST_ROW, SheetPlan
from workbooks.when import When


@dataclass(frozen=True)
class Clock:
    """A deadline that shows red when it has passed and the thing is not done."""

    date: str
    status: str = ""
    done: tuple[str, ...] = ()
    done_date: str = ""
    later: str = ""


CLOCKS = {
    "cases": Clock("plan_close", "status", (c.CaseStatus.CLOSED, c.CaseStatus.LOOKING_BACK, c.CaseStatus.ARCHIVED)),
    "pairs": Clock("plan_date", "status", (c.ItemStatus.DONE, c.ItemStatus.VERIFIED, c.ItemStatus.NOT_APPLICABLE)),
    "stages": Clock("plan_end", done_date="act_end"),
    "problems": Clock(
        "due_date", "status", (c.ProblemStatus.CLOSED, c.ProblemStatus.LONG_TERM, c.ProblemStatus.VOID), later="ext_due"
    ),
    "actions": Clock("due_date", "status", (c.ActionStatus.DONE, c.ActionStatus.PAUSED)),
    "regulations": Clock("plan_date", "status", (c.RegulationStatus.ISSUED, c.RegulationStatus.AUDITED)),
    "letters": Clock("reply_due", done_date="reply_date"),
    "orders": Clock("due_date", "status", (c.OrderStatus.DONE, c.OrderStatus.EXTENDED)),
    "decisions": Clock("due_date", "status", (c.OrderStatus.DONE, c.OrderStatus.EXTENDED)),
}
"""The deadlines of a clerk's day, by sheet; what counts as late is decided by the engine, not here."""

STATES: dict[str, dict[str, DifferentialStyle]] = {
    "case_status": {
        c.CaseStatus.CLOSED: styles.GOOD, c.CaseStatus.ARCHIVED: styles.QUIET, c.CaseStatus.SENT_BACK: styles.BAD,
    },
    "item_status": {c.ItemStatus.DONE: styles.GOOD, c.ItemStatus.VERIFIED: styles.GOOD},
    "problem_status": {
        c.ProblemStatus.CLOSED: styles.GOOD, c.ProblemStatus.REVIEWING: styles.WARN,
        c.ProblemStatus.SENT_BACK: styles.BAD, c.ProblemStatus.REBOUND: styles.BAD, c.ProblemStatus.VOID: styles.QUIET,
    },
    "action_status": {c.ActionStatus.DONE: styles.GOOD, c.ActionStatus.PAUSED: styles.WARN},
    "severity": {c.Severity.MAJOR: styles.BAD},
    "grade": {c.Grade.HIGH: styles.BAD, c.Grade.MEDIUM: styles.WARN},
    "passed": {c.Pass.FAIL: styles.BAD},
    "close_result": {c.CloseResult.AGREE: styles.GOOD, c.CloseResult.SEND_BACK: styles.BAD},
    "regulation_status": {c.RegulationStatus.ISSUED: styles.GOOD, c.RegulationStatus.AUDITED: styles.GOOD},
    "letter_status": {c.LetterStatus.DONE: styles.GOOD, c.LetterStatus.OVERDUE: styles.BAD},
    "order_status": {c.OrderStatus.DONE: styles.GOOD, c.OrderStatus.OVERDUE: styles.BAD},
    "score": {c.Score.NO: styles.BAD, c.Score.MOSTLY: styles.WARN},
}  # fmt: skip
"""Colours of choices that tell a state; all others stay plain."""


def colour_table(worksheet: Worksheet, plan: SheetPlan, playbook: Playbook) -> None:
    """Add every conditional colour of a table sheet, the gravest first."""
    key = plan.sheet.key[0]
    _add(worksheet, plan.span(key), Rule("duplicateValues", dxf=styles.WRONG))
    clock = CLOCKS.get(plan.sheet.name)
    if clock and {clock.date, clock.status or clock.date} <= set(plan.letters):
        _add(worksheet, plan.span(clock.date), _formula(_late(plan, clock, playbook), styles.WRONG))
    started = f"COUNTA(${plan.first_letter}{FIRST_ROW}:${plan.last_letter}{FIRST_ROW})>0"
    for span, condition in _missing(plan, playbook):
        first = span.split(":")[0]
        _add(worksheet, span, _formula(f"AND({condition or started},LEN(TRIM({first}))=0)", styles.MISSING))
    for field in plan.fields:
        for choice, look in STATES.get(field.choices or "", {}).items():
            label = quoted(playbook.label(field.choices or "", str(choice)))
            _add(worksheet, plan.span(field.name), Rule("cellIs", operator="equal", formula=[label], dxf=look))
    _add(
        worksheet,
        f"{plan.first_letter}{FIRST_ROW}:{plan.last_letter}{plan.last_row}",
        _formula(started, styles.STARTED),
    )


def colour_form(worksheet: Worksheet, fields: dict[str, Field]) -> None:
    """Colour the required cells of a form while they are blank; `fields` is keyed by cell."""
    wanted = [cell for cell, field in fields.items() if field.required and field.kind is not Kind.CALC]
    for cell in wanted:
        _add(worksheet, cell, _formula(f"LEN(TRIM({cell}))=0", styles.MISSING))


def _add(worksheet: Worksheet, span: str, rule: Rule) -> None:
    worksheet.conditional_formatting.add(span, rule)


def _formula(formula: str, look: DifferentialStyle) -> Rule:
    return Rule("expression", formula=[formula], dxf=look)


def _missing(plan: SheetPlan, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Yield runs of required columns ("" = once the row is started), and each conditional column."""
    run: list[Field] = []
    for field in (*plan.fields, None):
        if field is not None and field.required and not _theirs(field, plan):
            run.append(field)
            continue
        if run:
            yield f"{plan.letters[run[0].name]}{FIRST_ROW}:{plan.letters[run[-1].name]}{plan.last_row}", ""
            run = []
        if field is not None and field.when and field.when.field in plan.letters and not _theirs(field, plan):
            yield plan.span(field.name), _holds(plan, field.when, playbook)


def _theirs(field: Field, plan: SheetPlan) -> bool:
    """Say whether a column of a unit's workbook is the office's to fill."""
    return field.office and plan.sheet.book is not OFFICE


def _holds(plan: SheetPlan, when: When, playbook: Playbook) -> str:
    """Return the formula for a condition on another cell of the row."""
    because = plan.sheet.field(when.field)
    cell = f"${plan.letters[because.name]}{FIRST_ROW}"
    if not when.values:
        return f"LEN(TRIM({cell}))>0"
    labels = [quoted(playbook.label(because.choices or "", value)) for value in when.values]
    if because.kind is Kind.CHOICES:
        tests = [f"ISNUMBER(FIND({label},{cell}))" for label in labels]
    else:
        tests = [f"TRIM({cell})={label}" for label in labels]
    anyone = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
    return f"AND(LEN(TRIM({cell}))>0,NOT({anyone}))" if when.negate else anyone


def _late(plan: SheetPlan, clock: Clock, playbook: Playbook) -> str:
    """Return the formula for a deadline that has passed with the thing undone."""
    due = f"${plan.letters[clock.date]}{FIRST_ROW}"
    if clock.later in plan.letters:
        due = f"MAX({due},${plan.letters[clock.later]}{FIRST_ROW})"
    tests = [f"ISNUMBER(${plan.letters[clock.date]}{FIRST_ROW})", f"{due}<TODAY()"]
    if clock.done_date in plan.letters:
        tests.append(f"LEN(TRIM(${plan.letters[clock.done_date]}{FIRST_ROW}))=0")
    if clock.status:
        status = plan.sheet.field(clock.status)
        cell = f"${plan.letters[clock.status]}{FIRST_ROW}"
        tests += [f"{cell}<>{quoted(playbook.label(status.choices or '', str(done)))}" for done in clock.done]
    return f"AND({','.join(tests)})"
