"""Attractors of a grid, and how long the way back to them is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from attrs import frozen

from mediaeco.dynamics.grid import StateSpaceGrid, cells_of
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.grid import returns, winnow
from mediaeco.model import Result, TidyTable

__all__ = ["Attractors", "ReturnTimes", "attractors", "return_times"]


@frozen(kw_only=True, eq=False, repr=False)
class Attractors(Result):
    """Cells that hold a trajectory.

    Parameters
    ----------
    trajectories, x_states, y_states
        Names.
    attractor
        True for the cells of the attractor; none where nothing was visited, and where two or more
        cells were and all for the same duration; shape (trajectories, y, x).
    heterogeneity
        By number of cells left, from 1; NaN for numbers that no step of the procedure left;
        shape (trajectories, cells).
    share
        Share of duration spent in the attractor; NaN where there is none, and without duration;
        shape (trajectories,).
    drop
        Share by which heterogeneity had to fall.
    """

    trajectories: tuple[str, ...]
    x_states: tuple[str, ...]
    y_states: tuple[str, ...]
    attractor: Bools
    heterogeneity: Floats
    share: Floats
    drop: float

    def to_frame(self) -> TidyTable:
        """One row a cell of an attractor."""
        of, along, across = np.nonzero(self.attractor)
        return TidyTable(
            {
                "trajectory": np.array(self.trajectories, dtype=np.str_)[of],
                "x": np.array(self.x_states, dtype=np.str_)[across],
                "y": np.array(self.y_states, dtype=np.str_)[along],
                "share": self.share[of],
            }
        )


def attractors(
    grid: StateSpaceGrid, *, drop: float = 0.5, by: Literal["duration", "visits"] = "duration"
) -> Attractors:
    """Which cells held each trajectory?

    The winnowing procedure: with k cells left, expected is their mean and heterogeneity is
    ``sum((observed - expected)^2) / k``. The cell of least duration is taken away, again and
    again; the attractor is what is left when heterogeneity has first fallen by ``drop`` or more
    from one step to the next.

    Parameters
    ----------
    grid
        Of one trajectory or several; each has its own attractor.
    drop
        Share by which heterogeneity must fall, above 0 and at most 1 (0.5 as published).
    by
        What a cell is held by: ``"duration"`` (as published), or ``"visits"`` (library's proposal).

    Returns
    -------
    Attractors
        By trajectory.

    Raises
    ------
    InvalidCaseError
        Where ``drop`` is out of its range.
    UnknownTermError
        Where ``by`` is neither of these.

    Notes
    -----
    *Theory*: lewis1999 (winnowing); adapted: cells of one duration are taken away together, since
    which of them went first would depend on the order of the states; that the fall is from one
    step to the next is our reading of the rule, and begins with the cells visited. A cell that
    holds a trajectory has been seen to hold it, no more: an attractor of a dynamic system is a
    model's, and none is fitted here.

    *Laws*: the attractor is among the cells visited, and no cell outside it lasted as long as one
    inside (by visits: was visited as often); the same under relabelling, and for all durations
    scaled alike.

    Examples
    --------
    >>> from mediaeco.dynamics.grid_series import grid_from_series
    >>> grid = grid_from_series(list("aaaaaaabc"), list("uuuuuuuuu"))
    >>> print(attractors(grid))
    trajectory  x  y   share
    0           a  u  0.7778
    """
    if not 0 < drop <= 1:
        raise InvalidCaseError("attractors.drop", "a share above 0, at most 1", shown(drop))
    if by not in ("duration", "visits"):
        raise UnknownTermError(str(by), ("duration", "visits"), "by")
    count, high, wide = grid.shape
    amount = (grid.durations if by == "duration" else grid.visits).reshape(count, high * wide)
    scree, held = winnow(amount.astype(np.float64), drop)
    spent = grid.durations.reshape(count, high * wide)
    total = spent.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(held.any(axis=1), (spent * held).sum(axis=1) / total, np.nan)
    return Attractors(
        trajectories=grid.trajectories,
        x_states=grid.x_states,
        y_states=grid.y_states,
        attractor=held.reshape(grid.shape),
        heterogeneity=scree,
        share=share,
        drop=float(drop),
    )


@frozen(kw_only=True, eq=False, repr=False)
class ReturnTimes(Result):
    """Every return to a cell or to a region, in the order of the events.

    Parameters
    ----------
    trajectories
        Names.
    unit
        Unit of durations.
    trajectory
        Trajectory of each return; shape (returns,), as all that follow but the last two.
    cell
        Name of the cell, ``"x / y"``, or ``"region"``.
    left, back
        Last event before leaving, and first after coming back, as rows of the record or places
        in the series given.
    events, visits
        Events, and visits to cells (to the outside as one, for a region), between the two.
    duration
        Duration between the two.
    mean_duration, mean_events
        Mean over the returns of each trajectory; NaN where there was none; shape
        (trajectories,).
    """

    trajectories: tuple[str, ...]
    unit: str
    trajectory: Ints
    cell: tuple[str, ...]
    left: Ints
    back: Ints
    events: Ints
    visits: Ints
    duration: Floats
    mean_duration: Floats
    mean_events: Floats

    def to_frame(self) -> TidyTable:
        """One row a return."""
        return TidyTable(
            {
                "trajectory": np.array(self.trajectories, dtype=np.str_)[self.trajectory],
                "cell": np.array(self.cell, dtype=np.str_),
                "left": self.left,
                "back": self.back,
                "events": self.events,
                "visits": self.visits,
                "duration": self.duration,
            }
        )


def return_times(
    grid: StateSpaceGrid, *, region: Bools | Iterable[tuple[str, str]] | None = None
) -> ReturnTimes:
    """How long did it take to come back?

    From the end of one visit to the beginning of the next to the same cell, or to the region.

    Parameters
    ----------
    grid
        Of one trajectory or several.
    region
        Cells taken as one; None: each cell for itself.

    Returns
    -------
    ReturnTimes
        One entry a return. A cell that was left and not visited again has none: whoever compares
        means must know that ways back longer than the record are missing from them.

    Raises
    ------
    InvalidCaseError, UnknownTermError
        Where the region is of another grid.

    Notes
    -----
    *Theory*: lewis1999, hollenstein2013 (return time, return visits); published.

    *Laws*: as many returns as visits, less one for each cell visited; at least one event lies
    between; events between are the difference of their places less one, in a trajectory closed
    up over the events left out; a region of one cell gives the returns to that cell, but for the
    count of visits.

    Examples
    --------
    >>> from mediaeco.dynamics.grid_series import grid_from_series
    >>> found = return_times(grid_from_series(list("abbca"), list("uuuuu")))
    >>> found.cell, found.events.tolist(), found.visits.tolist()
    (('a / u',), [3], [2])
    """
    inside = cells_of(grid, region)
    names = [f"{x} / {y}" for y in grid.y_states for x in grid.x_states]
    if inside is None:
        cell = grid.cell
    else:
        cell = np.where(inside[grid.y, grid.x], 0, -1)
        names = ["region"]
    found = returns(cell, grid.duration, grid.offsets)
    back = found["back"].astype(np.int64)
    trajectory = grid.trajectory[back]
    count = len(grid.trajectories)
    number = np.bincount(trajectory, minlength=count)
    with np.errstate(invalid="ignore"):
        mean_duration = np.bincount(trajectory, found["duration"], count) / number
        mean_events = np.bincount(trajectory, found["events"], count) / number
    return ReturnTimes(
        trajectories=grid.trajectories,
        unit=grid.unit,
        trajectory=trajectory,
        cell=tuple(names[c] for c in cell[back].tolist()),
        left=grid.row[found["left"].astype(np.int64)],
        back=grid.row[back],
        events=found["events"].astype(np.int64),
        visits=found["visits"].astype(np.int64),
        duration=found["duration"].astype(np.float64),
        mean_duration=mean_duration,
        mean_events=mean_events,
    )
