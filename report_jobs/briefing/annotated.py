"""The template as a file for a designer: one slide that shows every named shape and what stands there."""

from __future__ import annotations

import datetime as dt
import io

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import Canvas, Run
from report_jobs.briefing.frame import blank, title
from report_jobs.briefing.look import Box
from report_jobs.briefing.template import new_deck, places_of
from workbooks.package import normalise

_WHEN = dt.datetime(2026, 1, 1)


def annotated() -> bytes:
    """Return the template that ships with the product, its names written on a slide that no briefing keeps."""
    deck = new_deck()
    layout, places = places_of(deck)
    slide = deck.slides.add_slide(layout)
    blank(slide)
    canvas = Canvas(slide, "")
    title(canvas, w.TEMPLATE_TITLE, places["title"])
    for name, box in places.items():
        if name != "title":
            canvas.rect(box, None, line=look.RED, name=name)
    canvas.rect(look.BODY, None, line=look.TAUPE, name="body").line.dash_style = look.DASH
    lines = [[Run(w.TEMPLATE_LINE.format(name=name, what=what), 16)] for name, what in w.PLACES.items()]
    lines.append([Run(w.TEMPLATE_FIXED, 16, look.GREY)])
    inner = Box(look.BODY.left + 1, look.BODY.top + 0.8, look.BODY.width - 2, look.BODY.height - 1.6)
    canvas.text(inner, lines, name="names", after=8)
    deck.core_properties.created = deck.core_properties.modified = _WHEN
    buffer = io.BytesIO()
    deck.save(buffer)
    return normalise(buffer.getvalue(), _WHEN)
