"""The command line: exit codes, one Chinese sentence for every error, stable JSON, a unit's install."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workplaces import make, returned
from workbooks.period import Period
from workbooks.words import SEVERITY
from xl_addin.cli import cli, main

W47 = Period.parse("2026-W47")
FIELDS = {"code", "severity", "unit", "sheet", "cell", "heading", "row_key", "shown", "message", "fix", "example"}


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(stopped.value.code or 0), out, err


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    made = {
        "sound.xlsx": returned("SZ001", W47),
        "blocked.xlsx": returned("SZ001", W47, "missing_required"),
        "broken.xlsx": b"PK",
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in made}


def test_check__sound_blocked_broken__0_1_2(capsys, files):
    assert run(capsys, "check", files["sound.xlsx"])[0] == 0
    code, out, _ = run(capsys, "check", files["blocked.xlsx"])
    assert code == 1
    assert "验收标准" in out
    code, out, _ = run(capsys, "check", files["broken.xlsx"], files["sound.xlsx"])
    assert code == 2
    assert "broken.xlsx 打不开" in out


def test_check__json__is_the_contract(capsys, files):
    code, out, _ = run(capsys, "check", "--json", files["blocked.xlsx"])
    (told,) = json.loads(out)
    assert code == 1
    assert (told["unit"], told["period"], told["blocked"]) == ("SZ001", "2026-W47", True)
    for finding in told["findings"]:
        assert set(finding) == FIELDS
        assert finding["severity"] in SEVERITY.values()
    first = next(f for f in told["findings"] if f["code"] == "C-01")
    assert (first["sheet"], first["heading"]) == ("问题清单", "验收标准")


def test_check__same_as_the_monday_run(files):
    """One engine: the command's findings are those of the collecting job."""
    import datetime as dt

    from report_jobs.collect.child import Ground, Task, examine_file
    from workbooks.catalogue import word
    from workbooks.playbook import default_playbook

    data = files["blocked.xlsx"].read_bytes()
    answer = examine_file(Ground(default_playbook(), W47, dt.date(2026, 11, 20)), Task("blocked.xlsx", data))
    assert not isinstance(answer, str)
    done = subprocess.run(
        [sys.executable, "-m", "xl_addin", "check", "--json", files["blocked.xlsx"]],
        capture_output=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout)[0]["findings"] == [word(f).as_dict() for f in answer.findings]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chek"], "没有命令“chek”"),
        (["check"], "缺少"),
        (["check", "--jsn", "x"], "没有选项 --jsn"),
        (["check", "nowhere.xlsx"], "没有文件 nowhere.xlsx"),
        (["template"], "--unit"),
        (["template", "--unit", "ZZ999", "-o", "x.xlsx"], "没有单位“ZZ999”"),
        (["run", "--workplace", "nowhere"], "不是工作区"),
        (["verify", "nowhere"], "不是运行文件夹"),
        (["fill", "problem", "x.xlsx"], "缺少"),
        (["fill", "probblem"], "没有命令"),
    ],
)
def test_usage__wrong__one_chinese_sentence_and_exit_2(capsys, arguments, told):
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert told in err
    assert err.strip().count("\n") == 0
    assert "Traceback" not in out + err
    assert "Usage" not in out + err


def test_run__wrong_period_and_broken_playbook__exit_2_and_nothing_written(capsys, tmp_path):
    workplace = make(tmp_path / "w")
    assert run(capsys, "run", "--workplace", workplace.root, "--period", "2026-W60")[0] == 2
    workplace.playbook.write_text("[programme\n", encoding="utf-8")
    code, _, err = run(capsys, "run", "--workplace", workplace.root, "--period", "2026-W47")
    assert code == 2
    assert "playbook.toml 的“第 1 行" in err
    assert not workplace.state.exists()


def test_run__folder_that_cannot_be_read__exit_3(capsys, tmp_path):
    workplace = make(tmp_path / "w")
    workplace.inbox.rmdir()
    code, _, err = run(capsys, "run", "--workplace", workplace.root, "--period", "2026-W47")
    assert code == 3
    assert "inbox" in err


