"""The likelihood with the shifts of cases integrated out: beside the integral, and its slopes."""

from collections.abc import Callable

import attrs
import numpy as np
import pytest
from scipy.integrate import quad

from mediaeco.forming import AtRisk, FormationModel, FormationParameters, log_likelihood
from mediaeco.forming.marginal import Marginal, marginal
from mediaeco.forming.model import FREE
from mediaeco.forming.objective import objective, settled
from mediaeco.forming.rate import shifted
from mediaeco.kernels.array import Floats

Drawn = Callable[..., AtRisk]
TRUTH = FormationParameters(rate=0.6, exposure=0.25, content=0.6, primacy=1.0, primacy_contacts=4)
OWN = attrs.evolve(TRUTH, rates={"element_1": 0.5}, channel_effects={"phone": 0.5})
FREE_SETS = [FREE, ("rate",), ("exposure", "primacy"), ("primacy_contacts", "content"), ()]


def made_of(cells: AtRisk, free: tuple[str, ...] = FREE, of: FormationParameters = OWN) -> Marginal:
    return marginal(objective(cells, FormationModel(id="x", free=free, parameters=of)))


def beside(made: Marginal, sigma: float) -> Floats:
    """Somewhere beside the start."""
    random = np.random.default_rng(1)
    at = made.start + random.uniform(-0.1, 0.1, len(made.start))
    return np.append(at[:-1], sigma)


def integrated(cells: AtRisk, parameters: FormationParameters, sigma: float) -> float:
    """Log of the integral over the shift of one case, by adaptive quadrature of the product."""

    def weighed(z: float) -> float:
        shift = np.array(sigma * z)
        rates = {
            name: float(shifted(np.array(rate), shift)) for name, rate in parameters.rates.items()
        }
        there = attrs.evolve(
            parameters, rate=float(shifted(np.array(parameters.rate), shift)), rates=rates
        )
        whole = log_likelihood(cells, there)[0].sum()
        return float(np.exp(whole - z * z / 2) / np.sqrt(2 * np.pi))

    return float(np.log(quad(weighed, -8, 8, epsabs=0, epsrel=1e-9, limit=200)[0]))


@pytest.mark.parametrize("sigma", [0.3, 0.8, 2.0])
def test_it_is_the_integral(drawn: Drawn, sigma: float) -> None:
    cells = drawn(OWN, cases=3, contacts=6, elements=3, seed=4)
    made = made_of(cells)
    at = beside(made, sigma)
    found = made.recentred(at).by_case(at)[0]
    for c in range(3):
        expected = integrated(
            cells.of_cases(np.arange(3) == c), settled(objective(cells, made.model), at[:-1]), sigma
        )
        assert found[c] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("free", FREE_SETS)
def test_with_sigma_0_it_is_the_likelihood_of_one_rate(drawn: Drawn, free: tuple[str, ...]) -> None:
    made = made_of(drawn(OWN, cases=12), free)
    base = objective(drawn(OWN, cases=12), made.model)
    at = beside(made, 0.0)
    value, gradient, information = made.evaluate(at)
    expected = base.evaluate(at[:-1])
    assert value == pytest.approx(expected[0])
    np.testing.assert_allclose(gradient[:-1], expected[1], atol=1e-8)
    np.testing.assert_allclose(information[:-1, :-1], expected[2], rtol=1e-8, atol=1e-7)
    assert gradient[-1] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("free", FREE_SETS)
def test_slope_and_curvature_are_those_of_differences(drawn: Drawn, free: tuple[str, ...]) -> None:
    made = made_of(drawn(OWN, cases=12), free)
    at = beside(made, 0.8)
    made = made.recentred(at)
    weights = np.random.default_rng(1).integers(0, 3, 12).astype(np.float64)
    _, gradient, information = made.evaluate(at, weights)
    for k in range(len(at)):
        step = np.zeros(len(at))
        step[k] = 1e-5
        up, down = made.evaluate(at + step, weights), made.evaluate(at - step, weights)
        assert gradient[k] == pytest.approx((up[0] - down[0]) / 2e-5, rel=1e-5, abs=1e-5)
        np.testing.assert_allclose(information[k], -(up[1] - down[1]) / 2e-5, rtol=1e-5, atol=1e-4)


def test_scores_of_cases_sum_to_the_slope(drawn: Drawn) -> None:
    made = made_of(drawn(OWN, cases=12))
    at = beside(made, 0.8)
    np.testing.assert_allclose(made.scores(at).sum(axis=0), made.evaluate(at)[1], atol=1e-9)


@pytest.mark.parametrize("sigma", [0.5, 1.5])
def test_nodes_put_elsewhere_or_more_of_them_change_nothing(drawn: Drawn, sigma: float) -> None:
    made = made_of(drawn(OWN, cases=30))
    at = beside(made, sigma)
    there = made.recentred(at)
    expected = there.finer().by_case(at)[0]
    np.testing.assert_allclose(there.by_case(at)[0], expected, atol=1e-4)
    np.testing.assert_allclose(made.finer().by_case(at)[0], expected, atol=1e-2)
    again = there.recentred(at)
    np.testing.assert_allclose(again.centre, there.centre, atol=1e-3)
    _, z, share = there.by_case(at)
    np.testing.assert_allclose((share * z).sum(axis=1), there.centre, atol=1e-3)
    np.testing.assert_allclose(share.sum(axis=1), 1)


def test_cases_left_out_take_no_part(drawn: Drawn) -> None:
    made = made_of(drawn(OWN, cases=12))
    at = beside(made, 0.8)
    kept = np.arange(12) % 3 > 0
    some = made.of_cases(kept)
    np.testing.assert_allclose(some.by_case(at)[0][kept], made.by_case(at)[0][kept])
    assert some.evaluate(at)[0] == pytest.approx(made.evaluate(at, kept.astype(np.float64))[0])
