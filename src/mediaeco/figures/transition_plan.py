"""Where states, edges and words of a transition network stand: geometry alone, in millimetres."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen

from mediaeco.catalog import CHANNELS
from mediaeco.figures.lettering import height, width, wrapped
from mediaeco.figures.style import base_size
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.sequence import EdgeBootstrap, TransitionNetwork

__all__ = ["Block", "Edge", "Plan", "channel_of", "interval", "written"]

_WIDEST = 40.0  # radius of the circle of states, at most
_NODE = 3.3  # radius of a state, at most
_GAP = 0.7
_WIDE = 110.0  # from which width on there is room for intervals
_BENDS = (0.22, 0.04)  # how far edges swerve, clockwise and not, as shares of their length
_STEPS = 41


@frozen(kw_only=True, eq=False)
class Block:
    """The words of a state: its name, and a line of numbers."""

    x: float
    y: float
    right: bool
    names: tuple[str, ...]
    numbers: str
    high: float
    wide: float
    anchor: tuple[float, float]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        left = self.x if self.right else self.x - self.wide
        return left, self.y - self.high / 2, left + self.wide, self.y + self.high / 2


@frozen(kw_only=True, eq=False)
class Edge:
    """An edge as points along its way, from the rim of one state to that of another."""

    source: int
    target: int
    weight: float
    points: Floats


@frozen(kw_only=True, eq=False)
class Plan:
    """Places around the middle of the drawing."""

    states: tuple[int, ...]
    x: Floats
    y: Floats
    node: float
    blocks: tuple[Block, ...]
    edges: tuple[Edge, ...]
    above: float  # from the middle to the upper end
    below: float  # from the middle to the lower end
    scale: float  # of the width of edges: less where there is little room
    sets: bool  # the first set of actors above, the second below
    ranged: EdgeBootstrap | None  # whose intervals are written; None: none are
    signs: bool  # every state is a channel that has a sign of its own

    @staticmethod
    def of(
        network: TransitionNetwork,
        drawn: Bools,
        wide: float,
        high: float | None = None,
        *,
        bootstrap: EdgeBootstrap | None = None,
    ) -> Plan:
        """Lay out the states that occur and the edges to be drawn, in this width (and height)."""
        there = np.flatnonzero(_occurs(network))
        bootstrap = bootstrap if wide >= _WIDE else None
        angle = _angles(network, there)
        words = [_words(network, int(k), wide, bootstrap) for k in there]
        side = max((_wide(*one) for one in words), default=0.0)
        count = max(len(there), 1)
        loops = bool(np.diag(drawn)[there].any()) if len(there) else False
        radius, node = _radius(count, wide / 2 - side - 2.0, high, loops=loops)
        outer = radius + node + (_loop(node) if loops else 0.0) + 1.0
        x, y = radius * np.cos(angle), radius * np.sin(angle)
        blocks = _blocks(x, y, words, outer)
        rim = outer - radius
        ends = [(float(at) + rim, float(at) - rim) for at in y]
        ends += [(block.box[3], block.box[1]) for block in blocks]
        return Plan(
            states=tuple(there.tolist()),
            x=x,
            y=y,
            node=node,
            blocks=blocks,
            edges=_edges(network, drawn, there, x, y, node),
            above=max([5.0, *(high for high, _ in ends)]),
            below=max([5.0, *(-low for _, low in ends)]),
            scale=min(max(wide / 150, 0.55), 1.0) * (1.0 if count <= 9 else 0.8),
            sets=network.sets is not None and len(network.set_names) in (2, 3),
            ranged=bootstrap,
            signs=all(channel_of(network, int(k)) in CHANNELS for k in there),
        )


def channel_of(network: TransitionNetwork, state: int) -> str:
    """Name of a state without the side that acts."""
    name = network.alphabet[state]
    if network.sets is None:
        return name
    return name.removeprefix(f"{network.set_names[network.sets[state]]}: ")


def written(value: float, kind: str) -> str:
    """A weight as it stands beside an edge."""
    if kind == "relative" or value != round(value):
        return f"{value:.2f}"
    return f"{value:,.0f}"


def interval(bootstrap: EdgeBootstrap | None, source: int, target: int) -> str:
    """The interval of an edge as it stands under its weight; empty where there is none."""
    if bootstrap is None:
        return ""
    ends = [float(end[source, target]) for end in (bootstrap.lower, bootstrap.upper)]
    if any(math.isnan(end) for end in ends):
        return ""
    return "–".join(written(end, bootstrap.network.kind) for end in ends)


def _occurs(network: TransitionNetwork) -> Bools:
    counts = network.counts
    began = np.nan_to_num(network.initial) > 0
    occurs: Bools = (counts.sum(axis=0) > 0) | (counts.sum(axis=1) > 0) | began
    return occurs


def _angles(network: TransitionNetwork, there: Ints) -> Floats:
    """Clockwise from the top; with two sets of actors, one in the upper arc and one below."""
    sets = network.sets
    count = len(there)
    if sets is None or len(network.set_names) not in (2, 3):
        step = 2 * math.pi / max(count, 1)
        around = np.arange(count) + (0.5 if count % 2 == 0 else 0.0)
        return np.asarray(math.pi / 2 - step * around, dtype=np.float64)
    mine = np.array(sets)[there]
    third = len(network.set_names) == 3 and (mine == 2).any()
    low = 32.0 if third else 8.0
    arcs = [(180 - low, low), (180 + low, 360 - low), (low * 0.6, -low * 0.6)]
    angle = np.zeros(count)
    for of, (begin, end) in enumerate(arcs):
        places = np.flatnonzero(mine == of)
        share = (np.arange(len(places)) + 0.5) / max(len(places), 1)
        angle[places] = np.radians(begin + (end - begin) * share)
    return angle


def _words(
    network: TransitionNetwork, state: int, wide: float, bootstrap: EdgeBootstrap | None
) -> tuple[tuple[str, ...], str]:
    """Lines of a state's name, and its numbers."""
    name = channel_of(network, state)
    name = CHANNELS[name].name if name in CHANNELS else name
    if network.sets is not None and (len(network.set_names) > 3 or network.sets[state] > 1):
        name = f"{network.set_names[network.sets[state]]}: {name}"
    lines = tuple(wrapped(name, wide * 0.21, base_size(), 2))
    numbers = []
    if network.initial[state] > 0:
        numbers.append(f"first {network.initial[state]:.2f}")
    if network.weights[state, state] > 0:
        ends = interval(bootstrap, state, state)
        stays = written(float(network.weights[state, state]), network.kind)
        numbers.append(f"stays {stays}{f' ({ends})' if ends else ''}")
    return lines, ", ".join(numbers)


