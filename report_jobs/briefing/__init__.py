"""briefing.pptx: the outline drawn on slides; native charts and tables, every figure a link."""

from __future__ import annotations

import io

from report_jobs.briefing.canvas import Canvas
from report_jobs.briefing.frame import blank, draw_frame
from report_jobs.briefing.layouts import LAYOUTS
from report_jobs.briefing.pages import paginate
from report_jobs.briefing.template import new_deck, own_template, places_of
from report_jobs.outline.model import Outline
from workbooks.package import normalise

__all__ = ["build", "own_template"]


def build(outline: Outline, *, template: bytes | None = None, file: str = "") -> bytes:
    """Return the deck of an outline, the same bytes for the same outline.

    `template` is the office's own, from a file of this name; the parts of a slide stand
    where its layout has shapes of their names. Raises ConfigError when one is missing.
    """
    deck = new_deck(template, file)
    layout, places = places_of(deck, file)
    pages = paginate(outline.pages)
    for number, page in enumerate(pages, start=1):
        slide = deck.slides.add_slide(layout)
        blank(slide)
        canvas = Canvas(slide, outline.register)
        if page.layout == "cover":
            LAYOUTS[page.layout](canvas, outline, page)
        else:
            draw_foot = draw_frame(canvas, outline, page, number, len(pages), places)
            LAYOUTS[page.layout](canvas, outline, page)
            draw_foot()
        canvas.notes(page.notes)
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = outline.issue, outline.office, outline.office
    properties.created = properties.modified = outline.when
    buffer = io.BytesIO()
    deck.save(buffer)
    return normalise(buffer.getvalue(), outline.when)
