"""Who reports how in which week: in time, late, broken, twice, or not at all."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from report_jobs.demo.bank import phrases
from report_jobs.demo.faults import HARMLESS, REFUSED, STRAY
from workbooks.period import Period
from workbooks.playbook.model import Playbook, Unit


@dataclass(frozen=True)
class Delivery:
    """One file that will arrive: from whom, under which name, when, and with which faults."""

    unit: str
    file: str
    received: dt.datetime
    faults: tuple[str, ...] = ()
    corrects: bool = False


def deliveries(playbook: Playbook, period: Period, seed: int) -> list[Delivery]:
    """Return the files of a week; the same seed gives the same week."""
    draw = random.Random(f"{seed}-{period}-deliveries")  # noqa: S311 (an invented week)
    due = period.due(playbook.rhythm)
    units = list(playbook.units)
    chosen = draw.sample(units, 9)
    missing = {unit.code for unit in chosen[: 1 + draw.randint(0, 1)]}
    late = {unit.code for unit in chosen[2:4]}
    refused = dict(zip((unit.code for unit in chosen[4:6]), draw.sample(REFUSED, 2), strict=True))
    corrected = chosen[6].code
    made: list[Delivery] = []
    for unit in units:
        if unit.code in missing:
            continue
        received = due + _hours(draw, 1, 20) if unit.code in late else due - _hours(draw, 2, 44)
        faults = (refused[unit.code],) if unit.code in refused else _harmless(draw)
        name = phrases()["faults"]["unit_file"].format(short=unit.short, period=period)
        if unit.code == corrected:
            made.append(Delivery(unit.code, name, received - dt.timedelta(hours=5), (draw.choice(REFUSED),)))
            name = phrases()["faults"]["corrected"].format(short=unit.short, period=period)
        made.append(Delivery(unit.code, name, received, faults, unit.code == corrected))
    made.append(_stray(draw, chosen[7], period, due))
    return sorted(made, key=lambda delivery: (delivery.received, delivery.file))


def _hours(draw: random.Random, low: int, high: int) -> dt.timedelta:
    return dt.timedelta(minutes=draw.randint(60 * low, 60 * high))


def _harmless(draw: random.Random) -> tuple[str, ...]:
    return (draw.choice(HARMLESS),) if draw.random() < 0.22 else ()


def _stray(draw: random.Random, unit: Unit, period: Period, due: dt.datetime) -> Delivery:
    """One file a week that is nobody's return: another table, an empty or broken file, another week's."""
    kinds: Sequence[str] = STRAY
    fault = kinds[period.week % len(kinds)]
    name = phrases()["faults"]["stray_file"].format(short=unit.short)
    return Delivery(unit.code, f"{period.week}_{name}", due - _hours(draw, 3, 30), (fault,))
