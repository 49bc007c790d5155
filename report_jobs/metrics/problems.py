"""Terms of problems, actions and closures (M04 to M10, M17)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report_jobs.metrics.term import Counted, Seen, Term, amount, having, rows_of
from workbooks.choices import CloseResult, ProblemStatus
from workbooks.lights import Light, is_open, is_overdue, was_sent_back
from workbooks.standard import Action, Closure, Problem


def _in_rate(problem: Problem, seen: Seen) -> bool:
    """M07 (whole): all problems, less 长期坚持 unless the playbook counts them in."""
    if problem.status == ProblemStatus.LONG_TERM:
        return seen.thresholds.rate_denominator == "include_longterm"
    return problem.status != ProblemStatus.VOID


def _is_new(problem: Problem, seen: Seen) -> bool:
    return problem.status != ProblemStatus.VOID and problem.problem_id not in seen.earlier.keyed(Problem)


def _rebounded(problem: Problem, seen: Seen) -> bool:
    before = seen.earlier.keyed(Problem).get(problem.problem_id)
    was = before is not None and before.status == ProblemStatus.REBOUND
    return problem.status == ProblemStatus.REBOUND and not was


def _agreed(seen: Seen) -> Iterator[Counted]:
    """Applications that the office agreed to after the last cut-off day and up to this one, one for a problem."""
    told = set()
    for closure in seen.rows.of(Closure):
        day = closure.office_date
        inside = day is not None and seen.since < day <= seen.today
        if closure.office_result == CloseResult.AGREE and inside and closure.problem_id not in told:
            told.add(closure.problem_id)
            yield closure, 1


def _at_once(seen: Seen) -> Iterator[Counted]:
    """Closed problems of which no application was ever sent back."""
    refused = {closure.problem_id for closure in seen.rows.of(Closure) if was_sent_back(closure)}
    for problem, weight in seen.counted(CLOSED):
        if isinstance(problem, Problem) and problem.problem_id not in refused:
            yield problem, weight


def _lit(light: Light) -> Callable[[Problem, Seen], bool]:
    def test(problem: Problem, seen: Seen) -> bool:
        lit = seen.lights.get(problem.problem_id)
        return lit is not None and lit.light is light

    return test


REGISTERED = rows_of(Problem, lambda problem, seen: problem.status != ProblemStatus.VOID)
"""M04: problems but for void ones."""
NEW = rows_of(Problem, _is_new)
"""M05: problems that the unit's last accepted return did not hold (all of them the first time)."""
AGREED = Term(Closure, _agreed, ("office_result", "office_date"))
"""M06: problems whose closure the office agreed to this week."""
CLOSED = having(Problem, status=(ProblemStatus.CLOSED,))
"""M06_total."""
LONG_TERM = having(Problem, status=(ProblemStatus.LONG_TERM,))
"""M06_longterm."""
REBOUNDED = rows_of(Problem, _rebounded)
"""M06_rebound: problems that became 回头看反弹 since the unit's last accepted return."""
IN_RATE = rows_of(Problem, _in_rate)
OPEN = rows_of(Problem, lambda problem, seen: is_open(problem))
"""M08_open: neither closed nor 长期坚持 nor void."""
OVERDUE = rows_of(Problem, lambda problem, seen: is_overdue(problem, seen.today), facts=("due_date",))
"""M08_overdue: open and past the effective due day."""
LIT = {light: rows_of(Problem, _lit(light), facts=("found_date", "due_date")) for light in Light}
"""M09: open problems with one light."""
AT_ONCE = Term(Problem, _at_once)
"""M10 (part)."""
RECOVERED = amount(Action, "recovered", grows=True)
"""M17: money recovered, 万元."""
