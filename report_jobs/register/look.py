"""How the register looks: palette, and the formats of cells by their role, band and tone."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from report_jobs.metrics.declared import Shown
from report_jobs.register.words import CHANGE_FORMAT, CHECK_FORMAT, MOVE_FORMAT, POINTS_FORMAT
from workbooks.words import FONT

RED, GOLD, INK, GREY = "#9B1B1E", "#7F611A", "#262626", "#595959"
WHITE, RULE, BAND, WARM = "#FFFFFF", "#DDD6C8", "#FBF8F1", "#F3EBDC"
SLATE, BROWN, ASH = "#5B7083", "#A0522D", "#7F7F7F"
LINE_HEIGHT = 15
"""Points that one line of a cell takes."""


class Look(StrEnum):
    """The role of a cell, and so its alignment and number format."""

    TEXT = "text"
    SHORT = "short"
    CENTRE = "centre"
    LINK = "link"
    DATE = "date"
    MOMENT = "moment"
    COUNT = "count"
    RATE = "rate"
    MONEY = "money"
    SCORE = "score"
    PERCENT = "percent"
    POINTS = "points"
    EXACT = "exact"
    CHECK = "check"
    MOVE = "move"
    MONEY_MOVE = "money_move"
    EXACT_MOVE = "exact_move"
    COUNT_DELTA = "count_delta"
    MONEY_DELTA = "money_delta"
    SCORE_DELTA = "score_delta"
    HEAD = "head"
    TITLE = "title"
    REMARK = "remark"
    NAVIGATE = "navigate"
    SENTENCE = "sentence"


class Shade(StrEnum):
    """The ground of a table row: plain, the pale band of every other group, or a row of totals."""

    PLAIN = "plain"
    BAND = "band"
    STRONG = "strong"


class Tone(StrEnum):
    """A colour with a meaning; it never stands without its word."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"


INKS = {Tone.RED: "#CC1F36", Tone.YELLOW: "#8A5A00", Tone.BLUE: "#1F4E9E", Tone.GREEN: "#23784A", Tone.GREY: "#6B6B6B"}
FILLS = {Tone.RED: "#F9D7D9", Tone.YELLOW: "#FFF0C2", Tone.BLUE: "#DCE6F5", Tone.GREEN: "#DDEFE3", Tone.GREY: "#ECEAE6"}

NUMBERS = {Shown.COUNT: "#,##0", Shown.RATE: "0.0%", Shown.MONEY: "#,##0.00", Shown.SCORE: "0.0", Shown.AVERAGE: "0.0"}
"""Number formats of metrics."""
EXACT = "#,##0.000000"
"""Number format of points of the score in their account."""
LOOKS = {
    Shown.COUNT: Look.COUNT,
    Shown.RATE: Look.RATE,
    Shown.MONEY: Look.MONEY,
    Shown.SCORE: Look.SCORE,
    Shown.AVERAGE: Look.SCORE,
}

DELTAS = {
    Shown.COUNT: Look.COUNT_DELTA,
    Shown.RATE: Look.POINTS,
    Shown.MONEY: Look.MONEY_DELTA,
    Shown.SCORE: Look.SCORE_DELTA,
    Shown.AVERAGE: Look.SCORE_DELTA,
}

MOVES = {Look.COUNT: Look.MOVE, Look.MONEY: Look.MONEY_MOVE, Look.EXACT: Look.EXACT_MOVE}
"""Looks of what moved in an account, which is mostly nothing."""

_TOP = {"valign": "top"}
_NUMBER = {"align": "right", "indent": 1, **_TOP}
_ROLES: dict[Look, dict[str, Any]] = {
    Look.TEXT: {"text_wrap": True, **_TOP},
    Look.SHORT: {"align": "left", **_TOP},
    Look.CENTRE: {"align": "center", "text_wrap": True, **_TOP},
    Look.LINK: {"font_color": GOLD, "underline": 1, **_TOP},
    Look.DATE: {"align": "center", "num_format": "yyyy-mm-dd", **_TOP},
    Look.MOMENT: {"align": "center", "num_format": "yyyy-mm-dd hh:mm", **_TOP},
    Look.COUNT: {"num_format": NUMBERS[Shown.COUNT], **_NUMBER},
    Look.RATE: {"num_format": NUMBERS[Shown.RATE], **_NUMBER},
    Look.MONEY: {"num_format": NUMBERS[Shown.MONEY], **_NUMBER},
    Look.SCORE: {"num_format": NUMBERS[Shown.SCORE], **_NUMBER},
    Look.EXACT: {"num_format": EXACT, **_NUMBER},
    Look.MOVE: {"num_format": MOVE_FORMAT.format(NUMBERS[Shown.COUNT]), **_NUMBER},
    Look.MONEY_MOVE: {"num_format": MOVE_FORMAT.format(NUMBERS[Shown.MONEY]), **_NUMBER},
    Look.EXACT_MOVE: {"num_format": MOVE_FORMAT.format(EXACT), **_NUMBER},
    Look.CHECK: {"num_format": CHECK_FORMAT, "align": "center", **_TOP},
    Look.PERCENT: {"num_format": "0%", **_NUMBER},
    Look.POINTS: {"num_format": POINTS_FORMAT, **_NUMBER},
    Look.COUNT_DELTA: {"num_format": CHANGE_FORMAT.format(NUMBERS[Shown.COUNT]), **_NUMBER},
    Look.MONEY_DELTA: {"num_format": CHANGE_FORMAT.format(NUMBERS[Shown.MONEY]), **_NUMBER},
    Look.SCORE_DELTA: {"num_format": CHANGE_FORMAT.format(NUMBERS[Shown.SCORE]), **_NUMBER},
    Look.HEAD: {"align": "center", "text_wrap": True, "bold": True, "font_color": WHITE, "bg_color": RED},
    Look.TITLE: {"bold": True, "font_size": 14, "font_color": RED},
    Look.REMARK: {"font_size": 9, "font_color": GREY},
    Look.NAVIGATE: {"font_color": RED, "underline": 1},
    Look.SENTENCE: {"font_size": 11, "font_color": GREY},
}
_BOXED = frozenset(Look) - {Look.TITLE, Look.REMARK, Look.NAVIGATE, Look.SENTENCE}
_SHADES: dict[Shade, dict[str, Any]] = {
    Shade.PLAIN: {},
    Shade.BAND: {"bg_color": BAND},
    Shade.STRONG: {"bg_color": WARM, "bold": True},
}


def properties(look: Look, shade: Shade = Shade.PLAIN, tone: Tone | None = None) -> dict[str, Any]:
    """Return the format of a cell; on a head the shade has no effect."""
    made: dict[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
    if look in _BOXED:
        made |= {"border": 1, "border_color": RULE, **_SHADES[shade]}
    made |= _ROLES[look]
    return made | ({"font_color": INKS[tone]} if tone is not None else {})


def toned(tone: Tone) -> dict[str, Any]:
    """Return the conditional format of a cell that holds a word with this tone."""
    return {"font_color": INKS[tone], "bg_color": FILLS[tone], "bold": True}
