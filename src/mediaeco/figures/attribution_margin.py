"""Beside the field of shares: how much each group was used, what it did, what it is worth.

Each drawing gives the words that stand above it.
"""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from mediaeco.figures.attribution_parts import Parts
from mediaeco.figures.canvas import mark
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.figures.style import base_size
from mediaeco.kernels.array import Floats

__all__ = ["draw_effect", "draw_share", "draw_use", "draw_worth"]


def _rows(panel: Axes, found: Parts) -> None:
    """Dress axes beside the field, a row a group."""
    count = max(len(found.names), 1)
    panel.set_ylim(count, 0)
    panel.set_yticks([])
    panel.spines["left"].set_linewidth(0.4)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=2, min_n_ticks=2))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}".replace("-", "−")))
    panel.tick_params(axis="x", labelsize=base_size() - 1)
    for row in range(count + 1):
        panel.axhline(row, color=PALE, linewidth=0.3, zorder=0)


def _color(found: Parts, row: int) -> str:
    return MUTED if found.looks is None else found.looks[row].color


def draw_use(panel: Axes, found: Parts) -> str:
    """Draw how much each group was used."""
    contacts = found.parts.contacts
    most = max(int(contacts.max(initial=0)), 1)
    panel.set_xlim(0, most * 1.45)
    _rows(panel, found)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=2, integer=True, min_n_ticks=2))
    for row, count in enumerate(contacts.tolist()):
        panel.add_patch(
            Rectangle(
                (0, row + 0.22), count, 0.56, facecolor=_color(found, row), edgecolor=INK, lw=0.3
            )
        )
        panel.text(
            count + most * 0.05,
            row + 0.5,
            f"{count:,}",
            va="center_baseline",
            fontsize=base_size() - 1,
        )
    return "used: contacts"


def draw_effect(panel: Axes, found: Parts) -> str:
    """Draw what a contact of each group did, and the rate of the record without the group."""
    effect, without = found.parts.effect, found.parts.rate_without
    ends = () if found.sure is None else (found.sure.effect_low, found.sure.effect_high)
    _span(panel, np.concatenate((effect, without, *ends, [0.0])))
    _rows(panel, found)
    if not np.isnan(effect).all():
        panel.axvline(0, color=MUTED, linewidth=0.3)
    for row in range(len(found.names)):
        if math.isnan(float(effect[row])):
            _undefined(panel, row)
        else:
            _whisker(panel, row, ends)
            _contrast(panel, found, row, float(effect[row]), float(without[row]))
    return "effect: H per contact"


def draw_share(panel: Axes, found: Parts) -> str:
    """Draw the share of each group in the whole, with its interval."""
    share, sure = found.parts.total_share * 100, found.sure
    assert sure is not None  # noqa: S101 - the caller draws this panel only where it is given
    ends = (sure.share_low * 100, sure.share_high * 100)
    _span(panel, np.concatenate((share, *ends, [0.0])))
    _rows(panel, found)
    for row, value in enumerate(share.tolist()):
        if math.isnan(value):
            _undefined(panel, row)
            continue
        panel.add_patch(
            Rectangle(
                (0, row + 0.22), value, 0.46, facecolor=_color(found, row), edgecolor=INK, lw=0.3
            )
        )
        _whisker(panel, row, ends)
    return "share of the whole, %"


def _span(panel: Axes, values: Floats) -> None:
    """Make room for these values, 0 among them."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    span = high - low if high > low else 1.0
    panel.set_xlim(low - 0.08 * span, high + 0.12 * span)


def _whisker(panel: Axes, row: int, ends: tuple[Floats, ...]) -> None:
    """Draw an interval, where there is one, beneath what it belongs to."""
    if not ends or math.isnan(float(ends[0][row])):
        return
    reach = [float(ends[0][row]), float(ends[1][row])]
    panel.plot(reach, [row + 0.84] * 2, color=INK, linewidth=0.9, zorder=2)
    mark(panel, reach, [row + 0.84] * 2, "|", size=2.4, markeredgewidth=0.9)


def _undefined(panel: Axes, row: int) -> None:
    panel.text(
        0.5,
        row + 0.5,
        "not defined",
        transform=panel.get_yaxis_transform(),
        ha="center",
        va="center_baseline",
        fontsize=base_size() - 1.5,
        color=MUTED,
    )


def _contrast(panel: Axes, found: Parts, row: int, own: float, rest: float) -> None:
    """Draw what a contact of a group did against what one of the others would have done."""
    if not math.isnan(rest):
        panel.plot([own, rest], [row + 0.5] * 2, color=MUTED, linewidth=0.6)
        mark(panel, rest, row + 0.5, "|", size=5.0, color=INK, markeredgewidth=1.0)
    mark(
        panel,
        own,
        row + 0.5,
        "o" if found.looks is None else found.looks[row].marker,
        size=4.2,
        markerfacecolor=_color(found, row),
        markeredgewidth=0.3,
        zorder=3,
    )


def draw_worth(panel: Axes, found: Parts) -> str:
    """Draw Shapley values with their error."""
    shapley = found.shapley
    assert shapley is not None  # noqa: S101 - the caller draws this panel only where it is given
    place = {name: k for k, name in enumerate(shapley.channels)}
    high = float(np.max(shapley.value + shapley.error, initial=0.0))
    low = float(np.min(shapley.value - shapley.error, initial=0.0))
    span = high - low if high > low else 1.0
    panel.set_xlim(low - 0.05 * span, high + 0.1 * span)
    _rows(panel, found)
    for row, group in enumerate(found.parts.groups):
        k = place.get(group)
        if k is None:
            continue
        value, error = float(shapley.value[k]), float(shapley.error[k])
        panel.add_patch(
            Rectangle(
                (0, row + 0.28), value, 0.44, facecolor=_color(found, row), edgecolor=INK, lw=0.3
            )
        )
        if error > 0:
            panel.plot([value - error, value + error], [row + 0.5] * 2, color=INK, linewidth=0.8)
    return f"Shapley value, {shapley.game}"
