"""State-space grids: where the dyad was, for how long, and how often it came back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import numpy as np
from attrs import frozen

from mediaeco.dynamics.state import Axis, state_series
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.grid import visit_begins
from mediaeco.model import Result, TidyTable
from mediaeco.model.clock import DAY, micros_of

__all__ = ["StateSpaceGrid", "Unit", "cells_of", "state_space_grid"]

Unit = Literal["contact", "duration", "time"]
"""What a grid counts: contacts, their durations in seconds, or days until the next contact."""

_UNITS: dict[str, str] = {"contact": "contacts", "duration": "seconds", "time": "days"}


@frozen(kw_only=True, eq=False, repr=False)
class StateSpaceGrid(Result):
    """Trajectories over a grid of two series of states.

    Parameters
    ----------
    trajectories
        Their names; of a record, the ids of its cases.
    x_name, y_name
        What the axes show.
    x_states, y_states
        Names of the states, in the order of the axes.
    unit
        Unit of durations: ``"contacts"``, ``"seconds"``, ``"days"``, ``"events"``, or the caller's.
    offsets
        Event at which each trajectory begins, and their number at the end; shape
        (trajectories + 1,).
    row
        Row of the record, or place in the series given, of each event; shape (events,), as all
        that follow.
    x, y
        State of each event, as its place in ``x_states`` and ``y_states``.
    duration
        Duration of each event, at least 0.
    left_out
        Events left out of each trajectory, because they had no state on one of the axes or no
        known duration; the trajectory closes up over them; shape (trajectories,).
    """

    trajectories: tuple[str, ...]
    x_name: str
    y_name: str
    x_states: tuple[str, ...]
    y_states: tuple[str, ...]
    unit: str
    offsets: Ints
    row: Ints
    x: Ints
    y: Ints
    duration: Floats
    left_out: Ints

    @property
    def shape(self) -> tuple[int, int, int]:
        """Trajectories, states of y, states of x."""
        return len(self.trajectories), len(self.y_states), len(self.x_states)

    @property
    def trajectory(self) -> Ints:
        """Trajectory of each event; shape (events,)."""
        return np.repeat(np.arange(len(self.trajectories)), np.diff(self.offsets))

    @property
    def cell(self) -> Ints:
        """Cell of each event, counted row of the grid by row, from the first state of y."""
        cell: Ints = self.y * len(self.x_states) + self.x
        return cell

    @property
    def visit_begins(self) -> Bools:
        """True at the first event of each visit: a run of events in one cell; shape (events,)."""
        return visit_begins(self.cell, self.offsets)

    @property
    def events(self) -> Ints:
        """Events by trajectory and cell; shape (trajectories, y, x)."""
        return self._counted(np.ones(len(self.row), dtype=bool))

    @property
    def visits(self) -> Ints:
        """Visits by trajectory and cell; shape (trajectories, y, x)."""
        return self._counted(self.visit_begins)

    @property
    def durations(self) -> Floats:
        """Total duration by trajectory and cell; shape (trajectories, y, x)."""
        size = int(np.prod(self.shape))
        total = np.bincount(self._key, self.duration, size).astype(np.float64)
        return total.reshape(self.shape)

    @property
    def mean_visits(self) -> Floats:
        """Mean duration of a visit by trajectory and cell; NaN where none was made."""
        with np.errstate(invalid="ignore"):
            mean: Floats = self.durations / self.visits
        return mean

    @property
    def _key(self) -> Ints:
        _, high, wide = self.shape
        key: Ints = self.trajectory * (high * wide) + self.cell
        return key

    def _counted(self, which: Bools) -> Ints:
        size = int(np.prod(self.shape))
        return np.bincount(self._key[which], minlength=size).reshape(self.shape)

    def transposed(self) -> StateSpaceGrid:
        """The same trajectories, with the axes changed over."""
        return StateSpaceGrid(
            trajectories=self.trajectories,
            x_name=self.y_name,
            y_name=self.x_name,
            x_states=self.y_states,
            y_states=self.x_states,
            unit=self.unit,
            offsets=self.offsets,
            row=self.row,
            x=self.y,
            y=self.x,
            duration=self.duration,
            left_out=self.left_out,
        )

    def to_frame(self) -> TidyTable:
        """One row a trajectory and cell."""
        count, high, wide = self.shape
        names = (
            np.array(self.trajectories, dtype=np.str_),
            np.array(self.y_states, dtype=np.str_),
            np.array(self.x_states, dtype=np.str_),
        )
        return TidyTable(
            {
                "trajectory": np.repeat(names[0], high * wide),
                "x": np.tile(names[2], count * high),
                "y": np.tile(np.repeat(names[1], wide), count),
                "events": self.events.ravel(),
                "visits": self.visits.ravel(),
                "duration": self.durations.ravel(),
                "mean_visit": self.mean_visits.ravel(),
            }
        )

    def summary(self) -> TidyTable:
        """One row a trajectory and cell that it visited."""
        frame = self.to_frame()
        kept = frame["events"] > 0
        return TidyTable({name: column[kept] for name, column in frame.items()})


def state_space_grid(
    eco: Ecosystem,
    *,
    x: Axis | str = "channel",
    y: Axis | str = "stage",
    unit: Unit = "contact",
) -> StateSpaceGrid:
    """Where was the dyad, of all the places where it could have been?

    Two series of states span a grid; each contact is an event in one of its cells, and the
    contacts of a case make its trajectory. A dyadic grid has the last state of either side on
    its axes: ``x=Axis(of="control", side="therapist"), y=Axis(of="control", side="patient")``.

    Parameters
    ----------
    eco
        One case or a cohort: a trajectory a case.
    x, y
        What the axes show: a variable by name, or an `mediaeco.dynamics.Axis`.
    unit
        ``"contact"``: every contact counts 1. ``"duration"``: it counts its seconds, and is left
        out where they are not known. ``"time"``: its state lasts until the next contact that has
        one, the last until the end of observation (for no time, where none is told); in days.

    Returns
    -------
    StateSpaceGrid
        One trajectory a case.

    Raises
    ------
    UnknownTermError
        Where a variable or unit has no such name.

    Notes
    -----
    *Theory*: lewis1999, hollenstein2013; published. That a contact is the event, and the units,
    are the library's.

    *Laws*: durations are conserved: the cells of a trajectory make up the whole of it; changing
    the axes over transposes the grid; each case gives the same trajectory alone and in a cohort.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> grid = state_space_grid(Ecosystem(read_example("first-contact")), x="channel", y="sender")
    >>> grid.shape, int(grid.events.sum())
    ((1, 3, 7), 92)
    """
    if unit not in get_args(Unit):
        raise UnknownTermError(str(unit), get_args(Unit), "unit")
    across, along = state_series(eco, x), state_series(eco, y)
    table = eco.table
    kept = (across.code >= 0) & (along.code >= 0)
    if unit == "duration":
        kept &= ~np.isnan(table.duration)
    row = np.flatnonzero(kept)
    case = table.case[row]
    offsets = np.searchsorted(case, np.arange(table.cases + 1))
    if unit == "contact":
        duration = np.ones(len(row))
    elif unit == "duration":
        duration = table.duration[row].astype(np.float64)
    else:
        duration = _until_next(eco, row, offsets)
    return StateSpaceGrid(
        trajectories=eco.ids,
        x_name=across.name,
        y_name=along.name,
        x_states=across.states,
        y_states=along.states,
        unit=_UNITS[unit],
        offsets=offsets,
        row=row,
        x=across.code[row],
        y=along.code[row],
        duration=duration,
        left_out=np.diff(table.offsets) - np.diff(offsets),
    )


def _until_next(eco: Ecosystem, row: Ints, offsets: Ints) -> Floats:
    """Days from each of these rows to the next one, or to the end of observation."""
    time = eco.table.time[row]
    following = np.append(time[1:], 0)
    filled = np.flatnonzero(np.diff(offsets) > 0)
    last = offsets[1:][filled] - 1
    for place, i in zip(last.tolist(), filled.tolist(), strict=True):
        until = eco.cases[i].observed_until
        end = int(time[place])
        following[place] = end if until is None else max(end, micros_of(until))
    return (following - time) / DAY


def cells_of(
    grid: StateSpaceGrid, region: Bools | Iterable[tuple[str, str]] | None
) -> Bools | None:
    """Which cells make up a region?

    Parameters
    ----------
    grid
        The grid.
    region
        Pairs of a state of x and a state of y; or True for each cell of it, of shape (y, x).
        None: no region.

    Returns
    -------
    array or None
        Shape (y, x).

    Raises
    ------
    InvalidCaseError, UnknownTermError
        Where the region is of another grid.
    """
    if region is None:
        return None
    inside = np.zeros(grid.shape[1:], dtype=bool)
    if isinstance(region, np.ndarray):
        if region.shape != inside.shape or region.dtype != bool:
            raise InvalidCaseError(
                "region", f"truth values of shape {inside.shape}", f"shape {region.shape}"
            )
        return region.copy()
    for across, along in region:
        for state, states in ((across, grid.x_states), (along, grid.y_states)):
            if state not in states:
                raise UnknownTermError(str(state), states, "state")
        inside[grid.y_states.index(along), grid.x_states.index(across)] = True
    return inside
