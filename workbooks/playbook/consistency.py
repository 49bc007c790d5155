"""Whether the parts of a playbook fit each other and the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbooks.choices import LISTS
from workbooks.standard import SHEETS

if TYPE_CHECKING:
    from workbooks.playbook.model import Playbook


def first_fault(playbook: Playbook) -> str | None:
    """Return the first contradiction, named by its key, or None."""
    for faults in (_lists(playbook), _units(playbook), _switches(playbook), _numbers(playbook)):
        if faults:
            return faults[0]
    return None


def _lists(playbook: Playbook) -> list[str]:
    faults = [f"lists.{name} is missing" for name in LISTS if name not in playbook.lists]
    for name, enum in LISTS.items():
        values = playbook.lists[name].values if name in playbook.lists else {}
        faults += [
            f"lists.{name}.values lacks the id {m.value}, which rules need" for m in enum if m.value not in values
        ]
    return faults


def _units(playbook: Playbook) -> list[str]:
    codes = [unit.code for unit in playbook.units]
    faults = [f"units: the code {code} stands twice" for code in codes if codes.count(code) > 1]
    faults += [
        f"units: {unit.code} has the kind {unit.kind}, which [kinds] does not name"
        for unit in playbook.units
        if unit.kind not in playbook.kinds
    ]
    return faults or ([] if codes else ["units: there is no unit"])


def _switches(playbook: Playbook) -> list[str]:
    names = [*playbook.sheets.on, *(n for more in playbook.sheets.by_kind.values() for n in more)]
    faults = [f"sheets.on: there is no sheet {name}" for name in names if name not in SHEETS]
    faults += [
        f"sheets.by_kind: there is no kind {kind}" for kind in playbook.sheets.by_kind if kind not in playbook.kinds
    ]
    optional = {f"{s.name}.{f.name}" for s in SHEETS.values() for f in s.fields if f.optional}
    faults += [
        f"columns.off: {name} is not an optional column" for name in playbook.columns.off if name not in optional
    ]
    return faults


def _numbers(playbook: Playbook) -> list[str]:
    faults = []
    if sum(playbook.weights.values()) != 1:
        faults.append(f"weights: they add up to {sum(playbook.weights.values())}, not 1.00")
    known = playbook.lists["measure"].values
    for form, measures in playbook.allowed_measures.items():
        if form not in playbook.lists["form"].values:
            faults.append(f"allowed_measures: there is no form {form}")
        faults += [f"allowed_measures.{form}: there is no measure {m}" for m in measures if m not in known]
    stages = {stage.id for stage in playbook.stages}
    if stages != set(playbook.lists["stage"].values):
        faults.append("stages: their ids are not those of lists.stage")
    if set(playbook.pairs) != set(playbook.lists["pair"].values):
        faults.append("pairs: their ids are not those of lists.pair")
    faults += [
        f"pairs.{n}.stage: there is no stage {p.stage}" for n, p in playbook.pairs.items() if p.stage not in stages
    ]
    return faults
