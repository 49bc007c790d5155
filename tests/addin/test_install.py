"""Installing and removing over a machine of paper: nothing of anybody else's is lost, twice changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.package.build import OFFICE, UNITS
from xl_addin.package.install import (
    DESCRIPTION,
    OPTIONS,
    TRUSTED,
    Machine,
    RefusalError,
    Step,
    Wish,
    plan_install,
    plan_uninstall,
)

ADDINS = PureWindowsPath(r"C:\Users\王\AppData\Roaming\Microsoft\AddIns")
MACHINE = Machine(
    ADDINS,
    PureWindowsPath(r"C:\Users\王\.yian\yian.conf"),
    PureWindowsPath(r"C:\Users\王\AppData\Roaming\Yian\settings.toml"),
)
WISH = Wish(UNITS, r"C:\Python\python.exe")


def done(machine: Machine, steps: list[Step]) -> Machine:
    """The machine after the steps."""
    registry = {key: dict(values) for key, values in machine.registry.items()}
    files = set(machine.files)
    for step in steps:
        if step.kind == "set":
            assert step.value is not None
            registry.setdefault(step.target, {})[step.name] = step.value
        elif step.kind == "unset":
            del registry[step.target][step.name]
        elif step.kind == "delete_key":
            del registry[step.target]
        elif step.kind in ("copy", "write"):
            files.add(PureWindowsPath(step.target))
        elif step.kind == "delete":
            files.remove(PureWindowsPath(step.target))
        else:
            assert step.kind == "unmark"
            assert PureWindowsPath(step.target) in files
    return replace(machine, registry={k: v for k, v in registry.items() if v}, files=frozenset(files))


def opens(machine: Machine) -> list[str]:
    """The add-ins that Excel would load: it stops at the first number that is missing."""
    values, loaded, number = machine.registry.get(OPTIONS, {}), [], 0
    while (name := f"OPEN{number or ''}") in values:
        loaded.append(str(values[name]))
        number += 1
    return loaded


def test_install__bare_machine__loaded_trusted_and_python_named():
    steps = plan_install(MACHINE, WISH)
    after = done(MACHINE, steps)
    assert opens(after) == [f'"{ADDINS / UNITS}"']
    (location,) = [values for key, values in after.registry.items() if key.startswith(TRUSTED)]
    assert location == {"Path": str(ADDINS), "AllowSubFolders": 0, "Description": DESCRIPTION}
    assert {ADDINS / UNITS, MACHINE.config} == after.files
    assert any(r"C:\Python\python.exe" in step.text for step in steps)
    assert [str(step)[:2] for step in steps][:2] == ["复制", "清除"]


def test_install__twice__second_time_changes_nothing():
    once = done(MACHINE, plan_install(MACHINE, WISH))
    assert done(once, plan_install(once, WISH)) == once


def test_install__office_after_units__takes_its_place():
    units = done(MACHINE, plan_install(MACHINE, WISH))
    office = done(units, plan_install(units, replace(WISH, addin=OFFICE, workplace=r"D:\促改")))
    assert opens(office) == [f'"{ADDINS / OFFICE}"']
    assert ADDINS / UNITS not in office.files
    assert MACHINE.settings in office.files


def test_install__excel_runs__refused_with_the_cure():
    for plan in (lambda m: plan_install(m, WISH), plan_uninstall):
        with pytest.raises(RefusalError, match="先关闭 Excel"):
            plan(replace(MACHINE, excel_runs=True))


def test_uninstall__nothing_there__nothing_to_do():
    assert plan_uninstall(MACHINE) == []


OTHERS = st.lists(
    st.sampled_from([f'"C:\\other\\{n}.xlam"' for n in range(9)] + ['/R "C:\\x y\\solver.xlam"']), unique=True
)
OTHER_KEYS = st.dictionaries(
    st.sampled_from([rf"{TRUSTED}\Location{n}" for n in range(5)]), st.just({"Path": "C:\\safe", "Description": "IT"})
)


@given(others=OTHERS, locations=OTHER_KEYS, extra=st.booleans(), office=st.booleans(), twice=st.booleans())
def test_install_then_uninstall__any_machine__as_it_was(
    others: list[str], locations: dict[str, dict[str, str | int]], extra: bool, office: bool, twice: bool
):
    options: dict[str, str | int] = {f"OPEN{n or ''}": value for n, value in enumerate(others)}
    if extra:
        options["OPENED"] = "no add-in"
    registry = {**({OPTIONS: options} if options else {}), **locations}
    before = replace(MACHINE, registry=registry)
    wish = replace(WISH, addin=OFFICE if office else UNITS)
    installed = done(before, plan_install(before, wish))
    assert opens(installed) == [*others, f'"{ADDINS / wish.addin}"']
    if twice:
        installed = done(installed, plan_install(installed, replace(WISH, addin=UNITS if office else OFFICE)))
        assert len(opens(installed)) == len(others) + 1
    after = done(installed, plan_uninstall(installed))
    assert after.registry == before.registry
    assert after.files == before.files


@given(others=OTHERS, place=st.integers(0, 9))
def test_uninstall__ours_among_others__they_move_up_and_keep_their_order(others: list[str], place: int):
    values = [*others[:place], f'"{ADDINS / UNITS}"', *others[place:]]
    machine = replace(
        MACHINE,
        registry={OPTIONS: {f"OPEN{n or ''}": value for n, value in enumerate(values)}},
        files=frozenset([ADDINS / UNITS]),
    )
    assert opens(done(machine, plan_uninstall(machine))) == others


def test_command_line__elsewhere_than_on_windows__says_what_it_would_do(capsys: pytest.CaptureFixture[str]):
    from xl_addin.cli import main

    for arguments in (["addin", "install"], ["addin", "install", "--office", "--dry-run"], ["addin", "uninstall"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert not stopped.value.code
    told = capsys.readouterr().out
    assert r"%APPDATA%\Microsoft\AddIns\programme-office.xlam" in told
    assert "没有执行" in told


def test_command_line__build_and_check(tmp_path, capsys: pytest.CaptureFixture[str]):
    from xl_addin.cli import main

    for arguments, code in ((["addin", "build", "--out", str(tmp_path)], 0), (["addin", "check"], 0)):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert (stopped.value.code or 0) == code
    assert {path.name for path in tmp_path.iterdir()} == {UNITS, OFFICE}
    (tmp_path / "bad.xlam").write_bytes(b"x")
    with pytest.raises(SystemExit) as stopped:
        main(["addin", "check", str(tmp_path / "bad.xlam")])
    assert stopped.value.code == 1
    assert "C00" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["pyopenvba.interpreter", "olefile", "pyvbaanalysis"])
def test_command_line__check_without_the_tools__says_what_to_install(
    name: str, tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    import sys

    from xl_addin.cli import main
    from xl_addin.package.build import build

    (tmp_path / UNITS).write_bytes(build(office=False))
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SystemExit) as stopped:
        main(["addin", "check", str(tmp_path / UNITS)])
    assert stopped.value.code == 2
    assert 'pip install "yian[addin]"' in capsys.readouterr().err
