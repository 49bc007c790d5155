"""Whether the parts of a playbook fit each other and the standard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from workbooks.choices import LISTS
from workbooks.standard import SHEETS
from workbooks.standing import MEASURES, Colour
from workbooks.words import LISTING

if TYPE_CHECKING:
    from workbooks.playbook.model import Playbook


def first_fault(playbook: Playbook) -> PydanticCustomError | None:
    """Return the first contradiction, named by its key, or None."""
    for faults in (_lists, _units, _switches, _numbers, _stages, _escalation):
        found = next(faults(playbook), None)
        if found is not None:
            return found
    return None


def _fault(code: str, key: str, **facts: object) -> PydanticCustomError:
    return PydanticCustomError(code, "inconsistent", {"key": key, **facts})


def _lists(playbook: Playbook) -> Iterator[PydanticCustomError]:
    for name, enum in LISTS.items():
        if name not in playbook.lists:
            yield _fault("list_missing", f"lists.{name}")
            continue
        values = playbook.lists[name].values
        yield from (
            _fault("choice_missing", f"lists.{name}.values", name=m.value) for m in enum if m.value not in values
        )


def _units(playbook: Playbook) -> Iterator[PydanticCustomError]:
    if not playbook.units:
        yield _fault("no_unit", "units")
    codes = [unit.code for unit in playbook.units]
    for number, unit in enumerate(playbook.units, start=1):
        if codes.index(unit.code) != number - 1:
            yield _fault("unit_twice", f"units[{number}].code", name=unit.code)
        if unit.kind not in playbook.kinds:
            yield _fault("kind_unknown", f"units[{number}].kind", unit=unit.code, name=unit.kind)


def _switches(playbook: Playbook) -> Iterator[PydanticCustomError]:
    yield from (_fault("sheet_unknown", "sheets.on", name=name) for name in playbook.sheets.on if name not in SHEETS)
    for kind, names in playbook.sheets.by_kind.items():
        key = f"sheets.by_kind.{kind}"
        if kind not in playbook.kinds:
            yield _fault("kind_unknown", key, unit="sheets.by_kind", name=kind)
        yield from (_fault("sheet_unknown", key, name=name) for name in names if name not in SHEETS)
    optional = {f"{s.name}.{f.name}" for s in SHEETS.values() for f in s.fields if f.optional}
    yield from (_fault("column_unknown", "columns.off", name=n) for n in playbook.columns.off if n not in optional)


def _numbers(playbook: Playbook) -> Iterator[PydanticCustomError]:
    total = sum(playbook.weights.values())
    if total != 1:
        yield _fault("weights_sum", "weights", total=str(total))
    known = playbook.choice_list("measure").values
    for form, measures in playbook.allowed_measures.items():
        key = f"allowed_measures.{form}"
        if form not in playbook.choice_list("form").values:
            yield _fault("form_unknown", key, name=form)
        yield from (_fault("measure_unknown", key, name=measure) for measure in measures if measure not in known)


def _stages(playbook: Playbook) -> Iterator[PydanticCustomError]:
    stages = {stage.id for stage in playbook.stages}
    if stages != set(playbook.choice_list("stage").values):
        yield _fault("stages_differ", "stages")
    if set(playbook.pairs) != set(playbook.choice_list("pair").values):
        yield _fault("pairs_differ", "pairs")
    for name, pair in playbook.pairs.items():
        if pair.stage not in stages:
            yield _fault("stage_unknown", f"pairs.{name}.stage", name=pair.stage)


def _escalation(playbook: Playbook) -> Iterator[PydanticCustomError]:
    """Red is never reached before yellow, and a worse colour tells everybody whom a better one tells."""
    rules = playbook.escalation
    for name in MEASURES:
        yellow, red = getattr(rules.yellow, name), getattr(rules.red, name)
        if red < yellow:
            yield _fault("red_before_yellow", f"escalation.red.{name}", red=red, yellow=yellow)
    told = {colour: getattr(rules.tells, colour.value) for colour in Colour}
    for colour, roles in told.items():
        if not roles:
            yield _fault("nobody_told", f"escalation.tells.{colour.value}")
    for better, worse in zip(list(Colour), list(Colour)[1:], strict=False):
        lost = [role.value for role in told[better] if role not in told[worse]]
        if lost:
            key = f"escalation.tells.{worse.value}"
            yield _fault("tells_fewer", key, names=LISTING.join(lost), better=better.value)
