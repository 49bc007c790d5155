"""The merged data sheets, and the sheets that are lists of what happened around them."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from report_jobs.consolidate.changes import PROMISE, shown
from report_jobs.frozen import Frozen, Submission
from report_jobs.register import words as w
from report_jobs.register.book import GOLD, LIGHT_COLOURS, LIGHT_FILLS, RED, Register, Value
from workbooks.catalogue import Worded, severity_of, word
from workbooks.findings import Severity
from workbooks.row import Field, Kind, Row, Sheet
from workbooks.standard import SHEETS, Action, Decision, Order, Problem, Regulation, Risk

GREY_TAB, BLUE_TAB = "#7F7F7F", "#5B7083"
_WIDTHS = {Kind.LONGTEXT: 44, Kind.TEXT: 22, Kind.KEY: 22, Kind.REF: 22, Kind.CHOICES: 22, Kind.CALC: 24}


def write_submissions(register: Register) -> None:
    """报送登记: a line for each unit that owes a return, then one for every other file."""
    sheet = register.sheet(w.SUBMISSIONS, RED, w.SUBMISSION_HEADS, (10, 16, 17, 17, 10, 9, 34, 20, 9, 7, 7, 8, 9, 60))
    lines = [_submission(register, s) for s in register.frozen.submissions]
    register.rows(sheet, lines, len(w.SUBMISSION_HEADS), w.EMPTY["submissions"])
    for row, submission in enumerate(register.frozen.submissions, start=2):
        if submission.kept:
            style = register.cell_format("", font_color=RED, underline=1, text_wrap=True)
            sheet.write_url(row, 6, f"external:{submission.kept}", style, string=submission.file)
        colour = _STATE_COLOURS.get(submission.state)
        if colour:
            cells = {
                "font_color": LIGHT_COLOURS[colour],
                "bg_color": LIGHT_FILLS[colour],
                "align": "center",
                "bold": True,
            }
            register.put(sheet, row, 4, w.STATES[submission.state], **cells)


_STATE_COLOURS = {
    "late": "yellow",
    "missing": "red",
    "refused": "red",
    "stray": "yellow",
    "on_time": "green",
    "corrected": "blue",
}


def _submission(register: Register, s: Submission) -> list[Value]:
    told = [f for f in s.findings if severity_of(f) is Severity.MUST_FIX or f.code.startswith("F")]
    return [
        s.unit,
        _unit(register, s.unit),
        s.due,
        s.received,
        w.STATES[s.state],
        s.hours_late or None,
        s.file,
        s.sha256[:16],
        s.standard_version,
        s.must_fix,
        s.confirm,
        s.healed,
        w.COUNTED if s.counted else w.NOT_COUNTED,
        word(told[0]).message if told else "",
    ]


def write_sheet(register: Register, declared: Sheet) -> None:
    """One merged sheet: unit, file, row and week in front of every row of every unit."""
    frozen = register.frozen
    problems = declared.row_type is Problem
    heads = (*w.LEAD, *(f.label for f in declared.fields), *((w.LIGHT,) if problems else ()))
    widths = (10, 14, 22, 8, 10, *map(_width, declared.fields), *((8,) if problems else ()))
    sheet = register.sheet(declared.label, BLUE_TAB, heads, widths, wide=len(heads) > 14)
    number = 2
    for found in frozen.returns:
        for row in found.rows.of(declared.row_type):
            _lead(register, sheet, number, found.unit, found.file, found.kept, row)
            _fields(register, sheet, number, declared, row)
            if problems:
                _light(register, sheet, number, len(heads) - 1, found.unit, row.row_key)
            register.first_rows[declared.name, found.unit, row.row_key] = number
            number += 1
    register.counts[declared.label] = number - 2
    if number == 2:
        sheet.write_string(2, 0, w.EMPTY["rows"], register.format(italic=True))
    else:
        sheet.autofilter(1, 0, number - 1, len(heads) - 1)


def _width(field: Field) -> int:
    return _WIDTHS.get(field.kind, 12)


def _lead(register: Register, sheet: Worksheet, number: int, unit: str, file: str, kept: str, row: Row) -> None:
    register.put(sheet, number, 0, unit)
    register.put(sheet, number, 1, register.name_of(unit))
    sheet.write_url(number, 2, f"external:{kept}", register.source_format, string=file)
    register.put(sheet, number, 3, row.at)
    register.put(sheet, number, 4, str(register.frozen.period))


def _fields(register: Register, sheet: Worksheet, number: int, declared: Sheet, row: Row) -> None:
    for column, (field, value) in enumerate(row.items(), start=len(w.LEAD)):
        if isinstance(value, (str, tuple)):
            register.put(sheet, number, column, shown(field, value, register.frozen.playbook))
        else:
            register.put(sheet, number, column, value)


def _light(register: Register, sheet: Worksheet, number: int, column: int, unit: str, problem_id: str) -> None:
    lit = register.frozen.lights.get(unit, {}).get(problem_id)
    if lit is None:
        register.put(sheet, number, column, "")
        return
    colours = {"font_color": LIGHT_COLOURS[lit.light], "bg_color": LIGHT_FILLS[lit.light], "align": "center"}
    register.put(sheet, number, column, w.LIGHTS[lit.light], **colours)


def write_office(register: Register) -> None:
    """议定事项与批示, 督办单: the office's own rows."""
    for row_type, empty in ((Decision, "decisions"), (Order, "orders")):
        declared = row_type.__sheet__
        heads = tuple(f.label for f in declared.fields)
        sheet = register.sheet(declared.label, RED, heads, tuple(map(_width, declared.fields)))
        playbook = register.frozen.playbook
        rows: list[list[Value]] = [
            [shown(f, v, playbook) if isinstance(v, (str, tuple)) else v for f, v in row.items()]
            for row in register.frozen.office.of(row_type)
        ]
        register.rows(sheet, rows, len(heads), w.EMPTY[empty])


