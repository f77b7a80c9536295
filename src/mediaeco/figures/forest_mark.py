"""Marks of a forest plot: squares on intervals, dots without, arrows off the scale, diamonds."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from mediaeco.figures.canvas import Entry, mark
from mediaeco.figures.forest_plan import Plan, Row
from mediaeco.figures.palette import INK, MUTED

__all__ = ["FAR", "draw_mark", "entries"]

FAR = "#B0540C"
"""Colour of what is not believed."""

_DASHED = (0, (2.2, 1.4))


def draw_mark(panel: Axes, row: Row, y: float, weight: float) -> None:
    """Draw one row's number at a height in millimetres; ``weight`` is its share of precision."""
    if row.unbelieved:
        _arrow(panel, row, y)
    elif row.kind == "together":
        _diamond(panel, row, y)
    else:
        _interval(panel, row, y)
        inside = panel.get_xlim()[0] <= row.value <= panel.get_xlim()[1]
        if inside:
            mark(panel, row.value, y, *_look(row), **_fill(row), size=_size(row, weight), zorder=4)


def entries(plan: Plan) -> list[Entry]:
    """Legend of the marks that are in a plan."""
    rows = [row for row in plan.results if row.drawn]
    believed = [row for row in rows if not row.unbelieved]
    listed: list[Entry] = []
    if any(row.ranged for row in believed):
        listed.append(Entry.marker("result, larger is more precise", "s", markerfacecolor=MUTED))
    if any(not row.ranged for row in believed):
        listed.append(Entry.marker("no interval told", "o", markerfacecolor=MUTED, size=3.0))
    if any(row.ranged and not row.worked_out for row in believed):
        listed.append(Entry.line("interval of the source", color=INK, linewidth=0.8))
    if any(row.worked_out for row in believed):
        listed.append(
            Entry.line("interval worked out from n", color=INK, linewidth=0.8, linestyle=_DASHED)
        )
    if any(not row.verified for row in rows):
        listed.append(Entry.marker("° not compared with its source", "s", **_WHITE))
    if any(row.unbelieved for row in rows):
        listed.append(
            Entry.marker("off the scale, not believed", "<", markerfacecolor=FAR, color=FAR)
        )
    if any(row.kind == "together" for row in plan.rows):
        listed.append(
            Entry.marker(
                "together; line: a further study", "D", markerfacecolor="#9DB4C8", size=4.4
            )
        )
    return listed


_WHITE: dict[str, Any] = {
    "markerfacecolor": "#FFFFFF",
    "markeredgecolor": INK,
    "markeredgewidth": 0.7,
}


def _fill(row: Row) -> dict[str, Any]:
    return {"markerfacecolor": INK, "markeredgewidth": 0.4} if row.verified else _WHITE


def _look(row: Row) -> tuple[str]:
    return ("s" if row.ranged else "o",)


def _size(row: Row, weight: float) -> float:
    return 2.6 + 3.0 * math.sqrt(weight) if row.ranged else 3.0


def _interval(panel: Axes, row: Row, y: float) -> None:
    if not row.ranged:
        return
    low, high = panel.get_xlim()
    begin, end = max(row.low, low), min(row.high, high)
    style = _DASHED if row.worked_out else "-"
    if begin < end:
        panel.plot([begin, end], [y, y], color=INK, linewidth=0.8, linestyle=style, zorder=2)
    for beyond, place, sign in ((row.low < low, low, "<"), (row.high > high, high, ">")):
        if beyond:
            mark(panel, place, y, sign, size=2.4, markerfacecolor=INK, clip_on=False, zorder=3)


def _arrow(panel: Axes, row: Row, y: float) -> None:
    low, high = panel.get_xlim()
    place, sign = (low, "<") if row.value < 0 else (high, ">")
    tail = place + (0.12 if row.value < 0 else -0.12) * (high - low)
    panel.plot([place, tail], [y, y], color=FAR, linewidth=1.0, zorder=2)
    fill = FAR if row.verified else "#FFFFFF"
    mark(
        panel,
        place,
        y,
        sign,
        size=3.6,
        color=FAR,
        markerfacecolor=fill,
        clip_on=False,
        zorder=4,
    )


def _diamond(panel: Axes, row: Row, y: float) -> None:
    if not math.isnan(row.predict[0]):
        panel.plot(row.predict, [y, y], color=MUTED, linewidth=0.7, zorder=2)
    corners = [(row.low, y), (row.value, y + 1.1), (row.high, y), (row.value, y - 1.1)]
    panel.add_patch(
        Polygon(corners, closed=True, facecolor="#9DB4C8", edgecolor=INK, linewidth=0.5, zorder=3)
    )
