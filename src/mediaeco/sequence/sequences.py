"""Sequences of states: what followed what, for cases, contexts, weeks, or rows of any table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

import attrs
import numpy as np
from attrs import field, frozen

from mediaeco.analysis import StateOf, contact_states
from mediaeco.analysis.thread import bout_of
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Array, Floats, Ints, read_only
from mediaeco.kernels.code import distinct_codes
from mediaeco.model import Result, Role, TidyTable
from mediaeco.sequence.cells import (
    cell_of,
    columns_of,
    encode,
    rank_times,
    refuse,
    take_column,
)

__all__ = ["Sequences", "sequences"]

By = Literal["case", "context", "week"]

_WEEK = 7.0  # days
_SIDES = (Role.THERAPIST.value, Role.PATIENT.value, Role.OTHER.value)


def _whole(values: Any) -> Ints:
    return read_only(np.asarray(values, dtype=np.int64))


def _names(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


def _real(values: Any) -> Floats | None:
    return None if values is None else read_only(np.asarray(values, dtype=np.float64))


def _own_unit(of: Sequences) -> Ints:
    return np.arange(len(of.offsets) - 1)


@frozen(kw_only=True, eq=False, repr=False)
class Sequences(Result):
    """Sequences of states, end to end in one column.

    Parameters
    ----------
    codes
        State at each place, as its place in ``alphabet``; -1 where it is missing; shape (N,).
    offsets
        Where each sequence begins, and N at the end; shape (S + 1,). Sequences may be empty.
    alphabet
        Names of the K states, whether they occur or not.
    ids
        Names of the sequences; shape (S,).
    weights
        Weight of each sequence, finite and at least 0; shape (S,). None: each counts once.
    sets
        Set of actors that each state belongs to, as its place in ``set_names``; shape (K,). None
        where there is one set.
    set_names
        Names of the sets of actors.
    unit
        What each sequence was sampled with: a case or dyad that several sequences come from, as a
        whole number of at least 0; shape (S,). Resampling draws units. Left out, each sequence is
        a unit of its own.

    Raises
    ------
    InvalidCaseError
        Where the columns do not fit one another, or a weight is negative or not finite.

    Notes
    -----
    *Laws*: the same data, wide or long, make the same sequences; `to_wide` and back changes
    nothing but missing places at the end.

    Examples
    --------
    >>> calls = Sequences.from_wide({"1": ["phone", "chat"], "2": ["chat", None]})
    >>> calls.alphabet, calls.codes, calls.offsets
    (('chat', 'phone'), array([1, 0, 0]), array([0, 2, 3]))
    """

    codes: Ints = field(converter=_whole)
    offsets: Ints = field(converter=_whole)
    alphabet: tuple[str, ...] = field(converter=_names)
    ids: tuple[str, ...] = field(converter=_names)
    weights: Floats | None = field(default=None, converter=_real)
    sets: tuple[int, ...] | None = field(default=None)
    set_names: tuple[str, ...] = field(default=(), converter=_names)
    unit: Ints = field(default=attrs.Factory(_own_unit, takes_self=True), converter=_whole)

    def __attrs_post_init__(self) -> None:
        count, states = len(self.ids), len(self.alphabet)
        ends = self.offsets
        fits = ends.shape == (count + 1,) and ends[0] == 0 and ends[-1] == len(self.codes)
        if not fits or (np.diff(ends) < 0).any():
            refuse("offsets", f"{count + 1} rising places from 0 to {len(self.codes)}", "others")
        if self.codes.ndim != 1 or ((self.codes < -1) | (self.codes >= states)).any():
            refuse("codes", f"one column of whole numbers from -1 to {states - 1}", "others")
        if len(set(self.alphabet)) < states:
            refuse("alphabet", "states of different names", "a name twice")
        if self.unit.shape != (count,) or (self.unit < 0).any():
            refuse("unit", f"{count} whole numbers of at least 0", "others")
        if self.sets is not None and (
            len(self.sets) != states or not all(0 <= s < len(self.set_names) for s in self.sets)
        ):
            refuse("sets", f"for each of {states} states a place in set_names", "others")
        if self.weights is not None:
            _check_weights(self.weights, count)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def lengths(self) -> Ints:
        """Places of each sequence, missing ones inside included; shape (S,)."""
        return np.diff(self.offsets)

    @property
    def weight(self) -> Floats:
        """Weight of each sequence, 1 where none are given; shape (S,)."""
        return np.ones(len(self)) if self.weights is None else self.weights

    @property
    def of(self) -> Ints:
        """Sequence that each place belongs to; shape (N,)."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def to_wide(self) -> Ints:
        """Codes with one row a sequence, -1 where missing or ended; shape (S, longest)."""
        longest = int(self.lengths.max()) if len(self) else 0
        wide = np.full((len(self), longest), -1, dtype=np.int64)
        wide[np.arange(longest) < self.lengths[:, None]] = self.codes
        return wide

    def to_frame(self) -> TidyTable:
        """One row a place: sequence, position from 0, state (empty where missing)."""
        start = np.repeat(self.offsets[:-1], self.lengths)
        return TidyTable(
            {
                "sequence": np.array(self.ids, dtype=np.str_)[self.of],
                "position": np.arange(len(self.codes)) - start,
                "state": np.array([*self.alphabet, ""], dtype=np.str_)[self.codes],
            }
        )

    def take(self, rows: Array | list[int]) -> Sequences:
        """These sequences, in the order asked for; places or truth values."""
        asked = np.asarray(rows, dtype=None if len(rows) else np.int64)
        kept = np.arange(len(self))[asked]
        lengths = self.lengths[kept]
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        places = np.arange(offsets[-1]) + np.repeat(self.offsets[kept] - offsets[:-1], lengths)
        return attrs.evolve(
            self,
            codes=self.codes[places],
            offsets=offsets,
            ids=[self.ids[row] for row in kept.tolist()],
            weights=None if self.weights is None else self.weights[kept],
            unit=self.unit[kept],
        )

    def by_unit(self, labels: Iterable[Any]) -> Sequences:
        """The same sequences, drawn by these units: a label a sequence, one label a unit."""
        names = list(labels)
        place = {name: k for k, name in enumerate(dict.fromkeys(names))}
        return attrs.evolve(self, unit=[place[name] for name in names])

    def occurring(self) -> Sequences:
        """The same sequences, without states that never occur."""
        occurs = np.bincount(self.codes[self.codes >= 0], minlength=len(self.alphabet)) > 0
        place = np.append(np.cumsum(occurs) - 1, -1)
        kept = np.flatnonzero(occurs).tolist()
        return attrs.evolve(
            self,
            codes=place[self.codes],
            alphabet=[self.alphabet[k] for k in kept],
            sets=None if self.sets is None else tuple(self.sets[k] for k in kept),
        )

    @classmethod
    def from_wide(
        cls,
        frame: Any,
        *,
        states: Iterable[str] | None = None,
        ids: Iterable[str] | str | None = None,
        weights: Any = None,
    ) -> Sequences:
        """Read a table with one row a sequence and one column a position.

        Empty cells (none, NaN, an empty text) are missing: inside a sequence they stay as places
        without a state, after its last state they are its end.

        Parameters
        ----------
        frame
            A dataframe (pandas, polars, PyArrow, ... through narwhals), columns by name, or an
            array or list of rows.
        states
            The alphabet, in order. None: the states that occur, sorted.
        ids
            Names of the sequences, or the column that holds them. None: 1, 2, 3, ...
        weights
            Weights of the sequences, or the column that holds them.

        Raises
        ------
        UnknownTermError
            Where a cell holds a state that ``states`` does not name, or a column is not there.
        InvalidCaseError
            Where columns differ in length, or weights do not fit or are negative.

        Examples
        --------
        >>> Sequences.from_wide([["a", "b", ""], ["b", "", "a"]], states=["a", "b", "c"]).codes
        array([ 0,  1,  1, -1,  0])
        """
        columns = columns_of(frame)
        # Rows without a single column are sequences too, empty ones.
        listed = frame if isinstance(frame, np.ndarray | list | tuple) else ()
        count = len(next(iter(columns.values()), listed))
        if isinstance(ids, str):
            ids = [str(cell_of(v)) for v in take_column(columns, ids)]
        if isinstance(weights, str):
            weights = take_column(columns, weights)
        cells = [cell for row in zip(*columns.values(), strict=True) for cell in row]
        codes, alphabet = encode(cells, states)
        sequence = np.repeat(np.arange(count), len(columns))
        return _without_ends(
            codes, sequence, alphabet, range(1, count + 1) if ids is None else ids, weights
        )

    @classmethod
    def from_long(
        cls,
        frame: Any,
        *,
        sequence: str,
        time: str,
        state: str,
        weights: str | None = None,
        states: Iterable[str] | None = None,
    ) -> Sequences:
        """Read a table with one row an event.

        Sequences come in the order in which they first occur; events of one sequence in the order
        of their time, and in the order of the rows where times are the same.

        Parameters
        ----------
        frame
            A dataframe (through narwhals), or columns by name.
        sequence, time, state
            Columns: which sequence the event belongs to, when it was (numbers, dates, or texts
            that sort as times do), and which state it is; an empty state is missing.
        weights
            Column of weights, the same in all rows of a sequence.
        states
            The alphabet, in order. None: the states that occur, sorted.

        Raises
        ------
        UnknownTermError
            Where a column or a state is not known.
        InvalidCaseError
            Where a row names no sequence or no time, or weights differ within a sequence.

        Examples
        --------
        >>> Sequences.from_long(
        ...     {"who": [7, 8, 7], "day": [3, 1, 2], "what": ["a", "b", "b"]},
        ...     sequence="who", time="day", state="what",
        ... ).to_wide()
        array([[ 1,  0],
               [ 1, -1]])
        """
        columns = columns_of(frame)
        names = [str(cell_of(value)) for value in take_column(columns, sequence)]
        if "" in names:
            refuse(f"frame[{names.index('')}]", "the name of a sequence", "nothing")
        place = {name: i for i, name in enumerate(dict.fromkeys(names))}
        of = np.array([place[name] for name in names], dtype=np.int64)
        order = np.lexsort((rank_times(take_column(columns, time)), of))
        codes, alphabet = encode(take_column(columns, state), states)
        each = None
        if weights is not None:
            each = np.zeros(len(place))
            given = _weights(take_column(columns, weights), len(names))
            each[of] = given
            if (each[of] != given).any():
                refuse("weights", "one weight for all rows of a sequence", "several")
        return _without_ends(codes[order], of[order], alphabet, tuple(place), each)


