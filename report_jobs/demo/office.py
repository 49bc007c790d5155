"""The office's own rows: supervision orders and decisions, growing and being settled."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from report_jobs.demo.bank import phrases
from workbooks import choices as c
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.rows import Rows
from workbooks.standard import Decision, Order

_SLOW = ("QY001", "SZ006", "XQ001", "SZ004", "QY003", "XQ002", "SZ010", "QY001", "SZ006")


def office_rows(playbook: Playbook, period: Period) -> Rows:
    """Return the office's book as of a period's due day."""
    day = period.due_day(playbook.rhythm)
    return Rows.collect([*_orders(playbook, day), *_decisions(playbook, day)])


def _orders(playbook: Playbook, day: dt.date) -> Iterator[Order]:
    texts = phrases()["orders"][0]
    for number, code in enumerate(_SLOW, start=1):
        draw = random.Random(f"order{number}")  # noqa: S311 (an invented order)
        issued = dt.date(2026, 10, 9) + dt.timedelta(days=5 * number)
        due, done = issued + dt.timedelta(days=12), issued + dt.timedelta(days=draw.randint(8, 24))
        if issued > day:
            continue
        theme = draw.choice(phrases()["themes"])
        matter, unit = draw.choice(theme["matter"]), playbook.by_code[code]
        settled, answered = done <= day, issued + dt.timedelta(days=6) <= day
        status = c.OrderStatus.DONE if settled else c.OrderStatus.OVERDUE if day > due else c.OrderStatus.RUNNING
        yield Order(
            order_id=f"DB-2026-{number:03d}",
            subject=texts["subject"].format(matter=matter),
            content=texts["content"].format(unit=unit.short, matter=matter),
            source=draw.choice(("overdue", "supervision", "meeting")),
            unit_code=code,
            color=(c.OrderColor.RED if day > due and not settled else c.OrderColor.YELLOW).value,
            issue_date=issued,
            due_date=due,
            last_fb=issued + dt.timedelta(days=6) if answered else None,
            fb_text=texts["feedback"].format(m=5, n=draw.randint(2, 4)) if answered else None,
            status=status.value,
            done_date=done if settled else None,
            approver=phrases()["texts"]["office_reviewers"][2] if settled else None,
        )


def _decisions(playbook: Playbook, day: dt.date) -> Iterator[Decision]:
    texts = phrases()["decisions"][0]
    for number, code in enumerate(("SZ005", "SZ003", "QY001", "SZ001", "SZ010", "XQ002"), start=1):
        draw = random.Random(f"decision{number}")  # noqa: S311 (an invented decision)
        decided = dt.date(2026, 10, 12) + dt.timedelta(days=7 * (number - 1))
        due, done = decided + dt.timedelta(days=16), decided + dt.timedelta(days=draw.randint(9, 20))
        if decided > day:
            continue
        settled = done <= day
        status = c.OrderStatus.DONE if settled else c.OrderStatus.OVERDUE if day > due else c.OrderStatus.RUNNING
        yield Decision(
            dec_id=f"YD-2026-{number:03d}",
            source=texts["source"].format(number=number),
            date=decided,
            kind=draw.choice(("study", "approve", "coordinate")),
            content=texts["content"].format(
                unit=playbook.by_code[code].short, matter=draw.choice(draw.choice(phrases()["themes"])["matter"])
            ),
            unit_code=code,
            due_date=due,
            status=status.value,
            result=texts["result"] if settled else None,
            report_next=(c.YesNo.NO if settled else c.YesNo.YES).value,
        )
