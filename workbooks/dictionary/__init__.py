"""The data dictionary: every sheet, column, rule and choice list of the standard, for people.

It is rendered from the declarations, so it cannot say anything else than what the reader
and the template do. `python -m workbooks.dictionary` writes it to `workbooks/DICTIONARY.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbooks.dictionary import words as w
from workbooks.dictionary.asks import bounds, need, requirement
from workbooks.playbook.model import Playbook
from workbooks.row import Field, Kind, Sheet
from workbooks.standard import SHEETS
from workbooks.words import LISTING

__all__ = ["render"]


def render(playbook: Playbook) -> str:
    """Return the data dictionary as Markdown: sheets, key formats, choice lists."""
    programme = playbook.programme
    intro = w.INTRO.format(standard_version=programme.standard_version, playbook_version=programme.playbook_version)
    blocks = [
        w.TITLE,
        intro,
        w.CONTENTS,
        _table(w.SHEETS_HEAD, (_contents_row(sheet, playbook) for sheet in SHEETS.values())),
        *(block for sheet in SHEETS.values() for block in _sheet(sheet, playbook)),
        w.KEYS,
        w.KEYS_INTRO,
        _table(w.KEYS_HEAD, _patterns()),
        w.LISTS,
        w.LISTS_INTRO,
        *(block for name in playbook.lists for block in _choice_list(name, playbook)),
    ]
    return "\n\n".join(blocks) + "\n"


def _contents_row(sheet: Sheet, playbook: Playbook) -> Sequence[str]:
    on = w.SWITCHED_ON if sheet.name in playbook.sheets.on else w.SWITCHED_OFF
    link = f"[{sheet.label}](#{sheet.name})"
    return link, f"`{sheet.name}`", sheet.en, w.BOOK[sheet.book], w.CORE if sheet.core else on, str(len(sheet.fields))


def _sheet(sheet: Sheet, playbook: Playbook) -> Iterator[str]:
    yield f'## <a id="{sheet.name}"></a>{sheet.label} `{sheet.name}` — {sheet.en}'
    key = LISTING.join(sheet.field(name).label for name in sheet.key) or w.NO_KEY
    facts = w.SHEET_FACTS.format(shape=w.FORM if sheet.form else w.TABLE, key=key)
    yield f"{sheet.note}{facts}"
    yield _table(w.COLUMNS_HEAD, (_column(sheet, field, playbook) for field in sheet.fields))


def _column(sheet: Sheet, field: Field, playbook: Playbook) -> Sequence[str]:
    kind = f"{w.KIND[field.kind]} {field.kind.value}"
    rules = list(bounds(sheet, field))
    if field.choices:
        rules.insert(
            0, w.LIST_LINK.format(title=playbook.choice_list(field.choices).title, anchor=f"list-{field.choices}")
        )
    rules += [field.note.removesuffix(w.STOP)] if field.note else []
    rules += [w.OPTIONAL_COLUMN] if field.optional else []
    example = f"`{field.example}`" if field.example else ""
    asked = f"{need(field).value} {requirement(sheet, field, playbook)}"
    return field.label, f"`{field.name}`", field.en, kind, asked, w.RULE_JOIN.join(rules), example


def _patterns() -> Iterator[Sequence[str]]:
    for sheet in SHEETS.values():
        for field in sheet.fields:
            if field.pattern and (field.kind is Kind.KEY or sheet.form):
                yield sheet.label, field.label, f"`{field.name}`", f"`{field.pattern}`", f"`{field.example}`"


def _choice_list(name: str, playbook: Playbook) -> Iterator[str]:
    choices = playbook.choice_list(name)
    used = [f"{s.label}·{f.label}" for s in SHEETS.values() for f in s.fields if f.choices == name]
    yield f'### <a id="list-{name}"></a>{choices.title} `{name}`'
    yield w.LIST_FACTS.format(basis=choices.basis, used=LISTING.join(used) or w.UNUSED)
    also: dict[str, list[str]] = {}
    for synonym, choice in choices.synonyms.items():
        also.setdefault(choice, []).append(synonym)
    rows = ((f"`{choice}`", label, LISTING.join(also.get(choice, ()))) for choice, label in choices.values.items())
    yield _table(w.LISTS_HEAD, rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def _escaped(cell: str) -> str:
    """Keep a cell on one line, and its bars from ending it."""
    return cell.replace("|", "\\|").replace("\n", "<br>")