def sequences(
    eco: Ecosystem, *, of: StateOf = "channel", by: By = "case", sides: bool = False
) -> Sequences:
    """What followed what, contact by contact?

    A contact with several purposes, acts or codes counts each, in their order; one without any is
    passed over. A contact whose control or boundary was not coded is a missing place.

    Parameters
    ----------
    eco
        One case or a cohort.
    of
        What the states are: channels, purposes, kinds of acts on the frame, stages of the
        relationship (just after the contact), kinds of content, control codes, judgements of
        the boundary, or codes. The
        alphabet is the whole vocabulary of the record; see `Sequences.occurring`.
    by
        What one sequence is: a whole case, a context (a bout of exchange), or a week since the
        first contact (weeks without contact are no sequences).
    sides
        True: states are told apart by who acts, as ``"therapist: email"``; therapist and patient
        are two sets of actors (and ``"other"`` a third, where others take part).

    Returns
    -------
    Sequences
        The unit of each sequence is its case.

    Raises
    ------
    UnknownTermError
        Where ``of`` or ``by`` is none of these.

    Notes
    -----
    *Theory*: library's proposal; the encoding that transition networks (saqr2025) take.

    *Laws*: a case of a cohort gives the sequences that it gives alone; contexts and weeks part
    the sequence of their case; swapping the roles swaps the sets.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> sequences(eco, sides=True).occurring().alphabet[:2]
    ('therapist: instant_messaging', 'therapist: email')
    """
    if by not in get_args(By):
        raise UnknownTermError(by, get_args(By), "by")
    table = eco.table
    states = contact_states(eco, of)
    alphabet, codes, rows = states.alphabet, states.code, states.row
    sets: tuple[int, ...] | None = None
    set_names: tuple[str, ...] = ()
    if sides:
        actor = table.acts.values[:, 2] if of == "act" else table.sender[rows]
        side: Ints = np.minimum(actor, 2)
        others = any(len(head.actors) > 2 for head in eco.cases)
        set_names = _SIDES if others else _SIDES[:2]
        sets = tuple(s for s in range(len(set_names)) for _ in alphabet)
        codes = np.where(codes < 0, -1, side * len(alphabet) + codes)
        alphabet = tuple(f"{name}: {state}" for name in set_names for state in alphabet)
    cut, ids, unit = _cut(eco, by)
    counts = np.bincount(cut[rows], minlength=len(ids))
    return Sequences(
        codes=codes,
        offsets=np.concatenate(([0], np.cumsum(counts))),
        alphabet=alphabet,
        ids=ids,
        sets=sets,
        set_names=set_names,
        unit=unit,
    )


