"""An add-in whose Python is a recorder: what every button asks for is kept instead of run."""

from __future__ import annotations

from xl_addin.package.build import build

RECORDER = "\r\n".join(
    (
        'Attribute VB_Name = "xlwings"',
        "Option Explicit",
        "Private lastAsked As String",
        "",
        "Public Function RunPython(PythonCommand As String)",
        "    If InStr(PythonCommand, \"'undo'\") > 0 And Len(lastAsked) = 0 Then Err.Raise 5",
        "    lastAsked = PythonCommand",
        "End Function",
        "",
        "Public Function Asked() As String",
        "    Asked = lastAsked",
        "End Function",
        "",
        "Public Sub Forget()",
        '    lastAsked = ""',
        "End Sub",
        "",
    )
)
"""Stands in for xlwings' module. The button `undo`, pressed before any other, meets a Python that fails."""


def recording(*, office: bool) -> bytes:
    """Return an add-in with the recorder."""
    return build(office=office, xlwings=RECORDER)


def asked_by(button: str) -> str:
    """What a button must ask of Python, to the letter."""
    return f"from xl_addin.live.press import press; press('{button}')"
