"""Commands on the form of the briefing, and on its copies."""

from __future__ import annotations

from pathlib import Path

import click

from xl_addin.cli import words as w
from xl_addin.cli.base import DONE, Group, progress
from xl_addin.cli.copies import make_pdfs, make_unit_briefs, runs_of


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


@briefing.command("pdf", help=w.BRIEFING_PDF)
@click.argument("folders", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="RUN...")
def pdf(folders: tuple[Path, ...]) -> int:
    """Make the PDF copies of some runs."""
    with progress() as advance:
        told = make_pdfs(runs_of(folders, "pdf"), advance, needed=True)
    click.echo("\n".join(told.lines))
    return told.code


@briefing.command("units", help=w.BRIEFING_UNITS)
@click.argument("folders", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="RUN...")
def units(folders: tuple[Path, ...]) -> int:
    """Make the briefs of the units of some runs."""
    with progress() as advance:
        told = make_unit_briefs(runs_of(folders, "units"), advance)
    click.echo("\n".join(told.lines))
    return told.code
