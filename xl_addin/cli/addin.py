"""Commands on the Excel add-in: build, check, install, uninstall."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli import words as w
from xl_addin.cli.base import ACT, DONE, Group, RefusalError, existing

if TYPE_CHECKING:
    from xl_addin.package.fault import Fault
    from xl_addin.package.install import Machine, Step


@click.group("addin", cls=Group, help=w.ADDIN)
def addin() -> None:
    """The Excel add-in."""


@addin.command("build", help=w.ADDIN_BUILD)
@click.option("--out", type=click.Path(path_type=Path), default=Path(), metavar=w.DIR, help=w.ADDIN_OUT)
def build(out: Path) -> int:
    """Write programme.xlam and programme-office.xlam, after the lint has found nothing in them."""
    from report_jobs.publish import publish

    for name, data in _built().items():
        faults = _faults(data)
        if faults:
            raise RefusalError(w.ADDIN_FAULTY.format(file=name, count=len(faults), first=faults[0]))
        publish(out / name, data, shared=True)
        click.echo(w.ADDIN_BUILT.format(file=out / name, size=len(data) // 1024))
    return DONE


@addin.command("check", help=w.ADDIN_CHECK)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar=f"[{w.FILE}...]")
def check(files: tuple[Path, ...]) -> int:
    """Run the lint over add-ins, freshly built ones when none is named; 1 when something is found."""
    given = {path.name: existing(path).read_bytes() for path in files} or _built()
    code = DONE
    for name, data in given.items():
        faults = _faults(data)
        code = max(code, ACT if faults else DONE)
        click.echo((w.ADDIN_FAULTS if faults else w.ADDIN_SOUND).format(file=name, count=len(faults)))
        for fault in faults:
            click.echo(f"  {fault}")
    return code


def _faults(data: bytes) -> list[Fault]:
    """Return what the lint finds in one add-in. Raises RefusalError when a tool or xlwings' module is missing."""
    from xl_addin.package.lint import lint

    with _tools():
        return lint(data)


@contextmanager
def _tools() -> Iterator[None]:
    """Say in one sentence what is to be installed when a tool of the extra `addin` is missing."""
    from xl_addin.package.source import BuildError
    from xl_addin.package.words import NO_TOOLS

    try:
        yield
    except BuildError as error:
        raise RefusalError(str(error)) from error
    except ModuleNotFoundError as error:
        raise RefusalError(NO_TOOLS.format(name=error.name)) from error


def _built() -> dict[str, bytes]:
    """Build both add-ins. Raises RefusalError when a tool or a part is missing."""
    from xl_addin.package.build import OFFICE, UNITS
    from xl_addin.package.build import build as build_addin

    with _tools():
        return {name: build_addin(office=name == OFFICE) for name in (UNITS, OFFICE)}


@addin.command("install", help=w.ADDIN_INSTALL)
@click.option("--office", is_flag=True, help=w.ADDIN_OFFICE)
@click.option("--workplace", default="", metavar=w.DIR, help=w.ADDIN_WORKPLACE)
@click.option("--file", type=click.Path(path_type=Path), default=None, metavar=w.FILE, help=w.ADDIN_FILE)
@click.option("--dry-run", "dry", is_flag=True, help=w.ADDIN_DRY)
def install(office: bool, workplace: str, file: Path | None, dry: bool) -> int:
    """Install an add-in for this user; elsewhere than on Windows only say what would be done."""
    from xl_addin.package.build import OFFICE, UNITS
    from xl_addin.package.install import Wish, plan_install

    name = OFFICE if office else UNITS
    wish = Wish(name, sys.executable, str(Path(workplace).resolve()) if workplace else "")
    given = existing(file).read_bytes() if file is not None else None
    files = {name: given} if given is not None else None
    return _carry_out(lambda machine: plan_install(machine, wish), lambda: files or _built(), dry=dry)


@addin.command("uninstall", help=w.ADDIN_UNINSTALL)
@click.option("--dry-run", "dry", is_flag=True, help=w.ADDIN_DRY)
def uninstall(dry: bool) -> int:
    """Take every add-in of ours away again."""
    from xl_addin.package.install import plan_uninstall

    return _carry_out(plan_uninstall, dict, dry=dry)


def _carry_out(plan: Callable[[Machine], list[Step]], files: Callable[[], dict[str, bytes]], *, dry: bool) -> int:
    from xl_addin.package.install import RefusalError as Refused
    from xl_addin.package.windows import WindowsHands, this_machine

    try:
        steps = plan(this_machine())
    except Refused as error:
        raise RefusalError(str(error), ACT) from error
    elsewhere = sys.platform != "win32"
    if elsewhere or dry:
        click.echo(w.ADDIN_WOULD_ELSEWHERE if elsewhere else w.ADDIN_WOULD)
    hands = None if elsewhere or dry else WindowsHands(files())
    for number, step in enumerate(steps, start=1):
        click.echo(f"{number}. {step}")
        if hands is not None:
            hands.do(step)
    click.echo(w.ADDIN_NOTHING if not steps else w.ADDIN_PLANNED if hands is None else w.ADDIN_DONE)
    return DONE
