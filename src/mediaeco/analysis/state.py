"""The states that contacts are in: one reading, for sequences as for grids."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from attrs import frozen

from mediaeco.analysis.stage import stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError
from mediaeco.kernels.array import Ints
from mediaeco.model import ActKind, BoundaryKind, ContentKind, ControlCode, Ragged

__all__ = ["ContactStates", "StateOf", "contact_states"]

StateOf = Literal["channel", "content", "control", "boundary", "stage", "act", "purpose", "code"]
"""What a contact's state may be a state of."""


@frozen(kw_only=True, eq=False)
class ContactStates:
    """States of contacts, one entry a state.

    Parameters
    ----------
    alphabet
        Names of all states there could be, in the order of their codes.
    code
        State, as its place in the alphabet; -1 where a contact was not coded; shape (entries,).
    row
        Row of the contact that is in it, never falling; shape (entries,).
    """

    alphabet: tuple[str, ...]
    code: Ints
    row: Ints

    def first(self, rows: int) -> Ints:
        """First state of each of so many contacts, -1 where it has none; shape (rows,)."""
        code = np.full(rows, -1, dtype=np.int64)
        # Of several values for one place NumPy keeps the last: from the end on, the first.
        code[self.row[::-1]] = self.code[::-1]
        return code


def contact_states(eco: Ecosystem, of: StateOf) -> ContactStates:
    """In which states was each contact?

    A contact has one channel, one content and one stage (just after it); one control code or
    boundary judgement, where it was coded; and any number of acts, purposes and codes.

    Parameters
    ----------
    eco
        One case or a cohort.
    of
        What the states are states of.

    Returns
    -------
    ContactStates
        Entries in the order of contacts, several of one contact in the order of the record.

    Raises
    ------
    UnknownTermError
        Where ``of`` is none of these.

    Notes
    -----
    *Theory*: library's proposal, after the encoding of sequence analysis.

    *Laws*: a case of a cohort has the states that it has alone; contacts to come change none (but a
    stage, which knows how long the record was silent at its end).

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = contact_states(Ecosystem(read_example("sent-away")), "content")
    >>> len(found.code) == len(found.row) == 49
    True
    """
    table = eco.table
    every = np.arange(len(table))
    if of == "channel":
        return _one(tuple(item.id for item in eco.channels), table.channel, every)
    if of == "content":
        return _one(tuple(map(str, ContentKind)), table.content, every)
    if of == "control":
        return _one(tuple(map(str, ControlCode)), table.control, every)
    if of == "boundary":
        return _one(tuple(map(str, BoundaryKind)), table.boundary, every)
    if of == "stage":
        course = stages(eco)
        return _one(course.stages, course.stage, every)
    if of == "act":
        return _one(tuple(map(str, ActKind)), table.acts.values[:, 1], table.acts.rows)
    if of == "purpose":
        return _several(tuple(item.id for item in eco.purposes), table.purposes)
    if of == "code":
        return _several(tuple(item.id for item in eco.codes), table.codes)
    raise UnknownTermError(of, get_args(StateOf), "of")


def _one(alphabet: tuple[str, ...], code: Ints, row: Ints) -> ContactStates:
    return ContactStates(alphabet=alphabet, code=code.astype(np.int64), row=row)


def _several(alphabet: tuple[str, ...], told: Ragged) -> ContactStates:
    return _one(alphabet, told.values, told.rows)
