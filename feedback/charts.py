"""The larger charts, as Plotly reads them: plain dictionaries that go along in a page and are drawn once it is there.

They show what the table beside them shows, and nothing more. What is withheld is drawn nowhere.
"""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from django.utils.html import escape

from feedback.insight import Chart, Number, Row, Table, instead

# Of each tone its colour, its pattern and the line around it; never colour alone.
TONES: dict[str, dict[str, Any]] = {
    "better": {"color": "#0b5f66", "line": {"color": "#0b5f66", "width": 1.5}},
    "same": {
        "color": "#ffffff",
        "line": {"color": "#0b5f66", "width": 1.5},
        "pattern": {"shape": "/", "fgcolor": "#5fa39e", "bgcolor": "#ffffff", "size": 6, "solidity": 0.4},
    },
    "harder": {
        "color": "#ffffff",
        "line": {"color": "#b5541c", "width": 2},
        "pattern": {"shape": "x", "fgcolor": "#b5541c", "bgcolor": "#ffffff", "size": 6, "solidity": 0.2},
    },
    "plain": {"color": "#0b5f66", "line": {"color": "#0b5f66", "width": 1.5}},
    "few": {
        "color": "#ffffff",
        "line": {"color": "#5b6b73", "width": 1},
        "pattern": {"shape": "\\", "fgcolor": "#c3ccd0", "bgcolor": "#ffffff", "size": 6, "solidity": 0.4},
    },
    "all": {"color": "#ffffff", "line": {"color": "#5b6b73", "width": 1}},
}
INK, HAIR = "#1b2a33", "#d3dcda"
FONT = {"family": "Nought, Letters, sans-serif", "size": 15, "color": INK}
# In pixels: a chart of bars, a small one for each part with its name, and so many of these beside each other.
HIGH, SMALL, BESIDE = 340, 110, 2
# So many letters of the words in place of a bar fit on a line in the lowest chart there is.
LINE = 16


def stacked(table: Table) -> Chart:
    """A bar for each row that is shown, the earliest first, shared out over the columns."""
    rows = list(reversed(table.rows))
    # Each word of a quarter on a line of its own: eight of them stand beside each other, upright.
    names = [str(row.words).replace(" ", "<br>") for row in rows]
    bars = [
        {
            "type": "bar",
            "name": str(column.words),
            "x": names,
            "y": [_count(row, turn) for row in rows],
            "marker": TONES.get(column.tone, TONES["plain"]),
            "hovertext": [_said(row, turn, str(column.words)) for row in rows],
            "hoverinfo": "text",
            # In the first part of each bar stands its number; touching one says it with its words.
            **(
                {}
                if turn
                else {"text": [_count(row, turn) or "" for row in rows], "textfont": {"color": "#ffffff", "size": 15}}
            ),
            "textposition": "none" if turn else "inside",
            "textangle": 0,
        }
        for turn, column in enumerate(table.columns)
    ]
    if any(rests := [_rest(row) for row in rows]):
        few = {"name": instead("withheld"), "marker": TONES["few"], "hovertext": instead("withheld")}
        bars.append({"type": "bar", "x": names, "y": rests, "hoverinfo": "text", **few})
    layout = _layout(HIGH) | {
        "barmode": "stack",
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        "xaxis": {"type": "category", "fixedrange": True, "tickangle": 0},
        "yaxis": _counts_axis(),
        "annotations": [_instead(names[turn], row) for turn, row in enumerate(rows) if not _is_drawn(row)],
    }
    return {"data": bars, "layout": layout}


