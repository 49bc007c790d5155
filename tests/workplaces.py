"""Small workplaces for tests: four units of the demo, their returns of a week in the inbox."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo

from report_jobs.demo.build import SEED, damaged
from report_jobs.demo.simulate import make_unit
from report_jobs.demo.view import view
from report_jobs.setup import init
from report_jobs.workplace import Workplace
from workbooks import template
from workbooks.period import Period
from workbooks.playbook import default_playbook, default_text

UNITS = ("SZ001", "SZ004", "XQ001", "QY001")
ZONE = ZoneInfo("Asia/Shanghai")


def small_playbook() -> str:
    """The shipped playbook with four units."""
    text = default_text()
    blocks = re.findall(r'\[\[units\]\]\ncode = "(\w+)"\n(?:(?!\[\[|#).+\n)+', text)
    assert len(blocks) == 24
    for code in set(blocks) - set(UNITS):
        text = re.sub(rf'\[\[units\]\]\ncode = "{code}"\n(?:(?!\[\[|#).+\n)+', "", text)
    return text


def make(root: Path) -> Workplace:
    """Make a workplace with four units."""
    workplace = init(root)
    workplace.playbook.write_text(small_playbook(), encoding="utf-8")
    return workplace


def returned(unit: str, period: Period, *faults: str) -> bytes:
    """A unit's return for a period, with planted faults."""
    playbook = default_playbook()
    rows = view(make_unit(playbook, playbook.by_code[unit], SEED), playbook, period)
    return damaged(template.compose(playbook, unit, period, rows=rows), faults, playbook, period)


def drop(workplace: Workplace, name: str, data: bytes, received: dt.datetime) -> None:
    """Put a file into the inbox."""
    path = workplace.inbox / name
    path.write_bytes(data)
    moment = received.replace(tzinfo=ZONE).timestamp()
    os.utime(path, (moment, moment))
