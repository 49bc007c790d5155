"""Sending over SMTP: every phase fails once in every way; nothing is lost, nothing is sent to the wrong one."""

from __future__ import annotations

import dataclasses
import socket
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from report_jobs import audit
from report_jobs.config import ConfigError, Jobs, default_jobs, parse_jobs
from report_jobs.outbox import backoff, deliver
from report_jobs.outbox.notice import attached, parsed, without_attachments
from report_jobs.outbox.smtp import stuffed
from report_jobs.outbox.store import Outbox
from report_jobs.state import FencedError, QueuedMail, SavedPeriod, Store
from report_jobs.workplace import Workplace
from tests.outbox.certificates import Certificates, make_certificates
from tests.outbox.server import CLOSE, HANG, Post, serving, serving_in_clear

ONE = "leading-group@example.invalid"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


def jobs_for(port: int, certificates: Certificates, **mail: object) -> Jobs:
    base = parse_jobs(default_jobs())
    server = {"host": "127.0.0.1", "port": port, "ca_file": str(certificates.authority), "deadline_seconds": 2, **mail}
    return base.model_copy(update={"mail": base.mail.model_copy(update=server)})


def message(
    number: int = 1, recipient: str = ONE, level: int = 1, size: int = 0, lines: str = "第一行\n.dot 第二行以点开头\n"
) -> QueuedMail:
    from email.message import EmailMessage
    from email.policy import SMTP

    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "办公室 <office@example.invalid>", recipient, "周报"
    made["Message-ID"] = f"<{number}@example.invalid>"
    made.set_content(lines, cte="quoted-printable")
    if size:
        made.add_attachment(b"x" * size, maintype="application", subtype="octet-stream", filename="台账.xlsx")
    return QueuedMail(
        message_id=f"<{number}@example.invalid>", period="2026-W47", kind="briefing", recipient=recipient,
        file=f"{number}.eml", state="queued", data=made.as_bytes(), level=level,
    )  # fmt: skip


def queue(workplace: Workplace, *mails: QueuedMail) -> Store:
    store = Store(workplace.state)
    store.save_period(SavedPeriod("2026-W47", "2026-11-20T18:00:00", {}, {}), [], mails)
    return store


def the(store: Store) -> QueuedMail:
    (mail,) = store.mails()
    return mail


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_deliver__good_server__sent_once_encrypted_and_in_the_audit(security: str, workplace, certificates):
    with serving(Post(), certificates.context, implicit=security == "tls") as post:
        jobs = jobs_for(post.port, certificates, security=security)
        store = queue(workplace, message())
        assert deliver(workplace, jobs) == {"sent": 1}
        assert deliver(workplace, jobs) == {}
    (got,) = post.received
    assert (got.recipient, got.message_id) == (ONE, "<1@example.invalid>")
    assert parsed(got.data).get_content().splitlines() == ["第一行", ".dot 第二行以点开头"]
    assert b"\r\n.dot" in got.data
    assert the(store).state == "sent"
    (fact,) = audit.facts(workplace.state)
    assert (fact["how"], fact["recipient"], fact["level"]) == ("sent", ONE, 1)


def test_deliver__password__from_the_environment_only_and_over_tls(workplace, certificates, monkeypatch):
    with serving(Post(), certificates.context, password="geheim") as post:  # noqa: S106
        jobs = jobs_for(post.port, certificates, user="office")
        store = queue(workplace, message())
        monkeypatch.delenv("YIAN_MAIL_PASSWORD", raising=False)
        monkeypatch.setattr("report_jobs.config.secrets.from_keyring", lambda entry: "")
        with pytest.raises(ConfigError, match="YIAN_MAIL_PASSWORD"):
            deliver(workplace, jobs)
        assert the(store).attempts == 0
        monkeypatch.setenv("YIAN_MAIL_PASSWORD", "wrong")
        assert deliver(workplace, jobs) == {"queued": 1}
        assert the(store).code == "auth-535"
        monkeypatch.setenv("YIAN_MAIL_PASSWORD", "geheim")
        assert deliver(workplace, jobs, clock=lambda: time.time() + 61) == {"sent": 1}
    assert post.logins == ["office", "office"] or set(post.logins) == {"office"}


