"""What every slide but the cover has: title, rules, corner, source line, mark and page."""

from __future__ import annotations

from collections.abc import Callable

from pptx.dml.color import RGBColor
from pptx.slide import Slide
from pptx.util import Cm

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import BOTTOM, MIDDLE, RIGHT, Canvas, Run
from report_jobs.briefing.look import Box
from report_jobs.briefing.template import Places
from report_jobs.briefing.text import fit, shrink, width_of, wrap
from report_jobs.outline.model import Outline, Page


def draw_frame(
    canvas: Canvas, outline: Outline, page: Page, number: int, total: int, places: Places
) -> Callable[[], None]:
    """Draw the frame of a slide, each part at its place in the template: the title first, then what is above the body.

    Return what draws the parts below it; they are read last, and so drawn last.
    """
    told = w.PAGE.format(mark=outline.mark, number=number, total=total)
    corner = [[Run(outline.issue, 10, look.GREY)], [Run(page.corner, 10, look.GOLD_TEXT, bold=True)]]
    draws: dict[str, Callable[[Box], object]] = {
        "title_bar": lambda box: canvas.rect(box, look.RED, name="title_bar"),
        "corner": lambda box: canvas.text(box, corner, align=RIGHT, anchor=MIDDLE, name="corner"),
        "rule_red": lambda box: _rule(canvas, box, look.RED, 2.25, "rule_red"),
        "rule_gold": lambda box: _rule(canvas, box, look.GOLD, 0.75, "rule_gold"),
        "rule_foot": lambda box: _rule(canvas, box, look.RULE, 0.75, "rule_foot"),
        "source": lambda box: canvas.text(box, [Run(page.source, 9, look.GREY)], anchor=MIDDLE, name="source"),
        "page": lambda box: canvas.text(box, [Run(told, 9, look.GREY)], align=RIGHT, anchor=MIDDLE, name="page"),
    }
    ordered = sorted(draws, key=lambda name: (round(places[name].top, 1), places[name].left))

    def draw(*, foot: bool) -> None:
        for name in ordered:
            if (places[name].top > look.BODY_TOP) is foot:
                draws[name](places[name])

    title(canvas, page.title, places["title"])
    draw(foot=False)
    return lambda: draw(foot=True)


def _rule(canvas: Canvas, box: Box, color: RGBColor, points: float, name: str) -> None:
    canvas.line(box.left, box.top, box.left + box.width, box.top, color, points, name=name)


def title(canvas: Canvas, text: str, box: Box, *, size: float | None = None, hidden: bool = False) -> None:
    """Write the slide's title into its title placeholder."""
    shape = canvas.slide.shapes.title
    if shape is None:
        raise KeyError("the layout has no title; use one that has a title placeholder")
    shape.left, shape.top, shape.width, shape.height = box.emu
    points = size or shrink(text, box.width, (24, 22, 20, 18), 1)
    if not size and len(wrap(text, box.width, points)) > 1:
        points = shrink(text, box.width, (18, 17, 16), 2)
        text = fit(text, box.width, points, 2)
    runs = [Run(text, points, look.RED, bold=True)]
    canvas.fill_text(shape, runs, anchor=BOTTOM if hidden else MIDDLE, spacing=1.0 if hidden else 0.95)
    shape.name = "title"


def section(canvas: Canvas, left: float, top: float, text: str, measure: str = "", width: float = 14.0) -> None:
    """Write the heading of a part of a slide."""
    canvas.rect(Box(left, top + 0.08, 0.22, 0.44), look.RED, name="section_bar")
    told = w.MEASURE.format(measure) if measure else ""
    room = width - 0.45 - width_of(told, 11)
    size = shrink(text, room, (14, 13, 12, 11), 1)
    runs = [Run(fit(text, room, size, 1), size, bold=True)]
    if measure:
        runs.append(Run(told, 11, look.GREY))
    canvas.text(Box(left + 0.45, top, width - 0.45, 0.6), runs, anchor=MIDDLE, name="section")


def blank(slide: Slide) -> None:
    """Take the empty placeholders but the title from a slide."""
    for shape in list(slide.placeholders):
        if shape.placeholder_format.idx != 0:
            shape.element.getparent().remove(shape.element)


def hide(canvas: Canvas) -> None:
    """Keep a title for readers of the outline, off the printed area of the cover."""
    shape = canvas.slide.shapes.title
    if shape is not None:
        shape.top = Cm(-2)
