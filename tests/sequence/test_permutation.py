from __future__ import annotations

from itertools import combinations, product
from math import comb
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Floats
from mediaeco.sequence.centrality import centralities
from mediaeco.sequence.network import transition_network
from mediaeco.sequence.permutation import Permutation, compare_networks, smallest_p
from mediaeco.sequence.sequences import Sequences
from mediaeco.testing import state_sequences

CALM, TORN = ["a", "a", "a", "b", "b"], ["a", "b", "a", "b", "a"]


@st.composite
def two_groups(draw: st.DrawFn, paired: bool = False) -> tuple[Sequences, list[str]]:
    """A few sequences in two groups, one a unit; paired, two a unit."""
    least = 1 if paired else 2
    seqs = draw(state_sequences(min_sequences=least, max_sequences=4 if paired else 6))
    if paired:
        more = draw(state_sequences(min_sequences=len(seqs), max_sequences=len(seqs)))
        count = len(seqs)
        both = max(seqs, more, key=lambda one: len(one.alphabet))
        seqs = attrs.evolve(
            both,
            codes=np.concatenate([seqs.codes, more.codes]),
            offsets=np.append(seqs.offsets, more.offsets[1:] + seqs.offsets[-1]),
            ids=[*seqs.ids, *more.ids],
            weights=np.concatenate([seqs.weight, more.weight]),
            unit=np.tile(np.arange(count), 2),
        )
        return seqs, ["after"] * count + ["before"] * count
    groups = draw(st.lists(st.sampled_from("xy"), min_size=len(seqs), max_size=len(seqs)))
    groups[:2] = ["x", "y"]
    return seqs, groups


def difference(seqs: Sequences, first: list[int]) -> Floats:
    """Weights of some sequences less those of the others."""
    rest = [row for row in range(len(seqs)) if row not in first]
    one, two = (transition_network(seqs.take(rows)).weights for rows in (first, rest))
    return one - two


@given(given_=two_groups())
def test_exact_equals_every_assignment_one_by_one(given_: tuple[Sequences, list[str]]) -> None:
    seqs, groups = given_
    first = [row for row, group in enumerate(groups) if group == "x"]
    found = compare_networks(seqs, groups)
    real = difference(seqs, first)
    all_ = [difference(seqs, list(rows)) for rows in combinations(range(len(seqs)), len(first))]
    p = np.mean([np.abs(one) >= np.abs(real) - 1e-9 for one in all_], axis=0)
    np.testing.assert_allclose(found.difference, real, atol=1e-12)
    there = ~np.isnan(found.p)
    np.testing.assert_allclose(found.p[there], p[there])
    assert found.exact
    assert found.assignments == comb(len(seqs), len(first))
    spread = np.std(all_, axis=0)
    wide = spread > 1e-6
    np.testing.assert_allclose(found.effect[wide], (real / np.where(wide, spread, 1))[wide])
    assert np.isnan(found.effect[~wide]).all()


@given(given_=two_groups(paired=True))
def test_paired_exact_equals_every_swap(given_: tuple[Sequences, list[str]]) -> None:
    seqs, groups = given_
    pairs = len(seqs) // 2
    found = compare_networks(seqs, groups, settings=Permutation(paired=True))
    all_ = [
        difference(seqs, [k + pairs * swap for k, swap in enumerate(swaps)])
        for swaps in product((0, 1), repeat=pairs)
    ]
    p = np.mean([np.abs(one) >= np.abs(all_[0]) - 1e-9 for one in all_], axis=0)
    there = ~np.isnan(found.p)
    np.testing.assert_allclose(found.p[there], p[there])
    assert found.assignments == 2**pairs
    assert found.units == (pairs, pairs)


@given(given_=two_groups())
def test_an_exact_p_is_a_whole_number_of_assignments(
    given_: tuple[Sequences, list[str]],
) -> None:
    found = compare_networks(*given_, measures=["InStrength", "Betweenness"])
    for p in (found.p, found.centrality_p):
        times = p[~np.isnan(p)] * found.assignments
        np.testing.assert_allclose(times, np.round(times), atol=1e-9)
        assert (times >= found.smallest_p * found.assignments - 1e-9).all()


