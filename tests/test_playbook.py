"""The playbook: what is wrong with it is said by its key, and the shipped one fits the standard."""

from __future__ import annotations

import pytest

from workbooks.playbook import ConfigError, default_text, parse
from workbooks.standard import SHEETS


def edited(before: str, after: str) -> str:
    text = default_text()
    assert before in text
    return text.replace(before, after, 1)


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("due_weekday = 5", "due_weekday = 9", "calendar.due_weekday"),
        ("extension_days = 30", "extension_days = -1", "thresholds.extension_days"),
        ("extension_days = 30", "extention_days = 30", "是不是“extension_days”"),
        ('first_week = "2026-W40"', 'first_week = "2026-W60"', "programme.first_week"),
        ('code = "SZ002"', 'code = "sz2"', "units[2].code"),
        ('code = "SZ002"', 'code = "SZ001"', "SZ001"),
        ('kind = "county"', 'kind = "village"', "village"),
        ('M07 = "0.30"', 'M07 = "0.31"', "weights"),
        ('yes = "是"\n', "", "lists.yes_no"),
        ("[programme]", "[programme", "第 5 行"),
        ('on = ["risks"', 'on = ["rizks"', "rizks"),
    ],
)
def test_parse__one_fault__names_its_key(before: str, after: str, key: str):
    with pytest.raises(ConfigError) as caught:
        parse(edited(before, after))
    assert key in str(caught.value)
    assert "playbook.toml" in str(caught.value)
    assert not any(word in str(caught.value) for word in ("Input", "should", "inconsistent")), "Chinese to the end"


def test_parse__value_out_of_range__shows_the_line_as_it_should_be():
    with pytest.raises(ConfigError) as caught:
        parse(edited("due_weekday = 5", "due_weekday = 9"))
    assert str(caught.value) == (
        "playbook.toml 的“calendar.due_weekday”有误：不得大于 7，现为“9”。应如：due_weekday = 5"
    )


def test_default__every_list_that_a_column_names__exists():
    playbook = parse(default_text())
    for sheet in SHEETS.values():
        for field in sheet.fields:
            if field.choices:
                assert playbook.choice_list(field.choices).values


def test_standard__references__name_fields_that_exist():
    for sheet in SHEETS.values():
        for field in sheet.fields:
            for target in field.refs:
                name, column = target.split(".")
                assert SHEETS[name].field(column)
            for other in (field.not_before, field.after, field.extends, field.when.field if field.when else None):
                assert other is None or sheet.field(other)


def test_standard__examples__satisfy_their_own_patterns():
    import re

    for sheet in SHEETS.values():
        for field in sheet.fields:
            if field.pattern and field.example:
                assert re.fullmatch(field.pattern, field.example), (sheet.name, field.name)
            assert not field.pattern or field.example, f"{sheet.name}.{field.name} has a pattern but shows no example"