@pytest.mark.parametrize(
    ("phase", "fault", "state", "code"),
    [
        ("ehlo", "421 busy", "queued", "ehlo-421"),
        ("mail", "421 busy", "queued", "mail-421"),
        ("mail", "451 later", "queued", "mail-451"),
        ("mail", "554 no", "dead", "mail-554"),
        ("rcpt", "451 later", "queued", "rcpt-451"),
        ("rcpt", "452 full", "queued", "rcpt-452"),
        ("rcpt", "550 nobody", "dead", "rcpt-550"),
        ("rcpt", "554 no", "dead", "rcpt-554"),
        ("data", "421 busy", "queued", "data-421"),
        ("data", "451 later", "queued", "data-451"),
        ("data", "554 no", "dead", "data-554"),
        ("dot", "421 busy", "queued", "dot-421"),
        ("dot", "451 later", "queued", "dot-451"),
        ("dot", "552 too big", "dead", "dot-552"),
        ("dot", "554 spam", "dead", "dot-554"),
        ("ehlo", HANG, "queued", "ehlo-deadline"),
        ("mail", HANG, "queued", "mail-deadline"),
        ("rcpt", HANG, "queued", "rcpt-deadline"),
        ("data", HANG, "queued", "data-deadline"),
        ("dot", HANG, "uncertain", "dot-deadline"),
        ("mail", CLOSE, "queued", "mail-lost"),
        ("rcpt", CLOSE, "queued", "rcpt-lost"),
        ("data", CLOSE, "queued", "data-lost"),
        ("dot", CLOSE, "uncertain", "dot-lost"),
    ],
)
def test_deliver__fault_in_a_phase__state_and_code_say_so(phase, fault, state, code, workplace, certificates):
    with serving(Post({phase: fault}), certificates.context) as post:
        store = queue(workplace, message())
        began = time.monotonic()
        assert deliver(workplace, jobs_for(post.port, certificates)) == {state: 1}
        assert time.monotonic() - began < 6
    assert (the(store).state, the(store).code) == (state, code)
    assert bool(audit.facts(workplace.state)) == (state == "uncertain")
    if state == "queued":
        assert the(store).next_try > time.time() + 30


@pytest.mark.parametrize("fault", ["nothing", "silence", "close", "drip"])
def test_deliver__server_that_does_not_greet__tried_again(fault: str, workplace, certificates):
    """No listener; one that says nothing; one that hangs up; one that sends a byte now and then."""
    import threading

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def misbehave() -> None:
            connection, _ = listener.accept()
            with connection:
                for _ in range(30 if fault != "close" else 0):
                    time.sleep(0.2)
                    if fault == "drip":
                        try:
                            connection.sendall(b"2")
                        except OSError:
                            return

        if fault == "nothing":
            listener.close()
        else:
            threading.Thread(target=misbehave, daemon=True).start()
        store = queue(workplace, message(1), message(2, "office@example.invalid"))
        began = time.monotonic()
        assert deliver(workplace, jobs_for(port, certificates)) == {"queued": 1}
        assert time.monotonic() - began < 4
    assert {m.code.split("-")[0] for m in store.mails() if m.attempts} == {"connect"}
    assert sorted(m.attempts for m in store.mails()) == [0, 1]


def test_deliver__certificate_of_someone_else__nothing_is_sent(workplace, certificates, tmp_path):
    (tmp_path / "other").mkdir()
    for context, code in (
        (make_certificates(tmp_path / "other").context, "tls-certificate"),
        (make_certificates(tmp_path / "other", "mail.example.invalid").context, "tls-certificate"),
    ):
        with serving(Post(), context) as post:
            (workplace.state).unlink(missing_ok=True)
            store = queue(workplace, message())
            assert deliver(workplace, jobs_for(post.port, certificates)) == {"queued": 1}
            assert the(store).code == code
            assert post.received == []


def test_deliver__server_without_tls__nothing_is_sent(workplace, certificates):
    with serving_in_clear(Post()) as post:
        store = queue(workplace, message())
        assert deliver(workplace, jobs_for(post.port, certificates)) == {"queued": 1}
    assert the(store).code == "tls-unsupported"
    assert post.received == []


