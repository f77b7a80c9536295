"""Measures of sequences: spells, complexity, distributions, frequencies, costs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import combinations, groupby, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.model import Case, Cohort
from mediaeco.sequence import (
    Sequences,
    channel_entropy,
    distinct_states,
    frequent_sequences,
    mean_times,
    sequence_complexity,
    spells,
    state_distribution,
    state_times,
    substitution_costs,
    transition_rates,
)
from mediaeco.testing import cases, cohorts, relabel_channels

Words = list[list[str]]
STATES = ("a", "b", "c")
WORDS: st.SearchStrategy[Words] = st.lists(
    st.lists(st.sampled_from((*STATES, "")), max_size=7), max_size=6
)
WEIGHTS = st.lists(st.sampled_from((0.0, 1.0, 2.0, 0.5)), min_size=6, max_size=6)


def made(words: Words, weights: list[float] | None = None) -> Sequences:
    """Sequences of these words; an empty text is a missing place."""
    codes = [STATES.index(state) if state else -1 for word in words for state in word]
    return Sequences(
        codes=codes,
        offsets=np.concatenate(([0], np.cumsum([len(word) for word in words]))),
        alphabet=STATES,
        ids=range(1, len(words) + 1),
        weights=None if weights is None else weights[: len(words)],
    )


def entropy(shares: list[float]) -> float:
    total = sum(shares)
    if total == 0:
        return math.nan
    return -sum(s / total * math.log(s / total) for s in shares if s) / math.log(len(shares))


# Spells ------------------------------------------------------------------------------------------


@given(WORDS)
def test_spells_make_up_what_is_known(words: Words) -> None:
    found = spells(made(words))
    assert found.length.sum() == sum(1 for word in words for state in word if state)
    assert found.to_frame()["length"].tolist() == found.length.tolist()
    same = found.of[1:] == found.of[:-1]
    touch = same & (found.start[1:] == found.start[:-1] + found.length[:-1])
    assert (found.code[1:] != found.code[:-1])[touch].all()
    for word, text in zip(words, found.texts(), strict=True):
        runs = [(state, len(list(run))) for state, run in groupby(word) if state]
        assert text == "-".join(f"({state},{length})" for state, length in runs)


@given(WORDS)
def test_distinct_states_are_the_spells(words: Words) -> None:
    own = made(words)
    once = distinct_states(own)
    assert once.lengths.tolist() == [
        sum(1 for state, _ in groupby(word) if state) for word in words
    ]
    if not (own.codes < 0).any():
        twice = distinct_states(once)
        assert twice.codes.tolist() == once.codes.tolist()
        same = once.of[1:] == once.of[:-1]
        assert (once.codes[1:] != once.codes[:-1])[same].all()


# Complexity --------------------------------------------------------------------------------------


@given(WORDS)
def test_complexity_word_by_word(words: Words) -> None:
    found = sequence_complexity(made(words))
    for i, word in enumerate(words):
        known = [state for state in word if state]
        pairs = [(s, t) for s, t in pairwise(word) if s and t]
        changes = sum(s != t for s, t in pairs)
        spread = entropy([known.count(state) for state in STATES])
        assert (found.length[i], found.transitions[i]) == (len(known), changes)
        assert found.states[i] == len(set(known))
        assert found.entropy[i] == pytest.approx(spread, abs=1e-9, nan_ok=True)
        wanted = math.sqrt(changes / len(pairs) * spread) if pairs else math.nan
        assert found.complexity[i] == pytest.approx(wanted, abs=1e-6, nan_ok=True)
        assert found.turbulence[i] == pytest.approx(turbulence(word), nan_ok=True)


def turbulence(word: list[str]) -> float:
    """Elzinga's formula, over all subsequences that can be listed."""
    runs = [(state, len(list(run))) for state, run in groupby(word) if state]
    if not runs:
        return math.nan
    order = [state for state, _ in runs]
    times = [length for _, length in runs]
    ways = {part for size in range(len(order) + 1) for part in combinations(order, size)}
    mean = sum(times) / len(times)
    variance = sum((t - mean) ** 2 for t in times) / len(times)
    largest = (len(times) - 1) * (1 - mean) ** 2
    return math.log2(len(ways) * (largest + 1) / (variance + 1))


