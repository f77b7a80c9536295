"""The network of transitions: which state leads to which, and how surely."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle, Wedge
from matplotlib.path import Path

from mediaeco.catalog import CHANNELS
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.figures.canvas import Canvas, key_height, room
from mediaeco.figures.lettering import height, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE, channel_looks
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.figures.transition_key import (
    DASHED,
    grey,
    thick,
    transition_entries,
    transition_notes,
    transition_told,
)
from mediaeco.figures.transition_plan import Edge, Plan, channel_of, interval, written
from mediaeco.kernels.array import Bools
from mediaeco.sequence import EdgeBootstrap, TransitionNetwork

__all__ = ["draw_transitions"]

_LEAST = 0.05  # of edges drawn, as a probability, or as a share of the heaviest
_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
_POINT = 25.4 / 72
_STRIP = 4.2
_APART = 0.25  # between two numbers
_SHORT = 3.0  # widths of its number that an edge must be longer than to bear it
_BEARS = 1.9  # the same, of its number with its interval, which stands nowhere else
_STRAIGHT = 0.9  # cosine from which words stand straight outward of their state


def draw_transitions(
    network: TransitionNetwork,
    *,
    bootstrap: EdgeBootstrap | None = None,
    at_least: float | None = None,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw states on a circle, and the transitions between them.

    The heavier an edge, the wider and darker; what is not sure is dashed, and under a weight stands
    its interval wherever there is room (in the width of two columns). The ring around a state
    shows the share of sequences that begin with it. Two sets of actors face one another: the
    first above, the second below (therapist and patient). Channels have their sign of all figures.

    Parameters
    ----------
    network
        A transition network.
    bootstrap
        Of the same network: edges that it does not find stable are dashed, and weights have their
        intervals. None: all are solid, and weights stand alone.
    at_least
        Weight from which on edges are drawn; the figure states it. None: 0.05 for probabilities,
        one twentieth of the heaviest for counts.
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
        Where ``at_least`` is negative, or the bootstrap is of another network.

    Examples
    --------
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.sequence import Sequences, transition_network
    >>> figure = draw_transitions(transition_network(Sequences.from_wide([["a", "b", "a"]])))
    >>> print(alt_text(figure)[:46])
    Transition network of 2 states from 1 sequence
    """
    limit = _limit(network, at_least)
    if bootstrap is not None and not np.array_equal(bootstrap.network.weights, network.weights):
        raise InvalidCaseError(
            "draw_transitions.bootstrap", "a bootstrap of this network", "one of another"
        )
    drawn = (network.weights > 0) & (network.weights >= limit)
    with drawn_with(style):
        return _drawn(network, drawn, limit, bootstrap, ax)


def _limit(network: TransitionNetwork, at_least: float | None) -> float:
    if at_least is None:
        return _LEAST * (
            1.0 if network.kind == "relative" else float(network.weights.max(initial=0.0))
        )
    if not at_least >= 0:
        raise InvalidCaseError(
            "draw_transitions.at_least", "a weight of at least 0", shown(at_least)
        )
    return float(at_least)


def _drawn(
    network: TransitionNetwork,
    drawn: Bools,
    limit: float,
    bootstrap: EdgeBootstrap | None,
    ax: Axes | None,
) -> Figure:
    wide = room(ax)
    plan = Plan.of(network, drawn, wide, bootstrap=bootstrap)
    unseen = tuple(name for k, name in enumerate(network.alphabet) if k not in plan.states)
    text = transition_notes(network, drawn, limit, bootstrap, unseen)
    if plan.ranged is not None and plan.edges:
        text += f" Ranges: {100 * plan.ranged.level:g} % intervals."
    notes = wrapped(text, wide - 1, base_size() - 0.5, 4)
    entries = transition_entries(network, plan, bootstrap)
    foot = key_height(entries, notes, wide) + 1.5
    strip = _STRIP if plan.sets and plan.states else 0.0
    canvas = Canvas.opened(foot + plan.above + plan.below + 2 * strip + 2.0, ax)
    if ax is not None:
        high = max(canvas.height - foot - 2 * strip, 16.0)
        plan = Plan.of(network, drawn, wide, high, bootstrap=bootstrap)
    spare = canvas.height - foot - 2 * strip - plan.above - plan.below
    middle = (wide / 2, foot + strip + spare / 2 + plan.below)
    if not plan.states:
        canvas.text(*middle, "no state recorded", ha="center", color=MUTED)
    most = plan.edges[-1].weight if plan.edges else 1.0
    for edge in plan.edges:
        share = edge.weight / most
        line = thick(share, plan.scale)
        _edge(canvas, edge, middle, line, share, sure=_sure(plan, edge, bootstrap))
    for place, state in enumerate(plan.states):
        _state(canvas, network, plan, place, state, middle)
    _sides(canvas, network, plan, middle)
    _numbers(canvas, network, plan, middle)
    canvas.key(foot - 1.0, entries, notes)
    told = transition_told(network, drawn, limit, bootstrap)
    return canvas.closed("Transition network", told)