@given(given_=two_groups())
def test_swapping_the_groups_mirrors(given_: tuple[Sequences, list[str]]) -> None:
    seqs, groups = given_
    turned = [{"x": "y", "y": "x"}[group] for group in groups]
    measures = ("InStrength", "Closeness")
    one, two = (compare_networks(seqs, each, measures=measures) for each in (groups, turned))
    np.testing.assert_allclose(one.difference, -two.difference, atol=1e-15)
    np.testing.assert_allclose(one.p, two.p)
    np.testing.assert_allclose(one.centrality_difference, -two.centrality_difference, atol=1e-15)
    np.testing.assert_allclose(one.centrality_p, two.centrality_p)
    assert one.smallest_p == two.smallest_p


@given(seqs=state_sequences(min_sequences=1, max_sequences=3))
def test_groups_that_are_alike_do_not_differ(seqs: Sequences) -> None:
    each = np.arange(len(seqs))
    both = seqs.take(np.concatenate((each, each))).by_unit(range(2 * len(seqs)))
    found = compare_networks(both, ["x"] * len(seqs) + ["y"] * len(seqs))
    assert not found.difference.any()
    assert (found.p[~np.isnan(found.p)] == 1).all()


def test_what_three_cases_can_show() -> None:
    """Three calm cases and three torn ones: as far apart as can be, and p is 0.1."""
    seqs = Sequences.from_wide([CALM] * 3 + [TORN] * 3)
    found = compare_networks(seqs, ["calm"] * 3 + ["torn"] * 3, measures=["OutStrength"])
    assert found.assignments == 20
    assert found.p[0, 1] == found.smallest_p == found.centrality_p[0, 0] == 0.1
    assert "no difference, however large, reaches 0.05" in found.statement()
    four = compare_networks(Sequences.from_wide([CALM] * 4 + [TORN] * 4), "ccccttttt"[:8])
    assert four.smallest_p == four.p[0, 1] == 2 / 70
    assert four.statement() == "4 against 4 units, all 70 assignments: p cannot fall below 0.0286."


def test_three_pairs_can_show_less() -> None:
    seqs = Sequences.from_wide([CALM] * 3 + [TORN] * 3).by_unit([1, 2, 3, 1, 2, 3])
    found = compare_networks(seqs, "bbbaaa", settings=Permutation(paired=True))
    assert found.assignments == 8
    assert found.smallest_p == found.p[0, 1] == 0.25
    assert found.statement().startswith("3 pairs, all 8 assignments")


@given(first=st.integers(1, 9), second=st.integers(1, 9))
def test_more_cases_can_show_more(first: int, second: int) -> None:
    assert smallest_p(first, second) == smallest_p(second, first)
    low, high = sorted((first, second))
    more, before = smallest_p(min(low + 1, high), max(low + 1, high)), smallest_p(low, high)
    # The step onto equal sizes, where mirrors begin, wins nothing.
    assert more == before if low + 1 == high else more < before
    pairs = smallest_p(first, first, paired=True)
    assert 0 < smallest_p(first + 1, first + 1, paired=True) < pairs <= 1


def test_random_assignments_agree_with_all() -> None:
    random = np.random.default_rng(4)
    seqs = Sequences.from_wide(random.choice(["a", "b", "c"], (9, 12)))
    groups = ["x"] * 4 + ["y"] * 5
    exact = compare_networks(seqs, groups, measures=["InStrength"])
    drawn = compare_networks(
        seqs, groups, measures=["InStrength"], settings=Permutation(replicates=125, seed=3)
    )
    assert exact.exact
    assert not drawn.exact
    assert drawn.smallest_p == 1 / 126
    more = [
        compare_networks(seqs, groups, settings=Permutation(replicates=125, seed=seed)).p
        for seed in range(40)
    ]
    np.testing.assert_allclose(np.mean(more, axis=0), exact.p, atol=0.03)
    np.testing.assert_allclose(drawn.centrality_p, exact.centrality_p, atol=0.15)
    np.testing.assert_allclose(drawn.effect, exact.effect, rtol=0.4)


def test_random_swaps_agree_with_all() -> None:
    random = np.random.default_rng(4)
    seqs = Sequences.from_wide(random.choice(["a", "b"], (14, 12))).by_unit([*range(7)] * 2)
    groups = ["x"] * 7 + ["y"] * 7
    exact = compare_networks(seqs, groups, settings=Permutation(paired=True))
    more = [
        compare_networks(seqs, groups, settings=Permutation(paired=True, replicates=100, seed=seed))
        for seed in range(40)
    ]
    assert exact.assignments == 128
    assert not more[0].exact
    np.testing.assert_allclose(np.mean([one.p for one in more], axis=0), exact.p, atol=0.03)


