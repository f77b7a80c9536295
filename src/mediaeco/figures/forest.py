"""What studies found, side by side: a forest plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from mediaeco.errors import UnknownTermError
from mediaeco.figures.canvas import Canvas, blank, key_height, room
from mediaeco.figures.forest_mark import FAR, draw_mark, entries
from mediaeco.figures.forest_plan import Plan, Row, planned
from mediaeco.figures.lettering import counted, cut, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.model import Comparison
from mediaeco.relation.pooling import PooledEffects

__all__ = ["draw_forest"]

_PITCH = 5.8  # millimetres a row with two lines
_TIGHT = 3.3  # the least that a row with one line takes
_HEAD = 0.72  # share of a row that a heading takes
_TOP = 5.0
_AXIS = 10.2
_PAGE = 240.0
_SCALES = ("d", "r")


def draw_forest(
    found: Sequence[Comparison],
    together: PooledEffects | None = None,
    *,
    scale: str | None = None,
    largest_d: float = 2.0,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw what studies found as a forest plot, rater by rater.

    A square a result, the larger the more precise, on its confidence interval; a dot where the
    source gives no interval; nothing, but its words, where it gives no number. White is what was
    not compared with its source. A result larger than is believed is an arrow at the edge, which
    does not stretch the axis. A diamond is what comparable results say together.

    Parameters
    ----------
    found
        Comparisons of one contrast: ``load_channel_comparisons().where(contrast=...)``.
    together
        What `mediaeco.relation.pooling.pooled` made of them; groups of results that are all drawn
        are drawn too.
    scale
        ``"d"`` or ``"r"``; None: the one that the results are told in.
    largest_d
        Standard deviations beyond which a result is not believed, as in
        `mediaeco.relation.sanity.sanity`.
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
        Where results of several contrasts are mixed, or differences and correlations without a
        ``scale``.
    UnknownTermError
        Where ``scale`` is another.

    Examples
    --------
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.relation.evidence import load_channel_comparisons
    >>> found = load_channel_comparisons(construct="alliance", metric="SMD")
    >>> print(alt_text(draw_forest(found))[:45])
    Forest plot of 3 results, between channels, 3
    """
    if scale is not None and scale not in _SCALES:
        raise UnknownTermError(scale, _SCALES, "scale")
    with drawn_with(style):
        return _drawn(planned(found, together, scale, largest_d), ax)


@frozen(kw_only=True)
class _Columns:
    """Where the columns stand, in millimetres."""

    name: float
    size: float
    left: float
    right: float
    text: float

    @staticmethod
    def of(plan: Plan, wide: float) -> _Columns:
        size = base_size() - 0.5
        text = max(
            [
                width(f"effect [{plan.interval}]", size),
                *(width(row.text, size) for row in plan.rows),
            ]
        )
        text = min(text, 0.3 * wide)
        many = max([width("n or k", size), *(width(row.size, size) for row in plan.rows)]) + 1
        name = min(0.34 * wide, 58.0)
        left = name + many + 3.5
        return _Columns(
            name=name, size=name + many + 1, left=left, right=wide - text - 3.0, text=wide - 0.6
        )


def _drawn(plan: Plan, ax: Axes | None) -> Figure:
    wide = room(ax)
    legend = entries(plan)
    notes = wrapped(_note(plan), wide - 1, base_size() - 0.5, 5)
    foot = key_height(legend, notes, wide) + _AXIS + 1.5
    units = sum(_HEAD if row.kind == "head" else 1.0 for row in plan.rows)
    each = _PITCH if units * _PITCH + foot + _TOP <= _PAGE else _TIGHT
    canvas = Canvas.opened(min(max(units, 1) * each + _TOP, _PAGE - foot) + foot, ax)
    high = max(canvas.height - foot - _TOP, 1.0)
    spans = _spans(plan, high)
    columns = _Columns.of(plan, canvas.width)
    panel = canvas.panel(columns.left, foot, columns.right - columns.left, high)
    _dress(panel, plan, columns.right - columns.left, high)
    if not plan.rows:
        blank(panel, "no result")
    weights = _weights(plan)
    for row, (low, top) in zip(plan.rows, spans, strict=False):
        y = (low + top) / 2
        _words(canvas, row, columns, foot + y, double=top - low >= 0.85 * _PITCH)
        if row.kind == "head":
            _band(canvas, foot + low, top - low)
        elif row.drawn:
            draw_mark(panel, row, y, weights.get(row, 0.0))
    _labels(canvas, plan, columns, foot, high)
    if len(spans) < len(plan.rows):
        text = f"{counted(len(plan.rows) - len(spans), 'row')} left out. {_note(plan)}"
        notes = wrapped(text, wide - 1, base_size() - 0.5, len(notes))
    canvas.key(foot - _AXIS, legend, notes)
    return canvas.closed("Forest plot", _told(plan))


def _spans(plan: Plan, high: float) -> list[tuple[float, float]]:
    """Lower and upper end of the rows that there is room for, in millimetres over the axis."""
    units = [_HEAD if row.kind == "head" else 1.0 for row in plan.rows]
    kept = len(units)
    while kept > 1 and sum(units[:kept]) * _TIGHT > high * 1.02:
        kept -= 1
    tops = high - high * np.cumsum([0.0, *units[:kept]]) / max(sum(units[:kept]), 1e-9)
    return [(float(low), float(top)) for top, low in pairwise(tops)]


