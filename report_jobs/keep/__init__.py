"""Keeping: the process that stays and does what jobs.toml schedules.

`schedule` is the ticking line below and nothing more; what is due, what was missed and
who does it is decided by the ledger.
"""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType

import schedule

from report_jobs.config import read_jobs
from report_jobs.keep.keeper import Keeper
from report_jobs.workplace import Workplace

__all__ = ["Keeper", "keep"]


def keep(workplace: Workplace, *, once: bool = False) -> str:
    """Keep until a signal comes (the work in hand is finished first); with `once`, one tick only.

    Return what held the last tick up, "" when nothing did. Raises ConfigError, OSError,
    StateError, sqlite3.Error when it cannot begin.
    """
    os.umask(0o077)
    keeper, stop = Keeper(workplace), threading.Event()
    if once:
        return keeper.tick()
    codes = [keeper.tick()]

    def leave(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    ticker = schedule.Scheduler()
    ticker.every(read_jobs(workplace.jobs).keep.tick_seconds).seconds.do(lambda: codes.__setitem__(0, keeper.tick()))
    while not stop.is_set():
        ticker.run_pending()
        stop.wait(max(0.05, min(ticker.idle_seconds or 0.05, 1.0)))
    return codes[0]
