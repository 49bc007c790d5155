"""How each kind of page is laid out."""

from __future__ import annotations

from collections.abc import Callable

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.brief import brief, brief_absent
from report_jobs.briefing.canvas import CENTER, LEFT, MIDDLE, RIGHT, TOP, Canvas, Run
from report_jobs.briefing.cards import draw_cards, draw_counts
from report_jobs.briefing.charts import draw_chart
from report_jobs.briefing.frame import section, title
from report_jobs.briefing.look import BODY, Box
from report_jobs.briefing.panels import (
    annex,
    draw_sentence,
    issues,
    quality,
    roots,
    stages,
    table_sentence,
    two_tables,
    watch,
    wide_table,
)
from report_jobs.briefing.tables import draw_table
from report_jobs.briefing.text import fit, shrink
from report_jobs.outline.model import Cards, Chart, Counts, Outline, Page, Points, Sentence, Table

Layout = Callable[[Canvas, Outline, Page], None]


def cover(canvas: Canvas, outline: Outline, page: Page) -> None:
    """The masthead and three key points."""
    canvas.rect(Box(0, 0, look.WIDTH, 0.5), look.RED, name="band_top")
    canvas.rect(Box(0, 0.5, look.WIDTH, 0.07), look.GOLD, name="band_gold")
    canvas.rect(Box(0, look.HEIGHT - 0.35, look.WIDTH, 0.35), look.RED, name="band_foot")
    canvas.text(Box(look.MARGIN, 1.1, 12, 0.6), [Run(outline.mark, 12, look.GREY)], anchor=MIDDLE, name="mark")
    right = look.WIDTH - look.MARGIN
    title(canvas, page.title, Box(look.MARGIN, 0.02, 6, 0.45), size=8, hidden=True)
    masthead = [Run(outline.masthead, 60, look.RED, bold=True, font=w.MASTHEAD_FONT)]
    canvas.text(Box(look.MARGIN, 2.0, right - look.MARGIN, 2.6), masthead, align=CENTER, anchor=MIDDLE, name="masthead")
    issue = [Run(outline.year_issue, 20, look.INK, font=w.MASTHEAD_FONT)]
    canvas.text(Box(look.MARGIN, 4.85, right - look.MARGIN, 0.9), issue, align=CENTER, anchor=MIDDLE, name="issue")
    for name, text, align in (("office", outline.office, LEFT), ("date", outline.date, RIGHT)):
        runs = [Run(text, 16, look.INK, font=w.MASTHEAD_FONT)]
        place = Box(look.MARGIN, 5.9, right - look.MARGIN, 0.85)
        canvas.text(place, runs, align=align, anchor=MIDDLE, name=name)
    canvas.line(look.MARGIN, 7.05, right, 7.05, look.RED, 3.5, name="rule_red")
    canvas.line(look.MARGIN, 7.2, right, 7.2, look.GOLD, 1, name="rule_gold")
    points = page.blocks[0]
    if isinstance(points, Points):
        _key_points(canvas, points, right)
    canvas.line(look.MARGIN, 17.55, right, 17.55, look.RED, 1.25, name="rule_foot")
    canvas.text(
        Box(look.MARGIN, 17.65, right - look.MARGIN, 0.55),
        [Run(outline.copies, 11, look.GREY)],
        anchor=MIDDLE,
        name="copies",
    )


def _key_points(canvas: Canvas, points: Points, right: float) -> None:
    heading = [Run(points.title, 18, look.RED, bold=True)]
    canvas.text(Box(look.MARGIN, 7.65, 10, 0.85), heading, anchor=MIDDLE, name="section")
    for number, point in enumerate(points.points, start=1):
        top = 8.75 + (number - 1) * 2.9
        canvas.rect(Box(look.MARGIN, top, right - look.MARGIN, 2.5), look.WARM, name="point")
        canvas.rect(Box(look.MARGIN, top, 0.11, 2.5), look.RED if number == 1 else look.GOLD, name="point_bar")
        figure = [Run(str(number), 36, look.RED, bold=True, font=w.MASTHEAD_FONT)]
        canvas.text(Box(look.MARGIN + 0.4, top, 1.7, 2.5), figure, align=CENTER, anchor=MIDDLE, name="point_number")
        width = right - look.MARGIN - 3.2
        head = Run(point.head, shrink(point.head, width, (20, 18, 16), 1), look.INK, bold=True)
        body = Run(fit(point.body, width, 14, 1), 14, look.GREY)
        canvas.text(Box(look.MARGIN + 2.3, top + 0.3, width, 1.0), [head], anchor=MIDDLE, name="point_head")
        canvas.text(Box(look.MARGIN + 2.3, top + 1.35, width, 0.8), [body], anchor=MIDDLE, name="point_body")


