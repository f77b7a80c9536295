"""Initiative, responsiveness and latency of two sides, channel by channel, and how they fit."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mediaeco.dynamics import (
    ALL_CHANNELS,
    HawkesFit,
    HawkesIntervals,
    Responses,
    TimeRescaling,
    time_rescaling,
)
from mediaeco.errors import InvalidCaseError
from mediaeco.figures.canvas import Canvas, Entry, key_height, mark, room
from mediaeco.figures.lettering import counted, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE, channel_looks
from mediaeco.figures.response_interval import Ends, bracket, ends_of
from mediaeco.figures.response_panel import columns_of, draw_column, fills, latency_of
from mediaeco.figures.response_quantile import LINES, draw_quantiles
from mediaeco.figures.style import Style, base_size, drawn_with

__all__ = ["draw_response"]

_ROW, _TALL = 6.6, 12.0
_TOP = 4.2
_AXIS = 7.6
_GAP = 3.4
_SQUARE = 38.0
_WIDE = 130.0  # millimetres from which on the fit stands beside, not below


@frozen
class _Plan:
    """Where things stand, in millimetres."""

    names: float
    column: float
    rows: int
    row: float
    beside: bool

    @property
    def body(self) -> float:
        """Height of the panels."""
        return self.row * self.rows


def draw_response(
    found: Responses | HawkesFit,
    *,
    intervals: HawkesIntervals | Sequence[HawkesIntervals] | None = None,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw who takes the initiative, who answers whom and how soon, and whether that fits.

    A row is a channel, a column a parameter; the therapist stands above the patient, each with an
    interval where there is one. Beside it gaps between contacts, measured by what the fit to all
    channels expects, against what they should be: within the band (95 %, Kolmogorov and Smirnov's)
    if the fit is right.

    Parameters
    ----------
    found
        What `mediaeco.dynamics.responses` found, or `mediaeco.dynamics.response`.
    intervals
        Of each fit over cases, from `mediaeco.dynamics.hawkes_intervals`; None: those by
        information, which are far too narrow where cases differ.
    style
        Name of a style sheet, or rc settings.
    ax
        Axes whose place is taken; None: a figure of its own.

    Returns
    -------
    Figure
        The figure drawn on.

    Raises
    ------
    InvalidCaseError
        Where the kinds are not two sides, or intervals are not those of the fits.

    Examples
    --------
    >>> from mediaeco.dynamics import response
    >>> from mediaeco.ecosystem import Ecosystem
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.io import read_example
    >>> print(alt_text(draw_response(response(Ecosystem(read_example("broken-frame")))))[:42])
    Response between therapist and patient ove
    """
    told = (
        found
        if isinstance(found, Responses)
        else Responses(channels=(ALL_CHANNELS,), fits=(found,))
    )
    if any(len(fit.kinds) != 2 for fit in told.fits):
        raise InvalidCaseError(
            "draw_response.found", "fits of two sides", "others", "See `draw_ecology`."
        )
    ends = ends_of(told.fits, intervals, "draw_response.intervals")
    with drawn_with(style):
        return _drawn(told, ends, ax)


def _drawn(found: Responses, ends: Sequence[Ends], ax: Axes | None) -> Figure:
    wide = room(ax)
    checked = time_rescaling(found.fits[-1])
    columns = columns_of(found, ends)
    plan = _planned(found, wide)
    notes = wrapped(_note(found, ends[-1], checked), wide - 1, base_size() - 0.5, 6)
    entries = _entries(found, ends[-1].level)
    foot = key_height(entries, notes, wide) + 1.5
    side = max(plan.body, _SQUARE) if plan.beside else plan.body
    below = 0.0 if plan.beside else _SQUARE + _AXIS + 3.0
    canvas = Canvas.opened(foot + below + _AXIS + side + _TOP + 1.0, ax)
    bottom = canvas.height - _TOP - plan.body - 1.0
    _names(canvas, found, plan, bottom)
    for place, column in enumerate(columns):
        left = plan.names + place * (plan.column + _GAP)
        draw_column(canvas, column, (left, bottom, plan.column, plan.body))
        canvas.text(left + plan.column / 2, bottom + plan.body + 2.2, column.title, ha="center")
    high = min(side, _SQUARE)
    corner = (
        (wide - high - 1.0, canvas.height - _TOP - high - 1.0)
        if plan.beside
        else (plan.names, foot + _AXIS)
    )
    draw_quantiles(canvas, checked, (*corner, high, high))
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("Response between the two", _told(found, checked))


