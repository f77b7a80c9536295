"""The likelihood as a function of what is free: beside `log_likelihood`, and its derivatives."""

from collections.abc import Callable

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import AtRisk, FormationModel, FormationParameters, at_risk, log_likelihood
from mediaeco.forming.model import FREE
from mediaeco.forming.objective import objective, settled
from mediaeco.forming.scale import BOUNDS, from_search, from_wald, slope, to_search, to_wald
from mediaeco.testing import ecosystems, formation_parameters

TRUTH = FormationParameters(rate=0.6, exposure=0.25, content=0.6, primacy=1.0, primacy_contacts=4)
FREE_SETS = st.lists(st.sampled_from(FREE), unique=True).map(tuple)
INNER = st.integers(0, 2**32 - 1)


@given(ecosystems(min_elements=1, max_contacts=20), formation_parameters(), FREE_SETS, INNER)
def test_it_is_the_log_likelihood(
    eco: Ecosystem, parameters: FormationParameters, free: tuple[str, ...], seed: int
) -> None:
    cells = at_risk(eco, parameters)
    made = objective(cells, FormationModel(id="x", free=free, parameters=parameters))
    random = np.random.default_rng(seed)
    at = made.bounds[:, 0] + random.uniform(0.1, 0.9, len(free)) * np.ptp(made.bounds, axis=1)
    total = log_likelihood(cells, settled(made, at))[0].sum()
    if made.impossible:
        assert total == -np.inf
    else:
        assert made.evaluate(at)[0] == pytest.approx(total, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("pooled", [(), ("element",), ("channel", "element")])
@pytest.mark.parametrize("own_rates", [{}, {"element_1": 0.5}])
def test_slope_and_curvature_are_those_of_differences(
    drawn: Callable[..., AtRisk], pooled: tuple[str, ...], own_rates: dict[str, float]
) -> None:
    parameters = attrs.evolve(TRUTH, rates=own_rates, channel_effects={"phone": 0.5})
    model = FormationModel(id="x", free=FREE, parameters=parameters, pooled=pooled)
    cells = drawn(TRUTH, cases=12)
    made = objective(cells, model).penalised({"element": 2.0, "channel": 0.5})
    random = np.random.default_rng(1)
    weights = random.integers(0, 3, 12).astype(np.float64)
    at = made.start + random.uniform(-0.1, 0.1, len(made.start))
    _, gradient, information = made.evaluate(at, weights)
    for k in range(len(at)):
        step = np.zeros(len(at))
        step[k] = 1e-5
        up, down = made.evaluate(at + step, weights), made.evaluate(at - step, weights)
        assert gradient[k] == pytest.approx((up[0] - down[0]) / 2e-5, rel=1e-5, abs=1e-5)
        np.testing.assert_allclose(information[k], -(up[1] - down[1]) / 2e-5, rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("pooled", [(), ("element",)])
def test_scores_of_cases_sum_to_the_slope(
    drawn: Callable[..., AtRisk], pooled: tuple[str, ...]
) -> None:
    made = objective(drawn(TRUTH, cases=9), FormationModel(id="x", free=FREE, pooled=pooled))
    np.testing.assert_allclose(
        made.scores(made.start).sum(axis=0), made.evaluate(made.start)[1], rtol=1e-9, atol=1e-9
    )


def test_a_weight_is_a_case_told_so_often(drawn: Callable[..., AtRisk]) -> None:
    made = objective(drawn(TRUTH, cases=6), FormationModel(id="x", free=FREE))
    weights = np.array([0.0, 1, 2, 0, 1, 3])
    total = sum(
        w * np.array(made.of_cases(np.arange(6) == k).evaluate(made.start)[0])
        for k, w in enumerate(weights)
    )
    assert made.evaluate(made.start, weights)[0] == pytest.approx(total)


@given(st.sampled_from(FREE), st.sampled_from((0.0, 1.0)) | st.floats(1e-6, 1 - 1e-6))
def test_scales_lead_there_and_back(name: str, share: float) -> None:
    low, high = BOUNDS[name]
    value = low + share * (high - low)
    assert from_search(name, to_search(name, value)) == pytest.approx(value, rel=1e-6, abs=1e-9)
    if 0 < value < (1 if high <= 1 else np.inf):
        assert from_wald(name, to_wald(name, value)) == pytest.approx(value, rel=1e-6, abs=1e-9)


@given(st.sampled_from(FREE), st.floats(0.05, 0.95))
def test_slopes_of_scales_are_those_of_differences(name: str, value: float) -> None:
    place, step = float(to_wald(name, value)), 1e-6
    ends = [from_wald(name, place + s * step) for s in (-1, 1)]
    search, own = slope(name, value)
    assert own == pytest.approx(float(ends[1] - ends[0]) / (2 * step), rel=1e-5)
    moved = [to_search(name, end) for end in ends]
    assert search == pytest.approx(float(moved[1] - moved[0]) / (2 * step), rel=1e-5)


def test_settings_that_are_pooled_go_where_the_hazard_reads_them(
    drawn: Callable[..., AtRisk],
) -> None:
    cells = drawn(TRUTH, cases=10)
    fixed = attrs.evolve(TRUTH, channel_effects={"phone": 0.5})
    model = FormationModel(
        id="x", free=("rate",), parameters=fixed, pooled=("element", "channel"), kappa=0
    )
    made = objective(cells, model)
    at = np.random.default_rng(2).normal(size=len(made.names))
    found = settled(made, at)
    assert set(found.rates) == set(cells.elements)
    assert set(found.channel_effects) >= set(cells.channels)
    assert made.evaluate(at)[0] == pytest.approx(log_likelihood(cells, found)[0].sum())


def test_long_columns_wake_no_other_thread(
    drawn: Callable[..., AtRisk], woken: Callable[[Callable[[], object]], float]
) -> None:
    """They would wait for one another by spinning, and a busy machine would come to a halt."""
    cells = drawn(TRUTH, cases=3000)
    made = objective(cells, FormationModel(id="x", free=FREE, parameters=TRUTH))
    assert len(made.open.case) > 20_000
    weights = np.ones(made.cases)
    assert woken(lambda: (made.evaluate(made.start), made.evaluate(made.start, weights))) < 1
