"""Which channel pulls which: contacts that one over each channel calls forth over each other."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from mediaeco.dynamics import HawkesFit, HawkesIntervals
from mediaeco.figures.canvas import Canvas, Entry, key_height, room
from mediaeco.figures.lettering import counted, cut, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, ChannelLook, channel_looks, shade
from mediaeco.figures.response_interval import Ends, bracket, ends_of
from mediaeco.figures.style import Style, base_size, drawn_with

__all__ = ["draw_ecology"]

_LEAST, _MOST = 6.0, 17.0
_DARK = 0.55
_INITIATIVE = 15.0


@frozen
class _Plan:
    """Where things stand, in millimetres."""

    names: float
    cell: float
    row: float
    head: float
    slanted: bool
    count: int

    @property
    def left(self) -> float:
        """Where the matrix begins."""
        return self.names + _INITIATIVE + 2.0

    @property
    def body(self) -> float:
        """Height of the matrix."""
        return self.row * self.count


def draw_ecology(
    fit: HawkesFit,
    *,
    intervals: HawkesIntervals | None = None,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw which channel pulls which.

    A column is a channel over which a contact came, a row one over which contacts are called
    forth; each cell says how many, the darker the more, with its interval where there is room and
    an interval is known. Left of it stands initiative: contacts a day that nothing called forth.

    Parameters
    ----------
    fit
        What `mediaeco.dynamics.switching_ecology` found; any other Hawkes fit is drawn too.
    intervals
        Of this fit over cases, from `mediaeco.dynamics.hawkes_intervals`; None: those by
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
        Where intervals are not those of the fit.

    Examples
    --------
    >>> from mediaeco.dynamics import switching_ecology
    >>> from mediaeco.ecosystem import Ecosystem
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.io import read_example
    >>> found = switching_ecology(Ecosystem(read_example("broken-frame")))
    >>> print(alt_text(draw_ecology(found))[:35])
    Which of 7 kinds of contact pulls w
    """
    (ends,) = ends_of([fit], intervals, "draw_ecology.intervals")
    with drawn_with(style):
        return _drawn(fit, ends, ax)


def _drawn(fit: HawkesFit, ends: Ends, ax: Axes | None) -> Figure:
    wide = room(ax)
    plan = _planned(fit, wide)
    notes = wrapped(_note(fit, ends), wide - 1, base_size() - 0.5, 6)
    entries = _entries(fit)
    foot = key_height(entries, notes, wide) + 1.5
    canvas = Canvas.opened(foot + plan.body + plan.head + height(base_size()) + 2.0, ax)
    top = foot + plan.body
    if not fit.kinds:
        canvas.text(wide / 2, top + plan.head / 2, "no contact recorded", ha="center", color=MUTED)
    looks = _looks(fit)
    most = float(np.nan_to_num(fit.alpha).max(initial=0.0))
    low, high = ends.alpha
    for k, kind in enumerate(fit.kinds):
        _head(canvas, plan, (kind, looks[k]), k, top)
        y = top - plan.row * (k + 0.5)
        if looks[k] is not None:
            canvas.channel(2.2, y, looks[k])  # type: ignore[arg-type]  # None is asked for above
        canvas.name(4.8, y, _word(kind), plan.names - 5.6)
        text = "–" if math.isnan(fit.mu[k]) else _rate(float(fit.mu[k]))
        canvas.text(plan.names + _INITIATIVE - 2.0, y, text, ha="right")
        for j in range(plan.count):
            about = (float(low[k, j]), float(high[k, j]))
            _cell(canvas, plan, (j, y), (float(fit.alpha[k, j]), most), about)
    if fit.kinds:
        _titles(canvas, plan, top)
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("Switching ecology", _told(fit))


def _planned(fit: HawkesFit, wide: float) -> _Plan:
    size, count = base_size(), len(fit.kinds)
    longest = max((width(_word(kind), size) for kind in fit.kinds), default=0.0)
    names = min(longest * 1.02 + 6.5, 0.26 * wide)
    cell = min((wide - names - _INITIATIVE - 3.0) / max(count, 1), _MOST)
    slanted = longest + 1.0 > cell
    head = (min(longest, 24.0) if slanted else height(size)) + 6.0
    row = min(max(cell * 0.55, _LEAST), 9.0)
    return _Plan(names, cell, row, head if count else 8.0, slanted, count)


def _word(kind: str) -> str:
    return kind.replace("_", " ")


def _rate(value: float) -> str:
    if value == 0:
        return "0"
    return rounded(value, 2 if value >= 0.095 else 3)


def _looks(fit: HawkesFit) -> tuple[ChannelLook | None, ...]:
    """Signs of the channels; kinds that are a side and a channel have the channel's."""
    channels = [kind.rpartition(", ")[2] for kind in fit.kinds]
    if set(channels) <= {"therapist", "patient"}:
        return (None,) * len(channels)
    known = list(dict.fromkeys(channels))
    looks = dict(zip(known, channel_looks(known), strict=True))
    return tuple(looks[name] for name in channels)