def one_page(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Two rows of counters and the opening sentence."""
    first, second, sentence = page.blocks
    if isinstance(first, Cards) and isinstance(second, Cards) and isinstance(sentence, Sentence):
        draw_cards(canvas, first, Box(BODY.left, BODY.top, BODY.width, 3.75))
        draw_cards(canvas, second, Box(BODY.left, BODY.top + 4.2, BODY.width, 3.45))
        draw_sentence(canvas, sentence, Box(BODY.left, BODY.top + 8.2, BODY.width, BODY.height - 8.6))


def trend(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Counters above, a chart at the left, a table at the right."""
    cards, chart, table = page.blocks
    if isinstance(cards, Cards) and isinstance(chart, Chart) and isinstance(table, Table):
        draw_cards(canvas, cards, Box(BODY.left, BODY.top, BODY.width, 3.45))
        top = BODY.top + 3.95
        section(canvas, BODY.left, top, chart.title, chart.measure)
        draw_chart(canvas, chart, Box(BODY.left, top + 0.7, 18.6, BODY.top + BODY.height - top - 0.8))
        canvas.line(20.85, top, 20.85, BODY.top + BODY.height, look.RULE, 1, name="divider")
        draw_table(
            canvas, table, Box(21.3, top, look.WIDTH - look.MARGIN - 21.3, BODY.top + BODY.height - top), size=12
        )


def ranking(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Counts of lights, then the table of units."""
    counts, table = page.blocks
    if isinstance(counts, Counts) and isinstance(table, Table):
        draw_counts(canvas, counts, BODY.top - 0.05)
        draw_table(canvas, table, Box(BODY.left, BODY.top + 0.95, BODY.width, BODY.height - 1.5), size=12)


def alerts(canvas: Canvas, outline: Outline, page: Page) -> None:
    """The table of alerts and one line about the orders."""
    table, points = page.blocks
    if isinstance(table, Table) and isinstance(points, Points):
        draw_table(canvas, table, Box(BODY.left, BODY.top, BODY.width, BODY.height - 1.5), size=11)
        point = points.points[0]
        top = BODY.top + BODY.height - 1.15
        canvas.rect(Box(BODY.left, top, BODY.width, 1.0), look.SAND, name="orders_box")
        canvas.rect(Box(BODY.left, top, 0.13, 1.0), look.GOLD, name="orders_bar")
        runs = [Run(f"{point.head}　", 14, look.RED, bold=True), Run(point.body, 14)]
        canvas.text(Box(BODY.left + 0.6, top, BODY.width - 1, 1.0), runs, anchor=MIDDLE, name="orders")


def requests(canvas: Canvas, outline: Outline, page: Page) -> None:
    """One or two tables, one below the other."""
    top = BODY.top
    for table in page.blocks:
        if isinstance(table, Table):
            height = 1.45 if not table.second else 1.15
            top = (
                draw_table(canvas, table, Box(BODY.left, top, BODY.width, BODY.height), row_height=height, size=13)
                + 0.45
            )


def one_table(canvas: Canvas, outline: Outline, page: Page) -> None:
    """One table over the whole body, or the sentence that says there is nothing."""
    for table in page.blocks:
        if isinstance(table, Table) and table.rows:
            draw_table(canvas, table, BODY, row_height=1.6)
        elif isinstance(table, Table):
            canvas.text(
                Box(BODY.left, BODY.top + 4, BODY.width, 2),
                [Run(table.empty, 24, look.GREY)],
                align=CENTER,
                anchor=TOP,
                name="empty",
            )


LAYOUTS: dict[str, Layout] = {
    "cover": cover,
    "one_page": one_page,
    "trend": trend,
    "ranking": ranking,
    "alerts": alerts,
    "requests": requests,
    "table": one_table,
    "table_sentence": table_sentence,
    "stages": stages,
    "watch": watch,
    "roots": roots,
    "two_tables": two_tables,
    "wide_table": wide_table,
    "quality": quality,
    "issues": issues,
    "annex": annex,
    "brief": brief,
    "brief_absent": brief_absent,
}
