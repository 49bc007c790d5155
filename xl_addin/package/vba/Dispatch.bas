Attribute VB_Name = "Dispatch"
Option Explicit

' The one seam: every button calls Press with its id, and Press asks Python.

Public Function DispatchCanary() As String
    DispatchCanary = "Dispatch"
End Function

Public Sub Press(ByVal buttonId As String)
    On Error GoTo Failed
    If Not IsPlainName(buttonId) Then
        Tell "bad_button", 0
        Exit Sub
    End If
    If ActiveWorkbook Is Nothing Then
        Tell "no_workbook", 0
        Exit Sub
    End If
    RunPython "from xl_addin.live.press import press; press('" & buttonId & "')"
    Exit Sub
Failed:
    Tell "press_failed", Err.Number
End Sub

' Only small letters, digits and underscores may stand in what is handed to Python.
Public Function IsPlainName(ByVal text As String) As Boolean
    Dim place As Long
    On Error GoTo Failed
    IsPlainName = (Len(text) > 0)
    For place = 1 To Len(text)
        If InStr(1, "abcdefghijklmnopqrstuvwxyz0123456789_", Mid$(text, place, 1), vbBinaryCompare) = 0 Then
            IsPlainName = False
            Exit Function
        End If
    Next place
    Exit Function
Failed:
    IsPlainName = False
End Function
