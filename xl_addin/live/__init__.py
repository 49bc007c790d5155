"""The live workbook: what happens in Excel when a button is pressed."""
