"""How often intervals hold the truth, drawn beside how often they should."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from mediaeco.kernels.array import Array
from mediaeco.kernels.proportion import wilson_interval

__all__ = ["BAND", "RIGHT", "WRONG", "draw_shares", "within"]

BAND = (0.92, 0.98)
"""Between which the share of 95 % intervals that hold the truth should lie."""

RIGHT, WRONG, UNASKED = "#0072b2", "#d55e00", "#888888"


def within(hits: Array, trials: Array, band: tuple[float, float] = BAND) -> Array:
    """True where the share of hits lies in the band."""
    share = np.asarray(hits) / np.maximum(trials, 1)
    return (share >= band[0] - 1e-12) & (share <= band[1] + 1e-12)


def draw_shares(
    ax: Axes,
    names: Sequence[str],
    hits: Array,
    trials: Array,
    asked: Array,
    band: tuple[float, float] = BAND,
) -> None:
    """Draw shares with their intervals beside the band that those asked for should lie in."""
    low, high = wilson_interval(hits, trials)
    share = np.where(np.asarray(trials) > 0, np.asarray(hits) / np.maximum(trials, 1), np.nan)
    right = within(hits, trials, band)
    ax.axvspan(*band, color="#dddddd", linewidth=0, zorder=0)
    ax.axvline(0.95, color="#888888", linewidth=0.6, zorder=0)
    for place in range(len(names)):
        y = len(names) - 1 - place
        colour = UNASKED if not asked[place] else RIGHT if right[place] else WRONG
        sign = "o" if right[place] or not asked[place] else "X"
        ax.plot([low[place], high[place]], [y, y], color=colour, linewidth=1)
        ax.plot(share[place], y, sign, color=colour, markersize=4)
        told = f"{share[place]:.3f} of {int(trials[place])}" if trials[place] else "none"
        ax.annotate(told, (1.01, y), xycoords=("axes fraction", "data"), va="center", fontsize=6)
    ax.set_yticks(range(len(names)), list(names)[::-1], fontsize=6)
    ax.set_ylim(-0.7, len(names) - 0.3)
    ax.set_xlim(min(0.8, float(np.nanmin(low, initial=0.8))), 1.005)
    ax.set_xlabel("share of 95 % intervals that hold the truth", fontsize=8)
