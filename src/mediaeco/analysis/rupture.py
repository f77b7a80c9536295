"""Ruptures, and what mended them."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.lifecycle import ElementStatus, FrameLifecycle, frame_lifecycle
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Result, RuptureKind, TidyTable
from mediaeco.model.clock import DAY

__all__ = ["BREACH", "Ruptures", "open_ruptures", "ruptures"]

BREACH = "breach"
"""Kind of a rupture that is a breach of an agreed element."""

_KINDS = (*(str(kind) for kind in RuptureKind), BREACH)
_TECHNOLOGICAL = tuple(RuptureKind).index(RuptureKind.TECHNOLOGICAL)
_BREACHED = tuple(ElementStatus).index(ElementStatus.BREACHED)


@frozen(kw_only=True, eq=False, repr=False)
class Ruptures(Result):
    """Every rupture, in the order of the record.

    Parameters
    ----------
    cases, channels
        Ids.
    case
        Case of each rupture; shape (ruptures,), as all that follow.
    kind
        ``"withdrawal"``, ``"confrontation"``, ``"technological"`` or ``"breach"``.
    row, n
        Row and contact index at which it took place.
    repair_row, repaired_at
        Row and contact index at which it was mended, -1 where it was not.
    latency
        Hours from rupture to repair; NaN where there was none.
    channel, repair_channel
        Codes of the channels of rupture and repair; -1 where there was no repair.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    kind: Array
    row: Ints
    n: Ints
    repair_row: Ints
    repaired_at: Ints
    latency: Floats
    channel: Ints
    repair_channel: Ints

    def __len__(self) -> int:
        return len(self.row)

    @property
    def switched(self) -> Bools:
        """True where another channel mended it: multimedia repair."""
        switched: Bools = (self.repair_channel >= 0) & (self.repair_channel != self.channel)
        return switched

    def to_frame(self) -> TidyTable:
        """One row a rupture."""
        names = np.array([*self.channels, ""], dtype=np.str_)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "kind": self.kind,
                "n": self.n,
                "channel": names[self.channel],
                "repaired_at": np.where(self.repaired_at < 0, np.nan, self.repaired_at),
                "latency_hours": self.latency,
                "repair_channel": names[self.repair_channel],
            }
        )


def ruptures(eco: Ecosystem) -> Ruptures:
    """What ruptured, and what mended it, after how long and over which channel?

    A breach is mended when its element is agreed again. A withdrawal or confrontation is mended
    by the first contact, from that one on, that was coded as its repair. So is a technological
    rupture, where a repair was coded before the next such rupture; where none was, the next
    contact between the two that comes about mends it: to be in contact again is the repair.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    Ruptures
        One entry a rupture, open ones included.

    Notes
    -----
    *Theory*: cipolletta2017 (technological ruptures and multimedia repair), eubanks2018
    (withdrawal, confrontation); rules adapted.

    *Laws*: no repair without a rupture before or at it; repairs never outnumber ruptures; latency
    is at least 0; shifting all times changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> broken = ruptures(Ecosystem(read_example("broken-frame")))
    >>> bool(broken.switched.any())
    True
    """
    return _ruptures(eco, frame_lifecycle(eco))


def open_ruptures(eco: Ecosystem, *, tolerance_hours: float = 24.0) -> Ints:
    """How many ruptures stand open, just after each contact?

    A technological rupture counts only at contacts more than ``tolerance_hours`` after it, up to
    and with the one that mends it: a broken line that was mended soon is no rupture of
    the relationship.

    Parameters
    ----------
    eco
        One case or a cohort.
    tolerance_hours
        Hours, at least 0 (library default).

    Returns
    -------
    array
        Shape (rows,).
    """
    table = eco.table
    found = ruptures(eco)
    ends = table.offsets[1:][found.case]
    technological = found.kind == _KINDS[_TECHNOLOGICAL]
    close = np.where(found.repair_row < 0, ends, found.repair_row + technological)
    begin = found.row.copy()
    # The first contact of the case that is past the tolerance; times are in order within a case.
    late = table.time[found.row] + int(tolerance_hours * DAY / 24)
    for k in np.flatnonzero(technological):
        low, high = found.row[k], ends[k]
        begin[k] = low + np.searchsorted(table.time[low:high], late[k], side="right")
    counts = np.zeros(len(table) + 1, dtype=np.int64)
    stands = begin < close
    np.add.at(counts, begin[stands], 1)
    np.add.at(counts, close[stands], -1)
    return np.cumsum(counts[:-1])


def _ruptures(eco: Ecosystem, life: FrameLifecycle) -> Ruptures:
    table = eco.table
    between = came_about(table)
    rows, kinds, repairs = [], [], []
    for kind in range(len(RuptureKind)):
        at = np.flatnonzero(table.rupture == kind)
        mended = _next(at, np.flatnonzero(table.repair == kind), eco)
        if kind == _TECHNOLOGICAL:
            again = np.flatnonzero(between & (table.rupture != kind))
            # A person's judgement stands before the rule, but for this rupture alone.
            another = _next(at + 1, at, eco, of=at)
            coded = (mended >= 0) & ((another < 0) | (mended <= another))
            mended = np.where(coded, mended, _next(at + 1, again, eco, of=at))
        rows.append(at)
        kinds.append(np.full(len(at), kind))
        repairs.append(mended)
    breach, mended = _breaches(life)
    rows.append(breach)
    kinds.append(np.full(len(breach), len(RuptureKind)))
    repairs.append(mended)

    row, kind_, repair = (
        np.concatenate(parts).astype(np.int64) for parts in (rows, kinds, repairs)
    )
    order = np.lexsort((kind_, row))
    row, kind_, repair = row[order], kind_[order], repair[order]
    done = repair >= 0
    at = np.where(done, repair, row)
    return Ruptures(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        case=table.case[row],
        kind=np.array(_KINDS)[kind_],
        row=row,
        n=table.n[row],
        repair_row=repair,
        repaired_at=np.where(done, table.n[at], -1),
        latency=np.where(done, (table.time[at] - table.time[row]) / DAY * 24, np.nan),
        channel=table.channel[row].astype(np.int64),
        repair_channel=np.where(done, table.channel[at], -1).astype(np.int64),
    )


def _next(at: Ints, candidates: Ints, eco: Ecosystem, of: Ints | None = None) -> Ints:
    """First candidate row from ``at`` on that is in the same case, -1 where there is none."""
    table = eco.table
    place = np.searchsorted(candidates, at)
    found = np.append(candidates, len(table))[place]
    ends = table.offsets[1:][table.case[at if of is None else of]]
    return np.where(found < ends, found, -1)


def _breaches(life: FrameLifecycle) -> tuple[Ints, Ints]:
    """Rows of breaches, and of the acts that agreed their elements again."""
    order = np.lexsort((np.arange(len(life.row)), life.element, life.case))
    case, element = life.case[order], life.element[order]
    into = (life.after[order] == _BREACHED) & (life.before[order] != _BREACHED)
    out = (life.before[order] == _BREACHED) & (life.after[order] != _BREACHED)
    begins, ends = np.flatnonzero(into), np.append(np.flatnonzero(out), -1)
    # Breach and repair alternate within an element, so the next way out is this breach's.
    place = np.searchsorted(ends[:-1], begins, side="right")
    closing = ends[place]
    mended = closing >= 0
    safe = np.where(mended, closing, 0)
    if len(begins):
        mended &= (case[safe] == case[begins]) & (element[safe] == element[begins])
    return life.row[order][begins], np.where(mended, life.row[order][safe], -1)
