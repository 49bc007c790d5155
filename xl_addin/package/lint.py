"""The lint of an add-in: every rule over one file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping

from xl_addin.package.fault import Fault
from xl_addin.package.lint_container import container_faults, damage
from xl_addin.package.lint_ribbon import ribbon_faults
from xl_addin.package.lint_vba import expected_modules, vba_faults, verbatim_faults
from xl_addin.package.opened import Opened
from xl_addin.package.source import xlwings_module


def lint(data: bytes, expected: Mapping[str, str] | None = None) -> list[Fault]:
    """Return the faults of an add-in; `expected` is the VBA that it was built from, ours if none is given.

    A file that cannot be read to its end has the faults that say so, and no others.
    Raises BuildError when xlwings' module is not what we know.
    """
    try:
        opened = Opened.of(data)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        return [Fault("C00", str(error))]
    if broken := damage(opened):
        return broken
    text = expected_modules(xlwings_module()) if expected is None else expected
    return [*container_faults(opened), *vba_faults(opened), *verbatim_faults(opened, text), *ribbon_faults(opened)]
