"""States in an order that somebody states, and moves up and down in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from attrs import field, frozen

from mediaeco.dynamics.sequence import coded, sequence_offsets
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["LevelChanges", "OrderedStates", "level_changes"]


def _levels(value: Iterable[Any]) -> tuple[Any, ...]:
    if isinstance(value, str):
        raise InvalidCaseError("OrderedStates.levels", "several levels", "one text")
    return tuple(value)


@frozen(kw_only=True)
class OrderedStates:
    """States, and the order that somebody states for them.

    Levels are often numbered for the sake of a questionnaire: 1 for best friend, 4 for neutral, 5
    for troubled, 0 for unknown. Such numbers have no order of closeness, so none is taken from
    them.

    Parameters
    ----------
    levels
        All levels as they are recorded, from the lowest to the highest in the order that is meant.
    names
        What they are called, in the same order; empty: as they are recorded.

    Raises
    ------
    InvalidCaseError
        Where a level or name stands twice, or names do not fit.

    Examples
    --------
    >>> closeness = OrderedStates(levels=(5, 0, 4, 3, 2, 1))
    >>> closeness.rank([1, 4, None]).tolist()
    [5, 2, -1]
    """

    levels: tuple[Any, ...] = field(converter=_levels)
    names: tuple[str, ...] = field(default=(), converter=_levels)

    def __attrs_post_init__(self) -> None:
        if len(set(self.levels)) != len(self.levels) or not self.levels:
            raise InvalidCaseError(
                "OrderedStates.levels",
                "different levels, one at least",
                "one twice" if self.levels else "none",
            )
        if self.names and (
            len(self.names) != len(self.levels) or len(set(self.names)) != len(self.names)
        ):
            raise InvalidCaseError(
                "OrderedStates.names", f"{len(self.levels)} different names", "others"
            )

    @property
    def labels(self) -> tuple[str, ...]:
        """What the levels are called, from the lowest to the highest."""
        return self.names or tuple(str(level) for level in self.levels)

    def rank(self, values: Sequence[Any] | Array) -> Ints:
        """Place of each value in the order, from 0; -1 where it is not known (None or NaN).

        Raises
        ------
        UnknownTermError
            Where a value is none of the levels.
        """
        return coded(values, self.levels, "OrderedStates.levels")[1]


@frozen(kw_only=True, eq=False, repr=False)
class LevelChanges(Result):
    """Moves from each level to the next observed one.

    Parameters
    ----------
    states
        Names of the levels, from the lowest to the highest.
    moves
        Pairs of neighbouring moments by level before and after, over all sequences; shape (states,
        states).
    up, down, same
        Of each sequence; pairs of which one is not known are in none; shape (sequences,).
    unknown
        Pairs of which one is not known; shape (sequences,).
    net
        Levels climbed from the first to the last known moment; 0 where fewer than two are known;
        shape (sequences,).
    """

    states: tuple[str, ...]
    moves: Ints
    up: Ints
    down: Ints
    same: Ints
    unknown: Ints
    net: Ints

    def to_frame(self) -> TidyTable:
        """One row a sequence."""
        return TidyTable(
            {
                "sequence": np.arange(len(self.up)),
                "up": self.up,
                "down": self.down,
                "same": self.same,
                "unknown": self.unknown,
                "net": self.net,
            }
        )

    def summary(self) -> TidyTable:
        """One row a move that occurred."""
        before, after = np.nonzero(self.moves)
        names = np.array(self.states, dtype=np.str_)
        return TidyTable(
            {
                "before": names[before],
                "after": names[after],
                "count": self.moves[before, after],
                "levels": after - before,
            }
        )


def level_changes(
    values: Sequence[Any] | Array,
    *,
    order: OrderedStates | None,
    sequences: Sequence[int] | Ints | None = None,
) -> LevelChanges:
    """How often did a relationship grow closer, and how often more distant?

    Parameters
    ----------
    values
        Level at each moment, None (and NaN) where it is not known; sequences end to end.
    order
        The order that is meant. It must be stated: None is refused, for numbers as for words.
    sequences
        Moment at which each sequence begins, and their number at the end; None: they are one.

    Returns
    -------
    LevelChanges
        By sequence, and by move.

    Raises
    ------
    InvalidCaseError
        Where no order is stated, or sequences do not fit.
    UnknownTermError
        Where a value is none of the levels.

    Notes
    -----
    *Theory*: vandebunt1999 (levels of a relationship, wave by wave); library's proposal. Levels
    climbed count ranks: that two neighbouring ones lie equally far apart is nowhere said.

    *Laws*: every pair of neighbouring moments is up, down, same or unknown; turning the order
    round exchanges up and down; renumbering the levels changes nothing.

    Examples
    --------
    >>> closeness = OrderedStates(levels=(5, 0, 4, 3, 2, 1))
    >>> found = level_changes([0, 4, 3, 3, 5], order=closeness)
    >>> found.up.tolist(), found.down.tolist(), found.same.tolist()
    ([2], [1], [1])
    """
    if order is None:
        raise InvalidCaseError(
            "level_changes.order",
            "an order of the levels",
            "none",
            "Numbers of levels have no order of closeness that anybody stated: give "
            "`OrderedStates(levels=...)`, from the lowest to the highest.",
        )
    rank = order.rank(values)
    offsets = sequence_offsets(sequences, len(rank), "level_changes.sequences")
    count, size = len(offsets) - 1, len(order.levels)
    of = np.repeat(np.arange(count), np.diff(offsets))
    inside = of[1:] == of[:-1]
    before, after, of_pair = rank[:-1][inside], rank[1:][inside], of[:-1][inside]
    known = (before >= 0) & (after >= 0)

    def counted(which: Any) -> Ints:
        return np.bincount(of_pair[which], minlength=count)

    places = np.flatnonzero(rank >= 0)
    low, high = np.searchsorted(places, offsets[:-1]), np.searchsorted(places, offsets[1:])
    some = high > low
    net = np.zeros(count, dtype=np.int64)
    net[some] = rank[places[high[some] - 1]] - rank[places[low[some]]]
    return LevelChanges(
        states=order.labels,
        moves=np.bincount((before * size + after)[known], minlength=size * size).reshape(
            size, size
        ),
        up=counted(known & (after > before)),
        down=counted(known & (after < before)),
        same=counted(known & (after == before)),
        unknown=counted(~known),
        net=net,
    )
