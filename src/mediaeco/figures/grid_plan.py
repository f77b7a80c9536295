"""Where the cells of a state-space grid, their names and the nodes in them lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from mediaeco.dynamics import StateSpaceGrid
from mediaeco.figures.lettering import height, width, wrapped
from mediaeco.figures.style import base_size
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.segment import segment_rank

__all__ = ["GridPlan", "VisitNodes", "state_name", "visit_nodes"]

_CELL = 21.0  # millimetres that a cell is wide or high at most
_TALL = 110.0  # that the whole grid is high at most
_NAMES = 0.28  # share of the canvas that names beside the grid may take
_BELOW = 24.0  # millimetres that names below the grid may take
# Steps of a sequence that fills a square evenly, however many points it has (the plastic number).
_STEPS = np.array([0.7548776662466927, 0.5698402909980532])


def state_name(state: str) -> str:
    """Write the id of a state as words."""
    return state.replace("_", " ")


@frozen(kw_only=True)
class GridPlan:
    """Places in millimetres, from the lower left corner of the canvas.

    Parameters
    ----------
    left, bottom
        Of the grid.
    wide, high
        Of one cell.
    across, along
        Cells of a row, and of a column.
    upright
        Whether names below the grid are written from bottom to top.
    every
        Of the names below and of those beside, every how many are written.
    below
        Height of the names below.
    lines
        Names below, in lines.
    beside
        Width of the names beside.
    """

    left: float
    bottom: float
    wide: float
    high: float
    across: int
    along: int
    upright: bool
    every: tuple[int, int]
    below: float
    lines: tuple[tuple[str, ...], ...]
    beside: float

    @staticmethod
    def of(grid: StateSpaceGrid, room: float, foot: float, tall: float | None) -> GridPlan:
        """Plan for a canvas of this width, with this foot; ``tall`` where its height is set."""
        size = base_size()
        beneath = [state_name(state) for state in grid.x_states]
        beside = [state_name(state) for state in grid.y_states]
        across, along = max(len(beneath), 1), max(len(beside), 1)
        names = min(max((width(name, size) for name in beside), default=0.0), room * _NAMES)
        left = names + 6.5
        wide = min((room - left - 2.0) / across, _CELL)
        upright, lines = _below(beneath, wide, size)
        if upright:
            below = max((width(line[0], size) for line in lines), default=0.0) + 1.5
        else:
            below = height(size, max((len(line) for line in lines), default=1)) + 1.2
        bottom = foot + below + 4.0
        high = min(_CELL, max(wide, 8.0), _TALL / along)
        if tall is not None:
            high = max((tall - bottom - 2.0) / along, 0.5)
        step = (
            int(np.ceil(height(size) / wide)) if upright else 1,
            int(np.ceil(height(size) / high)),
        )
        return GridPlan(
            left=left,
            bottom=bottom,
            wide=max(wide, 0.5),
            high=high,
            across=across,
            along=along,
            upright=upright,
            every=(max(step[0], 1), max(step[1], 1)),
            below=below,
            lines=tuple(lines),
            beside=names,
        )

    @property
    def top(self) -> float:
        """Upper edge of the grid."""
        return self.bottom + self.along * self.high

    @property
    def counts_fit(self) -> bool:
        """Tell whether the number of visits can stand in a cell."""
        return self.wide >= 8.0 and self.high >= 8.0

    @property
    def largest(self) -> float:
        """Diameter of the largest node, in points."""
        return max(min(self.wide, self.high) * 0.26, 1.0) / 25.4 * 72


def _below(names: Sequence[str], wide: float, size: float) -> tuple[bool, list[tuple[str, ...]]]:
    """Names below the grid: in up to two lines where all fit whole, else upright."""
    flat = [tuple(wrapped(name, wide - 0.8, size, 2)) for name in names]
    pairs = zip(flat, names, strict=True)
    if all(" ".join(line) == " ".join(name.split()) for line, name in pairs):
        return False, flat
    return True, [tuple(wrapped(name, _BELOW, size, 1)) for name in names]


@frozen(kw_only=True, eq=False)
class VisitNodes:
    """A node a visit.

    Parameters
    ----------
    trajectory
        Shape (visits,), as all that follow.
    x, y
        Place in cells: a visit to the first states lies between 0 and 1.
    share
        Duration, as a share of the longest; 0 where none has any.
    age
        From 0, the first visit of its trajectory, to 1, the last.
    longest
        Duration of the longest visit.
    """

    trajectory: Ints
    x: Floats
    y: Floats
    share: Floats
    age: Floats
    longest: float


def visit_nodes(grid: StateSpaceGrid, *, head: float) -> VisitNodes:
    """Scatter the visits of each cell evenly over it, the same ones always at the same places.

    Parameters
    ----------
    grid
        The grid.
    head
        Share of a cell that is kept free at its top.
    """
    begins = np.flatnonzero(grid.visit_begins)
    duration = np.zeros(0)
    if len(begins):
        duration = np.add.reduceat(grid.duration, begins).astype(np.float64)
    trajectory = grid.trajectory[begins]
    first = np.searchsorted(trajectory, np.arange(len(grid.trajectories)))
    count = np.bincount(trajectory, minlength=len(grid.trajectories))
    order = np.arange(len(begins)) - first[trajectory]
    # The first visit to a cell lies near its middle, a little off so that ways keep apart.
    cell = grid.cell[begins]
    off = 0.4 * np.mod(cell[:, None] * _STEPS[::-1], 1.0)
    spot = np.mod(0.3 + off + segment_rank(cell)[:, None] * _STEPS, 1.0)
    longest = float(duration.max(initial=0.0))
    return VisitNodes(
        trajectory=trajectory,
        x=grid.x[begins] + 0.18 + 0.64 * spot[:, 0],
        y=grid.y[begins] + 0.18 + (0.64 - head) * spot[:, 1],
        share=duration / longest if longest > 0 else np.zeros(len(begins)),
        age=order / np.maximum(count[trajectory] - 1, 1),
        longest=longest,
    )
