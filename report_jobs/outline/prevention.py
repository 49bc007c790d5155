"""Slides 10 and 11: risks and regulations, education, meetings and the four forms (counts only)."""

from __future__ import annotations

from decimal import Decimal

from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cards, Cell, Chart, Column, Page, Series, Table
from report_jobs.tallies.work import MADE, is_in_force
from workbooks.choices import Grade, RiskStatus
from workbooks.standard import Activity, FourForm, Regulation, Risk

LATE_DRAFTS = 5
ACTIVITIES = 8
FORMS = ("M16_first", "M16_second", "M16_third", "M16_fourth")
CHANGES = (RiskStatus.CONTROLLED, RiskStatus.NEW, RiskStatus.RAISED, RiskStatus.LOWERED)


def risks(ground: Ground) -> Page:
    """Slide 10: risk points by grade and change, regulations by progress, drafts past their planned day."""
    high = ground.count("grades", Grade.HIGH, "now")
    past = ground.total("rules", "past")
    terms = {
        "high": f"{high:,}",
        "rate": ground.text("M12"),
        "all": ground.text("M13"),
        "past": past,
    }
    kind = "none" if not ground.total("grades", "now") and not ground.value("M13") else "past" if past else "clear"
    cards = Cards(
        (
            ground.tally_card(
                w.HIGH_RISKS,
                ("grades", Grade.HIGH.value, "now"),
                w.WATCH_MEASURE,
                w.GRADES_REMARK.format(
                    medium=ground.tally("grades", Grade.MEDIUM, "now").text,
                    low=ground.tally("grades", Grade.LOW, "now").text,
                ),
            ),
            ground.card("M12"),
            ground.card("M13_new"),
            ground.card("M13_revised"),
            ground.card("M13_repealed"),
        )
    )
    sheets = (Risk.__sheet__.label, Regulation.__sheet__.label)
    codes = ("M12", "M13", "M13_new", "M13_revised", "M13_repealed")
    return ground.page(
        "10", "two_tables", w.RISK_TITLE[kind].format(**terms), cards, _grades(ground), _rules(ground), _drafts(ground),
        sheets=sheets, codes=codes, tables=("grades", "rules"),
    )  # fmt: skip


def _grades(ground: Ground) -> Chart:
    rows = ground.tallies.rows("grades")
    labels = {t.column: t.column_label for t in ground.tallies if t.table == "grades"}
    values = (w.VALUE.format(ground.row_label("grades", r), ground.tally("grades", r, "now").text) for r in rows)
    return Chart(
        title=w.GRADE_CHART,
        measure=w.WATCH_MEASURE,
        categories=tuple(ground.row_label("grades", row) for row in rows),
        bars=tuple(
            ground.series(labels[status], "grades", rows, status)
            for status in CHANGES
            if ground.total("grades", status) or status is CHANGES[0]
        ),
        stacked=True,
        alt=w.ALT.format(title=w.GRADE_CHART, values=w.COMMA.join(values)),
        empty=w.COUNTED_NONE,
    )


def _rules(ground: Ground) -> Table:
    rows = tuple(
        (
            Cell(text=ground.row_label("rules", action), bold=True),
            *(
                Cell(
                    text=ground.tally("rules", action, column).text,
                    figure=ground.tally("rules", action, column),
                    tone="bad" if column == "past" and ground.count("rules", action, column) else "",
                    bold=column == "past" and ground.count("rules", action, column) > 0,
                )
                for column in ("drafts", "issued", "past")
            ),
        )
        for action in MADE
    )
    columns = tuple(map(Column, w.RULES_HEADS, (0.34, 0.2, 0.2, 0.26), ("left", *("center",) * 3)))
    return Table(columns=columns, rows=rows, title=w.RULES_TITLE, second=True, lines=1)


