"""The lower part of the map: which element of the frame was worked on over which channel."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import ElementStatus
from mediaeco.figures.canvas import Canvas, Entry, mark
from mediaeco.figures.ecosystem_map import Map
from mediaeco.figures.ecosystem_plan import Plan
from mediaeco.figures.ecosystem_scale import dot, nice
from mediaeco.figures.glyph import act_sign
from mediaeco.figures.lettering import counted
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.model import ActKind

__all__ = ["draw_matrix", "matrix_entries"]

_STATUS = tuple(ElementStatus)


def draw_matrix(canvas: Canvas, found: Map, plan: Plan) -> None:
    """Draw which element was worked on over which channel."""
    if not plan.rows:
        return
    top = plan.foot + plan.row * plan.rows
    most = max(int(found.acts.max(initial=0)), 1)
    right = plan.left + plan.pitch * len(found.names)
    for channel in range(len(found.names)):
        x = plan.x(channel)
        canvas.sheet.plot([x, x], [plan.foot, top], color=PALE, linewidth=0.4, zorder=0)
        canvas.channel(x, top + 1.6, found.looks[channel], size=4.0)
    for row, name in enumerate(found.elements):
        y = top - plan.row * (row + 0.5)
        canvas.name(0.5, y, name, plan.left - 2.0)
        canvas.sheet.plot([plan.left, right], [y, y], color=PALE, linewidth=0.4, zorder=0)
        for channel in np.flatnonzero(found.acts[row]).tolist():
            wide = dot(int(found.acts[row, channel]), most, plan.pitch)
            agreed = int(found.agreed[row]) == channel
            mark(
                canvas.sheet,
                plan.x(channel),
                y,
                "o",
                size=wide / 25.4 * 72,
                markerfacecolor=INK if agreed else "#FFFFFF",
                markeredgecolor=INK,
            )
        _state(canvas, right + 2.0, y, _STATUS[int(found.status[row])])


def matrix_entries(found: Map, pitch: float) -> list[Entry]:
    """Legend of the dots and of how the elements stand at the end."""
    entries = []
    if found.acts.any():
        most = int(found.acts.max())
        count = nice(most / 2)
        size = dot(count, most, pitch) / 25.4 * 72
        entries += [
            Entry.marker(f"{counted(count, 'act')}, first agreed over it", "o", size=size),
            Entry.marker(
                f"{counted(count, 'act')}, agreed elsewhere or not",
                "o",
                size=size,
                markerfacecolor="#FFFFFF",
            ),
        ]
    if len(found.elements):
        kinds = set(found.status.tolist())
        for code, kind, text in (
            (1, ActKind.ACCEPT, "agreed at the end"),
            (2, ActKind.BREACH, "in breach at the end"),
        ):
            if code in kinds:
                entries.append(Entry.marker(text, act_sign(kind), size=5.0, markeredgewidth=0.0))
        if 0 in kinds:
            entries.append(Entry.marker("not agreed", "_", size=4.0, color=MUTED))
    return entries


def _state(canvas: Canvas, x: float, y: float, status: ElementStatus) -> None:
    if status is ElementStatus.AGREED:
        mark(canvas.sheet, x, y, act_sign(ActKind.ACCEPT), size=5, markeredgewidth=0.0)
    elif status is ElementStatus.BREACHED:
        mark(canvas.sheet, x, y, act_sign(ActKind.BREACH), size=5, markeredgewidth=0.0)
    else:
        mark(canvas.sheet, x, y, "_", size=3, color=MUTED)
