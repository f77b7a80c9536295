"""Spells: how long each state lasted before the next."""

from __future__ import annotations

import attrs
import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Ints
from mediaeco.kernels.spell import spells_of
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.sequences import Sequences

__all__ = ["SequenceSpells", "distinct_states", "spells"]


@frozen(kw_only=True, eq=False, repr=False)
class SequenceSpells(Result):
    """Runs of one state.

    Parameters
    ----------
    ids
        Names of the sequences; shape (S,).
    alphabet
        Names of the states.
    of
        Sequence of each spell; shape (spells,), as all that follow.
    code
        State, as its place in ``alphabet``.
    start
        Position at which it begins, from 0.
    length
        Places that it lasts, at least 1.
    """

    ids: tuple[str, ...]
    alphabet: tuple[str, ...]
    of: Ints
    code: Ints
    start: Ints
    length: Ints

    def texts(self, *, short: bool = False) -> tuple[str, ...]:
        """Each sequence in words: ``(EM,4)-(TR,2)``, or ``EM/4-TR/2`` where ``short``.

        The format of states and permanences (SPS). A gap does not show; a sequence without any
        state is an empty text.
        """
        shape = "{}/{}" if short else "({},{})"
        parts: list[list[str]] = [[] for _ in self.ids]
        columns = (self.of.tolist(), self.code.tolist(), self.length.tolist())
        for of, code, length in zip(*columns, strict=True):
            parts[of].append(shape.format(self.alphabet[code], length))
        return tuple("-".join(part) for part in parts)

    def to_frame(self) -> TidyTable:
        """One row a spell."""
        return TidyTable(
            {
                "sequence": np.array(self.ids, dtype=np.str_)[self.of],
                "state": np.array(self.alphabet, dtype=np.str_)[self.code],
                "start": self.start,
                "length": self.length,
            }
        )


def spells(sequences: Sequences) -> SequenceSpells:
    """How long did each state last before the next?

    Parameters
    ----------
    sequences
        The sequences.

    Returns
    -------
    SequenceSpells
        In the order of the sequences. A missing place is no spell, and parts one.

    Notes
    -----
    *Theory*: gabadinho2011 (states and permanences), published.

    *Laws*: lengths add up to the places that are not missing; spells in touch differ in state.

    Examples
    --------
    >>> spells(Sequences.from_wide([["EM", "EM", "TR"], ["TR", "TR", "TR"]])).texts()
    ('(EM,2)-(TR,1)', '(TR,3)')
    """
    found = spells_of(sequences.codes, sequences.offsets)
    return SequenceSpells(ids=sequences.ids, alphabet=sequences.alphabet, **found._asdict())


def distinct_states(sequences: Sequences) -> Sequences:
    """Which states followed one another, however long each lasted?

    Parameters
    ----------
    sequences
        The sequences.

    Returns
    -------
    Sequences
        The distinct successive states: each spell is one place. Missing places are gone.

    Notes
    -----
    *Theory*: gabadinho2011 (distinct successive states), published.

    *Laws*: without missing places no state follows itself; done twice is done once.

    Examples
    --------
    >>> distinct_states(Sequences.from_wide([["EM", "EM", "TR"], ["TR", "TR", "TR"]])).codes
    array([0, 1, 1])
    """
    found = spells_of(sequences.codes, sequences.offsets)
    counts = np.bincount(found.of, minlength=len(sequences))
    return attrs.evolve(
        sequences, codes=found.code, offsets=np.concatenate(([0], np.cumsum(counts)))
    )
