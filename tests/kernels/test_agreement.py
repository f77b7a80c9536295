from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.grounded.reliability import reliability_data as in_order
from mediaeco.kernels.agreement import (
    SCALES,
    alpha_parts,
    krippendorff,
    value_counts,
)
from mediaeco.kernels.array import Floats, Ints
from mediaeco.testing import reliability_data

SCALE = st.sampled_from(SCALES)


def counted(data: Floats) -> tuple[Ints, Floats]:
    codes, values = in_order(data, "ratio")
    return value_counts(codes, len(values)), values


def slow_difference(scale: str, a: float, b: float, pool: list[float]) -> float:
    if scale == "nominal":
        return float(a != b)
    if scale == "interval":
        return (a - b) ** 2
    if scale == "ratio":
        return ((a - b) / (a + b)) ** 2 if a != b else 0.0
    low, high = min(a, b), max(a, b)
    between = sum(low <= value <= high for value in pool)
    return 0.0 if a == b else (between - (pool.count(a) + pool.count(b)) / 2) ** 2


def slow_alpha(data: Floats, scale: str) -> float:
    """Alpha as its definition reads: pairs of values within units, and pairs of all values."""
    units = [[value for value in unit if not np.isnan(value)] for unit in data.T.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    pool = [value for unit in units for value in unit]
    within = sum(
        slow_difference(scale, a, b, pool) / (len(unit) - 1)
        for unit in units
        for a, b in permutations(unit, 2)
    )
    among = sum(slow_difference(scale, a, b, pool) for a, b in permutations(pool, 2))
    if not pool or among == 0:
        return float("nan")
    return 1 - (within / len(pool)) / (among / (len(pool) * (len(pool) - 1)))


@given(reliability_data(), SCALE)
def test_agrees_with_the_slow_reference(data: Floats, scale: str) -> None:
    (found,) = krippendorff(*counted(data), scale)
    assert found == pytest.approx(slow_alpha(data, scale), nan_ok=True, abs=1e-12)


def coincidences(counts: Ints) -> Floats:
    """How often two values meet in one unit, as the literature works alpha out."""
    pairable = counts[counts.sum(axis=1) > 1].astype(np.float64)
    share = pairable / (pairable.sum(axis=1, keepdims=True) - 1)
    met: Floats = share.T @ pairable
    return met - np.diag(share.sum(axis=0))


@given(reliability_data(), SCALE)
def test_the_coincidence_matrix_gives_the_same_alpha(data: Floats, scale: str) -> None:
    counts, values = counted(data)
    matrix = coincidences(counts)
    pairable = counts[counts.sum(axis=1) > 1]
    assert matrix.sum() == pytest.approx(pairable.sum())
    np.testing.assert_allclose(matrix, matrix.T, atol=1e-12)
    np.testing.assert_allclose(matrix.sum(axis=1), pairable.sum(axis=0), atol=1e-12)
    margin = matrix.sum(axis=1)
    total = margin.sum()
    pool = np.repeat(values, margin.round().astype(int)).tolist()
    apart = np.array([[slow_difference(scale, a, b, pool) for b in values] for a in values])
    apart = apart.reshape(len(values), len(values))
    if total:
        observed, expected = alpha_parts(counts, values, scale)
        assert observed[0] == pytest.approx((matrix * apart).sum() / total, abs=1e-12)
        assert expected[0] == pytest.approx(
            (np.outer(margin, margin) * apart).sum() / (total * (total - 1)), abs=1e-12
        )


@given(reliability_data(max_units=6), SCALE, st.data())
def test_a_drawn_unit_counts_as_often_as_it_is_drawn(
    data: Floats, scale: str, draws: st.DataObject
) -> None:
    units = data.shape[1]
    times = draws.draw(
        st.lists(
            st.lists(st.integers(0, 3), min_size=units, max_size=units), min_size=1, max_size=3
        )
    )
    weights = np.array(times, dtype=np.int64).reshape(len(times), units)
    found = krippendorff(*counted(data), scale, weights)
    for alpha, repeats in zip(found, weights, strict=True):
        again = np.repeat(data, repeats, axis=1)
        assert alpha == pytest.approx(slow_alpha(again, scale), nan_ok=True, abs=1e-12)


@given(reliability_data(), SCALE, st.data())
def test_coders_and_units_have_no_order(data: Floats, scale: str, draws: st.DataObject) -> None:
    coders = draws.draw(st.permutations(range(data.shape[0])))
    units = draws.draw(st.permutations(range(data.shape[1])))
    (one,) = krippendorff(*counted(data), scale)
    (other,) = krippendorff(*counted(data[coders][:, units]), scale)
    assert one == pytest.approx(other, nan_ok=True, abs=1e-12)


@given(reliability_data(), st.permutations((1.0, 2.0, 3.0, 5.0)))
def test_the_names_of_nominal_values_do_not_matter(data: Floats, names: list[float]) -> None:
    renamed = data.copy()
    for old, new in zip((1.0, 2.0, 3.0, 5.0), names, strict=True):
        renamed[data == old] = new
    (one,), (other,) = (krippendorff(*counted(d), "nominal") for d in (data, renamed))
    assert one == pytest.approx(other, nan_ok=True, abs=1e-12)


@given(reliability_data(), st.integers(-(10**6), 10**6), st.sampled_from((0.25, 3.0, 1000.0)))
def test_interval_alpha_has_no_origin_and_no_unit(data: Floats, origin: int, unit: float) -> None:
    counts, values = counted(data)
    (one,) = krippendorff(counts, values, "interval")
    (other,) = krippendorff(counts, origin + unit * values, "interval")
    assert one == pytest.approx(other, nan_ok=True, abs=1e-6)


@given(reliability_data(), st.sampled_from((0.25, 3.0, 1000.0)))
def test_ratio_alpha_has_no_unit(data: Floats, unit: float) -> None:
    counts, values = counted(data)
    (one,), (other,) = (krippendorff(counts, of, "ratio") for of in (values, unit * values))
    assert one == pytest.approx(other, nan_ok=True, abs=1e-9)


@given(reliability_data())
def test_ordinal_alpha_knows_only_the_order(data: Floats) -> None:
    counts, values = counted(data)
    (one,), (other,) = (krippendorff(counts, of, "ordinal") for of in (values, values**3 - 7))
    assert one == pytest.approx(other, nan_ok=True)


@given(reliability_data(), SCALE)
def test_units_with_one_value_change_nothing(data: Floats, scale: str) -> None:
    alone = np.full((len(data), 1), np.nan)
    alone[0] = 5.0
    more = np.concatenate((data, alone, np.full((len(data), 1), np.nan)), axis=1)
    (one,), (other,) = (krippendorff(*counted(d), scale) for d in (data, more))
    assert one == pytest.approx(other, nan_ok=True, abs=1e-12)


@given(st.lists(st.sampled_from((1.0, 2.0, 5.0)), min_size=1, max_size=6), SCALE)
def test_agreement_throughout_is_1_where_values_vary_and_undefined_where_not(
    unit: list[float], scale: str
) -> None:
    (alpha,) = krippendorff(*counted(np.array([unit, unit, unit])), scale)
    if len(set(unit)) > 1:
        assert alpha == pytest.approx(1.0)
    else:
        assert np.isnan(alpha)


@pytest.mark.parametrize("scale", SCALES)
def test_large_values_that_do_not_vary_leave_no_rounding_behind(scale: str) -> None:
    counts, values = counted(np.full((3, 7), 0.1 + 1e9))
    assert np.isnan(krippendorff(counts, values, scale)[0])


@pytest.mark.parametrize("scale", SCALES)
def test_a_replicate_without_variation_is_undefined(scale: str) -> None:
    counts, values = counted(np.array([[0.1, 0.7, 0.1], [0.1, 0.7, 0.1], [0.1, 0.7, 0.1]]))
    weights = np.array([[2, 0, 1], [0, 3, 0], [1, 1, 1]])
    found = krippendorff(counts, values, scale, weights)
    assert np.isnan(found).tolist() == [True, True, False]


@pytest.mark.parametrize("scale", SCALES)
def test_rounding_never_passes_for_variation(scale: str) -> None:
    for value in np.random.default_rng(0).uniform(0.1, 9, 200):
        counts = np.array([[3, 0], [0, 3]])
        found = krippendorff(counts, np.array([value, 11.3]), scale, np.array([[7, 0], [0, 7]]))
        assert np.isnan(found).all()


def test_coders_who_disagree_always_are_below_chance() -> None:
    (alpha,) = krippendorff(*counted(np.array([[1.0, 2.0], [2.0, 1.0]])))
    assert alpha < 0


def test_many_replicates_are_worked_through_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    counts, values = counted(np.array([[1.0, 2, 3, 1], [1, 2, 2, 1], [1, 3, 3, 1]]))
    weights = np.random.default_rng(0).multinomial(4, [0.25] * 4, size=37)
    for scale in SCALES:
        whole = krippendorff(counts, values, scale, weights)
        with monkeypatch.context() as patch:
            patch.setattr("mediaeco.kernels.agreement._CELLS", 20)
            np.testing.assert_allclose(krippendorff(counts, values, scale, weights), whole)
