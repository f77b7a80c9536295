from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError
from mediaeco.grounded import RELIABLE, TENTATIVE, Scale, coder_agreement, krippendorff_alpha
from mediaeco.kernels.array import Floats
from mediaeco.model import Code, Coding, Segment, SourceDocument
from mediaeco.testing import reliability_data

GIVEN: list[list[Any]] = [[1, 2, 3, None, 2], [1, 2, 3, 3, 2], [1, 1, None, 3, 2]]


def told(*rows: list[Any], codes: str = "abc", **more: Any) -> Coding:
    """Make a coding where coder i gave the codes ``rows[i][u]`` to passage u; None: not coded."""
    coders = [f"coder {i}" for i in range(len(rows))]
    segments = [
        Segment(
            id=f"{i}/{u}",
            source="journal",
            begin=10 * u,
            end=10 * u + 10,
            coder=coders[i],
            codes=list(given),
        )
        for i, row in enumerate(rows)
        for u, given in enumerate(row)
        if given is not None
    ]
    return Coding(
        codes=[Code(id=code) for code in codes],
        sources=[SourceDocument(id="journal", length=1000)],
        coders=coders,
        segments=segments,
        **more,
    )


@given(reliability_data(), st.sampled_from(Scale), st.integers(0, 3))
def test_the_interval_is_where_alpha_is(data: Floats, scale: Scale, seed: int) -> None:
    found = krippendorff_alpha(data, scale=scale, replicates=50, seed=seed)
    (alpha,), (low,), (high,) = found.alpha, found.low, found.high
    assert np.isnan(alpha) == bool(found.reason[0])
    if np.isnan(alpha):
        assert np.isnan(low)
        assert np.isnan(high)
        assert found.verdict == ("not defined",)
    else:
        assert alpha <= 1 + 1e-12
        assert np.isnan(low) == (found.undefined[0] == 50)
        assert np.isnan(low) or low <= high <= 1 + 1e-12
        assert alpha == pytest.approx(1 - found.observed[0] / found.expected[0])
    again = krippendorff_alpha(data, scale=scale, replicates=50, seed=seed)
    np.testing.assert_array_equal(found.low, again.low)


@given(reliability_data(min_coders=2), st.data())
def test_alpha_is_indifferent_to_coders_units_and_nominal_names(
    data: Floats, draws: st.DataObject
) -> None:
    order = draws.draw(st.permutations(range(len(data))))
    units = draws.draw(st.permutations(range(data.shape[1])))
    names = dict(zip((1.0, 2.0, 3.0, 5.0), draws.draw(st.permutations("wxyz")), strict=True))
    renamed = [[names.get(value) for value in data[i, units].tolist()] for i in order]
    one, other = (krippendorff_alpha(d, replicates=0) for d in (data, renamed))
    assert one.alpha[0] == pytest.approx(other.alpha[0], nan_ok=True, abs=1e-12)
    assert one.reason == other.reason


@given(reliability_data(min_coders=2), st.sampled_from(Scale))
def test_units_with_fewer_than_two_values_change_nothing(data: Floats, scale: Scale) -> None:
    alone = np.full((len(data), 2), np.nan)
    alone[0, 0] = 5.0
    own, other = (
        krippendorff_alpha(each, scale=scale, replicates=0)
        for each in (data, np.concatenate((alone, data), axis=1))
    )
    np.testing.assert_allclose(other.alpha, own.alpha, atol=1e-12)
    assert (other.units[0], other.values[0]) == (own.units[0], own.values[0])


@given(
    st.lists(st.sampled_from((1.0, 2.0, 5.0)), min_size=2, max_size=6),
    st.integers(2, 4),
    st.sampled_from(Scale),
)
def test_alpha_is_1_where_coders_agree_throughout_and_values_vary(
    unit: list[float], coders: int, scale: Scale
) -> None:
    (alpha,) = krippendorff_alpha([unit] * coders, scale=scale, replicates=0).alpha
    assert np.isnan(alpha) if len(set(unit)) == 1 else alpha == pytest.approx(1)


@given(st.integers(1, 4), st.integers(1, 6), st.sampled_from(Scale))
def test_alpha_is_not_defined_without_variation(coders: int, units: int, scale: Scale) -> None:
    found = krippendorff_alpha(np.full((coders, units), 3), scale=scale)
    assert np.isnan(found.alpha[0])
    assert ("same" in found.reason[0]) == (coders > 1)
    assert ("two coders" in found.reason[0]) == (coders == 1)


