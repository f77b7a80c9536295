"""The band of one element: its shade, the line of its agreement, and what was done to it."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Rectangle

from mediaeco.analysis import FrameLifecycle
from mediaeco.figures.canvas import Canvas, mark
from mediaeco.figures.formation_course import AGREED, BREACHED, Course, phi_told
from mediaeco.figures.glyph import STITCH, act_sign
from mediaeco.figures.palette import INK, MUTED, shade
from mediaeco.figures.style import base_size
from mediaeco.kernels.array import Ints
from mediaeco.model import ActKind

__all__ = ["draw_band", "draw_end", "runs"]

_LEVELS = 25
_ON = {"markeredgewidth": 0.3, "markerfacecolor": INK, "markeredgecolor": "#FFFFFF", "zorder": 5}
"""Signs have a light edge, so that they are read on a dark shade."""


def draw_band(
    panel: Axes,
    found: Course,
    life: FrameLifecycle,
    row: int,
    low: float,
    high: float,
    scale: float,
) -> None:
    """Draw the shade of one element, the line of its agreement, and what was done to it."""
    foot, top, level = low + 0.34 * high, low + 0.94 * high, low + 0.17 * high
    _phi(panel, found, row, foot, top)
    _agreement(panel, found, row, level)
    _acts(panel, life, row, (foot + top) / 2, level, scale)


def _phi(panel: Axes, found: Course, row: int, foot: float, top: float) -> None:
    step = np.minimum((found.phi[:, row] * _LEVELS).astype(int), _LEVELS - 1)
    panel.add_collection(
        PatchCollection(
            [Rectangle((a - 0.5, foot), b - a, top - foot) for a, b in runs(step)],
            facecolors=[shade((step[a] + 0.5) / _LEVELS) for a, _ in runs(step)],
            linewidth=0,
            # Neighbouring fields would leave hair lines between them.
            antialiased=False,
        ),
        autolim=False,
    )
    panel.add_patch(
        Rectangle(
            (-0.5, foot), len(found.n), top - foot, fill=False, edgecolor="#9A9A9A", linewidth=0.3
        )
    )


def _agreement(panel: Axes, found: Course, row: int, level: float) -> None:
    agreed = [
        ((a - 0.5 * (a > 0), level), (b - 0.5, level))
        for a, b in runs(found.status[:, row])
        if found.status[a, row] == AGREED
    ]
    panel.add_collection(
        LineCollection(agreed, colors=INK, linewidths=1.8, capstyle="butt"), autolim=False
    )


def _acts(
    panel: Axes, life: FrameLifecycle, row: int, middle: float, level: float, scale: float
) -> None:
    """Draw signs in the shade and stitches on the line, where they have room."""
    signed = stitched = -np.inf
    own = np.flatnonzero((life.element == row) & (life.before != life.after))
    for act in own.tolist():
        x = float(life.row[act])
        if life.before[act] == BREACHED:
            if (x - stitched) * scale >= 2.4:
                mark(panel, x, level, STITCH, size=8.0, markeredgewidth=0.8, zorder=5)
                stitched = x
            continue
        if (x - signed) * scale >= 2.0:
            kind = ActKind.BREACH if life.after[act] == BREACHED else ActKind.ACCEPT
            mark(panel, x, middle, act_sign(kind), size=5.2, **_ON)
            signed = x


def draw_end(canvas: Canvas, found: Course, row: int, y: float) -> None:
    """Write and draw at the right how an element stands at the end."""
    wide = canvas.width
    size = base_size() - 0.5
    canvas.text(wide - 0.5, y, phi_told(float(found.phi[-1, row])), ha="right", fontsize=size)
    status = int(found.status[-1, row])
    if status:
        kind = ActKind.ACCEPT if status == AGREED else ActKind.BREACH
        mark(canvas.sheet, wide - 9.8, y, act_sign(kind), size=5.0, markeredgewidth=0.0)
    else:
        mark(canvas.sheet, wide - 9.8, y, "_", size=3.0, color=MUTED)


def runs(values: Ints) -> list[tuple[int, int]]:
    """Stretches of equal values, each from its first place to before the next's."""
    if len(values) == 0:
        return []
    starts = np.flatnonzero(np.diff(values, prepend=values[0] - 1))
    return list(zip(starts.tolist(), [*starts[1:].tolist(), len(values)], strict=True))