def _band(canvas: Canvas, bottom: float, high: float) -> None:
    band = Rectangle((0, bottom), canvas.width, high, facecolor=PALE, alpha=0.5, linewidth=0)
    band.set_zorder(-1)
    canvas.sheet.add_patch(band)


def _weights(plan: Plan) -> dict[Row, float]:
    """Precision of each result, as a share of the greatest."""
    wide = {row: row.high - row.low for row in plan.results if row.ranged and row.high > row.low}
    least = min(wide.values(), default=1.0)
    return {row: (least / width_) ** 2 for row, width_ in wide.items()}


def _dress(panel: Axes, plan: Plan, wide: float, high: float) -> None:
    low, top = plan.used
    panel.set_xlim(low, top)
    panel.set_ylim(0, high)
    panel.yaxis.set_visible(False)
    panel.spines["left"].set_visible(False)
    panel.xaxis.set_major_locator(
        MaxNLocator(nbins=max(2, min(6, int(wide / 12))), steps=[1, 2, 2.5, 5, 10])
    )
    panel.axvline(0, color=INK, linewidth=0.6, linestyle=(0, (1, 1.5)), zorder=1)


def _words(canvas: Canvas, row: Row, columns: _Columns, y: float, *, double: bool) -> None:
    size = base_size() - 0.5
    if row.kind == "head":
        canvas.text(0.6, y, cut(row.name, canvas.width / 2, base_size()), fontweight="bold")
        return
    indent = 1.6
    wide = columns.name - indent - 0.6
    name = row.name + ("" if row.verified else "°")
    if double:
        lift = height(size) * 0.52
        canvas.text(indent, y + lift, cut(name, wide, base_size()))
        canvas.text(indent, y - lift, cut(row.detail, wide, size), fontsize=size, color=MUTED)
    else:
        canvas.text(indent, y, cut(name, wide, size), fontsize=size)
    canvas.text(columns.size, y, row.size, ha="right", fontsize=size)
    shade = FAR if row.unbelieved else (INK if row.drawn else MUTED)
    lift = height(size) * 0.52 if double and row.origin else 0.0
    space = columns.text - columns.right - 1.2
    canvas.text(
        columns.text, y + lift, cut(row.text, space, size), ha="right", fontsize=size, color=shade
    )
    if lift:
        origin = cut(row.origin, space, size)
        canvas.text(columns.text, y - lift, origin, ha="right", fontsize=size, color=MUTED)


def _labels(canvas: Canvas, plan: Plan, columns: _Columns, foot: float, high: float) -> None:
    size = base_size() - 0.5
    top = foot + high + 2.4
    canvas.text(0.6, top, "study", fontsize=size, color=MUTED)
    canvas.text(columns.size, top, "n or k", ha="right", fontsize=size, color=MUTED)
    canvas.text(
        columns.text, top, f"effect [{plan.interval}]", ha="right", fontsize=size, color=MUTED
    )
    middle = (columns.left + columns.right) / 2
    name = "standardised difference d" if plan.scale == "d" else "correlation r"
    if width(name, size) > columns.right - columns.left:
        name = "difference d" if plan.scale == "d" else "r"
    canvas.text(
        middle,
        foot - 5.0,
        cut(name, columns.right - columns.left, size),
        ha="center",
        fontsize=size,
    )
    low, end = plan.used
    nought = columns.left + (columns.right - columns.left) * (0 - low) / (end - low)
    less, more = plan.sides
    edge = min(canvas.width - 0.6, columns.text)
    canvas.text(
        nought - 1.0, foot - 8.2, cut(f"← {less}", nought - 2, size), ha="right", fontsize=size
    )
    canvas.text(nought + 1.0, foot - 8.2, cut(f"{more} →", edge - nought - 1, size), fontsize=size)


def _note(plan: Plan) -> str:
    silent = sum(not row.drawn for row in plan.results)
    unchecked = sum(not row.verified for row in plan.results)
    text = f"{counted(len(plan.results), 'result')}. n: persons, or k studies."
    if silent:
        text += f" {silent} without an effect size: what the source says stands at the right."
    if plan.converted:
        text += f" {plan.converted} converted to {plan.scale}."
    if unchecked:
        text += f" ° {unchecked} not compared with the source."
    far = [row for row in plan.results if row.unbelieved]
    if far:
        text += f" {len(far)} off the scale: larger than is believed, and a question to its source."
    return text


def _told(plan: Plan) -> str:
    drawn = [row for row in plan.results if row.drawn]
    text = (
        f"Forest plot of {counted(len(plan.results), 'result')}, {plan.contrast}, "
        f"{len(drawn)} with an effect size on the scale of {plan.scale}."
    )
    head = ""
    for row in plan.rows:
        if row.kind == "head":
            head = f" {row.name[0].upper()}{row.name[1:]}:"
            continue
        if not row.drawn:
            continue
        text, head = text + head, ""
        text += f" {row.name} ({row.detail}): {row.text}"
        text += f" {row.origin}" if row.origin else ""
        text += ", worked out from n" if row.worked_out else ""
        text += "" if row.verified else ", not compared with its source"
        text += ", not believed and drawn at the edge." if row.unbelieved else "."
    silent = [f"{row.name} ({row.detail}): {row.text}" for row in plan.results if not row.drawn]
    if silent:
        text += f" Without an effect size: {'; '.join(silent)}."
    numbers = [row.value for row in drawn if not row.unbelieved and math.isfinite(row.value)]
    if numbers:
        low, high = rounded(float(np.min(numbers))), rounded(float(np.max(numbers)))
        text += f" Believed values from {low} to {high}."
    return text
