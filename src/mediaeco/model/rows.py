"""The rows of a case, made from its columns when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from attrs import frozen

from mediaeco.kernels.array import Array
from mediaeco.model.clock import time_of
from mediaeco.model.frame import FrameAct
from mediaeco.model.interaction import Interaction
from mediaeco.model.move import AppropriationMove
from mediaeco.model.table import InteractionTable, Ragged
from mediaeco.model.vocabulary import (
    ActKind,
    BoundaryKind,
    Clock,
    ContentKind,
    ControlCode,
    MoveKind,
    RuptureKind,
)

__all__ = ["Interactions"]

_CONTENT = tuple(ContentKind)
_ACT = tuple(ActKind)
_RUPTURE = tuple(RuptureKind)
_CONTROL = tuple(ControlCode)
_BOUNDARY = tuple(BoundaryKind)
_MOVE = tuple(MoveKind)


@frozen(eq=False, repr=False)
class Interactions(Sequence[Interaction]):
    """An immutable sequence of rows over the columns of one case.

    Parameters
    ----------
    table
        The columns.
    actors, channels, elements, purposes, codes
        Ids by code.
    clock
        How times are told.
    """

    table: InteractionTable
    actors: tuple[str, ...]
    channels: tuple[str, ...]
    elements: tuple[str, ...]
    purposes: tuple[str, ...]
    codes: tuple[str, ...]
    clock: Clock

    def __len__(self) -> int:
        return len(self.table)

    @overload
    def __getitem__(self, index: int) -> Interaction: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Interaction, ...]: ...
    def __getitem__(self, index: int | slice) -> Interaction | tuple[Interaction, ...]:
        if isinstance(index, slice):
            return tuple(self._row(i) for i in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(f"contact {index} of {len(self)}")
        return self._row(index % len(self))

    def __iter__(self) -> Iterator[Interaction]:
        return (self._row(i) for i in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Interactions):
            return NotImplemented
        return (
            self.actors == other.actors
            and self.channels == other.channels
            and self.elements == other.elements
            and self.purposes == other.purposes
            and self.codes == other.codes
            and self.clock is other.clock
            and self.table.equals(other.table)
        )

    __hash__ = None  # type: ignore[assignment]  # columns have no cheap hash

    def __repr__(self) -> str:
        return f"<{len(self)} interactions>"

    def _name(self, row: int) -> str:
        ids = self.table.ids
        return (str(ids[row]) if ids is not None else "") or str(self.table.n[row])

    def _move(self, kind: int, channel: int, other: int, faithful: int) -> AppropriationMove:
        return AppropriationMove(
            _MOVE[kind],
            self.channels[channel],
            "" if other < 0 else self.channels[other],
            None if faithful < 0 else bool(faithful),
        )

    def _row(self, i: int) -> Interaction:
        table = self.table
        sender = int(table.sender[i])
        parent = int(table.reply_row[i])
        rupture, repair = int(table.rupture[i]), int(table.repair[i])
        control, boundary = int(table.control[i]), int(table.boundary[i])
        context, reporter = int(table.context[i]), int(table.reported_by[i])
        return Interaction(
            id="" if table.ids is None else str(table.ids[i]),
            time=time_of(int(table.time[i]), int(table.utc_offset[i]), self.clock),
            duration=float(table.duration[i]),
            sender=self.actors[sender],
            receivers=(self.actors[code] for code in _entries(table.receivers, i)),
            channel=self.channels[table.channel[i]],
            purposes=(self.purposes[code] for code in _entries(table.purposes, i)),
            content=_CONTENT[table.content[i]],
            reply_to=None if parent < 0 else self._name(parent),
            acts=(
                FrameAct(
                    self.elements[element],
                    _ACT[kind],
                    None if actor == sender else self.actors[actor],
                )
                for element, kind, actor in _entries(table.acts, i)
            ),
            rupture=None if rupture < 0 else _RUPTURE[rupture],
            repair=None if repair < 0 else _RUPTURE[repair],
            control=None if control < 0 else _CONTROL[control],
            boundary=None if boundary < 0 else _BOUNDARY[boundary],
            codes=(self.codes[code] for code in _entries(table.codes, i)),
            moves=(self._move(*move) for move in _entries(table.moves, i).tolist()),
            context=None if context < 0 else table.labels[context],
            reported_by=None if reporter < 0 else self.actors[reporter],
        )


def _entries(column: Ragged, row: int) -> Array:
    return column.values[column.offsets[row] : column.offsets[row + 1]]