def _sure(plan: Plan, edge: Edge, bootstrap: EdgeBootstrap | None) -> bool:
    ends = plan.states[edge.source], plan.states[edge.target]
    return bootstrap is None or bool(bootstrap.stable[ends])


def _edge(
    canvas: Canvas,
    edge: Edge,
    middle: tuple[float, float],
    line: float,
    share: float,
    *,
    sure: bool,
) -> None:
    """Draw the way of an edge, and its head."""
    points = edge.points + middle
    long, half = 1.15 + 1.1 * line * _POINT, 0.5 + 0.85 * line * _POINT
    left = np.hypot(*(points - points[-1]).T)
    neck = int(np.flatnonzero(left >= min(long, left.max()))[-1])
    tip, base = points[-1], points[neck]
    along = (tip - base) / max(float(np.hypot(*(tip - base))), 1e-9)
    across = np.array([-along[1], along[0]]) * half
    color = grey(share)
    canvas.sheet.add_patch(
        PathPatch(
            Path(points[: neck + 1]),
            facecolor="none",
            edgecolor=color,
            linewidth=line,
            linestyle="-" if sure else DASHED,
            capstyle="butt",
            joinstyle="round",
            zorder=1 + share,
        )
    )
    canvas.sheet.add_patch(
        Polygon([tip, base + across, base - across], facecolor=color, linewidth=0, zorder=1 + share)
    )


def _state(
    canvas: Canvas,
    network: TransitionNetwork,
    plan: Plan,
    place: int,
    state: int,
    middle: tuple[float, float],
) -> None:
    x, y = plan.x[place] + middle[0], plan.y[place] + middle[1]
    share = float(np.nan_to_num(network.initial[state]))
    ring = 0.24 * plan.node
    add = canvas.sheet.add_patch
    add(Circle((x, y), plan.node + 0.35, facecolor="#FFFFFF", linewidth=0, zorder=3))
    add(Wedge((x, y), plan.node, 0, 360, width=ring, facecolor="#DADADA", linewidth=0, zorder=4))
    if share > 0:
        add(
            Wedge(
                (x, y),
                plan.node,
                90 - 360 * share,
                90,
                width=ring,
                facecolor=INK,
                linewidth=0,
                zorder=4,
            )
        )
    first = network.sets is not None and network.sets[state] == 0
    face = PALE if network.sets is None else INK if first else "#FFFFFF"
    channel = channel_of(network, state)
    if channel in CHANNELS:
        face = "#FFFFFF"  # on which its sign can be told
    inner = plan.node - 1.5 * ring
    add(
        Circle(
            (x, y),
            inner,
            facecolor=face,
            edgecolor=INK,
            linewidth=0.4,
            zorder=4,
        )
    )
    if channel in CHANNELS:
        _sign(canvas, x, y, channel, inner)
    _words(canvas, plan, place, middle)


def _sign(canvas: Canvas, x: float, y: float, channel: str, inner: float) -> None:
    (look,) = channel_looks([channel])
    canvas.sheet.plot(
        [x],
        [y],
        marker=look.marker,
        markersize=inner * 0.95 / _POINT,
        color=look.color,
        markeredgewidth=0,
        zorder=6,
        scalex=False,
        scaley=False,
    )


