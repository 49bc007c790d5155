"""Building a week's files for the inbox, in parallel: writing workbooks is what takes the time."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from openpyxl import Workbook

from report_jobs import children
from report_jobs.demo.bank import phrases
from report_jobs.demo.faults import FAULTS
from report_jobs.demo.office import office_rows
from report_jobs.demo.schedule import Delivery, deliveries
from report_jobs.demo.simulate import make_unit
from report_jobs.demo.view import view
from workbooks import template
from workbooks.choices import ReturnType
from workbooks.period import Period
from workbooks.playbook import default_playbook
from workbooks.playbook.model import Playbook
from workbooks.row import OFFICE
from workbooks.rows import Rows
from workbooks.standard import Cover

SEED = 47
POST = 19
"""Seeds of what happens in the units and of what happens on the way to the inbox."""
WEEKS = 8
WORKERS = max(1, min(4, os.cpu_count() or 1))


def periods(playbook: Playbook) -> tuple[Period, ...]:
    """Return the weeks of the demo."""
    first = Period.parse(playbook.programme.first_week)
    return tuple(first.shift(n) for n in range(WEEKS))


def build_file(delivery: Delivery, week: str) -> bytes:
    """Make one return of the demo, with its faults."""
    playbook, period = default_playbook(), Period.parse(week)
    unit = playbook.by_code[delivery.unit]
    rows = view(make_unit(playbook, unit, SEED), playbook, period)
    if delivery.corrects:
        rows = Rows.collect(
            row.replace(return_type=ReturnType.CORRECTION.value) if isinstance(row, Cover) else row for row in rows
        )
    return damaged(template.compose(playbook, unit.code, period, rows=rows), delivery.faults, playbook, period)


def damaged(workbook: Workbook, faults: tuple[str, ...], playbook: Playbook, period: Period) -> bytes:
    """Save a workbook with planted faults: edits before it is saved, damage after."""
    chosen = [FAULTS[name] for name in faults]
    for fault in chosen:
        if fault.edit is not None:
            fault.edit(workbook)
    data = template.save(workbook, period.cutoff(playbook.rhythm))
    for fault in chosen:
        if fault.damage is not None:
            data = fault.damage(data)
    return data


Built = tuple[str, dt.datetime, bytes]
"""Name, time of arrival and content of a file."""


def build(pool: ProcessPoolExecutor, playbook: Playbook) -> Iterator[tuple[Period, list[Built]]]:
    """Yield every week with its files; later weeks are built while the caller works on an earlier one."""
    planned = [(period, deliveries(playbook, period, POST)) for period in periods(playbook)]
    started = [[pool.submit(build_file, d, str(period)) for d in files] for period, files in planned]
    name = phrases()["faults"]["office_file"]
    for (period, files), made in zip(planned, started, strict=True):
        office = template.write(playbook, "", period, rows=office_rows(playbook, period), book=OFFICE)
        built = [(name.format(period=period), period.due(playbook.rhythm), office)]
        built += [(d.file, d.received, data.result()) for d, data in zip(files, made, strict=True)]
        yield period, built


def workers() -> ProcessPoolExecutor:
    """Return the processes that build files; they give way to the run, which is what everybody waits for at the end."""
    return children.pool(WORKERS, _give_way)


def _give_way() -> None:
    if hasattr(os, "nice"):
        os.nice(10)


def drop(inbox: Path, name: str, received: dt.datetime, data: bytes, zone: dt.tzinfo) -> None:
    """Put a file into the inbox with its time of arrival."""
    path = inbox / name
    path.write_bytes(data)
    moment = received.replace(tzinfo=zone).timestamp()
    os.utime(path, (moment, moment))
