"""Many cases in one set of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast, overload

import attrs
import numpy as np
from attrs import field, frozen

from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.model.case import Case
from mediaeco.model.channel import Channel
from mediaeco.model.code import Code
from mediaeco.model.frame import FrameElement, Purpose
from mediaeco.model.story import LIMIT, print_lines, stories_lines, told
from mediaeco.model.table import COLUMNS, RAGGED, InteractionTable, Ragged

__all__ = ["Cohort"]

_Item = TypeVar("_Item", Channel, FrameElement, Purpose, Code)
_Terms = tuple[tuple[str, ...], ...]


@frozen(init=False, repr=False, eq=False)
class Cohort(Sequence[Case]):
    """Cases end to end, over one vocabulary of channels, elements, purposes and codes.

    Parameters
    ----------
    cases
        The cases, each with an id of its own. Where two of them speak of a channel, an element,
        a purpose or a code by the same id, they must mean the same; what an element was agreed to
        be (its hours, channels and fallback) is each case's own.

    Raises
    ------
    FaultGroup
        Where an id stands for two cases or two meanings.

    Notes
    -----
    *Laws*: ``cohort[i] == cases[i]``; any measure of the cohort, cut to one case, is the measure
    of that case.
    """

    heads: tuple[Case, ...] = field()
    channels: tuple[Channel, ...]
    elements: tuple[FrameElement, ...]
    purposes: tuple[Purpose, ...]
    codes: tuple[Code, ...]
    table: InteractionTable

    def __init__(self, cases: Iterable[Case]) -> None:
        members = tuple(cases)
        faults = [
            InvalidCaseError("cases", "an id of its own for each case", f"one id {count} times")
            for count in Counter(case.id for case in members).values()
            if count > 1
        ]
        channels, lost = _union([case.channels for case in members], "channels")
        elements, more = _union([case.elements for case in members], "elements")
        purposes, most = _union([case.purposes for case in members], "purposes")
        codes, last = _union([case.codes for case in members], "codes")
        faults += lost + more + most + last
        if faults:
            raise FaultGroup("These cases cannot stand in one cohort", faults)
        vocabularies = (channels, elements, purposes, codes)
        shared = tuple(tuple(item.id for item in items) for items in vocabularies)
        tables = [_recoded(case.table, _terms(case), shared) for case in members]
        self.__attrs_init__(  # written by attrs
            heads=tuple(_head(case) for case in members),
            channels=channels,
            elements=elements,
            purposes=purposes,
            codes=codes,
            table=_end_to_end(tables),
        )

    @classmethod
    def from_columns(cls, heads: Sequence[Case], table: InteractionTable) -> Cohort:
        """Make a cohort from columns that are there already.

        Parameters
        ----------
        heads
            One case without interactions a segment of ``table``, all over the same vocabularies.
        table
            The columns of all cases end to end.

        Raises
        ------
        InvalidCaseError
            Where heads and columns do not fit one another.
        """
        if len(heads) != table.cases:
            raise InvalidCaseError("heads", f"{table.cases}, one a case", str(len(heads)))
        first = heads[0] if heads else None
        for i, head in enumerate(heads):
            if _vocabularies(head) != _vocabularies(heads[0]):
                raise InvalidCaseError(f"heads[{i}]", "the vocabularies of the first", "others")
        cohort = cls.__new__(cls)
        cohort.__attrs_init__(  # written by attrs
            heads=tuple(heads),
            channels=first.channels if first else (),
            elements=first.elements if first else (),
            purposes=first.purposes if first else (),
            codes=first.codes if first else (),
            table=table,
        )
        return cohort

    def with_heads(self, heads: Sequence[Case]) -> Cohort:
        """The same contacts under other heads, one a case, each over the case's own vocabularies.

        Raises
        ------
        InvalidCaseError
            Where a head speaks by other vocabularies than its case.
        """
        if [_terms(head) for head in heads] != [_terms(head) for head in self.heads]:
            raise InvalidCaseError("heads", "heads over the vocabularies of their cases", "others")
        cohort = type(self).__new__(type(self))
        cohort.__attrs_init__(  # written by attrs
            heads=tuple(heads),
            channels=self.channels,
            elements=self.elements,
            purposes=self.purposes,
            codes=self.codes,
            table=self.table,
        )
        return cohort

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, index: int) -> Case: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Case, ...]: ...
    def __getitem__(self, index: int | slice) -> Case | tuple[Case, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        return self.case_in(range(len(self))[index], self.table)

    def case_in(self, place: int, table: InteractionTable) -> Case:
        """Give the case at this place with the contacts that a view of the cohort keeps of it.

        Parameters
        ----------
        place
            Which case, from 0.
        table
            Columns of all cases, over the cohort's vocabularies.
        """
        head = self.heads[place]
        own = _recoded(table.one(place), _terms(self), _terms(head))
        return attrs.evolve(head, interactions=own, clock=head.clock)

    def __iter__(self) -> Iterator[Case]:
        return (self[i] for i in range(len(self)))

    def story(self, *, limit: int = LIMIT) -> str:
        """Tell the cases one after another, as `Case.story` does.

        Parameters
        ----------
        limit
            Contacts told, of all cases together, before the story is cut.

        Returns
        -------
        str
            A line for each case, and below it its contacts and ratings.
        """
        return told(self, stories_lines(self, len(self), limit))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print as a story in IPython, and where Hypothesis shows a failing example."""
        print_lines(printer, self, [] if cycle else stories_lines(self, len(self)))

    def __repr__(self) -> str:
        return f"<Cohort: {len(self)} cases, {len(self.table)} interactions>"


