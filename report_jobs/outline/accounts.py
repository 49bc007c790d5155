"""Slide 6A: what moved since the last issue, and why: the accounts that moved, exceptions first."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator

from report_jobs.consolidate.balances import untied
from report_jobs.consolidate.changes import CORRECTED, GONE, PROMISE
from report_jobs.frozen import CITY, COLUMNS, Balance, Cause
from report_jobs.metrics.comparable import common_units, is_like_for_like
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.display import display_amount, rounded
from report_jobs.metrics.rules import RULES, Side
from report_jobs.metrics.words import CAUSES, SIDE_NAME, SIDES
from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cell, Column, Page, Sentence, Table, TallyText
from report_jobs.register import words as labels

ROWS = 9
"""Accounts that the slide has room for."""
FIRST = ("M08_open", "M04", "M06_total", "M06_longterm")
"""Accounts that come before the others of their kind."""
SCORE = "M20"
RATES = (SCORE, "M07", "M08", "M19")
"""The score, and the rates that come before the others."""
_TOLD, _RATES = 3, 3
"""Corrections and rates that are put into words."""
_ABSENT = (Cause.MISSING, Cause.BACK, Cause.LEFT)
_SIGNED = ("added", "rebounded", "corrected")


def changed(ground: Ground) -> Page:
    """Slide 6A: now = before + added + rebounded - closed ± corrected, for the accounts that moved."""
    frozen = ground.frozen
    accounts = [line for line in frozen.balances if line.unit == CITY and _is_listed(line)]
    moved = sorted((line for line in accounts if line.moved), key=_place)
    shown = moved[:ROWS]
    rest = w.BALANCE_REST.format(moved=len(moved) - len(shown), still=len(accounts) - len(moved))
    columns = tuple(map(Column, w.BALANCE_HEADS, (0.25, *(0.125,) * 6), ("left", *("center",) * 6)))
    table = Table(
        columns=columns,
        rows=tuple(_row(line) for line in shown),
        remark=_remark(ground, rest),
        size=14,
        lines=1,
        strong=frozenset(place for place, line in enumerate(shown) if _is_exception(line)),
        empty=w.BALANCE_EMPTY,
    )
    sheets = (labels.BALANCES, labels.CHANGES, labels.PROMISES)
    codes = tuple(dict.fromkeys(line.code for line in shown))
    title, told = _title(ground), Sentence(w.CHANGED_HEAD, "".join(_told(ground, moved)))
    page = ground.page("6A", "table_sentence", title, table, told, sheets=sheets, codes=codes)
    notes = (w.NOTE_ACCOUNT.format(title=METRICS[code].name, code=code) for code in codes)
    return dataclasses.replace(page, notes=(*notes, *page.notes))


def _is_listed(line: Balance) -> bool:
    """Say whether an account is a line of its own: a rate's part is not where a count of its own says the same."""
    if line.side == Side.COUNT or line.code not in RULES:
        return line.code != SCORE
    counts = {rule.part for rule in RULES.values() if rule.whole is None}
    return dict(RULES[line.code].sides())[Side(line.side)] not in counts


def _is_exception(line: Balance) -> bool:
    return any(cause not in _ABSENT for cause, _ in line.causes)


def _place(line: Balance) -> tuple[int, int, bool, int]:
    """Order accounts: corrected ones first, then those with rebounds; counts before the sides of rates."""
    kind = 0 if _is_exception(line) else 1 if line.rebounded else 2
    first = FIRST.index(line.code) if line.code in FIRST and not line.side else len(FIRST)
    return kind, first, bool(line.side), list(METRICS).index(line.code)


def _name(line: Balance) -> str:
    name = METRICS[line.code].name
    return SIDE_NAME.format(name=name, side=SIDES[line.side]) if line.side else name


