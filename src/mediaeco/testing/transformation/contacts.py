"""Transformations of the contacts of a case: twice each, in another order, parted into cases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs
import numpy as np

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Ints
from mediaeco.model import Case

__all__ = ["double_in_place", "permute_contacts", "split_case"]

_STAY = ("n", "time", "utc_offset")  # what belongs to the moment, not to the contact


def double_in_place(case: Case) -> Case:
    """Let every contact stand twice: the second right after the first, at the same moment.

    Parameters
    ----------
    case
        Any case.

    Returns
    -------
    Case
        Twice the contacts, in the same rhythm, for the same purposes, with the same acts. What
        answered a contact answers the first of the two.
    """
    table = case.table
    twice = np.repeat(np.arange(len(table)), 2)
    copies = table.take(twice, table.offsets * 2, table.origin)
    ids = None
    if copies.ids is not None:
        ids = np.array(
            [f"{name}+" if k % 2 and name else name for k, name in enumerate(copies.ids.tolist())],
            dtype=np.str_,
        )
    return attrs.evolve(
        case,
        interactions=attrs.evolve(
            copies,
            n=np.arange(len(twice), dtype=np.int32),
            reply_to=np.where(copies.reply_to < 0, -1, copies.reply_to * 2).astype(np.int32),
            ids=ids,
        ),
    )


def permute_contacts(case: Case, order: Sequence[int]) -> Case:
    """Let the same contacts take place in another order, at the same moments.

    Parameters
    ----------
    case
        Any case.
    order
        Places of the contacts, each once: the contact at ``order[i]`` comes to stand at place i.

    Returns
    -------
    Case
        The same moments, and the same contacts at other ones of them. An answer still answers the
        contact that it did, even where that now comes later.

    Raises
    ------
    InvalidCaseError
        Where ``order`` does not name each place once.

    Notes
    -----
    *Laws*: permuting back is not permuting; moments stay.
    """
    if sorted(order) != list(range(len(case.table))):
        raise InvalidCaseError(
            "permute_contacts.order", "the place of each contact once", "something else"
        )
    table, rows = case.table, np.array(order, dtype=np.int64)
    moved = table.take(rows, table.offsets, table.origin)
    return attrs.evolve(
        case,
        clock=case.clock,
        interactions=attrs.evolve(
            moved,
            reply_to=_retold(moved.reply_to, table.n[rows], table.n),
            **{name: getattr(table, name) for name in _STAY},
        ),
    )


def split_case(case: Case, at: Sequence[int]) -> tuple[Case, ...]:
    """Part a case into several, each with some of its contacts.

    Parameters
    ----------
    case
        Any case.
    at
        Places before which to cut, rising, from 0 to the number of contacts.

    Returns
    -------
    tuple
        One case more than there are cuts, each with the people, the vocabularies and the ratings
        of the whole, and with an id of its own. Contact indices begin at 0 in each; an answer to
        a contact of another part answers nothing.

    Raises
    ------
    InvalidCaseError
        Where the cuts do not rise, or lie outside.

    Notes
    -----
    *Laws*: the contacts of the parts, one part after another, are those of the whole.
    """
    bounds = [0, *at, len(case.table)]
    if bounds != sorted(bounds):
        raise InvalidCaseError(
            "split_case.at", f"rising places from 0 to {len(case.table)}", "something else"
        )
    return tuple(
        _part(case, begin, end, f"{case.id}-{k}")
        for k, (begin, end) in enumerate(pairwise(bounds), start=1)
    )


def _part(case: Case, begin: int, end: int, name: str) -> Case:
    table = case.table
    rows = np.arange(begin, end)
    own = table.take(rows, np.array([0, len(rows)]), table.time[begin : begin + (end > begin)])
    if end == begin:
        own = attrs.evolve(own, origin=np.zeros(1, dtype=np.int64))
    return attrs.evolve(
        case,
        id=name,
        clock=case.clock,
        interactions=attrs.evolve(
            own,
            n=np.arange(len(rows), dtype=np.int32),
            reply_to=np.where(
                np.isin(own.reply_to, own.n), own.reply_to - (own.n[0] if len(rows) else 0), -1
            ).astype(np.int32),
        ),
    )


def _retold(reply_to: Ints, old: Ints, new: Ints) -> Ints:
    """Answers by new contact index, where the contact of index ``old[i]`` has become ``new[i]``."""
    told = reply_to.copy()
    for was, now in zip(old.tolist(), new.tolist(), strict=True):
        told[reply_to == was] = now
    return told
