"""A new workplace: the two files that people own, and the folders."""

from __future__ import annotations

from pathlib import Path

from report_jobs.config import default_jobs
from report_jobs.publish import publish
from report_jobs.workplace import Workplace
from workbooks.playbook import default_text


def init(root: Path) -> Workplace:
    """Make a workplace in a folder that is empty or not there yet; FileExistsError when it is neither."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FileExistsError(str(root))
    workplace = Workplace(root)
    for folder in (root, workplace.inbox, workplace.outbox, root / "runs"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    publish(workplace.playbook, default_text().encode())
    publish(workplace.jobs, default_jobs().encode())
    return workplace
