"""Whether new codes still came up: codes seen over passages or sources."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, room
from mediaeco.figures.lettering import counted, rounded, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.grounded import Saturation

__all__ = ["draw_saturation"]

_PANEL = 42.0  # millimetres that the axes are high
_LEFT = 10.0
_RIGHT = 3.5
_AXIS = 8.0
_HEAD = 2.0
_BAND = "#BCD3E6"
_CURVE = "#0072B2"
_DASHES = (0, (3, 1.2))


def draw_saturation(
    found: Saturation, *, style: Style = "single", ax: Axes | None = None
) -> Figure:
    """Draw how many different codes had been seen after so many passages or sources.

    The steps are the record in its own order; the dashes are what any order gives on average, and
    the band holds the orders drawn. The field at the right are the last units, on whose new codes
    the share rests.

    Parameters
    ----------
    found
        What `mediaeco.grounded.saturation` found.
    style
        Name of a style sheet, or rc settings.
    ax
        Axes whose place is taken; None: a figure of its own.

    Returns
    -------
    Figure
        The figure drawn on.

    Examples
    --------
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.grounded import saturation
    >>> from mediaeco.model import Coding
    >>> print(alt_text(draw_saturation(saturation(Coding()))))
    Codes seen: no segments. Share of new codes in the last 10 segments: not defined.
    """
    with drawn_with(style):
        return _drawn(found, ax)


def _drawn(found: Saturation, ax: Axes | None) -> Figure:
    wide = room(ax)
    entries = _entries(found)
    notes = wrapped(_note(found), wide - 1, base_size() - 0.5, 3)
    foot = key_height(entries, notes, wide) + _AXIS + 1.5
    canvas = Canvas.opened(foot + _PANEL + _HEAD, ax)
    panel = canvas.panel(_LEFT, foot, canvas.width - _LEFT - _RIGHT, _PANEL)
    _dress(panel, found)
    if found.units:
        _curves(panel, found)
    else:
        blank(panel, f"no {found.by}s")
    canvas.text(
        1.6, foot + _PANEL / 2, "different codes seen", rotation=90, ha="center", va="center"
    )
    middle = _LEFT + (canvas.width - _LEFT - _RIGHT) / 2
    canvas.text(middle, foot - 5.2, f"{found.by}s, in the order recorded", ha="center")
    canvas.key(foot - _AXIS, entries, notes)
    return canvas.closed("Saturation", _told(found))


def _dress(panel: Axes, found: Saturation) -> None:
    panel.set_xlim(0, max(found.units, 1) * 1.02)
    panel.set_ylim(0, max(len(found.codes), 1) * 1.06)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10], integer=True))
    panel.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10], integer=True))


def _curves(panel: Axes, found: Saturation) -> None:
    # Nothing has been seen before the first unit, whatever the order.
    units = np.arange(found.units + 1)
    low, high, expected, seen = (
        np.concatenate(([0], curve))
        for curve in (found.low, found.high, found.expected, found.seen)
    )
    if found.units >= found.last:
        panel.axvspan(found.units - found.last, found.units, color=PALE, linewidth=0, zorder=0)
    if found.orders:
        panel.fill_between(units, low, high, step="post", color=_BAND, linewidth=0, zorder=1)
    panel.plot(units, expected, color=MUTED, linewidth=0.8, linestyle=_DASHES, zorder=2)
    panel.step(units, seen, where="post", color=_CURVE, linewidth=1.2, zorder=3)
    panel.axhline(len(found.codes), color=INK, linewidth=0.4, linestyle=(0, (1, 1.5)), zorder=1)


def _entries(found: Saturation) -> list[Entry]:
    if not found.units:
        return []
    entries = [
        Entry.line("as coded", color=_CURVE, linewidth=1.2),
        Entry.line("any order, on average", color=MUTED, linewidth=0.8, linestyle=_DASHES),
    ]
    if found.orders:
        share = f"{100 * found.confidence:g} % of {found.orders:,} orders"
        entries.append(Entry.patch(share, facecolor=_BAND, edgecolor="none"))
    if found.units >= found.last:
        last = f"last {counted(found.last, found.by)}"
        entries.append(Entry.patch(last, facecolor=PALE, edgecolor="none"))
    entries.append(Entry.line("all codes", color=INK, linewidth=0.4, linestyle=(0, (1, 1.5))))
    return entries


def _note(found: Saturation) -> str:
    return (
        f"n = {counted(found.units, found.by)}, {counted(len(found.codes), 'code')}. "
        f"Share of new codes in the last {found.last}: {rounded(found.share)} "
        f"(any order: {rounded(found.expected_share)})."
    )


def _told(found: Saturation) -> str:
    share = (
        f"Share of new codes in the last {counted(found.last, found.by)}: {rounded(found.share)}"
    )
    if not found.units:
        return f"Codes seen: no {found.by}s. {share}."
    half = int(np.searchsorted(found.seen, found.seen[-1] / 2)) + 1
    text = (
        f"Codes seen over {counted(found.units, found.by)}: {counted(len(found.codes), 'code')} in "
        f"all, half of them after {counted(half, found.by)}. {share}; "
        f"{rounded(found.expected_share)} where the order is any."
    )
    if found.orders:
        inside = (found.seen >= found.low) & (found.seen <= found.high)
        text += (
            f" The curve lies within {100 * found.confidence:g} % of the orders at "
            f"{100 * float(inside.mean()):.0f} % of its places."
        )
    return text
