"""Independence of reviewers (G-26) and masked names (G-60, G-61)."""

from __future__ import annotations

from collections.abc import Iterator

from workbooks import choices as c
from workbooks.checks.base import Context, Sees, at, check
from workbooks.findings import Finding, finding
from workbooks.rows import Rows
from workbooks.standard import Case, Closure, Cover, LookBack, Order, Pair


@check("G-26a", "G-26b", "G-26c", "G-26d", sees=Sees.BOOK)
def independence(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-26: nobody reviews their own work."""
    cover = rows.one(Cover)
    if cover is not None and cover.filler is not None and cover.filler == cover.reviewer:
        yield finding("G-26a", at(cover, "reviewer"), value=cover.reviewer)
    reviewers: dict[str | None, set[str]] = {}
    for closure in rows.of(Closure):
        if closure.office_reviewer is None:
            continue
        reviewers.setdefault(closure.problem_id, set()).add(closure.office_reviewer)
        if closure.office_reviewer in (closure.applicant, closure.head):
            yield finding("G-26b", at(closure, "office_reviewer"), value=closure.office_reviewer)
    for row in rows.of(LookBack):
        if row.leader is not None and row.leader in reviewers.get(row.problem_id, set()):
            yield finding("G-26c", at(row, "leader"), value=row.leader)
    filler = cover.filler if cover is not None else None
    for pair in rows.of(Pair):
        if pair.status == c.ItemStatus.VERIFIED and pair.verifier is not None and pair.verifier == filler:
            yield finding("G-26d", at(pair, "verifier"), value=pair.verifier)


@check("G-60", "G-61", sees=Sees.BOOK)
def masked_names(rows: Rows, context: Context) -> Iterator[Finding]:
    """G-60, G-61: old ** is to be written properly; two subjects of one name are told apart."""
    seen: dict[str, str] = {}
    for case in rows.of(Case):
        name = case.person_masked
        if name is None:
            continue
        if "*" in name:
            yield finding("G-60", at(case, "person_masked"), value=name)
        elif name in seen:
            yield finding("G-61", at(case, "person_masked"), value=name, other=seen[name])
        else:
            seen[name] = case.case_id


@check("G-31b", sees=Sees.BOOK)
def orders_in_time(rows: Rows, context: Context) -> Iterator[Finding]:
    """The office's own orders: one that is past its day and not settled says so in its status."""
    settled = (c.OrderStatus.DONE, c.OrderStatus.EXTENDED, c.OrderStatus.OVERDUE)
    for order in rows.of(Order):
        if order.due_date is None or order.status is None or order.status in settled:
            continue
        if context.today > order.due_date:
            yield finding("G-31b", at(order, "status"), value=order.due_date)