@given(WORDS)
def test_bounds_of_complexity(words: Words) -> None:
    found = sequence_complexity(made(words))
    for values in (found.entropy, found.complexity):
        told = values[~np.isnan(values)]
        assert ((told >= 0) & (told <= 1)).all()
    told = found.turbulence[~np.isnan(found.turbulence)]
    assert (told >= 1 - 1e-9).all()


@given(WORDS, st.permutations(STATES))
def test_other_names_change_nothing(words: Words, names: list[str]) -> None:
    other = dict(zip(STATES, names, strict=True)) | {"": ""}
    own = sequence_complexity(made(words))
    renamed = sequence_complexity(made([[other[state] for state in word] for word in words]))
    assert renamed.to_frame()["transitions"].tolist() == own.transitions.tolist()
    for field in ("entropy", "complexity", "turbulence"):
        np.testing.assert_allclose(getattr(own, field), getattr(renamed, field), atol=1e-9)


@given(st.sampled_from(STATES), st.integers(2, 9), st.permutations(STATES), st.integers(1, 4))
def test_bounds_of_complexity_are_reached(
    state: str, length: int, turn: list[str], turns: int
) -> None:
    """One state all along, and all states in turn, again and again."""
    found = sequence_complexity(made([[state] * length, turn * turns]))
    np.testing.assert_allclose(found.complexity, [0, 1])
    np.testing.assert_allclose(found.entropy, [0, 1])
    assert found.turbulence[0] == pytest.approx(1)


def test_a_still_sequence_has_no_complexity_and_a_restless_one_all_of_it() -> None:
    found = sequence_complexity(made([list("aaaa"), list("abcabc"), ["a"], []]))
    np.testing.assert_allclose(found.complexity, [0, 1, math.nan, math.nan])
    np.testing.assert_allclose(found.entropy, [0, 1, 0, math.nan])
    np.testing.assert_allclose(found.turbulence[[0, 2, 3]], [1, 1, math.nan])


@given(cohorts(min_cases=1, max_cases=3))
def test_a_case_has_the_same_channel_entropy_alone(cohort: Cohort) -> None:
    alone = [float(channel_entropy(Ecosystem(case))[0]) for case in cohort]
    # The channels of a cohort stand in another order than a case's own: the last bit may differ.
    np.testing.assert_allclose(channel_entropy(Ecosystem(cohort)), alone, rtol=0, atol=1e-14)


@given(cases(max_contacts=12))
def test_channel_entropy_is_that_of_the_contacts(case: Case) -> None:
    eco = Ecosystem(case)
    found = float(channel_entropy(eco)[0])
    counts = Counter(row.channel for row in case.interactions)
    shares = [float(counts[channel.id]) for channel in case.channels]
    wanted = entropy(shares) if len(shares) > 1 else math.nan
    assert found == pytest.approx(wanted, abs=1e-9, nan_ok=True)
    assert math.isnan(found) or 0 <= found <= 1
    names = {channel.id: f"renamed_{i}" for i, channel in enumerate(case.channels)}
    other = float(channel_entropy(Ecosystem(relabel_channels(case, names)))[0])
    assert other == pytest.approx(found, abs=1e-12, nan_ok=True)


# Distributions -----------------------------------------------------------------------------------


@given(WORDS, WEIGHTS)
def test_distribution_state_by_state(words: Words, weights: list[float]) -> None:
    found = state_distribution(made(words, weights))
    assert len(found.position) == max(map(len, words), default=0)
    for position in found.position.tolist():
        there = [
            (word[position], weight)
            for word, weight in zip(words, weights, strict=False)
            if position < len(word) and word[position]
        ]
        total = sum(weight for _, weight in there)
        assert (found.count[position], found.weight[position]) == (len(there), total)
        shares = [sum(w for s, w in there if s == state) for state in STATES]
        if total == 0:
            assert np.isnan(found.share[position]).all()
            assert np.isnan(found.entropy[position])
        else:
            np.testing.assert_allclose(found.share[position], np.array(shares) / total)
            assert found.share[position].sum() == pytest.approx(1)
            assert found.entropy[position] == pytest.approx(entropy(shares), abs=1e-9)
    whole = [
        sum(w * word.count(state) for word, w in zip(words, weights, strict=False))
        for state in STATES
    ]
    assert found.overall_entropy == pytest.approx(entropy(whole), abs=1e-9, nan_ok=True)