def _row(line: Balance) -> tuple[Cell, ...]:
    cells = [Cell(text=_name(line), bold=True)]
    for column, amount in zip(COLUMNS, line.amounts, strict=True):
        text = display_amount(line.code, line.side, amount)
        sign = "+" if amount > 0 and column in _SIGNED else ""
        tone = "bad" if column == "corrected" and line.causes else ""
        cells.append(
            Cell(
                text=sign + text.replace("-", w.MINUS),
                figure=TallyText(f"{line.name}_{column}", text),
                tone=tone,
                bold=column in ("before", "now"),
            )
        )
    return tuple(cells)


def _remark(ground: Ground, rest: str) -> str:
    balances = ground.frozen.balances
    if wrong := untied(balances):
        return w.BALANCE_UNTIED.format(rest=rest, codes=w.COMMA.join(wrong))
    accounts = sum(line.unit == CITY for line in balances)
    return w.BALANCE_REMARK.format(rest=rest, accounts=accounts, lines=len(balances))


def _title(ground: Ground) -> str:
    (line,) = (b for b in ground.frozen.balances if (b.code, b.side, b.unit) == (FIRST[0], "", CITY))
    change = line.amounts[-1] - line.amounts[0]
    way = "up" if change > 0 else "down" if change < 0 else "flat"
    if ground.frozen.previous is None:
        way = "first"
    amounts = zip(COLUMNS, line.amounts, strict=True)
    return w.BALANCE_TITLE[way].format(
        **{column: display_amount(line.code, "", amount).replace("-", w.MINUS) for column, amount in amounts}
    )


def _told(ground: Ground, moved: list[Balance]) -> Iterator[str]:
    """Yield sentences: why accounts were corrected, how rates changed, what else was changed."""
    frozen = ground.frozen
    if corrected := [line for line in moved if line.causes][:_TOLD]:
        yield w.CORRECTIONS.format(told=w.SEMICOLON.join(map(_corrected, corrected)))
    if rates := list(_rates(ground)):
        more = w.RATES_MORE.format(count=len(rates) - _RATES) if len(rates) > _RATES else ""
        yield w.RATES.format(told=w.SEMICOLON.join(rates[:_RATES]), more=more)
    elif frozen.previous is not None:
        yield w.NO_RATES
    counts = Counter(change.kind for change in frozen.changes)
    yield w.CHANGED.format(promises=counts[PROMISE], corrected=counts[CORRECTED], gone=counts[GONE])
    if not is_like_for_like(frozen):
        yield w.CHANGED_UNITS.format(count=len(common_units(frozen)))


def _corrected(line: Balance) -> str:
    told = (
        w.CAUSE.format(cause=CAUSES[cause], amount=_signed(display_amount(line.code, line.side, amount)))
        for cause, amount in line.causes
    )
    return w.CORRECTION.format(name=_name(line), causes=w.COMMA.join(told))


def _signed(text: str) -> str:
    return text.replace("-", w.MINUS) if text.startswith("-") else f"+{text}"


def _rates(ground: Ground) -> Iterator[str]:
    """Yield the rates whose shown value changed, with what their two sides gained or lost; the score first."""
    figures, previous = ground.frozen.figures, ground.frozen.previous
    if previous is None:
        return
    for code in dict.fromkeys((*RATES, *METRICS)):
        metric, now, before = METRICS[code], figures.get(code), previous.get(code)
        if metric.shown not in (Shown.RATE, Shown.AVERAGE) and code != SCORE:
            continue
        if now is None or before is None or now.value is None or before.value is None:
            continue
        if rounded(now.value, metric) == rounded(before.value, metric):
            continue
        shown = {"name": metric.name, "now": ground.text(code), "before": ground.text_before(code)}
        if now.part is None or now.whole is None or before.part is None or before.whole is None:
            yield w.SCORE.format(**shown)
        else:
            part = _signed(display_amount(code, Side.PART, now.part - before.part))
            whole = _signed(display_amount(code, Side.WHOLE, now.whole - before.whole))
            yield w.RATE.format(**shown, part=part, whole=whole)