def _wide(lines: tuple[str, ...], numbers: str) -> float:
    size = base_size()
    return max([width(numbers, size - 1), *(width(line, size) for line in lines)])


def _radius(count: int, room: float, high: float | None, *, loops: bool) -> tuple[float, float]:
    """Radius of the circle of states, and of one state."""
    radius, node = 1.0, _NODE
    for _ in range(4):
        # Both hang on one another; a few rounds settle it.
        outside = node + (_loop(node) if loops else 0.0) + 1.0
        radius = max(min(room, (high or 2e3) / 2 - 2) - outside, 4.0)
        radius = min(radius, _WIDEST, 8.0 * count)
        if count == 1:
            return 0.0, min(_NODE, radius)
        node = max(min(_NODE, math.pi * radius / count * 0.45), 0.9)
    return radius, node


def _loop(node: float) -> float:
    return 1.15 * node + 0.8


def _blocks(
    x: Floats, y: Floats, words: list[tuple[tuple[str, ...], str]], outer: float
) -> tuple[Block, ...]:
    """Words beside the circle, on the side where their state is, one above the other."""
    size = base_size()
    heights = [
        height(size, len(lines)) + (height(size - 1) if numbers else 0) for lines, numbers in words
    ]
    places: dict[int, Block] = {}
    for right in (True, False):
        mine = [k for k in range(len(words)) if (x[k] >= -1e-9) == right]
        mine.sort(key=lambda k: -y[k])
        far = outer / max(float(np.hypot(x, y).max(initial=0.0)), 1e-9)
        wanted = [float(y[k]) * min(far, 2.0) if len(words) > 1 else 0.0 for k in mine]
        spread = _spread(wanted, [heights[k] for k in mine], outer)
        for k, middle in zip(mine, spread, strict=True):
            near = max(abs(middle) - heights[k] / 2, 0.0)
            beside = math.sqrt(max(outer**2 - near**2, 0.0)) if near < outer else 0.0
            beside = max(beside, abs(float(x[k]))) + 0.6
            places[k] = Block(
                x=beside if right else -beside,
                y=middle,
                right=right,
                names=words[k][0],
                numbers=words[k][1],
                high=heights[k],
                wide=_wide(*words[k]),
                anchor=(float(x[k]), float(y[k])),
            )
    return tuple(places[k] for k in range(len(words)))


