"""Decks and workbooks made by the libraries, with a name in one place only."""

from __future__ import annotations

import io

NAME = "欧阳明月"
"""An invented person."""


def deck(place: str, name: str = NAME) -> bytes:
    """A deck made by the library, with the name in one place only."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Cm

    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    box = slide.shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2))
    data = CategoryChartData()
    data.categories = ["甲", name if place == "category" else "乙"]
    data.add_series(name if place == "series" else "数", (1, 2))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(4), Cm(8), Cm(6), data)
    table = slide.shapes.add_table(1, 1, Cm(1), Cm(11), Cm(8), Cm(1)).table
    paragraph = box.text_frame.paragraphs[0]
    for piece in (name[:1], name[1:2], name[2:]) if place == "runs" else ("平",):
        paragraph.add_run().text = piece
    slide.notes_slide.notes_text_frame.text = name if place == "notes" else ""
    box.name = name if place == "shape" else "box"
    table.cell(0, 0).text = name if place == "table" else ""
    made.core_properties.author = name if place == "author" else ""
    if place == "link":
        box.click_action.hyperlink.address = f"https://example.invalid/{name}"
    if place == "embedded":
        book = chart.chart.part.chart_workbook.xlsx_part
        book._blob = sheet("cell", name)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def sheet(place: str, name: str = NAME) -> bytes:
    """A workbook made by the library, with the name in one place only."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet(name if place == "tab" else "表")
    page.write(0, 0, name if place == "cell" else "平")
    if place == "rich":
        bold = book.add_format({"bold": True})
        page.write_rich_string(1, 0, bold, name[:1], name[1:2], bold, f"{name[2:]}，在场")
    if place == "comment":
        page.write_comment(0, 0, name)
    if place == "footer":
        page.set_footer(f"&L{name}")
    if place == "list":
        page.data_validation(0, 1, 9, 1, {"validate": "list", "source": ["甲", name]})
    if place == "name":
        book.define_name("x", f'="{name}"')
    if place == "formula":
        page.write_formula(2, 0, f'="{name[:2]}"&"x"', None, name)
    if place == "property":
        book.set_custom_property("经办", name)
    if place == "link":
        page.write_url(3, 0, f"external:{name}.xlsx")
    if place == "hidden":
        other = book.add_worksheet("隐")
        other.write(0, 0, name)
        other.very_hidden()
    book.close()
    return buffer.getvalue()
