from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given

from mediaeco.kernels.array import Floats
from mediaeco.kernels.transition import (
    initial_counts,
    pair_counts,
    row_shares,
    transition_counts,
)
from mediaeco.sequence.sequences import Sequences
from mediaeco.testing import state_sequences


def rows_of(seqs: Sequences) -> list[list[int]]:
    ends = seqs.offsets.tolist()
    return [seqs.codes[a:b].tolist() for a, b in itertools.pairwise(ends)]


def slow_transitions(seqs: Sequences) -> Floats:
    """One pair of neighbours after the other, sequence by sequence."""
    states = len(seqs.alphabet)
    out = np.zeros((len(seqs), states, states))
    for s, row in enumerate(rows_of(seqs)):
        for before, after in itertools.pairwise(row):
            if before >= 0 and after >= 0:
                out[s, before, after] += seqs.weight[s]
    return out


def slow_pairs(seqs: Sequences) -> Floats:
    states = len(seqs.alphabet)
    out = np.zeros((len(seqs), states, states))
    for s, row in enumerate(rows_of(seqs)):
        for i, first in enumerate(row):
            for second in row[i + 1 :]:
                if first >= 0 and second >= 0:
                    out[s, first, second] += seqs.weight[s]
                    out[s, second, first] += seqs.weight[s]
    return out


def slow_initial(seqs: Sequences) -> Floats:
    out = np.zeros((len(seqs), len(seqs.alphabet)))
    for s, row in enumerate(rows_of(seqs)):
        if row and row[0] >= 0:
            out[s, row[0]] += seqs.weight[s]
    return out


@given(seqs=state_sequences())
def test_kernels_equal_slow_loops(seqs: Sequences) -> None:
    states, each = len(seqs.alphabet), np.arange(len(seqs))
    for kernel, slow in (
        (transition_counts, slow_transitions),
        (pair_counts, slow_pairs),
        (initial_counts, slow_initial),
    ):
        wanted = slow(seqs)
        by_one = kernel(
            seqs.codes,
            seqs.offsets,
            states,
            group=each,
            groups=len(seqs),
            weights=seqs.weight,
        )
        assert by_one.dtype == np.float64
        np.testing.assert_allclose(by_one, wanted)
        two = kernel(
            seqs.codes,
            seqs.offsets,
            states,
            group=each % 2,
            groups=3,
            weights=seqs.weight,
        )
        np.testing.assert_allclose(two[0], wanted[::2].sum(axis=0))
        np.testing.assert_allclose(two[1], wanted[1::2].sum(axis=0))
        assert not two[2].any()


@given(seqs=state_sequences())
def test_rows_are_shares_or_nothing(seqs: Sequences) -> None:
    shares = row_shares(slow_transitions(seqs))
    total = shares.sum(axis=-1)
    assert np.logical_or(np.isclose(total, 1), total == 0).all()
