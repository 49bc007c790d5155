"""The page of a unit's brief: counters, lights, its open problems at the left, what it must do at the right."""

from __future__ import annotations

from report_jobs.briefing.canvas import Canvas
from report_jobs.briefing.cards import draw_cards, draw_counts
from report_jobs.briefing.look import BODY, Box
from report_jobs.briefing.panels import below, draw_sentence, parts
from report_jobs.briefing.tables import draw_table
from report_jobs.outline.model import Cards, Counts, Outline, Page, Sentence, Table

CARDS, LAMPS, SENTENCE = 3.0, 1.0, 2.4
ROW = 1.35
"""The tallest a row becomes when there are few."""


def brief(canvas: Canvas, outline: Outline, page: Page) -> None:
    """Counters, counts of lights, two tables side by side."""
    cards, counts, *_ = page.blocks
    if isinstance(cards, Cards) and isinstance(counts, Counts):
        draw_cards(canvas, cards, Box(BODY.left, BODY.top, BODY.width, CARDS))
        draw_counts(canvas, counts, BODY.top + CARDS + 0.3)
    _two(canvas, page, below(CARDS + LAMPS + 0.5))


def brief_absent(canvas: Canvas, outline: Outline, page: Page) -> None:
    """The sentence that says what is missing, two tables side by side below it."""
    sentence, *_ = page.blocks
    if isinstance(sentence, Sentence):
        draw_sentence(canvas, sentence, Box(BODY.left, BODY.top, BODY.width, SENTENCE))
    _two(canvas, page, below(SENTENCE + 0.5))


def _two(canvas: Canvas, page: Page, box: Box) -> None:
    tables = [block for block in page.blocks if isinstance(block, Table)]
    for table, place in zip(tables, parts(box, 20.0, 10.0), strict=True):
        draw_table(canvas, table, place, row_height=ROW)
