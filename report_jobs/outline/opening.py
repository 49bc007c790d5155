"""Slides 1 to 3: the cover with its three key points, last week's decisions, the week on one page."""

from __future__ import annotations

from report_jobs.metrics.comparable import change
from report_jobs.metrics.sentence import auto_sentence
from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cards, Cell, Column, Page, Point, Points, Sentence, Table
from workbooks.choices import OrderStatus
from workbooks.lights import Light
from workbooks.standard import Decision


def cover(ground: Ground) -> Page:
    """Slide 1: the masthead and three key points; who is missing comes first when somebody is."""
    points = (*_reporting(ground), _rate(ground), _lights(ground))[:3]
    return Page(
        number="1",
        layout="cover",
        title=w.ISSUE.format(masthead=ground.frozen.playbook.programme.masthead, issue=ground.frozen.issue),
        blocks=(Points(title=w.KEY_TITLE, points=points),),
        source=ground.source(w.HOME),
        notes=ground.notes("M04", "M06_total", "M07", "M09_red", "M09_yellow"),
    )


def _reporting(ground: Ground) -> tuple[Point, ...]:
    missing, reported = ground.frozen.missing_units, ground.reported
    if missing:
        head = w.INCOMPLETE_HEAD.format(**reported)
        return (Point(Light.RED, head, w.INCOMPLETE_BODY.format(names=ground.names(missing))),)
    return (Point(Light.GREEN, w.COMPLETE_HEAD.format(**reported), w.COMPLETE_BODY),)


def direction(ground: Ground, code: str) -> str:
    """Return how a figure moved: up, down, flat, first, or none where there is nothing to compare."""
    found = change(ground.frozen, code)
    if found is None:
        return "first" if ground.frozen.previous is None else "none"
    return {1: "up", -1: "down", 0: "flat"}[found.direction]


def _rate(ground: Ground) -> Point:
    found = change(ground.frozen, "M07")
    way = direction(ground, "M07")
    head = w.RATE_HEAD[way].format(rate=ground.text("M07"), delta=found.text if found else "", versus=ground.versus)
    body = w.RATE_BODY.format(
        total=ground.text("M04"),
        closed=ground.text("M06_total"),
        longterm=ground.text("M06_longterm"),
        new=ground.text("M05"),
        week=ground.text("M06"),
    )
    return Point(Light.RED if way == "down" else Light.GREEN, head, body)


def _lights(ground: Ground) -> Point:
    if not ground.frozen.counted_units:
        return Point(Light.RED, w.LIGHTS_NOBODY.format(**ground.reported), w.LIGHTS_NOBODY_BODY)
    red = [unit for unit in ground.frozen.counted_units if ground.value("M09_red", unit)]
    red.sort(key=lambda unit: -ground.value("M09_red", unit))
    terms = {
        "red": ground.text("M09_red"),
        "yellow": ground.text("M09_yellow"),
        "overdue": ground.text("M08_overdue"),
    }
    if not red:
        return Point(Light.GREEN, w.LIGHTS_HEAD["clear"].format(**terms), w.LIGHTS_NONE)
    return Point(Light.YELLOW, w.LIGHTS_HEAD["red"].format(**terms), w.LIGHTS_BODY.format(units=ground.names(red, 4)))


def decisions(ground: Ground) -> Page:
    """Slide 2: what became of the decisions and instructions; settled ones fold into a count."""
    rows = ground.frozen.office.of(Decision)
    unsettled = [row for row in rows if row.status != OrderStatus.DONE]
    late = [row for row in unsettled if row.due_date is not None and row.due_date < ground.frozen.today]
    kind = "open" if unsettled else "clear" if rows else "none"
    title = w.DECISIONS_TITLE[kind].format(
        total=len(rows), done=len(rows) - len(unsettled), open=len(unsettled), late=len(late)
    )
    widths, aligns = (0.44, 0.14, 0.12, 0.12, 0.18), ("left", "center", "center", "center", "left")
    table = Table(
        columns=tuple(map(Column, w.DECISIONS_HEADS, widths, aligns)),
        rows=tuple(_decision(ground, row, row in late) for row in sorted(unsettled, key=lambda row: str(row.due_date))),
        strong=frozenset(i for i, row in enumerate(sorted(unsettled, key=lambda r: str(r.due_date))) if row in late),
        remark=w.DECISIONS_DONE.format(count=len(rows) - len(unsettled)) if len(rows) > len(unsettled) else "",
        empty=w.DECISIONS_EMPTY,
    )
    return ground.page("2", "table", title, table, sheets=(Decision.__sheet__.label,), tables=("decisions",))


def _decision(ground: Ground, row: Decision, late: bool) -> tuple[Cell, ...]:
    tone = "bad" if late else ""
    return (
        Cell(text=row.content or "", bold=True),
        Cell(text=ground.name(row.unit_code or "")),
        Cell(text=w.DAY.format(row.due_date) if row.due_date else "", tone=tone, bold=late),
        Cell(text=ground.label("order_status", row.status), tone=tone),
        Cell(text=row.result or w.DASH),
    )


def one_page(ground: Ground) -> Page:
    """Slide 3: the four headline counters, four rates, and the opening sentence."""
    missing = ground.frozen.missing_units
    kind = "missing" if missing else "overdue" if ground.value("M08_overdue") else "clear"
    title = w.ONE_PAGE_TITLE[kind].format(
        cases=ground.text("M01"), rate=ground.text("M07"), missing=len(missing), overdue=ground.text("M08_overdue")
    )
    first = Cards(tuple(ground.card(code, accent=True) for code in ("M01", "M14_educated", "M13", "M06_total")))
    second = Cards(
        (
            ground.card("M04"),
            ground.card("M07"),
            ground.card("M08_overdue"),
            ground.card("M19", w.REPORTED.format(**ground.reported)),
        )
    )
    head = w.INCOMPLETE_HEAD.format(**ground.reported) if missing else w.BRIEF
    sentence = Sentence(head, auto_sentence(ground.frozen))
    codes = ("M01", "M14_educated", "M13", "M06_total", "M04", "M07", "M08_overdue", "M19")
    return ground.page("3", "one_page", title, first, second, sentence, sheets=(w.HOME, w.FIGURES), codes=codes)
