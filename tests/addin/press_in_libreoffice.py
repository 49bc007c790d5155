"""Press buttons of an add-in in LibreOffice: run by the Python that has `uno`, with names and paths as arguments.

Usage: press_in_libreoffice.py PROFILE ADDIN.xlam WORKBOOK.xlsx BUTTON...
Prints one JSON object: what every canary answered, and what every button asked of Python.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

CANARIES = ("Dispatch", "Ribbon", "Standard", "Sentences")
RUN_MACROS = 4
"""MacroExecMode ALWAYS_EXECUTE_NO_WARN."""


def value(name: str, held: Any) -> Any:
    """A property of UNO."""
    made = PropertyValue()
    made.Name, made.Value = name, held
    return made


def office(profile: Path) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice and return its process and desktop."""
    pipe = f"pipe,name=yian_{profile.name}_{profile.parent.name}"
    process = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", f"--accept={pipe};urp;"]
    )
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:{pipe};urp;StarOffice.ComponentContext")
            return process, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.5)
    raise TimeoutError("LibreOffice does not answer")


def call(document: Any, procedure: str, *arguments: object) -> Any:
    """Call a procedure of the document's VBA."""
    address = f"vnd.sun.star.script:VBAProject.{procedure}?language=Basic&location=document"
    script = document.getScriptProvider().getScript(address)
    return script.invoke(tuple(arguments), (), ())[0]


def main(profile: Path, addin: Path, workbook: Path, buttons: list[str]) -> None:
    """Load both files, ask the canaries, press the buttons."""
    process, desktop = office(profile)
    try:
        macros = (value("FilterName", "Calc MS Excel 2007 VBA XML"), value("MacroExecutionMode", RUN_MACROS))
        document = desktop.loadComponentFromURL(addin.as_uri(), "_blank", 0, macros)
        desktop.loadComponentFromURL(workbook.as_uri(), "_blank", 0, ())
        canaries = {name: call(document, f"{name}.{name}Canary") for name in CANARIES}
        asked = {}
        for button in buttons:
            call(document, "xlwings.Forget")
            call(document, "Dispatch.Press", button)
            asked[button] = call(document, "xlwings.Asked")
        title = call(document, "Sentences.SentenceOf", "title")
        print(json.dumps({"canaries": canaries, "asked": asked, "title": title}))  # noqa: T201 (its answer)
    finally:
        try:
            desktop.terminate()
        finally:
            process.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
