"""The exit: what must not leave is found wherever it hides; levels hold; locked files open with the password only."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_jobs.config import ConfigError, default_jobs, parse_jobs
from report_jobs.outbox import deliver
from report_jobs.outbox.notice import attached
from report_jobs.protect.lock import locked, opened
from report_jobs.protect.rules import Rules
from report_jobs.protect.scan import scan, scan_file
from report_jobs.workplace import Workplace
from tests.outbox.test_smtp import message, queue, the
from tests.planted import NAME, deck, sheet
from tests.workplaces import returned
from workbooks.period import Period

PHONE = "13800138000"


def identity() -> str:
    from workbooks.checks.text import is_id_number

    return next(f"11010119900101001{c}" for c in "0123456789X" if is_id_number("11010119900101001", c))


def card() -> str:
    from workbooks.checks.text import is_card_number

    return next(f"622202000000000123{c}" for c in "0123456789" if is_card_number(f"622202000000000123{c}"))


RULES = Rules(frozenset({NAME}))


def package(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def rules_of(data: bytes, rules: Rules = RULES) -> set[str]:
    return {hit.rule for hit in scan_file("f", data, rules)}


@pytest.mark.parametrize(
    "part",
    [
        f"<a:p><a:r><a:t>{NAME}</a:t></a:r></a:p>",
        "<a:p><a:r><a:rPr b='1'/><a:t>欧阳</a:t></a:r><a:r><a:t>明月</a:t></a:r></a:p>",
        "<si><r><t>欧</t></r><r><rPr><b/></rPr><t>阳明月</t></r></si>",
        "<t>&#27431;&#38451;&#x660E;&#x6708;</t>",
        f"<p:cNvPr id='1' name='{NAME} 3'/>",
        f"<p:cNvPr id='1' descr='照片：{NAME}'/>",
        f"<x><!-- {NAME} --></x>",
        "<t>欧\u200b阳\u2060明月</t>",
        "<t>欧 阳　明月</t>",
        f"<dc:creator>{NAME}</dc:creator>",
        f"<c:pt idx='0'><c:v>{NAME}</c:v></c:pt>",
        f"<comment ref='A1'><text><r><t>{NAME}</t></r></text></comment>",
        f"<definedName name='x' comment='{NAME}'>A1</definedName>",
        f"<Relationship Target='http://example.invalid/{NAME}'/>",
        f"<?note {NAME}?><x/>",
        f"<Relationship Target='http://example.invalid/{quote(NAME)}'/>",
    ],
)
def test_scan__name__found_wherever_it_hides(part: str):
    xml = f"<root>{part}</root>"
    declared = f'<?xml version="1.0" encoding="UTF-8"?>{xml}' if not part.startswith("<?") else xml
    for data in (
        package(ppt__slide1=declared),
        package(embedded=package(xl__chart=declared)),
        package(x=xml.encode("utf-16")),
    ):
        assert rules_of(data) == {"name"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (identity(), "identity"),
        (" ".join((identity()[:6], identity()[6:14], identity()[14:])), "identity"),
        ("".join(chr(ord(c) + 0xFEE0) for c in identity()), "identity"),
        (card(), "card"),
        (f"{card()[:4]} {card()[4:8]} {card()[8:12]} {card()[12:16]} {card()[16:]}", "card"),
        (PHONE, "phone"),
        ("电话138-0013-8000。", "phone"),
        ("+86 13800138000", "phone"),
    ],
)
def test_scan__numbers__in_every_writing(text: str, rule: str):
    for around in ("{}", "号码{}", "（{}）", "a {} b"):
        assert rules_of(package(a=f"<root><t>{around.format(text)}</t></root>")) == {rule}, around


@pytest.mark.parametrize(
    "text",
    [
        "0.3333333333333333", "0.6222020000000000123", "2026-11-20 18:00:00", "AJ-2026-SZ012-0007", "欧阳某某", "明月",
        "110101199013010011", "138001380001", "9f" * 16, "12345678901234567890", "1.38E+10",
    ],
)  # fmt: skip
def test_scan__what_only_looks_like_it__passes(text: str):
    assert rules_of(package(a=f"<root><t>{text}</t></root>")) == set()


def test_scan__cells_side_by_side__are_not_joined():
    number = identity()
    cells = "".join(f"<c><v>{digit}</v></c>" for digit in number)
    assert rules_of(package(a=f"<row>{cells}</row>")) == set()


def test_scan__mail__headers_body_names_and_attachments():
    mail = EmailMessage(policy=SMTP)
    mail["Subject"], mail["Message-ID"] = f"关于{NAME}", "<1@example.invalid>"
    mail.set_content(f"电话 {PHONE}", cte="base64")
    mail.add_alternative("<p>欧阳<b>明</b>月</p><td>安</td>", subtype="html", cte="base64")
    mail.add_attachment(
        package(a=f"<t>{identity()}</t>"), maintype="application", subtype="zip", filename=f"{NAME}.zip"
    )
    hits = scan(mail.as_bytes(), RULES)
    assert {(h.part, h.rule) for h in hits} == {
        ("header/Subject", "name"), ("body/plain", "phone"), ("body/html", "name"), ("attachment1/name", "name"), ("attachment1/a", "identity"),
    }  # fmt: skip
    assert NAME not in repr(hits)
    assert not [h for h in scan(mail.as_bytes(), Rules(phones=False)) if h.rule in ("name", "phone")]


def test_scan__what_cannot_be_looked_into__is_a_hit():
    deep = package(x="<t>a</t>")
    for _ in range(6):
        deep = package(y=deep)
    assert rules_of(deep) == {"opaque"}
    assert rules_of(b"PK\x03\x04 broken") == {"opaque"}
    broken = bytearray(package(x="<t>" + "a" * 500 + "</t>"))
    broken[60] ^= 0xFF
    assert rules_of(bytes(broken)) == {"opaque"}


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20), st.integers(0, 3))
def test_scan__name_between_anything__found(around: str, split: int):
    from xml.sax.saxutils import escape

    inner = f"<r><t>{escape(around)}{NAME[:split]}</t></r><r><t>{NAME[split:]}</t></r>"
    assert "name" in rules_of(package(a=f"<si>{inner}</si>"))


@pytest.mark.parametrize(
    "place", ["category", "series", "runs", "notes", "shape", "table", "author", "link", "embedded", "none"]
)
def test_scan__real_deck__every_place(place: str):
    assert rules_of(deck(place)) == (set() if place == "none" else {"name"})


@pytest.mark.parametrize(
    "place",
    ["tab", "cell", "rich", "comment", "footer", "list", "name", "formula", "property", "link", "hidden", "none"],
)
def test_scan__real_workbook__every_place(place: str):
    assert rules_of(sheet(place)) == (set() if place == "none" else {"name"})


def test_deliver__hit__mail_is_held_and_the_code_names_part_and_rule_only(tmp_path: Path):
    workplace = Workplace(tmp_path)
    (tmp_path / "names.txt").write_text(f"\ufeff{NAME}\n", encoding="utf-8")
    jobs = parse_jobs(default_jobs().replace('names_file = ""', 'names_file = "names.txt"'))
    store = queue(workplace, message(lines=f"谈话对象：{NAME}"))
    assert deliver(workplace, jobs) == {"held": 1}
    assert the(store).code == "scan:name:body/plain"
    assert not (tmp_path / "outbox").exists()


def test_deliver__recipient_below_the_level__held(tmp_path: Path):
    workplace = Workplace(tmp_path)
    jobs = parse_jobs(default_jobs().replace("level = 1", "level = 2", 1))
    store = queue(workplace, message(1), message(2, "office@example.invalid"))
    assert deliver(workplace, jobs) == {"held": 1, "written": 1}
    assert {m.message_id: m.code for m in store.mails()} == {"<1@example.invalid>": "level", "<2@example.invalid>": ""}


def test_deliver__attachment_at_level_2__held(tmp_path: Path):
    workplace = Workplace(tmp_path)
    jobs = parse_jobs(default_jobs().replace("level = 1", "level = 2"))
    store = queue(workplace, message(level=2, size=10))
    assert deliver(workplace, jobs) == {"held": 1}
    assert the(store).code == "level"


def test_lock__workbook__opens_with_the_password_only():
    data = returned("SZ001", Period.parse("2026-W47"))
    shut = locked(data, "correct horse battery")
    assert shut[:4] == b"\xd0\xcf\x11\xe0"
    assert opened(shut, "correct horse battery") == data
    with pytest.raises(Exception, match=r"(?i)password|key"):
        opened(shut, "correct horse batterx")


def test_deliver__locking__attachments_are_locked_once_and_short_passwords_refused(tmp_path: Path, monkeypatch):
    workplace = Workplace(tmp_path)
    jobs = parse_jobs(default_jobs().replace("lock_to_level = 0", "lock_to_level = 1"))
    book = returned("SZ001", Period.parse("2026-W47"))
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Message-ID"] = (
        "o@example.invalid",
        "leading-group@example.invalid",
        "<1@example.invalid>",
    )
    mail.set_content("a", cte="base64")
    mail.add_attachment(book, maintype="application", subtype="x", filename="台账.xlsx")
    store = queue(workplace, dataclasses.replace(message(), data=mail.as_bytes()))
    monkeypatch.setattr("report_jobs.config.secrets.from_keyring", lambda entry: "")
    for value in ("", "short"):
        monkeypatch.setenv("YIAN_FILE_PASSWORD", value)
        with pytest.raises(ConfigError, match="YIAN_FILE_PASSWORD"):
            deliver(workplace, jobs)
    monkeypatch.setenv("YIAN_FILE_PASSWORD", "correct horse battery")
    assert deliver(workplace, jobs) == {"written": 1}
    ((name, content),) = attached(the(store).data).items()
    assert (name, opened(content, "correct horse battery")) == ("台账.xlsx", book)