def _head(
    canvas: Canvas, plan: _Plan, kind: tuple[str, ChannelLook | None], column: int, top: float
) -> None:
    name, look = kind
    x = plan.left + plan.cell * (column + 0.5)
    if look is not None:
        canvas.channel(x, top + 2.0, look)
    words = cut(_word(name), 24.0, base_size())
    if plan.slanted:
        canvas.text(x, top + 4.4, words, rotation=90, ha="center", va="bottom")
    else:
        canvas.text(x, top + 5.4, words, ha="center")


def _cell(
    canvas: Canvas,
    plan: _Plan,
    at: tuple[int, float],
    value: tuple[float, float],
    ends: tuple[float, float],
) -> None:
    (column, y), (alpha, most) = at, value
    x = plan.left + plan.cell * (column + 0.5)
    share = alpha / most if most > 0 and not math.isnan(alpha) else 0.0
    field = Rectangle(
        (x - plan.cell / 2 + 0.15, y - plan.row / 2 + 0.15),
        plan.cell - 0.3,
        plan.row - 0.3,
        facecolor=shade(0.9 * share),
        edgecolor="#D9D9D9",
        linewidth=0.3,
    )
    canvas.sheet.add_patch(field)
    color = "#FFFFFF" if share > _DARK else INK
    if math.isnan(alpha):
        canvas.text(x, y, "–", ha="center", color=MUTED)
        return
    small = base_size() - 1.5
    digits = 2 if alpha >= 0.095 else 3
    interval = f"[{', '.join(rounded(end, digits) for end in ends)}]"
    told = all(map(math.isfinite, ends)) and width(interval, small) < plan.cell - 0.8
    lift = 0.24 * plan.row if told else 0.0
    words, size = _fitting(alpha, plan.cell - 0.7)
    canvas.text(
        x, y + lift, words, ha="center", fontsize=size, color=MUTED if alpha == 0 else color
    )
    if told:
        canvas.text(x, y - lift, interval, ha="center", fontsize=small, color=color)


def _fitting(value: float, wide: float) -> tuple[str, float]:
    """Write a number as the room allows: ever smaller, with ever fewer digits; or not at all."""
    two = rounded(value)
    for words in (_rate(value), two, two.removeprefix("0"), rounded(value, 1), rounded(value, 0)):
        for size in (base_size(), base_size() - 1.5):
            if width(words, size) <= wide:
                return ("0" if value == 0 else words), size
    return "", base_size()


def _titles(canvas: Canvas, plan: _Plan, top: float) -> None:
    y = top + plan.head + height(base_size()) / 2
    small = base_size() - 0.5
    canvas.text(plan.left, y, "one contact over", color=MUTED, fontsize=small)
    canvas.text(
        plan.names + _INITIATIVE - 2.0, top + 2.0, "initiative", ha="right", color=MUTED,
        fontsize=small,
    )  # fmt: skip
    canvas.text(0.5, top + 2.0, "calls forth", color=MUTED, fontsize=small)


def _entries(fit: HawkesFit) -> list[Entry]:
    most = float(np.nan_to_num(fit.alpha).max(initial=0.0))
    if not most > 0:
        return []
    return [
        Entry.patch(rounded(share * most), 4.4, 2.4, facecolor=shade(0.9 * share))
        for share in (0.0, 0.5, 1.0)
    ] + [Entry("contacts called forth by one", lambda *_: None, 0.0)]


def _note(fit: HawkesFit, ends: Ends) -> str:
    seen = fit.record
    text = (
        f"n = {counted(len(seen.until), 'case')}, "
        f"{counted(int(seen.counts.sum()), 'contact')} over {float(seen.until.sum()):,.0f} "
        f"{seen.unit}s. Initiative: contacts a {seen.unit}. "
    )
    if math.isfinite(fit.radius):
        text += f"Spectral radius {rounded(fit.radius)}{bracket(ends.radius)}"
        text += ". " if fit.stationary else ": contacts multiply without end. "
    if len(fit.latency_hours) and math.isfinite(fit.latency_hours[0]):
        text += f"Latency {rounded(float(fit.latency_hours[0]))} hours. "
    text += f"Brackets: {ends.level:.0%} intervals, where known. {ends.note}"
    text += "0: at the bound; –: not told. "
    text += _word(fit.warnings[0]) + " " if fit.warnings else ""
    return text + "Excitation is not cause."


def _told(fit: HawkesFit) -> str:
    text = f"Which of {counted(len(fit.kinds), 'kind')} of contact pulls which. "
    known = np.where(np.isnan(fit.alpha), -1.0, fit.alpha)
    order = np.argsort(-known, axis=None)[:5]
    parts = []
    for place in order.tolist():
        i, j = divmod(place, len(fit.kinds))
        if known[i, j] > 0:
            parts.append(
                f"one over {_word(fit.kinds[j])} calls forth {rounded(float(known[i, j]))} over "
                f"{_word(fit.kinds[i])}"
            )
    text += f"Most: {'; '.join(parts)}. " if parts else "No contact is seen to call forth another. "
    if math.isfinite(fit.radius):
        text += f"Spectral radius {rounded(fit.radius)}. "
    return text.strip()
