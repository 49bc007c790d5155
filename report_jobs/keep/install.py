"""Entries for the system's own scheduler, so that the keeper is there after a restart of the machine."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from report_jobs.keep import words as w
from report_jobs.publish import publish
from report_jobs.workplace import Workplace

UNIT, TASK = "yian-keep.service", "yian-keep.xml"
_UNIT = """[Unit]
Description={description}
After=network-online.target
Wants=network-online.target

[Service]
Type=simple
ExecStart={command}
WorkingDirectory={root}
Environment=PYTHONUTF8=1
Restart=always
RestartSec=30
UMask=0077
NoNewPrivileges=true
PrivateTmp=true

[Install]
WantedBy=default.target
"""
_TASK = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{description}</Description></RegistrationInfo>
  <Triggers>
    <BootTrigger><Enabled>true</Enabled></BootTrigger>
    <TimeTrigger>
      <Repetition><Interval>PT5M</Interval></Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author"><LogonType>S4U</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>{program}</Command><Arguments>{arguments}</Arguments><WorkingDirectory>{root}</WorkingDirectory></Exec>
  </Actions>
</Task>
"""


@dataclass(frozen=True)
class Installation:
    """The files that were written, the command that installs them, and whether it was run."""

    files: tuple[Path, ...]
    command: str
    installed: bool


def install(workplace: Workplace, *, dry_run: bool) -> Installation:
    """Write both entries into the workplace's `service` folder; unless `dry_run`, install this system's.

    Raises OSError when a file cannot be written or the system refuses.
    """
    folder = workplace.root / "service"
    files = {folder / UNIT: unit_of(workplace).encode(), folder / TASK: task_of(workplace).encode("utf-16")}
    for path, data in files.items():
        publish(path, data)
    commands = _commands(folder)
    if not dry_run:
        for command in commands:
            if shutil.which(command[0]) is None or subprocess.call(command) != 0:  # noqa: S603 — our own words
                raise OSError(0, " ".join(command), str(folder))
    return Installation(tuple(files), " && ".join(map(" ".join, commands)), installed=not dry_run)


def _commands(folder: Path) -> list[list[str]]:
    if sys.platform == "win32":
        return [["schtasks", "/Create", "/F", "/TN", "YianKeep", "/XML", str(folder / TASK)]]
    return [["systemctl", "--user", "link", str(folder / UNIT)], ["systemctl", "--user", "enable", "--now", UNIT]]


def unit_of(workplace: Workplace) -> str:
    """Return the systemd unit."""
    command = " ".join(map(_systemd, (sys.executable, *_arguments(workplace))))
    description = w.UNIT_DESCRIPTION.format(name=workplace.root.name).replace("%", "%%")
    return _UNIT.format(description=description, command=command, root=str(workplace.root).replace("%", "%%"))


def task_of(workplace: Workplace) -> str:
    """Return the task of the Windows Task Scheduler; it starts at boot and is looked after every five minutes."""
    return _TASK.format(
        description=escape(w.UNIT_DESCRIPTION.format(name=workplace.root.name)),
        program=escape(sys.executable),
        arguments=escape(subprocess.list2cmdline(_arguments(workplace))),
        root=escape(str(workplace.root)),
    )


def _arguments(workplace: Workplace) -> list[str]:
    return ["-m", "xl_addin", "keep", "--workplace", str(workplace.root)]


def _systemd(word: str) -> str:
    """Quote a word of ExecStart: percent signs, dollars, quotes and backslashes mean something there."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'
