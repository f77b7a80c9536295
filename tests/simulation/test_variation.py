"""Cases differ by their own settings as far as they are told to, and not at all by default."""

from __future__ import annotations

import zlib
from statistics import NormalDist
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.analysis import frame_lifecycle
from mediaeco.catalog import CHANNELS
from mediaeco.dynamics import HawkesParameters, Rhythm
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import FormationParameters, hazard
from mediaeco.io import to_json
from mediaeco.kernels.array import Floats
from mediaeco.simulation import (
    BehaviourParameters,
    BreachParameters,
    CaseDesign,
    ChoiceParameters,
    DropOutParameters,
    ExchangeParameters,
    StudyPlan,
    StudySettings,
    VariationParameters,
    plan_study,
    simulate_cohort,
)
from mediaeco.simulation.stream import Streams
from mediaeco.simulation.variation import drawn_variation, varied_hazard

FIELDS = [f.name for f in attrs.fields(VariationParameters)]
SD = st.sampled_from([0.0, 0.4, 1.0])
VARIATIONS = st.builds(VariationParameters, rate=SD, initiative=SD, preference=SD)
BARE: dict[str, Any] = {"routine": None, "first_contact": None, "ratings": ()}


def people(variation: VariationParameters, **more: Any) -> BehaviourParameters:
    """People who break nothing and stay, each with their own settings."""
    given: dict[str, Any] = {
        "breach": BreachParameters(rate=0),
        "drop_out": DropOutParameters(rate=0),
        "variation": variation,
    }
    return BehaviourParameters(**(given | more))


def own(cases: int, channels: int, parameters: VariationParameters, seed: int) -> Any:
    return drawn_variation(cases, channels, parameters, Streams(seed))


def test_without_variation_no_byte_is_another() -> None:
    """Whole columns, as they were before cases could vary."""
    table = simulate_cohort(60, seed=4).table
    columns = (table.offsets, table.sender, table.channel, table.content, table.acts.values)
    code = zlib.crc32(b"".join(np.asarray(c, dtype="<i8").tobytes() for c in columns))
    assert code == 2319100813
    # Shifts that are nothing are left out, not computed.
    p = np.array([[0.1 + 0.2]])
    assert varied_hazard(p, None, FormationParameters(), np.zeros(3)) is p  # type: ignore[arg-type]  # unread


@settings(max_examples=10, deadline=None)
@given(VARIATIONS, st.integers(0, 999), st.integers(0, 5))
def test_the_first_cases_are_those_of_a_larger_cohort_that_varies(
    variation: VariationParameters, seed: int, few: int
) -> None:
    parameters, design = BehaviourParameters(variation=variation), CaseDesign(days=40)
    whole, part = (
        simulate_cohort(n, design=design, parameters=parameters, seed=seed) for n in (6, few)
    )
    assert [to_json(case) for case in part] == [to_json(case) for case in whole[:few]]


@pytest.mark.parametrize("name", FIELDS)
def test_each_varies_by_its_own_and_touches_no_other_draw(name: str) -> None:
    one: dict[str, Any] = {name: 0.7}
    found = own(4000, 3, VariationParameters(**one), seed=2)
    still = own(4000, 3, VariationParameters(), seed=2)
    every = own(4000, 3, VariationParameters(rate=0.7, initiative=0.7, preference=0.7), seed=2)
    for other in FIELDS:
        same = every if other == name else still
        np.testing.assert_array_equal(getattr(found, other), getattr(same, other))
    drawn = getattr(found, name)
    drawn = np.log(drawn) if name == "initiative" else drawn
    # 5 standard errors of a mean and of a standard deviation.
    assert abs(drawn.mean()) < 5 * 0.7 / np.sqrt(drawn.size)
    assert drawn.std() == pytest.approx(0.7, abs=5 * 0.7 / np.sqrt(2 * drawn.size))


def test_what_varies_varies_apart() -> None:
    found = own(4000, 3, VariationParameters(rate=1, initiative=1, preference=1), seed=2)
    columns = (found.rate, np.log(found.initiative), *found.preference.T)
    apart = np.corrcoef(columns)[np.triu_indices(5, 1)]
    assert np.abs(apart).max() < 5 / np.sqrt(4000)


def test_counts_vary_as_a_poisson_of_a_lognormal_does() -> None:
    """Mean ``m e^(s^2/2)``, variance that plus ``m^2 e^(s^2) (e^(s^2) - 1)``; both sides alike."""
    sd, mu, days, cases = 0.5, np.array([0.3, 0.2]), 100, 3000
    exchange = ExchangeParameters(
        hawkes=HawkesParameters(mu=mu, alpha=np.zeros((2, 2)), beta=4.0),
        therapist=Rhythm(),
        patient=Rhythm(),
    )
    parameters = people(VariationParameters(initiative=sd), exchange=exchange)
    design = CaseDesign(days=days, **BARE)
    table = simulate_cohort(cases, design=design, parameters=parameters, seed=3).table
    counts = np.array(
        [np.bincount(table.case[table.sender == side], minlength=cases) for side in (0, 1)]
    )
    middle, wide = mu * days, np.exp(sd**2)
    np.testing.assert_allclose(counts.mean(axis=1), middle * np.sqrt(wide), rtol=0.05)
    mixed = np.outer(middle, middle) * wide * (wide - 1) + np.diag(middle * np.sqrt(wide))
    np.testing.assert_allclose(np.cov(counts), mixed, rtol=0.2)


