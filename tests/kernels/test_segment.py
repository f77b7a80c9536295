"""Segments: every kernel beside its obvious reference, and what neighbours must not change."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.kernels.segment import (
    geometric_recurrence,
    group_order,
    segment_cumsum,
    segment_first,
    segment_forward,
    segment_rank,
    spans,
)


def offsets_of(lengths: list[int]) -> Ints:
    return np.concatenate(([0], np.cumsum(np.array(lengths, dtype=np.int64))))


def starts_of(offsets: Ints) -> Array:
    starts = np.zeros(int(offsets[-1]), dtype=bool)
    starts[offsets[:-1][np.diff(offsets) > 0]] = True
    return starts


# Empty segments, short ones laid side by side, long ones added one by one.
lengths = st.lists(
    st.one_of(st.just(0), st.integers(1, 5), st.integers(60, 70)), max_size=12
) | st.lists(st.integers(0, 3), min_size=65, max_size=90)
amounts = st.floats(0, 1e9, width=32)


@given(lengths, st.integers(1, 3), st.data())
def test_cumsum_is_that_of_each_segment_to_the_last_bit(
    lengths: list[int], columns: int, data: st.DataObject
) -> None:
    offsets = offsets_of(lengths)
    seed = data.draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    values = rng.lognormal(0, 5, size=(int(offsets[-1]), columns))
    if columns == 1:
        values = values[:, 0]
    found = segment_cumsum(values, offsets)
    parts = [values[a:b].cumsum(axis=0) for a, b in pairwise(offsets)]
    expected = np.concatenate([values[:0], *parts])
    assert found.dtype == np.float64
    assert found.shape == values.shape
    assert np.array_equal(found, expected)


@given(lengths, st.sampled_from([np.bool_, np.int8, np.int32, np.int64]))
def test_whole_numbers_stay_whole(lengths: list[int], kind: type[np.generic]) -> None:
    offsets = offsets_of(lengths)
    found = segment_cumsum(np.ones(int(offsets[-1]), dtype=kind), offsets)
    assert found.dtype == np.int64
    for a, b in pairwise(offsets):
        assert np.array_equal(found[a:b], np.arange(1, b - a + 1))


def test_a_heavy_neighbour_costs_no_precision() -> None:
    many = 100
    values = np.concatenate(([1e18] * 3, [0.1] * 3 * many))
    offsets = np.arange(0, 3 * many + 4, 3)
    found = segment_cumsum(values, offsets)
    assert found[3:].reshape(many, 3) == pytest.approx(np.tile([0.1, 0.2, 0.3], (many, 1)))


@given(lengths)
def test_nan_stays_in_its_segment(lengths: list[int]) -> None:
    offsets = offsets_of(lengths)
    values = np.ones(int(offsets[-1]))
    values[: offsets[1] if len(offsets) > 1 else 0] = np.nan
    found = segment_cumsum(values, offsets)
    kept = geometric_recurrence(np.ones(len(values)), values, starts_of(offsets))
    expected = np.isnan(values)
    assert np.array_equal(np.isnan(found), expected)
    assert np.array_equal(np.isnan(kept), expected)


@given(lengths, st.data())
def test_forward_is_the_last_true_row_so_far(lengths: list[int], data: st.DataObject) -> None:
    offsets = offsets_of(lengths)
    mask = data.draw(npst.arrays(np.bool_, int(offsets[-1])))
    expected = []
    for a, b in pairwise(offsets):
        last = -1
        for row in range(a, b):
            last = row if mask[row] else last
            expected.append(last)
    assert segment_forward(mask, offsets).tolist() == expected
    first = [next((row for row in range(a, b) if mask[row]), -1) for a, b in pairwise(offsets)]
    assert segment_first(mask, offsets).tolist() == first


keys = st.one_of(
    st.lists(st.integers(0, 5), max_size=80),
    st.lists(st.integers(-3, 3), max_size=80),
    st.lists(st.sampled_from([0, 65_535, 65_536, 2**31, 2**48, 2**48 + 1]), max_size=80),
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=80),
)


@given(keys)
def test_order_is_stable_and_groups_are_whole(drawn: list[int]) -> None:
    key = np.array(drawn, dtype=np.int64)
    order, groups = group_order(key)
    assert order.tolist() == sorted(range(len(key)), key=lambda row: (drawn[row], row))
    parts = [key[order[a:b]] for a, b in pairwise(groups)]
    assert groups[0] == 0
    assert groups[-1] == len(key)
    assert [part.tolist() for part in parts] == [
        [value] * drawn.count(value) for value in sorted(set(drawn))
    ]


@given(keys)
def test_rank_counts_earlier_rows_of_the_key(drawn: list[int]) -> None:
    found = segment_rank(np.array(drawn, dtype=np.int64))
    assert found.tolist() == [drawn[:row].count(key) for row, key in enumerate(drawn)]


@pytest.mark.parametrize("count", [7, 70_000, 2**40])
def test_a_known_count_changes_no_rank(count: int) -> None:
    key = np.random.default_rng(0).integers(0, count, size=500)
    key[::3] = key[0]
    assert np.array_equal(segment_rank(key, count), segment_rank(key))


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.uint8, np.uint16])
def test_narrow_keys_are_ordered_alike(kind: type[np.integer]) -> None:
    low, high = np.iinfo(kind).min, np.iinfo(kind).max
    key = np.array([high, low, 0, high, low, 1], dtype=kind)
    order, _ = group_order(key)
    assert order.tolist() == np.argsort(key, kind="stable").tolist()


def walked(decay: Floats, values: Floats, starts: Array) -> Floats:
    out, total = [], 0.0
    for keep, add, start in zip(decay, values, starts, strict=True):
        total = add if start else keep * total + add
        out.append(total)
    return np.array(out, dtype=np.float64)


@given(lengths, st.data())
def test_recurrence_is_the_walk(lengths: list[int], data: st.DataObject) -> None:
    offsets = offsets_of(lengths)
    rows = int(offsets[-1])
    share = st.sampled_from([0.0, 1e-300, 0.5, 1.0]) | st.floats(0, 1)
    decay = data.draw(npst.arrays(np.float64, rows, elements=share, fill=share))
    values = data.draw(npst.arrays(np.float64, rows, elements=amounts, fill=amounts))
    starts = starts_of(offsets)
    found = geometric_recurrence(decay, values, starts)
    np.testing.assert_allclose(found, walked(decay, values, starts), rtol=1e-12, atol=1e-290)


@given(st.integers(1, 3000), st.integers(0, 2**32 - 1))
def test_a_long_memory_is_kept(rows: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    decay, values = 1 - rng.random(rows) * 1e-3, rng.random(rows)
    starts = rng.random(rows) < 1e-3
    starts[0] = True
    found = geometric_recurrence(decay, values, starts)
    np.testing.assert_allclose(found, walked(decay, values, starts), rtol=1e-12)


@given(lengths, st.integers(0, 2**32 - 1))
def test_a_segment_alone_gives_the_same_bits(lengths: list[int], seed: int) -> None:
    offsets = offsets_of(lengths)
    rng = np.random.default_rng(seed)
    decay, values = rng.random(int(offsets[-1])) ** 0.1, rng.lognormal(size=int(offsets[-1]))
    together = geometric_recurrence(decay, values, starts_of(offsets))
    for a, b in pairwise(offsets):
        alone = geometric_recurrence(decay[a:b], values[a:b], np.arange(b - a) == 0)
        assert np.array_equal(together[a:b], alone)


def test_the_first_row_starts_a_segment_even_unmarked() -> None:
    found = geometric_recurrence(np.array([1.0, 1.0]), np.array([2.0, 3.0]), np.zeros(2, bool))
    assert found.tolist() == [2.0, 5.0]


def test_what_is_given_is_left_as_it_was() -> None:
    decay, values, key = np.full(9, 0.5), np.ones(9), np.array([3, 1, 2] * 3)
    locked = (decay, values, key)
    for array in locked:
        array.flags.writeable = False
    geometric_recurrence(decay, values, np.arange(9) % 3 == 0)
    segment_cumsum(values, np.array([0, 4, 9]))
    group_order(key)
    assert (decay == 0.5).all()
    assert (values == 1).all()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=6))
def test_spans_lists_every_place_of_every_span(drawn: list[tuple[int, int]]) -> None:
    begins, lengths = (np.array([pair[k] for pair in drawn], dtype=np.int64) for k in (0, 1))
    of, place = spans(begins, lengths)
    listed = [(k, begin + i) for k, (begin, size) in enumerate(drawn) for i in range(size)]
    assert list(zip(of.tolist(), place.tolist(), strict=True)) == listed
