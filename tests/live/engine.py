"""Excel as far as the live workbook uses it: openpyxl behind the real `xw.Book` layer.

Code under test talks to xlwings' own classes; below them stands this engine instead of
COM. What Excel does to careless writers it does too: a text that looks like a number or
begins with "=" changes into one on a cell that is not formatted as text, a protected sheet
refuses, a write into a filtered sheet is an accident, a read-only book cannot be told.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import xlwings as xw
from xlwings import base_classes as base

from tests.live.cells import ErrorValue, Range
from tests.live.sheets import Sheets


class FakeEngine:
    """The engine: one application."""

    name = type = "desktop"

    def __init__(self) -> None:
        self.app = App(self)
        self.apps = Apps(self.app)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return value

    @staticmethod
    def clean_value_data(data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool) -> Any:
        def clean(value: Any) -> Any:
            if value == "":
                return empty_as
            if isinstance(value, ErrorValue):
                return str(value) if err_to_str else empty_as
            if isinstance(value, bool):
                return value
            return float(value) if isinstance(value, int) else value

        return [[empty_as if value is None else clean(value) for value in row] for row in data]


class Apps(base.Apps):
    def __init__(self, app: App) -> None:
        self.app = app

    def keys(self) -> list[int]:
        return [1]

    def __iter__(self) -> Iterator[App]:
        yield self.app

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self.app


class _Filter:
    """Application.GetOpenFilename and what else is asked of the application itself."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.answers: list[str | bool] = []

    def GetOpenFilename(self, *_args: Any, **_kinds: Any) -> str | bool:  # noqa: N802
        return self.answers.pop(0) if self.answers else False


class App(base.App):
    """One Excel: its books, what its status bar said, what it alerted."""

    def __init__(self, engine: FakeEngine) -> None:
        self.engine = engine
        self._books = Books(self)
        self.alerts: list[str] = []
        self.bar: list[str | bool] = []
        self._api = _Filter(self)
        self.updating = True

    @property
    def api(self) -> Any:
        return self._api

    @property
    def books(self) -> Books:
        return self._books

    def activate(self, steal_focus: bool = False) -> None: ...

    @property
    def pid(self) -> int:
        return 1

    @property
    def version(self) -> str:
        return "16.0"

    @property
    def screen_updating(self) -> bool:
        return self.updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.updating = value

    @property
    def enable_events(self) -> bool:
        return True

    @enable_events.setter
    def enable_events(self, value: bool) -> None: ...

    @property
    def calculation(self) -> str:
        return "automatic"

    @calculation.setter
    def calculation(self, value: str) -> None: ...

    @property
    def status_bar(self) -> str | bool:
        return self.bar[-1] if self.bar else False

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.bar.append(value)

    @property
    def selection(self) -> Range:
        book = self.books.active
        sheet = book.sheets.active
        return sheet.range(book.selected)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: str) -> str:
        self.alerts.append(prompt)
        return "ok"


class Books(base.Books):
    def __init__(self, app: App) -> None:
        self.app = app
        self.opened: list[Book] = []

    @property
    def api(self) -> Any:
        return self

    @property
    def active(self) -> Book:
        return self.opened[-1]

    def __call__(self, name_or_index: Any) -> Book:
        if isinstance(name_or_index, int):
            return self.opened[name_or_index - 1]
        return next(book for book in self.opened if book.name == name_or_index)

    def __len__(self) -> int:
        return len(self.opened)

    def __iter__(self) -> Iterator[Book]:
        return iter(self.opened)

    def open(self, fullname: str, *_args: Any, **_kinds: Any) -> Book:
        self.opened.append(Book(self.app, Path(fullname)))
        return self.opened[-1]


class _BookApi:
    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return self.book.read_only

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802
        self.book.workbook.save(path)


class Book(base.Book):
    """One workbook. `workbook` holds formulas, `stored` the results."""

    def __init__(self, app: App, path: Path) -> None:
        self._app, self.path = app, path
        with warnings.catch_warnings(action="ignore"):  # a print area that is a formula, which it cannot take
            self.workbook = openpyxl.load_workbook(path)
        self.read_only = False
        self.selected = "A1"
        self.filtered: set[str] = set()
        self.reads = self.writes = 0
        self._api = _BookApi(self)

    @cached_property
    def stored(self) -> dict[str, Any]:
        """The sheets with the results of formulas that the file held; read only when one is asked for."""
        with warnings.catch_warnings(action="ignore"):
            return {ws.title: ws for ws in openpyxl.load_workbook(self.path, data_only=True).worksheets}

    def result(self, sheet: str, place: tuple[int, int]) -> Any:
        """The result of the formula in one row and column, None for one that the file does not hold."""
        kept = self.stored[sheet]._cells.get(place) if sheet in self.stored else None
        return kept.value if kept is not None else None

    @property
    def api(self) -> Any:
        return self._api

    @property
    def app(self) -> App:
        return self._app

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def fullname(self) -> str:
        return str(self.path)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        self._app.books.opened.remove(self)
        self._app.books.opened.append(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        self.workbook.save(path or self.path)

    def close(self) -> None:
        self._app.books.opened.remove(self)


def open_book(path: Path) -> tuple[xw.Book, Book]:
    """Open a file as the active workbook of a new application; xlwings' book and ours."""
    engine = FakeEngine()
    engine.name = f"fake-{path.name}"
    wrapped = xw.Engine(impl=engine)
    xw.engines.add(wrapped)
    wrapped.activate()
    impl = engine.app.books.open(str(path))
    return xw.Book(impl=impl), impl