def write_changes(register: Register) -> None:
    """周环比: what differs from each unit's last accepted return."""
    sheet = register.sheet(w.CHANGES, RED, w.CHANGE_HEADS, (10, 10, 16, 14, 24, 16, 30, 30))
    register.rows(sheet, _changes(register, promises=False), len(w.CHANGE_HEADS), w.EMPTY["changes"])


def write_promises(register: Register) -> None:
    """承诺变动: deadlines, owners and measures of success that were changed."""
    sheet = register.sheet(w.PROMISES, RED, w.CHANGE_HEADS, (10, 10, 16, 14, 24, 16, 30, 30))
    register.rows(sheet, _changes(register, promises=True), len(w.CHANGE_HEADS), w.EMPTY["promises"])


def _changes(register: Register, *, promises: bool) -> Iterator[list[Value]]:
    for change in register.frozen.changes:
        if not promises or change.kind == PROMISE:
            declared = SHEETS[change.sheet]
            heading = declared.field(change.field).label if change.field else ""
            kind = w.CHANGE_KINDS[change.kind]
            name = register.name_of(change.unit)
            yield [kind, change.unit, name, declared.label, change.row_key, heading, change.before, change.now]


def write_findings(register: Register) -> None:
    """重复与冲突 and 校验结果: every finding with its cell."""
    across = [word(f) for f in register.frozen.findings if f.code.startswith("X")]
    sheet = register.sheet(w.CONFLICTS, RED, w.CONFLICT_HEADS, (9, 10, 16, 14, 24, 70, 50))
    lines = ([x.code, x.unit, register.name_of(x.unit), x.sheet, x.row_key, x.message, x.fix] for x in across)
    register.rows(sheet, lines, len(w.CONFLICT_HEADS), w.EMPTY["conflicts"])
    sheet = register.sheet(w.FINDINGS, RED, w.FINDING_HEADS, (9, 8, 10, 16, 14, 9, 16, 24, 26, 60, 50, 24))
    told = (word(f) for f in register.frozen.findings if not f.code.startswith("X"))
    rows = ([x.code, x.severity, x.unit, _unit(register, x.unit), *_place_and_words(x)] for x in told)
    register.rows(sheet, rows, len(w.FINDING_HEADS), w.EMPTY["findings"])


def _unit(register: Register, code: str) -> str:
    return register.name_of(code) if code else ""


