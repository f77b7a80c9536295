"""Published numbers of Shapley values and removal effects."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.coalition import coalitions, shapley_values
from mediaeco.kernels.removal import removal_effect, removal_from_transitions


def test_advertisements_and_mail() -> None:
    """Puzyrov, S. (2019). Markov chain attribution: simple explanation of removal effect.

    serhiipuzyrov.com/2019/07/markov-chain-attribution-simple-explanation-of-removal-effect:
    five journeys, of which Google Ads alone converts two, mailing one, Google Ads > mailing one,
    and Google Ads leads nowhere once.
    """
    ads, mail = 0, 1
    found = removal_effect(
        np.array([ads, mail, ads, mail, ads]),
        np.array([0, 1, 2, 4, 5]),
        np.array([2.0, 1.0, 1.0, 0.0]),
        np.array([0.0, 0.0, 0.0, 1.0]),
        2,
    )
    assert found.probability == pytest.approx(0.8, rel=1e-12)
    assert found.effect == pytest.approx([0.75, 0.5], rel=1e-12)
    assert found.share == pytest.approx([0.6, 0.4], rel=1e-12)
    assert 4 * found.share == pytest.approx([2.4, 1.6], rel=1e-12)


# Denwid (2018), answer to "How to use Markov chain to calculate attribution worth of a state?",
# stats.stackexchange.com/q/336227. From Open App, Social, Store; to Social, Store, Notification
# Center, Purchase, Exit. The page prints the chain with Notification Center sent to Exit.
SOCIAL, STORE, NOTIFICATION = range(3)
OPENED = [0.5, 0.5, 0.0, 0.0, 0.0]
FROM_SOCIAL = [0.0, 0.30, 0.15, 0.05, 0.50]
FROM_STORE = [0.4, 0.0, 0.1, 0.1, 0.4]


def test_app_whose_notification_center_leads_to_the_exit() -> None:
    """The page prints 11.4 % purchases and 88.6 % exits."""
    to_exit = [0.0, 0.0, 0.0, 0.0, 1.0]
    found = removal_from_transitions(np.array([OPENED, FROM_SOCIAL, FROM_STORE, to_exit]))
    assert found.probability == pytest.approx(5 / 44, rel=1e-12)
    assert round(100 * found.probability, 1) == 11.4
    assert found.effect[NOTIFICATION] == 0


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_app_without_its_notification_center(leads: list[float]) -> None:
    """Whatever Notification Center leads to (only drawn in the source), 11.4 % purchase without."""
    chain = np.array([OPENED, FROM_SOCIAL, FROM_STORE, leads])
    found = removal_from_transitions(chain)
    without = found.probability * (1 - found.effect[NOTIFICATION])
    assert without == pytest.approx(5 / 44, rel=1e-9)


@pytest.mark.parametrize(
    ("elected", "votes", "permanent", "other"),
    [
        # Shapley, L. S., & Shubik, M. (1954). A method for evaluating the distribution of power
        # in a committee system. American Political Science Review 48(3), 787-792: the permanent
        # members of the Security Council hold 98.7 % of the power (five of 76/385).
        (6, 7, 76 / 385, 1 / 462),
        # The Council as enlarged in 1965, fifteen players: 421/2145 and 4/2145, by the same
        # index; Straffin, P. D. (1993). Game theory and strategy, ch. 27.
        (10, 9, 421 / 2145, 4 / 2145),
    ],
)
def test_security_council(elected: int, votes: int, permanent: float, other: float) -> None:
    members = coalitions(5 + elected)
    worth = (members[:, :5].all(axis=1) & (members.sum(axis=1) >= votes)).astype(np.float64)
    values = shapley_values(worth)
    assert values[:5] == pytest.approx(np.full(5, permanent), rel=1e-12)
    assert values[5:] == pytest.approx(np.full(elected, other), rel=1e-12)


def test_runway_that_the_largest_aeroplane_sets() -> None:
    """Littlechild, S. C., & Owen, G. (1973). A simple expression for the Shapley value in a
    special case. Management Science 20(3), 370-372: each stretch of the runway is paid in equal
    parts by those who need it.
    """
    need = np.array([1.0, 4.0, 10.0, 10.0, 25.0])
    worth = (coalitions(5) * need).max(axis=1)
    stretch = np.diff([0.0, 1.0, 4.0, 10.0, 25.0])
    paid = stretch / np.array([5, 4, 3, 1])
    expected = [paid[0], paid[:2].sum(), paid[:3].sum(), paid[:3].sum(), paid.sum()]
    assert shapley_values(worth) == pytest.approx(expected, rel=1e-12)
