Attribute VB_Name = "Standard"
Option Explicit

' Whether the workbook in front is one of ours: by a hidden name, or by a document property.

Public Function StandardCanary() As String
    StandardCanary = "Standard"
End Function

Public Function IsStandard() As Boolean
    On Error GoTo Failed
    IsStandard = False
    If ActiveWorkbook Is Nothing Then Exit Function
    If HasName(ActiveWorkbook) Then
        IsStandard = True
    Else
        IsStandard = HasProperty(ActiveWorkbook)
    End If
    Exit Function
Failed:
    IsStandard = False
End Function

Public Function HasName(ByVal book As Workbook) As Boolean
    Dim place As String
    On Error GoTo Failed
    place = book.Names("yian_standard").RefersTo
    HasName = (Len(place) > 0)
    Exit Function
Failed:
    HasName = False
End Function

Public Function HasProperty(ByVal book As Workbook) As Boolean
    Dim version As String
    On Error GoTo Failed
    version = book.CustomDocumentProperties("yian.standard").Value
    HasProperty = (Len(version) > 0)
    Exit Function
Failed:
    HasProperty = False
End Function
