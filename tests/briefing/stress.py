"""Decks that strain the layout: one unit and two hundred, no case, long names and texts, rare characters, great numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from report_jobs.briefing import build
from report_jobs.demo.build import SEED
from report_jobs.demo.simulate import make_unit
from report_jobs.demo.view import view
from report_jobs.frozen import Frozen
from report_jobs.outline import outline
from tests.frozen import chain, playbook_of, weeks
from workbooks.period import Period
from workbooks.playbook import default_playbook
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import Action, Activity, FourForm, Problem, Weekly

WEEK = Period.parse("2026-W47")
RARE = "𠮷𠀋龘㐂①㈠㎡Ω≤½éñß½〇々〆"
LONG = ("窗口收件后未当日录入系统，抽查四十件有六件超过承诺时限，复核签字缺失，责任科室解释为人员轮岗交接不清，" * 8)[
    :300
]
BILLION = 10**9


def playbook_with(count: int, name: str) -> Playbook:
    """A playbook of so many units of one kind, whose names are `name` with a number."""
    shipped = default_playbook()
    first = shipped.units[0]
    units = tuple(
        first.model_copy(update={"code": f"SZ{n:03d}", "name": f"{name}{n}", "short": f"{name[-8:]}{n}"})
        for n in range(1, count + 1)
    )
    made = shipped.model_copy(update={"units": units})
    made.__dict__.pop("by_code", None)  # kept by the one that it was copied from
    return made


def rows_of(code: str = "SZ004") -> Rows:
    """One unit's clean rows of the week."""
    shipped = default_playbook()
    return view(make_unit(shipped, shipped.by_code[code], SEED), shipped, WEEK)


def changed(rows: Rows, change: Callable[[Row], Row]) -> Rows:
    """Change every row."""
    return Rows.collect(map(change, rows))


def _texts(row: Row) -> Row:
    if isinstance(row, Problem):
        return row.replace(problem=LONG, acceptance=LONG[:60], lead_dept=LONG[:20])
    if isinstance(row, Weekly):
        return row.replace(txt_issue=LONG, txt_next=f"1. {LONG[:120]}，责任人：宁可为，11月27日前")
    return row


def _rare(row: Row) -> Row:
    return row.replace(problem=RARE + row.problem[:40]) if isinstance(row, Problem) and row.problem else row


def _great(row: Row) -> Row:
    if isinstance(row, Action):
        return row.replace(recovered=Decimal(BILLION), handled=BILLION)
    if isinstance(row, Activity):
        return row.replace(invited=BILLION, attended=BILLION, educated=BILLION)
    return row.replace(persons=BILLION) if isinstance(row, FourForm) else row


def many(count: int, name: str, change: Callable[[Row], Row] = lambda row: row) -> Frozen:
    """So many units with the same rows; every seventh has not reported."""
    playbook, rows = playbook_with(count, name), changed(rows_of(), change)
    return chain(playbook, [47], [{u.code: rows for n, u in enumerate(playbook.units) if n % 7 != 3}])[0]


def _calm(row: Row) -> Row:
    """Nothing is late and nothing comes back: what is open has time, and goes on as planned."""
    if isinstance(row, Problem):
        return row.replace(due_date=dt.date(2027, 3, 31)) if row.due_date else row
    if isinstance(row, Action):
        return row if row.done_date else row.replace(due_date=dt.date(2027, 3, 31))
    return row


def calm_weeks(codes: Sequence[str]) -> Frozen:
    """Two weeks in which every unit reported the same, and nothing is in the red."""
    rows = {code: changed(rows_of(code), _calm) for code in codes}
    return chain(playbook_of(codes), [46, 47], [rows, rows])[-1]


DECKS: dict[str, Callable[[], Frozen]] = {
    "a quiet week": lambda: calm_weeks(("SZ004", "SZ011", "XQ002")),
    "nobody reported": lambda: chain(playbook_of(("SZ011", "SZ012")), [46, 47], [{}, {}])[-1],
    "nobody has a case": lambda: chain(playbook_of(("SZ011", "SZ012")), [47], [{"SZ011": NO_ROWS, "SZ012": NO_ROWS}])[
        0
    ],
    "a bad week": lambda: weeks(absent={46: ["SZ004"], 47: ["QY001", "SZ005"]})[-1],
    "one unit": lambda: many(1, "景澜市政务服务管理局"),
    "60 units with long names": lambda: many(60, "景澜市自然资源和规划局高新技术产业开发区分局直属第"),
    "200 units": lambda: many(200, "景澜市第"),
    "problems of 300 characters": lambda: many(6, "景澜市第", _texts),
    "rare characters": lambda: many(6, "景澜市龘㐂第", _rare),
    "numbers up to 10^9": lambda: many(6, "景澜市第", _great),
}
"""Each frozen period by what strains it."""


def deck(name: str) -> bytes:
    """Build one of the decks."""
    return build(outline(DECKS[name]()))
