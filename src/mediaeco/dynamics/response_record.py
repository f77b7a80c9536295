"""Contacts of an ecosystem as events: their kinds, their days, what was observed of each case."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis.thread import dyadic
from mediaeco.dynamics.hawkes_record import HawkesRecord, Kinds
from mediaeco.dynamics.rhythm import Rhythm
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model.clock import DAY, SECOND, micros_of
from mediaeco.model.interaction import Time

__all__ = ["Kinds", "Window", "contact_record"]

Window = tuple[Time, Time]

_SIDES = ("therapist", "patient")
_DAY_SECONDS = 86_400.0


def contact_record(
    eco: Ecosystem,
    *,
    by: Kinds,
    channel: str | None,
    window: Window | None,
    rhythm: Rhythm | None,
) -> HawkesRecord:
    """Contacts between the two, in days from when each case was first observed.

    Parameters
    ----------
    eco, channel, window, rhythm
        As in `mediaeco.dynamics.response`.
    by
        What tells contacts apart.

    Raises
    ------
    InvalidCaseError
        Where the window has no length.
    UnknownTermError
        Where there is no such channel.
    """
    table = eco.table
    rows = np.flatnonzero(dyadic(table))
    begin, end, given, rows = _observed(eco, rows, window)
    names = tuple(c.id for c in eco.channels)
    if channel is not None:
        if channel not in names:
            raise UnknownTermError(channel, names, "channel")
        code = names.index(channel)
        given, rows = given[table.channel[rows] == code], rows[table.channel[rows] == code]
    case = table.case[rows]
    kinds, kind = _kinds(eco, rows, by)
    micros = table.time[rows] - begin[case]
    until = (end - begin) / DAY
    cases = len(eco.cases)
    baseline, elapsed, exposure, start = None, None, until, None
    if rhythm is not None:
        first, last = _offsets(eco)
        start = begin / SECOND + first
        clock = table.time[rows] / SECOND + table.utc_offset[rows]
        baseline = rhythm.at(clock)
        elapsed = rhythm.integral(start[case], clock) / _DAY_SECONDS
        exposure = rhythm.integral(start, end / SECOND + last) / _DAY_SECONDS
    return HawkesRecord(
        kinds=kinds,
        time=micros / DAY,
        kind=kind,
        offsets=np.concatenate(([0], np.cumsum(np.bincount(case, minlength=cases)))),
        until=until,
        drawn=~given,
        baseline=baseline,
        elapsed=elapsed,
        exposure=exposure,
        unit="day",
        by=by,
        rhythm=rhythm,
        began=start,
    )


def _observed(eco: Ecosystem, rows: Ints, window: Window | None) -> tuple[Ints, Ints, Bools, Ints]:
    """Begin and end of each case in microseconds, which contacts are given, and which are seen."""
    table, cases = eco.table, len(eco.cases)
    if window is not None:
        start, stop = (micros_of(moment) for moment in window)
        if not start < stop:
            raise InvalidCaseError(
                "response.window", "a first moment before the last", "one that is not before it"
            )
        seen = rows[(table.time[rows] >= start) & (table.time[rows] <= stop)]
        return (
            np.full(cases, start),
            np.full(cases, stop),
            np.zeros(len(seen), dtype=bool),
            seen,
        )
    count = np.bincount(table.case[rows], minlength=cases)
    ends = np.cumsum(count)
    some = count > 0
    begin, end = np.zeros(cases, dtype=np.int64), np.zeros(cases, dtype=np.int64)
    begin[some] = table.time[rows[(ends - count)[some]]]
    end[some] = table.time[rows[ends[some] - 1]]
    # All contacts of the first moment are given, or one of them would have come in no time.
    return begin, end, table.time[rows] == begin[table.case[rows]], rows


def _offsets(eco: Ecosystem) -> tuple[Floats, Floats]:
    """Seconds east of UTC at the first and the last contact of each case; 0 without any."""
    table = eco.table
    some = np.diff(table.offsets) > 0
    found = np.zeros((2, len(some)))
    found[0, some] = table.utc_offset[table.offsets[:-1][some]]
    found[1, some] = table.utc_offset[table.offsets[1:][some] - 1]
    return found[0], found[1]


def _kinds(eco: Ecosystem, rows: Ints, by: Kinds) -> tuple[tuple[str, ...], Ints]:
    """Names of the kinds, and the kind of each contact; channels that were not used are none."""
    table = eco.table
    side = table.sender[rows].astype(np.int64)
    if by == "side":
        return _SIDES, side
    used, place = np.unique(table.channel[rows], return_inverse=True)
    names = tuple(eco.channels[code].id for code in used.tolist())
    if by == "channel":
        return names, place
    pairs = tuple(f"{who}, {name}" for who in _SIDES for name in names)
    return pairs, side * len(names) + place
