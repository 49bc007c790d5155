"""How the workbook looks: palette, fonts, one named style for each role, conditional colours."""

from __future__ import annotations

from copy import copy
from enum import StrEnum

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils.indexed_list import IndexedList

from workbooks.dictionary.asks import Need
from workbooks.row import Kind
from workbooks.words import FONT

RED, GOLD, GREY, INK, FAINT = "9B1B1E", "7F611A", "6B655C", "262626", "8C867C"
WARM, LOCKED_FILL, AMBER, ROSE, GREEN, LINE = "F7F3EC", "EFEDE9", "FFF0C2", "F9D9D7", "E3EFE4", "DDD6C9"


class Look(StrEnum):
    """The role that a cell plays, and so its style."""

    TITLE = "title"
    COVER_TITLE = "cover_title"
    SUBTITLE = "subtitle"
    RULED = "ruled"
    SECTION = "section"
    BANNER = "banner"
    REMARK = "remark"
    LINK = "link"
    BODY = "body"
    BODY_BOLD = "body_bold"
    COUNT = "count"
    COUNT_LINK = "count_link"
    MISSING = "missing"
    WRONG = "wrong"
    NAMES = "names"
    GAP = "gap"
    HEAD_REQUIRED = "head_required"
    HEAD_CONDITION = "head_condition"
    HEAD_OPTIONAL = "head_optional"
    HEAD_LOCKED = "head_locked"
    LABEL_REQUIRED = "label_required"
    LABEL_CONDITION = "label_condition"
    LABEL_OPTIONAL = "label_optional"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    INTEGER = "integer"
    MONEY = "money"
    FORM_TEXT = "form_text"
    FORM_LONG = "form_long"
    FORM_DATE = "form_date"
    FORM_LOCKED = "form_locked"
    LOCKED_TEXT = "locked_text"
    LOCKED_CHOICE = "locked_choice"
    LOCKED_DATE = "locked_date"
    LOCKED_INTEGER = "locked_integer"
    LOCKED_MONEY = "locked_money"
    VIEW_TITLE = "view_title"
    VIEW_HEAD = "view_head"
    VIEW_TEXT = "view_text"
    VIEW_CENTRE = "view_centre"
    VIEW_DATE = "view_date"


HEADS = {
    Need.ALWAYS: Look.HEAD_REQUIRED,
    Need.CONDITION: Look.HEAD_CONDITION,
    Need.OPTIONAL: Look.HEAD_OPTIONAL,
    Need.OFFICE: Look.HEAD_LOCKED,
    Need.AUTOMATIC: Look.HEAD_LOCKED,
}
LABELS = {
    Need.ALWAYS: Look.LABEL_REQUIRED,
    Need.CONDITION: Look.LABEL_CONDITION,
    Need.OPTIONAL: Look.LABEL_OPTIONAL,
    Need.OFFICE: Look.LABEL_OPTIONAL,
    Need.AUTOMATIC: Look.LABEL_OPTIONAL,
}
INPUTS = {
    Kind.DATE: Look.DATE,
    Kind.INT: Look.INTEGER,
    Kind.MONEY: Look.MONEY,
    Kind.CHOICE: Look.CHOICE,
    Kind.PERSON: Look.CHOICE,
    Kind.MASKED: Look.CHOICE,
}
_LOCKED = {
    Look.TEXT: Look.LOCKED_TEXT,
    Look.CHOICE: Look.LOCKED_CHOICE,
    Look.DATE: Look.LOCKED_DATE,
    Look.INTEGER: Look.LOCKED_INTEGER,
    Look.MONEY: Look.LOCKED_MONEY,
}


def input_look(kind: Kind, *, locked: bool) -> Look:
    """Return the style of a table's data cells."""
    look = INPUTS.get(kind, Look.TEXT)
    return _LOCKED[look] if locked else look


