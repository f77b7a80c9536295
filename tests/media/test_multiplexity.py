from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools
from mediaeco.media import guttman_scale, multiplexity
from mediaeco.model import Actor, Case, Cohort, Interaction, Measure
from mediaeco.testing import cases, cohorts, swap_roles

ROLES = ("therapist", "patient", "other")
TABLES = arrays(bool, array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=6))


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.permutations(range(5)))
def test_nested_repertoires_are_reproduced(totals: list[int], columns: list[int]) -> None:
    used = np.array([[k < total for k in range(5)] for total in totals], dtype=bool)[:, columns]
    found = guttman_scale(used)
    assert found.reproducibility == 1
    assert not found.errors.any()


@given(TABLES)
def test_coefficients_lie_in_their_ranges(used: Bools) -> None:
    least, most = guttman_scale(used, counting="minimum"), guttman_scale(used)
    if used.size == 0:
        assert math.isnan(most.reproducibility)
        return
    assert 0 <= most.reproducibility <= least.reproducibility <= 1
    assert 0.5 <= most.marginal <= 1
    assert math.isnan(most.scalability) == (most.marginal == 1)
    assert most.scalability <= 1 or most.marginal == 1


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_ties_changes_nothing(used: Bools, random: object) -> None:
    order = list(range(len(used)))
    random.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    own, other = guttman_scale(used), guttman_scale(used[order])
    assert own.errors[order].tolist() == other.errors.tolist()
    assert own.media == other.media


def test_a_small_scalogram_is_scored_as_by_hand() -> None:
    used = np.array([[1, 0, 1], [1, 1, 0], [1, 0, 0], [0, 1, 0]], dtype=bool)
    found = guttman_scale(used, media=("mail", "phone", "visit"))
    assert found.media == ("mail", "phone", "visit")
    assert found.errors.tolist() == [2, 0, 0, 2]
    assert found.reproducibility == pytest.approx(1 - 4 / 12)
    assert found.marginal == pytest.approx((0.75 + 0.5 + 0.75) / 3)
    assert guttman_scale(used, counting="minimum").errors.tolist() == [1, 0, 0, 1]
    assert found.to_frame()["share"].tolist() == [0.75, 0.5, 0.25]
    assert found.summary()["errors"].tolist() == [4]


@pytest.mark.parametrize(
    "bad",
    [np.zeros(3), np.full((2, 2), 0.5), np.full((2, 2), math.nan)],
)
def test_what_is_no_table_of_truth_values_is_refused(bad: Bools) -> None:
    with pytest.raises(InvalidCaseError, match="truth values"):
        guttman_scale(bad)


def test_names_and_rules_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InvalidCaseError, match="names"):
        guttman_scale(np.zeros((1, 2), dtype=bool), media=("one",))
    with pytest.raises(InvalidCaseError, match="goodenough"):
        guttman_scale(np.zeros((1, 2), dtype=bool), counting="least")  # type: ignore[arg-type]  # the point of the test


@given(cohorts())
def test_counting_row_by_row_gives_the_same(cohort: Cohort) -> None:
    found = multiplexity(Ecosystem(cohort))
    assert found.to_frame().rows == len(cohort)
    for i, case in enumerate(cohort):
        sides = (case.therapist.id, case.patient.id)
        made = {
            (row.sender, row.channel)
            for row in case.interactions
            if row.sender in sides and set(sides) - {row.sender} <= set(row.receivers)
        }
        by_both = {c.id for c in case.channels if all((side, c.id) in made for side in sides)}
        assert found.multiplexity[i] == len(by_both)
        used = {name for name, on in zip(found.channels, found.used[i], strict=True) if on}
        assert used == by_both
        assert not (found.latent[i] & found.used[i]).any()


@given(cases(max_contacts=12), st.data())
def test_a_channel_that_comes_into_use_never_lowers_it(case: Case, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(case.table)))
    eco = Ecosystem(case)
    assert multiplexity(eco.until(n)).multiplexity[0] <= multiplexity(eco).multiplexity[0]


@given(cases(max_contacts=12))
def test_swapping_the_roles_changes_nothing(case: Case) -> None:
    own, other = (multiplexity(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(own.used, other.used)
    np.testing.assert_array_equal(own.latent, other.latent)


def told(id_: str, *rows: tuple[str, str]) -> Case:
    return Case(
        id=id_,
        actors=[
            Actor(id="T", role="therapist", repertoire=("email", "phone")),
            Actor(id="P", role="patient", repertoire=("email",)),
        ],
        channels=CHANNELS.pick("email", "phone", "sms"),
        interactions=[
            Interaction(time=k, sender=by, receivers=["P" if by == "T" else "T"], channel=over)
            for k, (by, over) in enumerate(rows)
        ],
    )


def test_what_both_have_and_neither_uses_is_latent() -> None:
    silent = told("silent", ("P", "phone"))
    found = multiplexity(Ecosystem(silent))
    assert found.latent.tolist() == [[True, False, False]]
    assert found.multiplexity.tolist() == [0]


def test_a_group_that_adds_media_in_one_order_is_a_scale() -> None:
    both = [("T", "email"), ("P", "email")]
    more = [*both, ("T", "phone"), ("P", "phone")]
    most = [*more, ("T", "sms"), ("P", "sms")]
    cohort = Cohort([told("weak", *both), told("middling", *more), told("strong", *most)])
    found = multiplexity(Ecosystem(cohort))
    assert found.multiplexity.tolist() == [1, 2, 3]
    assert found.scale.media == ("email", "phone", "sms")
    assert found.scale.reproducibility == 1
    assert np.isnan(found.alliance).all()
    alone = attrs.evolve(cohort[0], id="alone", interactions=())
    assert math.isnan(multiplexity(Ecosystem(alone)).scale.reproducibility)


def test_access_is_shown_by_use_with_anybody() -> None:
    people = [Actor(id=name, role=role) for name, role in zip("TPO", ROLES, strict=True)]
    rows = [("T", "O", "sms"), ("O", "P", "sms"), ("O", "T", "email"), ("P", "O", "email")]
    case = Case(
        id="through-a-third",
        actors=people,
        channels=CHANNELS.pick("sms", "email", "phone"),
        interactions=[
            Interaction(time=k, sender=a, receivers=[b], channel=over)
            for k, (a, b, over) in enumerate(rows)
        ],
    )
    assert multiplexity(Ecosystem(case)).latent.tolist() == [[True, True, False]]


def test_alliance_beside_multiplexity_is_that_of_the_two_as_a_whole() -> None:
    def rated(value: float, **more: str) -> Measure:
        told = {"instrument": "WAI", "rater": "P"} | more
        return Measure(time=1.0, value=value, low=0, high=10, **told)

    case = attrs.evolve(
        told("rated", ("T", "email"), ("P", "email")),
        measures=[rated(6), rated(2, scale="bond"), rated(10, about="email")],
    )
    assert multiplexity(Ecosystem(case)).alliance.tolist() == [0.6]
