"""Returns that come by mail: laid into the inbox once, at the time our own server took them."""

from __future__ import annotations

import datetime as dt
import mailbox
import re
import socket
import ssl
import threading
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from report_jobs.config import ConfigError, Jobs, default_jobs, parse_jobs
from report_jobs.post import fetch, safe
from report_jobs.post.postbox import received_at
from report_jobs.workplace import Workplace
from tests.outbox.certificates import Certificates, make_certificates

STAMP = "from a by b; Fri, 20 Nov 2026 11:00:00 +0800"
MOMENT = dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC).timestamp()


def mail(*files: tuple[str, bytes], number: int = 1) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Received"] = STAMP
    message["Date"] = "Mon, 02 Nov 2026 08:00:00 +0800"
    message["From"], message["Message-ID"] = "sz001@example.invalid", f"<{number}@example.invalid>"
    message.set_content("见附件")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    (tmp_path / "inbox").mkdir()
    return Workplace(tmp_path)


def jobs_of(**post: object) -> Jobs:
    base = parse_jobs(default_jobs())
    return base.model_copy(update={"post": base.post.model_copy(update=post)})


def test_fetch__nothing_set__looks_nowhere(workplace: Workplace):
    assert fetch(workplace, jobs_of()).messages == 0


def test_fetch__maildir__workbooks_once_pictures_never_and_no_workbook_flagged(workplace: Workplace):
    box = mailbox.Maildir(workplace.root / "post", create=True)
    box.add(mail(("报送 SZ001.xlsx", b"PK one"), ("签名.png", b"x")))
    box.add(mail(("../../etc/passwd.XLSX", b"PK two"), ("~$a.xls", b"old"), number=2))
    box.add(mail(number=3))
    jobs = jobs_of(kind="maildir", path="post")
    fetched = fetch(workplace, jobs)
    assert (fetched.messages, fetched.files, fetched.flagged) == (3, 3, 1)
    found = {re.sub("_[0-9a-f]{8}", "", p.name): p for p in workplace.inbox.iterdir()}
    assert {name: p.read_bytes() for name, p in found.items()} == {
        "报送_SZ001.xlsx": b"PK one",
        "passwd.xlsx": b"PK two",
        "a.xls": b"old",
    }
    assert {p.stat().st_mtime for p in found.values()} == {MOMENT}
    assert fetch(workplace, jobs).messages == 0
    assert sorted(m.get_flags() for m in mailbox.Maildir(workplace.root / "post")) == ["FS", "S", "S"]


def test_fetch__died_before_the_message_was_marked__no_second_file(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
):
    from report_jobs.post.postbox import MaildirBox

    mailbox.Maildir(workplace.root / "post", create=True).add(mail(("a.xlsx", b"PK one")))
    jobs = jobs_of(kind="maildir", path="post")

    def die(*_: object, **__: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(MaildirBox, "done", die)
        with pytest.raises(OSError, match="power"):
            fetch(workplace, jobs)
    assert fetch(workplace, jobs).messages == 1
    assert len(list(workplace.inbox.iterdir())) == 1


def test_fetch__wrong_configuration__said(workplace: Workplace, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ConfigError, match=r"post\.path"):
        fetch(workplace, jobs_of(kind="maildir", path="nowhere"))
    monkeypatch.setattr("report_jobs.config.secrets.from_keyring", lambda entry: "")
    monkeypatch.delenv("YIAN_POST_PASSWORD", raising=False)
    with pytest.raises(ConfigError, match="YIAN_POST_PASSWORD"):
        fetch(workplace, jobs_of(kind="imap", host="127.0.0.1", user="u"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a b.xlsx", "a_b_0.xlsx"), ("C:\\x\\y.xlsx", "y_0.xlsx"), (".hidden.xlsx", "hidden_0.xlsx"), ("=cmd|' /C'!A0.xlsx", "C_A0_0.xlsx"),
     ("长" * 90 + ".xlsx", "长" * 60 + "_0.xlsx"), (".xlsx", "0.xlsx")],
)  # fmt: skip
def test_safe__names_that_try_something__plain(name: str, kept: str):
    assert safe(name, "0") == kept


def test_received_at__newest_line_of_our_server__never_the_senders_date():
    assert received_at(mail(), 5.0) == MOMENT
    assert received_at(b"Date: Mon, 02 Nov 2026 08:00:00 +0800\r\n\r\n", 5.0) == 5.0
    assert received_at(b"Received: nonsense\r\n\r\n", 5.0) == 5.0


class Imap(threading.Thread):
    """As much of an IMAP server as is needed: two messages, flags, over TLS."""

    def __init__(self, certificates: Certificates, messages: dict[int, bytes]) -> None:
        super().__init__(daemon=True)
        self.messages, self.flags, self.context = messages, dict[int, str](), certificates.context
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def run(self) -> None:
        while True:
            try:
                raw, _ = self.listener.accept()
                with self.context.wrap_socket(raw, server_side=True) as secure:
                    self.talk(secure)
            except (OSError, ssl.SSLError):
                if self.listener.fileno() < 0:
                    return

    def talk(self, secure: ssl.SSLSocket) -> None:
        file = secure.makefile("rb")
        secure.sendall(b"* OK ready\r\n")
        while line := file.readline():
            tag, _, rest = line.strip().partition(b" ")
            secure.sendall(self.answer(rest) + tag + (b" NO no\r\n" if b"wrong" in rest else b" OK done\r\n"))
            if rest == b"LOGOUT":
                return

    def answer(self, asked: bytes) -> bytes:
        words = asked.split()
        if words[0] == b"CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\n"
        if words[0] == b"SELECT":
            return b"* 2 EXISTS\r\n"
        if words[:2] == [b"UID", b"SEARCH"]:
            return b"* SEARCH %s\r\n" % b" ".join(b"%d" % n for n in self.messages if n not in self.flags)
        if words[:2] == [b"UID", b"FETCH"]:
            number = int(words[2])
            data = self.messages[number]
            if b"SIZE" in asked:
                return b'* 1 FETCH (UID %d RFC822.SIZE %d INTERNALDATE "20-Nov-2026 11:00:00 +0800")\r\n' % (
                    number,
                    len(data),
                )
            return b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (number, len(data), data)
        if words[:2] == [b"UID", b"STORE"]:
            self.flags[int(words[2])] = asked.partition(b"+FLAGS ")[2].decode()
        return b""


def test_fetch__imap__over_verified_tls_once(workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    certificates = make_certificates(tmp_path)
    server = Imap(certificates, {7: mail(("a.xlsx", b"PK one")), 9: mail(number=2)})
    server.start()
    monkeypatch.setenv("YIAN_POST_PASSWORD", "geheim")
    jobs = jobs_of(kind="imap", host="127.0.0.1", port=server.port, user="u", ca_file=str(certificates.authority))
    try:
        fetched = fetch(workplace, jobs)
        assert (fetched.messages, fetched.files, fetched.flagged) == (2, 1, 1)
        assert server.flags == {7: "(\\Seen)", 9: "(\\Seen \\Flagged)"}
        (path,) = workplace.inbox.iterdir()
        assert (path.read_bytes(), path.stat().st_mtime) == (b"PK one", MOMENT)
        assert fetch(workplace, jobs).messages == 0
        monkeypatch.setenv("YIAN_POST_PASSWORD", "wrong")
        with pytest.raises(OSError):
            fetch(workplace, jobs)
        with pytest.raises(OSError):
            fetch(workplace, jobs_of(kind="imap", host="127.0.0.1", port=server.port, user="u"))
    finally:
        server.listener.close()
