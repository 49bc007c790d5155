"""Slide 16: what units ask of the leading group, as candidates until the office has confirmed them (G-56)."""

from __future__ import annotations

from report_jobs.outline import words as w
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Cell, Column, Page, Table
from workbooks.choices import DecisionKind, OrderStatus
from workbooks.standard import Action, Order, Weekly

LISTED_ASKS, LISTED_ORDERS = 4, 3


def requests(ground: Ground) -> Page:
    """Slide 16: what the leading group is asked for, and the orders that are overdue."""
    asks = _asks(ground)
    title = w.ASK_TITLE.format(count=len(asks)) if asks else w.ASK_NONE
    rows = tuple(
        (
            Cell(text=str(number), bold=True, tone="accent"),
            Cell(text=ground.label("decision_kind", kind)),
            Cell(text=text, bold=True),
            Cell(text=ground.name(unit)),
            Cell(text=w.PENDING),
        )
        for number, (unit, kind, text) in enumerate(asks[:LISTED_ASKS], start=1)
    )
    widths, aligns = (0.07, 0.09, 0.58, 0.16, 0.1), ("center", "center", "left", "center", "center")
    table = Table(
        columns=tuple(map(Column, w.ASK_HEADS, widths, aligns)),
        rows=rows,
        title=w.ASK_SECTION,
        remark=w.ASK_REST.format(count=len(asks) - LISTED_ASKS) if len(asks) > LISTED_ASKS else "",
        empty=w.ASK_NONE,
    )
    blocks = (table, _orders(ground)) if ground.frozen.office.of(Order) else (table,)
    sheets = (Action.__sheet__.label, Weekly.__sheet__.label, Order.__sheet__.label)
    return ground.page("16", "requests", title, *blocks, sheets=sheets)


def _asks(ground: Ground) -> list[tuple[str, str, str]]:
    """Return unit, kind and text: what units ask in words first, then what holds up their actions."""
    asks = []
    for found in ground.frozen.returns:
        weekly = found.rows.one(Weekly)
        if weekly is not None and weekly.txt_ask:
            asks.append((found.unit, DecisionKind.STUDY.value, weekly.txt_ask))
    for found in ground.frozen.returns:
        blockers = (action.blocker for action in found.rows.of(Action) if action.blocker)
        asks += [(found.unit, DecisionKind.COORDINATE.value, text) for text in blockers]
    return list(dict.fromkeys(asks))


def _orders(ground: Ground) -> Table:
    running = [o for o in ground.frozen.office.of(Order) if o.status != OrderStatus.DONE]
    running.sort(key=lambda order: str(order.due_date))
    today = ground.frozen.today
    rows = []
    for number, order in enumerate(running[:LISTED_ORDERS], start=1):
        late = order.due_date is not None and order.due_date < today
        rows.append(
            (
                Cell(text=str(number), bold=True, tone="accent"),
                Cell(text=ground.name(order.unit_code or ""), bold=True),
                Cell(text=order.subject or ""),
                Cell(
                    text=w.DAY.format(order.due_date) if order.due_date else "", tone="bad" if late else "", bold=True
                ),
                Cell(text=ground.label("order_status", order.status), tone="bad" if late else ""),
            )
        )
    widths, aligns = (0.07, 0.17, 0.5, 0.14, 0.12), ("center", "left", "left", "center", "center")
    return Table(
        columns=tuple(map(Column, w.ORDER_HEADS, widths, aligns)),
        rows=tuple(rows),
        title=w.ORDER_SECTION,
        second=True,
        empty=w.DECISIONS_EMPTY,
    )