def test_data_come_in_many_shapes() -> None:
    table = np.array([[np.nan if v is None else v for v in row] for row in GIVEN])
    masked = np.ma.masked_invalid(table)
    columns = {f"coder {i}": row for i, row in enumerate(GIVEN)}
    expected = krippendorff_alpha(GIVEN, scale="interval")
    shapes: tuple[Any, ...] = (
        table,
        masked,
        columns,
        pd.DataFrame(columns),
        pd.DataFrame(columns, dtype="Int64"),
        pl.DataFrame(columns),
        table.astype(object),
    )
    for data in shapes:
        found = krippendorff_alpha(data, scale="interval")
        assert found.alpha[0] == pytest.approx(expected.alpha[0])
        assert found.low[0] == pytest.approx(expected.low[0])
        assert (found.coders, found.units[0]) == (3, 5)


def test_words_are_ordered_by_hand() -> None:
    words = {1: "low", 2: "middle", 3: "high"}
    data = [[words.get(v, "") for v in row] for row in GIVEN]
    found = krippendorff_alpha(data, scale="ordinal", order=("low", "middle", "high"))
    assert found.alpha[0] == pytest.approx(krippendorff_alpha(GIVEN, scale="ordinal").alpha[0])
    with pytest.raises(InvalidCaseError, match="Give the order"):
        krippendorff_alpha(data, scale="ordinal")
    with pytest.raises(InvalidCaseError, match="1 that are none of them"):
        krippendorff_alpha([["low", "lwo"]], scale="ordinal", order=("low", "high"))
    with pytest.raises(InvalidCaseError, match="order: expected each value once"):
        krippendorff_alpha(data, scale="ordinal", order=("low", "low"))


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        ([[1, 2], [1, 2, 3], [1]], {}, "2 of 3 coders with another number of units"),
        ([["x"], ["y"]], {"scale": "interval"}, "numbers on the scale interval"),
        ([[1, -1]], {"scale": "ratio"}, "one below 0"),
        ([[1, float("inf")]], {"scale": "interval"}, "infinity"),
        (np.zeros(3), {}, "1 dimensions"),
        pytest.param(
            object(), {}, "an array, lists, a mapping or a dataframe", id="an object of no kind"
        ),
        ([[1]], {"replicates": -1}, "replicates"),
        ([[1]], {"confidence": 1.0}, "confidence"),
        ([[1]], {"scale": "nomnal"}, "Did you mean 'nominal'"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_told(data: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidCaseError, match=message):
        krippendorff_alpha(data, **options)


def test_nothing_is_not_defined() -> None:
    shapes: tuple[Any, ...] = ([], [[], []], np.zeros((0, 0)), {})
    for data in shapes:
        assert np.isnan(krippendorff_alpha(data).alpha[0])


def test_levels_are_labels() -> None:
    assert (RELIABLE, TENTATIVE) == (0.8, 0.667)
    found = krippendorff_alpha(GIVEN)
    labelled = attrs.evolve(
        found, alpha=np.array([0.8, 0.79, 0.667, 0.66, np.nan]), names=tuple("abcde")
    )
    assert labelled.verdict == ("reliable", "tentative", "tentative", "discard", "not defined")


def test_an_interval_holds_the_share_of_replicates_asked_for() -> None:
    wide, narrow = (krippendorff_alpha(GIVEN, confidence=c) for c in (0.99, 0.5))
    assert wide.low[0] <= narrow.low[0] <= narrow.high[0] <= wide.high[0]
    assert np.isnan(krippendorff_alpha(GIVEN, replicates=0).low[0])


def test_the_interval_is_made_of_percentiles_over_drawn_units() -> None:
    found = krippendorff_alpha(GIVEN, replicates=200, seed=5, confidence=0.9)
    drawn = np.random.default_rng(5).multinomial(5, [0.2] * 5, size=200)
    alphas = []
    for times in drawn:
        again = [[row[u] for u in np.repeat(range(5), times)] for row in GIVEN]
        alphas += krippendorff_alpha(again, replicates=0).alpha.tolist()
    low, high = np.nanquantile(alphas, [0.05, 0.95])
    assert (found.low[0], found.high[0]) == (pytest.approx(low), pytest.approx(high))
    assert found.undefined[0] == np.isnan(alphas).sum()


# Codings ---------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=6, max_size=6), min_size=1, max_size=3))
def test_with_one_code_a_unit_overall_is_nominal_alpha(rows: list[list[str]]) -> None:
    found = coder_agreement(told(*rows))
    expected = krippendorff_alpha(rows)
    assert found.names == ("overall", "a", "b", "c")
    assert found.alpha[0] == pytest.approx(expected.alpha[0], nan_ok=True)
    assert found.low[0] == pytest.approx(expected.low[0], nan_ok=True)
    for k, code in enumerate("abc"):
        given_or_not = [[int(value == code) for value in row] for row in rows]
        (alpha,) = krippendorff_alpha(given_or_not).alpha
        assert found.alpha[k + 1] == pytest.approx(alpha, nan_ok=True)


def test_overall_two_coders_agree_where_they_gave_the_same_set() -> None:
    coding = told(["ab", "a", "", "c"], ["ba", "ab", "", "c"])
    sets = [["ab", "a", "0", "c"], ["ab", "ab", "0", "c"]]
    assert coder_agreement(coding).alpha[0] == pytest.approx(krippendorff_alpha(sets).alpha[0])


def test_a_code_that_nobody_gave_is_not_defined() -> None:
    found = coder_agreement(told(["a", "b"], ["a", "b"]))
    assert found.verdict == ("reliable", "reliable", "reliable", "not defined")
    assert found.reason[3] == "all values that could be paired are the same"


def test_headings_are_not_rated() -> None:
    coding = told(["a", "b"], ["a", "b"], headings=["c"])
    assert coder_agreement(coding).names == ("overall", "a", "b")


def test_coders_who_coded_different_units_are_told_how_many() -> None:
    coding = told(["a", "b", "c"], ["a", None, None])
    with pytest.raises(InvalidCaseError, match="got 2 of 3 passages that a coder has no segment"):
        coder_agreement(coding)
    found = coder_agreement(coding, partial=True)
    assert (found.units[0], found.values[0]) == (1, 2)


def test_a_coder_who_coded_nothing_at_all_is_told() -> None:
    coding = told(["a", "b"], [None, None])
    with pytest.raises(InvalidCaseError, match="2 of 2 passages"):
        coder_agreement(coding)
    assert "two coders" in coder_agreement(coding, partial=True).reason[0]


def test_coders_who_cut_the_text_differently_are_refused_even_so() -> None:
    coding = told(["a", "b"], ["a", "b"])
    moved = [
        attrs.evolve(segment, end=segment.end - 1) if segment.id == "1/1" else segment
        for segment in coding.segments
    ]
    with pytest.raises(InvalidCaseError, match="2 of 3 passages that overlap another coder's"):
        coder_agreement(attrs.evolve(coding, segments=moved), partial=True)


def test_a_passage_within_another_that_one_coder_left_out_is_missing() -> None:
    coding = told(["a", "b"], ["a", "b"])
    within = Segment(id="w", source="journal", begin=0, end=5, coder="coder 0", codes=["c"])
    found = coder_agreement(attrs.evolve(coding, segments=[*coding.segments, within]), partial=True)
    assert (found.units[0], found.values[0]) == (2, 4)


def test_passages_that_overlap_by_agreement_are_units() -> None:
    coding = told(["a", "b"], ["a", "b"])
    whole = [
        Segment(id=f"whole {c}", source="journal", begin=0, end=20, coder=c, codes=["c"])
        for c in coding.coders
    ]
    found = coder_agreement(attrs.evolve(coding, segments=[*coding.segments, *whole]))
    assert (found.units[0], found.alpha[0]) == (3, pytest.approx(1.0))


def test_segments_without_a_coder_are_told() -> None:
    coding = told(["a", "b"])
    nobody = [attrs.evolve(segment, coder="") for segment in coding.segments]
    with pytest.raises(InvalidCaseError, match="2 segments without one"):
        coder_agreement(attrs.evolve(coding, segments=nobody))


def test_a_coding_without_segments_is_not_defined() -> None:
    found = coder_agreement(Coding(codes=[Code(id="a")], coders=["A", "B"]))
    assert found.verdict == ("not defined", "not defined")
    assert found.to_frame().rows == 2