def small_bars(table: Table) -> Chart:
    """For each row of a table over quarters a small chart of its own: all that is known, and in it what is counted."""
    quarters = [_brief(str(column.words)) for column in reversed(table.columns)]
    down = -(-len(table.rows) // BESIDE)
    most = max((number.of or 0 for row in table.rows for number in row.numbers), default=0)
    layout: dict[str, Any] = _layout(down * SMALL + 16) | {"barmode": "overlay", "showlegend": False, "annotations": []}
    layout["margin"] = {"l": 0, "r": 0, "t": 8, "b": 8}
    bars: list[dict[str, Any]] = []
    for turn, row in enumerate(table.rows):
        number = "" if turn == 0 else str(turn + 1)
        left, top = turn % BESIDE / BESIDE, 1 - turn // BESIDE / down
        layout[f"xaxis{number}"] = {
            "type": "category", "domain": [left + 0.01, left + 1 / BESIDE - 0.03], "anchor": f"y{number}",
            "showticklabels": False, "fixedrange": True, "linecolor": INK, "showline": True,
        }  # fmt: skip
        layout[f"yaxis{number}"] = {
            "domain": [max(top - 0.68 / down, 0), top - 0.26 / down], "anchor": f"x{number}", "range": [0, most],
            "showticklabels": False, "showgrid": False, "zeroline": False, "fixedrange": True,
        }  # fmt: skip
        name = escape(str(row.words))
        layout["annotations"].append(_title(name, left + 0.01, top))
        bars += _pair(list(reversed(row.numbers)), quarters, number, name)
    return {"data": bars, "layout": layout}


def _pair(numbers: Sequence[Number], quarters: list[str], axis: str, about: str) -> list[dict[str, Any]]:
    """Behind each other: of how many it is known, and how many there were."""
    said = [f"{about}<br>{quarter}: {number.words}" for quarter, number in zip(quarters, numbers, strict=True)]
    at: dict[str, Any] = {"type": "bar", "x": quarters, "xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    known = {"y": [number.of for number in numbers], "marker": TONES["all"]}
    counted = {"y": [number.count for number in numbers], "marker": TONES["better"]}
    return [at | known | {"hovertext": said, "hoverinfo": "text"}, at | counted | {"hoverinfo": "skip"}]


def _layout(height: int) -> Chart:
    return {
        "height": height,
        "font": FONT,
        "margin": {"l": 40, "r": 8, "t": 40, "b": 76},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "hoverlabel": {"font": FONT, "bgcolor": "#ffffff", "bordercolor": INK, "align": "left"},
        "dragmode": False,
        # A number that does not fit at this size is left to the table: smaller ones are not read.
        "uniformtext": {"minsize": 15, "mode": "hide"},
    }


def _counts_axis() -> dict[str, Any]:
    """From 0, in whole numbers."""
    return {"rangemode": "tozero", "gridcolor": HAIR, "zerolinecolor": INK, "fixedrange": True, "tickformat": "d"}


def _brief(name: str) -> str:
    """The name of a quarter on two lines, the year below."""
    words, _space, year = name.rpartition(" ")
    return f"{words}<br>{year}" if words else name


def _count(row: Row, turn: int) -> int | None:
    return row.numbers[turn].count if _is_drawn(row) else None


def _is_drawn(row: Row) -> bool:
    """Of how many it is must be known: half a bar would mislead."""
    return row.state == "shown" and row.total is not None


def _rest(row: Row) -> int:
    """What is known to be there, and not of what."""
    counts = [number.count for number in row.numbers]
    is_part = _is_drawn(row) and None in counts
    return max((row.total or 0) - sum(count or 0 for count in counts), 0) if is_part else 0


def _said(row: Row, turn: int, words: str) -> str:
    if row.state != "shown":
        return ""
    number = row.numbers[turn]
    of = number.words or str(number.count)
    return f"{row.words}<br>{of} {words} {f'({number.share})' if number.share else ''}".strip()


def _instead(name: str, row: Row) -> dict[str, Any]:
    """The words of a quarter without a bar, upright in its place, on lines that stay below the legend."""
    words = wrap(instead("withheld" if row.state == "shown" else row.state), LINE)
    said = {"x": name, "y": 0, "yanchor": "bottom", "text": "<br>".join(words), "textangle": -90, "showarrow": False}
    return said | {"font": {**FONT, "color": "#5b6b73"}}


def _title(words: str, left: float, top: float) -> dict[str, Any]:
    at = {"xref": "paper", "yref": "paper", "x": left, "y": top, "xanchor": "left", "yanchor": "top"}
    return at | {"text": words, "showarrow": False, "font": FONT}