def _words(canvas: Canvas, plan: Plan, place: int, middle: tuple[float, float]) -> None:
    """Write a state's name and numbers, with a thin line where they stand away from it."""
    block, size = plan.blocks[place], base_size()
    x, y = block.x + middle[0], block.y + middle[1]
    side = "left" if block.right else "right"
    top = y + block.high / 2
    used = canvas.lines(x, top, block.names, ha=side)
    if block.numbers:
        canvas.lines(x, top - used, [block.numbers], ha=side, color=MUTED, fontsize=size - 1)
    dx, dy = block.x - block.anchor[0], block.y - block.anchor[1]
    far, out = math.hypot(dx, dy), math.hypot(*block.anchor)
    straight = dx * block.anchor[0] + dy * block.anchor[1] > _STRAIGHT * far * out
    if far > plan.node + 4.5 and not straight:
        rim = (plan.node + 0.6) / far
        start = (block.anchor[0] + rim * dx + middle[0], block.anchor[1] + rim * dy + middle[1])
        canvas.sheet.plot(
            [start[0], x - (0.5 if block.right else -0.5)],
            [start[1], y],
            color="#BBBBBB",
            linewidth=0.35,
            zorder=0.5,
            scalex=False,
            scaley=False,
        )


def _sides(
    canvas: Canvas, network: TransitionNetwork, plan: Plan, middle: tuple[float, float]
) -> None:
    """Name the two sets of actors, above and below."""
    if not (plan.sets and plan.states):
        return
    above, below = plan.above + _STRIP / 2, -plan.below - _STRIP / 2
    for name, y in zip(network.set_names[:2], (above, below), strict=True):
        canvas.text(middle[0], middle[1] + y, name, ha="center", weight="bold")


def _numbers(
    canvas: Canvas, network: TransitionNetwork, plan: Plan, middle: tuple[float, float]
) -> None:
    """Write weights beside edges, the heaviest first, wherever there is room.

    Where there is none for a weight with its interval, the weight stands alone.
    """
    size = base_size() - 1.5
    reach = plan.node + 0.4
    taken = [block.box for block in plan.blocks]
    taken += [
        (x - reach, y - reach, x + reach, y + reach)
        for x, y in zip(plan.x.tolist(), plan.y.tolist(), strict=True)
    ]
    for edge in reversed(plan.edges):
        if edge.source == edge.target:
            continue  # its number stands with the state's name
        text = written(edge.weight, network.kind)
        ends = interval(plan.ranged, plan.states[edge.source], plan.states[edge.target])
        box = None
        for lines in ([text, ends], [text]) if ends else ([text],):
            wide = max(width(line, size) for line in lines) + 0.5
            if len(lines) > 1 and _long(edge) < _BEARS * wide:
                continue
            short = _BEARS if len(lines) > 1 else _SHORT
            box = _free(edge, wide, height(size, len(lines)) * 0.82, taken, short)
            if box is not None:
                _written(canvas, box, middle, lines, size)
                taken.append(box)
                break


def _written(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    middle: tuple[float, float],
    lines: list[str],
    size: float,
) -> None:
    """Write lines into a place from the middle, on white."""
    x, y = box[0] + middle[0], box[1] + middle[1]
    wide, high = box[2] - box[0], box[3] - box[1]
    canvas.sheet.add_patch(
        Rectangle((x, y), wide, high, facecolor="#FFFFFF", linewidth=0, zorder=2.5)
    )
    for k, line in enumerate(lines):
        canvas.text(
            x + wide / 2,
            y + high * (1 - (k + 0.5) / len(lines)),
            line,
            ha="center",
            fontsize=size,
            zorder=2.6,
            color=MUTED if k else INK,
        )


def _long(edge: Edge) -> float:
    """How far apart the ends of an edge are."""
    return max(float(np.hypot(*(edge.points[-1] - edge.points[0]))), 1e-9)


def _free(
    edge: Edge,
    wide: float,
    high: float,
    taken: list[tuple[float, float, float, float]],
    short: float,
) -> tuple[float, float, float, float] | None:
    """A place on the way of an edge where nothing is written yet."""
    others = np.array(taken)
    along, long = edge.points[-1] - edge.points[0], _long(edge)
    sideways = np.array([-along[1], along[0]]) / long
    # Upon a short edge a number would hide it, so there it stands beside.
    beside = (0.0,) if long > short * wide else (-0.6 * wide, 0.6 * wide)
    for share, off in product(_PLACES, beside):
        x, y = (edge.points[int(share * (len(edge.points) - 1))] + off * sideways).tolist()
        box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        across = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
        upward = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
        if not ((across > -_APART) & (upward > -_APART)).any():
            return box
    return None