def _head(case: Case) -> Case:
    return attrs.evolve(case, interactions=(), observed_until=case.observed_until, clock=case.clock)


def _meaning(item: Channel | FrameElement | Purpose | Code) -> Any:
    """What an item is, apart from the terms that each case agrees upon for itself."""
    if isinstance(item, FrameElement):
        return attrs.evolve(item, hours=None, channels=(), fallback=())
    return item


def _union(
    vocabularies: Sequence[tuple[_Item, ...]], place: str
) -> tuple[tuple[_Item, ...], list[InvalidCaseError]]:
    union: dict[str, _Item] = {}
    faults = []
    for items in vocabularies:
        for item in items:
            known = union.setdefault(item.id, item)
            if known == item:
                continue
            if _meaning(known) == _meaning(item):
                union[item.id] = cast(_Item, _meaning(item))
            else:
                faults.append(
                    InvalidCaseError(
                        place,
                        f"one meaning of '{item.id}' in all cases",
                        "two",
                        "Give one of them another id, or make them the same.",
                    )
                )
    return tuple(union.values()), faults


def _terms(record: Case | Cohort) -> _Terms:
    return tuple(tuple(item.id for item in items) for items in _vocabularies(record))


def _vocabularies(record: Case | Cohort) -> tuple[tuple[Any, ...], ...]:
    return (record.channels, record.elements, record.purposes, record.codes)


def _recoded(table: InteractionTable, own: _Terms, wanted: _Terms) -> InteractionTable:
    """Write the codes of one set of vocabularies in those of another."""
    if own == wanted:
        return table
    channels, elements, purposes, codes = (
        np.array([place.get(name, -1) for name in names], dtype=np.int16)
        for names, place in (
            (names, {name: code for code, name in enumerate(others)})
            for names, others in zip(own, wanted, strict=True)
        )
    )
    acts = table.acts.values.copy()
    acts[:, 0] = elements[acts[:, 0]]
    moves = table.moves.values.copy()
    moves[:, 1] = channels[moves[:, 1]]
    related = moves[:, 2] >= 0
    moves[related, 2] = channels[moves[related, 2]]
    return attrs.evolve(
        table,
        channel=channels[table.channel],
        purposes=Ragged(purposes[table.purposes.values], table.purposes.offsets),
        acts=Ragged(acts, table.acts.offsets),
        codes=Ragged(codes[table.codes.values], table.codes.offsets),
        moves=Ragged(moves, table.moves.offsets),
    )


def _end_to_end(tables: Sequence[InteractionTable]) -> InteractionTable:
    from mediaeco.model.build import Terms, build_table

    if not tables:
        empty, _, _ = build_table((), Terms({}, frozenset(), {}, {}, {}, {}))
        return attrs.evolve(empty, offsets=np.array([0]), origin=np.zeros(0, dtype=np.int64))
    labels = tuple(label for table in tables for label in table.labels)
    shifts = np.cumsum([0, *(len(table.labels) for table in tables)])[:-1]
    context = [
        np.where(table.context < 0, -1, table.context + shift)
        for table, shift in zip(tables, shifts, strict=True)
    ]
    named = any(table.ids is not None for table in tables)
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(table, name) for table in tables])
        for name in COLUMNS
        if name != "context"
    }
    columns |= {
        name: Ragged.concatenate([getattr(table, name) for table in tables]) for name in RAGGED
    }
    return InteractionTable(
        offsets=np.concatenate(([0], np.cumsum([len(table) for table in tables]))),
        origin=np.concatenate([table.origin for table in tables]),
        **columns,
        context=np.concatenate(context),
        ids=np.concatenate([np.full(len(t), "") if t.ids is None else t.ids for t in tables])
        if named
        else None,
        labels=labels,
    )
