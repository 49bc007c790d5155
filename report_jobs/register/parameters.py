"""参数与字典: versions, thresholds, weights, units, stages, mechanisms and choice lists in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from report_jobs.metrics.declared import METRICS
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.look import Look
from report_jobs.register.table import Cell, Line, Table, columns
from workbooks.playbook.model import Playbook
from workbooks.standing import Colour, told
from workbooks.words import LISTING

_COLUMNS = columns(
    w.PARAMETER_HEADS,
    ((10, Look.CENTRE), (44, Look.TEXT), (34, Look.SHORT), (46, Look.TEXT), (40, Look.TEXT)),
)


def write_parameters(register: Register) -> None:
    """Write what this period was computed with, so that the register explains itself later."""
    table = Table(title=w.PARAMETERS, columns=_COLUMNS, note=w.NOTES[w.PARAMETERS], empty="", pinned=3, band=0)
    register.write(table, _lines(register))


def _lines(register: Register) -> Iterator[Line]:
    playbook, kinds = register.frozen.playbook, w.PARAMETER_KINDS
    programme = playbook.programme
    mark = playbook.label("mark", register.frozen.mark)
    versions = (
        programme.standard_version,
        programme.playbook_version,
        register.frozen.issue,
        programme.first_week,
        mark,
    )
    for name, value in zip(w.VERSIONS, versions, strict=True):
        yield kinds["version"], name, "", _aligned(value), ""
    for code, value in playbook.thresholds.model_dump().items():
        yield kinds["threshold"], w.THRESHOLDS[code], code, _aligned(value), ""
    for code, weight in playbook.weights.items():
        yield kinds["weight"], METRICS[code].name, code, Cell(weight, Look.SHORT), ""
    yield from _escalation(playbook)
    yield from _names(playbook)
    for name, choices in playbook.lists.items():
        basis = w.BASIS.format(choices.basis)
        for choice, label in choices.values.items():
            yield kinds["choice"], choices.title, f"{name}.{choice}", label, basis


def _escalation(playbook: Playbook) -> Iterator[Line]:
    """Yield from which number on a unit is yellow or red, and who is told of each colour."""
    kind, rules = w.PARAMETER_KINDS["escalation"], playbook.escalation
    for colour, limits in ((Colour.YELLOW, rules.yellow), (Colour.RED, rules.red)):
        for measure, value in limits.model_dump().items():
            name = w.ESCALATION_FROM.format(colour=w.COLOURS[colour.value], measure=w.MEASURES[measure])
            yield kind, name, f"{colour.value}.{measure}", _aligned(value), ""
    for colour in Colour:
        roles = LISTING.join(w.ROLES[role.value] for role in told(colour, playbook))
        yield kind, w.ESCALATION_TELLS.format(colour=w.COLOURS[colour.value]), f"tells.{colour.value}", Cell(roles), ""


def _aligned(value: object) -> Cell:
    """Return a parameter as a number or date where it is one."""
    if isinstance(value, (int, float)):
        return Cell(value, Look.SHORT)
    if isinstance(value, dt.date):
        return Cell(value, Look.DATE)
    return Cell(w.DENOMINATORS.get(str(value), str(value)))


def _names(playbook: Playbook) -> Iterator[Line]:
    """Yield units, stages and the two sides of each mechanism."""
    kinds = w.PARAMETER_KINDS
    for unit in playbook.units:
        remark = w.UNIT_REMARK.format(kind=playbook.kinds[unit.kind], educate=unit.to_educate, team=unit.team)
        yield kinds["unit"], unit.short, unit.code, unit.name, remark
    for stage in playbook.stages:
        yield kinds["stage"], playbook.label("stage", stage.id), stage.id, w.STAGE_WEEKS.format(stage.weeks), ""
    for code, pair in playbook.pairs.items():
        name = playbook.label("pair", code)
        yield kinds["pair"], name, f"{code}A", pair.a, w.SIDE_A
        yield kinds["pair"], name, f"{code}B", pair.b, w.SIDE_B
