"""run.json: what went into a run and what came out, with hashes; no clock, no cell values."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from report_jobs.collect import Arrival
from report_jobs.frozen import Frozen, Submission
from workbooks.catalogue import severity_of


def record(frozen: Frozen, arrivals: Sequence[Arrival], outputs: Mapping[str, str]) -> dict[str, Any]:
    """Return the content of run.json; `outputs` gives the SHA-256 of each file of the run folder."""
    severities = Counter(severity_of(found).value for found in frozen.findings)
    programme = frozen.playbook.programme
    return {
        "period": str(frozen.period),
        "issue": frozen.issue,
        "cutoff": frozen.cutoff.isoformat(),
        "standard_version": programme.standard_version,
        "playbook_version": programme.playbook_version,
        "mark": frozen.mark.value,
        "due": len(frozen.due_units),
        "counted": len(frozen.counted_units),
        "arrivals": [{"name": a.name, "kept": a.kept, "received": a.received.isoformat()} for a in arrivals],
        "submissions": [_submission(s) for s in frozen.submissions],
        "findings": dict(sorted(severities.items())),
        "outputs": dict(sorted(outputs.items())),
    }


def _submission(submission: Submission) -> dict[str, Any]:
    return {
        "unit": submission.unit,
        "state": submission.state.value,
        "file": submission.file,
        "kept": submission.kept,
        "merged": submission.merged,
        "sha256": submission.sha256,
        "received": submission.received.isoformat() if submission.received else None,
        "counted": submission.counted,
        "must_fix": submission.must_fix,
        "confirm": submission.confirm,
        "asked": submission.asked if submission.counted else 0,
        "healed": submission.healed,
    }


def render(run: Mapping[str, Any]) -> bytes:
    """Return run.json as bytes."""
    return (json.dumps(run, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