def _spread(wanted: list[float], heights: list[float], reach: float) -> list[float]:
    """Middles of blocks from the top down, near where they are wanted, none upon another."""
    total = sum(heights) + _GAP * max(len(heights) - 1, 0)
    limit = max(reach, total / 2)
    found: list[float] = []
    for k, (want, high) in enumerate(zip(wanted, heights, strict=True)):
        top = found[-1] - heights[k - 1] / 2 - _GAP if found else limit
        found.append(min(want, top - high / 2))
    bottom = -limit
    for k in reversed(range(len(found))):
        found[k] = max(found[k], bottom + heights[k] / 2)
        bottom = found[k] + heights[k] / 2 + _GAP
    return found


def _edges(
    network: TransitionNetwork, drawn: Bools, there: Ints, x: Floats, y: Floats, node: float
) -> tuple[Edge, ...]:
    """Edges between states that are there, the lightest first."""
    place = {int(k): at for at, k in enumerate(there)}
    found = []
    for i, j in np.argwhere(drawn).tolist():
        a, b = place[i], place[j]
        start, end = np.array([x[a], y[a]]), np.array([x[b], y[b]])
        points = _turn(start, node) if i == j else _curve(start, end, node + 0.9)
        weight = float(network.weights[i, j])
        found.append(Edge(source=a, target=b, weight=weight, points=points))
    return tuple(sorted(found, key=lambda edge: edge.weight))


def _curve(start: Floats, end: Floats, rim: float) -> Floats:
    """A way from rim to rim that swerves inward, one way more, so that there and back lie apart.

    Inward, for outward it would pass under the states in between.
    """
    along = end - start
    clockwise = start[0] * end[1] - start[1] * end[0] <= 1e-9
    right = np.array([along[1], -along[0]])
    bend = (start + end) / 2 + (right * _BENDS[0] if clockwise else -right * _BENDS[1])
    t = np.linspace(0, 1, 4 * _STEPS)[:, None]
    points = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
    outside = (np.hypot(*(points - start).T) >= rim) & (np.hypot(*(points - end).T) >= rim)
    return points[outside] if outside.sum() > 2 else points


def _turn(middle: Floats, node: float) -> Floats:
    """A loop outward from a state and back to it."""
    far = float(np.hypot(*middle))
    out = math.atan2(middle[1], middle[0]) if far > 1e-9 else math.pi / 2
    reach = (node + 0.9, node + 1.6 * _loop(node))
    near, away = reach
    corners = [
        middle + distance * np.array([math.cos(out + turn), math.sin(out + turn)])
        for distance, turn in ((near, 0.55), (away, 0.6), (away, -0.6), (near, -0.55))
    ]
    t = np.linspace(0, 1, _STEPS)[:, None]
    parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    points: Floats = np.sum([part * corner for part, corner in zip(parts, corners, strict=True)], 0)
    return points
