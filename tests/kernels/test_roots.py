"""Every root is found, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.kernels.array import Floats
from mediaeco.kernels.roots import Function, Range, every_root


def steep(function: Function, steepest: float) -> Range:
    """What a function stays within that is nowhere steeper."""

    def within(left: Floats, right: Floats) -> tuple[Floats, Floats]:
        middle, reach = function((left + right) / 2), steepest * (right - left) / 2
        return middle - reach, middle + reach

    return within


@given(st.sets(st.integers(-50, 50), min_size=1, max_size=5))
@settings(max_examples=25)
def test_a_product_of_differences_has_its_roots(roots: set[int]) -> None:
    at = np.array(sorted(roots), dtype=float) / 50 + 0.00317
    poly = np.poly(at)

    def function(x: Floats) -> Floats:
        return np.asarray(np.polyval(poly, x), dtype=np.float64)

    def slope(x: Floats) -> Floats:
        return np.asarray(np.polyval(np.polyder(poly), x), dtype=np.float64)

    most = float(np.polyval(np.abs(np.polyder(poly)), 1.1))
    found = every_root(function, slope, steep(function, most), (-1.1, 1.1), 1e-15)
    assert found is not None
    np.testing.assert_allclose(found, at, atol=1e-8)


@pytest.mark.parametrize("apart", [1e-2, 1e-4, 1e-6])
def test_two_that_lie_close_are_told_apart(apart: float) -> None:
    def function(x: Floats) -> Floats:
        return (x - 0.3) * (x - 0.3 - apart)

    found = every_root(function, lambda x: 2 * x - 0.6 - apart, steep(function, 3), (-1, 1), 1e-18)
    assert found is not None
    np.testing.assert_allclose(found, [0.3, 0.3 + apart], atol=1e-9)


def test_a_place_that_is_only_touched_is_one_root() -> None:
    def touching(x: Floats) -> Floats:
        return (x - 0.123) ** 2

    def above(x: Floats) -> Floats:
        return x**2 + 1e-9

    found = every_root(touching, lambda x: 2 * (x - 0.123), steep(touching, 3), (-1, 1), 1e-15)
    assert found is not None
    np.testing.assert_allclose(found, [0.123], atol=1e-7)
    none = every_root(above, lambda x: 2 * x, steep(above, 2), (-1, 1), 1e-15)
    assert none is not None
    assert len(none) == 0


def test_a_stretch_of_roots_is_said_to_be_one() -> None:
    def flat(x: Floats) -> Floats:
        return np.maximum(np.abs(x) - 0.5, 0)

    assert every_root(flat, np.sign, steep(flat, 1), (-1, 1), 1e-15) is None


def test_two_that_share_a_cell_are_told_apart_by_the_turn_between_them() -> None:
    """Little is known of the function, so that cells stay coarse."""

    def function(x: Floats) -> Floats:
        return (x - 0.3) * (x - 0.3 - 1e-6)

    found = every_root(function, lambda x: 2 * x - 0.6 - 1e-6, steep(function, 1e9), (-1, 1), 1e-18)
    assert found is not None
    np.testing.assert_allclose(found, [0.3, 0.3 + 1e-6], atol=1e-9)
