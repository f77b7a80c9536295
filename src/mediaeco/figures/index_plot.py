"""Sequences one under the other, each a bar of its states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from mediaeco.errors import UnknownTermError
from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.lettering import counted, cut, rounded, width, wrapped
from mediaeco.figures.palette import MUTED, PALE
from mediaeco.figures.state import (
    StateLook,
    position_axis,
    state_entry,
    state_looks,
    state_names,
)
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats, Ints
from mediaeco.sequence import Sequences, frequent_sequences, spells

__all__ = ["draw_sequences"]

Order = Literal["start", "end", "given"]

_RIGHT = 3.0
_TOP = 2.5
_AXIS = 7.5
_ROW = 4.0  # millimetres that a row is high, where there are few
_NAMED = 2.6  # millimetres that a row must be high for its name to stand beside it
_LEAST, _MOST = 18.0, 95.0  # millimetres that all rows are high


def draw_sequences(
    sequences: Sequences,
    *,
    names: Mapping[str, str] | None = None,
    positions: Sequence[str] | None = None,
    order: Order = "start",
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw every sequence as a bar of its states, one under the other.

    A bar is as high as its sequence weighs; without weights all are alike. Missing places are pale;
    beyond its end a sequence is blank.

    Parameters
    ----------
    sequences
        The sequences.
    names
        Names of states for people, by state; a state's own word where there is none.
    positions
        Names of the positions; None: counted from 1.
    order
        From above: sorted by their states from the ``start`` on, or from the ``end`` back, or as
        ``given`` (weeks of a case in their order).
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
    UnknownTermError
        Where ``order`` is none of these.
    ValueError
        Where ``positions`` are not as many as the longest sequence has.

    Examples
    --------
    >>> from mediaeco.figures.canvas import alt_text
    >>> weeks = Sequences.from_wide([["email", "phone"], ["phone", "phone"]])
    >>> print(alt_text(draw_sequences(weeks))[:51])
    n = 2 sequences of 2 positions at most, in 2 states
    """
    if order not in get_args(Order):
        raise UnknownTermError(order, get_args(Order), "order")
    count = int(sequences.lengths.max(initial=0))
    if positions is not None and len(positions) != count:
        raise ValueError(f"draw_sequences.positions: expected {count}; got {len(positions)}.")
    with drawn_with(style):
        return _drawn(_Rows.of(sequences, names, order), positions, ax)


@frozen(kw_only=True, eq=False)
class _Rows:
    """The sequences in the order of their rows, from above."""

    sequences: Sequences
    order: Order
    names: tuple[str, ...]
    looks: tuple[StateLook, ...]
    used: Ints
    longest: int
    top: Floats  # upper edge of each row, from 0 down to minus the whole weight
    low: Floats

    @staticmethod
    def of(given: Sequences, names: Mapping[str, str] | None, order: Order) -> _Rows:
        rows = given if order == "given" else given.take(_sorted(given, order))
        high = rows.weight
        ends = -np.cumsum(high)
        return _Rows(
            sequences=rows,
            order=order,
            names=state_names(given.alphabet, names),
            looks=state_looks(given.alphabet),
            used=np.unique(rows.codes[rows.codes >= 0]),
            longest=int(rows.lengths.max(initial=0)),
            top=ends + high,
            low=ends,
        )

    @property
    def gaps(self) -> bool:
        """Whether places inside are missing."""
        return bool((self.sequences.codes < 0).any())


def _sorted(given: Sequences, order: Order) -> Ints:
    """Rows sorted by state, place by place; ended or missing places come last."""
    wide = given.to_wide()
    if order == "end":
        # Sequences end at different places: each is read back from its own end.
        back = given.lengths[:, None] - 1 - np.arange(wide.shape[1])
        wide = np.where(back >= 0, np.take_along_axis(wide, np.maximum(back, 0), axis=1), -1)
    keys = np.where(wide < 0, len(given.alphabet), wide).T[::-1]
    return np.lexsort(keys) if len(keys) else np.arange(len(given))


