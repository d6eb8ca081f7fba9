"""Charts of a workbook: drawn by the spreadsheet itself from the cells beside them."""

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrData, StrVal
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.worksheet.worksheet import Worksheet

from feedback.taking.grids import Cell, Grid

# By what a column means, as in the pictures of the pages; and in turn for columns that mean nothing of the kind.
TONES = {"better": "0B5F66", "same": "9FCAC6", "harder": "B5541C"}
COLOURS = ("0B5F66", "B5541C", "5B4B9E", "8A6D00")
WIDE, HIGH, HIGH_ROW = 16, 3.5, 0.75
# So many rows of the sheet a chart covers for each centimetre.
ROWS_PER_CM = 2.0


def draw(sheet: Worksheet, table: Grid, top: int, place: str) -> int:
    """A chart of the rows below the headings in row `top`. How many rows of the sheet it covers; 0 without a chart."""
    if all(isinstance(row[at], str) for row in table.rows for at in table.drawn):
        return 0
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title, chart.legend = table.title, chart.legend if len(table.drawn) > 1 else None
    last = top + len(table.rows)
    for turn, column in enumerate(table.drawn):
        series = Series(Reference(sheet, column + 1, top + 1, column + 1, last), title=str(table.heads[column]))
        series.cat = _names(table)
        tone = TONES.get(table.heads[column].tone, COLOURS[turn % len(COLOURS)])
        series.graphicalProperties = GraphicalProperties(solidFill=tone)
        chart.series.append(series)
    # The first row on top, as in the table; and whole numbers from 0 on.
    chart.x_axis.scaling.orientation, chart.y_axis.crosses = "maxMin", "max"
    chart.y_axis.scaling.min, chart.x_axis.delete, chart.y_axis.delete = 0, False, False
    chart.width, chart.height = WIDE, HIGH + HIGH_ROW * len(table.rows)
    sheet.add_chart(chart, place)
    return round(chart.height * ROWS_PER_CM) + 1


def _names(table: Grid) -> AxDataSource:
    """The names beside the bars. A bar that is not there could be read as 0: its name says why."""
    points = [StrVal(idx=turn, v=_name(table, row)) for turn, row in enumerate(table.rows)]
    return AxDataSource(strLit=StrData(ptCount=len(points), pt=points))


def _name(table: Grid, row: tuple[Cell, ...]) -> str:
    missing = [at for at in table.drawn if isinstance(row[at], str)]
    if not missing:
        return str(row[0])
    of = "" if len(missing) == len(table.drawn) else f"{', '.join(str(table.heads[at]) for at in missing)} "
    return f"{row[0]}: {of}{row[missing[0]]}"
