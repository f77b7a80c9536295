"""Which channel shaped which element: how much was used, and what a contact did."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.figures.attribution_field import draw_field, draw_formed
from mediaeco.figures.attribution_key import (
    attribution_entries,
    attribution_note,
    attribution_told,
)
from mediaeco.figures.attribution_margin import draw_effect, draw_share, draw_use, draw_worth
from mediaeco.figures.attribution_parts import Parts
from mediaeco.figures.canvas import Canvas, key_height, room
from mediaeco.figures.lettering import cut, height, width, wrapped
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.forming import Attribution, AttributionIntervals, ChannelShapley

__all__ = ["draw_attribution"]

_ROW = 6.0
_BARS = 13.0  # millimetres of the bars beneath the field
_GAP = 2.6
_SIDES = {2: 0.15, 3: 0.115, 4: 0.095}  # width of each panel beside, by how many there are


def draw_attribution(
    eco: Ecosystem,
    attribution: Attribution,
    *,
    shapley: ChannelShapley | None = None,
    intervals: AttributionIntervals | None = None,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw the part of each group in each element, and tell use and effect apart.

    The field shows each group's share of what was formed of an element; hatched where nothing
    was and a share is not defined. Beneath stands how much was formed at all. At the right stand
    the contacts of each group (how much it was used) beside what one contact did (its effect,
    against the rate of the record without the group), because a share alone credits what is
    frequent.

    Parameters
    ----------
    eco
        The case or cohort that the attribution is of.
    attribution
        What `mediaeco.forming.attribution` found in it.
    shapley
        Shapley values of the channels, drawn beside, with their error where they were sampled;
        only where ``attribution`` is by channel.
    intervals
        What `mediaeco.forming.attribution_interval` found in the same cases: the share of each
        group in the whole is drawn beside, and it and the effect get their intervals.
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
        Where the intervals are of another attribution.

    Examples
    --------
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.forming import attribution
    >>> from mediaeco.io.example import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> figure = draw_attribution(eco, attribution(eco))
    >>> print(alt_text(figure)[:47])
    Attribution of formation by channel in case fir
    """
    if intervals is not None and not _same(intervals.parts, attribution):
        raise InvalidCaseError(
            "draw_attribution.intervals", "intervals of this attribution", "those of another"
        )
    with drawn_with(style):
        return _drawn(Parts.of(eco, attribution, shapley, intervals), ax)


def _same(one: Attribution, other: Attribution) -> bool:
    return (one.by, one.groups, one.elements) == (other.by, other.groups, other.elements) and (
        np.array_equal(one.contribution, other.contribution, equal_nan=True)
    )


@frozen(kw_only=True)
class _Plan:
    """Places in millimetres, and the names of the elements as they fit."""

    left: float
    field: float
    margins: int
    side: float
    pitch: float
    turned: bool
    labels: list[str]
    label: float
    title: str
    head: float

    @staticmethod
    def of(found: Parts, wide: float) -> _Plan:
        size = base_size()
        widest = max((width(name, size) for name in found.names), default=0.0)
        left = min(max(widest + 6.0, 16.0), 0.25 * wide)
        margins = len(_margins(found))
        side = min(_SIDES[margins] * wide, 24.0 if margins == 2 else 20.0)
        field = wide - left - margins * (side + _GAP) - 3.0
        pitch = field / max(len(found.elements), 1)
        turned, labels = _labels(found, pitch)
        label = (
            max((width(line, size - 0.5) for line in labels), default=0.0) + 1.5
            if turned
            else height(size - 0.5, max((len(text.split("\n")) for text in labels), default=1))
            + 1.0
        )
        title = f"share of each {found.parts.by} in what was formed of an element, %"
        lines = len(wrapped(title, field, size - 0.5, 3))
        return _Plan(
            left=left,
            field=field,
            margins=margins,
            side=side,
            pitch=pitch,
            turned=turned,
            labels=labels,
            label=label,
            title=title,
            head=height(size - 0.5, max(lines, 2)) + 1.5,
        )


def _drawn(found: Parts, ax: Axes | None) -> Figure:
    wide = room(ax)
    rows, columns = found.parts.share.shape
    plan = _Plan.of(found, wide)
    entries = attribution_entries(found)
    notes = wrapped(attribution_note(found), wide - 1, base_size() - 0.5, 5)
    foot = key_height(entries, notes, wide) + 2.5
    under = plan.label + _BARS + 2.5
    canvas = Canvas.opened(foot + under + _ROW * max(rows, 1) + plan.head, ax)
    high = max(canvas.height - foot - under - plan.head, 2.0 * max(rows, 1))
    base = foot + under
    panel = canvas.panel(plan.left, base, plan.field, high)
    draw_field(panel, found, plan.pitch, high / max(rows, 1))
    _titles(canvas, plan.left + plan.field / 2, base + high + 1.0, plan.field, plan.title)
    _groups(canvas, found, plan, base, high)
    x = plan.left + plan.field + _GAP
    for draw in _margins(found):
        named = draw(canvas.panel(x, base, plan.side, high), found)
        _titles(canvas, x + plan.side / 2, base + high + 1.0, plan.side, named)
        x += plan.side + _GAP
    if columns:
        _elements(canvas, found, plan, foot)
    canvas.key(foot - 1.0, entries, notes)
    subject = f"Attribution of formation by {found.parts.by} in {found.of_what}"
    return canvas.closed(subject, attribution_told(found))


def _margins(found: Parts) -> list[Callable[[Axes, Parts], str]]:
    """Panels beside the field, from left to right."""
    share = [draw_share] if found.sure is not None else []
    worth = [draw_worth] if found.shapley is not None else []
    return [draw_use, *share, draw_effect, *worth]


def _groups(canvas: Canvas, found: Parts, plan: _Plan, base: float, high: float) -> None:
    """Name the rows."""
    for row, name in enumerate(found.names):
        y = base + high * (1 - (row + 0.5) / len(found.names))
        x = 0.5
        if found.looks is not None:
            canvas.channel(2.0, y, found.looks[row])
            x = 4.0
        canvas.name(x, y, name, plan.left - x - 1.2)


def _elements(canvas: Canvas, found: Parts, plan: _Plan, foot: float) -> None:
    """Draw how much was formed of each element, and name the columns."""
    size = base_size() - 0.5
    draw_formed(canvas.panel(plan.left, foot + plan.label, plan.field, _BARS - 1.0), found)
    words = wrapped("formed, H at the end", plan.left - 7.0, size, 3)
    middle = foot + plan.label + _BARS / 2
    canvas.lines(0.5, middle + height(size, len(words)) / 2, words, fontsize=size)
    for column, text in enumerate(plan.labels):
        canvas.text(
            plan.left + plan.pitch * (column + 0.5),
            foot + plan.label - 0.8,
            text,
            fontsize=size,
            rotation=90 if plan.turned else 0,
            ha="center",
            va="top",
            linespacing=1.05,
        )


def _labels(found: Parts, pitch: float) -> tuple[bool, list[str]]:
    size = base_size() - 0.5
    if all(width(word, size) <= pitch - 0.8 for name in found.elements for word in name.split()):
        return False, ["\n".join(wrapped(name, pitch - 0.8, size, 4)) for name in found.elements]
    return True, [cut(name, 32.0, size) for name in found.elements]


def _titles(canvas: Canvas, middle: float, low: float, room_: float, text: str) -> None:
    size = base_size() - 0.5
    lines = wrapped(text, room_, size, 3)
    canvas.lines(middle, low + height(size, len(lines)), lines, fontsize=size, ha="center")
