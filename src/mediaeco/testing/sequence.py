"""Strategies for sequences of states."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.sequence.sequences import Sequences
from mediaeco.testing.bound import Keywords

__all__ = ["state_sequences"]


def state_sequences(
    *,
    min_sequences: int = 0,
    max_sequences: int = 8,
    min_states: int = 1,
    max_states: int = 4,
    max_length: int = 7,
    missing: bool = True,
    weights: bool = True,
) -> SearchStrategy[Sequences]:
    """Draw sequences over a small alphabet, shrinking toward none.

    Parameters
    ----------
    min_sequences, max_sequences
        How many.
    min_states, max_states
        Size of the alphabet.
    max_length
        Of each sequence; some are empty.
    missing
        Whether places may be missing, at either end too.
    weights
        Whether sequences may have weights; some of them 0.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.sequence.Sequences`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("state_sequences")
    keywords.span("min_sequences", min_sequences, "max_sequences", max_sequences)
    keywords.span("min_states", min_states, "max_states", max_states, floor=1, top=26)
    keywords.count("max_length", max_length)
    keywords.settle()
    return _state_sequences(
        counts=(min_sequences, max_sequences),
        alphabet=(min_states, max_states),
        max_length=max_length,
        missing=missing,
        weights=weights,
    )


@st.composite
def _state_sequences(
    draw: DrawFn,
    *,
    counts: tuple[int, int],
    alphabet: tuple[int, int],
    max_length: int,
    missing: bool,
    weights: bool,
) -> Sequences:
    states = draw(st.integers(*alphabet))
    lowest = -1 if missing else 0
    rows = draw(
        st.lists(
            st.lists(st.integers(lowest, states - 1), max_size=max_length),
            min_size=counts[0],
            max_size=counts[1],
        )
    )
    given = None
    if weights and draw(st.booleans()):
        one = st.sampled_from([0.0, 0.25, 1.0, 2.0, 3.5])
        given = draw(st.lists(one, min_size=len(rows), max_size=len(rows)))
    return Sequences(
        codes=np.array([code for row in rows for code in row], dtype=np.int64),
        offsets=np.cumsum([0, *map(len, rows)]),
        alphabet=[chr(ord("a") + k) for k in range(states)],
        ids=[str(k) for k in range(len(rows))],
        weights=given,
    )
