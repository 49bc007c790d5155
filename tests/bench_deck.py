"""How fast a deck is made: python -m tests.bench_deck.

Prints milliseconds per slide and decks per minute (processor time), cold (the first deck of a process) and
warm, and the ratio to plain python-pptx calls that put the same shapes, texts, tables and
charts on the same slides with the library's own methods, one call each, nothing measured,
linked or checked.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Pt

from report_jobs.briefing import build
from report_jobs.outline import outline
from tests.frozen import weeks

TIMES = 5


def plain(data: bytes) -> int:
    """Make the slides of a deck again by plain calls and return how many shapes that were."""
    given, deck, count = Presentation(io.BytesIO(data)), Presentation(), 0
    deck.slide_width, deck.slide_height = given.slide_width, given.slide_height
    for source in given.slides:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text_frame.text = source.shapes.title.text_frame.text
        for shape in source.shapes:
            if shape != source.shapes.title:
                _again(slide, shape)
                count += 1
        slide.notes_slide.notes_text_frame.text = source.notes_slide.notes_text_frame.text
    deck.save(io.BytesIO())
    return count


def _again(slide, shape) -> None:
    box = shape.left, shape.top, shape.width, shape.height
    if shape.has_chart:
        _chart(slide, shape.chart, box)
    elif shape.has_table:
        _table(slide, shape.table, box)
    elif not hasattr(shape, "text_frame"):
        slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, box[0], box[1], box[0] + box[2], box[1] + box[3])
    else:
        made = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
        made.name = shape.name
        _text(made.text_frame, shape.text_frame)


def _chart(slide, chart, box) -> None:
    data = CategoryChartData()
    data.categories = list(chart.plots[0].categories)
    for series in chart.plots[0].series:
        data.add_series(series.name, series.values)
    slide.shapes.add_chart(chart.chart_type, *box, data)


def _table(slide, table, box) -> None:
    rows, columns = len(table.rows), len(table.columns)
    made = slide.shapes.add_table(rows, columns, *box).table
    for row in range(rows):
        for column in range(columns):
            _text(made.cell(row, column).text_frame, table.cell(row, column).text_frame)


def _text(made, given) -> None:
    for number, paragraph in enumerate(given.paragraphs):
        target = made.paragraphs[0] if number == 0 else made.add_paragraph()
        for run in paragraph.runs:
            written = target.add_run()
            written.text, written.font.size, written.font.bold = run.text, run.font.size or Pt(12), run.font.bold


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Time and print."""
    frozen = weeks(absent={47: ["QY001"]})[-1]
    cold = seconds(lambda: build(outline(frozen)))
    deck = build(outline(frozen))
    slides = len(Presentation(io.BytesIO(deck)).slides)
    warm = statistics.median(seconds(lambda: build(outline(frozen))) for _ in range(TIMES))
    shapes = plain(deck)
    reading = seconds(lambda: [s.name for s in Presentation(io.BytesIO(deck)).slides])
    simple = statistics.median(seconds(lambda: plain(deck)) for _ in range(TIMES)) - reading
    print(f"slides {slides}, shapes {shapes}")
    print(
        f"cold {cold:.2f} s, warm {warm:.2f} s: {warm / slides * 1000:.0f} ms per slide, {60 / warm:.0f} decks per minute"
    )
    print(f"plain python-pptx {simple:.2f} s: {simple / warm:.2f} times ours")


if __name__ == "__main__":
    main()
