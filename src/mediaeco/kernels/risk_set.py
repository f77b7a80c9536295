"""Sets of alternatives that change over time, counted by kind and kept up change by change."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.segment import group_order, segment_cumsum, spans

__all__ = ["Course", "course", "kinds_at"]


class Course(NamedTuple):
    """Values that change at whole moments and stay until the next change.

    Parameters
    ----------
    key
        Whose values they are; never falls; shape (rows,).
    moment
        From when on; rises within a key; shape (rows,).
    values
        Shape (rows, values).
    """

    key: Ints
    moment: Ints
    values: Ints

    def row_at(self, key: Ints, moment: Ints) -> Ints:
        """Row that holds at a moment, -1 where the key has none yet.

        Examples
        --------
        >>> found = Course(np.array([4, 4]), np.array([1, 3]), np.array([[1], [2]]))
        >>> found.row_at(np.array([4, 4, 4, 5]), np.array([0, 2, 3, 3]))
        array([-1,  0,  1, -1])
        """
        if len(self.key) == 0:
            return np.full(len(key), -1)
        width = int(max(self.moment.max(), moment.max(initial=0))) + 1
        place = np.searchsorted(self.key * width + self.moment, key * width + moment, "right") - 1
        return np.where((place >= 0) & (self.key[place] == key), place, -1)


def course(key: Ints, moment: Ints, change: Ints) -> Course:
    """Add up changes to the values that they make.

    Parameters
    ----------
    key
        Whose value changes, from 0; shape (changes,).
    moment
        From when on, from 0; shape (changes,).
    change
        Added to each value; shape (changes, values).

    Returns
    -------
    Course
        One row a key and moment at which something changed.

    Notes
    -----
    *Laws*: equals the sum over all changes of the key up to the moment; the order of changes does
    not matter.

    Examples
    --------
    >>> found = course(np.array([1, 0, 1]), np.array([5, 2, 3]), np.array([[1], [1], [1]]))
    >>> found.key, found.moment, found.values.ravel()
    (array([0, 1, 1]), array([2, 3, 5]), array([1, 1, 2]))
    """
    width = int(moment.max(initial=0)) + 1
    order, begins = group_order(key * width + moment)
    key, moment = key[order], moment[order]
    _, groups = group_order(key)
    total = segment_cumsum(change[order], groups)
    last = begins[1:] - 1
    return Course(key[last], moment[last], total[last])


def kinds_at(
    group: Ints, kind: Ints, moment: Ints, change: Ints, *, at: tuple[Ints, Ints]
) -> tuple[Ints, Ints, Floats]:
    """How many alternatives of each kind does each choice have?

    Parameters
    ----------
    group, kind
        Whose set of alternatives changes, and of which kind; from 0; shape (changes,).
    moment
        From when on, from 0; shape (changes,).
    change
        Alternatives of the kind that come (above 0) or go; shape (changes,).
    at
        Group and moment of each choice; shape (choices,) each.

    Returns
    -------
    choice, kind, count
        The kinds that each choice has, choices and kinds in order; counts above 0; shape (rows,).
        Time in proportion to changes and rows, but for sorting.

    Notes
    -----
    *Laws*: equals counting anew at every choice; the order of changes does not matter.

    Examples
    --------
    >>> kinds_at(
    ...     np.array([0, 0, 0]), np.array([7, 7, 8]), np.array([0, 2, 2]), np.array([3, -1, 1]),
    ...     at=(np.array([0, 0]), np.array([1, 2])),
    ... )
    (array([0, 1, 1]), array([7, 7, 8]), array([3., 2., 1.]))
    """
    who, when = at
    kinds = int(kind.max(initial=0)) + 1
    found = course(group * kinds + kind, moment, change[:, None])
    width = int(max(moment.max(initial=0), when.max(initial=0))) + 2
    until = np.full(len(found.key), width - 1)
    same = found.key[1:] == found.key[:-1]
    until[:-1][same] = found.moment[1:][same]
    some = np.flatnonzero(found.values[:, 0] > 0)
    order, _ = group_order(who * width + when)
    place = (who * width + when)[order]
    base = found.key[some] // kinds * width
    begin = np.searchsorted(place, base + found.moment[some])
    of, within = spans(begin, np.searchsorted(place, base + until[some]) - begin)
    choice, row = order[within], some[of]
    order, _ = group_order(choice * kinds + found.key[row] % kinds)
    choice, row = choice[order], row[order]
    return choice, found.key[row] % kinds, found.values[row, 0].astype(np.float64)