_THIN = Side(style="thin", color=LINE)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_DARK = Side(style="thin", color=GREY)
_DARK_BOX = Border(left=_DARK, right=_DARK, top=_DARK, bottom=_DARK)
_OPEN = Protection(locked=False)
_FORMATS = {"text": "@", "date": "yyyy-mm-dd", "integer": "0", "money": "#,##0.00", "general": "General"}


class SchemaFont(Font):
    """A font whose parts are written in the order of the schema, which the library does not keep."""

    __elements__ = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
                    "name", "family", "charset", "scheme")  # fmt: skip
    __attrs__ = Font.__attrs__
    __nested__ = Font.__nested__


def _font(size: float = 10, color: str = INK, *, bold: bool = False, underline: bool = False) -> Font:
    made = SchemaFont(name=FONT, family=2, charset=134, size=size, bold=bold, color=color)
    if underline:
        made.underline = "single"
    return made


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color)


def _align(horizontal: str = "left", vertical: str = "center", *, wrap: bool = True, indent: int = 0) -> Alignment:
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap, indent=indent)


def _head(fill: str, ink: str = "FFFFFF") -> NamedStyle:
    style = NamedStyle(font=_font(10, ink, bold=True), fill=_fill(fill), alignment=_align("center"))
    white = Side(style="thin", color="FFFFFF")
    style.border = Border(left=white, right=white)
    return style


def _label(ink: str) -> NamedStyle:
    return NamedStyle(font=_font(10.5, ink, bold=True), fill=_fill(WARM), border=_BOX, alignment=_align(indent=1))


def _data(form: str, horizontal: str, *, locked: bool) -> NamedStyle:
    style = NamedStyle(font=_font(10, GREY if locked else INK))
    style.alignment = _align(horizontal, indent=1 if horizontal == "left" else 0)
    style.number_format = _FORMATS[form]
    style.protection = Protection(locked=True) if locked else _OPEN
    if locked:
        style.fill = _fill(LOCKED_FILL)
    return style


def _form(form: str, *, top: bool = False, locked: bool = False) -> NamedStyle:
    style = NamedStyle(font=_font(10.5, GREY if locked else INK), border=_BOX)
    style.alignment = _align(vertical="top" if top else "center", indent=0 if top else 1)
    style.number_format = _FORMATS[form]
    style.protection = Protection(locked=True) if locked else _OPEN
    style.fill = _fill(LOCKED_FILL if locked else "FFFFFF")
    return style


def _view(horizontal: str, form: str = "general") -> NamedStyle:
    style = NamedStyle(font=_font(10), number_format=_FORMATS[form])
    style.alignment = _align(horizontal, indent=1 if horizontal == "left" else 0)
    return style


def _plain(font: Font, *, wrap: bool = False, horizontal: str = "left", indent: int = 0) -> NamedStyle:
    return NamedStyle(font=font, alignment=_align(horizontal, wrap=wrap, indent=indent))


def _swatch(fill: str) -> NamedStyle:
    """A sample of a conditional colour for the guide's legend."""
    return NamedStyle(font=_font(10), fill=_fill(fill), alignment=_align("center"))


def _ruled() -> NamedStyle:
    """The line below a title: grey words over a red rule."""
    style = _plain(_font(11, GREY))
    style.border = Border(bottom=Side(style="medium", color=RED))
    return style


