"""Faults of the VBA: what would not compile, what would fail unheard, what a scanner takes for harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from xl_addin.package.fault import Fault
from xl_addin.package.opened import Opened, procedures
from xl_addin.package.source import OURS, XLWINGS, our_modules

DOCUMENTS = {"ThisWorkbook", "Sheet1"}
HARM = re.compile(
    r"\b(Shell|Declare|CreateObject|GetObject|Environ|Kill|FileCopy|ShellExecute|Auto_Open|AutoOpen|Workbook_Open"
    r"|SendKeys|URLDownloadToFile|ExecuteExcel4Macro)\b|\bOpen\b.+\bFor\b",
    re.IGNORECASE,
)
"""What our own modules do without: everything that starts programs, files or itself."""
TELL = re.compile(r'\b(?:Tell|SentenceOf)[ (]+"([^"]+)"')


def vba_faults(opened: Opened) -> list[Fault]:
    """Return every fault of an add-in's VBA; xlwings' module is only compared, not judged."""
    modules = opened.modules
    ours = {name: source for name, source in modules.items() if name not in (*DOCUMENTS, XLWINGS)}
    return [
        *_set_of_modules(modules),
        *_analysed(modules),
        *_parsed(ours),
        *(fault for name, source in ours.items() for fault in _module(name, source)),
        *(fault for name, source in ours.items() for fault in _keys(name, source, opened.strings)),
        *_suspicious(ours),
    ]


def verbatim_faults(opened: Opened, expected: Mapping[str, str]) -> list[Fault]:
    """Compare the source in the file, as an independent reader gives it, with the text that it was built from."""
    return [
        Fault("V02", name, name)
        for name, source in expected.items()
        if _plain(opened.modules.get(name, "")) != _plain(source)
    ]


def _plain(source: str) -> str:
    """Return the lines of a module as the VBA editor keeps them: without the head of an exported class."""
    text = source.replace("\r\n", "\n").rstrip("\n")
    return re.sub(r"\AVERSION 1\.0 CLASS\nBEGIN\n.*?\nEND\n", "", text, flags=re.DOTALL)


def _set_of_modules(modules: Mapping[str, str]) -> Iterator[Fault]:
    wanted = {name.partition(".")[0] for name in OURS} | {XLWINGS} | DOCUMENTS
    yield from (Fault("V01", name, name) for name in sorted(wanted ^ modules.keys()))


def _analysed(modules: Mapping[str, str]) -> Iterator[Fault]:
    """Ask the analyser, which knows what the VBA compiler refuses; all modules together, ours judged."""
    from pyvbaanalysis import DiagnosticSeverity, ModuleInput, ModuleSymbolKind, analyze_project

    inputs = [ModuleInput(name, ModuleSymbolKind(_kind(name)), source) for name, source in modules.items()]
    ours = [name for name in modules if name != XLWINGS]
    for name, found in analyze_project(inputs, only=ours, host="excel", referenced_libraries=["office"]).items():
        for told in found:
            if told.severity in (DiagnosticSeverity.ERROR, DiagnosticSeverity.WARNING):
                yield Fault("V03", name, f"{told.code} {told.message}")


def _parsed(ours: Mapping[str, str]) -> Iterator[Fault]:
    """Ask a parser as well: it sees the blocks that are not closed, which the analyser leaves to it."""
    from pyopenvba.interpreter import VBACompileError, parse_module

    for name, source in ours.items():
        try:
            parse_module(source.replace("WithEvents ", ""), name=name, kind=_kind(name))  # a word it does not know
        except VBACompileError as error:
            yield Fault("V03", name, str(error))


def _kind(name: str) -> str:
    if name in DOCUMENTS:
        return "document"
    suffix = next((Path(file).suffix for file in OURS if file.partition(".")[0] == name), ".bas")
    return "class" if suffix == ".cls" else "standard"


def _module(name: str, source: str) -> Iterator[Fault]:
    if not source.isascii():
        yield Fault("V04", name)
    if not re.search(r"^Option Explicit", source, re.MULTILINE):
        yield Fault("V05", name)
    code = re.sub(r"'.*", "", re.sub(r'"[^"\n]*"', '""', source))
    yield from (Fault("V06", name, match[0].strip()) for match in HARM.finditer(code))
    found = procedures(source)
    for procedure in found.values():
        canary = procedure.name.endswith("Canary")
        if not canary and not re.search(r"On Error GoTo \w", procedure.body, re.IGNORECASE):
            yield Fault("V07", f"{name}.{procedure.name}")
    if f"{name}Canary" not in found and _kind(name) == "standard":
        yield Fault("V08", name)


def _keys(name: str, source: str, strings: Mapping[str, str]) -> Iterator[Fault]:
    yield from (Fault("V09", name, key) for key in TELL.findall(source) if not strings.get(key))


def _suspicious(ours: Mapping[str, str]) -> Iterator[Fault]:
    """Ask the scanner that mail gateways use whether our modules look like harm."""
    from oletools.mraptor import MacroRaptor

    scanner = MacroRaptor("\n".join(ours.values()))
    scanner.scan()
    if scanner.suspicious:
        yield Fault("V10", ", ".join(ours), scanner.get_flags())


def expected_modules(xlwings: str) -> dict[str, str]:
    """Return the text that an add-in is built from."""
    return {**our_modules(), XLWINGS: xlwings}