@given(WORDS, WEIGHTS)
def test_weights_are_counts_of_their_own(words: Words, weights: list[float]) -> None:
    whole = [float(int(w)) for w in weights]
    often = [word for word, w in zip(words, whole, strict=False) for _ in range(int(w))]
    weighted, repeated = made(words, whole), made(often)
    doubled = made(words, [2 * w for w in whole])
    for measure in (mean_times, transition_rates, lambda s: substitution_costs(s).cost):
        np.testing.assert_allclose(measure(weighted), measure(repeated), atol=1e-12)
        np.testing.assert_allclose(measure(weighted), measure(doubled), atol=1e-12)
    share, other = state_distribution(weighted).share, state_distribution(repeated).share
    np.testing.assert_allclose(share[: len(other)], other, atol=1e-12)
    assert np.isnan(share[len(other) :]).all()


@given(WORDS, WEIGHTS)
def test_weights_all_doubled_change_nothing_but_the_weight(
    words: Words, weights: list[float]
) -> None:
    own = state_distribution(made(words, weights))
    other = state_distribution(made(words, [2 * w for w in weights]))
    np.testing.assert_allclose(other.weight, 2 * own.weight)
    for name in ("count", "share", "entropy", "overall", "overall_entropy"):
        np.testing.assert_allclose(getattr(other, name), getattr(own, name), atol=1e-12)


@given(WORDS, WEIGHTS, st.sampled_from([0.5, 1.0, 3.0]))
def test_mean_times_add_up_to_the_mean_of_what_is_known(
    words: Words, weights: list[float], equal: float
) -> None:
    own = weights[: len(words)]
    known = [sum(1 for state in word if state) for word in words]
    found = mean_times(made(words, weights))
    if sum(own) == 0:
        assert np.isnan(found).all()
    else:
        assert found.sum() == pytest.approx(np.average(known, weights=own))
    np.testing.assert_allclose(
        mean_times(made(words, [equal] * len(words))), mean_times(made(words))
    )


@given(WORDS)
def test_times_are_counts(words: Words) -> None:
    own = made(words)
    assert state_times(own).tolist() == [[w.count(s) for s in STATES] for w in words]
    if words:
        known = [sum(1 for state in word if state) for word in words]
        assert mean_times(own).sum() == pytest.approx(sum(known) / len(words))
    else:
        assert np.isnan(mean_times(own)).all()


# Frequencies -------------------------------------------------------------------------------------


@given(WORDS, WEIGHTS)
def test_frequencies_make_up_the_whole(words: Words, weights: list[float]) -> None:
    found = frequent_sequences(made(words, weights), most=None)
    kinds = Counter(tuple(word) for word in words)
    assert found.distinct == len(kinds)
    assert [kinds[tuple(words[i])] for i in found.example.tolist()] == found.count.tolist()
    assert found.weight.sum() == pytest.approx(sum(weights[: len(words)]))
    assert (np.diff(found.weight) <= 0).all()
    assert np.nansum(found.share) == pytest.approx(float(found.weight.sum() > 0))
    some = frequent_sequences(made(words, weights), most=2)
    assert some.example.tolist() == found.example.tolist()[:2]


def test_fewer_than_no_sequences_cannot_be_listed() -> None:
    with pytest.raises(InvalidCaseError, match="at least 0"):
        frequent_sequences(made([]), most=-1)


# Rates and costs ---------------------------------------------------------------------------------


@given(WORDS, WEIGHTS)
def test_rates_pair_by_pair(words: Words, weights: list[float]) -> None:
    found = transition_rates(made(words, weights))
    seen: defaultdict[tuple[str, str], float] = defaultdict(float)
    for word, weight in zip(words, weights, strict=False):
        for s, t in pairwise(word):
            if s and t:
                seen[s, t] += weight
    for a, s in enumerate(STATES):
        total = sum(seen[s, t] for t in STATES)
        if total == 0:
            assert np.isnan(found[a]).all()
        else:
            np.testing.assert_allclose(found[a], [seen[s, t] / total for t in STATES])


@given(WORDS)
def test_costs_are_symmetric_and_at_most_2(words: Words) -> None:
    for method in ("constant", "transition rates"):
        cost = substitution_costs(made(words), method=method).cost
        assert (cost == cost.T).all()
        assert (np.diagonal(cost) == 0).all()
        assert ((cost >= 0) & (cost <= 2)).all()


def test_a_wrong_way_to_costs_is_told() -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'transition rates'"):
        substitution_costs(made([]), method="transition rate")  # type: ignore[arg-type]  # what the test is about
