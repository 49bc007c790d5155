"""The meeting folder: 整改台账, 高风险点 and 制度进度, as they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from report_jobs.frozen import Return
from report_jobs.metrics.prevention import ISSUED
from report_jobs.metrics.sources import rows_in_whole
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.look import Look, Tone
from report_jobs.register.standing import LIGHT_TONES
from report_jobs.register.table import Cell, Column, Line, Table, columns
from workbooks.choices import CloseResult, RegulationAction
from workbooks.lights import effective_due, progress
from workbooks.standard import Action, Closure, Problem, Regulation, Risk

_LISTED = 2
"""From how many measures on they are numbered."""


_LEDGER = columns(
    w.LEDGER_HEADS,
    (
        *((6, Look.CENTRE), (40, Look.TEXT), (26, Look.TEXT), (50, Look.TEXT), (10, Look.CENTRE), (24, Look.TEXT)),
        *((10, Look.CENTRE), (12, Look.DATE), (44, Look.TEXT), (10, Look.PERCENT), (8, Look.CENTRE), (12, Look.DATE)),
        (22, Look.TEXT),
    ),
    {w.LEDGER_HEADS[10]: LIGHT_TONES},
)
_RISKS = columns(
    w.RISK_HEADS,
    (
        *((6, Look.CENTRE), (26, Look.TEXT), (20, Look.TEXT), (15, Look.TEXT), (28, Look.TEXT), (46, Look.TEXT)),
        *((9, Look.CENTRE), (40, Look.TEXT), (10, Look.CENTRE), (15, Look.SHORT)),
    ),
)
_REGULATIONS = columns(
    w.REGULATION_HEADS,
    (
        *((6, Look.CENTRE), (14, Look.SHORT), (16, Look.SHORT), (40, Look.TEXT), (12, Look.CENTRE), (12, Look.CENTRE)),
        *((13, Look.DATE), (10, Look.COUNT), (12, Look.DATE), (22, Look.TEXT), (16, Look.TEXT), (10, Look.CENTRE)),
    ),
)


def write_folder(register: Register) -> None:
    """Write the three tabs that are made for paper."""
    _write(register, w.LEDGER, _LEDGER, list(_ledger(register)))
    _write(register, w.HIGH_RISKS, _RISKS, list(_risks(register)))
    _write(register, w.REGULATIONS, _REGULATIONS, list(_regulations(register)))


def _write(register: Register, title: str, specs: tuple[Column, ...], rows: list[Line]) -> None:
    terms = {
        "total": len(rows),
        "reported": register.reported(),
        "moment": w.MOMENT.format(register.frozen.cutoff),
    }
    table = Table(
        title=title,
        columns=specs,
        note=w.NOTES[title].format(**terms),
        empty=w.EMPTY[title].format(**terms),
        wide=title == w.LEDGER,
        paper=True,
    )
    register.write(table, rows)


def _ledger(register: Register) -> Iterator[Line]:
    """Yield the open problems of all units in the columns of the rule book."""
    number = 0
    for found in register.frozen.returns:
        actions, closures = found.rows.grouped(Action, "problem_id"), found.rows.grouped(Closure, "problem_id")
        for problem in found.rows.of(Problem):
            if problem.problem_id in register.frozen.lights.get(found.unit, {}):
                number += 1
                mine = actions.get(problem.problem_id, ())
                closed = [
                    c.office_date for c in closures.get(problem.problem_id, ()) if c.office_result == CloseResult.AGREE
                ]
                last = max((day for day in closed if day is not None), default=None)
                yield (number, *_problem(register, found, problem, mine), last, _remark(register, problem))


def _problem(register: Register, found: Return, problem: Problem, actions: tuple[Action, ...]) -> Line:
    name = register.name_of(found.unit)
    return (
        *(problem.problem, problem.acceptance, _listed([a.action for a in actions]), problem.lead),
        w.WHERE_LEDGER.format(unit=name, dept=problem.lead_dept) if problem.lead_dept else name,
        *(problem.owner, effective_due(problem), _listed([a.week_progress for a in actions])),
        progress(actions) / 100,
        w.LIGHTS[register.frozen.lights[found.unit][problem.problem_id].light],
    )


def _listed(texts: list[str | None]) -> str:
    """Join texts, numbered as their measures are where there are several."""
    if len(texts) < _LISTED:
        return "".join(text or "" for text in texts)
    return "\n".join(w.NUMBERED.format(number, text) for number, text in enumerate(texts, start=1) if text)


def _remark(register: Register, problem: Problem) -> str:
    told = [problem.problem_id, register.frozen.playbook.label("problem_status", problem.status)]
    due = effective_due(problem)
    late = (register.frozen.today - due).days if due is not None else 0
    return "\n".join([*told, *([w.OVERDUE.format(late)] if late > 0 else [])])


def _risks(register: Register) -> Iterator[Line]:
    label = register.frozen.playbook.label
    rows = ((unit, row) for unit, row in rows_in_whole("M12", register.frozen) if isinstance(row, Risk))
    for number, (unit, risk) in enumerate(rows, start=1):
        name = register.name_of(unit)
        yield (
            *(number, w.WHERE.format(unit=name, dept=risk.dept) if risk.dept else name, risk.post),
            *(label("risk_type", risk.risk_type), risk.risk, risk.manifest),
            Cell(label("grade", risk.grade), tone=Tone.RED),
            *(risk.control, risk.lead, risk.regulation_id),
        )


def _regulations(register: Register) -> Iterator[Line]:
    label, today = register.frozen.playbook.label, register.frozen.today
    number = 0
    for found in register.frozen.returns:
        for row in found.rows.of(Regulation):
            if row.action == RegulationAction.KEEP:
                continue
            number += 1
            settled = row.status in ISSUED or row.repeal_date is not None
            late = 0 if settled or row.plan_date is None else max(0, (today - row.plan_date).days)
            yield (
                *(number, register.name_of(found.unit), row.regulation_id, row.name),
                *(label("regulation_action", row.action), label("regulation_status", row.status), row.plan_date),
                *(Cell(late or None, tone=Tone.RED), row.issue_date, row.new_no, row.lead_dept, row.owner),
            )
