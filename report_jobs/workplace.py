"""The workplace: one folder with everything that the office and the operator own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbooks.period import Period


@dataclass(frozen=True, slots=True)
class Workplace:
    """Paths of a workplace; nothing is read or made by naming them."""

    root: Path

    @property
    def playbook(self) -> Path:
        """What the office owns."""
        return self.root / "playbook.toml"

    @property
    def jobs(self) -> Path:
        """What the operator owns."""
        return self.root / "jobs.toml"

    @property
    def inbox(self) -> Path:
        """Where returns arrive."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """Where mails wait as .eml files."""
        return self.root / "outbox"

    @property
    def state(self) -> Path:
        """The ledger: frozen periods, submissions, mails."""
        return self.root / "state.db"

    @property
    def runs(self) -> Path:
        """The folders of all runs."""
        return self.root / "runs"

    @property
    def heartbeat(self) -> Path:
        """What another machine can watch: renewed as long as a keeper lives."""
        return self.root / "heartbeat.json"

    @property
    def log(self) -> Path:
        """What the keeper did, in codes and coordinates."""
        return self.root / "keep.log"

    def run(self, period: Period) -> Path:
        """The folder of one period's run."""
        return self.runs / str(period)
