"""Reminders carry what a unit needs, to those who may see it; the gate holds what they may not."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from report_jobs.collect import Arrival, collect
from report_jobs.config import ConfigError, parse_jobs, read_jobs, read_playbook
from report_jobs.cycle import consolidate
from report_jobs.keep import work
from report_jobs.keep.slots import Slot
from report_jobs.outbox.gate import LEVEL, Gate
from report_jobs.outbox.notice import attached, parsed
from report_jobs.state import Claim, QueuedMail
from report_jobs.workplace import Workplace
from tests.test_slip_merge import CURE, fill, say
from tests.workplaces import drop, make, returned
from workbooks.period import Period

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
W46, W47 = Period.parse("2026-W46"), Period.parse("2026-W47")
PEOPLE = """
[[contacts]]
unit = "SZ001"
address = "inner@example.invalid"
level = 1

[[contacts]]
unit = "SZ001"
name = "主要负责人"
role = "leader"
address = "leader@example.invalid"

[[contacts]]
unit = "SZ004"
address = "other@example.invalid"
level = 1

[post]
"""


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A week consolidated with SZ001 accepted and SZ004 sent back; contacts of both."""
    made = make(tmp_path_factory.mktemp("w"))
    made.jobs.write_text(made.jobs.read_text(encoding="utf-8").replace("[post]\n", PEOPLE, 1), encoding="utf-8")
    calm = re.sub(r"\noverdue = \d", "\noverdue = 90", made.playbook.read_text(encoding="utf-8"))
    made.playbook.write_text(calm, encoding="utf-8")
    drop(made, "SZ001.xlsx", returned("SZ001", W46), W46.due(read_playbook(made.playbook).rhythm))
    drop(made, "SZ004.xlsx", returned("SZ004", W46, "missing_required"), W46.due(read_playbook(made.playbook).rhythm))
    consolidate(made, W46)
    return made


def reminded(workplace: Workplace) -> dict[str, QueuedMail]:
    playbook, jobs = read_playbook(workplace.playbook), read_jobs(workplace.jobs)
    due = W47.due(playbook.rhythm) - dt.timedelta(hours=3)
    slot = Slot(due, 0, "reminder-3h", str(W47), "reminder")
    made = work.remind(work.Ground(workplace, playbook, jobs, slot, Claim("reminder-3h", str(W47), 1)))
    again = work.remind(work.Ground(workplace, playbook, jobs, slot, Claim("reminder-3h", str(W47), 2)))
    assert made.mails == again.mails, "the same reminder has the same bytes"
    return {mail.recipient.split("@")[0]: mail for mail in made.mails}


def said(mail: QueuedMail) -> str:
    body = parsed(mail.data).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_reminder__not_reported__this_weeks_book_filled_with_what_was_accepted(workplace: Workplace):
    mail = reminded(workplace)["inner"]
    ((name, data),) = attached(mail.data).items()
    assert name == "工作簿_SZ001_2026-W47.xlsx"
    workbook = load_workbook(io.BytesIO(data))
    assert (workbook["_meta"]["B5"].value, workbook["_meta"]["B6"].value) == ("SZ001", "2026-W47")
    assert workbook["问题清单"]["B5"].value.startswith("WT-2026-SZ001-")
    assert {workbook["周报"].cell(row, 3).value for row in range(3, 8)} == {None}
    assert "没有收到" in said(mail)


def test_reminder__sent_back_last_week__its_slip_and_the_workbook_of_this_week(workplace: Workplace):
    files = attached(reminded(workplace)["other"].data)
    assert list(files) == ["退回单_SZ004_2026-W46.xlsx", "新表_SZ004_2026-W47.xlsx"]
    kept = workplace.run(W46) / "slips"
    assert list(files.values()) == [(kept / name).read_bytes() for name in ("SZ004.xlsx", "SZ004_new.xlsx")]
    assert load_workbook(io.BytesIO(files["新表_SZ004_2026-W47.xlsx"]))["_meta"]["B6"].value == "2026-W47"


def test_reminder__refused_this_week__a_slip_that_is_a_resubmission_when_it_is_filled(workplace: Workplace):
    playbook = read_playbook(workplace.playbook)
    data = returned("SZ001", W47, "missing_required")
    received = W47.due(playbook.rhythm) - dt.timedelta(hours=20)
    drop(workplace, "late.xlsx", data, received)
    try:
        mail = reminded(workplace)["inner"]
    finally:
        (workplace.inbox / "late.xlsx").unlink()
    files = attached(mail.data)
    assert list(files) == ["退回单_SZ001_2026-W47.xlsx", "新表_SZ001_2026-W47.xlsx"]
    assert "处须改，目前不能计入" in said(mail)
    filled = fill(files["退回单_SZ001_2026-W47.xlsx"], CURE)
    arrived = [Arrival("late.xlsx", received, data), Arrival("s.xlsx", received + dt.timedelta(hours=1), filled)]
    found = collect(arrived, playbook, W47)
    assert [s.counted for s in found.submissions if s.unit == "SZ001" and s.file == "s.xlsx"] == [True]


