"""Named steps of lasting work: where a test may stop the process, as a power cut would.

In production nobody watches and `reached` costs a look at an empty list. The names are
listed here so that the proof of the kills can say that it visited every one of them.
"""

from __future__ import annotations

from collections.abc import Callable

STEPS = (
    "keep.claimed", "keep.done", "keep.finished",
    "publish.opened", "publish.written", "publish.renamed",
    "cycle.collected", "cycle.built", "cycle.saved", "cycle.settling", "cycle.settled", "cycle.recorded",
    "mail.claimed", "mail.connected", "mail.body", "mail.uncertain", "mail.dot", "mail.answered", "mail.settled",
)  # fmt: skip

watchers: list[Callable[[str], None]] = []


def reached(step: str) -> None:
    """Say that a step was reached; ValueError for one that is not listed."""
    for watcher in watchers:
        watcher(STEPS[STEPS.index(step)])
