"""States over positions: what share of the sequences is in each, and how mixed they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.lettering import counted, rounded, wrapped
from mediaeco.figures.palette import INK, MUTED
from mediaeco.figures.state import (
    StateLook,
    position_axis,
    state_entry,
    state_looks,
    state_names,
)
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats, Ints
from mediaeco.sequence import StateDistribution

__all__ = ["draw_distribution"]

_LEFT = 10.5
_RIGHT = 3.0
_TOP = 2.5
_AXIS = 7.5
_GAP = 2.6
_STACK = 42.0  # millimetres that each panel is high
_ENTROPY = 13.0
_COUNT = 8.0
_APART = 24.0  # millimetres between the markers of one state
_HANDFUL = 5
_THICK = 3.0  # millimetres that a band must be high to bear a marker


def draw_distribution(
    distribution: StateDistribution,
    *,
    names: Mapping[str, str] | None = None,
    positions: Sequence[str] | None = None,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw what share of the sequences is in each state, position by position.

    The shares are stacked in the order of the alphabet, from below; beneath them stands how mixed
    each position is (transversal entropy), and how many sequences are left, where they differ in
    length. Where fewer than five are left of more, colours are paler.

    Parameters
    ----------
    distribution
        What `mediaeco.sequence.state_distribution` found.
    names
        Names of states for people, by state; a state's own word where there is none.
    positions
        Names of the positions; None: counted from 1.
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
    ValueError
        Where ``positions`` are not as many as there are positions.

    Examples
    --------
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.sequence import Sequences, state_distribution
    >>> weeks = Sequences.from_wide([["email", "phone"], ["phone", "phone"]])
    >>> print(alt_text(draw_distribution(state_distribution(weeks)))[:57])
    Shares of 2 states over 2 positions in n = 2 sequences. A
    """
    count = len(distribution.position)
    if positions is not None and len(positions) != count:
        raise ValueError(f"draw_distribution.positions: expected {count}; got {len(positions)}.")
    with drawn_with(style):
        return _drawn(_Stack.of(distribution, names), positions, ax)


@frozen(kw_only=True, eq=False)
class _Stack:
    """The states that occur."""

    found: StateDistribution
    names: tuple[str, ...]
    looks: tuple[StateLook, ...]
    share: Floats  # positions, states that occur
    overall: Floats
    unused: tuple[str, ...]

    @staticmethod
    def of(found: StateDistribution, names: Mapping[str, str] | None) -> _Stack:
        told = state_names(found.alphabet, names)
        looks = state_looks(found.alphabet)
        used = np.flatnonzero(np.nan_to_num(found.overall) > 0).tolist()
        return _Stack(
            found=found,
            names=tuple(told[k] for k in used),
            looks=tuple(looks[k] for k in used),
            share=found.share[:, used],
            overall=found.overall[used],
            unused=tuple(name for k, name in enumerate(told) if k not in used),
        )

    @property
    def few(self) -> Ints:
        """1 at positions where fewer sequences are known than shares should be made of."""
        few = (self.found.count < _HANDFUL) & (self.found.sequences >= _HANDFUL)
        return few.astype(np.int64)

    @property
    def uneven(self) -> bool:
        """Whether sequences differ in length, or have gaps."""
        return len(set(self.found.count.tolist())) > 1


def _drawn(stack: _Stack, positions: Sequence[str] | None, ax: Axes | None) -> Figure:
    wide = room(ax)
    entries = _entries(stack)
    notes = wrapped(_note(stack), wide - 1, base_size() - 0.5, 3)
    foot = key_height(entries, notes, wide) + _AXIS + 1.5
    heights = [_COUNT] * stack.uneven + [_ENTROPY, _STACK]
    canvas = Canvas.opened(foot + sum(heights) + _GAP * (len(heights) - 1) + _TOP, ax)
    # Where somebody else sets the height, the panels share what there is.
    shrink = (canvas.height - foot - _TOP - _GAP * (len(heights) - 1)) / sum(heights)
    heights = [max(high * shrink, 1.0) for high in heights]
    across = canvas.width - _LEFT - _RIGHT
    y, panels = foot, []
    for high in heights:
        panels.append(canvas.panel(_LEFT, y, across, high))
        y += high + _GAP
    count = len(stack.found.position)
    for place, panel in enumerate(panels):
        position_axis(panel, count, positions, across)
        panel.tick_params(labelbottom=place == 0)
    if stack.names:
        _stacked(panels[-1], stack, across, heights[-1])
        _few(panels[-1], stack)
        _mixed(panels[-2], stack)
    else:
        blank(panels[-1], "no state recorded")
    _scales(canvas, panels, heights, foot)
    if stack.uneven:
        _left(panels[0], stack)
    canvas.text(_LEFT + across / 2, foot - 5.2, "position", ha="center")
    canvas.key(foot - _AXIS, entries, notes)
    return canvas.closed("State distribution", _told(stack))