def _cut(eco: Ecosystem, by: By) -> tuple[Ints, tuple[str, ...], Ints]:
    """Sequence that each contact belongs to, names of the sequences, and the case of each."""
    table = eco.table
    if by == "case":
        return table.case, eco.ids, np.arange(table.cases)
    if by == "context":
        cut = bout_of(table)
        within = np.arange(int(cut[-1]) + 1 if len(cut) else 0)
        unit = table.case[np.flatnonzero(np.diff(cut, prepend=-1))]
        within = within - np.searchsorted(unit, unit)
    else:
        week = np.floor(table.t / _WEEK).astype(np.int64)
        weeks = int(week.max()) + 1 if len(week) else 1
        kinds, cut = distinct_codes(table.case * weeks + week, table.cases * weeks)
        unit, within = np.divmod(kinds, weeks)
    names = zip(unit.tolist(), within.tolist(), strict=True)
    return cut, tuple(f"{eco.ids[case]}/{part}" for case, part in names), unit


def _check_weights(weights: Floats, count: int) -> None:
    fits = weights.shape == (count,)
    if not fits or not np.isfinite(weights).all() or (weights < 0).any():
        what = f"{count} finite weights of at least 0"
        got = "a negative one or none" if fits else f"{weights.size}"
        raise InvalidCaseError("Sequences.weights", what, got)


def _weights(values: Any, count: int) -> Floats:
    try:
        weights = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidCaseError(
            "Sequences.weights", f"{count} finite weights of at least 0", "something else"
        ) from None
    _check_weights(weights, count)
    return weights


def _without_ends(
    codes: Ints, of: Ints, alphabet: tuple[str, ...], ids: Iterable[Any], weights: Any
) -> Sequences:
    """Sequences of rows in order, without the missing places after the last state of each."""
    names = _names(ids)
    last = np.full(len(names), -1)
    filled = np.flatnonzero(codes >= 0)
    if len(of) and int(of.max()) >= len(names):
        refuse("ids", f"{int(of.max()) + 1} names", f"{len(names)}")
    last[of[filled]] = filled  # the last one written stays
    kept = np.arange(len(codes)) <= last[of]
    counts = np.bincount(of[kept], minlength=len(names))
    return Sequences(
        codes=codes[kept],
        offsets=np.concatenate(([0], np.cumsum(counts))),
        alphabet=alphabet,
        ids=names,
        weights=None if weights is None else _weights(weights, len(names)),
    )
