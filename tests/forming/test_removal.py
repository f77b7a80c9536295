"""The Markov removal effect: its laws, and the chain followed step by step."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import frame_lifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import channel_removal
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts, permute_channels, swap_roles

Tell = Callable[..., Ecosystem]


def followed(record: Case | Cohort, left_out: str | None = None) -> float:
    """Probability of agreement, from journeys followed one by one and a chain run until it ends."""
    steps: dict[str, dict[str, int]] = {}
    for case in [record] if isinstance(record, Case) else record:
        life = frame_lifecycle(Ecosystem(case))
        over = [row.channel for row in case.interactions]
        for e in range(len(case.elements)):
            agreed = int(life.agreed_row[0, e])
            way = over[: agreed + 1] if agreed >= 0 else over
            if not way:
                continue
            states = ["start", *way, "agreed" if agreed >= 0 else "never"]
            for here, there in pairwise(states):
                if there == left_out:
                    there = "never"
                steps.setdefault(here, {}).setdefault(there, 0)
                steps[here][there] += 1
    if "start" not in steps:
        return float("nan")
    at = {"start": 1.0}
    ended = 0.0
    for _ in range(3000):
        after: dict[str, float] = {}
        for state, mass in at.items():
            total = sum(steps[state].values())
            for there, count in steps[state].items():
                if there == "agreed":
                    ended += mass * count / total
                elif there != "never":
                    after[there] = after.get(there, 0.0) + mass * count / total
        at = after
    return ended


@given(cases(legal=True, max_contacts=8) | cohorts(legal=True, max_contacts=5))
def test_the_chain_followed_step_by_step(record: Case | Cohort) -> None:
    found = channel_removal(Ecosystem(record))
    whole = followed(record)
    assert found.probability == pytest.approx(whole, abs=1e-9, nan_ok=True)
    for channel, effect in zip(found.channels, found.effect, strict=True):
        if not whole > 0:
            assert np.isnan(effect)
        else:
            expected = 1 - followed(record, channel) / whole
            assert effect == pytest.approx(expected, abs=1e-6)


@given(cases() | cohorts())
def test_effects_are_from_0_to_1_and_shares_sum_to_1(record: Case | Cohort) -> None:
    found = channel_removal(Ecosystem(record))
    assert 0 <= found.agreed <= found.journeys
    known = found.effect[~np.isnan(found.effect)]
    assert ((known >= 0) & (known <= 1)).all()
    if found.agreed:
        assert found.probability == pytest.approx(found.agreed / found.journeys, rel=1e-9)
        assert found.share.sum() == pytest.approx(1)
        assert (found.effect[found.contacts == 0] == 0).all()
    else:
        assert np.isnan(found.share).all()


@given(cases(min_contacts=1))
def test_the_channel_of_the_first_contact_is_on_every_way(case: Case) -> None:
    found = channel_removal(Ecosystem(case))
    if found.agreed:
        assert found.effect[case.table.channel[0]] == pytest.approx(1)


@given(cases(), st.randoms(use_true_random=False))
def test_listing_channels_in_another_order_permutes(case: Case, chance: object) -> None:
    order = sorted(range(len(case.channels)), key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis types it as object
    told = channel_removal(Ecosystem(case))
    turned = channel_removal(Ecosystem(permute_channels(case, order)))
    np.testing.assert_allclose(turned.effect, told.effect[order], atol=1e-9)
    assert turned.contacts.tolist() == told.contacts[order].tolist()


@given(cases())
def test_swapping_the_roles_changes_nothing(case: Case) -> None:
    told, turned = (channel_removal(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(turned.effect, told.effect)


def test_a_channel_that_came_after_agreement_is_not_missed(tell: Tell) -> None:
    eco = tell("P>email - propose:schedule", "T>email - accept:schedule", "P>sms -")
    found = channel_removal(eco)
    assert (found.journeys, found.agreed, found.probability) == (1, 1, 1.0)
    assert found.effect.tolist() == [1.0, 0.0]
    assert found.share.tolist() == [1.0, 0.0]
    assert found.contacts.tolist() == [2, 1]


def test_a_case_in_which_nothing_was_agreed(tell: Tell) -> None:
    found = channel_removal(tell("P>email -", "T>sms -", elements=("schedule", "fee")))
    assert (found.journeys, found.agreed, found.probability) == (2, 0, 0.0)
    assert np.isnan(found.effect).all()


@pytest.mark.parametrize("elements", [(), ("schedule",)])
def test_an_empty_case_has_no_journeys(tell: Tell, elements: tuple[str, ...]) -> None:
    found = channel_removal(tell(elements=elements, at_home=["email"]))
    assert (found.journeys, found.agreed) == (0, 0)
    assert np.isnan(found.probability)
    assert np.isnan(found.effect).all()


def test_tells_its_effects_as_a_table(tell: Tell) -> None:
    found = channel_removal(tell("P>email - propose:schedule", "T>sms - accept:schedule"))
    assert list(found.to_frame()) == ["channel", "contacts", "removal_effect", "share"]
    assert "removal_effect" in repr(found)
    assert "<table" in found._repr_html_()
