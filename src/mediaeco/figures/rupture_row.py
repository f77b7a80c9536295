"""Rows of ruptures: a line that tears, and the stitches that mended it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from mediaeco.analysis import Ruptures
from mediaeco.figures.canvas import Entry, mark
from mediaeco.figures.glyph import STITCH, TEAR
from mediaeco.figures.lane import Scale
from mediaeco.figures.palette import INK, MUTED, ChannelLook
from mediaeco.kernels.array import Bools, Floats

__all__ = ["draw_ruptures", "rupture_entries"]

_APART = 8.0  # millimetres a rupture from which a repair's channel has room beside it


def draw_ruptures(
    ax: Axes,
    ruptures: Ruptures,
    t: Floats,
    of: Bools,
    looks: Sequence[ChannelLook],
    *,
    middle: float,
    scale: Scale,
) -> None:
    """Draw a line with a gap at each rupture, and a stitch where it was mended.

    A gap has a least width, so that a line that broke for minutes is seen too. By each stitch
    stands the sign of the channel that the repair came over: beside it, or above it where ruptures
    crowd.
    """
    places = np.flatnonzero(of)
    begin = t[ruptures.row[places]]
    mended = ruptures.repair_row[places] >= 0
    end = np.where(mended, t[np.where(mended, ruptures.repair_row[places], 0)], scale.end)
    end = np.maximum(end, begin + 1.6 / scale.mm)
    _line(ax, begin, end, middle, scale)
    tight = _tight(len(places), scale)
    for k, place in enumerate(places.tolist()):
        edge = 0.5 if tight else 0.8
        mark(ax, float(begin[k]), middle, TEAR, size=6, color=INK, markeredgewidth=edge)
        if mended[k]:
            look = looks[int(ruptures.repair_channel[place])]
            _repair(ax, float(end[k]), middle, look, scale, tight=tight)


def rupture_entries(ruptures: Ruptures, scale: Scale) -> list[Entry]:
    """Legend of ruptures and repairs."""
    if not len(ruptures):
        return []
    counts = [int((ruptures.kind == kind).sum()) for kind in set(ruptures.kind.tolist())]
    tight = [_tight(count, scale) for count in counts]
    where = "above" if all(tight) else "beside or above" if any(tight) else "beside"
    return [Entry("rupture", _gap, 6.0), Entry(f"repair (its channel {where})", _seam, 6.0)]


def _tight(count: int, scale: Scale) -> bool:
    return count * _APART > scale.length


def _line(ax: Axes, begin: Floats, end: Floats, middle: float, scale: Scale) -> None:
    """Draw the line where it holds."""
    at = scale.begin
    pieces = []
    for low, high in zip(begin.tolist(), end.tolist(), strict=True):
        if low > at:
            pieces.append(((at, middle), (low, middle)))
        at = max(at, high)
    if at < scale.end:
        pieces.append(((at, middle), (scale.end, middle)))
    ax.add_collection(LineCollection(pieces, colors=MUTED, linewidths=1.0), autolim=False)


def _repair(
    ax: Axes, day: float, middle: float, look: ChannelLook, scale: Scale, *, tight: bool
) -> None:
    """Draw a stitch, and by it the sign of the channel that it came over."""
    aside = 2.6 / scale.mm
    if tight:
        mark(ax, day, middle, STITCH, size=4.5, markeredgewidth=0.5)
        x, lift, size = day, 1.2, 2.0
    else:
        mark(ax, day, middle, STITCH, size=8, color=INK, markeredgewidth=0.8)
        x, lift, size = day + (aside if day + 1.5 * aside < scale.end else -aside), 0.9, 2.6
    mark(
        ax,
        x,
        middle + lift,
        look.marker,
        size=size,
        markerfacecolor=look.color,
        markeredgecolor=INK,
        markeredgewidth=0.2,
    )


def _gap(ax: Axes, x: float, y: float) -> None:
    ax.plot([x - 3, x - 1], [y, y], color=MUTED, linewidth=1.0)
    ax.plot([x + 1.2, x + 3], [y, y], color=MUTED, linewidth=1.0)
    mark(ax, x - 1, y, TEAR, size=6, markeredgewidth=0.8)


def _seam(ax: Axes, x: float, y: float) -> None:
    ax.plot([x - 3, x + 3], [y, y], color=MUTED, linewidth=1.0)
    mark(ax, x, y, STITCH, size=8, markeredgewidth=0.8)
