"""What a state-space grid says of a trajectory: range, dispersion, flexibility, entropy."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import frozen

from mediaeco.dynamics.grid import StateSpaceGrid, cells_of
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.entropy import shannon_entropy
from mediaeco.kernels.grid import dispersion, visit_begins
from mediaeco.model import Result, TidyTable

__all__ = ["GridMeasures", "grid_measures"]


@frozen(kw_only=True, eq=False, repr=False)
class GridMeasures(Result):
    """Measures of whole trajectories; every array of shape (trajectories,).

    Parameters
    ----------
    trajectories
        Their names.
    unit
        Unit of durations.
    events, visits
        How many.
    transitions
        Moves from one cell to another: visits less the first one; 0 without events.
    cells
        Range: how many cells were visited.
    total
        Total duration.
    dispersion
        How evenly durations spread over all cells of the grid, from 0 (one cell) to 1 (every cell
        alike); NaN without duration, and in a grid of one cell.
    mean_visit
        Mean duration of a visit, ``total / visits``; NaN without events.
    mean_cell_visit
        Average mean duration: mean over the cells visited of the mean duration of a visit to
        each; NaN without events.
    rate
        Transitions a unit of duration; NaN without duration.
    visit_entropy, duration_entropy
        Entropy of visits and of durations over cells, in nats, from 0 to ln(cells); NaN without
        events, and without duration.
    transition_entropy
        Entropy of the next cell given this one, in nats, from 0 (one always follows the other);
        NaN without transitions.
    flexibility
        Mean of three standard scores over the trajectories: of ``rate``, of ``dispersion``, and of
        ``mean_cell_visit`` with its sign turned; NaN where one of them is not defined, as for a
        single trajectory, or where all trajectories are alike in it.
    region_share
        Share of duration inside the region; NaN without a region, and without duration.
    region_visits
        Visits to the region as a whole; 0 without a region.
    """

    trajectories: tuple[str, ...]
    unit: str
    events: Ints
    visits: Ints
    transitions: Ints
    cells: Ints
    total: Floats
    dispersion: Floats
    mean_visit: Floats
    mean_cell_visit: Floats
    rate: Floats
    visit_entropy: Floats
    duration_entropy: Floats
    transition_entropy: Floats
    flexibility: Floats
    region_share: Floats
    region_visits: Ints

    def to_frame(self) -> TidyTable:
        """One row a trajectory."""
        return TidyTable(
            {"trajectory": np.array(self.trajectories, dtype=np.str_)}
            | {name: getattr(self, name) for name in _COLUMNS}
        )


_COLUMNS = (
    "events",
    "visits",
    "transitions",
    "cells",
    "total",
    "dispersion",
    "mean_visit",
    "mean_cell_visit",
    "rate",
    "visit_entropy",
    "duration_entropy",
    "transition_entropy",
    "flexibility",
    "region_share",
    "region_visits",
)


def grid_measures(
    grid: StateSpaceGrid, *, region: Bools | Iterable[tuple[str, str]] | None = None
) -> GridMeasures:
    """How wide, how even and how restless was each trajectory?

    ``dispersion = 1 - (n sum((d_i / D)^2) - 1) / (n - 1)``, over all n cells of the grid, visited
    or not; ``flexibility = (z(rate) + z(dispersion) - z(mean_cell_visit)) / 3``.

    Parameters
    ----------
    grid
        Of one trajectory or several.
    region
        Cells of interest: pairs of a state of x and a state of y, or truth values of shape (y, x).

    Returns
    -------
    GridMeasures
        By trajectory.

    Raises
    ------
    InvalidCaseError, UnknownTermError
        Where the region is of another grid.

    Notes
    -----
    *Theory*: lewis1999, hollenstein2013 (visits, events, range, dispersion, transitions, average
    mean duration, entropy), published, as they are remembered and not compared with the manual;
    dishion2004 (entropy of transitions); flexibility: hollenstein2004, granic2003, adapted
    (transitions a unit of duration in place of their number, which asks for sessions of one
    length). A grid whose empty cells are not stated has a smaller n, and so another dispersion.

    *Laws*: dispersion is 0 in one cell and 1 for even durations; nothing depends on the labels or
    the order of states; durations all scaled alike change only what has their unit; transposing
    the grid changes nothing; a trajectory's own measures do not depend on the others, flexibility
    does; visits are transitions and one.

    Examples
    --------
    >>> from mediaeco.dynamics.grid_series import grid_from_series
    >>> grid = grid_from_series(list("aabba"), list("uuuvu"), states=(["a", "b"], ["u", "v"]))
    >>> found = grid_measures(grid)
    >>> found.visits.tolist(), found.cells.tolist(), found.dispersion.round(3).tolist()
    ([4], [3], [0.747])
    """
    count, high, wide = grid.shape
    flat = grid.durations.reshape(count, high * wide)
    visits = grid.visits.reshape(count, high * wide)
    total, made = flat.sum(axis=1), visits.sum(axis=1)
    visited = visits > 0
    transitions = np.maximum(made - 1, 0)
    spread = dispersion(flat) if flat.shape[1] else np.full(count, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_visit = total / made
        each = np.where(visited, flat / visits, 0.0)
        mean_cell_visit = each.sum(axis=1) / visited.sum(axis=1)
        rate = np.where(total > 0, transitions / total, np.nan)
    inside = cells_of(grid, region)
    share, entered = _region(grid, inside, total)
    return GridMeasures(
        trajectories=grid.trajectories,
        unit=grid.unit,
        events=np.diff(grid.offsets),
        visits=made,
        transitions=transitions,
        cells=visited.sum(axis=1),
        total=total,
        dispersion=spread,
        mean_visit=mean_visit,
        mean_cell_visit=mean_cell_visit,
        rate=rate,
        visit_entropy=shannon_entropy(visits.astype(np.float64)),
        duration_entropy=shannon_entropy(flat),
        transition_entropy=_transition_entropy(grid),
        flexibility=(_scores(rate) + _scores(spread) - _scores(mean_cell_visit)) / 3,
        region_share=share,
        region_visits=entered,
    )


def _scores(values: Floats) -> Floats:
    """Standard scores over the trajectories where a value is defined."""
    known = ~np.isnan(values)
    if known.sum() < 2:
        return np.full(len(values), np.nan)
    center, scale = values[known].mean(), values[known].std(ddof=1)
    if not scale > 1e-12 * abs(center):
        return np.full(len(values), np.nan)
    scores: Floats = (values - center) / scale
    return scores


def _transition_entropy(grid: StateSpaceGrid) -> Floats:
    """Entropy of moves less entropy of the cells that they leave."""
    count, high, wide = grid.shape
    begins = np.flatnonzero(grid.visit_begins)
    cell, trajectory = grid.cell[begins], grid.trajectory[begins]
    same = trajectory[1:] == trajectory[:-1]
    source, target, of = cell[:-1][same], cell[1:][same], trajectory[1:][same]
    size = high * wide
    found = np.full(count, np.nan)
    if len(of) == 0:
        return found
    moves = np.bincount(of, minlength=count)
    some = moves > 0
    joint = _entropy_by(of, source * size + target, moves)
    left = _entropy_by(of, source, moves)
    found[some] = np.maximum((joint - left)[some], 0.0)
    return found


def _entropy_by(of: Ints, kind: Ints, total: Ints) -> Floats:
    """Entropy of kinds within each trajectory, without a table of all kinds that could be."""
    wide = int(kind.max(initial=0)) + 1
    pairs, counts = np.unique(of * wide + kind, return_counts=True)
    source = pairs // wide
    share = counts / total[source]
    return np.bincount(source, -share * np.log(share), len(total)).astype(np.float64)


def _region(grid: StateSpaceGrid, inside: Bools | None, total: Floats) -> tuple[Floats, Ints]:
    count = len(grid.trajectories)
    if inside is None:
        return np.full(count, np.nan), np.zeros(count, dtype=np.int64)
    within = inside[grid.y, grid.x]
    entered = visit_begins(within.astype(np.int64), grid.offsets) & within
    spent = np.bincount(grid.trajectory, np.where(within, grid.duration, 0.0), count)
    with np.errstate(invalid="ignore"):
        share = np.where(total > 0, spent / total, np.nan)
    return share, np.bincount(grid.trajectory[entered], minlength=count)
