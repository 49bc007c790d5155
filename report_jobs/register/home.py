"""首页: counters as cards, lights, who is missing, what changed, and a link to every tab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from xlsxwriter.worksheet import Worksheet

from report_jobs.metrics.comparable import change, common_units, is_like_for_like
from report_jobs.metrics.declared import METRICS, Metric, Shown
from report_jobs.metrics.sentence import auto_sentence
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.figures import TONES, amount
from report_jobs.register.look import FILLS, GOLD, GREY, INK, INKS, NUMBERS, RED, WARM, WHITE, Look, Tone
from report_jobs.register.names import figure_name
from report_jobs.register.table import Cell
from report_jobs.register.text import fit, lines
from workbooks.choices import Mark

COLUMNS, _WIDTH = 16, 10
_CARD, _CARDS = 4, 4
"""Columns that a card takes, and cards that stand side by side."""
_LINK, _LINKS = 3, 5
"""Columns that a link takes with its count, and links that stand side by side."""
_TOLD = 8
"""Missing units that are told one by one."""


def write_home(register: Register) -> None:
    """Fill the first page; it prints on one sheet of paper."""
    sheet = register.sheet(w.HOME)
    register.page(sheet, one_page=True)
    sheet.set_column(0, COLUMNS - 1, _WIDTH)
    page = _Page(register, sheet)
    row = page.masthead()
    row = page.cards(row)
    row = page.sentence(row)
    row = page.lights(row + 1)
    row = max(page.missing(row + 1), page.changed(row + 1))
    row = page.links(row + 1)
    sheet.print_area(0, 0, row - 1, COLUMNS - 1)


class _Page:
    """The first page as it is filled from the top; each part takes a row and returns the next free one."""

    def __init__(self, register: Register, sheet: Worksheet) -> None:
        self.register, self.frozen, self.sheet = register, register.frozen, sheet

    def text(self, row: int, first: int, last: int, text: str, **look: Any) -> None:
        """Write a text over some columns of a row."""
        style = self.register.style(Look.SENTENCE, **{"font_color": INK, "font_size": 10, **look})
        self.sheet.merge_range(row, first, row, last, "", style)
        self.sheet.write_string(row, first, fit(text), style)

    def number(self, row: int, first: int, last: int, value: float, link: str = "", **look: Any) -> None:
        """Write a number over some columns of a row, as a number; with a link it leads to where it is from."""
        plain = {"font_color": INK, "font_size": 10, "align": "left", "num_format": NUMBERS[Shown.COUNT]}
        style = self.register.style(Look.SENTENCE, **{**plain, **look})
        self.sheet.merge_range(row, first, row, last, "", style)
        if link:
            self.sheet.write_url(row, first, link, style, "")
        self.sheet.write_number(row, first, value, style)

    def heading(self, row: int, text: str, left: int = 0, right: int = COLUMNS - 1) -> None:
        """Write the heading of a part."""
        self.text(row, left, right, text, font_size=12, bold=True, font_color=RED, bottom=1, bottom_color=RED)
        self.sheet.set_row(row, 22)

    def masthead(self) -> int:
        """Title, mark, period, and whether the data are complete."""
        frozen, programme = self.frozen, self.frozen.playbook.programme
        self.text(0, 0, COLUMNS - 3, w.TITLE, font_size=22, bold=True, font_color=RED)
        if frozen.mark is not Mark.NONE:
            mark = frozen.playbook.label("mark", frozen.mark)
            self.text(0, COLUMNS - 2, COLUMNS - 1, mark, font_size=12, bold=True, font_color=RED, align="right")
        self.sheet.set_row(0, 38)
        monday, sunday = w.DAY.format(frozen.period.monday), w.DAY.format(frozen.period.sunday)
        terms = {"issue": frozen.issue, "period": frozen.period, "monday": monday, "sunday": sunday}
        moment = w.MOMENT.format(frozen.cutoff)
        self.text(
            1, 0, COLUMNS - 1, w.SUBTITLE.format(**terms, cutoff=moment, office=programme.office), font_color=GREY
        )
        self.sheet.set_row(1, 20)
        missing = len(frozen.missing_units)
        told = (w.INCOMPLETE if missing else w.COMPLETE).format(
            due=len(frozen.due_units), counted=len(frozen.counted_units), missing=missing
        )
        tone = Tone.RED if missing else Tone.GREEN
        look = {"font_color": INKS[tone], "bg_color": FILLS[tone], "bold": True, "font_size": 11, "indent": 1}
        self.text(2, 0, COLUMNS - 1, told, **look)
        self.sheet.set_row(2, 24)
        self.sheet.set_row(3, 8)
        return 4

    def cards(self, row: int) -> int:
        """Write the counters, four to a line; each number leads to its named cell."""
        for index, code in enumerate(w.CARDS):
            line, place = divmod(index, _CARDS)
            self._card(row + 4 * line, _CARD * place, METRICS[code])
        row += 4 * -(-len(w.CARDS) // _CARDS) - 1
        if self.frozen.previous is not None and not is_like_for_like(self.frozen):
            before = len({unit for _, unit in self.frozen.previous.values if unit})
            terms = {"before": before, "now": len(self.frozen.counted_units), "common": len(common_units(self.frozen))}
            told = w.OTHER_UNITS.format(**terms)
            self.text(row, 0, COLUMNS - 1, told, font_size=9, font_color=INKS[Tone.YELLOW])
            self.sheet.set_row(row, 18)
        return row + 1

    def _card(self, row: int, left: int, metric: Metric) -> None:
        frozen, right = self.frozen, left + _CARD - 1
        now = frozen.figures.get(metric.code)
        ground: dict[str, Any] = {"bg_color": WARM, "indent": 1}
        edge = {"left": 5, "left_color": RED}
        self.text(row, left, right, metric.name, font_color=GREY, **ground, **edge)
        big = {"font_size": 20, "bold": True, "font_color": RED, **ground, **edge}
        if now is None or now.value is None or not frozen.counted_units:
            self.text(row + 1, left, right, w.NONE if frozen.counted_units else w.MISSING, **big)
        else:
            link = self.register.to_figure(figure_name(metric.code))
            self.number(row + 1, left, right, float(now.value), link, num_format=_number_format(metric), **big)
        found = change(frozen, metric.code)
        if found is None:
            told = w.NO_DELTA if frozen.previous is None else w.NOT_COMPARABLE
            self.text(row + 2, left, right, told, font_color=GREY, font_size=9, **ground, **edge)
        else:
            look: dict[str, Any] = {"num_format": _change_format(metric), "font_size": 9, **ground, **edge}
            tone = TONES.get(found.tone, Tone.GREY)
            self.number(row + 2, left, right, float(amount(found)), font_color=INKS[tone], **look)
        self.sheet.set_row(row + 1, 32)
        self.sheet.set_row(row + 3, 8)

    def sentence(self, row: int) -> int:
        """Write the opening sentence of the briefing."""
        self.heading(row, w.SENTENCE_TITLE)
        told = auto_sentence(self.frozen)
        self.text(row + 1, 0, COLUMNS - 1, told, font_size=11, text_wrap=True, valign="top")
        self.sheet.set_row(row + 1, 17 * lines(told, 0.88 * COLUMNS * _WIDTH) + 4)
        return row + 2

    def lights(self, row: int) -> int:
        """Write how many open problems have each light, the word beside its colour."""
        self.heading(row, w.LIGHTS_TITLE)
        for index, tone in enumerate((Tone.RED, Tone.YELLOW, Tone.BLUE, Tone.GREEN)):
            code, light = f"M09_{tone}", w.LIGHTS[tone]
            left, right = _CARD * index, _CARD * index + _CARD - 1
            look: dict[str, Any] = {"bold": True, "font_size": 14, "align": "center"}
            look |= {"font_color": INKS[tone], "bg_color": FILLS[tone], "border": 1, "border_color": WHITE}
            value = self.frozen.figures.value(code)
            if value is None or not self.frozen.counted_units:
                self.text(row + 1, left, right, w.LIGHT_MISSING.format(light=light), **look)
            else:
                look["num_format"] = w.LIGHT_FORMAT.format(light=light)
                self.number(row + 1, left, right, float(value), self.register.to_figure(figure_name(code)), **look)
        self.sheet.set_row(row + 1, 28)
        return row + 2

    def missing(self, row: int) -> int:
        """Tell which units are not in the figures, why, how often in a row, and what is proposed."""
        right = COLUMNS - 6
        self.heading(row, w.MISSING_TITLE, 0, right)
        alerts = [alert for alert in self.frozen.alerts if not alert.problem_id]
        spans = ((0, 1), (2, 3), (4, 5), (6, right))
        if not alerts:
            reported = w.COMPLETE.format(due=len(self.frozen.due_units), counted=len(self.frozen.counted_units))
            self.text(row + 1, 0, right, reported, font_color=INKS[Tone.GREEN])
            return row + 2
        for (left, end), head in zip(spans, w.MISSING_HEADS, strict=True):
            self.text(row + 1, left, end, head, font_color=GOLD, font_size=9)
        for line, alert in enumerate(alerts[:_TOLD], start=row + 2):
            (unit, why, weeks, advice) = spans
            self.text(line, *unit, self.register.name_of(alert.unit))
            self.text(line, *why, w.REASONS[alert.reason], font_color=INKS[Tone.RED])
            self.number(line, *weeks, alert.weeks)
            self.text(line, *advice, w.ADVICE[alert.advice])
        told = min(len(alerts), _TOLD)
        if len(alerts) > told:
            self.text(row + 2 + told, 0, right, w.MISSING_MORE.format(count=len(alerts) - told), font_color=GREY)
            return row + 3 + told
        return row + 2 + told

    def changed(self, row: int) -> int:
        """Tell how much differs from the last period."""
        left = COLUMNS - 5
        self.heading(row, w.CHANGED_TITLE, left, COLUMNS - 1)
        counts: Mapping[str, int] = Counter(change.kind for change in self.frozen.changes)
        self.text(row + 1, left, left + 1, w.CHANGED_HEADS[0], font_color=GOLD, font_size=9)
        self.text(row + 1, left + 2, COLUMNS - 1, w.CHANGED_HEADS[1], font_color=GOLD, font_size=9)
        for line, (kind, word) in enumerate(w.CHANGE_KINDS.items(), start=row + 2):
            self.text(line, left, left + 1, word)
            self.number(line, left + 2, COLUMNS - 1, counts.get(kind, 0))
        return row + 2 + len(w.CHANGE_KINDS)

    def links(self, row: int) -> int:
        """Write a link to every tab with its number of rows, group by group."""
        self.heading(row, w.TABS_TITLE)
        row += 1
        register = self.register
        for group, name in w.GROUPS.items():
            titles = [title for title, owner in register.tabs.items() if owner == group and title != w.HOME]
            self.sheet.write_string(
                row, 0, name, register.style(Look.SENTENCE, font_color=GOLD, font_size=9, bold=True)
            )
            for index, title in enumerate(titles):
                line, place = divmod(index, _LINKS)
                self._tab(row + line, 1 + _LINK * place, title)
            row += -(-len(titles) // _LINKS)
        return row

    def _tab(self, row: int, column: int, title: str) -> None:
        register = self.register
        register.put(self.sheet, row, column, Cell(title, Look.NAVIGATE, link=register.to_tab(title)))
        style = register.style(Look.REMARK, num_format=w.ROWS_FORMAT, align="left")
        self.sheet.write_number(row, column + 2, register.rows[title], style)


def _number_format(metric: Metric) -> str:
    shown = NUMBERS[metric.shown]
    return shown if metric.shown is Shown.RATE else w.NUMBER_FORMAT.format(number=shown, measure=metric.measure)


def _change_format(metric: Metric) -> str:
    rate = metric.shown is Shown.RATE
    number = NUMBERS[Shown.SCORE] if rate else NUMBERS[metric.shown]
    return w.CARD_FORMAT.format(number=number, measure=w.CARD_POINTS if rate else f" {metric.measure}")
