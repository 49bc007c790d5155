"""jobs.toml: one sentence with file, key, what is wrong and an example."""

from __future__ import annotations

import pytest

from report_jobs.config import ConfigError, default_jobs, parse_address, parse_jobs, read_jobs


def test_default__parses_and_sends_nothing_by_itself():
    jobs = parse_jobs(default_jobs())
    assert jobs.mail.host == ""
    assert [r.level for r in jobs.recipients] == [1, 1]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("level = 1", "level = 0", "recipients[1].level"),
        ("level = 1", "levle = 1", "是不是“level”"),
        ("port = 587", 'port = "smtp"', "mail.port"),
        ("leading-group@example.invalid", "leading-group", "不是正确的邮件地址"),
        ("leading-group@example.invalid", "a@b.invalid; c@d.invalid", "不是正确的邮件地址"),
        ("short = false", "short = maybe", "行第"),
    ],
)
def test_parse__one_fault__told_in_one_sentence(before: str, after: str, told: str):
    with pytest.raises(ConfigError) as caught:
        parse_jobs(default_jobs().replace(before, after, 1))
    assert told in str(caught.value)
    assert str(caught.value).startswith("jobs.toml 的“")


@pytest.mark.parametrize("text", ["", "a", "a@", "@b", "a@b, c@d", "a@b\nBcc: x@y", "x <a@b", "a b@c"])
def test_address__anything_but_one_address__refused(text: str):
    with pytest.raises(ValueError):
        parse_address(text)


def test_address__with_a_name__kept():
    address = parse_address("办公室 <office@example.invalid>")
    assert (address.display_name, address.addr_spec) == ("办公室", "office@example.invalid")


def test_read__not_utf8__said(tmp_path):
    path = tmp_path / "jobs.toml"
    path.write_bytes("名".encode("gbk"))
    with pytest.raises(ConfigError, match="UTF-8"):
        read_jobs(path)
