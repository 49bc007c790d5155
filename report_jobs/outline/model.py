"""Pages as data: what a deck says, before anybody decides where it stands on a slide.

Every figure carries its key (metric and unit), so that the deck can link it to its cell
in the register and a check can compare the two.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from report_jobs.metrics.display import Delta


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure as it is shown; `unit` is "" for the city."""

    code: str
    unit: str
    text: str

    @property
    def name(self) -> str:
        """The defined name of its cell in the register."""
        return f"fig_{self.code}_{self.unit}" if self.unit else f"fig_{self.code}"


@dataclass(frozen=True, slots=True)
class TallyText:
    """A tally as it is shown, with the defined name of its cell in the register."""

    name: str
    text: str


Linked = FigureText | TallyText
"""A number that leads to its cell in the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A counter: label, figure, its measure, what changed, and one remark."""

    label: str
    figure: Linked
    measure: str
    delta: Delta | None = None
    delta_measure: str = ""
    versus: str = ""
    remark: str = ""
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """Counters side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart; a None is a gap. `figures` are the cells that its values come from."""

    name: str
    values: tuple[float | None, ...]
    figures: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Columns or bars over categories, with an optional line of shares on a second axis."""

    title: str
    measure: str
    categories: tuple[str, ...]
    bars: tuple[Series, ...]
    line: Series | None = None
    horizontal: bool = False
    stacked: bool = False
    alt: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell: text, and where it has them a light with its word, a bar, a figure's key.

    `shade` (0 to 1) fills the cell of a heat map, `hatch` marks one that does not apply.
    """

    text: str = ""
    light: str = ""
    bar: float | None = None
    figure: Linked | None = None
    tone: str = ""
    bold: bool = False
    shade: float | None = None
    hatch: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: heading, width as a share, alignment (left, center, right)."""

    heading: str
    width: float
    align: str = "center"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; `strong` rows are shaded as exceptions, `target` draws a line in the bar column.

    Cells take at most so many `lines` of so many points (`size`); a `paged` table goes on on
    further slides when it is too long for one.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    strong: frozenset[int] = frozenset()
    title: str = ""
    remark: str = ""
    target: float | None = None
    target_label: str = ""
    empty: str = ""
    second: bool = False
    size: float = 12.0
    lines: int = 2
    tint: str = "red"
    paged: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know: a light, a headline, a sentence."""

    light: str
    head: str
    body: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A few things to know, one below the other."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph in a box, with a word before it."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Lights with their counts, on one line; what is counted are units unless `measure` says otherwise."""

    counts: tuple[tuple[str, str, Linked], ...]
    remark: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a plan: where it begins and ends (days), how much of it is done, its tone."""

    start: dt.date
    end: dt.date
    done: float
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of a plan: its name, a remark, its bars."""

    name: str
    remark: str
    light: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Bars over time with today's line."""

    start: dt.date
    end: dt.date
    today: dt.date
    today_label: str
    stages: tuple[Span, ...]
    lanes: tuple[Lane, ...]
    legend: tuple[tuple[str, str], ...]
    remark: str = ""


Block = Cards | Chart | Table | Points | Sentence | Counts | Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One slide: its number in the outline, how it is laid out, its title, blocks, source and notes."""

    number: str
    layout: str
    title: str
    blocks: tuple[Block, ...]
    corner: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole deck; `pages[0]` is the cover. `register` is the file that figures link to, as seen from the deck."""

    masthead: str
    office: str
    issue: str
    year_issue: str
    date: str
    mark: str
    when: dt.datetime
    copies: str
    pages: tuple[Page, ...]
    register: str = "register.xlsx"
