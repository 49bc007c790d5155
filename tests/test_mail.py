"""Mails: who gets what, names that decode right, the same bytes, nothing of a unit's that acts."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from email.message import EmailMessage

import pytest

from report_jobs.config import Jobs, default_jobs, parse_jobs
from report_jobs.frozen import Frozen
from report_jobs.mail import messages
from report_jobs.mail.notes import Note, compose
from tests.frozen import weeks

MADE = {"register.xlsx": b"PK register", "briefing.pptx": b"PK deck"}


@pytest.fixture(scope="module")
def frozen() -> Frozen:
    return weeks(("SZ004", "QY001"), (46, 47), absent={47: ["SZ004"]})[-1]


def jobs(level: int = 1, name: str = "领导小组") -> Jobs:
    base = parse_jobs(default_jobs())
    recipient = base.recipients[0].model_copy(update={"level": level, "name": name})
    return base.model_copy(update={"recipients": (recipient,)})


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_mail__level_1__register_and_deck_under_chinese_names(frozen: Frozen):
    (mail,) = messages(frozen, jobs(), MADE)
    message = read(mail.data)
    found = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    assert found == {
        "以案促改工作台账_第8期.xlsx": MADE["register.xlsx"],
        "以案促改工作周报_第8期.pptx": MADE["briefing.pptx"],
    }
    assert message["Subject"] == "以案促改工作周报（第 8 期，11月20日）"
    assert message["Date"] == "Fri, 20 Nov 2026 18:00:00 +0800"


@pytest.mark.parametrize("level", [2, 3])
def test_mail__lower_level__words_only(frozen: Frozen, level: int):
    (mail,) = messages(frozen, jobs(level), MADE)
    message = read(mail.data)
    assert list(message.iter_attachments()) == []
    assert "不附台账和简报" in message.get_body(("plain",)).get_content()


def test_mail__words__sentence_missing_units_and_three_alerts(frozen: Frozen):
    (mail,) = messages(frozen, jobs(), MADE)
    for kind in ("plain", "html"):
        told = read(mail.data).get_body((kind,)).get_content()
        assert "全市1个单位开展以案促改（1个单位未报，未计入）" in told
        assert "应报 2 个单位，实报 1 个，市资规局未报" in told
        assert "本期最需关注的三件事" in told


def test_mail__id__depends_on_period_kind_and_recipient_alone(frozen: Frozen):
    (one,), (again,) = messages(frozen, jobs(), MADE), messages(frozen, jobs(), {**MADE, "register.xlsx": b"other"})
    assert one.message_id == again.message_id
    other = messages(frozen, parse_jobs(default_jobs()), MADE)[1]
    assert other.message_id != one.message_id
    earlier = weeks(("SZ004",), (46,))[-1]
    assert messages(earlier, jobs(), MADE)[0].message_id != one.message_id


def test_mail__made_twice__same_bytes_and_plain_ascii_lines(frozen: Frozen):
    assert messages(frozen, jobs(), MADE) == messages(frozen, jobs(), MADE)
    data = messages(frozen, jobs(), MADE)[0].data
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_mail__hostile_name__is_text_in_the_page_and_no_header(frozen: Frozen):
    (mail,) = messages(frozen, jobs(name='<script>alert("x")</script>'), MADE)
    page = read(mail.data).get_body(("html",)).get_content()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_note__page__says_what_the_text_says_and_takes_nothing_as_markup():
    lines = ("<b>甲</b>：", "", "第一句。", "第二句。", "", "办公室")
    note = Note(kind="notice", address="a@example.invalid", level=1, subject="请核：<i>周报</i>", lines=lines)
    when = dt.datetime(2026, 11, 20, 18)
    mail = compose(note, sender="o@example.invalid", job="notice", slot="2026-W47", when=when, zone="Asia/Shanghai")
    page, text = (read(mail.data).get_body((kind,)).get_content() for kind in ("html", "plain"))
    assert text.splitlines() == list(lines)
    assert "&lt;b&gt;甲&lt;/b&gt;：" in page
    assert "第一句。<br>第二句。" in page
    assert "<b>" not in page
    assert "<i>" not in page
    assert page.count("font-size:15px") == 3, "one part for each group of lines"
