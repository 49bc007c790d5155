"""The demo: an invented programme of 24 units over eight weeks, as believable as it can be made."""

from __future__ import annotations