def test_channels_vary_by_case() -> None:
    """Choices that rest on nothing else: the share of one of two channels is logit normal."""
    sd = 0.8
    choice = ChoiceParameters(habit=0, reply_channel=0, inertia=0, fit=0, preference={})
    design = CaseDesign(days=200, channels=[CHANNELS["email"], CHANNELS["sms"]], **BARE)
    parameters = people(VariationParameters(preference=sd), choice=choice)
    table = simulate_cohort(1200, design=design, parameters=parameters, seed=5).table
    of_case = np.bincount(table.case[table.channel == 0], minlength=1200)
    count = np.diff(table.offsets)
    # Pairs of contacts of a case take the same channel alike: p^2, over cases.
    both = (of_case * (of_case - 1)).sum() / (count * (count - 1)).sum()
    share = 1 / (1 + np.exp(-np.sqrt(2) * sd * np.random.default_rng(0).normal(size=200_000)))
    assert both == pytest.approx((share**2).mean(), abs=0.015)
    assert both > 0.25 + 0.05
    assert of_case.sum() / count.sum() == pytest.approx(0.5, abs=0.03)


def slow_hazard(eco: Ecosystem, parameters: FormationParameters, shift: Floats) -> Floats:
    """The hazard of each case with rates of its own, one case after the other."""
    names = [element.id for element in eco.elements]
    parts = []
    for case, by in enumerate(shift.tolist()):
        rates = {}
        for name in names:
            rate = parameters.rates.get(name, parameters.rate)
            rates[name] = 0.0 if rate == 0 else 1 / (1 + (1 - rate) / rate * np.exp(-by))
        low, high = eco.table.offsets[case : case + 2]
        # A shift of the rate is one of each channel's, for log odds add up.
        parts.append(hazard(eco, parameters=attrs.evolve(parameters, rates=rates)).p[low:high])
    return np.concatenate(parts)


@pytest.mark.parametrize("effects", [{}, {"phone": 1.5, "email": -2.0}])
def test_the_hazard_of_a_case_is_that_of_a_rate_shifted_alike(effects: dict[str, float]) -> None:
    eco = Ecosystem(simulate_cohort(4, seed=2))
    parameters = FormationParameters(
        rate=0.6, rates={"schedule": 0.0, "fee": 0.95}, channel_effects=effects, exposure=1
    )
    shift = np.array([-1.2, 0.0, 0.4, 3.0])
    p = hazard(eco, parameters=parameters).p
    found = varied_hazard(p, eco, parameters, shift)
    np.testing.assert_allclose(found, slow_hazard(eco, parameters, shift), rtol=1e-12, atol=0)
    assert (found[:, [e.id for e in eco.elements].index("schedule")] == 0).all()
    assert varied_hazard(p, eco, parameters, np.full(4, 60.0)).max() < 1
    assert (varied_hazard(p, eco, parameters, np.full(4, -900.0)) >= 0).all()


def test_agreed_elements_spread_over_cases_as_their_rates_do() -> None:
    """One contact a case: agreed counts are binomial mixed over the logit normal rate."""
    sd, cases = 2.0, 3000
    form = FormationParameters(rate=0.5, exposure=1, primacy=0)
    exchange = ExchangeParameters(
        hawkes=HawkesParameters(mu=[0, 0], alpha=np.zeros((2, 2)), beta=1)
    )
    parameters = people(VariationParameters(rate=sd), formation=form, exchange=exchange)
    design = CaseDesign(days=2, routine=None, ratings=(), channels=[CHANNELS["email"]])
    cohort = simulate_cohort(cases, design=design, parameters=parameters, seed=9)
    eco = Ecosystem(cohort)
    agreed = (frame_lifecycle(eco).agreed_row >= 0).sum(axis=1)
    assert (np.diff(cohort.table.offsets) == 1).all()
    p = hazard(eco, parameters=form).p
    z = NormalDist(0, sd)
    shift = np.array([z.inv_cdf((k + 0.5) / 400) for k in range(400)])[:, None, None]
    mixed = p / 0.5 / (1 + np.exp(-shift))
    expected = mixed.sum(axis=2)
    variance = (mixed * (1 - mixed)).sum(axis=2).mean() + expected.var()
    assert agreed.mean() == pytest.approx(expected.mean(), abs=0.13)
    assert agreed.var() == pytest.approx(variance, rel=0.08)
    assert agreed.var() > 1.5 * (p * (1 - p)).sum(axis=1).mean()


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("value", [-0.1, np.inf, -np.inf, np.nan, 3.5])
def test_spreads_that_cannot_be_meant_are_refused(name: str, value: float) -> None:
    wrong: dict[str, Any] = {name: value}
    with pytest.raises(InvalidCaseError, match=rf"VariationParameters\.{name}"):
        VariationParameters(**wrong)


def plan(variation: VariationParameters) -> StudyPlan:
    truth = FormationParameters(rate=0.4, exposure=0.25)
    return plan_study(
        [25],
        design=CaseDesign(days=60),
        parameters=BehaviourParameters(formation=truth, variation=variation),
        settings=StudySettings(replicates=16, seed=4),
        progress=False,
    )


def test_cases_that_vary_lower_power_and_widen_intervals() -> None:
    alike, apart = plan(VariationParameters()), plan(VariationParameters(rate=1.5))
    assert apart.power[0] < alike.power[0] - 0.1
    assert apart.width[0] > 1.05 * alike.width[0]
    assert "differ by chance alone" in alike.statement()
    assert "standard deviation over cases: rate 1.5" in apart.statement()
