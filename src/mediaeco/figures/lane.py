"""Lanes of a timeline: contacts and acts, each drawn between two heights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Rectangle

from mediaeco.analysis import FrameLifecycle
from mediaeco.figures.canvas import mark
from mediaeco.figures.glyph import STITCH, act_sign
from mediaeco.figures.palette import INK, MUTED, VOID, ChannelLook, tint
from mediaeco.figures.style import base_size
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import ActKind

__all__ = [
    "Scale",
    "Signs",
    "crowded",
    "draw_bars",
    "draw_contacts",
    "draw_sessions",
    "draw_side",
    "draw_sign",
    "draw_signs",
    "gathered",
    "tallest",
]

_KINDS = tuple(ActKind)
_SIGN_ROOM = 3.7  # millimetres that a sign and its number take
_BIN = 1.1  # millimetres that a bar of contacts is wide


@frozen
class Scale:
    """The axis of time: days from ``begin`` to ``end`` over ``length`` millimetres."""

    begin: float
    end: float
    length: float

    @property
    def mm(self) -> float:
        """Millimetres a day."""
        return self.length / (self.end - self.begin)

    @property
    def bins(self) -> Floats:
        """Edges of the bars that stand for contacts where they are too many for marks."""
        return np.linspace(self.begin, self.end, max(int(self.length / _BIN), 1) + 1)


@frozen
class Signs:
    """Signs of acts, those close in time gathered: day, row counted from 0, kind, how many."""

    placed: tuple[tuple[float, int, ActKind, int, bool], ...]

    @property
    def rows(self) -> int:
        """Rows that they take."""
        return max((row + 1 for _, row, _, _, _ in self.placed), default=0)


def crowded(count: int, scale: Scale) -> bool:
    """Tell whether a lane has more contacts than there is room for marks."""
    return count > 0.75 * scale.length


def tallest(t: Floats, scale: Scale) -> int:
    """Largest number of these contacts that falls into one bar."""
    return int(np.histogram(t, scale.bins)[0].max(initial=0))


def gathered(lifecycle: FrameLifecycle, t: Floats, of: Bools, scale: Scale) -> Signs:
    """Gather acts that come too close in time for signs of their own, by kind."""
    placed: list[tuple[float, int, ActKind, int, bool]] = []
    places = np.flatnonzero(of)
    while len(places):
        day = float(t[lifecycle.row[places[0]]])
        near = t[lifecycle.row[places]] < day + _SIGN_ROOM / scale.mm
        here, places = places[near], places[~near]
        row = 0
        for legal in (True, False):
            for code, kind in enumerate(_KINDS):
                count = int(
                    ((lifecycle.kind[here] == code) & (lifecycle.legal[here] == legal)).sum()
                )
                if count:
                    placed.append((day, row, kind, count, legal))
                    row += 1
    return Signs(tuple(placed))


def draw_signs(ax: Axes, signs: Signs, base: float, step: float, scale: Scale) -> None:
    """Draw signs in rows from ``base`` on; a negative step leads down."""
    for day, row, kind, count, legal in signs.placed:
        y = base + step * (row + 0.5)
        color = INK if legal else VOID
        draw_sign(ax, day, y, kind, color=color)
        if count > 1:
            ax.text(
                day + 1.15 / scale.mm,
                y - 0.1,
                str(count),
                fontsize=base_size() - 1.5,
                va="center_baseline",
                ha="left",
                color=color,
            )


def draw_sign(
    ax: Axes, x: float, y: float, kind: ActKind, *, size: float = 5.0, color: str = INK
) -> None:
    """Draw the sign of an act."""
    if kind is ActKind.REPAIR:
        mark(ax, x, y, STITCH, size=size + 1, color=color, markeredgewidth=0.7)
    else:
        mark(ax, x, y, act_sign(kind), size=size, color=color, markeredgewidth=0.0)


def draw_contacts(
    ax: Axes, t: Floats, side: Ints, look: ChannelLook, *, middle: float, pitch: float
) -> None:
    """Draw contacts as marks: the therapist's filled and above, the patient's open and below."""
    size = min(pitch * 0.85, 3.6)
    for code, lift, face in ((0, 0.2, look.color), (1, -0.2, "#FFFFFF"), (2, 0.0, MUTED)):
        of = side == code
        if of.any():
            mark(
                ax,
                t[of],
                np.full(int(of.sum()), middle + lift * pitch),
                look.marker,
                size=size,
                markerfacecolor=face,
                markeredgecolor=look.color if code == 1 else INK,
                markeredgewidth=0.7 if code == 1 else 0.3,
            )


def draw_sessions(
    ax: Axes, t: Floats, days: Floats, look: ChannelLook, *, low: float, high: float, scale: Scale
) -> None:
    """Draw sessions as bars, as long as they were and never too thin to be seen."""
    least = 0.8 / scale.mm
    # A session too short to be seen stands around its beginning, where its mark is.
    bars = [
        Rectangle((start - max(least - length, 0) / 2, low), max(length, least), high - low)
        for start, length in zip(t.tolist(), np.nan_to_num(days).tolist(), strict=True)
    ]
    ax.add_collection(
        PatchCollection(
            bars, facecolor=tint(look.color, 0.45), edgecolor=look.color, linewidth=0.4, zorder=1
        ),
        autolim=False,
    )


def draw_bars(
    ax: Axes,
    t: Floats,
    side: Ints,
    look: ChannelLook,
    *,
    middle: float,
    unit: float,
    scale: Scale,
) -> None:
    """Draw contacts as bars: the therapist's up, the patient's down, ``unit`` mm a contact."""
    edges = scale.bins
    for code, way, face in ((0, 1.0, look.color), (1, -1.0, tint(look.color, 0.45))):
        counts = np.histogram(t[side == code], edges)[0]
        bars = [
            Rectangle((edges[i], middle), edges[i + 1] - edges[i], way * unit * counts[i])
            for i in np.flatnonzero(counts)
        ]
        ax.add_collection(
            PatchCollection(bars, facecolor=face, edgecolor=look.color, linewidth=0.2),
            autolim=False,
        )
    others = t[side == 2]
    if len(others):
        mark(ax, others, np.full(len(others), middle), look.marker, size=1.5, color=MUTED)


def draw_side(
    ax: Axes,
    t: Floats,
    channel: Ints,
    looks: Sequence[ChannelLook],
    *,
    low: float,
    high: float,
    scale: Scale,
) -> None:
    """Draw when one side made contact: a tick a contact, or stacked bars where they are many."""
    if len(t) <= 2 * scale.length:
        lines = [((day, low), (day, high)) for day in t.tolist()]
        colors = [looks[code].color for code in channel.tolist()]
        ax.add_collection(
            LineCollection(lines, colors=colors, linewidths=0.8, capstyle="butt"), autolim=False
        )
        return
    edges = scale.bins
    base = np.zeros(len(edges) - 1)
    unit = (high - low) / max(tallest(t, scale), 1)
    for code in np.unique(channel).tolist():
        counts = np.histogram(t[channel == code], edges)[0]
        bars = [
            Rectangle((edges[i], low + unit * base[i]), edges[i + 1] - edges[i], unit * counts[i])
            for i in np.flatnonzero(counts)
        ]
        ax.add_collection(
            PatchCollection(bars, facecolor=looks[code].color, linewidth=0), autolim=False
        )
        base += counts