def _drawn(rows: _Rows, positions: Sequence[str] | None, ax: Axes | None) -> Figure:
    wide = room(ax)
    entries = _entries(rows)
    notes = wrapped(_note(rows), wide - 1, base_size() - 0.5, 3)
    foot = key_height(entries, notes, wide) + _AXIS + 1.5
    count = len(rows.sequences)
    high = min(max(count * _ROW, _LEAST), _MOST)
    canvas = Canvas.opened(foot + high + _TOP, ax)
    high = max(canvas.height - foot - _TOP, 1.0)
    size = base_size() - 0.5
    named = count > 0 and high / count >= _NAMED and rows.sequences.weights is None
    longest = max((width(name, size) for name in rows.sequences.ids), default=0.0) if named else 0
    left = min(max(longest + 2.5, 8.0), wide / 4) if named else 9.0
    across = canvas.width - left - _RIGHT
    panel = canvas.panel(left, foot, across, high)
    position_axis(panel, rows.longest, positions, across)
    panel.set_yticks([])
    if rows.longest == 0 or rows.low[-1] == 0:
        blank(panel, "no state recorded")
    else:
        panel.set_ylim(float(rows.low[-1]), 0)
        _bars(panel, rows, high / count)
    if named:
        for k, name in enumerate(rows.sequences.ids):
            y = foot + high * (1 - (k + 0.5) / count)
            canvas.text(left - 1.5, y, cut(name, left - 2.0, size), ha="right", fontsize=size)
    else:
        label = f"sequences (n = {count:,})"
        label = label if width(label, base_size()) <= high else f"n = {count:,}"
        canvas.text(4.5, foot + high / 2, cut(label, high, base_size()), rotation=90, ha="center")
    canvas.text(left + across / 2, foot - 5.2, "position", ha="center")
    canvas.key(foot - _AXIS, entries, notes)
    return canvas.closed("Sequences", _told(rows))


def _bars(panel: Axes, rows: _Rows, pitch: float) -> None:
    sequences = rows.sequences
    found = spells(sequences)
    lift = 0.08 if pitch >= 1.0 else 0.0  # bars keep apart where there is room between them
    space = (rows.top - rows.low) * lift
    top, low = rows.top - space, rows.low + space
    missing = np.flatnonzero(sequences.codes < 0)
    where = sequences.of[missing]
    start = missing - sequences.offsets[:-1][where]
    _fill(panel, start, start + 1, low[where], top[where], StateLook(color=PALE))
    for code in rows.used.tolist():
        of = found.code == code
        row, begin = found.of[of], found.start[of]
        end = begin + found.length[of]
        look = rows.looks[code]
        _fill(panel, begin, end, low[row], top[row], look)
        if look.marker and pitch >= _NAMED:
            # One marker a spell, where it begins: in grey it tells the states apart.
            mark(
                panel,
                begin + 0.5,
                (low[row] + top[row]) / 2,
                look.marker,
                size=2.8,
                markerfacecolor="#FFFFFF",
                markeredgewidth=0.35,
            )


def _fill(panel: Axes, begin: Ints, end: Ints, low: Floats, top: Floats, look: StateLook) -> None:
    corners = np.stack([begin, low, begin, top, end, top, end, low], axis=-1)
    panel.add_collection(
        PolyCollection(
            list(corners.reshape(-1, 4, 2).astype(np.float64)),
            facecolor=look.color,
            edgecolor=MUTED if look.hatch else look.color,
            hatch=look.hatch or None,
            # A hair of its own colour closes the seams that viewers draw between bars.
            linewidth=0.15,
        ),
        autolim=False,
    )


def _entries(rows: _Rows) -> list[Entry]:
    entries = [state_entry(rows.names[code], rows.looks[code]) for code in rows.used.tolist()]
    if rows.gaps:
        entries.append(Entry.patch("missing", facecolor=PALE))
    return entries


_ORDERS = {
    "start": "sorted by state from the start on",
    "end": "sorted by state from the end back",
    "given": "in the order given",
}


def _sample(rows: _Rows) -> str:
    count = len(rows.sequences)
    text = f"n = {counted(count, 'sequence')}"
    if rows.sequences.weights is not None:
        total = float(rows.sequences.weight.sum())
        text += f", weighted (the weights add up to {rounded(total, 1)})"
    return text


def _note(rows: _Rows) -> str:
    text = f"{_sample(rows)}, {_ORDERS[rows.order]}."
    if rows.sequences.weights is not None:
        text += " A bar is as high as its sequence weighs."
    return text


def _told(rows: _Rows) -> str:
    text = (
        f"{_sample(rows)} of {counted(rows.longest, 'position')} at most, in "
        f"{counted(len(rows.used), 'state')}, {_ORDERS[rows.order]}."
    )
    if len(rows.sequences) and rows.longest:
        found = frequent_sequences(rows.sequences, most=3)
        text += f" {counted(found.distinct, 'distinct sequence')}; the most frequent:"
        listed = [
            f"{cut(text_, 60, base_size()) or 'one without states'} "
            f"({rounded(100 * float(share), 1)}%)"
            for text_, share in zip(found.text, found.share, strict=True)
            if not np.isnan(share)
        ]
        text += f" {', '.join(listed) or 'not defined'}."
    return text
