"""What is measured of transition networks: ours, plain NumPy and tnapy on the same sequences."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np

Run = Callable[[], Any]

LENGTH, STATES = 26, 9
REPLICATES = 1000
FEW = 100  # case-dropping takes nine networks a replicate


def _wide(count: int) -> Any:
    """Codes of sequences of several lengths, -1 where one has ended; a Markov chain."""
    random = np.random.default_rng(7)
    chain = np.cumsum(random.dirichlet(np.full(STATES, 0.7), STATES), axis=1)
    codes = np.empty((count, LENGTH), dtype=np.int64)
    codes[:, 0] = random.integers(0, STATES, count)
    for k in range(1, LENGTH):
        draw = random.random(count)[:, None]
        codes[:, k] = np.minimum((chain[codes[:, k - 1]] < draw).sum(axis=1), STATES - 1)
    codes[np.arange(LENGTH) >= random.integers(4, LENGTH + 1, count)[:, None]] = -1
    return codes


def _frame(count: int) -> Any:
    import pandas as pd

    names = np.array([*(f"state {k}" for k in range(STATES)), None], dtype=object)
    return pd.DataFrame(names[_wide(count)], columns=[f"T{k}" for k in range(LENGTH)])


def _ours(count: int) -> Any:
    from mediaeco.sequence import Sequences

    return Sequences.from_wide(_frame(count))


def _groups(count: int) -> list[str]:
    return ["x"] * (count // 2) + ["y"] * (count - count // 2)


def our_network(count: int) -> Run:
    """A network from sequences that are read."""
    from mediaeco.sequence import transition_network

    seqs = _ours(count)
    return lambda: transition_network(seqs)


def our_network_read(count: int) -> Run:
    """A network from a dataframe of names."""
    from mediaeco.sequence import Sequences, transition_network

    frame = _frame(count)
    return lambda: transition_network(Sequences.from_wide(frame))


def our_bootstrap(count: int) -> Run:
    from mediaeco.sequence import bootstrap_edges

    seqs = _ours(count)
    return lambda: bootstrap_edges(seqs, replicates=REPLICATES)


def our_permutation(count: int) -> Run:
    from mediaeco.sequence import Permutation, compare_networks

    seqs, groups = _ours(count), _groups(count)
    settings = Permutation(replicates=REPLICATES)
    return lambda: compare_networks(seqs, groups, settings=settings)


def our_stability(count: int) -> Run:
    from mediaeco.sequence import centrality_stability

    seqs = _ours(count)
    return lambda: centrality_stability(seqs, replicates=FEW)


def _counts(codes: Any) -> Any:
    left, right = codes[:, :-1], codes[:, 1:]
    there = (left >= 0) & (right >= 0)
    of = np.broadcast_to(np.arange(len(codes))[:, None], left.shape)[there]
    key = (of * STATES + left[there]) * STATES + right[there]
    return np.bincount(key, minlength=len(codes) * STATES**2).reshape(len(codes), -1)


def _shares(counts: Any) -> Any:
    counts = counts.reshape(-1, STATES, STATES)
    return counts / np.maximum(counts.sum(axis=2, keepdims=True), 1)


def numpy_network(count: int) -> Run:
    codes = _wide(count)

    def run() -> Any:
        there = (codes[:, :-1] >= 0) & (codes[:, 1:] >= 0)
        key = codes[:, :-1][there] * STATES + codes[:, 1:][there]
        return _shares(np.bincount(key, minlength=STATES**2)), np.bincount(codes[:, 0])

    return run


def numpy_bootstrap(count: int) -> Run:
    """One matrix product of drawn cases with counts by case; mean, deviation and quantiles."""
    codes = _wide(count)

    def run() -> Any:
        counts = _counts(codes).astype(float)
        random = np.random.default_rng(0)
        drawn = random.integers(0, count, (REPLICATES, count))
        drawn += np.arange(REPLICATES)[:, None] * count
        times = np.bincount(drawn.ravel(), minlength=REPLICATES * count)
        weights = _shares(times.reshape(REPLICATES, count).astype(float) @ counts)
        ends = np.quantile(weights, [0.025, 0.975], axis=0)
        return weights.mean(axis=0), weights.std(axis=0), ends

    return run


def numpy_bootstrap_loop(count: int) -> Run:
    """The same, replicate by replicate."""
    codes = _wide(count)

    def run() -> Any:
        counts = _counts(codes).astype(float)
        random = np.random.default_rng(0)
        weights = np.empty((REPLICATES, STATES, STATES))
        for k in range(REPLICATES):
            times = np.bincount(random.integers(0, count, count), minlength=count)
            weights[k] = _shares(times @ counts)[0]
        ends = np.quantile(weights, [0.025, 0.975], axis=0)
        return weights.mean(axis=0), weights.std(axis=0), ends

    return run


def numpy_permutation(count: int) -> Run:
    codes = _wide(count)
    first = np.arange(count) < count // 2

    def run() -> Any:
        counts = _counts(codes).astype(float)
        random = np.random.default_rng(0)
        chosen = random.permuted(np.tile(first, (REPLICATES, 1)), axis=1).astype(float)
        held = chosen @ counts
        under = _shares(held) - _shares(counts.sum(axis=0) - held)
        real = _shares(first @ counts) - _shares(~first @ counts)
        return real / under.std(axis=0), (np.abs(under) >= np.abs(real)).sum(axis=0)

    return run


def _tna() -> Any:
    return importlib.import_module("tna")


def tnapy_network(count: int) -> Run:
    frame, tna = _frame(count), _tna()
    return lambda: tna.tna(frame)


def tnapy_bootstrap(count: int) -> Run:
    tna = _tna()
    model = tna.tna(_frame(count))
    return lambda: tna.bootstrap_tna(model, iter=REPLICATES, seed=0)


def tnapy_permutation(count: int) -> Run:
    frame, tna = _frame(count), _tna()
    one, two = (tna.tna(part) for part in (frame[: count // 2], frame[count // 2 :]))
    return lambda: tna.permutation_test(one, two, iter=REPLICATES, seed=0)


def tnapy_stability(count: int) -> Run:
    tna = _tna()
    model = tna.tna(_frame(count))
    return lambda: tna.estimate_cs(model, iter=FEW, seed=0)


TRANSITION_JOBS: dict[str, Callable[[int], Run]] = {
    job.__name__: job
    for job in (
        our_network,
        our_network_read,
        our_bootstrap,
        our_permutation,
        our_stability,
        numpy_network,
        numpy_bootstrap,
        numpy_bootstrap_loop,
        numpy_permutation,
        tnapy_network,
        tnapy_bootstrap,
        tnapy_permutation,
        tnapy_stability,
    )
}