def test_deliver__answer_lost_after_the_dot__high_level_waits_for_a_person_low_goes_again(workplace, certificates):
    with serving(Post(lose_answer=True), certificates.context) as post:
        jobs = jobs_for(post.port, certificates)
        jobs = jobs.model_copy(
            update={
                "recipients": (
                    *jobs.recipients,
                    jobs.recipients[0].model_copy(update={"address": "low@example.invalid", "level": 2}),
                )
            }
        )
        store = queue(workplace, message(1), message(2, "low@example.invalid", level=2))
        assert deliver(workplace, jobs) == {"uncertain": 2}
        assert len(post.received) == 2
        post.lose_answer = False
        assert deliver(workplace, jobs) == {}
        assert deliver(workplace, jobs, clock=lambda: time.time() + 130) == {"sent": 1}
        states = {m.recipient: m.state for m in store.mails()}
        assert states == {ONE: "uncertain", "low@example.invalid": "sent"}
        box = Outbox(store.database)
        assert box.decide(box.find("1@")[0], "retry", 0.0)
        assert deliver(workplace, jobs) == {"sent": 1}
    copies = [(r.recipient, r.message_id, r.sha256) for r in post.received]
    assert len(copies) == 4
    assert len(set(copies)) == 2


@pytest.mark.parametrize("how", ["limit", "announced", "reply"])
def test_deliver__too_big__a_notice_goes_in_its_place(how: str, workplace, certificates):
    options = {"data_size_limit": 1000 * 1000} if how == "announced" else {}
    post = Post({"dot": "552 too big"} if how == "reply" else {}, once=True)
    with serving(post, certificates.context, **options):
        store = queue(workplace, message(size=1200 * 1000))
        assert deliver(workplace, jobs_for(post.port, certificates, max_mb=1 if how == "limit" else 20)) == {"sent": 1}
    (got,) = post.received
    assert got.message_id == "<1@example.invalid>"
    assert attached(got.data) == {}
    told = parsed(got.data).get_content()
    assert "台账.xlsx（1.1 MB" in told
    assert "第一行" in told
    assert the(store).state == "sent"
    assert without_attachments(got.data, 20) is None


def test_deliver__too_big_after_a_lost_answer__never_another_mail_under_the_same_number(workplace, certificates):
    """The recipient may have the whole mail already: a notice in its place would be a second, different one."""
    with serving(Post(lose_answer=True), certificates.context) as post:
        jobs = jobs_for(post.port, certificates)
        whole = message(size=1000)
        store = queue(workplace, whole)
        assert deliver(workplace, jobs) == {"uncertain": 1}
        post.lose_answer, post.faults = False, {"dot": "552 too big"}
        box = Outbox(store.database)
        assert box.decide(the(store), "retry", 0.0)
        assert deliver(workplace, jobs) == {"dead": 1}
    assert len(post.received) == 1
    assert the(store).data == whole.data


def test_deliver__recipient_no_longer_in_the_file__held(workplace, certificates):
    with serving(Post(), certificates.context) as post:
        store = queue(workplace, message(1, "gone@example.invalid"), message(2, f"{ONE}; other@example.invalid"))
        assert deliver(workplace, jobs_for(post.port, certificates)) == {"held": 2}
    assert post.received == []
    assert {m.code for m in store.mails()} == {"not_allowed"}


def test_config__domain_that_is_not_allowed__said():
    text = default_jobs().replace("allowed_domains = []", 'allowed_domains = ["office.invalid"]')
    with pytest.raises(ConfigError, match="不在允许发往的域名之内"):
        parse_jobs(text)


