"""Installing the add-in for one user without administrator's rights, as a plan over what a machine holds.

Facts (Office 16): add-ins that load with Excel are the values OPEN, OPEN1, … of one key,
read until the first number that is missing; Excel writes the key anew when it closes, so
it must be closed meanwhile. Macros run without a question from a trusted location.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Protocol

from xl_addin.package import words as w
from xl_addin.package.build import OFFICE, UNITS

OPTIONS = r"Software\Microsoft\Office\16.0\Excel\Options"
TRUSTED = r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
DESCRIPTION = "Yian"
ANSI = "ansi"
"""Name of a written file's encoding that is the system's code page: VBA reads no other."""
NUMBERED = re.compile(r"OPEN(\d*)")
Registry = Mapping[str, Mapping[str, str | int]]
"""Values by name, by key, under HKEY_CURRENT_USER."""


class RefusalError(Exception):
    """Nothing can be done now; `str()` says why and what to do."""


@dataclass(frozen=True)
class Machine:
    """What a user's machine holds, as far as it matters here."""

    addins: PurePath
    config: PurePath
    settings: PurePath
    registry: Registry = field(default_factory=dict)
    files: frozenset[PurePath] = frozenset()
    excel_runs: bool = False


@dataclass(frozen=True)
class Wish:
    """What is to be installed: which add-in, the Python that it calls, the office's folder if any."""

    addin: str
    python: str
    workplace: str = ""


@dataclass(frozen=True)
class Step:
    """One thing to do. `text` is what a file gets; `value` what a registry value gets, None to delete."""

    kind: str
    target: str
    name: str = ""
    value: str | int | None = None
    text: str = ""

    def __str__(self) -> str:
        return w.STEPS[self.kind].format(target=self.target, name=self.name, value=self.value)


class Hands(Protocol):
    """What carries steps out: Windows, or a machine of the tests."""

    def do(self, step: Step) -> None:
        """Carry one step out."""
        ...


def plan_install(machine: Machine, wish: Wish) -> list[Step]:
    """Return the steps that install an add-in in place of any other one of ours.

    The same plan twice changes nothing the second time. Raises RefusalError while Excel runs.
    """
    _closed(machine)
    target = machine.addins / wish.addin
    steps = [*_forget(machine, keep=target)]
    steps.append(Step("copy", str(target), wish.addin))
    steps.append(Step("unmark", str(target)))
    if not any(_is_at(value, target) for _, value in _opens(machine.registry)):
        steps.append(Step("set", OPTIONS, _free(machine, target), f'"{target}"'))
    if _trusted(machine) is None:
        key = rf"{TRUSTED}\{_free_location(machine.registry)}"
        steps += [
            Step("set", key, "Path", str(machine.addins)),
            Step("set", key, "AllowSubFolders", 0),
            Step("set", key, "Description", DESCRIPTION),
        ]
    steps.append(Step("write", str(machine.config), ANSI, text=f'"INTERPRETER_WIN","{wish.python}"\n'))
    if wish.workplace:
        steps.append(Step("write", str(machine.settings), text=f"workplace = '{wish.workplace}'\n"))
    return steps


def plan_uninstall(machine: Machine) -> list[Step]:
    """Return the steps that take every add-in of ours away; what a person set in settings.toml stays.

    Raises RefusalError while Excel runs.
    """
    _closed(machine)
    steps = [*_forget(machine, keep=None)]
    trusted = _trusted(machine)
    if trusted is not None:
        steps.append(Step("delete_key", trusted))
    ours = (machine.addins / UNITS, machine.addins / OFFICE, machine.config)
    return [*steps, *(Step("delete", str(path)) for path in ours if path in machine.files)]


def _closed(machine: Machine) -> None:
    if machine.excel_runs:
        raise RefusalError(w.EXCEL_RUNS)


def _forget(machine: Machine, *, keep: PurePath | None) -> Iterator[Step]:
    """Take our values out of the list of add-ins, and close the gaps that they leave."""
    opens = list(_opens(machine.registry))
    ours = [machine.addins / name for name in (UNITS, OFFICE)]
    gone = [name for name, value in opens if any(_is_at(value, path) for path in ours if path != keep)]
    if not gone:
        return
    left = [value for name, value in opens if name not in gone]
    for (name, old), value in zip(opens, left, strict=False):
        if value != old:
            yield Step("set", OPTIONS, name, value)
    yield from (Step("unset", OPTIONS, name) for name, _ in opens[len(left) :])
    if keep is not None:
        yield from (Step("delete", str(path)) for path in ours if path != keep and path in machine.files)


def _opens(registry: Registry) -> Iterator[tuple[str, str]]:
    """Yield the add-ins that load with Excel, in their order."""
    found = [
        (match, str(value)) for name, value in registry.get(OPTIONS, {}).items() if (match := NUMBERED.fullmatch(name))
    ]
    for match, value in sorted(found, key=lambda pair: int(pair[0][1] or 0)):
        yield match[0], value


def _is_at(value: str, path: PurePath) -> bool:
    return value.removeprefix("/R ").strip().strip('"').casefold() == str(path).casefold()


def _free(machine: Machine, target: PurePath) -> str:
    """Return the first name that is free once what is to be forgotten is gone."""
    opens = list(_opens(machine.registry))
    ours = [machine.addins / name for name in (UNITS, OFFICE)]
    left = [name for name, value in opens if not any(_is_at(value, path) for path in ours if path != target)]
    taken = {name for name, _ in opens[: len(left)]} if len(left) < len(opens) else set(left)
    number = 0
    while (name := f"OPEN{number or ''}") in taken:
        number += 1
    return name


def _trusted(machine: Machine) -> str | None:
    """Return the key of our trusted location."""
    for key, values in machine.registry.items():
        if key.startswith(f"{TRUSTED}\\") and values.get("Description") == DESCRIPTION:
            return key
    return None


def _free_location(registry: Registry) -> str:
    number = 0
    while rf"{TRUSTED}\Location{number}" in registry:
        number += 1
    return f"Location{number}"
