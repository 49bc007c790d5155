"""The operator's commands: keep, status, outbox, audit; entries of the system's scheduler."""

from __future__ import annotations

import configparser
import json
import os
import shlex
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from report_jobs.keep.install import task_of, unit_of
from report_jobs.workplace import Workplace
from tests.cli.test_cli import run
from tests.outbox.test_smtp import message, queue
from tests.workplaces import make

NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def test_keep__once__status_and_heartbeat_tell(capsys, tmp_path: Path):
    workplace = make(tmp_path / "w")
    assert run(capsys, "status", "--workplace", workplace.root, "--alive", "60")[0] == 1
    assert run(capsys, "keep", "--once", "--workplace", workplace.root)[0] == 0
    code, out, _ = run(capsys, "status", "--workplace", workplace.root, "--alive", "60")
    assert (code, "正常" in out) == (0, True)
    os.utime(workplace.heartbeat, (1, 1))
    assert run(capsys, "status", "--workplace", workplace.root, "--alive", "60")[0] == 1
    told = json.loads(run(capsys, "status", "--json", "--workplace", workplace.root)[1])
    assert set(told) == {"runs", "next", "mails", "keeper", "jobs", "upcoming"}
    assert {s["job"] for s in told["upcoming"]} >= {"consolidate", "mail", "annex"}
    code, out, _ = run(capsys, "status", "--workplace", workplace.root)
    assert (code, "待到时" in out, "催报-24h" in out) == (0, True, True)


def test_keep__clock_behind__one_sentence_and_believed_by_order(capsys, tmp_path: Path):
    from report_jobs.keep.keeper import Keeper

    workplace = make(tmp_path / "w")
    Keeper(workplace, clock=lambda: time.time() + 86400).tick()
    code, _, err = run(capsys, "keep", "--once", "--workplace", workplace.root)
    assert code == 3
    assert "--believe-clock" in err
    assert "--believe-clock" in run(capsys, "status", "--workplace", workplace.root)[1]
    assert run(capsys, "status", "--alive", "60", "--workplace", workplace.root)[0] == 1
    assert run(capsys, "keep", "--believe-clock", "--workplace", workplace.root)[0] == 0
    assert run(capsys, "keep", "--once", "--workplace", workplace.root)[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_keep__told_to_end__ends_with_0(tmp_path: Path):
    workplace = make(tmp_path / "w")
    process = subprocess.Popen([sys.executable, "-m", "xl_addin", "keep", "--workplace", str(workplace.root)])
    try:
        end = time.monotonic() + 60
        while not workplace.heartbeat.exists() and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()


def test_install__dry_run__writes_both_and_installs_nothing(capsys, tmp_path: Path):
    workplace = make(tmp_path / "工作区 一")
    code, out, _ = run(capsys, "keep", "--install-service", "--dry-run", "--workplace", workplace.root)
    assert code == 0
    assert "没有安装" in out
    folder = workplace.root / "service"
    assert sorted(p.name for p in folder.iterdir()) == ["yian-keep.service", "yian-keep.xml"]
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string((folder / "yian-keep.service").read_text(encoding="utf-8"))
    words = shlex.split(unit["Service"]["ExecStart"])
    assert words[1:] == ["-m", "xl_addin", "keep", "--workplace", str(workplace.root)]
    assert unit["Service"]["Restart"] == "always"
    task = ET.fromstring((folder / "yian-keep.xml").read_bytes())  # noqa: S314 — our own
    execute = task.find(f".//{NAMESPACE}Exec")
    assert execute is not None
    assert f'"{workplace.root}"' in execute.findtext(f"{NAMESPACE}Arguments", "")
    assert task.findtext(f".//{NAMESPACE}MultipleInstancesPolicy") == "IgnoreNew"


def test_install__odd_characters_in_the_path__quoted(tmp_path: Path):
    odd = Workplace(tmp_path / '50% $HOME "x" <&>')
    assert '50%% $$HOME \\"x\\" <&>' in unit_of(odd)
    ET.fromstring(task_of(odd).encode("utf-16"))  # noqa: S314


def test_outbox__retry_release_drop__by_the_beginning_of_the_number(capsys, tmp_path: Path):
    from report_jobs.state import Store

    workplace = make(tmp_path / "w")
    store = queue(workplace, message(11), message(12, "office@example.invalid"))
    where = ("--workplace", workplace.root)
    store.mark("<11@example.invalid>", "held")
    assert run(capsys, "outbox", "retry", "11", *where)[0] == 1
    assert run(capsys, "outbox", "release", "11", *where)[0] == 0
    assert run(capsys, "outbox", "drop", "12@", *where)[0] == 0
    assert {m.message_id: m.state for m in Store(workplace.state).mails()} == {
        "<11@example.invalid>": "queued", "<12@example.invalid>": "dead",
    }  # fmt: skip
    code, _, err = run(capsys, "outbox", "retry", "1", *where)
    assert (code, "多写几位" in err) == (2, True)
    assert run(capsys, "outbox", "show", "12", *where)[0] == 0
    code, out, _ = run(capsys, "audit", "verify", *where)
    assert (code, "1 条" in out) == (0, True)
    (line,) = json.loads(run(capsys, "audit", "list", "--json", *where)[1])
    assert (line["how"], line["recipient"]) == ("dropped", "office@example.invalid")
    head = run(capsys, "audit", "head", *where)[1].strip()
    assert run(capsys, "audit", "verify", "--head", head, *where)[0] == 0
    assert run(capsys, "audit", "verify", "--head", "9-0123456789abcdef", *where)[0] == 1
