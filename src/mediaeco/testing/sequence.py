"""Strategies for sequences of states."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from mediaeco.sequence.sequences import Sequences

__all__ = ["state_sequences"]


@st.composite
def state_sequences(
    draw: st.DrawFn,
    *,
    min_sequences: int = 0,
    max_sequences: int = 8,
    min_states: int = 1,
    max_states: int = 4,
    max_length: int = 7,
    missing: bool = True,
    weights: bool = True,
) -> Sequences:
    """Sequences over a small alphabet, shrinking toward none.

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
    """
    states = draw(st.integers(min_states, max_states))
    lowest = -1 if missing else 0
    rows = draw(
        st.lists(
            st.lists(st.integers(lowest, states - 1), max_size=max_length),
            min_size=min_sequences,
            max_size=max_sequences,
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
