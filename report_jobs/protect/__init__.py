"""Protection at the exit: what a file may show, to whom, and how it is locked on the way.

Levels: 0 原文 stays in the office and is never mailed; 1 内部 for the leading group; 2 通报
for all units; 3 公开. The level belongs to the message and to each of its files; a
recipient below it is refused. Protection of sheets is no secrecy and is not counted as any.
"""

from __future__ import annotations

from report_jobs.protect.rules import Rules
from report_jobs.protect.scan import Hit, scan

__all__ = ["ATTACHMENTS", "Hit", "Rules", "scan"]

ATTACHMENTS = 1
"""Level of registers, decks and annexes: nobody below gets one, whatever the message says."""
