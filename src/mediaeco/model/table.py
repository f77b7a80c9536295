"""The columns of a case, or of many cases end to end."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs
import numpy as np
from attrs import field, frozen

from mediaeco.kernels.array import Array, Bools, Floats, Ints, read_only
from mediaeco.kernels.segment import spans
from mediaeco.model.clock import DAY

__all__ = ["InteractionTable", "Ragged"]


def _locked(array: Any) -> Array:
    return read_only(np.asarray(array))


@frozen(eq=False)
class Ragged:
    """Several values in one field: row i holds ``values[offsets[i]:offsets[i + 1]]``.

    Parameters
    ----------
    values
        All values, row after row; shape (m,) or (m, k).
    offsets
        Where each row begins; shape (rows + 1,), the first 0 and the last m.
    """

    values: Array = field(converter=_locked)
    offsets: Ints = field(converter=_locked)

    @property
    def counts(self) -> Ints:
        """Values in each row; shape (rows,)."""
        counts: Ints = np.diff(self.offsets)
        return counts

    @property
    def rows(self) -> Ints:
        """Row that each value stands in; shape (m,)."""
        return np.repeat(np.arange(len(self.offsets) - 1), self.counts)

    def places(self, rows: Ints) -> Ints:
        """Places in ``values`` of all values of these rows, row after row."""
        return spans(self.offsets[rows], self.counts[rows])[1]

    def take(self, rows: Ints) -> Ragged:
        """These rows, in the order asked for."""
        return Ragged(
            self.values[self.places(rows)],
            np.concatenate(([0], np.cumsum(self.counts[rows]))),
        )

    def slice(self, start: int, stop: int) -> Ragged:
        """Rows from ``start`` to before ``stop``, on the same memory."""
        low, high = self.offsets[start], self.offsets[stop]
        return Ragged(self.values[low:high], self.offsets[start : stop + 1] - low)

    def equals(self, other: Ragged) -> bool:
        """Tell whether all rows are the same."""
        return np.array_equal(self.offsets, other.offsets) and np.array_equal(
            self.values, other.values
        )

    @staticmethod
    def concatenate(parts: list[Ragged]) -> Ragged:
        """Put the rows of several one after another."""
        counts = np.concatenate([part.counts for part in parts])
        return Ragged(
            np.concatenate([part.values for part in parts]),
            np.concatenate(([0], np.cumsum(counts))),
        )


@frozen(eq=False, slots=False, kw_only=True)
class InteractionTable:
    """Read-only columns, one row an interaction, cases end to end in time order.

    One case is a table with one segment; a cohort is one with many. Codes count from 0; -1 is
    "none". Actor codes are local to a case: 0 is the therapist, 1 the patient. Channel, purpose
    and element codes are places in the vocabularies of the case or cohort.

    Parameters
    ----------
    offsets
        Row at which each case begins; shape (cases + 1,).
    origin
        Time of each case's first contact, microseconds; shape (cases,). A view keeps the origin
        of the record it was taken from.
    n
        Contact index within the case, from 0. A view keeps the index of the record it was taken
        from, so that "the first contact, absent" never reads as "the second one is the first".
    time
        Microseconds since 1970 (or since the record's own origin).
    utc_offset
        Seconds east of UTC; 0 where there is no zone.
    duration
        Seconds; NaN where unknown.
    sender, channel, content, reported_by
        Codes.
    reply_to
        Contact index of the interaction answered, -1 for none.
    rupture, repair
        Code of the kind in `RuptureKind`, -1 for none.
    control, boundary
        Code in `ControlCode` and in `BoundaryKind`, -1 for none.
    context
        Code of the hand-given mark in ``labels``, -1 for none.
    receivers, purposes, codes
        Ragged codes.
    acts
        Ragged; values of shape (acts, 3): element, kind in `ActKind`, actor.
    moves
        Ragged; values of shape (moves, 4): kind in `MoveKind`, channel, other channel (-1 for
        none), and whether it was faithful (1), ironic (0) or not judged (-1).
    ids
        Names of the rows, empty where the contact index serves; None where it serves throughout.
    labels
        Hand-given marks of contexts.
    """

    offsets: Ints = field(converter=_locked)
    origin: Ints = field(converter=_locked)
    n: Ints = field(converter=_locked)
    time: Ints = field(converter=_locked)
    utc_offset: Ints = field(converter=_locked)
    duration: Floats = field(converter=_locked)
    sender: Ints = field(converter=_locked)
    channel: Ints = field(converter=_locked)
    content: Ints = field(converter=_locked)
    reported_by: Ints = field(converter=_locked)
    reply_to: Ints = field(converter=_locked)
    rupture: Ints = field(converter=_locked)
    repair: Ints = field(converter=_locked)
    control: Ints = field(converter=_locked)
    boundary: Ints = field(converter=_locked)
    context: Ints = field(converter=_locked)
    receivers: Ragged
    purposes: Ragged
    acts: Ragged
    codes: Ragged
    moves: Ragged
    ids: Array | None = field(default=None, converter=attrs.converters.optional(_locked))
    labels: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.n)

    @property
    def cases(self) -> int:
        """Number of cases."""
        return len(self.offsets) - 1

    @cached_property
    def case(self) -> Ints:
        """Case that each row belongs to; shape (rows,)."""
        return read_only(np.repeat(np.arange(self.cases), np.diff(self.offsets)))

    @cached_property
    def t(self) -> Floats:
        """Days since the first contact of the case; shape (rows,)."""
        origin = np.repeat(self.origin, np.diff(self.offsets))
        return read_only((self.time - origin) / DAY)

    @cached_property
    def starts(self) -> Bools:
        """True at the first row of each case; shape (rows,)."""
        starts = np.zeros(len(self), dtype=bool)
        begins = self.offsets[:-1]
        starts[begins[begins < self.offsets[1:]]] = True
        return read_only(starts)

    @cached_property
    def reply_row(self) -> Ints:
        """Row of the interaction answered, -1 where none is or it is not in this view."""
        rows = np.full(len(self), -1, dtype=np.int64)
        asked = np.flatnonzero(self.reply_to >= 0)
        if len(asked) == 0:
            return read_only(rows)
        stride = np.int64(max(int(self.n.max()), int(self.reply_to.max())) + 1)
        key = self.case * stride + self.n
        wanted = self.case[asked] * stride + self.reply_to[asked]
        place = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        rows[asked] = np.where(key[place] == wanted, place, -1)
        return read_only(rows)

    def select(self, mask: Bools) -> InteractionTable:
        """Keep the rows where ``mask`` is true; contact indices and origins stay as they were."""
        kept = np.concatenate(([0], np.cumsum(mask)))
        return self.take(np.flatnonzero(mask), kept[self.offsets], self.origin)

    def take(self, rows: Ints, offsets: Ints, origin: Ints) -> InteractionTable:
        """These rows, parted into cases anew.

        Parameters
        ----------
        rows
            Rows of this table, in the order asked for; one may stand in several cases.
        offsets, origin
            Of the new table; shapes (cases + 1,) and (cases,).
        """
        parts: dict[str, Any] = {name: getattr(self, name)[rows] for name in COLUMNS}
        parts |= {name: getattr(self, name).take(rows) for name in RAGGED}
        return attrs.evolve(
            self,
            offsets=offsets,
            origin=origin,
            ids=None if self.ids is None else self.ids[rows],
            **parts,
        )

    def one(self, case: int) -> InteractionTable:
        """Columns of one case, on the same memory."""
        start, stop = int(self.offsets[case]), int(self.offsets[case + 1])
        parts: dict[str, Any] = {name: getattr(self, name)[start:stop] for name in COLUMNS}
        parts |= {name: getattr(self, name).slice(start, stop) for name in RAGGED}
        return attrs.evolve(
            self,
            offsets=np.array([0, stop - start]),
            origin=self.origin[case : case + 1],
            ids=None if self.ids is None else self.ids[start:stop],
            **parts,
        )

    def equals(self, other: InteractionTable) -> bool:
        """Tell whether two tables say the same, unknown durations included."""
        if self.cases != other.cases or len(self) != len(other):
            return False
        same = all(
            np.array_equal(getattr(self, name), getattr(other, name), equal_nan=name == "duration")
            for name in ("offsets", "origin", *(name for name in COLUMNS if name != "context"))
        )
        same = same and all(getattr(self, name).equals(getattr(other, name)) for name in RAGGED)
        return same and self._names() == other._names() and self.marks() == other.marks()

    def _names(self) -> list[str]:
        return [""] * len(self) if self.ids is None else [str(name) for name in self.ids]

    def marks(self) -> list[str | None]:
        """Hand-given mark of each row's context, None where there is none."""
        if not self.labels:
            return [None] * len(self)
        return [None if code < 0 else self.labels[code] for code in self.context]


COLUMNS = (
    "n",
    "time",
    "utc_offset",
    "duration",
    "sender",
    "channel",
    "content",
    "reported_by",
    "reply_to",
    "rupture",
    "repair",
    "control",
    "boundary",
    "context",
)
"""Columns with one value a row, in the order of the class."""

RAGGED = ("receivers", "purposes", "acts", "codes", "moves")
"""Columns with several values a row."""
