"""What follows on one's own state, and on the partner's."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.dynamics import EFFECTS, Contingency, contingency, contingency_intervals
from mediaeco.errors import InvalidCaseError, UnknownTermError

OWN, PARTNER = ("no", "some", "much"), ("calm", "tense")
MOMENT = st.tuples(st.sampled_from([*OWN, None]), st.sampled_from([*PARTNER, None]))
DYADS = st.lists(st.lists(MOMENT, max_size=12), max_size=4)


def found(dyads: list[list[tuple[str | None, str | None]]], *about: str) -> Contingency:
    moments = [moment for dyad in dyads for moment in dyad]
    return contingency(
        [own for own, _ in moments],
        [partner for _, partner in moments],
        sequences=np.cumsum([0, *map(len, dyads)]),
        states=(OWN, PARTNER),
        about=about or None,  # type: ignore[arg-type]  # two of them, or none
    )


def by_hand(moves: list[tuple[bool, bool, bool]]) -> list[float]:
    """Effects from moves (own was target, partner was given, target next), one after another."""
    count = {
        (o, p, n): sum(move == (o, p, n) for move in moves)
        for o in (True, False)
        for p in (True, False)
        for n in (True, False)
    }

    def share(o: bool, p: bool) -> float:
        whole = count[o, p, True] + count[o, p, False]
        return count[o, p, True] / whole if whole else math.nan

    a, b, c, d = (
        sum(count[o, p, n] for o in (True, False))
        for p, n in ((True, True), (True, False), (False, True), (False, False))
    )
    q = (a * d - b * c) / (a * d + b * c) if a * d + b * c else math.nan
    odds = math.log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)))
    if not (a + b and c + d and a + c and b + d):
        odds = math.nan
    effects = []
    for actor in (True, False):
        total = weight = 0.0
        for other in (True, False):
            if actor:
                difference = share(True, other) - share(False, other)
                often = sum(count[o, other, n] for o in (True, False) for n in (True, False))
            else:
                difference = share(other, True) - share(other, False)
                often = sum(count[other, p, n] for p in (True, False) for n in (True, False))
            if not math.isnan(difference):
                total, weight = total + often * difference, weight + often
        effects.append(total / weight if weight else math.nan)
    return [q, odds, *effects]


@given(DYADS)
def test_counting_by_hand_gives_the_same(
    dyads: list[list[tuple[str | None, str | None]]],
) -> None:
    own = found(dyads, "some", "tense")
    everything: list[tuple[bool, bool, bool]] = []
    for k, dyad in enumerate(dyads):
        moves = [
            (dyad[i][0] == "some", dyad[i][1] == "tense", dyad[i + 1][0] == "some")
            for i in range(len(dyad) - 1)
            if dyad[i][0] and dyad[i][1] and dyad[i + 1][0]
        ]
        np.testing.assert_allclose(own.by_dyad[k], by_hand(moves), atol=1e-9)
        assert own.following[k].sum() == len(moves)
        everything += moves
        for i, state in enumerate(OWN):
            for j, other in enumerate(PARTNER):
                assert own.joint[k, i, j] == dyad.count((state, other))
    np.testing.assert_allclose(own.pooled, by_hand(everything), atol=1e-9)


@given(DYADS)
def test_exchanging_given_and_not_given_turns_the_sign(
    dyads: list[list[tuple[str | None, str | None]]],
) -> None:
    own, other = found(dyads, "much", "tense"), found(dyads, "much", "calm")
    for name in ("yule_q", "log_odds", "partner"):
        k = EFFECTS.index(name)
        np.testing.assert_allclose(own.by_dyad[:, k], -other.by_dyad[:, k], atol=1e-9)
    np.testing.assert_allclose(own.pooled[2], other.pooled[2], atol=1e-9)


@given(DYADS)
def test_the_order_of_dyads_changes_no_pooled_number(
    dyads: list[list[tuple[str | None, str | None]]],
) -> None:
    np.testing.assert_allclose(found(dyads).pooled, found(dyads[::-1]).pooled)
    probability = found(dyads).probability
    sums = probability.sum(axis=-1)
    np.testing.assert_allclose(sums[~np.isnan(sums)], 1)
    assert found(dyads).to_frame().rows == 3 * 2 * 3


@given(DYADS, st.integers(0, 5))
def test_intervals_are_the_seeds_and_widen_with_their_level(
    dyads: list[list[tuple[str | None, str | None]]], seed: int
) -> None:
    own = found(dyads)
    narrow, again, wide = (
        contingency_intervals(own, draws=30, seed=seed, level=level) for level in (0.5, 0.5, 0.9)
    )
    np.testing.assert_array_equal(narrow.low, again.low)
    known = ~np.isnan(narrow.low)
    assert (wide.low[known] <= narrow.low[known]).all()
    assert (wide.high[known] >= narrow.high[known]).all()
    if len(dyads) < 2:
        assert not known.any()


def test_dyads_that_are_alike_have_an_interval_of_no_width() -> None:
    one = [("no", "calm"), ("much", "tense"), ("much", "calm"), ("no", "tense"), ("no", "calm")]
    found_ = contingency_intervals(found([one] * 5))  # type: ignore[list-item]  # none is missing
    np.testing.assert_allclose(found_.low, found_.high, equal_nan=True)
    np.testing.assert_allclose(found_.low[2:], found_.effect[2:])
    frame = found_.to_frame()
    assert frame["dyads"].tolist() == [5] * len(EFFECTS)


@given(DYADS, st.permutations(OWN), st.permutations(PARTNER))
def test_renaming_the_states_changes_nothing(
    dyads: list[list[tuple[str | None, str | None]]], own: list[str], partner: list[str]
) -> None:
    """Neither other names for the same states do, nor the same states in another order."""
    to: dict[str | None, str | None] = {None: None}
    to |= dict(zip((*OWN, *PARTNER), (*own, *partner), strict=True))
    renamed = [[(to[a], to[b]) for a, b in dyad] for dyad in dyads]
    one = found(dyads, "some", "tense")
    other = found(renamed, str(to["some"]), str(to["tense"]))
    np.testing.assert_allclose(other.by_dyad, one.by_dyad, atol=1e-12)
    np.testing.assert_allclose(other.pooled, one.pooled, atol=1e-12)
    across, along = [OWN.index(name) for name in own], [PARTNER.index(name) for name in partner]
    np.testing.assert_array_equal(other.joint[:, across][:, :, along], one.joint)


@given(
    st.lists(st.tuples(st.sampled_from(OWN), st.sampled_from(PARTNER)), min_size=1, max_size=12),
    st.integers(2, 6),
    st.integers(0, 5),
)
def test_dyads_all_alike_have_an_interval_of_no_width(
    one: list[tuple[str | None, str | None]], count: int, seed: int
) -> None:
    own = found([one] * count)
    wide = contingency_intervals(own, draws=20, seed=seed)
    np.testing.assert_allclose(wide.low, wide.high, atol=1e-12)
    # The log odds of pooled counts grow with the counts, so theirs alone depend on how many.
    k = EFFECTS.index("log_odds")
    np.testing.assert_allclose(np.delete(wide.low, k), np.delete(own.pooled, k), atol=1e-12)


def test_a_partner_who_answers_stress() -> None:
    """Coping follows on the other's stress, and on nothing else."""
    stress = [1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0]
    coping = [0, *stress[:-1]]
    own = contingency(coping, stress)
    q, odds, actor, partner = own.pooled
    assert (q, partner) == (1, 1)
    assert odds > 3
    assert actor == pytest.approx(0)


def test_nothing_shows_nothing() -> None:
    for own in (contingency([], []), contingency([None], [1]), found([])):
        assert np.isnan(own.pooled).all()
        assert np.isnan(contingency_intervals(own).low).all()


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(InvalidCaseError, match=r"contingency\.partner"):
        contingency([1], [])
    with pytest.raises(InvalidCaseError, match=r"contingency\.sequences"):
        contingency([1], [1], sequences=[0, 2])
    with pytest.raises(UnknownTermError, match="state"):
        contingency([1, 0], [1, 0], about=(1, 2))
    with pytest.raises(InvalidCaseError, match=r"contingency\.states\[1\]"):
        contingency([1], [1], states=([0, 1], [1, 1]))
    with pytest.raises(UnknownTermError, match="state"):
        contingency([2], [1], states=([0, 1], [0, 1]))
    with pytest.raises(InvalidCaseError, match="level"):
        contingency_intervals(contingency([1], [1]), level=1.0)
    with pytest.raises(InvalidCaseError, match="draws"):
        contingency_intervals(contingency([1], [1]), draws=0)