def _planned(found: Responses, wide: float) -> _Plan:
    size = base_size()
    longest = max(width(_word(name), size) for name in found.channels)
    names = min(longest + 6.0, 0.24 * wide)
    beside = wide >= _WIDE
    left = wide - names - (_SQUARE + 13.0 if beside else 3.0)
    rows = len(found.channels)
    return _Plan(
        names=names,
        column=(left - 3 * _GAP) / 4,
        rows=rows,
        row=min(max(_ROW, _SQUARE / rows), _TALL) if beside else _ROW,
        beside=beside,
    )


def _word(name: str) -> str:
    return name.replace("_", " ")


def _names(canvas: Canvas, found: Responses, plan: _Plan, bottom: float) -> None:
    singles = [name for name in found.channels if name != ALL_CHANNELS]
    looks = dict(zip(singles, channel_looks(singles), strict=True))
    for row, name in enumerate(found.channels):
        y = bottom + plan.body - plan.row * (row + 0.5)
        if name in looks:
            canvas.channel(2.2, y, looks[name])
        canvas.name(4.8, y, _word(name), plan.names - 6.0)
        if row:
            canvas.sheet.plot(
                [0.5, plan.names + 4 * plan.column + 3 * _GAP],
                [y + plan.row / 2] * 2,
                color=PALE,
                linewidth=0.4,
                zorder=0,
            )


def _entries(found: Responses, level: float) -> list[Entry]:
    entries = [
        Entry.marker(kind, "o", size=3.6, markerfacecolor=fill)
        for kind, fill in zip(found.fits[0].kinds, fills(len(found.fits[0].kinds)), strict=False)
    ]
    entries += [
        Entry.line(f"{kind}, rescaled gaps", color=INK, linewidth=0.9, linestyle=line)
        for kind, line in zip(found.fits[0].kinds, LINES, strict=False)
    ]
    entries.append(Entry.line(f"{level:.0%} interval", color=INK, linewidth=0.9))
    if any(bool((fit.alpha == 0).any() or (fit.mu == 0).any()) for fit in found.fits):
        entries.append(
            Entry("0, at the bound", lambda ax, x, y: mark(ax, x, y, "|", size=4.0, color=MUTED))
        )
    return entries


def _note(found: Responses, ends: Ends, checked: TimeRescaling) -> str:
    fit = found.fits[-1]
    seen = fit.record
    text = (
        f"n = {counted(len(seen.until), 'case')}, "
        f"{counted(int(seen.counts.sum()), 'contact')} over {float(seen.until.sum()):,.0f} "
        f"{seen.unit}s. "
    )
    if math.isfinite(fit.radius):
        text += f"Spectral radius {rounded(fit.radius)}{bracket(ends.radius)}"
        text += " (all channels). " if fit.stationary else ": contacts multiply without end. "
    if math.isfinite(checked.p[-1]):
        text += (
            f"Time rescaled: KS = {rounded(float(checked.statistic[-1]))}, p {_p(checked.p[-1])} "
            "(parameters are from the same contacts); band 95%, by the side with fewer. "
        )
    text += ends.note
    warned = sum(bool(fit.warnings) for fit in found.fits)
    if warned:
        text += f"–: not told by the record. {counted(warned, 'fit')} with warnings. "
    return text + "Excitation is not cause."


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"= {rounded(float(value), 3)}"


def _told(found: Responses, checked: TimeRescaling) -> str:
    fit = found.fits[-1]
    names = [_word(name) for name in found.channels]
    text = f"Response between {' and '.join(fit.kinds)} over {', '.join(names)}. "
    if not np.isnan(fit.mu).any():
        text += f"Initiative a {fit.record.unit}: " + ", ".join(
            f"{kind} {rounded(float(mu))}" for kind, mu in zip(fit.kinds, fit.mu, strict=True)
        )
        latency, unit = latency_of(fit)
        text += (
            ". Contacts called forth by one of the other: "
            + ", ".join(
                f"{kind} {rounded(float(fit.alpha[i, 1 - i]))}" for i, kind in enumerate(fit.kinds)
            )
            + f". Latency in {unit}: {rounded(float(latency[0]))}. "
        )
        text += f"Spectral radius {rounded(fit.radius)}. "
    else:
        text += " ".join(fit.warnings) + " "
    if math.isfinite(checked.p[-1]):
        text += (
            f"Goodness of fit: KS {rounded(float(checked.statistic[-1]))}, p {_p(checked.p[-1])}."
        )
    return text.strip()
