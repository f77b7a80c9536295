"""Keys and scores of instruments."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import FaultGroup, InvalidCaseError, ReadError, UnknownTermError
from mediaeco.relation import (
    INSTRUMENTS,
    ORS,
    SRS,
    WAI,
    WAI_SR,
    CutOff,
    Scores,
    ScoringKey,
    Subscale,
    difference,
    rescale,
    score,
    score_items,
    score_srs,
    score_wai_sr,
)

Rating = list[float | None]


@st.composite
def keys(draw: st.DrawFn) -> ScoringKey:
    """Keys of invented instruments, their items dealt out to a few scales."""
    count = draw(st.integers(1, 8))
    low = draw(st.integers(-3, 2))
    order = draw(st.permutations(range(1, count + 1)))
    cuts = sorted(draw(st.sets(st.integers(1, max(count - 1, 1)), max_size=2)))
    parts = [order[a:b] for a, b in zip([0, *cuts], [*cuts, count], strict=True) if order[a:b]]
    return ScoringKey(
        instrument="invented",
        items=count + draw(st.integers(0, 1)),
        low=low,
        high=low + draw(st.integers(1, 6)),
        subscales=[Subscale(f"scale-{k}", part) for k, part in enumerate(parts)],
        reversed=draw(st.sets(st.sampled_from(order))),
        missing=draw(st.integers(0, 2)),
    )


@st.composite
def rated(draw: st.DrawFn, missing: bool = True) -> tuple[ScoringKey, Rating]:
    key = draw(keys())
    answer: Any = st.integers(int(key.low), int(key.high)).map(float)
    return key, draw(
        st.lists(answer | st.none() if missing else answer, min_size=key.items, max_size=key.items)
    )


def by_hand(items: Rating, key: ScoringKey) -> list[float]:
    """Add up as one does with a pencil."""
    found = []
    for scale in key.subscales:
        marks = []
        for number in scale.items:
            mark = items[number - 1]
            if mark is not None:
                marks.append(key.low + key.high - mark if number in key.reversed else mark)
        gone = len(scale.items) - len(marks)
        if gone > key.missing or not marks:
            found.append(float("nan"))
        else:
            found.append(sum(marks) + gone * sum(marks) / len(marks))
    return [*found, sum(found)]


@given(rated())
def test_agrees_with_the_slow_reference(drawn: tuple[ScoringKey, Rating]) -> None:
    key, items = drawn
    np.testing.assert_allclose(score(items, key=key).values[0], by_hand(items, key))


@given(rated(), st.data())
def test_items_of_a_subscale_may_stand_in_any_order(
    drawn: tuple[ScoringKey, Rating], data: st.DataObject
) -> None:
    key, items = drawn
    key = attrs.evolve(key, reversed=())
    moved = list(items)
    for scale in key.subscales:
        for here, there in zip(scale.items, data.draw(st.permutations(scale.items)), strict=True):
            moved[here - 1] = items[there - 1]
    np.testing.assert_allclose(score(moved, key=key).values, score(items, key=key).values)


@given(rated())
def test_the_total_is_the_sum_of_the_subscales(drawn: tuple[ScoringKey, Rating]) -> None:
    key, items = drawn
    scores = score(items, key=key)
    parts = sum(scores.of(name) for name in key.scales)
    np.testing.assert_allclose(scores.of("total"), parts)


@given(rated())
def test_a_reversed_item_rated_the_other_way_gives_the_same(
    drawn: tuple[ScoringKey, Rating],
) -> None:
    key, items = drawn
    turned = [
        key.low + key.high - mark if mark is not None and n in key.reversed else mark
        for n, mark in enumerate(items, start=1)
    ]
    plain = attrs.evolve(key, reversed=())
    np.testing.assert_allclose(score(items, key=key).values, score(turned, key=plain).values)


@given(rated())
def test_scores_lie_between_their_ends(drawn: tuple[ScoringKey, Rating]) -> None:
    scores = score(drawn[1], key=drawn[0])
    there = ~np.isnan(scores.values[0])
    assert (scores.values[0] >= scores.low - 1e-9)[there].all()
    assert (scores.values[0] <= scores.high + 1e-9)[there].all()


@given(st.data())
def test_rescaling_keeps_the_order_and_comes_back(data: st.DataObject) -> None:
    key = data.draw(keys())
    answers = st.lists(
        st.integers(int(key.low), int(key.high)), min_size=key.items, max_size=key.items
    )
    scores = score(data.draw(st.lists(answers, min_size=1, max_size=4)), key=key)
    unit = rescale(scores)
    assert ((unit.values >= 0) & (unit.values <= 1)).all()
    total, share = scores.of("total"), unit.of("total")
    assert ((np.subtract.outer(total, total) > 0) == (np.subtract.outer(share, share) > 0)).all()
    low, high = key.ends("total")
    np.testing.assert_allclose(rescale(unit, onto=(low, high)).of("total"), total)


@given(st.data())
def test_a_table_gives_what_its_rows_give(data: st.DataObject) -> None:
    key = data.draw(keys())
    answers = st.lists(
        st.integers(int(key.low), int(key.high)) | st.none(),
        min_size=key.items,
        max_size=key.items,
    )
    rows = data.draw(st.lists(answers, min_size=1, max_size=4))
    frame = {f"i{k}": [row[k] for row in rows] for k in range(key.items)}
    many = score_items(frame, key=key)
    for k, row in enumerate(rows):
        np.testing.assert_array_equal(many.values[k], score(row, key=key).values[0])


@given(rated(missing=False), rated(missing=False))
def test_a_difference_turns_its_sign(
    first: tuple[ScoringKey, Rating], second: tuple[ScoringKey, Rating]
) -> None:
    one, other = (rescale(score(items, key=key)) for key, items in (first, second))
    np.testing.assert_array_equal(difference(one, other), -difference(other, one))


# Keys that ship --------------------------------------------------------------------------------


def test_the_items_of_the_short_form_are_not_taken_in_their_order() -> None:
    """A public implementation adds items 1 to 4, 5 to 8 and 9 to 12: that is another key."""
    items = [1.0, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2]
    scores = score_wai_sr(items)
    assert scores.of("goal")[0] == items[3] + items[5] + items[7] + items[10]
    assert scores.of("task")[0] == items[0] + items[1] + items[9] + items[11]
    assert scores.of("bond")[0] == items[2] + items[4] + items[6] + items[8]
    wrong = [sum(items[0:4]), sum(items[4:8]), sum(items[8:12])]
    assert sorted(scores.values[0, :3].tolist()) != sorted(wrong)
    assert not WAI_SR.verified


def test_keys_that_ship_say_that_they_were_not_compared_with_the_form() -> None:
    assert [key.verified for key in INSTRUMENTS.values()] == [False] * 4
    assert WAI.ends() == (36, 252)
    assert WAI.ends("bond") == (12, 84)
    assert WAI_SR.ends() == (12, 60)
    assert SRS.ends() == ORS.ends() == (0, 40)


def test_the_session_rating_scale_calls_36_a_concern() -> None:
    rows: list[Rating] = [[9, 9, 9, 9], [9, 9, 9, 9.1], [10, 10, 10, None]]
    totals = score(rows, key=SRS)
    np.testing.assert_array_equal(totals.concern(), [1, 0, np.nan])
    assert score_srs([0, 0, 0, 0]).of("total")[0] == 0
    lines: list[Rating] = [[5, 5, 5, 10], [5, 5, 5, 9.9]]
    np.testing.assert_array_equal(score(lines, key=ORS).concern(), [0, 1])


def test_an_open_key_scores_only_when_its_items_are_told() -> None:
    with pytest.raises(InvalidCaseError, match=r"official form: key\.filled"):
        score([4] * 36, key=WAI)
    with pytest.raises(InvalidCaseError, match="structure of WAI"):
        score_items({"a": [1]}, key=WAI)
    # Any dealing out of the items serves to show that the structure works: this one is invented.
    filled = WAI.filled(goal=range(1, 13), task=range(13, 25), bond=range(25, 37), reversed=[1, 2])
    assert not filled.open
    assert score([7] * 36, key=filled).values[0].tolist() == [72, 84, 84, 240]
    with pytest.raises(UnknownTermError, match="Did you mean 'goal'"):
        WAI.filled(goals=range(1, 13))
    with pytest.raises(InvalidCaseError, match="12 items"):
        WAI.filled(goal=range(1, 12))
    with pytest.raises(FaultGroup) as told:
        WAI.filled(goal=range(1, 13), task=[1, *range(14, 25)], bond=range(25, 37))
    assert "item 1 2 times" in str(told.value)


def test_a_missing_item_is_filled_only_where_the_key_says_so() -> None:
    items: Rating = [5, 5, 5, 5, 5, 4, 5, None, 5, 5, 3, 5]
    scores = score(items, key=WAI_SR)
    assert np.isnan(scores.of("goal")[0])
    assert np.isnan(scores.of("total")[0])
    assert scores.of("bond")[0] == 20
    lenient = score(items, key=attrs.evolve(WAI_SR, missing=1))
    assert lenient.of("goal")[0] == 16  # 5, 4 and 3, and their mean
    assert lenient.answered[0].tolist() == [3, 4, 4]
    assert lenient.to_frame()["missing_items"].tolist() == [1, 0, 0, 1]


def test_a_single_item_is_never_made_up() -> None:
    lenient = attrs.evolve(SRS, missing=1)
    assert np.isnan(score([None, 9, 9, 9], key=lenient).of("total")[0])


# Bad input -------------------------------------------------------------------------------------


def test_a_key_that_does_not_fit_the_items_is_told() -> None:
    with pytest.raises(InvalidCaseError, match=r"items: expected 12 items.*; got 36"):
        score_wai_sr([3] * 36)
    with pytest.raises(InvalidCaseError, match=r"items\[1\]: expected 4 items.*; got 3"):
        score([[1, 2, 3, 4], [1, 2, 3]], key=SRS)
    with pytest.raises(InvalidCaseError, match=r"items: expected 4 items.*; got 5"):
        score_items({name: [1] for name in "abcde"}, key=SRS)


def test_all_ratings_outside_the_scale_are_told_with_their_places() -> None:
    rows: list[list[Any]] = [[3] * 12, [3] * 12]
    rows[0][6], rows[1][0], rows[1][11] = 6, 0, 3.5
    with pytest.raises(FaultGroup) as told:
        score(rows, key=WAI_SR)
    assert [getattr(fault, "path", "") for fault in told.value.exceptions] == [
        "ratings[0], item 7",
        "ratings[1], item 1",
        "ratings[1], item 12",
    ]
    assert "a whole number from 1 to 5" in str(told.value)


def test_what_is_no_number_is_told_and_not_repeated() -> None:
    frame = {
        "who": ["Maria Lopez", ""],
        "when": ["2024-03-01", "soon"],
        **{name: ["9", "Maria"] for name in "abcd"},
    }
    with pytest.raises(FaultGroup) as told:
        score_items(frame, key=SRS, rater="who", time="when")
    text = str(told.value)
    assert "Maria" not in text
    assert text.count("something that is no number") == 4
    assert "ratings[1].rater" in text
    assert "ratings[1].time" in text
    hostile: list[Any] = [True, "nine", float("inf"), object()]
    for cell in hostile:
        with pytest.raises(FaultGroup):
            score([cell, 1, 1, 1], key=SRS)


def test_scales_are_never_compared_in_silence() -> None:
    short, session = score_wai_sr([3] * 12), score_srs([5] * 4)
    with pytest.raises(InvalidCaseError, match=r"rescale\(scores"):
        difference(short, session)
    seven = score([3] * 12, key=attrs.evolve(WAI_SR, high=7, version="seven points"))
    with pytest.raises(InvalidCaseError, match="WAI-SR seven points, total 12 to 84"):
        difference(short, seven)
    with pytest.raises(InvalidCaseError):
        difference(short, rescale(short))
    with pytest.raises(InvalidCaseError):
        difference(rescale(short, onto=(0, 10)), rescale(session))
    assert difference(rescale(short), rescale(session))[0] == 0
    with pytest.raises(InvalidCaseError, match="1 ratings"):
        difference(short, score([[3] * 12] * 2, key=WAI_SR))
    with pytest.raises(InvalidCaseError, match="rescale"):
        rescale(short, onto=(1, 1))
    with pytest.raises(InvalidCaseError, match="cut-off"):
        rescale(session).concern()
    with pytest.raises(InvalidCaseError, match="cut-off"):
        short.concern()


def test_a_key_tells_all_that_does_not_fit() -> None:
    with pytest.raises(FaultGroup) as told:
        ScoringKey(
            instrument="odd",
            items=3,
            low=5,
            high=1,
            subscales=[Subscale("a", (1, 4)), Subscale("a", (1, 2))],
            reversed=[7],
            cutoffs=[CutOff("b", 3)],
        )
    assert len(told.value.exceptions) == 7
    with pytest.raises(InvalidCaseError, match="neither"):
        Subscale("empty")
    with pytest.raises(FaultGroup) as bare:
        ScoringKey(instrument="bare", items=3, low=1, high=5, subscales=[])
    assert "subscales: expected at least one" in str(bare.value)
    with pytest.raises(UnknownTermError, match="Did you mean 'bond'"):
        WAI_SR.ends("bnod")


def test_a_table_with_faults_of_its_own_is_not_scored(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("a,b,c,d\n1,2,3,4\n1,2,3,4,5\n", encoding="utf-8")
    with pytest.raises(FaultGroup, match="cannot be scored"):
        score_items(path, key=SRS)
    with pytest.raises(ReadError):
        score_items(tmp_path / "nowhere.csv", key=SRS)


# Into a case -----------------------------------------------------------------------------------


def test_a_table_becomes_ratings_of_a_case() -> None:
    frame = pd.DataFrame(
        {
            "P": ["P", "P"],
            "at": [datetime(2024, 3, 1), datetime(2024, 3, 8)],
            "one": [9.5, 8],
            "two": [9, None],
            "three": [9, 8],
            "four": [10, 8],
        }
    )
    scores = score_items(frame, key=SRS, rater="P", time="at")
    ratings = scores.measures()
    assert [(m.scale, m.value) for m in ratings[:5]] == [
        ("relationship", 9.5),
        ("goals", 9.0),
        ("approach", 9.0),
        ("overall", 10.0),
        ("total", 37.5),
    ]
    assert len(ratings) == 5 + 3  # what is not defined is no rating
    assert {m.rater for m in ratings} == {"P"}
    assert ratings[4].low == 0
    assert ratings[4].high == 40
    assert rescale(scores).measures()[4].instrument == "SRS (rescaled)"


def test_ratings_need_a_rater_and_a_time() -> None:
    scores = score_srs([9, 9, 9, 9])
    with pytest.raises(InvalidCaseError, match="who rated, and when"):
        scores.measures(rater="P")
    assert len(scores.measures(rater="P", time=0.0)) == 5
    with pytest.raises(UnknownTermError):
        scores.of("bond")
    nothing: Scores = score_items({name: [] for name in "abcd"}, key=SRS)
    assert nothing.measures() == ()
    assert nothing.to_frame().rows == 0
    with pytest.raises(UnknownTermError, match="column"):
        score_items({name: [] for name in "abcd"}, key=SRS, rater="e")
