"""Office packages with the same bytes for the same content.

Libraries stamp the clock into the zip members and the document properties, and order
members as they please. `normalise` takes all of that out.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
FIRST = ("[Content_Types].xml", "_rels/.rels")
"""Members that stand first, as Office writes them; some readers look for them there."""
CORE = "docProps/core.xml"
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
NESTED = (".xlsx", ".docx", ".pptx")


def normalise(data: bytes, when: dt.datetime) -> bytes:
    """Return the package with fixed order, zip times and document dates, embedded workbooks too.

    `when` (local time, the period's cut-off) becomes created and modified date. Raises
    zipfile.BadZipFile when `data` is no package, ValueError when a member stands twice.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if len(set(names)) != len(names):
            raise ValueError("a member stands twice in the package")
        parts = {name: package.read(name) for name in names if not name.endswith("/")}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for name in sorted(parts, key=_order):
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            out.writestr(info, _part(name, parts[name], when))
    return target.getvalue()


def _order(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def _part(name: str, content: bytes, when: dt.datetime) -> bytes:
    if name == CORE:
        stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
    if name.endswith(NESTED):
        return normalise(content, when)
    return content
