"""The shape of a playbook, checked when it is loaded."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from workbooks.period import Calendar, Period
from workbooks.standing import Role

Code = Annotated[str, Field(pattern=r"^[A-Z]{2}\d{3}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Strict(BaseModel):
    """Base of every part: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class ChoiceList(Strict):
    """One choice list: ids (names inside) and labels (what people see), in order."""

    title: str
    basis: Annotated[str, Field(pattern="^(S|F|O|S/O|F/O)$")]
    values: dict[str, str]
    synonyms: dict[str, str] = {}

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.values or len(set(self.values.values())) != len(self.values):
            raise PydanticCustomError("labels_twice", "no values, or a label stands twice")
        unknown = [choice for choice in self.synonyms.values() if choice not in self.values]
        if unknown:
            raise PydanticCustomError("synonym_unknown", "unknown ids", {"names": ", ".join(unknown)})
        return self

    @cached_property
    def ids(self) -> dict[str, str]:
        """Map each label to its id."""
        return {label: choice for choice, label in self.values.items()}

    def label(self, choice: str | None) -> str:
        """Return the label of an id; "" for None, the id itself when it is unknown."""
        return "" if choice is None else self.values.get(choice, choice)

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels in order."""
        return tuple(self.values.values())


class Programme(Strict):
    """Names and versions of the programme."""

    title: str
    city: str
    office: str
    masthead: str
    standard_version: str
    playbook_version: str
    first_week: str
    default_mark: str

    @property
    def id(self) -> str:
        """What a standard workbook bears to say whose it is."""
        return f"{self.city}·{self.title}"

    @field_validator("first_week")
    @classmethod
    def _week(cls, week: str) -> str:
        try:
            Period.parse(week)
        except ValueError as error:
            raise PydanticCustomError("bad_week", "no such week") from error
        return week


class CalendarPart(Strict):
    """Due times, holidays and shifted working days."""

    timezone: str = "Asia/Shanghai"
    due_weekday: Annotated[int, Field(ge=1, le=7)]
    due_time: dt.time
    cutoff_time: dt.time
    grace_hours: Count
    brief_weekday: Annotated[int, Field(ge=1, le=7)]
    brief_time: dt.time
    holidays: tuple[dt.date, ...] = ()
    workdays: tuple[dt.date, ...] = ()


class Sheets(Strict):
    """Which optional sheets are switched on: for all, and more for a kind of unit."""

    on: tuple[str, ...] = ()
    by_kind: dict[str, tuple[str, ...]] = {}


class Columns(Strict):
    """Optional columns that are switched off, as "sheet.field"."""

    off: tuple[str, ...] = ()


class Unit(Strict):
    """A unit that owes a return; `to_educate` counts persons, `team` members of its leadership."""

    code: Code
    name: str
    short: str
    kind: str
    to_educate: Count
    team: Count


class Stage(Strict):
    """One of the four stages and its length in weeks."""

    id: str
    weeks: Annotated[int, Field(ge=1)]


class Pair(Strict):
    """One of the seven paired mechanisms: the names of its two sides and the stage it belongs to."""

    a: str
    b: str
    stage: str


class Thresholds(Strict):
    """Every number that a rule compares with; see the comments in playbook.toml."""

    announce_days: Count
    announce_warn_days: Count
    execution_report_months: Count
    extension_days: Count
    extensions_max: Count
    instant_fix_days: Count
    longterm_review_days: Count
    lookback_min_days: Count
    lookback_max_days: Count
    lookback_min_sample: Count
    lookback_share: Share
    resample_share: Share
    similar_problem: Share
    similar_progress: Share
    stale_tip_weeks: Count
    stale_warn_weeks: Count
    attendance_min: Share
    coverage_min: Share
    light_lag_points: Count
    light_due_days: Count
    red_list: Count
    black_list: Count
    unranked_min_problems: Count
    unit_red_reds: Count
    date_from: dt.date
    date_ahead_days: Count
    rework_days: Count
    rework_min_len: Count
    audit_after_days: Count
    high_risk_score: Count
    mid_risk_score: Count
    high_risk_controls: Count
    order_red_days: Count
    zero_weeks: Count
    deck_late_cases: Count
    deck_alert_rows: Count
    matrix_flag: Share
    rate_denominator: Annotated[str, Field(pattern="^(exclude|include)_longterm$")]


class Limits(Strict):
    """From which number on a unit has a colour; any one of them is enough."""

    weeks_missing: Annotated[int, Field(ge=1)]
    times_returned: Annotated[int, Field(ge=1)]
    overdue: Annotated[int, Field(ge=1)]


class Tells(Strict):
    """Which roles are told of a unit, by its colour; a worse colour adds roles and takes none away."""

    green: tuple[Role, ...]
    yellow: tuple[Role, ...]
    red: tuple[Role, ...]


class Escalation(Strict):
    """When a unit is yellow or red, and who is told."""

    yellow: Limits
    red: Limits
    tells: Tells


class Wording(Strict):
    """Words that checks look for."""

    paper_words: tuple[str, ...]
    nothing_words: tuple[str, ...]
    surnames_compound: tuple[str, ...]
    secret_mark_pattern: str

    @field_validator("secret_mark_pattern")
    @classmethod
    def _pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise PydanticCustomError("bad_pattern", "no pattern") from error
        return pattern


class Playbook(Strict):
    """Everything that the office owns. Frozen; `units` keep their order."""

    programme: Programme
    calendar: CalendarPart
    sheets: Sheets
    columns: Columns
    kinds: dict[str, str]
    units: tuple[Unit, ...]
    lists: dict[str, ChoiceList]
    stages: tuple[Stage, ...]
    pairs: dict[str, Pair]
    thresholds: Thresholds
    weights: dict[str, Decimal]
    allowed_measures: dict[str, tuple[str, ...]]
    escalation: Escalation
    wording: Wording

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        from workbooks.playbook.consistency import first_fault

        fault = first_fault(self)
        if fault is not None:
            raise fault
        return self

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """Units by their code."""
        return {unit.code: unit for unit in self.units}

    def unit(self, code: str) -> Unit | None:
        """Return a unit, or None when the code is not the programme's."""
        return self.by_code.get(code)

    def choice_list(self, name: str) -> ChoiceList:
        """Return a choice list; KeyError when there is none of that name."""
        return self.lists[name]

    def label(self, list_name: str, choice: str | None) -> str:
        """Return the label that people see for an id of a list."""
        return self.lists[list_name].label(choice)

    @cached_property
    def rhythm(self) -> Calendar:
        """The calendar as `workbooks.period` takes it."""
        part = self.calendar
        return Calendar(
            due_weekday=part.due_weekday,
            due_time=part.due_time,
            cutoff_time=part.cutoff_time,
            grace_hours=part.grace_hours,
            holidays=frozenset(part.holidays),
            workdays=frozenset(part.workdays),
        )

    def issue_no(self, period: Period) -> int:
        """Number of a period's issue: the first week's is 1."""
        return period.weeks_since(Period.parse(self.programme.first_week)) + 1

    def sheets_for(self, kind: str) -> frozenset[str]:
        """Names of the optional sheets that are on for a kind of unit."""
        return frozenset(self.sheets.on) | frozenset(self.sheets.by_kind.get(kind, ()))