def _looks() -> dict[Look, NamedStyle]:
    made = {
        Look.TITLE: _plain(_font(20, RED, bold=True)),
        Look.COVER_TITLE: _plain(_font(22, RED, bold=True)),
        Look.SUBTITLE: _plain(_font(11, GREY)),
        Look.RULED: _ruled(),
        Look.SECTION: _plain(_font(12, GOLD, bold=True)),
        Look.BANNER: _plain(_font(15, RED, bold=True)),
        Look.REMARK: _plain(_font(9.5, GREY), wrap=True, indent=1),
        Look.LINK: _plain(_font(10, GOLD, underline=True)),
        Look.BODY: _plain(_font(10.5), wrap=True, indent=1),
        Look.BODY_BOLD: _plain(_font(10.5, RED, bold=True)),
        Look.COUNT: _plain(_font(10.5), horizontal="center"),
        Look.COUNT_LINK: _plain(_font(10.5, GREY), horizontal="center"),
        Look.MISSING: _swatch(AMBER),
        Look.WRONG: _swatch(ROSE),
        Look.NAMES: _plain(_font(9, FAINT)),
        Look.GAP: _plain(_font(9, RED, bold=True), horizontal="center"),
        Look.HEAD_REQUIRED: _head(RED),
        Look.HEAD_CONDITION: _head(GOLD),
        Look.HEAD_OPTIONAL: _head(FAINT),
        Look.HEAD_LOCKED: _head(LOCKED_FILL, GREY),
        Look.LABEL_REQUIRED: _label(RED),
        Look.LABEL_CONDITION: _label(GOLD),
        Look.LABEL_OPTIONAL: _label(GREY),
        Look.FORM_TEXT: _form("text"),
        Look.FORM_LONG: _form("text", top=True),
        Look.FORM_DATE: _form("date"),
        Look.FORM_LOCKED: _form("text", locked=True),
        Look.VIEW_TITLE: _plain(_font(18, INK, bold=True), horizontal="center"),
        Look.VIEW_HEAD: _head(WARM, INK),
        Look.VIEW_TEXT: _view("left"),
        Look.VIEW_CENTRE: _view("center"),
        Look.VIEW_DATE: _view("center", "date"),
    }
    made[Look.VIEW_HEAD].border = _DARK_BOX
    inputs = {
        Look.TEXT: ("text", "left"),
        Look.CHOICE: ("text", "center"),
        Look.DATE: ("date", "center"),
        Look.INTEGER: ("integer", "center"),
        Look.MONEY: ("money", "right"),
    }
    for look, (form, horizontal) in inputs.items():
        made[look] = _data(form, horizontal, locked=False)
        made[_LOCKED[look]] = _data(form, horizontal, locked=True)
    return made


def use_our_font(workbook: Workbook) -> None:
    """Make our font the workbook's default, in place of the library's, whose parts are out of order."""
    workbook._fonts = IndexedList([_font(10)])  # type: ignore[attr-defined]
    workbook._named_styles["Normal"].font = _font(10)  # type: ignore[attr-defined]


class Styles:
    """The named styles of one workbook. Text columns have the format @: what is typed stays text."""

    def __init__(self, workbook: Workbook) -> None:
        """Register every style; the workbook's default font becomes ours too, as widths depend on it."""
        use_our_font(workbook)
        self._arrays: dict[Look, StyleArray] = {}
        for look, style in _looks().items():
            style.name = f"yian {look.value}"
            workbook.add_named_style(style)
            self._arrays[look] = style.as_tuple()

    def dress(self, thing: StyleableObject, look: Look) -> None:
        """Give a cell, or a column's blank cells, its style: all of it at once, as speed demands.

        A date sets a format of its own when it is written, so a cell gets its value first.
        """
        thing._style = copy(self._arrays[look])  # type: ignore[attr-defined]


def _tint(fill: str = "", ink: str = "", *, bold: bool = False) -> DifferentialStyle:
    font = SchemaFont(color=ink or None, bold=bold or None) if ink or bold else None
    return DifferentialStyle(font=font, fill=PatternFill(bgColor=fill) if fill else None)


MISSING = _tint(AMBER)
WRONG = _tint(ROSE, RED, bold=True)
GOOD = _tint(GREEN, "1F5C2E")
WARN = _tint("FBEFD5", GOLD)
BAD = _tint(ROSE, RED)
QUIET = _tint("", FAINT)
STARTED = DifferentialStyle(border=Border(bottom=_THIN, right=_THIN))
PRINTED = DifferentialStyle(border=_DARK_BOX)
"""Conditional colours: missing, wrong, states of things, and the lines of a row that was started."""