def test_outbox__sender_that_was_overtaken__cannot_send_the_dot_nor_settle(workplace):
    store = queue(workplace, message(level=2))
    box = Outbox(store.database)
    first = box.claim(1000.0, 60.0, 2)
    assert first is not None
    assert box.claim(1030.0, 60.0, 2) is None
    second = box.claim(1061.0, 60.0, 2)
    assert second is not None
    with pytest.raises(FencedError):
        box.uncertain(first, 1200.0)
    box.uncertain(second, 1200.0)
    with pytest.raises(FencedError):
        box.settle(first, "sent", 1100.0)
    box.settle(second, "sent", 1100.0)
    with pytest.raises(FencedError):
        box.settle(second, "dead", 1100.0)


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("held", {"release", "drop"}), ("queued", {"retry", "drop"}), ("sending", set()),
        ("uncertain", {"retry", "drop"}), ("sent", set()), ("dead", {"retry", "drop"}), ("written", set()),
    ],
)  # fmt: skip
def test_decide__each_state__only_what_makes_sense(state: str, allowed: set[str], workplace):
    store = queue(workplace, dataclasses.replace(message(), state=state))
    box = Outbox(store.database)
    for what in ("retry", "release", "drop"):
        store.mark("<1@example.invalid>", state)
        assert box.decide(the(store), what, 1.0) == (what in allowed), what


def test_forget__mails_that_went_out_long_ago__emptied_and_nothing_else(workplace):
    store = queue(
        workplace, message(1), dataclasses.replace(message(2, "office@example.invalid"), state="held", code="scheduled")
    )
    deliver(workplace, parse_jobs(default_jobs()), clock=lambda: 1000.0)
    box = Outbox(store.database)
    assert [box.forget(1000.0), box.forget(1001.0), box.forget(1001.0)] == [0, 1, 0]
    assert {m.state: bool(m.data) for m in store.mails()} == {"written": False, "held": True}
    assert {m.state: bool(m.data) for m in store.mails(data=False)} == {"written": False, "held": False}
    assert len(audit.facts(workplace.state)) == 1


def test_backoff__one_two_four_up_to_sixty_minutes():
    assert [backoff(n) / 60 for n in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert backoff(5000) == 3600


@pytest.mark.parametrize(
    ("data", "wire"),
    [(b"a\n.b\n", b"a\r\n..b\r\n"), (b".\r\n", b"..\r\n"), (b"a", b"a\r\n"), (b"a\r.\n", b"a\r\n..\r\n")],
)
def test_stuffed__dots_and_line_ends(data: bytes, wire: bytes):
    assert stuffed(data) == wire


def test_audit__changed_or_taken_out_or_cut__seen(workplace, certificates):
    import sqlite3

    queue(workplace, *(message(n, "office@example.invalid") for n in range(1, 6)))
    deliver(workplace, parse_jobs(default_jobs()), clock=lambda: 1000.0)
    head = audit.head(workplace.state)
    verdict = audit.verify(workplace.state)
    assert (verdict.links, verdict.broken, verdict.head) == (5, 0, head)
    with closing(sqlite3.connect(workplace.state, isolation_level=None)) as connection:
        for statement in ("UPDATE audit SET at = 1", "DELETE FROM audit"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
        connection.execute("DROP TRIGGER audit_UPDATE")
        connection.execute("DROP TRIGGER audit_DELETE")
    tampers: list[tuple[str, int]] = [
        ("UPDATE audit SET fact = replace(fact, 'office', 'nobody') WHERE seq = 3", 3),
        ("UPDATE audit SET at = at + 1 WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 4", 4),
    ]
    whole = workplace.state.read_bytes()
    for statement, broken in tampers:
        _alter(workplace.state, whole, lambda c, s=statement: c.execute(s))
        assert audit.verify(workplace.state).broken == broken
    _alter(workplace.state, whole, lambda c: c.execute("DELETE FROM audit WHERE seq = 5"))
    assert audit.verify(workplace.state).broken == 0
    assert audit.verify(workplace.state, head.short).broken == 5


def _alter(path: Path, whole: bytes, change: Callable[..., object]) -> None:
    import sqlite3

    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.write_bytes(whole)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        change(connection)


def test_audit__same_deliveries_at_other_times__same_head(tmp_path):
    heads = set()
    for number, moment in enumerate((1000.0, 2000.0)):
        workplace = Workplace(tmp_path / str(number))
        workplace.root.mkdir()
        queue(workplace, message(1), message(2, "office@example.invalid"))
        deliver(workplace, parse_jobs(default_jobs()), clock=lambda moment=moment: moment)
        heads.add(audit.head(workplace.state))
    assert len(heads) == 1
    assert audit.head(tmp_path / "nowhere.db").seq == 0