def test_init__folder_with_something_in_it__left_alone(capsys, tmp_path):
    (tmp_path / "a.txt").write_text("x")
    assert run(capsys, "init", tmp_path)[0] == 2
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert run(capsys, "init", tmp_path / "new")[0] == 0
    assert {p.name for p in (tmp_path / "new").iterdir()} == {"playbook.toml", "jobs.toml", "inbox", "outbox", "runs"}


def test_fill__problem__new_file_and_the_old_one_untouched(capsys, files, tmp_path):
    before = files["sound.xlsx"].read_bytes()
    pairs = {
        "问题来源": "其他", "问题描述": "窗口叫号机故障三日未修，群众排队超过四十分钟。", "问题类别": "作风问题", "根源维度": "监督制约",
        "三个紧盯": "民生", "具体领域": "其他", "严重程度": "一般", "整改类型": "立行立改", "验收标准": "叫号机恢复且候办不超十分钟",
        "牵头科室": "综合科", "责任人": "宁可为",
    }  # fmt: skip
    out = tmp_path / "新.xlsx"
    arguments = [x for name, value in pairs.items() for x in ("--set", f"{name}={value}")]
    code, told, _ = run(capsys, "fill", "problem", files["sound.xlsx"], *arguments, "-o", out)
    assert code == 1
    assert "责任领导" in told
    lead = _a_leader(files["sound.xlsx"])
    code, told, err = run(
        capsys, "fill", "problem", files["sound.xlsx"], *arguments, "--set", f"责任领导={lead}", "-o", out
    )
    assert code == 0, told + err
    assert files["sound.xlsx"].read_bytes() == before
    assert run(capsys, "fill", "problem", out, "-o", out)[0] == 2


def _a_leader(path: Path) -> str:
    from workbooks.playbook import default_playbook
    from workbooks.reader import read
    from workbooks.standard import Duty
    from workbooks.xlsx import open_book

    return str(read(open_book(path.read_bytes()), default_playbook()).rows.of(Duty)[0].name)


def test_template__one_unit__opens_and_is_clean_but_for_what_must_be_filled(capsys, tmp_path):
    out = tmp_path / "空白.xlsx"
    assert run(capsys, "template", "--unit", "SZ012", "--period", "2026-W47", "-o", out)[0] == 0
    code, told, _ = run(capsys, "check", "--json", out)
    assert code == 1
    assert {f["code"] for f in json.loads(told)[0]["findings"]} == {"C-01", "V-08a"}


def test_help__every_command__is_chinese(capsys):
    for name in cli.commands:
        code, out, _ = run(capsys, name, "--help")
        assert code == 0
        assert "用法" in out
        for english in ("Usage:", "Options:", "Commands:", "Show this message"):
            assert english not in out


def test_unit_install__without_the_parts_for_jobs__template_check_and_fill_run(files, tmp_path):
    """A unit's machine has neither python-pptx nor XlsxWriter: its commands must not import them."""
    blocked = ("pptx", "xlsxwriter", "lxml", "fontTools", "schedule", "keyring", "msoffcrypto")
    script = (
        "import sys\n"
        f"for name in {blocked!r}: sys.modules[name] = None\n"
        "from xl_addin.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    for arguments, expected in (
        (["check", str(files["blocked.xlsx"])], 1),
        (["template", "--unit", "SZ001", "--period", "2026-W47", "-o", str(tmp_path / "t.xlsx")], 0),
        (["fill", "checklist", str(files["sound.xlsx"]), "--set", "对照主体=新科室", "--set", "对照主体类型=科室", "-o", str(tmp_path / "f.xlsx")], 0),
        (["run", "--workplace", str(tmp_path)], 2),
    ):  # fmt: skip
        done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, encoding="utf-8")
        assert done.returncode == expected, done.stdout + done.stderr