def _drafts(ground: Ground) -> Table:
    late = [
        (found.unit, row)
        for found in ground.frozen.returns
        for row in found.rows.of(Regulation)
        if row.action in MADE
        and not is_in_force(row, ground.frozen)
        and row.plan_date is not None
        and row.plan_date < ground.frozen.today
    ]
    late.sort(key=lambda pair: (str(pair[1].plan_date), pair[0], pair[1].regulation_id))
    rows = tuple(
        (
            Cell(text=ground.name(unit), bold=True),
            Cell(text=row.name or ""),
            Cell(text=w.DAY.format(row.plan_date), tone="bad", bold=True),
            Cell(text=ground.label("regulation_status", row.status)),
        )
        for unit, row in late[:LATE_DRAFTS]
    )
    widths, aligns = (0.2, 0.44, 0.18, 0.18), ("left", "left", "center", "center")
    return Table(
        columns=tuple(map(Column, w.DRAFT_HEADS, widths, aligns)),
        rows=rows,
        title=w.DRAFTS_TITLE,
        second=True,
        lines=1,
        empty=w.DRAFTS_NONE,
        remark=w.DRAFTS_REST.format(count=len(late) - LATE_DRAFTS) if len(late) > LATE_DRAFTS else "",
    )


def education(ground: Ground) -> Page:
    """Slide 11: who was educated, what was held and attended, criticisms per head, the four forms."""
    rows = [row for row in ground.tallies.rows("activities") if ground.count("activities", row, "held")]
    kind = "some" if rows or ground.value("M16") else "none"
    title = w.EDU_TITLE[kind].format(
        educated=ground.text("M14_educated"),
        rate=ground.text("M14"),
        forms=ground.text("M16"),
        share=ground.text("M16_share"),
    )
    codes = ("M14_educated", "M14", "M15_meetings", "M15_criticism", "M16", "M16_share", *FORMS)
    cards = Cards(tuple(ground.card(code) for code in ("M14_educated", "M14", "M15_meetings", "M15", "M15_criticism")))
    sheets = (Activity.__sheet__.label, FourForm.__sheet__.label)
    return ground.page(
        "11", "wide_table", title, cards, _activities(ground, rows), _forms(ground),
        sheets=sheets, codes=codes, tables=("activities",),
    )  # fmt: skip


def _activities(ground: Ground, rows: list[str]) -> Table:
    ranked = sorted(rows, key=lambda row: -ground.count("activities", row, "held"))
    listed = ranked if len(ranked) <= ACTIVITIES else ranked[: ACTIVITIES - 1]
    folded = ranked[len(listed) :]
    lines = [
        (
            Cell(text=ground.row_label("activities", row)),
            *(
                Cell(
                    text=ground.tally("activities", row, column).text,
                    figure=ground.tally("activities", row, column),
                    bar=_share(ground, row) if column == "attendance" else None,
                )
                for column in ("held", "invited", "attended", "attendance")
            ),
        )
        for row in listed
    ]
    if folded:
        held, invited, attended = (
            sum(ground.count("activities", row, column) for row in folded) for column in ("held", "invited", "attended")
        )
        rate = Decimal(attended) / invited if invited else None
        lines.append(
            (
                Cell(text=w.ACTIVITIES_REST.format(len(folded))),
                *(Cell(text=f"{value:,}") for value in (held, invited, attended)),
                Cell(text=f"{rate:.0%}" if rate is not None else w.DASH, bar=float(rate or 0)),
            )
        )
    columns = tuple(map(Column, w.EDU_HEADS, (0.34, 0.12, 0.15, 0.15, 0.24), ("left", *("center",) * 3, "left")))
    return Table(columns=columns, rows=tuple(lines), title=w.EDU_TABLE, second=True, lines=1, empty=w.EDU_NONE)


def _share(ground: Ground, row: str) -> float:
    return float(ground.tallies.get("activities", row, "attendance").value or 0)


def _forms(ground: Ground) -> Chart:
    figures = tuple(ground.figure(code) for code in FORMS)
    labels = tuple(ground.frozen.playbook.choice_list("form").values.values())[: len(FORMS)]
    values = (w.VALUE.format(label, figure.text) for label, figure in zip(labels, figures, strict=True))
    return Chart(
        title=w.FORMS_CHART,
        measure=w.PERSONS,
        categories=labels,
        bars=(Series(w.FORMS_CHART, tuple(float(ground.value(code)) for code in FORMS), figures),),
        alt=w.ALT.format(title=w.FORMS_CHART, values=w.COMMA.join(values)),
        empty=w.FORMS_NONE,
    )
