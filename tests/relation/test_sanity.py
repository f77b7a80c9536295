from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import COMPARISONS
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.effect import r_from_d, t_from_d
from mediaeco.model import Comparison, Metric
from mediaeco.relation.sanity import SANITY_RULES, sanity

Made = Callable[..., Comparison]


def test_the_implausible_entry_is_caught_by_its_numbers_and_not_by_its_name() -> None:
    item = COMPARISONS["mercadal2022-alliance"]
    found = sanity([attrs.evolve(item, id="anonymous", source="x", study="x", note="seen")])
    assert found.breaking("size") == ("anonymous",)
    assert found.number[0] == pytest.approx(-4.946, abs=1e-3)
    milder = attrs.evolve(item, value=-4.2045)
    assert sanity([milder]).ids == ()


def test_the_shipped_numbers_that_are_asked_about() -> None:
    found = sanity(list(COMPARISONS.values()))
    assert found.checked == len(COMPARISONS)
    assert set(zip(found.ids, found.rule, strict=True)) == {
        ("mercadal2022-alliance", "size"),
        # r of .38 with d of .80: with the .37 of the task force's table they go together.
        ("element-real_relationship", "effects"),
        ("element-cohesion", "effects"),
    }
    assert sanity([attrs.evolve(COMPARISONS["element-real_relationship"], value=0.37)]).ids == ()


@given(st.floats(-1.9, 1.9), st.integers(5, 500))
def test_what_was_worked_out_from_d_breaks_no_rule(made: Made, d: float, each: int) -> None:
    df = 2 * each - 2
    t = float(t_from_d(d, df, each, each))
    arms = {"n": 2 * each, "n_arm": each, "n_against": each, "df": df}
    items = [
        made("t", metric="t", value=t, d=d, **arms),
        made("d", value=d, t=t, **arms),
        made(
            "r",
            metric="r",
            value=float(r_from_d(d)),
            d=d,
            contrast="association",
            criterion="outcome",
            design="correlational",
        ),
    ]
    assert sanity(items).ids == ()
    assert sanity([attrs.evolve(item, sign=-1) for item in items]).ids == ()


NUMBERS = st.none() | st.sampled_from([0.0, 0.4, 0.95, 1.2, 2.4]) | st.floats(-4, 4)
PERSONS = st.none() | st.integers(0, 60)
TOLD = st.fixed_dictionaries(
    {
        "metric": st.sampled_from([*Metric]),
        "value": NUMBERS,
        "n": PERSONS,
        "n_arm": PERSONS,
        "n_against": PERSONS,
    },
    optional={
        "p": st.floats(-0.1, 1.1),
        "t": st.floats(-9, 9),
        "df": st.floats(1, 80),
        "d": st.floats(-3, 3),
        "spread": st.floats(-1, 5),
        "bounds": st.just((1.0, 7.0)),
        "reference": st.floats(-1, 9),
        "confidence": st.sampled_from([0.9, 0.95]),
        "p_below": st.booleans(),
    },
)


@given(TOLD, st.none() | st.tuples(st.floats(-3, 3), st.floats(0, 2)))
def test_turning_the_sign_changes_no_finding(
    made: Made, told: dict[str, object], interval: tuple[float, float] | None
) -> None:
    """Whatever is wrong with a number is wrong with it whichever side it favours."""
    if interval is not None:
        told = {**told, "low": interval[0], "high": sum(interval)}
    plain, turned, unsided = (sanity([made(**told, sign=sign)]) for sign in (1, -1, 0))
    assert set(plain.rule) <= set(SANITY_RULES)
    for other in (turned, unsided):
        assert other.rule == plain.rule
        assert other.message == plain.message
        assert other.number.tolist() == plain.number.tolist()


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"metric": "r", "value": 1.2}, "range"),
        ({"metric": "proportion", "value": 62.6}, "range"),
        ({"metric": "R²", "value": -0.1}, "range"),
        ({"metric": "weeks", "value": -3.0}, "range"),
        ({"metric": "count", "value": 11, "reference": 10}, "range"),
        ({"metric": "mean", "value": 7.5, "bounds": (1, 7)}, "range"),
        ({"metric": "mean", "value": 5.0, "bounds": (1, 7), "spread": 3.4}, "range"),
        ({"value": 0.2, "p": 1.5}, "range"),
        ({"value": 0.9, "low": 0.1, "high": 0.5}, "interval"),
        ({"metric": "t", "value": 2.0, "df": 100, "n": 50}, "freedom"),
        ({"metric": "t", "value": 2.0, "df": 49, "n": 50}, "freedom"),
        ({"value": 0.2, "n": 50, "n_arm": 40, "n_against": 40}, "persons"),
        ({"value": 2.4}, "size"),
        ({"value": -2.4, "sign": 0}, "size"),
        ({"metric": "r", "value": 0.9}, "size"),
        ({"value": 0.9, "t": 2.0, "df": 98}, "effects"),
        ({"metric": "r", "value": 0.40, "d": 0.70}, "effects"),
        ({"value": 0.5, "low": 0.2, "high": 0.8, "p": 0.3}, "p"),
        ({"value": 0.1, "low": -0.3, "high": 0.5, "p": 0.01}, "p"),
    ],
)
def test_each_rule_catches_what_it_is_for(made: Made, told: dict[str, object], rule: str) -> None:
    found = sanity([made(**told)])
    assert found.breaking(rule) == ("one",)
    assert set(found.rule) <= {rule}
    assert found.to_frame().rows == len(found.ids)


@pytest.mark.parametrize(
    "told",
    [
        {"metric": "t", "value": 2.0, "df": 48, "n": 50},
        {"metric": "t", "value": 2.0, "df": 49, "n": 50, "contrast": "change within one channel"},
        {"metric": "proportion", "value": 1.0},
        {"value": 0.31, "low": 0.314, "high": 0.5},
        {"value": 2.0},
        {"value": -0.30, "low": -0.67, "high": 0.07, "p": 0.11},
        {"value": 0.2, "low": 0.004, "high": 0.4, "p": 0.06},
        {"metric": "words"},
        {"metric": "mean", "value": 5.0, "low": 4.0, "high": 6.0, "p": 0.3},
    ],
)
def test_what_may_well_be_is_let_alone(made: Made, told: dict[str, object]) -> None:
    assert sanity([made(**told)]).ids == ()


def test_the_limit_is_the_reader_s(made: Made) -> None:
    assert sanity([made(value=0.9)], largest_d=0.8).breaking("size") == ("one",)
    with pytest.raises(InvalidCaseError, match="largest_d"):
        sanity([], largest_d=0)
    with pytest.raises(UnknownTermError, match="Did you mean 'size'"):
        sanity([]).breaking("sise")
    assert len(SANITY_RULES) == len(set(SANITY_RULES))
