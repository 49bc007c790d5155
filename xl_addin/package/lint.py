"""The lint of an add-in: every rule over one file."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from xl_addin.package.fault import Fault
from xl_addin.package.lint_container import container_faults
from xl_addin.package.lint_ribbon import ribbon_faults
from xl_addin.package.lint_vba import expected_modules, vba_faults, verbatim_faults
from xl_addin.package.opened import Opened
from xl_addin.package.source import xlwings_module


def lint(data: bytes, expected: Mapping[str, str] | None = None) -> list[Fault]:
    """Return the faults of an add-in; `expected` is the VBA that it was built from, ours if none is given.

    Raises BuildError when xlwings' module is not what we know.
    """
    try:
        opened = Opened.of(data)
        container = container_faults(opened)
    except (zipfile.BadZipFile, KeyError) as error:
        return [Fault("C00", str(error))]
    if any(fault.code == "C05" for fault in container):
        return container
    text = expected_modules(xlwings_module()) if expected is None else expected
    return [*container, *vba_faults(opened), *verbatim_faults(opened, text), *ribbon_faults(opened)]
