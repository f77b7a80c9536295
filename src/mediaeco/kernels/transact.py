"""Transacts: pairs of successive messages by two speakers, and the nine kinds of them."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Ints, read_only

__all__ = ["COMPLEMENTARITY", "SYMMETRY", "TRANSACT_CLASSES", "TRANSITION", "transact_rows"]

SYMMETRY, COMPLEMENTARITY, TRANSITION = 0, 1, 2

TRANSACT_CLASSES = read_only(
    np.array(
        [
            # one up,         one down,        one across: the second message
            [SYMMETRY, COMPLEMENTARITY, TRANSITION],  # after one up
            [COMPLEMENTARITY, SYMMETRY, TRANSITION],  # after one down
            [TRANSITION, TRANSITION, SYMMETRY],  # after one across
        ]
    )
)
"""Class of each transact, by the codes of its two messages: 3 of symmetry, 2 of complementarity, 4
of transition."""


def transact_rows(control: Ints, speaker: Ints, group: Ints) -> Ints:
    """Rows that begin a transact; the row after each ends it.

    Two successive rows are a transact where both are coded, by two speakers, and of one group.

    Parameters
    ----------
    control
        0 one up, 1 one down, 2 one across, -1 not coded; in order of time; shape (N,).
    speaker, group
        Codes; shape (N,).

    Returns
    -------
    Ints
        Row numbers, rising; shape (transacts,).

    Notes
    -----
    *Laws*: what stands before or after a pair does not matter to it; a row that is not coded is in
    no transact.

    Examples
    --------
    >>> transact_rows(np.array([0, 1, 2, 0]), np.array([0, 1, 1, 0]), np.array([0, 0, 0, 0]))
    array([0, 2])
    """
    coded = control >= 0
    pair = coded[:-1] & coded[1:] & (speaker[:-1] != speaker[1:]) & (group[:-1] == group[1:])
    return np.flatnonzero(pair)
