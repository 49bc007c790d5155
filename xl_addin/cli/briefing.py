"""Commands on the form of the briefing."""

from __future__ import annotations

from pathlib import Path

import click

from xl_addin.cli import words as w
from xl_addin.cli.base import DONE, Group


@click.group("briefing", cls=Group, help=w.BRIEFING)
def briefing() -> None:
    """The briefing."""


@briefing.command("template", help=w.BRIEFING_TEMPLATE)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path(w.BRIEFING_FILE), metavar=w.FILE, help=w.TEMPLATE_OUT
)
def template(out: Path) -> int:
    """Write the annotated template."""
    from report_jobs.briefing.annotated import annotated
    from report_jobs.publish import publish

    publish(out, annotated(), shared=True)
    click.echo(w.BRIEFING_WRITTEN.format(file=out))
    return DONE
