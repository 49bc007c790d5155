Attribute VB_Name = "Ribbon"
Option Explicit

' What Office calls: once when the ribbon loads, at every button, and to ask what to show.

Private panel As IRibbonUI
Private watcher As AppWatch

Public Function RibbonCanary() As String
    RibbonCanary = "Ribbon"
End Function

Public Sub OnLoad(ribbon As IRibbonUI)
    On Error GoTo Failed
    Set panel = ribbon
    Set watcher = New AppWatch
    watcher.Watch Application
    Exit Sub
Failed:
    Tell "load_failed", Err.Number
End Sub

Public Sub OnAction(control As IRibbonControl)
    On Error GoTo Failed
    Press control.ID
    Exit Sub
Failed:
    Tell "press_failed", Err.Number
End Sub

Public Sub GetVisible(control As IRibbonControl, ByRef returnedVal)
    On Error GoTo Failed
    returnedVal = IsStandard()
    Exit Sub
Failed:
    returnedVal = False
End Sub

' The ribbon object is lost when the project is reset; then the tabs stay as they are.
Public Sub RefreshRibbon()
    On Error GoTo Failed
    If Not panel Is Nothing Then panel.Invalidate
    Exit Sub
Failed:
    Set panel = Nothing
End Sub
