"""Groups of cases beside one another: every case, means, and differences with their intervals."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.lettering import counted, cut, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats
from mediaeco.theory import GroupComparison, GroupContrast

__all__ = ["draw_groups"]

_LANE = (6.5, 9.0)  # millimetres for a group or a pair of groups, with one line of words or two
_AXIS = 7.0
_TOP = 1.2
_POINT = "#7AA6C2"
_ALPHA = 0.05  # from which p on the note says what so few cases cannot show
_CORRECTIONS = {"none": "not corrected", "holm": "Holm", "bh": "Benjamini-Hochberg"}


@frozen(kw_only=True)
class _Plan:
    """Places in millimetres."""

    left: float
    panel: float
    right: float
    high: float
    head: float
    lines: int


def draw_groups(
    found: GroupComparison, *, style: Style = "double", ax: Axes | None = None
) -> Figure:
    """Draw every case, the mean of each group, and how much each two groups differ.

    A row is a measure. At the left stands every case as a point, with the mean of its group and its
    bootstrap interval beneath; at the right each difference with its interval, its p and Hedges' g.
    No interval is drawn where a group has fewer than two cases.

    Parameters
    ----------
    found
        What `mediaeco.theory.compare_groups` found.
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
    >>> from mediaeco.figures import alt_text
    >>> from mediaeco.theory import compare_groups
    >>> found = compare_groups({"coverage": [3.0, 4, 5, 0, 1, 2]}, ["a"] * 3 + ["b"] * 3)
    >>> print(alt_text(draw_groups(found))[:58])
    2 groups of cases in 1 measure. coverage, a (n = 3) agains
    """
    with drawn_with(style):
        return _drawn(found, ax)


def _drawn(found: GroupComparison, ax: Axes | None) -> Figure:
    wide = room(ax)
    plan = _planned(found, wide)
    entries = _entries(found)
    notes = wrapped(_note(found), wide - 1, base_size() - 0.5, 6)
    foot = key_height(entries, notes, wide) + 2.0
    pitch = plan.head + plan.high + _AXIS
    canvas = Canvas.opened(foot + pitch * len(found.measures) + _TOP, ax)
    pitch = (canvas.height - foot - _TOP) / len(found.measures)
    high = max(pitch - plan.head - _AXIS, 4.0)
    for k, name in enumerate(found.measures):
        top = canvas.height - _TOP - k * pitch
        base = top - plan.head - high
        y = top - height(base_size()) / 2
        canvas.text(0.5, y, cut(_plain(name), plan.left + plan.panel, base_size()), weight="bold")
        _cases(canvas, found, k, (plan.left, base, plan.panel, high))
        side = canvas.panel(plan.left + plan.panel + 4.0, base, plan.right, high)
        if k == 0:
            canvas.text(plan.left + plan.panel + 4.0, y, "difference of means")
        _differences(side, [row for row in found.contrasts if row.measure == name], plan)
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("Groups of cases", _told(found))


def _planned(found: GroupComparison, wide: float) -> _Plan:
    size = base_size()
    names = [f"{_plain(name)} (n = 000)" for name in found.groups]
    left = min(max(width(name, size) for name in names) + 2.0, 0.3 * wide)
    pairs = len(found.contrasts) // len(found.measures)
    panel = (wide - left - 6.0) * 0.5
    right = wide - left - panel - 6.0
    one = all(width(" ".join(_words(row)), size - 1) <= right - 2.0 for row in found.contrasts)
    return _Plan(
        left=left,
        panel=panel,
        right=right,
        high=_LANE[0 if one else 1] * max(len(found.groups), pairs),
        head=height(size) + 1.0,
        lines=1 if one else 2,
    )


def _cases(
    canvas: Canvas, found: GroupComparison, measure: int, place: tuple[float, float, float, float]
) -> None:
    """Draw the cases of each group in one measure, a lane a group."""
    left, base, wide, high = place
    panel = canvas.panel(left, base, wide, high)
    count = len(found.groups)
    row = found.values[measure]
    _dress(panel, count, row[~np.isnan(row)])
    for g, name in enumerate(found.groups):
        told = row[(found.of == g) & ~np.isnan(row)]
        y = base + high * (1 - (g + 0.5) / count)
        canvas.name(0.5, y, f"{_plain(name)} (n = {len(told)})", left - 1.5)
        lanes = g + 0.34 + _apart(told, panel.get_xlim(), wide)
        mark(panel, told, lanes, "o", size=3.0, markerfacecolor=_POINT, markeredgewidth=0.3)
        ends = [float(one[measure, g]) for one in (found.mean_low, found.mean_high)]
        _interval(panel, float(found.mean[measure, g]), ends, g + 0.8)


def _apart(values: Floats, limits: tuple[float, float], wide: float) -> Floats:
    """Lift points that lie upon one another, by turns above and below."""
    place = np.round((values - limits[0]) / (limits[1] - limits[0]) * wide / 1.3)
    order = np.lexsort((values, place))
    first = np.flatnonzero(np.diff(place[order], prepend=np.nan) != 0)
    rank = np.arange(len(values)) - np.repeat(first, np.diff([*first, len(values)]))
    lift = np.where(rank % 2, 1, -1) * (rank + 1) // 2 * 0.1
    out = np.zeros(len(values))
    out[order] = np.clip(lift, -0.3, 0.3)
    return out


def _differences(panel: Axes, rows: list[GroupContrast], plan: _Plan) -> None:
    """Draw the differences of one measure, a lane a pair of groups."""
    ends = [end for row in rows for end in (row.difference, *row.difference_interval)]
    told = np.array([0.0, *(end for end in ends if not math.isnan(end))])
    _dress(panel, len(rows), told)
    panel.axvline(0, color=MUTED, linewidth=0.5, zorder=1)
    if all(math.isnan(row.difference) for row in rows):
        blank(panel, "nothing to compare")
        return
    size = base_size() - 1
    for lane, row in enumerate(rows):
        _interval(panel, row.difference, list(row.difference_interval), lane + 0.8)
        pair, numbers = _words(row)
        lines = [f"{pair} {numbers}"] if plan.lines == 1 else [pair, numbers]
        panel.text(
            0.01,
            lane + 0.34,
            "\n".join(cut(line, plan.right - 1.0, size) for line in lines),
            transform=panel.get_yaxis_transform(),
            fontsize=size,
            va="center",
            linespacing=1.0,
            color=MUTED,
            bbox={"facecolor": "#FFFFFF", "linewidth": 0, "pad": 0.6},
        )


def _words(row: GroupContrast) -> tuple[str, str]:
    """The pair, and its p and its g; a dash where there is none."""
    p = row.test.p
    if math.isnan(p):
        told = "p –"
    else:
        told = f"p = {p:.2f}" if p >= 0.01 else f"p = {p:.3f}" if p >= 0.001 else "p < .001"
    g = "–" if math.isnan(row.g) else rounded(row.g, 2)
    return f"{_plain(row.group)} − {_plain(row.against)}:", f"{told}, g = {g}"


def _dress(panel: Axes, lanes: int, values: Floats) -> None:
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    span = high - low if high > low else max(abs(high), 1.0)
    panel.set_xlim(low - 0.06 * span, high + 0.06 * span)
    panel.set_ylim(lanes, 0)
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=4))
    panel.tick_params(axis="x", labelsize=base_size() - 1)
    for lane in range(1, lanes):
        panel.axhline(lane, color=PALE, linewidth=0.3, zorder=0)


def _interval(panel: Axes, value: float, ends: list[float], y: float) -> None:
    if math.isnan(value):
        return
    if not math.isnan(ends[0]):
        panel.plot(ends, [y, y], color=INK, linewidth=0.9, zorder=2)
        mark(panel, ends, [y, y], "|", size=2.6, markeredgewidth=0.9)
    mark(panel, value, y, "D", size=3.6, markerfacecolor=INK, markeredgewidth=0.3, zorder=3)


def _entries(found: GroupComparison) -> list[Entry]:
    entries = [
        Entry.marker("a case", "o", size=3.0, markerfacecolor=_POINT, markeredgewidth=0.3),
        Entry.marker("mean, difference", "D", size=3.6, markerfacecolor=INK, markeredgewidth=0.3),
    ]
    if not np.isnan(found.mean_low).all():
        text = f"{100 * found.level:g} % interval"
        entries.append(Entry.line(text, color=INK, linewidth=0.9))
    return entries


def _note(found: GroupComparison) -> str:
    tests = max(row.test.tests for row in found.contrasts)
    how = "all ways" if all(row.test.exact for row in found.contrasts) else "random ways"
    text = f"N = {counted(int((found.of >= 0).sum()), 'case')}. p: cases exchanged in {how}"
    text += (
        f", corrected for {tests} tests ({_CORRECTIONS[found.correction]}). " if tests > 1 else ". "
    )
    text += f"Intervals: cases drawn anew {counted(found.replicates, 'time')}. "
    limits = dict.fromkeys(limit for row in found.contrasts for limit in row.limits(_ALPHA))
    return text + " ".join(f"{limit[0].upper()}{limit[1:]}." for limit in limits)


def _told(found: GroupComparison) -> str:
    text = f"{counted(len(found.groups), 'group')} of cases in "
    text += f"{counted(len(found.measures), 'measure')}."
    return f"{text} {' '.join(row.statement(_ALPHA) for row in found.contrasts)}"


def _plain(name: str) -> str:
    return name.replace("_", " ")
