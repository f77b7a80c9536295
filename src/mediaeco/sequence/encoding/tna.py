"""Sequences as packages of transition network analysis take them."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import StateOf
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import TidyTable
from mediaeco.sequence.sequences import By, sequences

__all__ = ["to_tna_frame"]


def to_tna_frame(
    eco: Ecosystem,
    *,
    of: StateOf = "channel",
    by: By = "case",
    sides: bool = False,
    long: bool = False,
) -> TidyTable:
    """What followed what, one row a sequence or one row a state?

    Parameters
    ----------
    eco
        One case or a cohort.
    of, by, sides
        What the states are, what one sequence is, and whether states are told apart by who acts:
        as in `mediaeco.sequence.sequences`.
    long
        False: one row a sequence, for ``tna(data)`` of tna (R) and tnapy, and for ``seqdef`` of
        TraMineR. True: one row a state, for their ``prepare_data``.

    Returns
    -------
    TidyTable
        Wide: columns ``T1`` to ``Tk``, the longest sequence's length, and nothing else, since
        these packages take every column for states; None where a state is missing or the
        sequence has ended. Sequences without any state have no row. Long: ``sequence``,
        ``position`` from 0, ``state`` (None where missing).

    Raises
    ------
    UnknownTermError
        Where ``of`` or ``by`` is none of these.

    Notes
    -----
    *Theory*: saqr2025 (the data of a transition network); nothing is computed.

    *Laws*: read back, wide and long give the same sequences; as many states as the sequences
    have; no person's id stands in the wide one.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> wide = to_tna_frame(eco, by="week")
    >>> list(wide)[:3], wide.rows
    (['T1', 'T2', 'T3'], 23)
    >>> to_tna_frame(eco, long=True).rows == len(eco)
    True
    """
    found = sequences(eco, of=of, by=by, sides=sides)
    names = np.array([*found.alphabet, None], dtype=object)
    if long:
        frame = found.to_frame()
        return TidyTable({**frame.columns, "state": names[found.codes]})
    wide = found.to_wide()[found.lengths > 0]
    # An empty text would be one more state to the packages that read this; None is not.
    return TidyTable({f"T{k + 1}": names[wide[:, k]] for k in range(wide.shape[1])})
