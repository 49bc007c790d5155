"""The base of the deck: 16:9, two layouts, our theme fonts and colours, nothing of the library's own."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Deck
from pptx.util import Cm

from report_jobs.briefing import look
from report_jobs.briefing import words as w

KEPT = ("Title Only", "Blank")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLOURS = {
    "dk1": "262626",
    "lt1": "FFFFFF",
    "dk2": "595959",
    "lt2": "F9F8F4",
    "accent1": "9B1B1E",
    "accent2": "B8903B",
    "accent3": "7D7464",
    "accent4": "23784A",
    "accent5": "E8A317",
    "accent6": "CC1F36",
    "hlink": "7A1315",
    "folHlink": "7A1315",
}


def new_deck(template: bytes | None = None) -> Deck:
    """Return an empty deck, from the office's own template when one is given."""
    return Presentation(io.BytesIO(template if template is not None else base()))


@cache
def base() -> bytes:
    """Return the base as a file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(look.WIDTH), Cm(look.HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in KEPT:
            deck.slide_layouts.remove(layout)
        else:
            for shape in list(layout.placeholders):
                if shape.placeholder_format.type is not None and shape.placeholder_format.idx != 0:
                    shape.element.getparent().remove(shape.element)
    for shape in list(deck.slide_master.placeholders):
        if shape.placeholder_format.idx != 0:
            shape.element.getparent().remove(shape.element)
    _drop(deck.part.package, RT.THUMBNAIL)
    _drop(deck.part, RT.PRINTER_SETTINGS)
    _theme(deck)
    properties = deck.core_properties
    properties.author = properties.last_modified_by = properties.title = ""
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _drop(owner: Any, kind: str) -> None:
    """Drop a relationship of some kind, and with it the part that nothing else refers to."""
    for key, relation in list(owner._rels.items()):
        if relation.reltype == kind:
            owner._rels.pop(key)


def _theme(deck: Deck) -> None:
    part = deck.slide_master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "yian")
    for kind in ("majorFont", "minorFont"):
        font = theme.find(f".//{_A}{kind}")
        for tag in ("latin", "ea", "cs"):
            font.find(f"{_A}{tag}").set("typeface", w.BODY_FONT)
        for script in font.findall(f"{_A}font"):
            font.remove(script)
    for name, value in _COLOURS.items():
        slot = theme.find(f".//{_A}{name}")
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{_A}srgbClr").set("val", value)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