def test_a_test_that_finds_nothing_finds_it_as_often_as_it_says() -> None:
    """Under no difference, p of 0.1 or less comes at most once in ten."""
    random = np.random.default_rng(0)
    found = [
        compare_networks(Sequences.from_wide(random.choice(["a", "b"], (8, 6))), "xxxxyyyy").p[0, 1]
        for _ in range(300)
    ]
    assert np.mean(np.array(found) <= 0.1) < 0.1 + 0.045


def test_differences_that_rounding_parts_are_one() -> None:
    """Weights of 0.7 + 0.2 + 0.3 add up otherwise in another order."""
    rows = ["baab", "abaa", "aaaa", "aaab", "bbab", "baab"]
    seqs = Sequences.from_wide([list(row) for row in rows], weights=[0.7, 0.7, 0.2, 0.3, 0.7, 0.3])
    assert compare_networks(seqs, "xxxyyy", kind="frequency").p[0, 0] == 0.2


def test_units_are_exchanged_whole() -> None:
    """Two dyads of five weeks each are two units: nothing can be shown."""
    seqs = Sequences.from_wide([CALM] * 5 + [TORN] * 5)
    by_dyad = compare_networks(seqs.by_unit([1] * 5 + [2] * 5), "x" * 5 + "y" * 5)
    assert by_dyad.units == (1, 1)
    assert by_dyad.sequences == (5, 5)
    assert by_dyad.smallest_p == by_dyad.p[0, 1] == 1.0
    assert compare_networks(seqs, "x" * 5 + "y" * 5).p[0, 1] == 2 / 252


def test_an_edge_that_nobody_has_is_no_test() -> None:
    seqs = Sequences.from_wide([["a", "b"]] * 4 + [["b", "a"]] * 4, states=["a", "b", "c"])
    plain = compare_networks(seqs, "xxxxyyyy")
    assert np.isnan(plain.p).sum() == 7
    holm = compare_networks(seqs, "xxxxyyyy", settings=Permutation(correction="holm"))
    assert holm.p[0, 1] == pytest.approx(2 * plain.p[0, 1])
    assert holm.to_frame().rows == 2


def test_centralities_are_those_of_the_two_networks() -> None:
    random = np.random.default_rng(1)
    seqs = Sequences.from_wide(random.choice(["a", "b", "c"], (8, 9)))
    found = compare_networks(seqs, "xyxyxyxy", measures=["Closeness", "Diffusion"])
    one, two = (
        centralities(transition_network(seqs.take(np.arange(k, 8, 2))), measures=found.measures)
        for k in range(2)
    )
    np.testing.assert_allclose(found.centrality_difference, one.values - two.values, atol=1e-12)
    assert found.centrality_frame().rows == 6


def test_what_does_not_fit_is_told() -> None:
    seqs = Sequences.from_wide([CALM, TORN, CALM])
    cases: list[tuple[Any, Any, str]] = [
        ("xy", {}, "a group for each of 3"),
        ("xxx", {}, "two groups"),
        ("xyz", {}, "two groups"),
        ("xyx", {"settings": Permutation(paired=True)}, "both groups"),
    ]
    for groups, more, told in cases:
        with pytest.raises(InvalidCaseError, match=told):
            compare_networks(seqs, groups, **more)
    with pytest.raises(InvalidCaseError, match="one group"):
        compare_networks(seqs.by_unit([1, 1, 2]), "xyx")
    with pytest.raises(UnknownTermError):
        compare_networks(seqs, "xyx", measures=["Instrength"])
    with pytest.raises(UnknownTermError, match="Did you mean 'reverse'"):
        compare_networks(seqs, "xyx", kind="revers")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InvalidCaseError, match="replicates"):
        Permutation(replicates=0)
    with pytest.raises(UnknownTermError, match="Did you mean 'holm'"):
        Permutation(correction="Holmes")  # type: ignore[arg-type]  # wrong on purpose
    for sizes in ((0, 3), (2, 3)):
        with pytest.raises(InvalidCaseError, match="smallest_p"):
            smallest_p(*sizes, paired=True)
