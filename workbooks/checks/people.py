"""Checks of duties, signatures and the six comparisons: who answers for what."""

from __future__ import annotations

from collections.abc import Iterator

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, at_sheet, check
from workbooks.findings import Finding, finding
from workbooks.kinds import clean
from workbooks.rows import Rows
from workbooks.standard import Closure, Cover, Duty, SixCheck, Stage
from workbooks.words import LISTING, STOPS

TEAM = (c.Role.FIRST, c.Role.LEADER, c.Role.MEMBER)
"""Roles that make up the leadership team."""
GROUNDS = 20
"""Characters that "nothing found" must have, so that it says on what grounds."""


@check("V-08a", "V-08b", sees=Sees.BOOK)
def one_head(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-08: exactly one first responsible person, at least one liaison (portfolio: C-02)."""
    if rows.one(Cover) is None or not context.unit:
        return
    roles = [duty.role for duty in rows.of(Duty)]
    if roles.count(c.Role.FIRST) != 1:
        yield finding("V-08a", at_sheet(Duty), count=roles.count(c.Role.FIRST))
    if roles and c.Role.LIAISON not in roles:
        yield finding("V-08b", at_sheet(Duty))


def head_of(rows: Rows) -> str | None:
    """Return the name of the one first responsible person, None when there is not just one."""
    heads = [duty.name for duty in rows.of(Duty) if duty.role == c.Role.FIRST]
    return heads[0] if len(heads) == 1 else None


@check("V-45", "V-46", sees=Sees.BOOK)
def signed_by_head(rows: Rows, context: Context) -> Iterator[Finding]:
    """The cover and each closure are signed by the first responsible person."""
    head = head_of(rows)
    if head is None:
        return
    cover = rows.one(Cover)
    if cover is not None and cover.head_signoff is not None and cover.head_signoff != head:
        yield finding("V-45", at(cover, "head_signoff"), value=cover.head_signoff, limit=head)
    for closure in rows.of(Closure):
        earlier = context.previous.keyed(Closure).get(closure.closure_id) if context.previous else None
        if closure.head not in (None, head) and earlier is None:  # an old signature stays when the head changes
            yield finding("V-46", at(closure, "head"), value=closure.head, limit=head)


@check("V-28a", sees=Sees.BOOK)
def signed_this_week(rows: Rows, context: Context) -> Iterator[Finding]:
    """The cover is signed in the week that it reports, not before."""
    cover = rows.one(Cover)
    if cover is not None and cover.sign_date is not None and cover.sign_date < context.period.monday:
        yield finding("V-28a", at(cover, "sign_date"), value=cover.sign_date, limit=context.period.monday)


@check("V-30", sees=Sees.BOOK)
def unit_name(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-30: the computed name of the unit was not typed over."""
    cover, unit = rows.one(Cover), context.playbook.unit(context.unit)
    if cover is not None and unit is not None and cover.unit_name not in (None, unit.name):
        yield finding("V-30", at(cover, "unit_name"), value=cover.unit_name, limit=unit.name)


@check("V-10", sees=Sees.BOOK)
def six_for_all(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-10: once a case has ended its third stage, each member of the team has all six comparisons.

    A row of the leadership team as a whole covers its members. The exit of the third stage
    is where the rule bites; before it, rows may still come.
    """
    if not any(s.stage == c.Stage.S3 and s.act_end is not None for s in rows.of(Stage)):
        return
    checks = rows.of(SixCheck)
    by_team = {row.six for row in checks if row.subject_type == c.SubjectType.TEAM}
    for duty in rows.of(Duty):
        if duty.role in TEAM and duty.name is not None:
            held = by_team | {row.six for row in checks if row.subject == duty.name}
            missing = [context.playbook.label("six", six) for six in c.Six if six not in held]
            if missing:
                yield finding("V-10", at(duty, "name"), value=duty.name, missing=LISTING.join(missing))


@check("V-47", "V-48", sees=Sees.ROW)
def comparison_columns(rows: Rows, context: Context) -> Iterator[Finding]:
    """Finding "nothing" states its grounds; something found becomes a problem or says why not."""
    nothing = context.playbook.wording.nothing_words
    for row in rows.of(SixCheck):
        if row.finding is None:
            continue
        text = clean(row.finding).rstrip(STOPS)
        found_nothing = any(text.startswith(word) for word in nothing)
        if found_nothing and len(text) < GROUNDS:
            yield finding("V-47", at(row, "finding"), value=text, limit=GROUNDS)
        if not found_nothing and row.to_problem == c.YesNo.NO and not row.no_reason:
            yield finding("V-48", at(row, "no_reason"))
