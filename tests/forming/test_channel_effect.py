"""Effects of channels: recovery beside known truth, laws, and what cannot be told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from mediaeco.analysis import Journeys, journeys
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import ChannelEffects, EffectForm, channel_effects, channel_removal
from mediaeco.kernels.array import Floats
from mediaeco.kernels.journey import touches
from mediaeco.model import Case, Cohort
from mediaeco.sequence import to_paths
from mediaeco.testing import cases, cohorts, permute_channels

Tell = Callable[..., Ecosystem]
Table = dict[str, Any]
FORMS = [(form, stops) for form in EffectForm for stops in (True, False)]
every_form = pytest.mark.parametrize(("form", "stops"), FORMS)
NAMES = np.array(["chat", "mail", "phone", "sms", "site", "video"])


def walked(form: str, stops: bool, seed: int, count: int = 5000) -> tuple[Journeys, Floats]:
    """Journeys whose channels are used the more, the less a contact over them does; and truth."""
    random = np.random.default_rng(seed)
    k = len(NAMES)
    truth = np.linspace(0.9, -0.9, k)[np.argsort(random.random(k))]
    use = np.exp(-1.0 * truth)
    lengths = 1 + random.poisson(3, count)
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    channel = random.choice(k, offsets[-1], p=use / use.sum())
    # Journeys are walked to their end, and then cut where they stop at conversion.
    left = np.repeat(offsets[:-1], lengths)
    own = np.zeros((len(channel), k))
    own[np.arange(len(channel)), channel] = 1
    running = np.cumsum(own, axis=0) - (np.cumsum(own, axis=0) - own)[left]
    if not stops:
        sums = touches(channel, offsets, k).astype(float)
        chance = _chance(form, sums, truth, low=-3.0)
        reached = random.random(count) < chance
    else:
        chance = _chance(form, own if form == "hazard" else running, truth, low=-2.2)
        hit = np.flatnonzero(random.random(len(channel)) < chance)
        at = np.append(hit, len(channel))[np.searchsorted(hit, offsets[:-1])]
        reached = at < offsets[1:]
        lengths = np.where(reached, at + 1, offsets[1:]) - offsets[:-1]
        rows = np.arange(lengths.sum()) + np.repeat(
            offsets[:-1] - np.cumsum(lengths) + lengths, lengths
        )
        channel, offsets = channel[rows], np.concatenate(([0], np.cumsum(lengths)))
    made = Journeys(
        cases=("all",),
        channels=tuple(NAMES.tolist()),
        case=np.zeros(count, dtype=int),
        goal=np.full(count, "goal"),
        channel=channel,
        offsets=offsets,
        reached=reached,
        value=np.ones(count),
    )
    return made, truth if form == "logit" else np.exp(truth - 3.0)


def _chance(form: str, counts: Floats, truth: Floats, low: float) -> Floats:
    if form == "hazard":
        return np.asarray(-np.expm1(-counts @ np.exp(truth - 3.0)))
    return np.asarray(1 / (1 + np.exp(-low - counts @ truth)))


@every_form
def test_effects_rank_as_the_truth_does_and_intervals_cover(form: str, stops: bool) -> None:
    covered, ranks = [], []
    for seed in range(12):
        ways, truth = walked(form, stops, seed)
        found = channel_effects(ways, form=form, stops=stops)
        assert found.converged
        covered.append((found.low <= truth) & (truth <= found.high))
        ranks.append(spearmanr(found.effect, truth).statistic)
    assert np.mean(ranks) >= 0.95
    # Of 72 intervals 68.4 are to cover, give or take 1.8.
    assert 0.88 <= np.mean(covered) <= 1.0


def test_intervals_of_rare_channels_cover_where_use_goes_against_the_effect() -> None:
    """Around effects drawn towards channels that do less, one in three would miss the truth."""
    rare = []
    for seed in range(30):
        ways, truth = walked("logit", False, seed, 250)
        found = channel_effects(ways, form="logit", stops=False)
        least = np.argmin(found.contacts)
        rare.append(found.low[least] <= truth[least] <= found.high[least])
    # Of 30 intervals 28.5 are to cover, give or take 1.2; around the effect fewer than 22 do.
    assert np.sum(rare) >= 25


def test_a_rare_channel_that_never_converts_is_drawn_in_and_its_interval_is_not() -> None:
    table = paths(("a", 40, 60), ("b", 0, 9), ("c", 20, 50))
    found = channel_effects(table)
    assert (found.unpooled[1], found.low[1]) == (0, 0)
    assert found.effect[1] > 0.01
    assert np.isnan(found.error[1])
    # Nine trials without conversion fall by 1.92 at 1.92 / 9.
    assert found.high[1] == pytest.approx(max(1.9207 / 9, found.effect[1]), rel=1e-3)
    table = paths(("a", 40, 60), ("a > a", 9, 9), ("b", 0, 9), ("c", 20, 50), ("c > c", 9, 30))
    odds = channel_effects(table, form="logit", stops=False)
    assert (odds.unpooled[1], odds.low[1]) == (-np.inf, -np.inf)
    assert np.isfinite([odds.effect[1], odds.high[1]]).all()


def test_an_interval_reaches_as_far_as_its_effect() -> None:
    table = paths(*((name, 400, 600) for name in "abcdefgh"), ("i", 0, 12))
    found = channel_effects(table)
    assert found.effect[8] > 1.9207 / 12
    assert found.high[8] == found.effect[8]


def test_shares_by_use_rank_otherwise() -> None:
    ways, truth = walked("logit", True, 1)
    found = channel_effects(ways, form="logit")
    for share in (found.linear, found.last, found.removal):
        assert share.sum() == pytest.approx(1)
        assert spearmanr(share, truth).statistic < 0.5
    harmful = truth < -0.5
    assert (found.high[harmful] < 0).all()
    assert "Below 0 with all of the interval" in found.statement()
    assert "The removal effect credits" in found.statement()


def test_a_wrong_form_is_told_by_its_aic() -> None:
    for form in EffectForm:
        ways, _ = walked(form, True, 5)
        aic = {other: channel_effects(ways, form=other).aic for other in EffectForm}
        assert min(aic, key=lambda other: aic[other]) == form


def same(one: ChannelEffects, other: ChannelEffects, order: Any = slice(None)) -> None:
    for name in ("effect", "low", "high"):
        np.testing.assert_allclose(
            getattr(other, name), getattr(one, name)[order], rtol=2e-3, atol=1e-6
        )
    for name in ("contacts", "journeys"):
        assert getattr(other, name).tolist() == getattr(one, name)[order].tolist()
    for name in ("linear", "last", "removal"):
        np.testing.assert_allclose(getattr(other, name), getattr(one, name)[order], atol=1e-9)


def table_of(ways: Journeys) -> Table:
    paths = ways.paths()
    return {name: paths[name] for name in paths}


def named(found: ChannelEffects) -> Any:
    return [found.channels.index(name) for name in NAMES]


@every_form
@given(seed=st.integers(0, 1000))
@settings(max_examples=6)
def test_paths_together_give_what_they_give_one_by_one(form: str, stops: bool, seed: int) -> None:
    ways, _ = walked(form, stops, seed, 300)
    random = np.random.default_rng(seed)
    one = channel_effects(ways, form=form, stops=stops)
    table = table_of(ways)
    order = random.permutation(len(table["path"]))
    again = channel_effects({k: v[order] for k, v in table.items()}, form=form, stops=stops)
    back = channel_effects(table_of(ways), form=form, stops=stops)
    for other in (again, back):
        for name in ("effect", "low", "high", "linear", "removal"):
            np.testing.assert_allclose(
                getattr(other, name)[named(other)], getattr(one, name), rtol=2e-3, atol=1e-6
            )


@every_form
def test_every_journey_twice_divides_errors_by_the_root_of_2(form: str, stops: bool) -> None:
    table = table_of(walked(form, stops, 2)[0])
    twice = table | {k: 2 * table[k] for k in ("total_conversions", "total_null")}
    one, two = (channel_effects(t, form=form, stops=stops, pooled=False) for t in (table, twice))
    np.testing.assert_allclose(two.effect, one.effect, rtol=1e-5)
    np.testing.assert_allclose(two.error, one.error / np.sqrt(2), rtol=1e-4)
    assert two.total == 2 * one.total


@every_form
def test_a_channel_that_nobody_uses_changes_nothing(form: str, stops: bool) -> None:
    table = table_of(walked(form, stops, 2, 500)[0])
    more = {
        "path": [*table["path"], "fax > phone"],
        "total_conversions": [*table["total_conversions"], 0],
        "total_null": [*table["total_null"], 0],
    }
    one, two = (channel_effects(t, form=form, stops=stops) for t in (table, more))
    np.testing.assert_allclose(two.effect[:-1], one.effect, rtol=1e-9)
    assert two.reason[-1] == "never used"
    assert np.isnan([two.effect[-1], two.low[-1], two.error[-1]]).all()


@given(cohorts(legal=True, max_cases=3, max_contacts=8), st.randoms(use_true_random=False))
def test_listing_channels_in_another_order_permutes(cohort: Cohort, chance: Any) -> None:
    case = next(iter(cohort), None)
    if case is None:
        return
    order = sorted(range(len(case.channels)), key=lambda _: chance.random())
    one = channel_effects(Ecosystem(case))
    other = channel_effects(Ecosystem(permute_channels(case, order)))
    same(one, other, order)
    assert list(other.reason) == [one.reason[k] for k in order]


@given(cases() | cohorts())
def test_any_record_has_effects_or_reasons(record: Case | Cohort) -> None:
    eco = Ecosystem(record)
    for form in EffectForm:
        found = channel_effects(eco, form=form)
        assert (np.isnan(found.effect) == (np.array(found.reason) != "")).all()
        assert (found.contacts >= found.journeys).all()
        known = ~np.isnan(found.effect)
        assert (found.low[known] <= found.effect[known]).all()
        assert (found.effect[known] <= found.high[known]).all()
        if form == "hazard":
            assert (found.effect[known] >= 0).all()
        removal = channel_removal(eco).share
        np.testing.assert_allclose(found.removal, removal, atol=1e-9)
        assert "not causation" in found.statement()
        assert found.to_frame().rows == len(eco.channels)


def test_journeys_and_their_paths_agree_on_a_record(tell: Tell) -> None:
    eco = tell(
        "P>email - propose:schedule", "T>sms - accept:schedule", "P>email -", "T>sms -",
        elements=("schedule", "fee"),
    )  # fmt: skip
    one, other = channel_effects(journeys(eco)), channel_effects(to_paths(eco))
    place = [other.channels.index(name) for name in one.channels]
    np.testing.assert_allclose(one.effect, other.effect[place], rtol=1e-4)
    assert (one.total, one.converted) == (2, 1)


def paths(*rows: tuple[str, int, int]) -> Table:
    return {
        "path": [path for path, _, _ in rows],
        "total_conversions": [yes for _, yes, _ in rows],
        "total_null": [no for _, _, no in rows],
    }


@pytest.mark.parametrize(
    ("table", "stops", "reason"),
    [
        (paths(("a", 0, 5), ("b > a", 0, 3)), True, "no journey converted"),
        (paths(("a", 4, 0), ("b", 3, 0)), True, "every trial converted: nothing to compare with"),
        (paths(("a", 4, 0), ("b > a", 3, 0)), False, "every trial converted: nothing to compare"),
        (paths(("a > b", 4, 6), ("b > a", 3, 8)), False, "used in fixed numbers with others"),
        (paths(("a", 0, 0)), True, "never used"),
    ],
)
def test_what_cannot_be_told_says_why(table: Table, stops: bool, reason: str) -> None:
    for form in EffectForm:
        found = channel_effects(table, form=form, stops=stops)
        assert np.isnan(found.effect).all()
        assert np.isnan(found.low).all()
        assert all(one.startswith(reason) for one in found.reason), found.reason
        assert "No effect of a channel can be told." in found.statement()


def test_without_pooling_a_channel_that_never_converts_has_no_bound() -> None:
    table = paths(("a", 4, 6), ("b", 0, 9), ("c", 2, 5))
    assert channel_effects(table).reason == ("", "", "")
    found = channel_effects(table, pooled=False)
    assert found.reason == ("", "its conversions set no bound: none, or all", "")
    assert found.effect[[0, 2]] == pytest.approx(-np.log([6 / 10, 5 / 7]), rel=1e-6)


def test_all_convert_at_last_and_still_contacts_differ() -> None:
    found = channel_effects(paths(("a > a > b", 5, 0), ("b > b", 5, 0), ("a", 2, 0)))
    assert found.converted == found.total == 12
    assert found.effect[1] > found.effect[0]


def test_a_bootstrap_over_journeys_agrees_with_the_likelihood() -> None:
    ways, _ = walked("hazard", True, 3)
    one = channel_effects(ways)
    drawn = channel_effects(ways, replicates=60, seed=1)
    assert (one.units, drawn.units) == ("likelihood", "journeys")
    np.testing.assert_array_equal(one.effect, drawn.effect)
    np.testing.assert_allclose(drawn.error, one.error, rtol=0.45)
    again = channel_effects(ways, replicates=60, seed=1)
    np.testing.assert_array_equal(drawn.error, again.error)


def test_journeys_of_one_case_that_are_all_the_same_are_not_many() -> None:
    """Nine copies in a case: the information is three times too sure, the bootstrap is not."""
    ways, _ = walked("hazard", True, 4, 600)
    times = 9
    copied = attrs.evolve(
        ways,
        cases=tuple(f"case {k}" for k in range(600)),
        case=np.tile(np.arange(600), times),
        goal=np.tile(ways.goal, times),
        channel=np.tile(ways.channel, times),
        offsets=np.concatenate(
            [ways.offsets[:-1] + k * ways.offsets[-1] for k in range(times)]
            + [[times * ways.offsets[-1]]]
        ),
        reached=np.tile(ways.reached, times),
        value=np.tile(ways.value, times),
    )
    honest = channel_effects(ways, pooled=False).error
    sure = channel_effects(copied, pooled=False)
    np.testing.assert_allclose(sure.error, honest / 3, rtol=1e-4)
    drawn = channel_effects(copied, pooled=False, replicates=80)
    assert drawn.units == "cases"
    assert np.median(drawn.error / honest) == pytest.approx(1, abs=0.25)
    width, before = (np.log(one.high / one.low) for one in (drawn, sure))
    known = sure.low > 0
    assert np.median((width / before)[known]) == pytest.approx(3, abs=0.8)


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ({"path": ["a"], "total_conversions": [1]}, "total_null"),
        (paths(("a", -1, 0)), r"total_conversions\[0\]"),
        (paths(("a", 1, 0), ("a > > b", 1, 0)), r"path\[1\]"),
        ({"path": ["a"], "total_conversions": ["x"], "total_null": [1]}, "total_conversions"),
        ({"path": ["a"], "total_conversions": [1, 2], "total_null": [1]}, "one length"),
        ({"path": ["a"], "total_conversions": [0.5], "total_null": [1]}, "whole number"),
    ],
)
def test_a_table_that_is_none_is_told_where(table: Table, where: str) -> None:
    with pytest.raises(InvalidCaseError, match=where):
        channel_effects(table)


def test_settings_that_cannot_be() -> None:
    with pytest.raises(InvalidCaseError, match="replicates"):
        channel_effects(paths(("a", 1, 1)), replicates=1)
    with pytest.raises(InvalidCaseError, match="hazard"):
        channel_effects(paths(("a", 1, 1)), form="hasard")


def test_prints_the_largest_effect_first() -> None:
    found = channel_effects(paths(("a", 1, 20), ("b", 9, 20), ("a>b", 3, 9)))
    assert found.summary()["channel"].tolist() == ["b", "a"]
    assert "<table" in found._repr_html_()
    assert found.statement().startswith("13 of 62 journeys converted.")
