"""The proof of the exit scan: 500 names in twelve hiding places, and decks and workbooks that are clean."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP

from report_jobs import briefing, outline, register
from report_jobs.protect.rules import Rules
from report_jobs.protect.scan import scan
from tests.frozen import weeks
from tests.planted import deck, sheet

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "皇甫", "令狐")
GIVEN = "霁岚澍璟昀翊煜珩琰棠榆柯荻葭芃蘅濯湛泓淇沅汀洵渊澈瀚峤屹岑嵘巍崧峥岫峪旻昕晗晟晖曦暄朗朔"
DECK_PLACES = ("category", "series", "runs", "notes", "shape", "embedded")
BOOK_PLACES = ("cell", "rich", "comment", "property", "list", "hidden")
PLACES = (*DECK_PLACES, *BOOK_PLACES)
NAMES = 500
WEEKS = range(40, 48)


@dataclass
class Exits:
    """Files planted and those that got through by place; clean files and those that were held."""

    planted: int = 0
    escaped: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    held: int = 0
    pairs: int = 0
    pairs_held: int = 0

    @property
    def is_good(self) -> bool:
        return not self.escaped and self.pairs_held * 100 < self.pairs and self.held * 100 < self.clean

    def __str__(self) -> str:
        return (
            f"{self.planted} files with a name planted in {len(PLACES)} places: {sum(self.escaped.values())} escaped; "
            f"{self.clean} clean decks and registers: {self.held} held "
            f"({self.pairs_held} of {self.pairs} pairs of file and name)"
        )


def invented(count: int = NAMES, seed: int = 12) -> list[str]:
    """Names of invented people, two to four characters each."""
    draw, names = random.Random(seed), dict[str, None]()  # noqa: S311 — chance that can be repeated
    while len(names) < count:
        surname = draw.choice(COMPOUND) if draw.random() < 0.1 else draw.choice(SURNAMES)
        names[surname + "".join(draw.sample(GIVEN, draw.choice((1, 2, 2))))] = None
    return list(names)


def mailed(name: str, data: bytes) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"], mail["Message-ID"] = "简报", "<1@example.invalid>"
    mail.set_content("见附件。", cte="base64")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def plant(names: list[str], places: tuple[str, ...]) -> Exits:
    """Plant each name once in each place, and look whether the mail would leave."""
    found, rules = Exits(), Rules(frozenset(names))
    for place in places:
        make = deck if place in DECK_PLACES else sheet
        for name in names:
            found.planted += 1
            found.escaped[place] += not any(h.rule == "name" for h in scan(mailed("f", make(place, name)), rules))
    found.escaped = +found.escaped
    return found


def clean(names: list[str]) -> Exits:
    """Scan the decks and registers of eight weeks that hold none of the names."""
    found, whole = Exits(), Rules(frozenset(names))
    for frozen in weeks(numbers=WEEKS):
        deck_long, deck_short = (briefing.build(outline.outline(frozen, short=s)) for s in (False, True))
        for data in (deck_long, deck_short, register.write(frozen)):
            mail = mailed("f", data)
            found.clean += 1
            found.pairs += len(names)
            if scan(mail, whole):
                found.held += 1
                found.pairs_held += sum(bool(scan(mail, Rules(frozenset({name})))) for name in names)
    return found
