"""Commands: what the buttons of the ribbon do, as pure functions from snapshot to outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from workbooks.row import OFFICE, UNIT, BookKind
from xl_addin.commands.checklist import GATES, assess, checklist, gates, progress
from xl_addin.commands.intake import announce, expansion, intake
from xl_addin.commands.office import decision, order, review
from xl_addin.commands.outcome import Edit, Outcome, Snapshot, apply, refuse
from xl_addin.commands.rectify import action, closure, extension, problem

__all__ = ["COMMANDS", "Command", "Edit", "Outcome", "Snapshot", "apply", "refuse"]


class Command(NamedTuple):
    """One command: the sheet whose headings it takes, what it does, what its form asks.

    `asks` are "sheet.field" in the order of the form; `selected` is the one of them that is
    taken from the selected row of its sheet when nothing else was given. The command fills in
    what it `proposes` when that is left blank; it `must` have more than the sheet demands.
    `book` says whose workbook it changes.
    """

    sheet: str
    run: Callable[[Snapshot, Mapping[str, str]], Outcome]
    asks: tuple[str, ...]
    selected: str = ""
    proposes: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    book: BookKind = UNIT


def _of(sheet: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{sheet}.{name}" for name in names)


COMMANDS: dict[str, Command] = {
    "intake": Command(
        "cases",
        intake,
        _of(
            "cases", "person_masked", "case_title", "rank", "post_type", "focus", "field", "power", "link",
            "discipline", "form", "party_sanction", "admin_sanction", "judicial", "amount", "decision_no",
            "decision_date", "announce_date", "announce_reason", "typical_level", "lead", "start_date", "plan_close",
            "remark",
        ),
        proposes=("case_title", "start_date", "plan_close"),
    ),
    "expand": Command("cases", expansion, _of("cases", "case_id"), "cases.case_id"),
    "announce": Command(
        "cases",
        announce,
        _of("cases", "case_id", "announce_date", "announce_reason")
        + _of("letters", "letter_id", "deliver_date", "deliver_way", "receiver"),
        "cases.case_id",
    ),
    "problem": Command(
        "problems",
        problem,
        _of(
            "problems", "source", "case_id", "source_ref", "problem", "ptype", "root", "focus", "field", "severity",
            "fix_type", "acceptance", "lead", "lead_dept", "owner", "found_date", "due_date", "stage_goal",
            "next_review",
        ),
        proposes=("found_date",),
    ),
    "action": Command(
        "actions",
        action,
        _of("actions", "problem_id", "action", "act_type", "owner", "start_date", "due_date", "regulation_id"),
        "problems.problem_id",
        proposes=("owner", "start_date", "due_date"),
    ),
    "closure": Command(
        "closures",
        closure,
        _of("closures", "problem_id", "applicant", "result", "evidence", "head_opinion", "head", "head_date"),
        "problems.problem_id",
        proposes=("applicant", "head"),
    ),
    "extension": Command(
        "problems",
        extension,
        _of("problems", "problem_id", "ext_reason", "ext_apply"),
        "problems.problem_id",
        proposes=("ext_apply",),
        must=("ext_reason",),
    ),
    "checklist": Command("six_checks", checklist, _of("six_checks", "subject_type", "subject", "case_id")),
    "gates": Command(
        "closures", gates, _of("closures", "closure_id", *GATES), "closures.closure_id", must=GATES
    ),
    "assess": Command("assessments", assess, _of("assessments", "period")),
    "progress": Command(
        "pairs",
        progress,
        _of("pairs", "pair_id", "done_date", "evidence"),
        "pairs.pair_id",
        proposes=("done_date",),
        must=("evidence",),
    ),
    "review": Command(
        "closures",
        review,
        _of("closures", "closure_id", "office_result", "office_reviewer", "office_date", "rework"),
        "closures.closure_id",
        proposes=("office_date",),
        must=("office_result", "office_reviewer"),
    ),
    "decision": Command(
        "decisions",
        decision,
        _of("decisions", "source", "date", "kind", "content", "unit_code", "due_date", "report_next"),
        proposes=("date", "report_next"),
        book=OFFICE,
    ),
    "order": Command(
        "orders",
        order,
        _of(
            "orders", "subject", "content", "source", "instructor", "unit_code", "problem_id", "color", "issue_date",
            "due_date",
        ),
        proposes=("issue_date",),
        book=OFFICE,
    ),
}  # fmt: skip
"""Each command by name."""
