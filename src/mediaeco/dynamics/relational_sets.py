"""Choice sets of a network, one row a kind of person: those who look alike are counted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Bools, Ints
from mediaeco.kernels.choice import ChoiceSets
from mediaeco.kernels.risk_set import Course, kinds_at

__all__ = ["Alternatives", "Chosen", "Strangers", "counted_sets"]


@frozen(eq=False)
class Alternatives:
    """Alternatives of whom something becomes known, one entry a row of their course.

    Parameters
    ----------
    group
        Whose set of alternatives they are in; shape (rows,).
    there
        False where they can never be chosen; shape (rows,).
    blank
        Values before anything was known; shape (rows, values).
    """

    group: Ints
    there: Bools
    blank: Ints


@frozen(eq=False)
class Strangers:
    """Alternatives at the beginning, when nothing is known of anybody.

    Parameters
    ----------
    group
        Whose set of alternatives it is; shape (kinds,).
    values
        Shape (kinds, values).
    number
        How many there are; shape (kinds,).
    """

    group: Ints
    values: Ints
    number: Ints


@frozen(eq=False)
class Chosen:
    """What was chosen at each event.

    Parameters
    ----------
    group
        Whose set of alternatives it was chosen from; shape (events,).
    key
        Key of the chosen alternative in the course; shape (events,).
    moment
        Shape (events,).
    blank
        Values where nothing is known; shape (events, values).
    """

    group: Ints
    key: Ints
    moment: Ints
    blank: Ints


def counted_sets(
    found: Course, alternatives: Alternatives, strangers: Strangers, chosen: Chosen
) -> ChoiceSets:
    """Count at every event who could have been chosen, by what was known of them.

    Parameters
    ----------
    found
        What becomes known of alternatives, and from when on.
    alternatives, strangers
        Whom it becomes known of, and whom the sets begin with; the first are among the second.
    chosen
        What was chosen.

    Returns
    -------
    ChoiceSets
        One choice an event, in their order.
    """
    kinds, (known, before, base, picked) = _numbered(
        [found.values, alternatives.blank, strangers.values, chosen.blank]
    )
    later = np.flatnonzero(found.key[1:] == found.key[:-1]) + 1
    before[later] = known[later - 1]
    moved = np.flatnonzero((known != before) & alternatives.there)
    group, moment = alternatives.group[moved], found.moment[moved]
    one = np.ones(len(moved), dtype=np.int64)
    choice, kind, count = kinds_at(
        np.concatenate((strangers.group, group, group)),
        np.concatenate((base, known[moved], before[moved])),
        np.concatenate((np.zeros_like(base), moment, moment)),
        np.concatenate((strangers.number, one, -one)),
        at=(chosen.group, chosen.moment),
    )
    row = found.row_at(chosen.key, chosen.moment)
    picked[row >= 0] = known[row[row >= 0]]
    events = np.arange(len(picked))
    return ChoiceSets(
        kinds[kind].astype(np.float64),
        count,
        np.searchsorted(choice, np.arange(len(picked) + 1)),
        np.searchsorted(choice * len(kinds) + kind, events * len(kinds) + picked),
    )


def _numbered(parts: Sequence[Ints]) -> tuple[Ints, list[Ints]]:
    """Distinct rows of several tables, and the number of each row among them."""
    rows = np.concatenate(parts)
    width = rows.max(axis=0, initial=0) + 1
    code = rows @ np.concatenate(([1], np.cumprod(width)[:-1]))
    _, first, number = np.unique(code, return_index=True, return_inverse=True)
    ends = np.cumsum([len(part) for part in parts])[:-1]
    return rows[first], [part.copy() for part in np.split(number, ends)]