def _scales(canvas: Canvas, panels: list[Axes], heights: list[float], foot: float) -> None:
    """Set and name the vertical axes."""
    labels = ["share", "entropy"] if len(panels) == 2 else ["share", "entropy", "n"]
    y = foot
    for panel, high, label in zip(panels, heights, reversed(labels), strict=True):
        if label == "share":
            panel.set_ylim(0, 1)
            panel.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
        elif label == "entropy":
            panel.set_ylim(0, 1)
            panel.set_yticks([0, 1])
        canvas.text(1.6, y + high / 2, label, rotation=90, ha="center")
        y += high + _GAP


def _stacked(panel: Axes, stack: _Stack, across: float, high: float) -> None:
    count = len(stack.share)
    edges = np.arange(count + 1)
    tops = np.cumsum(stack.share, axis=1)
    lows = tops - stack.share
    for k, look in enumerate(stack.looks):
        low, top = (np.append(of[:, k], of[-1:, k]) for of in (lows, tops))
        panel.fill_between(
            edges,
            low,
            top,
            step="post",
            facecolor=look.color,
            edgecolor="#FFFFFF" if not look.hatch else MUTED,
            hatch=look.hatch or None,
            linewidth=0.25,
        )
        if not look.marker:
            continue
        thick = np.nan_to_num(stack.share[:, k]) * high
        for place in _spots(thick, count / across * _APART):
            middle = float(lows[place, k] + tops[place, k]) / 2
            mark(
                panel,
                place + 0.5,
                middle,
                look.marker,
                size=3.4,
                markerfacecolor="#FFFFFF",
                markeredgewidth=0.4,
            )


def _few(panel: Axes, stack: _Stack) -> None:
    """Let shares of a handful of sequences look paler than those of many."""
    few = np.concatenate(([0], stack.few, [0]))
    for begin, end in np.flatnonzero(np.diff(few)).reshape(-1, 2).tolist():
        panel.axvspan(begin, end, color="#FFFFFF", alpha=0.55, linewidth=0)


def _spots(thick: Floats, apart: float) -> list[int]:
    """Positions at which a band is marked: where it is thickest, then others, never too near."""
    spots: list[int] = []
    for place in np.argsort(-thick, kind="stable").tolist():
        if thick[place] < _THICK:
            break
        if all(abs(place - other) >= apart for other in spots):
            spots.append(place)
    return spots


def _mixed(panel: Axes, stack: _Stack) -> None:
    entropy = stack.found.entropy
    steps = np.append(entropy, entropy[-1:])
    panel.step(np.arange(len(steps)), steps, where="post", color=INK, linewidth=0.8)


def _left(panel: Axes, stack: _Stack) -> None:
    """How many sequences are known at each position."""
    count = stack.found.count
    steps = np.append(count, count[-1:])
    panel.fill_between(
        np.arange(len(steps)), 0, steps, step="post", facecolor="#D6D6D6", linewidth=0
    )
    most = int(count.max())
    panel.set_ylim(0, most * 1.05)
    panel.set_yticks([0, most], ["0", f"{most:,}"])


def _entries(stack: _Stack) -> list[Entry]:
    return [
        state_entry(f"{name} ({round(100 * float(share))}%)", look)
        for name, look, share in zip(stack.names, stack.looks, stack.overall, strict=True)
    ]


def _sample(stack: _Stack) -> str:
    found = stack.found
    text = f"n = {counted(found.sequences, 'sequence')}"
    if found.weighted and len(found.weight):
        text += f", weighted ({rounded(float(found.weight[0]), 1)} at the first position)"
    return text


def _note(stack: _Stack) -> str:
    text = f"{_sample(stack)}. In brackets: share of all places."
    text += " Entropy: 0 all in one state, 1 all states alike."
    if stack.uneven:
        text += " n: sequences whose state is known."
    if stack.few.any():
        text += f" Paler: fewer than {_HANDFUL} of them."
    if stack.unused:
        text += f" Never: {', '.join(stack.unused)}."
    return text


def _told(stack: _Stack) -> str:
    found = stack.found
    count = len(found.position)
    text = (
        f"Shares of {counted(len(stack.names), 'state')} over "
        f"{counted(count, 'position')} in {_sample(stack)}."
    )
    if stack.names:
        ends = [0] if count == 1 else [0, count - 1]
        for place in ends:
            known = counted(int(found.count[place]), "sequence")
            shares = ", ".join(
                f"{name} {rounded(100 * float(share), 1)}%"
                if not np.isnan(share)
                else f"{name} not defined"
                for name, share in zip(stack.names, stack.share[place], strict=True)
            )
            text += f" At position {place + 1} ({known} known): {shares}."
        if not np.isnan(found.entropy).all():
            top = int(np.nanargmax(found.entropy))
            text += (
                f" Entropy is highest at position {top + 1}: "
                f"{rounded(float(found.entropy[top]))}; over all places it is "
                f"{rounded(found.overall_entropy)}."
            )
    if stack.unused:
        text += f" Never: {', '.join(stack.unused)}."
    return text
