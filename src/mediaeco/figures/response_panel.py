"""One column of the figure of response: a parameter, channel by channel, side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from mediaeco.dynamics import HawkesFit, Responses
from mediaeco.figures.canvas import Canvas, mark
from mediaeco.figures.lettering import width
from mediaeco.figures.palette import INK, MUTED
from mediaeco.figures.response_interval import Ends
from mediaeco.figures.style import base_size
from mediaeco.kernels.array import Floats

__all__ = ["Column", "columns_of", "draw_column", "fills", "latency_of"]

_LIFT = 0.17
_DECADE = 12.0  # times the lowest from which on an axis is logarithmic


@frozen(eq=False)
class Column:
    """A parameter by channel and side.

    Parameters
    ----------
    title, unit
        What stands above and below.
    estimate, low, high
        Shape (channels, sides).
    log
        True where the axis is logarithmic.
    """

    title: str
    unit: str
    estimate: Floats
    low: Floats
    high: Floats
    log: bool = False


def fills(sides: int) -> tuple[str, ...]:
    """Fill of each side's mark: the first is dark, the second white."""
    return (INK, "#FFFFFF", MUTED)[:sides]


def columns_of(found: Responses, ends: Sequence[Ends]) -> tuple[Column, ...]:
    """Initiative, self-excitation, responsiveness and latency in hours, with their intervals."""
    own = np.arange(2)
    mu, own_, other, latency, unit = [], [], [], [], ""
    for fit, end in zip(found.fits, ends, strict=True):
        mu.append((fit.mu, *end.mu))
        called = (fit.alpha, *end.alpha)
        own_.append([part[own, own] for part in called])
        other.append([part[own, 1 - own] for part in called])
        times, unit = latency_of(fit)
        latency.append((times, *(part * (times / fit.latency) for part in end.latency)))

    def column(title: str, unit: str, values: list[object], *, log: bool = False) -> Column:
        estimate, low, high = np.moveaxis(np.array(values, dtype=np.float64), 1, 0)
        return Column(title, unit, estimate, low, high, log)

    return (
        column("initiative", f"contacts a {found.fits[0].record.unit}", list(mu)),
        column("self-excitation", "contacts called forth", list(own_)),
        column("responsiveness", "contacts called forth", list(other)),
        column("latency", unit, list(latency), log=True),
    )


def latency_of(fit: HawkesFit) -> tuple[Floats, str]:
    """Latency in hours where time is in days, else in its own unit; and what it is told in."""
    if fit.record.unit == "day":
        return fit.latency_hours, "hours"
    return fit.latency, f"{fit.record.unit}s"


def draw_column(canvas: Canvas, column: Column, box: tuple[float, float, float, float]) -> None:
    """Draw one parameter at a place in millimetres: left, bottom, width and height."""
    panel = canvas.panel(*box)
    rows, sides = column.estimate.shape
    panel.set_ylim(rows - 0.5, -0.5)
    panel.set_yticks([])
    panel.spines[["left", "top", "right"]].set_visible(False)
    _scaled(panel, column)
    low_end, high_end = panel.get_xlim()
    logarithmic = panel.get_xscale() == "log"
    middle = math.sqrt(low_end * high_end) if logarithmic else (low_end + high_end) / 2
    for row in range(rows):
        for side, fill in enumerate(fills(sides)):
            y = row + _LIFT * (2 * side - 1)
            value = float(column.estimate[row, side])
            if math.isnan(value):
                panel.text(middle, y, "–", color=MUTED, ha="center", va="center")
                continue
            ends = float(column.low[row, side]), float(column.high[row, side])
            if all(map(math.isfinite, ends)):
                panel.plot(
                    np.clip(ends, low_end, high_end), [y, y], color=INK, linewidth=0.9, zorder=1
                )
                if ends[1] > high_end:
                    mark(panel, high_end, y, ">", size=3.0, clip_on=False)
                if ends[0] < low_end:
                    mark(panel, low_end, y, "<", size=3.0, clip_on=False)
            if value == 0:
                mark(panel, 0.0, y, "|", size=4.0, color=MUTED, clip_on=False)
            else:
                mark(panel, value, y, "o", size=3.6, markerfacecolor=fill, zorder=2, clip_on=False)
    unit = column.unit
    if width(unit, base_size()) > box[2] + 2.0:
        unit = unit.split()[0]
    panel.set_xlabel(unit, labelpad=1.0)


def _scaled(panel: Axes, column: Column) -> None:
    estimate = column.estimate[np.isfinite(column.estimate)]
    if column.log:
        some = [
            estimate,
            column.low[np.isfinite(column.low)],
            column.high[np.isfinite(column.high)],
        ]
        values = np.concatenate(some)
        values = values[(values > 0) & np.isfinite(values)]
        low, high = (values.min(), values.max()) if len(values) else (0.1, 10.0)
        # An interval that runs over many decades is cut rather than squeezing the others.
        if len(estimate):
            low, high = max(low, estimate.min() / 30), min(high, estimate.max() * 30)
        if high < _DECADE * low:
            spare = 0.1 * max(high - low, 0.2 * high)  # all may be the same
            panel.set_xlim(low - spare, high + spare)
            panel.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
            return
        panel.set_xscale("log")
        panel.set_xlim(low / 1.6, high * 1.6)
        panel.xaxis.set_major_locator(LogLocator(numticks=4))
        panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        panel.xaxis.set_minor_formatter(NullFormatter())
        return
    highs = column.high[np.isfinite(column.high)]
    top = float(estimate.max(initial=0.0))
    most = min(float(highs.max(initial=top)), 2.5 * top) if top else 1.0
    panel.set_xlim(0.0, 1.06 * most)
    panel.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
