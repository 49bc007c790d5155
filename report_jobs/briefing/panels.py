"""Layouts of the slides that hold several blocks side by side."""

from __future__ import annotations

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import CENTER, MIDDLE, Canvas, Run
from report_jobs.briefing.cards import SPARE, draw_cards
from report_jobs.briefing.charts import draw_chart
from report_jobs.briefing.frame import section
from report_jobs.briefing.gantt import draw_plan
from report_jobs.briefing.look import BODY, Box
from report_jobs.briefing.tables import draw_table
from report_jobs.briefing.text import fit, height_of, shrink
from report_jobs.outline.model import Block, Cards, Chart, Outline, Page, Plan, Points, Sentence, Table

CARDS = 3.0
GAP = 0.6
HEADING = 0.75


def parts(box: Box, *shares: float) -> list[Box]:
    """Divide a box into columns by shares."""
    width = (box.width - GAP * (len(shares) - 1)) / sum(shares)
    lefts = [box.left + sum(shares[:i]) * width + GAP * i for i in range(len(shares))]
    return [Box(left, box.top, width * share, box.height) for left, share in zip(lefts, shares, strict=True)]


def below(height: float, foot: float = 0.0) -> Box:
    """Return the body below something of a height, and above something else."""
    return Box(BODY.left, BODY.top + height, BODY.width, BODY.height - height - foot)


def draw_titled_chart(canvas: Canvas, chart: Chart, box: Box) -> None:
    """Draw a chart under its heading; where it has nothing to show, one sentence."""
    section(canvas, box.left, box.top, chart.title, chart.measure, box.width)
    place = Box(box.left, box.top + HEADING, box.width, box.height - HEADING)
    if not any(value for series in chart.bars for value in series.values):
        runs = [Run(chart.empty, 14, look.GREY)]
        canvas.text(Box(place.left, place.top, place.width, 1.2), runs, anchor=MIDDLE, name="empty")
        return
    draw_chart(canvas, chart, place)


def draw_sentence(canvas: Canvas, sentence: Sentence, box: Box) -> None:
    """A paragraph in a warm box with a gold edge; its head above, or before it where the box is low."""
    canvas.rect(box, look.SAND, name="sentence_box")
    canvas.rect(Box(box.left, box.top, 0.13, box.height), look.GOLD, name="sentence_bar")
    low = box.height < 3
    air = 0.15 if low else 0.35
    inner = Box(box.left + 0.75, box.top + air, box.width - 1.5, box.height - 2 * air)
    head = f"{sentence.head}\u3000"
    text = head + sentence.text if low else sentence.text
    room = inner.height - (0.0 if low else 1.2)
    size = next((s for s in (17, 16, 15, 14, 13, 12, 11) if height_of(text, inner.width, s, 1.65) < room), 10)
    if low:
        shown = fit(text, inner.width, size, max(1, int(room / (size * 1.65 * 2.54 / 72))))[len(head) :]
        runs = [Run(head, size, look.RED, bold=True), Run(shown, size, look.INK)]
        canvas.text(inner, runs, anchor=MIDDLE, spacing=1.15, name="sentence")
        return
    lines = [[Run(sentence.head, 16, look.RED, bold=True)], [Run(sentence.text, size, look.INK)]]
    canvas.text(inner, lines, anchor=MIDDLE, spacing=1.25, name="sentence", after=4)


def draw(canvas: Canvas, block: Block, box: Box) -> None:
    """Draw a block in its box."""
    if isinstance(block, Chart):
        draw_titled_chart(canvas, block, box)
    elif isinstance(block, Table):
        draw_table(canvas, block, box)
    elif isinstance(block, Sentence):
        draw_sentence(canvas, block, box)
    elif isinstance(block, Cards):
        draw_cards(canvas, block, box)
    elif isinstance(block, Plan):
        draw_plan(canvas, block, box)