def test_reminder__asked_something__a_slip_whose_answers_end_the_reminding(workplace: Workplace):
    playbook = read_playbook(workplace.playbook)
    received = W47.due(playbook.rhythm) - dt.timedelta(hours=20)
    drop(workplace, "asked.xlsx", returned("SZ001", W47, "extra_sheet"), received)
    try:
        mail = reminded(workplace)["inner"]
        files = attached(mail.data)
        assert list(files) == ["核对单_SZ001_2026-W47.xlsx", "新表_SZ001_2026-W47.xlsx"]
        assert "可以计入；有 1 处请核，请在截止前答复" in said(mail)
        assert parsed(mail.data)["Subject"].startswith("请核：")
        filled = say(files["核对单_SZ001_2026-W47.xlsx"], answer="确认属实")
        drop(workplace, "answers.xlsx", filled, received + dt.timedelta(hours=1))
        assert "inner" not in reminded(workplace)
    finally:
        for path in workplace.inbox.glob("a*.xlsx"):
            path.unlink()


def test_consolidate__asked_something__a_green_units_notice_carries_the_slip(tmp_path: Path):
    made = make(tmp_path)
    made.jobs.write_text(made.jobs.read_text(encoding="utf-8").replace("[post]\n", PEOPLE, 1), encoding="utf-8")
    calm = re.sub(r"\noverdue = \d", "\noverdue = 90", made.playbook.read_text(encoding="utf-8"))
    made.playbook.write_text(calm, encoding="utf-8")
    due = W46.due(read_playbook(made.playbook).rhythm)
    drop(made, "SZ001.xlsx", returned("SZ001", W46, "extra_sheet"), due)
    drop(made, "SZ004.xlsx", returned("SZ004", W46), due)
    consolidate(made, W46)
    (mail,) = [path.read_bytes() for path in (made.run(W46) / "mail").glob("notice-*.eml")]
    assert parsed(mail)["To"] == "inner@example.invalid"
    assert parsed(mail)["Subject"].startswith("请核：")
    body = parsed(mail).get_body(("plain",))
    assert body is not None
    assert "已接收并计入，有 1 处请核" in body.get_content()
    assert list(attached(mail)) == ["核对单_SZ001_2026-W46.xlsx", "新表_SZ001_2026-W47.xlsx"]


def test_reminder__leader__is_told_when_yellow_and_gets_no_file_at_level_3(workplace: Workplace):
    assert "leader" not in reminded(workplace), "green: nothing was missed before this week, little is overdue"
    calm = workplace.playbook.read_text(encoding="utf-8")
    try:
        workplace.playbook.write_text(calm.replace("overdue = 90", "overdue = 1", 1), encoding="utf-8")
        mail = reminded(workplace)["leader"]
    finally:
        workplace.playbook.write_text(calm, encoding="utf-8")
    assert attached(mail.data) == {}
    assert said(mail).startswith("主要负责人：")
    assert "本邮件不附工作簿_SZ001_2026-W47.xlsx" in said(mail)
    assert mail.level == 3


def test_gate__attachments__pass_at_their_level_and_are_held_when_the_level_was_taken_back(workplace: Workplace):
    """What was queued for level 1 does not leave when the operator has written level 3 since; and the other way round."""
    mail = reminded(workplace)["inner"]
    jobs = read_jobs(workplace.jobs)
    assert attached(mail.data)
    assert Gate(workplace.root, jobs).refusal(mail, by_mail=True) == ""
    lower = parse_jobs(
        workplace.jobs.read_text(encoding="utf-8").replace(
            'level = 1\n\n[[contacts]]\nunit = "SZ001"\nname', 'level = 3\n\n[[contacts]]\nunit = "SZ001"\nname'
        )
    )
    assert lower != jobs
    assert Gate(workplace.root, lower).refusal(mail, by_mail=True) == LEVEL


def test_reminder__contact_of_no_unit__is_an_error_that_says_so(workplace: Workplace):
    jobs = parse_jobs(workplace.jobs.read_text(encoding="utf-8").replace('unit = "SZ004"', 'unit = "SZ999"'))
    slot = Slot(dt.datetime(2026, 11, 20, 9), 0, "reminder-3h", str(W47), "reminder")
    ground = work.Ground(workplace, read_playbook(workplace.playbook), jobs, slot, Claim("reminder-3h", str(W47), 1))
    with pytest.raises(ConfigError, match="没有单位 SZ999"):
        work.remind(ground)


def test_consolidate__sent_back__the_notice_carries_the_slip_of_the_run(workplace: Workplace):
    mails = [path.read_bytes() for path in sorted((workplace.run(W46) / "mail").glob("notice-*.eml"))]
    found = {parsed(data)["To"].split("@")[0]: attached(data) for data in mails}
    assert list(found["other"]) == ["退回单_SZ004_2026-W46.xlsx", "新表_SZ004_2026-W47.xlsx"]
    assert found["other"]["退回单_SZ004_2026-W46.xlsx"] == (workplace.run(W46) / "slips" / "SZ004.xlsx").read_bytes()
