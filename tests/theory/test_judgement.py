import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.theory import (
    CaseTest,
    Judgement,
    Verdict,
    at_every_contact,
    by_test,
    compared,
    undecided,
)
from mediaeco.theory.judgement import Bound

NUMBERS = st.floats(-1e6, 1e6) | st.sampled_from([0.0, 0.1 + 0.2, 0.3, 1.0])
BOUNDS: st.SearchStrategy[Bound] = st.sampled_from([">", ">=", "<", "<=", "==", "!="])
OPPOSITE: dict[Bound, Bound] = {
    ">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "==",
}  # fmt: skip


@given(NUMBERS, BOUNDS, NUMBERS)
def test_the_opposite_bound_gives_the_opposite(one: float, bound: Bound, other: float) -> None:
    found, turned = compared(one, bound, other), compared(one, OPPOSITE[bound], other)
    assert {found.verdict, turned.verdict} == {Verdict.HOLDS, Verdict.FAILS}
    assert found.margin == -turned.margin
    if found.margin != 0:
        assert (found.verdict is Verdict.HOLDS) == (found.margin > 0)


@given(NUMBERS, NUMBERS)
def test_the_verdict_is_that_of_the_numbers(one: float, other: float) -> None:
    assume(abs(one - other) > 1e-6 * max(1, abs(one), abs(other)))
    for bound, holds in ((">", one > other), ("<=", one <= other), ("!=", True)):
        assert (compared(one, bound, other).verdict is Verdict.HOLDS) == holds  # type: ignore[arg-type]  # all three are bounds


@pytest.mark.parametrize("bound", [">=", "<=", "=="])
def test_rounding_decides_nothing(bound: Bound) -> None:
    assert compared(0.1 + 0.2, bound, 0.3).verdict is Verdict.HOLDS
    assert compared(0.1 + 0.2, OPPOSITE[bound], 0.3).verdict is Verdict.FAILS


@pytest.mark.parametrize(("one", "other"), [(math.nan, 0), (0, math.nan)])
def test_what_is_not_known_supports_nothing(one: float, other: float) -> None:
    found = compared(one, ">", other)
    assert found.verdict is Verdict.UNDECIDED
    assert "not defined" in found.reason
    assert compared(one, "!=", other, reason="nobody asked").reason == "nobody asked"


def test_infinite_numbers_are_told_apart() -> None:
    assert compared(math.inf, "==", math.inf).verdict is Verdict.HOLDS
    assert compared(-math.inf, ">", 0).margin == -math.inf


@given(
    st.lists(st.tuples(NUMBERS | st.just(math.nan), NUMBERS), max_size=8),
    BOUNDS,
)
def test_a_column_holds_where_it_holds_at_every_contact(
    pairs: list[tuple[float, float]], bound: Bound
) -> None:
    observed = np.array([one for one, _ in pairs])
    required = np.array([other for _, other in pairs])
    found = at_every_contact(
        observed, bound, required, np.arange(len(pairs)) * 2, otherwise="no contact"
    )
    single = [compared(one, bound, other) for one, other in pairs]
    decided = [one for one in single if one.verdict is not Verdict.UNDECIDED]
    if not decided:
        assert (found.verdict, found.reason) == (Verdict.UNDECIDED, "no contact")
        return
    assert (found.verdict is Verdict.HOLDS) == all(d.verdict is Verdict.HOLDS for d in decided)
    assert found.margin == pytest.approx(min(d.margin for d in decided))
    assert found.contact is not None
    assert single[found.contact // 2].margin == pytest.approx(found.margin)


@given(st.floats(0, 1), st.sampled_from([-1, 0, 1]), st.floats(-5, 5))
def test_a_test_decides_on_the_side_that_is_claimed(p: float, side: int, effect: float) -> None:
    test = CaseTest(name="test", statistic=effect, side=side, p=p, cases=9)
    turned = CaseTest(name="test", statistic=-effect, side=-side, p=p, cases=9)
    found, other = by_test(test), by_test(turned)
    if p >= 0.05 or side == 0:
        assert found.verdict is other.verdict is Verdict.UNDECIDED
    else:
        assert {found.verdict, other.verdict} == {Verdict.HOLDS, Verdict.FAILS}
        assert (found.verdict is Verdict.HOLDS) == (side > 0)
    corrected = by_test(test.corrected(min(1.0, 3 * p), 3))
    if found.verdict is Verdict.UNDECIDED:
        assert corrected.verdict is Verdict.UNDECIDED
    assert "corrected for 3 tests" in corrected.reason


def test_what_so_few_cases_cannot_show_is_said() -> None:
    test = CaseTest(name="permutation", statistic=1, side=1, p=0.25, cases=3, smallest_p=0.25)
    found = by_test(test)
    assert found.verdict is Verdict.UNDECIDED
    assert "3 cases" in found.reason
    assert "so few cases cannot show less than 0.25" in found.reason


def test_what_stays_undecided_has_a_reason() -> None:
    with pytest.raises(InvalidCaseError, match="a reason"):
        Judgement(verdict=Verdict.UNDECIDED)
    with pytest.raises(InvalidCaseError, match="a reason"):
        undecided("")


def test_a_bound_is_one_of_six() -> None:
    with pytest.raises(UnknownTermError, match="bound"):
        compared(1, "=>", 0)  # type: ignore[arg-type]  # wrong on purpose
