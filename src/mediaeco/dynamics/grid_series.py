"""State-space grids of series that a caller hands over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mediaeco.dynamics.grid import StateSpaceGrid
from mediaeco.dynamics.sequence import coded, sequence_offsets
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Floats, Ints

__all__ = ["grid_from_series"]


def grid_from_series(
    x: Sequence[Any] | Array,
    y: Sequence[Any] | Array,
    *,
    durations: Sequence[float] | Floats | None = None,
    trajectories: Sequence[int] | Ints | None = None,
    states: tuple[Sequence[Any], Sequence[Any]] | None = None,
    names: tuple[str, str] = ("x", "y"),
) -> StateSpaceGrid:
    """Span a grid over two series of anything that has names.

    Parameters
    ----------
    x, y
        State of each event, of one length; None (and NaN) where it has none.
    durations
        Of each event, at least 0; NaN where unknown; None: every event counts 1.
    trajectories
        Event at which each trajectory begins, and their number at the end; None: they are one.
    states
        States of x and of y in the order of the axes, those that never occur included. None:
        those that occur, in their own order (numbers by size, words by the alphabet): then the
        grid is only as large as what happened, and its dispersion says so.
    names
        What the axes show.

    Returns
    -------
    StateSpaceGrid
        Trajectories are named ``"0"``, ``"1"``, ...

    Raises
    ------
    InvalidCaseError
        Where lengths, durations or trajectories do not fit.
    UnknownTermError
        Where a state is none of ``states``.

    Notes
    -----
    *Theory*: lewis1999, hollenstein2013; published.

    *Laws*: relabelling the states permutes the grid, and no measure of it changes; two
    trajectories end to end are the same two trajectories.

    Examples
    --------
    >>> grid = grid_from_series(["warm", "warm", "cool"], [1, 1, 3], states=(["cool", "warm"],
    ...     [1, 2, 3]))
    >>> grid.events[0]
    array([[0, 2],
           [0, 0],
           [1, 0]])
    """
    length = len(x)
    if len(y) != length:
        raise InvalidCaseError("grid.y", f"{length} states, as many as x has", str(len(y)))
    duration = np.ones(length) if durations is None else np.asarray(durations, dtype=np.float64)
    if duration.shape != (length,) or (duration < 0).any() or np.isinf(duration).any():
        raise InvalidCaseError(
            "grid.durations",
            f"{length} finite durations of at least 0",
            "others",
            "Leave a duration that is not known as NaN.",
        )
    offsets = sequence_offsets(trajectories, length, "grid.trajectories")
    order = (None, None) if states is None else states
    x_states, x_code = coded(x, order[0], "grid.states[0]")
    y_states, y_code = coded(y, order[1], "grid.states[1]")
    kept = (x_code >= 0) & (y_code >= 0) & ~np.isnan(duration)
    row = np.flatnonzero(kept)
    ends = np.searchsorted(row, offsets)
    return StateSpaceGrid(
        trajectories=tuple(str(i) for i in range(len(offsets) - 1)),
        x_name=names[0],
        y_name=names[1],
        x_states=x_states,
        y_states=y_states,
        unit="events" if durations is None else "units of duration",
        offsets=ends,
        row=row,
        x=x_code[row],
        y=y_code[row],
        duration=duration[row],
        left_out=np.diff(offsets) - np.diff(ends),
    )
