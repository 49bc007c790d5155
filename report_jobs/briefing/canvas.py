"""A slide being drawn: boxes, lines, dots, texts, links, notes; each shape with a name and alt text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import _Paragraph
from pptx.util import Cm, Pt

from report_jobs.briefing import look
from report_jobs.briefing.look import Box
from report_jobs.briefing.text import clean
from report_jobs.outline.model import Linked

_R, _RPR, _T, _END = qn("a:r"), qn("a:rPr"), qn("a:t"), qn("a:endParaRPr")
_FILL, _COLOUR, _FACES = qn("a:solidFill"), qn("a:srgbClr"), (qn("a:latin"), qn("a:ea"), qn("a:cs"))
LEFT, CENTER, RIGHT = PP_ALIGN.LEFT, PP_ALIGN.CENTER, PP_ALIGN.RIGHT
TOP, MIDDLE, BOTTOM = MSO_ANCHOR.TOP, MSO_ANCHOR.MIDDLE, MSO_ANCHOR.BOTTOM
ALIGN = {"left": LEFT, "center": CENTER, "right": RIGHT}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with its looks; sizes in points. One that is a figure links to its cell."""

    text: str
    size: float
    color: RGBColor = look.INK
    bold: bool = False
    font: str = ""
    figure: Linked | None = None


Text = Sequence[Run] | Sequence[Sequence[Run]]
"""The runs of one paragraph, or several paragraphs."""


class Canvas:
    """One slide."""

    def __init__(self, slide: Slide, register: str) -> None:
        """Draw on a slide; figures link to `register`."""
        self.slide = slide
        self.register = register
        slide.shapes.turbo_add_enabled = True
        self._names: dict[str, int] = {}

    def name(self, shape: Any, name: str, alt: str = "") -> None:
        """Give a shape its name (made unique) and its alternative text; without one it is decoration."""
        self._names[name] = self._names.get(name, 0) + 1
        number = self._names[name]
        shape.name = name if number == 1 else f"{name}.{number}"
        properties = shape._element.xpath(".//p:cNvPr")[0]
        properties.set("descr", clean(alt))

    def rect(
        self,
        box: Box,
        fill: RGBColor | None,
        *,
        line: RGBColor | None = None,
        name: str = "box",
        shape: MSO_SHAPE = MSO_SHAPE.RECTANGLE,
    ) -> Shape:
        """Draw a filled shape without shadow."""
        made = self.slide.shapes.add_shape(shape, *box.emu)
        _plain(made)
        if fill is None:
            made.fill.background()
        else:
            made.fill.solid()
            made.fill.fore_color.rgb = fill
        if line is None:
            made.line.fill.background()
        else:
            made.line.color.rgb = line
            made.line.width = Pt(0.75)
        self.name(made, name)
        return made

    def dot(self, left: float, top: float, size: float, light: str, alt: str) -> None:
        """Draw a light; its word stands beside it."""
        made = self.rect(Box(left, top, size, size), look.LIGHTS[light], name="light", shape=MSO_SHAPE.OVAL)
        made._element.xpath(".//p:cNvPr")[0].set("descr", alt)

    def text(
        self,
        box: Box,
        runs: Text,
        *,
        align: PP_ALIGN = LEFT,
        anchor: MSO_ANCHOR = TOP,
        spacing: float = 1.0,
        name: str = "text",
        after: float = 0.0,
    ) -> Shape:
        """Write a text: runs of one paragraph, or a list of paragraphs."""
        made = self.slide.shapes.add_textbox(*box.emu)
        self.name(made, name)
        self.fill_text(made, runs, align=align, anchor=anchor, spacing=spacing, after=after)
        return made

    def fill_text(
        self,
        shape: Any,
        runs: Text,
        *,
        align: PP_ALIGN = LEFT,
        anchor: MSO_ANCHOR = MIDDLE,
        spacing: float = 1.0,
        after: float = 0.0,
    ) -> None:
        """Set the text of a shape or a table cell."""
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        paragraphs = _paragraphs(runs)
        for number, parts in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = align
            paragraph.line_spacing = spacing
            if after:
                paragraph.space_after = Pt(after)
            for part in parts:
                self._run(paragraph, part)

    def fill_body(self, body: Any, runs: Sequence[Run], *, align: PP_ALIGN, points: float) -> None:
        """Set the one paragraph of a table cell, with exact line spacing."""
        paragraph = _Paragraph(body.p_lst[0], None)
        paragraph.alignment = align
        paragraph.line_spacing = Pt(points)
        for part in runs:
            self._run(paragraph, part)
        if not runs:
            paragraph.font.size = Pt(1)

    def _run(self, paragraph: Any, part: Run) -> None:
        """Append a run; written element by element, since decks are made of thousands of them."""
        body = paragraph._p
        run = etree.SubElement(body, _R)
        looks = {"lang": "zh-CN", "altLang": "en-US", "sz": str(round(part.size * 100)), "b": str(int(part.bold))}
        properties = etree.SubElement(run, _RPR, looks)
        etree.SubElement(etree.SubElement(properties, _FILL), _COLOUR, {"val": str(part.color)})
        if part.font:
            for tag in _FACES:
                etree.SubElement(properties, tag, {"typeface": part.font})
        if part.figure is not None:
            self._link_run(properties, part.figure)
        etree.SubElement(run, _T).text = clean(part.text)
        last = body.find(_END)
        if last is not None:
            body.append(last)

    def _link_run(self, properties: Any, figure: Linked) -> None:
        """Make a run the link to its figure's cell, in the run's own colour and without a line below."""
        properties.set("u", "none")
        target = self.slide.part.relate_to(f"{self.register}#{figure.name}", RT.HYPERLINK, is_external=True)
        link = properties.makeelement(qn("a:hlinkClick"), {qn("r:id"): target})
        link.append(etree.fromstring(_OWN_COLOUR))
        properties.append(link)

    def link(self, shape: Any, figure: Linked, alt: str = "") -> None:
        """Name a shape by its figure and link it to the figure's cell in the register."""
        self.name(shape, figure.name, alt or figure.text)
        shape.click_action.hyperlink.address = f"{self.register}#{figure.name}"

    def line(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        color: RGBColor,
        points: float,
        *,
        dash: bool = False,
        name: str = "line",
    ) -> None:
        """Draw a straight line."""
        made = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Cm(left), Cm(top), Cm(right), Cm(bottom))
        _plain(made)
        made.line.color.rgb = color
        made.line.width = Pt(points)
        if dash:
            made.line.dash_style = MSO_LINE.DASH
        self.name(made, name)

    def notes(self, lines: Sequence[str]) -> None:
        """Write the speaker notes."""
        if lines:
            self.slide.notes_slide.notes_text_frame.text = "\n".join(map(clean, lines))


_OWN_COLOUR = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
    "</a:ext></a:extLst>"
)


def _plain(shape: Any) -> None:
    """Take the theme's style from a shape: its shadow and outline are not part of our look."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def _paragraphs(runs: Text) -> list[list[Run]]:
    """Return paragraphs, whichever way the text was given."""
    single = [run for run in runs if isinstance(run, Run)]
    return [single] if single or not runs else [list(part) for part in runs if not isinstance(part, Run)]