def stages(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Counters of the stages, then the plan."""
    cards, plan = page.blocks
    draw(canvas, cards, Box(BODY.left, BODY.top, BODY.width, CARDS))
    draw(canvas, plan, below(CARDS + 0.45))


def watch(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Three panels, each under its counter."""
    cards, *panels = page.blocks
    shares = (8.0, 8.0, 13.4)
    if isinstance(cards, Cards):
        tops = parts(Box(BODY.left, BODY.top, BODY.width, CARDS), *shares)
        for card, place in zip(cards.cards, tops, strict=True):
            draw_cards(canvas, Cards((card,)), place)
    for block, place in zip(panels, parts(below(CARDS + 0.5), *shares), strict=True):
        draw(canvas, block, place)


def roots(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Two charts and a table, and a sentence below them."""
    *blocks, sentence = page.blocks
    for block, place in zip(blocks, parts(below(0.0, 2.0), 11.5, 9.0, 9.0), strict=True):
        draw(canvas, block, place)
    draw(canvas, sentence, Box(BODY.left, BODY.top + BODY.height - 1.55, BODY.width, 1.55))


def two_tables(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Counters; a chart at the left, two tables at the right, one below the other."""
    cards, chart, first, second = page.blocks
    draw(canvas, cards, Box(BODY.left, BODY.top, BODY.width, CARDS))
    left, right = parts(below(CARDS + 0.5), 11.0, 19.0)
    draw(canvas, chart, left)
    half = right.height * 0.46
    draw(canvas, first, Box(right.left, right.top, right.width, half))
    draw(canvas, second, Box(right.left, right.top + half + 0.4, right.width, right.height - half - 0.4))


def wide_table(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Counters; a table at the left, a chart at the right."""
    cards, table, chart = page.blocks
    draw(canvas, cards, Box(BODY.left, BODY.top, BODY.width, CARDS))
    for block, place in zip((table, chart), parts(below(CARDS + 0.5), 18.5, 11.5), strict=True):
        draw(canvas, block, place)


def quality(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Counters; two charts at the left, one below the other, a table at the right."""
    cards, first, second, table = page.blocks
    draw(canvas, cards, Box(BODY.left, BODY.top, BODY.width, CARDS))
    left, right = parts(below(CARDS + 0.5, 0.2), 12.0, 18.0)
    half = left.height / 2 - 0.15
    draw(canvas, first, Box(left.left, left.top, left.width, half))
    draw(canvas, second, Box(left.left, left.top + half + 0.3, left.width, half))
    draw(canvas, table, right)


def table_sentence(canvas: Canvas, outline: Outline, page: Page) -> None:
    """A table, and a sentence below it."""
    table, sentence = page.blocks
    if isinstance(table, Table):
        draw_table(canvas, table, below(0.0, 3.4), row_height=1.75)
    draw(canvas, sentence, Box(BODY.left, BODY.top + BODY.height - 2.6, BODY.width, 2.2))


def annex(canvas: Canvas, outline: Outline, page: Page) -> None:
    """One dense table."""
    for block in page.blocks:
        if isinstance(block, Table):
            draw_table(canvas, block, BODY, row_height=0.8)


def issues(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Up to three points one below the other, each with its light, and a word on its state."""
    points = page.blocks[0]
    if not isinstance(points, Points):
        return
    if not points.points:
        place = Box(BODY.left, BODY.top + 4, BODY.width, 2)
        canvas.text(place, [Run(points.title, 24, look.GREY)], align=CENTER, name="empty")
        return
    height, gap = 3.9, 0.6
    for number, point in enumerate(points.points, start=1):
        box = Box(BODY.left, BODY.top + 0.2 + (number - 1) * (height + gap), BODY.width, height)
        canvas.rect(box, look.WARM, name="point")
        bar = look.LIGHTS.get(point.light, look.GOLD) if point.light in ("red", "yellow") else look.GOLD
        canvas.rect(Box(box.left, box.top, 0.13, height), bar, name="point_bar")
        figure = [Run(str(number), 36, look.RED, bold=True)]
        canvas.text(Box(box.left + 0.4, box.top, 1.7, height), figure, align=CENTER, anchor=MIDDLE, name="point_number")
        width = box.width - 5.6
        size = shrink(point.head, width, (20, 18, 16, 14), 1)
        head = [Run(fit(point.head, width, size, 1), size, look.INK, bold=True)]
        canvas.text(Box(box.left + 2.3, box.top + 0.35, width, 1.0), head, anchor=MIDDLE, name="point_head")
        chip = Box(box.left + box.width - 2.4, box.top + 0.5, 1.9, 0.75)
        canvas.rect(chip, look.SAND, line=look.GOLD, name="state_box")
        canvas.text(chip, [Run(point.state, 12, look.GOLD_TEXT, bold=True)], align=CENTER, anchor=MIDDLE, name="state")
        if point.light:
            canvas.dot(box.left + 0.62, box.top + 2.95, 0.38, point.light, w.LIGHT_WORDS[point.light])
            word = [Run(w.LIGHT_WORDS[point.light], 11, look.INK)]
            canvas.text(Box(box.left + 1.1, box.top + 2.84, 1.1, 0.6), word, anchor=MIDDLE, name="light_word")
        body_width = box.width - 3.0
        body_size = shrink(point.body, body_width, (18, 16, 15, 14), 2)
        body = [Run(fit(point.body, body_width - SPARE, body_size, 3), body_size, look.GREY)]
        canvas.text(Box(box.left + 2.3, box.top + 1.5, body_width, height - 1.8), body, spacing=1.2, name="point_body")
