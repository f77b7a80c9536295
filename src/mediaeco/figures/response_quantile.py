"""Gaps between contacts, rescaled, against what they should be."""

from __future__ import annotations

import math

import numpy as np

from mediaeco.dynamics import TimeRescaling
from mediaeco.figures.canvas import Canvas, blank
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.kernels.array import Floats

__all__ = ["LINES", "draw_quantiles"]

_CRITICAL = 1.358  # of Kolmogorov and Smirnov's statistic times the root of n, at 5 %
_POINTS = 200
LINES = ("-", (0, (3, 1.5)))
"""Line of each side."""


def draw_quantiles(
    canvas: Canvas, checked: TimeRescaling, box: tuple[float, float, float, float]
) -> None:
    """Draw quantiles of ``1 - exp(-gap)`` of each side against even ones, with a band for all."""
    panel = canvas.panel(*box)
    panel.set(xlim=(0, 1), ylim=(0, 1))
    panel.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    panel.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    panel.set_xlabel("expected share of gaps", labelpad=1.0)
    panel.set_ylabel("observed", labelpad=1.0)
    panel.spines[["top", "right"]].set_visible(False)
    if not len(checked.gap):
        blank(panel, "not known")
        return
    least = min(int(count) for count in checked.count[:-1] if count)
    wide = _CRITICAL / math.sqrt(least)
    even = np.array([0.0, 1.0])
    panel.fill_between(even, even - wide, even + wide, color=PALE, linewidth=0, zorder=0)
    panel.plot(even, even, color=MUTED, linewidth=0.5, zorder=1)
    for kind, line in zip(checked.kinds, LINES, strict=False):
        share = np.sort(-np.expm1(-checked.of(kind)))
        if len(share):
            panel.plot(*_thinned(share), color=INK, linewidth=0.9, linestyle=line, zorder=2)


def _thinned(share: Floats) -> tuple[Floats, Floats]:
    """Expected and observed shares, at no more points than a line needs."""
    place = np.unique(np.linspace(0, len(share) - 1, _POINTS).round().astype(np.int64))
    return (place + 0.5) / len(share), share[place]
