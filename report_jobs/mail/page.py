"""The page of a mail: one frame for all of them, the rows of its kind within."""

from __future__ import annotations

from importlib import resources


def page(kind: str, **texts: str) -> str:
    """Return a page of the rows of `kind`, which is "mail" or "note"; `texts` are HTML already."""
    rows = _read(kind).removesuffix("\n").format(**texts)
    return _read("frame").format(rows=rows)


def _read(name: str) -> str:
    return resources.files("report_jobs.mail").joinpath(f"{name}.html").read_text(encoding="utf-8")
