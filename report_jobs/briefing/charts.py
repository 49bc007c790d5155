"""Native charts that stay editable: columns, bars, and columns with a line on a second axis."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import Canvas
from report_jobs.briefing.look import Box
from report_jobs.outline.model import Chart

_FILLS = (look.STONE, look.RED, look.TAUPE, look.GOLD)
_STACKED = (look.STONE, look.DEEP_RED, look.RED, look.OLIVE)
_WIDEST = 1.6
"""Centimetres that a bar is wide at most: one bar alone would else fill its chart."""
_GAPS = 60, 500
"""Least and most room between groups of bars, in percent of a group; the format allows no more."""


def draw_chart(canvas: Canvas, chart: Chart, box: Box) -> None:
    """Draw a chart with its numbers on it."""
    data = CategoryChartData()
    data.categories = list(chart.categories)
    for series in chart.bars:
        data.add_series(series.name, series.values, number_format="#,##0")
    if chart.line is not None:
        data.add_series(chart.line.name, chart.line.values, number_format="0.0%")
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.horizontal else XL_CHART_TYPE.COLUMN_CLUSTERED
    if chart.stacked:
        kind = XL_CHART_TYPE.COLUMN_STACKED
    frame = canvas.slide.shapes.add_chart(kind, *box.emu, data)
    canvas.name(frame, "chart", chart.alt or w.CHART_ALT.format(title=chart.title))
    made = frame.chart
    made.has_title = False
    made.font.size, made.font.color.rgb = Pt(11), look.GREY
    made.has_legend = len(chart.bars) > 1 or chart.line is not None
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        made.legend.font.size = Pt(11)
    _axes(made, chart)
    _bars(made, chart, box)
    if chart.line is not None:
        _line(made, chart)
    _positive_ids(made._chartSpace)


def _axes(made: Any, chart: Chart) -> None:
    value, category = made.value_axis, made.category_axis
    value.has_major_gridlines = False
    value.visible = False
    value.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    value.minimum_scale = 0
    columns = zip(*(s.values for s in chart.bars), strict=True)
    heights = [sum(v or 0 for v in c) if chart.stacked else max((v or 0 for v in c), default=0) for c in columns]
    highest = max(heights, default=1) or 1
    value.maximum_scale = highest * (1.85 if chart.line is not None else 1.18)
    category.format.line.color.rgb = look.RULE
    category.major_tick_mark = category.minor_tick_mark = XL_TICK_MARK.NONE
    category.tick_labels.font.size = Pt(11)
    category.has_major_gridlines = False
    if chart.horizontal:
        category.reverse_order = True


def _gap(chart: Chart, box: Box) -> int:
    """Return the room between groups of bars at which no bar is wider than it should be."""
    length = box.height if chart.horizontal else box.width
    group = _WIDEST * (1 if chart.stacked else len(chart.bars))
    least, most = _GAPS
    return min(most, max(least, round(100 * (length / max(1, len(chart.categories)) / group - 1))))


def _bars(made: Any, chart: Chart, box: Box) -> None:
    plot, count = made.plots[0], len(chart.bars)
    plot.gap_width, plot.overlap = _gap(chart, box), 100 if chart.stacked else 0
    plot.vary_by_categories = False
    for index, series in enumerate(list(plot.series)[:count]):
        series.format.fill.solid()
        fills = _STACKED if chart.stacked else _FILLS
        fill = look.RED if count == 1 else fills[index]
        series.format.fill.fore_color.rgb = fill
        labels = series.data_labels
        labels.show_value = True
        labels.position = XL_LABEL_POSITION.CENTER if chart.stacked else XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.color.rgb = Pt(10), look.on_shade(fill) if chart.stacked else look.GREY
        labels.number_format, labels.number_format_is_linked = "#,##0;;" if chart.stacked else "#,##0", False


def _line(made: Any, chart: Chart) -> None:
    """Move the last series into a line chart on a second, unlabelled axis (the library has no combined charts)."""
    plot_area = made._chartSpace.chart.plotArea
    bar_chart = plot_area.find(qn("c:barChart"))
    series = bar_chart.findall(qn("c:ser"))[-1]
    bar_chart.remove(series)
    for tag in ("c:invertIfNegative",):
        for found in series.findall(qn(tag)):
            series.remove(found)
    values = [v for v in (chart.line.values if chart.line else ()) if v is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    spread = max(high - low, 0.05)
    axes = _LINE_AXES.format(low=max(-1.0, low - 2.2 * spread), high=high + 0.35 * spread)
    line_chart = etree.fromstring(_LINE_CHART)
    line_chart.find(qn("c:varyColors")).addnext(series)
    _line_looks(series)
    bar_chart.addnext(line_chart)
    last_axis = plot_area.findall(qn("c:valAx"))[-1]
    for axis in reversed(etree.fromstring(axes)):
        last_axis.addnext(copy.deepcopy(axis))


def _line_looks(series: Any) -> None:
    looks = etree.fromstring(_LINE_LOOKS)
    anchor = series.find(qn("c:tx"))
    for old in ("c:spPr", "c:marker", "c:dLbls"):
        for found in series.findall(qn(old)):
            series.remove(found)
    for element in reversed(looks):
        anchor.addnext(copy.deepcopy(element))
    etree.SubElement(series, qn("c:smooth")).set("val", "0")


def _positive_ids(space: Any) -> None:
    """Number axes from 1: the library gives negative ids, which the schema forbids."""
    ids: dict[str, str] = {}
    for element in space.iter(qn("c:axId"), qn("c:crossAx")):
        element.set("val", ids.setdefault(element.get("val"), str(len(ids) + 1001)))


_NS = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_LINE_CHART = (
    f'<c:lineChart {_NS}><c:grouping val="standard"/><c:varyColors val="0"/>'
    '<c:marker val="1"/><c:axId val="-77"/><c:axId val="-78"/></c:lineChart>'
)
_LINE_AXES = (
    f"<axes {_NS}>"
    '<c:catAx><c:axId val="-77"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
    '<c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
    '<c:crossAx val="-78"/><c:crosses val="autoZero"/></c:catAx>'
    '<c:valAx><c:axId val="-78"/><c:scaling><c:orientation val="minMax"/><c:max val="{high}"/><c:min val="{low}"/>'
    "</c:scaling>"
    '<c:delete val="0"/><c:axPos val="r"/><c:numFmt formatCode="0%" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
    '<c:crossAx val="-77"/><c:crosses val="max"/></c:valAx></axes>'
)
_LINE_LOOKS = (
    f"<looks {_NS}>"
    '<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="B8903B"/></a:solidFill></a:ln></c:spPr>'
    '<c:marker><c:symbol val="circle"/><c:size val="8"/><c:spPr><a:solidFill><a:srgbClr val="B8903B"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
    '<c:dLbls><c:numFmt formatCode="0.0%" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1100" b="1"><a:solidFill><a:srgbClr val="7F611A"/>'
    '</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr><c:dLblPos val="t"/>'
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls></looks>'
)
