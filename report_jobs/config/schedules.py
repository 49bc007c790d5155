"""When the keeper does what: the schedules of jobs.toml."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

REMINDER, CONSOLIDATE, BRIEFING, MAIL, LOOKBACKS, ANNEX = (
    "reminder", "consolidate", "briefing", "mail", "lookbacks", "annex",
)  # fmt: skip


class Keep(BaseModel):
    """How the keeper keeps: seconds between two looks, how long a claim lasts, how often it is renewed.

    `max_ahead_days`: when the clock is that far beyond the last time a keeper ran, it is
    not believed until somebody confirms it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    tick_seconds: Annotated[int, Field(ge=1, le=3600)] = 20
    lease_seconds: Annotated[int, Field(ge=1, le=3600)] = 120
    max_ahead_days: Annotated[int, Field(ge=1, le=3650)] = 31


class Schedule(BaseModel):
    """One job and when it is due.

    `at` names the moment of each week that the playbook gives (due, cutoff, brief) or a
    day of the month; `hours` shifts it. A moment on a day off moves to the working day
    before when `hours` is negative, else to the next one. `catch_up` says what is done
    about slots that passed while no keeper ran: all of them, the latest only, or none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    job: Literal["reminder", "consolidate", "briefing", "mail", "lookbacks", "annex"]
    at: Literal["due", "cutoff", "brief", "month"]
    hours: Annotated[int, Field(ge=-168, le=168)] = 0
    day: Annotated[int, Field(ge=1, le=28)] = 1
    time: dt.time = dt.time(9)
    catch_up: Literal["all", "latest", "none"] = "latest"

    @property
    def id(self) -> str:
        """Name of the job in the ledger; reminders at several hours are several jobs."""
        return self.job if not self.hours else f"{self.job}{self.hours:+d}h"
