"""The bounded search: beside what calculus says, and beside SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import lsq_linear, minimize

from mediaeco.kernels.array import Floats
from mediaeco.kernels.newton import maximise

SEEDS = st.integers(0, 2**32 - 1)


def quadratic(seed: int, dims: int) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    root = random.normal(size=(dims + 1, dims))
    return root.T @ root + 0.1 * np.eye(dims), random.normal(size=dims)


@given(SEEDS, st.integers(1, 6))
def test_a_concave_quadratic_within_bounds(seed: int, dims: int) -> None:
    curve, pull = quadratic(seed, dims)

    def hill(at: Floats) -> tuple[float, Floats, Floats]:
        return float(pull @ at - at @ curve @ at / 2), pull - curve @ at, curve

    root = np.linalg.cholesky(curve)
    expected = lsq_linear(root.T, np.linalg.solve(root, pull), (-0.5, 0.7), tol=1e-14).x
    found = maximise(hill, np.zeros(dims), np.tile([-0.5, 0.7], (dims, 1)))
    assert found.converged
    np.testing.assert_allclose(found.point, expected, atol=1e-5)
    free = np.tile([-1e3, 1e3], (dims, 1))
    vertex = maximise(hill, np.zeros(dims), free, reach=1e4)
    assert vertex.steps <= 2
    np.testing.assert_allclose(vertex.point, np.linalg.solve(curve, pull), rtol=1e-6, atol=1e-8)


def saddle(at: Floats) -> tuple[float, Floats, Floats]:
    """Two hills of a height at (1, 0) and (-1, 0), and a saddle between."""
    x, y = at
    return (
        float(x**2 - x**4 / 2 - y**2),
        np.array([2 * x - 2 * x**3, -2 * y]),
        np.array([[6 * x**2 - 2, 0.0], [0.0, 2.0]]),
    )


@given(st.floats(-2, 2).filter(lambda x: abs(x) > 1e-3), st.floats(-2, 2))
def test_it_climbs_where_the_curvature_is_of_the_wrong_sign(x: float, y: float) -> None:
    found = maximise(saddle, np.array([x, y]), np.tile([-2.0, 2.0], (2, 1)))
    np.testing.assert_allclose(np.abs(found.point), [1, 0], atol=1e-4)
    assert found.converged
    assert found.value >= saddle(np.array([x, y]))[0]


def test_a_dimension_whose_bounds_are_equal_is_fixed() -> None:
    found = maximise(saddle, np.array([0.5, 1.0]), np.array([[-2.0, 2.0], [1.0, 1.0]]))
    np.testing.assert_allclose(found.point, [1, 1], atol=1e-5)


def test_a_search_that_is_cut_off_says_so() -> None:
    assert not maximise(
        saddle, np.array([0.01, 2.0]), np.tile([-2.0, 2.0], (2, 1)), steps=1
    ).converged


@pytest.mark.parametrize("start", [(-1.2, 1.0), (0.0, 0.0), (1.9, -1.9)])
def test_a_bent_valley(start: tuple[float, float]) -> None:
    def valley(at: Floats) -> tuple[float, Floats, Floats]:
        x, y = at
        slope = np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])
        bend = np.array([[2 - 400 * y + 1200 * x**2, -400 * x], [-400 * x, 200]])
        return float(-((1 - x) ** 2) - 100 * (y - x**2) ** 2), -slope, bend

    bounds = np.array([[-2.0, 0.8], [-2.0, 2.0]])
    found = maximise(valley, np.array(start), bounds)
    theirs = minimize(
        lambda at: -valley(at)[0], start, jac=lambda at: -valley(at)[1], bounds=bounds
    )
    np.testing.assert_allclose(found.point, theirs.x, atol=1e-3)
    assert found.value >= -theirs.fun - 1e-8
