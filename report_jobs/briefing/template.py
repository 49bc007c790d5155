"""The base of the deck: 16:9, two layouts, our theme fonts and colours, nothing of the library's own.

Where the parts of a slide stand is read from shapes of the layout by their names, so that
a designer can move them, and an own template can replace the base.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Cm, Emu

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.look import Box
from workbooks.configuration import ConfigError

Places = dict[str, Box]
"""Where each part of a slide's frame stands, by its name."""
_RIGHT = look.WIDTH - look.MARGIN
PLACES: Places = {
    "title": Box(2.15, 0.72, 25.0, 1.82),
    "title_bar": Box(look.MARGIN, 1.0, 0.17, 1.25),
    "corner": Box(27.3, 0.95, _RIGHT - 27.3, 1.1),
    "rule_red": Box(look.MARGIN, 2.62, _RIGHT - look.MARGIN, 0),
    "rule_gold": Box(look.MARGIN, 2.72, _RIGHT - look.MARGIN, 0),
    "rule_foot": Box(look.MARGIN, 17.95, _RIGHT - look.MARGIN, 0),
    "source": Box(look.MARGIN, 18.03, 24.5, 0.5),
    "page": Box(26.5, 18.03, _RIGHT - 26.5, 0.5),
}
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


def new_deck(template: bytes | None = None, file: str = "") -> Deck:
    """Return an empty deck, from the office's own template when one is given.

    Raises ConfigError when that is no deck or has not our size.
    """
    if template is None:
        return Presentation(io.BytesIO(base()))
    try:
        deck = Presentation(io.BytesIO(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise ConfigError("jobs.toml", w.TEMPLATE_KEY, w.TEMPLATE_NOT_DECK.format(file=file)) from error
    wanted = Cm(look.WIDTH), Cm(look.HEIGHT)
    if any(abs(has - want) > Cm(0.05) for has, want in zip((deck.slide_width, deck.slide_height), wanted, strict=True)):
        raise ConfigError("jobs.toml", w.TEMPLATE_KEY, w.TEMPLATE_SIZE.format(file=file))
    for listed in list(deck.slides._sldIdLst):
        deck.part.drop_rel(listed.rId)
        deck.slides._sldIdLst.remove(listed)
    return deck


def own_template(root: Path, file: str) -> bytes | None:
    """Read the office's own template in the workplace, None when no file is named. Raises ConfigError, OSError."""
    if not file:
        return None
    try:
        return (root / file).read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise ConfigError("jobs.toml", w.TEMPLATE_KEY, w.TEMPLATE_GONE.format(file=file)) from error


def places_of(deck: Deck, file: str = "") -> tuple[SlideLayout, Places]:
    """Return the layout that has all the named shapes, and where they stand.

    Raises ConfigError naming the first shape that is missing and those that are there,
    in the layout that comes nearest.
    """
    found = [(layout, _named(layout)) for layout in deck.slide_layouts]
    layout, there = max(found, key=lambda pair: len(PLACES.keys() & pair[1].keys()), default=(None, {}))
    missing = next((name for name in PLACES if name not in there), None)
    if layout is None or missing is not None:
        shown = w.COMMA.join(there) or w.TEMPLATE_NOTHING
        told = w.TEMPLATE_MISSING.format(file=file, name=missing or next(iter(PLACES)), there=shown)
        raise ConfigError("jobs.toml", w.TEMPLATE_KEY, told)
    return layout, {name: there[name] for name in PLACES}


def _named(layout: SlideLayout) -> Places:
    """Return a layout's shapes by name; the title counts only as the placeholder that slides inherit."""
    titles = {p.shape_id for p in layout.placeholders if p.placeholder_format.idx == 0}
    return {
        shape.name: Box(*(Emu(side).cm for side in (shape.left, shape.top, shape.width, shape.height)))
        for shape in layout.shapes
        if shape.name != "title" or shape.shape_id in titles
    }


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
    _place(next(layout for layout in deck.slide_layouts if layout.name == KEPT[0]))
    properties = deck.core_properties
    properties.author = properties.last_modified_by = properties.title = ""
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _place(layout: SlideLayout) -> None:
    """Put the named shapes on a layout: empty, so that they show nothing by themselves."""
    layout.name = w.LAYOUT
    title = next(p for p in layout.placeholders if p.placeholder_format.idx == 0)
    title.name = "title"
    title.left, title.top, title.width, title.height = PLACES["title"].emu
    for number, (name, box) in enumerate(PLACES.items(), start=100):
        if name != "title":
            left, top, width, height = box.emu
            layout.shapes._spTree.append(
                parse_xml(_SHAPE.format(id=number, name=name, left=left, top=top, width=width, height=height))
            )


_SHAPE = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    '<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></p:spPr>'
    '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
)


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
