"""A unit's colour and who is told: by the playbook's rules; worse colours only add people, never of another unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_jobs.config import ConfigError, Contact, Jobs, check_contacts, default_jobs, parse_jobs
from report_jobs.consolidate import Past, freeze, past_from_json, past_of, past_to_json
from report_jobs.consolidate.standings import standings
from report_jobs.frozen import Frozen, State, Submission
from report_jobs.mail import messages
from report_jobs.mail.notices import notices
from report_jobs.outbox.notice import attached, parsed
from tests.frozen import collected, playbook_of, weeks
from workbooks.period import Period
from workbooks.playbook import default_playbook, default_text, parse
from workbooks.playbook.model import Escalation, Limits, Playbook, Tells
from workbooks.standard import Problem
from workbooks.standing import MEASURES, Colour, Role, Standing, told

PLAYBOOK = default_playbook()
UNITS = ("SZ004", "XQ001")
ROLES = list(Role)


@pytest.mark.parametrize(
    ("standing", "colour"),
    [
        (Standing(), Colour.GREEN),
        (Standing(times_returned=1), Colour.GREEN),
        (Standing(weeks_missing=1), Colour.YELLOW),
        (Standing(overdue=2), Colour.YELLOW),
        (Standing(times_returned=3), Colour.RED),
        (Standing(weeks_missing=1, overdue=3), Colour.RED),
    ],
)
def test_colour__shipped_rules__one_limit_is_enough(standing: Standing, colour: Colour):
    assert standing.colour(PLAYBOOK) is colour


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            'red = ["contact", "leader", "office"]',
            'red = ["leader", "office"]',
            "escalation.tells.red”有误：少了 contact",
        ),
        ('green = ["contact"]', "green = []", "escalation.tells.green”有误：至少要写一个收件角色"),
        ('green = ["contact"]', 'green = ["boss"]', '“boss”。应如："contact"。'),
        ("weeks_missing = 2", "weeks_missing = 0", "不得小于 1，现为“0”。应如：weeks_missing = 2。"),
        (
            "times_returned = 3",
            "times_returned = 1",
            "escalation.red.times_returned”有误：红色从 1 起，不得小于黄色的 2",
        ),
        ("overdue = 3", "overdu = 3", "没有这样的项，是不是“overdue”"),
    ],
)
def test_rules__wrong__one_sentence(before: str, after: str, sentence: str):
    text = default_text()
    assert before in text
    with pytest.raises(ConfigError) as caught:
        parse(text.replace(before, after), "playbook.toml")
    assert sentence.rstrip("。") in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ('unit = "SZ001"\nrole = "office"\naddress = "a@example.invalid"', "不属于任何单位"),
        ('role = "leader"\naddress = "a@example.invalid"', "要写明是哪个单位的"),
        ('unit = "SZ001"\nrole = "chief"\naddress = "a@example.invalid"', "现为“chief”"),
        ('unit = "SZ001"\naddress = "a@example.invalid"\nlevel = 4', "不得大于 3"),
    ],
)
def test_contacts__wrong__one_sentence(lines: str, sentence: str):
    with pytest.raises(ConfigError, match=sentence):
        parse_jobs(default_jobs().replace("[post]", f"[[contacts]]\n{lines}\n\n[post]"))


def test_contacts__of_a_unit_that_is_not_there__one_sentence():
    with pytest.raises(ConfigError, match=r"contacts\[2\].unit”有误：工作手册里没有单位 SZ999"):
        check_contacts(jobs_of([contact("SZ001", "a"), contact("SZ999", "b")]), PLAYBOOK)


def contact(unit: str, name: str, role: Role = Role.CONTACT, level: int | None = None) -> Contact:
    return Contact(unit=unit, role=role, address=f"{name}@example.invalid", level=level)


def jobs_of(contacts: Sequence[Contact]) -> Jobs:
    return parse_jobs(default_jobs()).model_copy(update={"contacts": tuple(contacts)})


@st.composite
def rules(draw: st.DrawFn) -> Playbook:
    """A playbook with any rules that it accepts."""
    low = {name: draw(st.integers(1, 4)) for name in MEASURES}
    high = {name: value + draw(st.integers(0, 3)) for name, value in low.items()}
    roles: list[Role] = []
    tells = {}
    for colour in Colour:
        more = [role for role in ROLES if role not in roles and draw(st.booleans())]
        roles = [*roles, *more] or [draw(st.sampled_from(ROLES))]
        tells[colour.value] = tuple(roles)
    made = Escalation(yellow=Limits(**low), red=Limits(**high), tells=Tells(**tells))
    return Playbook.model_validate(
        {**{name: getattr(PLAYBOOK, name) for name in Playbook.model_fields}, "escalation": made}
    )


CONTACTS = st.lists(
    st.builds(
        lambda unit, name, role: contact("" if role is Role.OFFICE else unit, name, role),
        st.sampled_from(("SZ001", "SZ004", "XQ001")),
        st.sampled_from("abcdef"),
        st.sampled_from(ROLES),
    ),
    max_size=12,
)
STANDINGS = st.builds(Standing, **{name: st.integers(0, 8) for name in MEASURES})


@given(rules(), CONTACTS)
def test_told__worse_colour__only_more_people_and_none_of_another_unit(playbook: Playbook, contacts: list[Contact]):
    jobs = jobs_of(contacts)
    for unit in ("SZ001", "SZ004", "XQ001"):
        people = [jobs.told_of(unit, told(colour, playbook)) for colour in Colour]
        specs = [{p.spec for p in found} for found in people]
        assert specs[0] <= specs[1] <= specs[2]
        ours = {c.spec for c in contacts if c.unit == unit or c.role is Role.OFFICE}
        assert specs[2] <= ours
        assert all(p in contacts and p.unit in (unit, "") for found in people for p in found)
        assert all(len(found) == len({p.spec for p in found}) for found in people)


@given(rules(), STANDINGS, STANDINGS)
def test_colour__standing_that_is_nowhere_better__is_never_milder(playbook: Playbook, one: Standing, other: Standing):
    worse = Standing(**{name: max(getattr(one, name), getattr(other, name)) for name in MEASURES})
    order = list(Colour)
    assert order.index(worse.colour(playbook)) >= order.index(one.colour(playbook))


def submission(unit: str, state: State, period: Period) -> Submission:
    due = period.due(PLAYBOOK.rhythm)
    return Submission(unit=unit, state=state, due=due, counted=state in (State.ON_TIME, State.LATE))


def test_standings__weeks__add_up_until_a_return_is_accepted_and_survive_the_ledger():
    frozen = weeks(UNITS, range(42, 47), {43: ["SZ004"], 44: ["SZ004"], 46: ["SZ004"]})
    assert [f.standings["SZ004"].weeks_missing for f in frozen] == [0, 1, 2, 0, 1]
    assert {f.standings["XQ001"].weeks_missing for f in frozen} == {0}
    past = past_of(frozen[2], None)
    stored = past_from_json(str(past.period), past.cutoff.isoformat(), past_to_json(past))
    assert dict(stored.missing) == {"SZ004": 2, "XQ001": 0}
    older = {key: value for key, value in past_to_json(past).items() if key not in ("missing", "returned")}
    assert past_from_json(str(past.period), past.cutoff.isoformat(), older).missing == {}


def test_standings__sent_back__counts_and_what_has_not_come_yet_is_not_missing():
    past = past_of(weeks(UNITS, (46,))[-1], None)
    period = Period.parse("2026-W47")
    lines = [submission("SZ004", State.REFUSED, period), submission("XQ001", State.MISSING, period)]
    pasts = [Past(**{**vars(past), "missing": {"XQ001": 1}, "returned": {"SZ004": 1}})]
    now = standings(lines, {}, pasts, dt.date(2026, 11, 19), is_over=False)
    assert (now["SZ004"].times_returned, now["XQ001"].weeks_missing) == (2, 1)
    assert standings(lines, {}, pasts, dt.date(2026, 11, 20))["XQ001"].weeks_missing == 2


def test_standings__overdue__of_the_last_accepted_return_at_this_weeks_day():
    past = past_of(weeks(UNITS, (46,))[-1], None)
    rows = past.rows["SZ004"]
    lines = [submission("SZ004", State.MISSING, Period.parse("2026-W47"))]
    later = dt.date(2027, 12, 31)
    expected = sum(map(is_open, rows.of(Problem)))
    assert standings(lines, {}, [past], later)["SZ004"].overdue == expected > 0


def is_open(problem: Problem) -> bool:
    return PLAYBOOK.label("problem_status", problem.status) not in ("已销号", "长期坚持（阶段完成）", "作废（经批准）")


@pytest.fixture(scope="module")
def missing() -> list[Frozen]:
    """Four weeks of two units, one of which stops reporting after the first."""
    return weeks(UNITS, range(42, 46), {n: ["SZ004"] for n in (43, 44, 45)})


PEOPLE = [
    contact("SZ004", "contact", level=1),
    contact("SZ004", "leader", Role.LEADER),
    contact("", "office-desk", Role.OFFICE, level=1),
    contact("XQ001", "other"),
    contact("XQ001", "other-leader", Role.LEADER),
]


def told_by(frozen: Frozen) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mail in notices(frozen, jobs_of(PEOPLE), {}):
        found.setdefault(mail.kind, set()).add(mail.recipient.split("@")[0])
    return found


def test_notices__unit_stops_reporting__more_people_week_by_week(missing: list[Frozen]):
    playbook = playbook_of(UNITS)
    calm = Limits(weeks_missing=2, times_returned=9, overdue=999)
    grave = Limits(weeks_missing=3, times_returned=9, overdue=999)
    rules = playbook.model_copy(
        update={"escalation": Escalation(yellow=calm, red=grave, tells=playbook.escalation.tells)}
    )
    found = [told_by(Frozen(**{**vars(f), "playbook": rules})) for f in missing]
    assert found == [
        {},
        {"notice-SZ004": {"contact"}},
        {"notice-SZ004": {"contact", "leader"}},
        {"notice-SZ004": {"contact", "leader", "office-desk"}},
    ]


def test_notices__attachments__only_for_the_level_and_the_others_are_told_where(missing: list[Frozen]):
    sent = {m.recipient.split("@")[0]: m for m in notices(missing[-1], jobs_of(PEOPLE), {}) if m.kind == "notice-SZ004"}
    assert {name: bool(attached(mail.data)) for name, mail in sent.items()} == {
        "contact": True,
        "leader": False,
        "office-desk": True,
    }
    assert list(attached(sent["contact"].data)) == ["工作簿_SZ004_2026-W46.xlsx"]
    text = parsed(sent["leader"].data).get_body(("plain",)).get_content()
    assert "请向领导小组办公室领取" in text
    assert "漏报" in text
    assert "3 周" not in text, "the public level is told no numbers"
    assert "漏报 3 周" in parsed(sent["contact"].data).get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_notices__unit_that_counts_and_is_green__is_not_told(missing: list[Frozen]):
    green = Frozen(**{**vars(missing[-1]), "standings": {"SZ004": Standing(), "XQ001": Standing()}})
    assert set(told_by(green)) == {"notice-SZ004"}
    yellow = Frozen(**{**vars(missing[-1]), "standings": {"SZ004": Standing(), "XQ001": Standing(overdue=1)}})
    assert told_by(yellow)["notice-XQ001"] == {"other", "other-leader"}


def test_messages__with_contacts__notices_follow_the_briefing_and_are_the_same_bytes(missing: list[Frozen]):
    made = {"register.xlsx": b"r", "briefing.pptx": b"b"}
    mails = messages(missing[-1], jobs_of(PEOPLE), made)
    assert [m.kind for m in mails][:2] == ["briefing", "briefing"]
    assert {m.kind for m in mails[2:]} <= {"notice-SZ004", "notice-XQ001"}
    assert len({m.message_id for m in mails}) == len(mails) == len({m.file for m in mails})
    assert messages(missing[-1], jobs_of(PEOPLE), made) == mails


def test_freeze__standings__of_every_unit():
    frozen = freeze(
        playbook_of(UNITS), Period.parse("2026-W47"), collected(playbook_of(UNITS), Period.parse("2026-W47"), {})
    )
    assert {unit: s.weeks_missing for unit, s in frozen.standings.items()} == {"SZ004": 1, "XQ001": 1}