def _place_and_words(x: Worded) -> tuple[str, ...]:
    return x.sheet, x.cell, x.heading, x.row_key, x.shown, x.message, x.fix, x.example


def write_parameters(register: Register) -> None:
    """参数与字典: versions, thresholds, weights and choice lists in force."""
    playbook = register.frozen.playbook
    version, threshold, weight, choice = w.PARAMETER_KINDS
    values = (playbook.programme.standard_version, playbook.programme.playbook_version, str(register.frozen.issue))
    rows: list[list[Value]] = [[version, name, "", value] for name, value in zip(w.VERSIONS, values, strict=True)]
    rows += [[threshold, "", name, str(value)] for name, value in playbook.thresholds.model_dump().items()]
    rows += [[weight, "", name, str(value)] for name, value in playbook.weights.items()]
    for name, choices in playbook.lists.items():
        rows += [[choice, choices.title, f"{name}.{key}", label] for key, label in choices.values.items()]
    sheet = register.sheet(w.PARAMETERS, GREY_TAB, w.PARAMETER_HEADS, (10, 24, 34, 50))
    register.rows(sheet, rows, len(w.PARAMETER_HEADS), "")


def write_print_set(register: Register) -> None:
    """整改台账, 高风险点, 制度进度: for the meeting folder."""
    frozen = register.frozen
    sheet = register.sheet(w.LEDGER, GOLD, w.LEDGER_HEADS, (6, 13, 22, 40, 22, 40, 9, 13, 9, 12, 34, 8, 7), wide=True)
    register.rows(sheet, _ledger(register, frozen), len(w.LEDGER_HEADS), w.EMPTY["ledger"])
    sheet = register.sheet(w.HIGH_RISKS, GOLD, w.RISK_HEADS, (14, 14, 14, 26, 44, 9, 40, 10, 16))
    register.rows(sheet, _risks(register, frozen), len(w.RISK_HEADS), w.EMPTY["risks"])
    sheet = register.sheet(w.REGULATIONS, GOLD, w.REGULATION_HEADS, (14, 16, 34, 10, 12, 12, 12, 14, 10))
    register.rows(sheet, _regulations(register, frozen), len(w.REGULATION_HEADS), w.EMPTY["regulations"])


def _ledger(register: Register, frozen: Frozen) -> Iterator[list[Value]]:
    number = 0
    for found in frozen.returns:
        actions = found.rows.grouped(Action, "problem_id")
        for problem in found.rows.of(Problem):
            lit = frozen.lights.get(found.unit, {}).get(problem.problem_id)
            if lit is None:
                continue
            number += 1
            mine = actions.get(problem.problem_id, ())
            percent = sum(a.pct or 0 for a in mine) // len(mine) if mine else 0
            yield [
                *(number, register.name_of(found.unit), problem.problem_id, problem.problem, problem.acceptance),
                "\n".join(f"{i}. {a.action}" for i, a in enumerate(mine, start=1)),
                *(problem.lead, problem.lead_dept, problem.owner, problem.ext_due or problem.due_date),
                next((a.week_progress for a in reversed(mine) if a.week_progress), ""),
                f"{percent}%",
                w.LIGHTS[lit.light],
            ]


def _risks(register: Register, frozen: Frozen) -> Iterator[list[Value]]:
    label = frozen.playbook.label
    for found in frozen.returns:
        for risk in found.rows.of(Risk):
            if risk.grade == "high":
                name, kind = register.name_of(found.unit), label("risk_type", risk.risk_type)
                yield [
                    name,
                    risk.dept,
                    kind,
                    risk.risk,
                    risk.manifest,
                    label("grade", risk.grade),
                    risk.control,
                    risk.lead,
                    risk.regulation_id,
                ]


def _regulations(register: Register, frozen: Frozen) -> Iterator[list[Value]]:
    label = frozen.playbook.label
    for found in frozen.returns:
        for row in found.rows.of(Regulation):
            if row.action != "keep":
                action, status = label("regulation_action", row.action), label("regulation_status", row.status)
                name = register.name_of(found.unit)
                yield [
                    name,
                    row.regulation_id,
                    row.name,
                    action,
                    status,
                    row.plan_date,
                    row.issue_date,
                    row.lead_dept,
                    row.owner,
                ]
