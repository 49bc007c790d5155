"""What each level sees: names masked before building, no persons below level 1, no small groups in public."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_jobs import briefing, outline, register, slips
from report_jobs.config import default_jobs, parse_jobs
from report_jobs.frozen import Frozen, State
from report_jobs.levels import at_level, masked, masking
from report_jobs.mail import messages
from report_jobs.protect.rules import Rules
from report_jobs.protect.scan import scan, scan_file
from tests.frozen import weeks
from workbooks.findings import Place, finding
from workbooks.playbook import default_playbook
from workbooks.standard import Problem, Weekly

NAMES = frozenset({"欧阳明月", "柏珩", "柏珩之"})
PLAYBOOK = default_playbook()


@pytest.fixture(scope="module")
def tainted() -> Frozen:
    """A week in which names stand in rows, findings, alerts and the name of a file."""
    frozen = weeks(("SZ004", "QY001"), (46, 47), absent={47: ["SZ004"]})[-1]
    (first,) = frozen.returns
    rows = type(first.rows).collect(
        row.replace(problem=f"对柏珩之的问题核查不深，{row.problem}") if isinstance(row, Problem)
        else row.replace(txt_issue=f"柏 珩谈话后有反复。{row.txt_issue}") if isinstance(row, Weekly) else row
        for row in first.rows
    )  # fmt: skip
    found = finding("V-20", Place(unit="QY001", sheet="problems"), value="欧阳明月的问题", other="柏珩")
    refused = dataclasses.replace(
        frozen.submissions[1], state=State.REFUSED, file="欧阳明月.xlsx", findings=(found,), must_fix=1
    )
    alerts = tuple(dataclasses.replace(a, problem=f"{a.problem}（柏珩之）", lead="柏珩") for a in frozen.alerts)
    return dataclasses.replace(
        frozen,
        returns=(dataclasses.replace(first, rows=rows),),
        submissions=(frozen.submissions[0], refused),
        findings=(found,),
        alerts=alerts,
    )


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("欧阳明月到场", "欧阳某某到场"), ("柏珩", "柏某"), ("柏珩之、柏珩", "柏某某、柏某"), ("柏 珩", "柏某"),
        ("柏\u200b珩\n之", "柏某某"), ("柏某", "柏某"), ("", ""),
    ],
)  # fmt: skip
def test_mask__name__surname_and_some(text: str, now: str):
    mask = masking(NAMES, PLAYBOOK)
    assert mask is not None
    assert mask(text) == now


def test_mask__no_list__nothing_changes():
    assert masking((), PLAYBOOK) is None
    assert masked("欧阳明月", None) == "欧阳明月"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*"欧阳明月柏珩之 \u200b\u2060", "，", "a"]), max_size=14))
def test_mask__any_text__the_exit_scan_finds_no_name_afterwards(pieces: list[str]):
    mask = masking(NAMES, PLAYBOOK)
    assert mask is not None
    assert "name" not in set(Rules(NAMES).broken_by(mask("".join(pieces))))


def test_level_1__register_deck_and_slip__built_of_masked_rows_pass_the_scan(tainted: Frozen):
    rules = Rules(NAMES, phones=False)
    assert "name" in {h.rule for h in scan_file("r", register.write(tainted), rules)}
    inner = at_level(tainted, 1, NAMES)
    files = {
        "register": register.write(inner),
        "deck": briefing.build(outline.outline(inner)),
        "slip": slips.write(inner.submissions[1], inner.playbook, inner.period),
    }
    assert {name: scan_file(name, data, rules) for name, data in files.items()} == {name: [] for name in files}
    assert inner.figures == tainted.figures
    assert "柏某某" in inner.returns[0].rows.of(Problem)[0].problem


@pytest.mark.parametrize("level", [1, 2, 3])
def test_mail__of_each_level__passes_the_scan(tainted: Frozen, level: int):
    made = {"register.xlsx": b"PK", "briefing.pptx": b"PK"}
    base = parse_jobs(default_jobs())
    jobs = base.model_copy(update={"recipients": (base.recipients[0].model_copy(update={"level": level}),)})
    (mail,) = messages(tainted, jobs, made, NAMES)
    assert [h for h in scan(mail.data, Rules(NAMES)) if h.rule != "opaque"] == []


def test_level_2__no_rows_no_text_of_alerts_no_persons(tainted: Frozen):
    seen = at_level(tainted, 2, NAMES)
    assert [list(found.rows) for found in seen.returns] == [[]]
    assert {(a.problem, a.lead) for a in seen.alerts} == {("", "")}
    assert [a.problem_id for a in seen.alerts] == [a.problem_id for a in tainted.alerts]
    assert seen.figures == tainted.figures
    assert seen.counted_units == tainted.counted_units


def test_level_3__no_alerts_and_no_group_under_three(tainted: Frozen):
    seen = at_level(tainted, 3, NAMES)
    assert (seen.alerts, seen.ranking) == ((), ())
    small = {k for k, f in tainted.figures.values.items() if f.value in (Decimal(1), Decimal(2)) and k[0] != "M07"}
    hidden = {
        k for k, f in tainted.figures.values.items() if f.value is not None and seen.figures.values[k].value is None
    }
    assert small
    assert hidden <= small
    counts = {k for k in small if k[0] in ("M01", "M04", "M05", "M06", "M18")}
    assert counts <= hidden
    assert all(seen.figures.values[k].value == f.value for k, f in tainted.figures.values.items() if f.value == 0)
