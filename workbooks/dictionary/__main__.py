"""Write the data dictionary of the default playbook to workbooks/DICTIONARY.md."""

from __future__ import annotations

from pathlib import Path

import workbooks
from workbooks.dictionary import render
from workbooks.playbook import default_playbook

TARGET = Path(workbooks.__file__).with_name("DICTIONARY.md")

if __name__ == "__main__":
    TARGET.write_text(render(default_playbook()), encoding="utf-8", newline="\n")
