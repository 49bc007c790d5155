"""The user's Windows machine: what it holds, and the hands that change it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

from report_jobs.publish import publish
from xl_addin.package.build import OFFICE, UNITS
from xl_addin.package.install import ANSI, OPTIONS, TRUSTED, Machine, Step


def this_machine() -> Machine:
    """Return what this machine holds; elsewhere than on Windows one where nothing is installed yet."""
    if sys.platform != "win32":
        roaming = PureWindowsPath("%APPDATA%")
        config = PureWindowsPath(r"%USERPROFILE%\.yian\yian.conf")
        return Machine(roaming / "Microsoft" / "AddIns", config, roaming / "Yian" / "settings.toml")
    home = Path.home()
    roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
    addins = roaming / "Microsoft" / "AddIns"
    config, settings = home / ".yian" / "yian.conf", roaming / "Yian" / "settings.toml"
    files = frozenset(path for path in (addins / UNITS, addins / OFFICE, config, settings) if path.is_file())
    return Machine(addins, config, settings, _registry(), files, _excel_runs())


def _excel_runs() -> bool:
    if sys.platform != "win32":
        return False
    told = subprocess.run(
        ["tasklist", "/FI", "IMAGENAME eq EXCEL.EXE", "/NH"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return "EXCEL.EXE" in told.stdout.upper()


def _registry() -> dict[str, dict[str, str | int]]:
    if sys.platform != "win32":
        return {}
    import winreg

    found = {OPTIONS: _values(OPTIONS)}
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, TRUSTED) as key:
            names = [winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0])]
    except FileNotFoundError:
        return found
    return {**found, **{rf"{TRUSTED}\{name}": _values(rf"{TRUSTED}\{name}") for name in names}}


def _values(path: str) -> dict[str, str | int]:
    if sys.platform != "win32":
        return {}
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
            values = [winreg.EnumValue(key, number) for number in range(winreg.QueryInfoKey(key)[1])]
    except FileNotFoundError:
        return {}
    return {name: value for name, value, _ in values if isinstance(value, (str, int))}


class WindowsHands:
    """Carries steps out on this machine; `files` are the add-ins by name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def do(self, step: Step) -> None:
        """Carry one step out. Raises OSError when Windows refuses."""
        if step.kind == "copy":
            publish(Path(step.target), self.files[step.name], shared=True)
        elif step.kind == "write":
            publish(Path(step.target), step.text.encode("mbcs" if step.name == ANSI else "utf-8"))
        elif step.kind == "delete":
            Path(step.target).unlink(missing_ok=True)
        elif step.kind == "unmark":
            Path(f"{step.target}:Zone.Identifier").unlink(missing_ok=True)  # a stream of NTFS beside the file
        else:
            self._registry(step)

    @staticmethod
    def _registry(step: Step) -> None:
        if sys.platform != "win32":
            raise OSError(step.kind)
        import winreg

        if step.kind == "delete_key":
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, step.target)
            return
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, step.target) as key:
            if step.kind == "unset":
                winreg.DeleteValue(key, step.name)
            elif isinstance(step.value, int):
                winreg.SetValueEx(key, step.name, 0, winreg.REG_DWORD, step.value)
            else:
                winreg.SetValueEx(key, step.name, 0, winreg.REG_SZ, step.value)
