"""首页: counters, lights, who is missing, what changed, and a link to every tab."""

from __future__ import annotations

from collections import Counter

from xlsxwriter.worksheet import Worksheet

from report_jobs.metrics.declared import METRICS, Metric, Shown
from report_jobs.metrics.display import delta, display
from report_jobs.metrics.sentence import auto_sentence
from report_jobs.register import words as w
from report_jobs.register.book import GOLD, GREY, LIGHT_COLOURS, LIGHT_FILLS, RED, RULE, WARM, Register
from report_jobs.register.figures import figure_name

COLUMNS = 8


def write_home(register: Register, sheet: Worksheet) -> None:
    """Fill the first page; it was added first, so that it opens first, and is written last."""
    frozen = register.frozen
    register.page(sheet, portrait=False)
    sheet.set_column(0, COLUMNS - 1, 19)
    _masthead(register, sheet)
    for index, code in enumerate(w.CARDS):
        _card(register, sheet, 5 + 4 * (index // 4), 2 * (index % 4), METRICS[code])
    body = register.format(text_wrap=True, font_size=11, valign="top", bg_color=WARM, border=1, border_color=RULE)
    row = 14
    _title(register, sheet, row, w.SENTENCE_TITLE)
    sheet.merge_range(row + 1, 0, row + 1, COLUMNS - 1, auto_sentence(frozen), body)
    sheet.set_row(row + 1, 62)
    row = _lights(register, sheet, row + 3)
    kinds = Counter(change.kind for change in frozen.changes)
    _title(register, sheet, row, w.CHANGED_TITLE)
    counts = {kind: kinds.get(kind, 0) for kind in w.CHANGE_KINDS}
    sheet.merge_range(row + 1, 0, row + 1, COLUMNS - 1, w.CHANGED.format(**counts), register.format(font_size=11))
    _tabs(register, sheet, row + 3)
    sheet.set_first_sheet()


def _masthead(register: Register, sheet: Worksheet) -> None:
    frozen = register.frozen
    monday, sunday = w.DAY.format(frozen.period.monday), w.DAY.format(frozen.period.sunday)
    sheet.merge_range(0, 0, 0, COLUMNS - 1, w.TITLE, register.format(font_size=22, bold=True, font_color=RED))
    sheet.set_row(0, 38)
    sub = w.SUBTITLE.format(
        issue=frozen.issue, period=frozen.period, monday=monday, sunday=sunday, cutoff=w.MOMENT.format(frozen.cutoff)
    )
    sheet.merge_range(1, 0, 1, COLUMNS - 1, sub, register.format(font_size=11, font_color=GREY))
    due, counted, missing = len(frozen.due_units), len(frozen.counted_units), frozen.missing_units
    reported = w.REPORTED.format(due=due, counted=counted)
    sheet.merge_range(2, 0, 2, 1, reported, register.format(font_size=12, bold=True, font_color=GOLD))
    names = w.COMMA.join(map(register.name_of, missing))
    told = w.INCOMPLETE.format(due=due, counted=counted, names=names) if missing else w.COMPLETE
    colour = LIGHT_COLOURS["red"] if missing else LIGHT_COLOURS["green"]
    sheet.merge_range(2, 2, 2, COLUMNS - 1, told, register.format(font_size=11, font_color=colour, text_wrap=True))
    sheet.set_row(2, 36)


def _card(register: Register, sheet: Worksheet, row: int, column: int, metric: Metric) -> None:
    """A counter with its change; the number is a link to its named cell."""
    frozen = register.frozen
    now = frozen.figures.get(metric.code)
    edge = {"bg_color": WARM}
    sheet.merge_range(row, column, row, column + 1, metric.name, register.format(font_color=GREY, indent=1, **edge))
    number = display(now, metric) + ("" if metric.shown is Shown.RATE else f" {metric.measure}")
    style = register.format(font_size=20, bold=True, font_color=RED, indent=1, **edge)
    sheet.merge_range(row + 1, column, row + 1, column + 1, "", style)
    sheet.write_url(row + 1, column, f"internal:{figure_name(metric.code)}", style, string=number)
    change = delta(now, frozen.previous.get(metric.code) if frozen.previous else None, metric)
    text, colour = w.NO_DELTA, GREY
    if change is not None:
        sign = {1: "↑", -1: "↓", 0: "→"}[change.direction]
        unit = "" if metric.shown is Shown.RATE else metric.measure
        text = w.CARD_DELTA.format(sign=sign, text=change.text, unit=w.POINTS if metric.shown is Shown.RATE else unit)
        colour = {"good": LIGHT_COLOURS["green"], "bad": LIGHT_COLOURS["red"]}.get(change.tone, GREY)
    bottom = {"bottom": 2, "bottom_color": RULE}
    sheet.merge_range(
        row + 2, column, row + 2, column + 1, text, register.format(font_color=colour, indent=1, **edge, **bottom)
    )
    sheet.set_row(row + 1, 32)
    sheet.set_row(row + 3, 8)


def _title(register: Register, sheet: Worksheet, row: int, text: str) -> None:
    style = register.format(font_size=13, bold=True, font_color=RED, bottom=1, bottom_color=RED)
    sheet.merge_range(row, 0, row, COLUMNS - 1, text, style)
    sheet.set_row(row, 24)


def _lights(register: Register, sheet: Worksheet, row: int) -> int:
    _title(register, sheet, row, w.LIGHTS_TITLE)
    for index, light in enumerate(("red", "yellow", "blue", "green")):
        figure = register.frozen.figures.get(f"M09_{light}")
        text = f"{w.LIGHTS[light]}　{display(figure, METRICS[f'M09_{light}'])}"
        colours = {"font_color": LIGHT_COLOURS[light], "bg_color": LIGHT_FILLS[light]}
        style = register.format(font_size=14, bold=True, align="center", **colours)
        sheet.merge_range(row + 1, 2 * index, row + 1, 2 * index + 1, text, style)
    sheet.set_row(row + 1, 30)
    return row + 3


def _tabs(register: Register, sheet: Worksheet, row: int) -> None:
    """Links to every tab with its number of rows, four to a line."""
    _title(register, sheet, row, w.TABS_TITLE)
    titles = [title for title in register.counts if title != w.HOME]
    link = register.format(font_color=RED, underline=1, indent=1)
    for index, title in enumerate(titles):
        line, column = row + 1 + index // 4, 2 * (index % 4)
        sheet.write_url(line, column, f"internal:'{title}'!A1", link, string=title)
        sheet.write_number(line, column + 1, register.counts[title], register.format(font_color=GREY, align="left"))
