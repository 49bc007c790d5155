"""The folder of one user on one machine: settings, the undo of the last command, the log of errors.

Everything in it is readable by its owner only. `settings.toml` may name `workplace` (the
office's folder) and `send` (where returns are laid); a `playbook.toml` beside it replaces
the one that is shipped.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from report_jobs.publish import publish
from workbooks.configuration import ConfigError, read_toml
from workbooks.playbook import Playbook, default_playbook, parse
from xl_addin.live import words as w

FOLDER_VARIABLE = "YIAN_HOME"
"""Environment variable that moves the folder, for a machine with a home of its own and for tests."""
NAME = "Yian"


@dataclass(frozen=True)
class Place:
    """A user's folder."""

    root: Path

    @classmethod
    def of_user(cls) -> Place:
        """Return the folder of whoever runs this."""
        chosen = os.environ.get(FOLDER_VARIABLE)
        if chosen:
            return cls(Path(chosen))
        if sys.platform == "win32":
            return cls(Path(os.environ.get("APPDATA", Path.home())) / NAME)
        return cls(Path.home() / ".config" / NAME.lower())

    @property
    def undo(self) -> Path:
        """What the last command changed."""
        return self.root / "undo.json"

    @property
    def log(self) -> Path:
        """Errors: number, kind, lines of our code; never a cell's content."""
        return self.root / "errors.log"

    @property
    def report(self) -> Path:
        """What the button 诊断 collects."""
        return self.root / w.REPORT_NAME

    def setting(self, name: str) -> str:
        """Return one setting, "" when it is not set. Raises ConfigError for a broken file."""
        path = self.root / "settings.toml"
        if not path.is_file():
            return ""
        try:
            value = read_toml(path.read_text(encoding="utf-8-sig"), path.name).get(name, "")
        except UnicodeDecodeError as error:
            raise ConfigError.of_encoding(path.name) from error
        if not isinstance(value, str):
            problem = w.SETTING_TEXT.format(name=name)
            raise ConfigError(path.name, name, problem)
        return value

    def playbook(self) -> Playbook:
        """Return the office's playbook if it is here, else the shipped one. Raises ConfigError."""
        path = self.root / "playbook.toml"
        return parse(path.read_text(encoding="utf-8-sig"), path.name) if path.is_file() else default_playbook()

    def write(self, path: Path, text: str) -> None:
        """Write a file of this folder whole, for its owner only."""
        publish(path, text.encode("utf-8"))
