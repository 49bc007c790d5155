"""The list of names to mask; it never leaves the machine."""

from __future__ import annotations

from pathlib import Path

from report_jobs.config import Jobs


def names_to_mask(root: Path, jobs: Jobs) -> frozenset[str]:
    """Read the names, one a line; none when no list is named. Raises OSError when it cannot be read."""
    if not jobs.masking.names_file:
        return frozenset()
    lines = (root / jobs.masking.names_file).read_text(encoding="utf-8-sig").splitlines()
    return frozenset(name.strip() for name in lines if name.strip())
