"""A refusal: one sentence for the person who pressed a button; nothing was changed."""

from __future__ import annotations


class RefusalError(Exception):
    """The sentence that says why nothing was done and what to do."""
