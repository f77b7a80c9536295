"""Reliable and clinically significant change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats
from mediaeco.relation import ChangeClass, outcome_waves, reliable_change

SCORES = st.integers(0, 40).map(float) | st.just(np.nan)
PEOPLE = st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=8).map(
    lambda drawn: (np.array([a for a, _ in drawn]), np.array([b for _, b in drawn]))
)
RELIABILITY = st.sampled_from((0.0, 0.5, 0.801, 0.95))
WELL, ILL = (8.0, 6.0), (31.0, 7.0)


def one_by_one(before: Floats, after: Floats, reliability: float, line: float) -> list[int]:
    """Judge each person as a clinician does, lower scores being the better."""
    error = ILL[1] * (2 * (1 - reliability)) ** 0.5
    kinds = list(ChangeClass)
    found = []
    for start, end in zip(before.tolist(), after.tolist(), strict=True):
        if np.isnan(start) or np.isnan(end):
            found.append(-1)
        elif end - start < -1.96 * error:
            crossed = start > line > end
            found.append(kinds.index(ChangeClass.RECOVERED if crossed else ChangeClass.IMPROVED))
        elif end - start > 1.96 * error:
            crossed = start < line < end
            found.append(kinds.index(ChangeClass.HARMED if crossed else ChangeClass.DETERIORATED))
        else:
            found.append(kinds.index(ChangeClass.UNCHANGED))
    return found


@given(PEOPLE, RELIABILITY, st.sampled_from(("a", "b", "c")))
def test_agrees_with_the_slow_reference(
    people: tuple[Floats, Floats], reliability: float, cutoff: Any
) -> None:
    line = {"a": 31 - 14, "b": 8 + 12, "c": (6 * 31 + 7 * 8) / 13}[cutoff]
    change = reliable_change(
        *people, reliability=reliability, functional=WELL, clinical=ILL, cutoff=cutoff
    )
    assert change.cutoff == pytest.approx(line)
    assert change.code.tolist() == one_by_one(*people, reliability, line)


@given(PEOPLE, RELIABILITY)
def test_everybody_measured_twice_is_in_one_class(
    people: tuple[Floats, Floats], reliability: float
) -> None:
    change = reliable_change(*people, reliability=reliability, functional=WELL, clinical=ILL)
    both = ~np.isnan(people[0]) & ~np.isnan(people[1])
    assert change.counts.sum() == change.used == both.sum()
    assert ((change.code >= 0) == both).all()
    assert change.people == len(change) == len(both)
    assert change.missing_after == np.isnan(people[1]).sum()
    assert change.missing_before == np.isnan(people[0]).sum()


@given(PEOPLE, RELIABILITY, st.sampled_from(("a", "b", "c")))
def test_turning_the_scale_over_changes_nothing(
    people: tuple[Floats, Floats], reliability: float, cutoff: Any
) -> None:
    own = reliable_change(
        *people, reliability=reliability, functional=WELL, clinical=ILL, cutoff=cutoff
    )
    turned = reliable_change(
        40 - people[0],
        40 - people[1],
        reliability=reliability,
        functional=(40 - WELL[0], WELL[1]),
        clinical=(40 - ILL[0], ILL[1]),
        cutoff=cutoff,
        lower_is_better=False,
    )
    np.testing.assert_array_equal(own.code, turned.code)
    assert turned.cutoff == pytest.approx(40 - own.cutoff)


@given(PEOPLE, RELIABILITY, st.sampled_from((2.0, 0.5)))
def test_scaling_all_scores_changes_no_class(
    people: tuple[Floats, Floats], reliability: float, factor: float
) -> None:
    own = reliable_change(*people, reliability=reliability, functional=WELL)
    scaled = reliable_change(
        people[0] * factor,
        people[1] * factor,
        reliability=reliability,
        functional=(WELL[0] * factor, WELL[1] * factor),
    )
    np.testing.assert_array_equal(own.code, scaled.code)


@given(PEOPLE, st.lists(st.floats(0, 0.99), min_size=2, max_size=2).map(sorted))
def test_a_more_reliable_instrument_sees_no_less(
    people: tuple[Floats, Floats], reliabilities: list[float]
) -> None:
    unchanged = [
        reliable_change(*people, reliability=r, functional=WELL, clinical=ILL).counts[2]
        for r in reliabilities
    ]
    assert unchanged[1] <= unchanged[0]


@given(st.lists(st.lists(SCORES, min_size=4, max_size=4), min_size=1, max_size=6))
def test_waves_tell_who_is_missing(rows: list[list[float]]) -> None:
    waves = outcome_waves(rows)
    for k in range(4):
        assert waves.observed[k] == sum(not np.isnan(row[k]) for row in rows)
        gone = sum(
            any(not np.isnan(v) for v in row[: k + 1]) and all(np.isnan(v) for v in row[k:])
            for row in rows
        )
        assert waves.left[k] == gone
    assert (np.diff(waves.left) >= 0).all()
    table = waves.to_frame()
    assert (table["observed"] + table["missing"] == len(rows)).all()


def test_one_person_can_be_judged_by_published_norms() -> None:
    change = reliable_change([30], [5], reliability=0.9, functional=WELL, clinical=ILL)
    assert change.to_frame()["people"].tolist() == [1, 0, 0, 0, 0]
    alone = reliable_change([30], [5], reliability=0.9, functional=WELL)
    assert np.isnan(alone.index[0])
    assert alone.code[0] == -1
    assert np.isnan(alone.to_frame()["share"]).all()


def test_a_score_on_the_line_has_not_crossed_it() -> None:
    change = reliable_change(
        [30], [17], reliability=0.9, clinical=(31, 7), functional=WELL, cutoff="a"
    )
    assert change.cutoff == 17
    assert change.counts.tolist() == [0, 1, 0, 0, 0]


def test_people_who_are_all_alike_tell_no_error() -> None:
    change = reliable_change([20, 20], [10, 20], reliability=0.8, functional=WELL)
    assert np.isnan(change.index).all()
    assert change.counts.sum() == 0


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(InvalidCaseError, match="reliability"):
        reliable_change([1], [2], reliability=1)
    with pytest.raises(InvalidCaseError, match="cut-off b"):
        reliable_change([1], [2], reliability=0.5, cutoff="b")
    with pytest.raises(InvalidCaseError, match="above 0"):
        reliable_change([1], [2], reliability=0.5, functional=(8, 0))
    with pytest.raises(InvalidCaseError, match="of before"):
        reliable_change([1], [2, 3], reliability=0.5)
    with pytest.raises(InvalidCaseError, match="one of a, b, c"):
        reliable_change([1], [2], reliability=0.5, cutoff="d")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InvalidCaseError, match="a table"):
        outcome_waves([1, 2])
    with pytest.raises(InvalidCaseError, match="2 names"):
        outcome_waves([[1, 2]], names=["before"])
    assert reliable_change([30, 20], [5, 9], reliability=0.5).cutoff_type == "a"
