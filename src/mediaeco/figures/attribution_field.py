"""The field of shares, and beneath it how much was formed of each element."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from mediaeco.figures.attribution_parts import Parts, percent
from mediaeco.figures.canvas import blank
from mediaeco.figures.lettering import width
from mediaeco.figures.palette import INK, MUTED, shade
from mediaeco.figures.style import base_size

__all__ = ["NONE", "draw_field", "draw_formed"]

NONE = "////////"
"""Hatch where a share is not defined."""


def draw_field(panel: Axes, found: Parts, pitch: float, row_height: float) -> None:
    """Draw the share of each group in each element, hatched where it is not defined."""
    rows, columns = found.parts.share.shape
    panel.set_xlim(0, max(columns, 1))
    panel.set_ylim(max(rows, 1), 0)
    panel.set_axis_off()
    if not rows or not columns:
        what = "groups" if not rows else "frame elements"
        blank(panel, f"no {what}: nothing to attribute")
        return
    told = width("−100", base_size() - 1) + 0.6 <= pitch and row_height > 2.4
    for row in range(rows):
        for column in range(columns):
            _share(panel, column, row, float(found.parts.share[row, column]), told=told)


def _share(panel: Axes, column: int, row: int, share: float, *, told: bool) -> None:
    undefined = math.isnan(share)
    panel.add_patch(
        Rectangle(
            (column, row),
            1,
            1,
            facecolor=(1.0, 1.0, 1.0) if undefined else shade(share),
            hatch=NONE if undefined else None,
            edgecolor="#B5B5B5",
            linewidth=0.3,
            clip_on=False,
        )
    )
    if told and not undefined:
        panel.text(
            column + 0.5,
            row + 0.5,
            percent(share),
            ha="center",
            va="center_baseline",
            fontsize=base_size() - 1,
            color="#FFFFFF" if abs(share) > 0.5 else INK,
        )


def draw_formed(panel: Axes, found: Parts) -> None:
    """Draw how much was formed of each element, whoever formed it."""
    columns = len(found.elements)
    panel.set_xlim(0, columns)
    most = float(np.max(found.formed, initial=0.0))
    panel.set_ylim(0, most * 1.08 if most > 0 else 1.0)
    panel.set_xticks([])
    if most <= 0:
        panel.set_yticks([0])
        panel.text(columns / 2, 0.5, "nothing formed", ha="center", va="center", color=MUTED)
        return
    panel.yaxis.set_major_locator(MaxNLocator(nbins=2, min_n_ticks=2))
    for column, value in enumerate(found.formed.tolist()):
        panel.add_patch(
            Rectangle((column + 0.22, 0), 0.56, value, facecolor="#BDBDBD", edgecolor=INK, lw=0.3)
        )
