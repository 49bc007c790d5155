Attribute VB_Name = "Sentences"
Option Explicit

' Sentences for people. They are Chinese, so they stand in the first sheet of this add-in, by key.

Public Function SentencesCanary() As String
    SentencesCanary = "Sentences"
End Function

Public Sub Tell(ByVal key As String, ByVal number As Long)
    Dim sentence As String
    On Error GoTo Failed
    sentence = SentenceOf(key)
    If number <> 0 Then sentence = sentence & " (" & CStr(number) & ")"
    MsgBox sentence, vbExclamation, SentenceOf("title")
    Exit Sub
Failed:
    MsgBox key & " (" & CStr(number) & ")", vbExclamation
End Sub

Public Function SentenceOf(ByVal key As String) As String
    Dim row As Long
    On Error GoTo Failed
    SentenceOf = key
    For row = 1 To 50
        If ThisWorkbook.Worksheets(1).Cells(row, 1).Value = key Then
            SentenceOf = ThisWorkbook.Worksheets(1).Cells(row, 2).Value
            Exit Function
        End If
    Next row
    Exit Function
Failed:
    SentenceOf = key
End Function
