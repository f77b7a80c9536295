"""Shapley values of the channels: the axioms, a walk over all orders, and the sampling bound."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS, RelevanceTable
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import (
    FormationParameters,
    Game,
    attribution,
    channel_shapley,
    formation,
)
from mediaeco.forming.attribution import pooled_weights
from mediaeco.kernels.array import Floats
from mediaeco.model import (
    Actor,
    CapabilityProfile,
    Case,
    Channel,
    Cohort,
    FrameElement,
    Interaction,
)
from mediaeco.testing import cases, permute_channels, swap_roles
from mediaeco.testing.parameter import formation_parameters

Tell = Callable[..., Ecosystem]
EXPOSURE = FormationParameters(exposure=1, primacy=0)
GAMES = st.sampled_from(Game)
NEAR: dict[str, Any] = {"rtol": 1e-9, "atol": 1e-10}


def worth(eco: Ecosystem, game: Game, parameters: FormationParameters) -> float:
    """What a record is worth, by the public functions."""
    if len(eco) == 0:
        return 0.0
    if game is Game.TOTAL:
        return float(formation(eco, parameters=parameters).final[0])
    parts = attribution(eco, parameters=parameters, counterfactual=False)
    return float(parts.total.sum()) / len(eco)


@given(cases(max_contacts=8, legal=True), formation_parameters(), GAMES)
def test_values_are_means_over_all_orders_of_joining(
    case: Case, parameters: FormationParameters, game: Game
) -> None:
    eco = Ecosystem(case)
    parts = channel_shapley(eco, game=game, parameters=parameters)
    if not case.elements:
        assert np.isnan(parts.value).all()
        assert np.isnan(parts.worth)
        return
    known: dict[frozenset[int], float] = {}

    def of(members: frozenset[int]) -> float:
        if members not in known:
            kept = np.isin(eco.table.channel, list(members))
            known[members] = worth(eco.select(kept), game, parameters)
        return known[members]

    channels = range(len(case.channels))
    added: list[list[float]] = [[] for _ in channels]
    for order in permutations(channels):
        joined: frozenset[int] = frozenset()
        for channel in order:
            added[channel].append(of(joined | {channel}) - of(joined))
            joined |= {channel}
    np.testing.assert_allclose(parts.value, [np.mean(a) for a in added], **NEAR)
    assert parts.worth == pytest.approx(of(frozenset(channels)), rel=1e-9, abs=1e-12)
    assert parts.exact
    assert parts.permutations == 0
    assert (parts.error == 0).all()


@given(cases(min_contacts=1), formation_parameters(), GAMES)
def test_efficiency(case: Case, parameters: FormationParameters, game: Game) -> None:
    """Values sum to the worth of all channels: the coverage expected, or formation per contact."""
    eco = Ecosystem(case)
    parts = channel_shapley(eco, game=game, parameters=parameters)
    if case.elements:
        expected = worth(eco, game, parameters)
        assert parts.value.sum() == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(cases(), formation_parameters(), GAMES)
def test_a_channel_without_contacts_has_nothing(
    case: Case, parameters: FormationParameters, game: Game
) -> None:
    parts = channel_shapley(Ecosystem(case), game=game, parameters=parameters)
    assert parts.contacts.sum() == len(case.table)
    if case.elements:
        assert (parts.value[parts.contacts == 0] == 0).all()


@given(cases(), formation_parameters(), GAMES, st.randoms(use_true_random=False))
def test_listing_channels_in_another_order_permutes_values(
    case: Case, parameters: FormationParameters, game: Game, chance: object
) -> None:
    order = sorted(range(len(case.channels)), key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis types it as object
    told = channel_shapley(Ecosystem(case), game=game, parameters=parameters)
    turned = channel_shapley(
        Ecosystem(permute_channels(case, order)), game=game, parameters=parameters
    )
    np.testing.assert_allclose(turned.value, told.value[order], **NEAR)


@given(cases(), formation_parameters(), GAMES)
def test_swapping_the_roles_changes_nothing(
    case: Case, parameters: FormationParameters, game: Game
) -> None:
    swapped = attrs.evolve(parameters, appropriated_by=parameters.appropriated_by.swapped)
    told = channel_shapley(Ecosystem(case), game=game, parameters=parameters)
    turned = channel_shapley(Ecosystem(swap_roles(case)), game=game, parameters=swapped)
    np.testing.assert_allclose(turned.value, told.value, **NEAR)


@pytest.mark.parametrize("game", Game)
def test_channels_that_are_alike_have_the_same_value(tell: Tell, game: Game) -> None:
    """Symmetry: a phone and its twin, used alike (rho = 0, b = 1)."""
    eco = tell("P>phone scheduling", "P>sms scheduling", "T>sms payment", "T>phone payment")
    phone = CHANNELS["phone"]
    case = attrs.evolve(
        eco.case, channels=(phone, attrs.evolve(phone, id="sms")), interactions=eco.table
    )
    value = channel_shapley(Ecosystem(case), game=game, parameters=EXPOSURE).value
    assert value[0] > 0
    assert value[0] == pytest.approx(value[1], rel=1e-12)


def test_a_channel_that_adds_nothing_has_nothing(tell: Tell) -> None:
    """Dummy: contacts over e-mail that bear on no element, where content is all (b = 1)."""
    eco = tell("P>phone scheduling", "T>email small_talk", "P>email small_talk", "T>phone payment")
    content_alone = attrs.evolve(
        EXPOSURE,
        content=1,
        relevance=RelevanceTable(rows={"scheduling": {"schedule": 0.8}}),
    )
    parts = channel_shapley(eco, parameters=content_alone)
    assert parts.value[parts.channels.index("email")] == 0
    assert parts.value[parts.channels.index("phone")] == parts.worth > 0
    # The rate does suffer from contacts that form nothing.
    rate = channel_shapley(eco, game="rate", parameters=content_alone)
    assert rate.value[rate.channels.index("email")] < 0


@pytest.mark.parametrize("game", Game)
def test_a_single_channel_is_worth_everything(tell: Tell, game: Game) -> None:
    eco = tell("P>email scheduling", "T>email scheduling")
    parts = channel_shapley(eco, game=game)
    assert parts.value.tolist() == [parts.worth]
    assert parts.worth == pytest.approx(worth(eco, game, FormationParameters()), rel=1e-12)


@pytest.mark.parametrize("game", Game)
def test_an_empty_case_is_worth_nothing(tell: Tell, game: Game) -> None:
    parts = channel_shapley(tell(at_home=["email"]), game=game)
    assert parts.value.tolist() == [0]
    assert parts.worth == 0
    assert np.isnan(parts.to_frame()["share"]).all()


def test_the_rate_does_not_credit_a_channel_for_being_used_often(tell: Tell) -> None:
    greetings = ["P>instant_messaging small_talk", "T>instant_messaging small_talk"] * 20
    eco = tell(*greetings, "P>video_call scheduling", "T>video_call scheduling")
    chat, call = 0, 1
    total = channel_shapley(eco, parameters=EXPOSURE)
    rate = channel_shapley(eco, game="rate", parameters=EXPOSURE)
    assert total.value[chat] > total.value[call]
    assert rate.value[call] > rate.value[chat]


def test_a_deletion_keeps_the_original_index(tell: Tell) -> None:
    """The first contact, absent: the second does not take over its primacy (b = 1)."""
    eco = tell("P>email scheduling", "P>phone scheduling")
    primacy = FormationParameters(exposure=1, primacy=2)
    parts = channel_shapley(eco, parameters=primacy)
    first, second = (
        float(formation(eco.without(channel=other), parameters=primacy).final[0])
        for other in ("phone", "email")
    )
    both = float(formation(eco, parameters=primacy).final[0])
    np.testing.assert_allclose(
        parts.value,
        [(first + both - second) / 2, (second + both - first) / 2],
        rtol=1e-12,
    )


def crowd(count: int) -> Ecosystem:
    """A case over many channels of its own, each used a few times."""
    level = np.linspace(0, 1, count)
    channels = [
        Channel(
            id=f"channel-{k}",
            capability=CapabilityProfile(
                velocity=v, parallelism=1 - v, symbols=v * v, rehearsability=0.5, reprocessability=v
            ),
        )
        for k, v in enumerate(level.tolist())
    ]
    return Ecosystem(
        Case(
            id="crowd",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=channels,
            elements=[FrameElement(id="hour", need=0.2), FrameElement(id="fee", need=0.9)],
            interactions=[
                Interaction(
                    time=n * 3_600.0,
                    sender="PT"[n % 2],
                    receivers=["TP"[n % 2]],
                    channel=channels[n * n % count if n >= count else n].id,
                )
                for n in range(3 * count)
            ],
        )
    )


def reached(eco: Ecosystem, parameters: FormationParameters) -> Floats:
    """Values where contacts do not depend on one another, from the multilinear extension.

    With rho = 0 and b = 1 a coalition forms 1 - product of its u, so that the value of c is the
    integral over t of (1 - u_c) times the product over the others of (1 - t + t u).
    """
    gain = formation(eco, parameters=parameters).gain
    channel = eco.table.channel
    count = len(eco.channels)
    u = np.exp([-gain[channel == c].sum(axis=0) for c in range(count)])
    nodes, heights = np.polynomial.legendre.leggauss(count)
    t = (nodes + 1) / 2
    value = np.zeros(count)
    for c in range(count):
        others = np.delete(u, c, axis=0)
        product = np.prod(1 - t[:, None, None] * (1 - others), axis=1)
        value[c] = (heights / 2 @ product * (1 - u[c])) @ pooled_weights(eco)
    return value


def test_up_to_fifteen_channels_are_exact() -> None:
    eco = crowd(15)
    parts = channel_shapley(eco, parameters=EXPOSURE)
    assert parts.exact
    np.testing.assert_allclose(parts.value, reached(eco, EXPOSURE), rtol=1e-9)


def test_beyond_fifteen_channels_values_are_sampled_within_their_bound() -> None:
    eco = crowd(17)
    parts = channel_shapley(eco, parameters=EXPOSURE, permutations=60, seed=4)
    assert not parts.exact
    assert (parts.seed, parts.permutations) == (4, 60)
    assert (parts.error > 0).all()
    off = np.abs(parts.value - reached(eco, EXPOSURE))
    assert (off <= parts.error).mean() >= 0.8  # 95 % intervals, one for each value
    assert (off <= 3 * parts.error).all()
    assert parts.value.sum() == pytest.approx(parts.worth, rel=1e-12)
    assert parts.worth == pytest.approx(
        float(formation(eco, parameters=EXPOSURE).final[0]), rel=1e-12
    )


def test_more_permutations_give_a_narrower_bound() -> None:
    few, many = (channel_shapley(crowd(16), permutations=p, seed=1).error.mean() for p in (10, 160))
    assert many < few / 2


def test_the_same_seed_draws_the_same() -> None:
    one, again, other = (channel_shapley(crowd(16), permutations=5, seed=s) for s in (7, 7, 8))
    assert one.value.tolist() == again.value.tolist()
    assert one.error.tolist() == again.error.tolist()
    assert one.value.tolist() != other.value.tolist()


def test_many_coalitions_are_worked_out_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the coalitions would fill the memory they are taken in turns."""
    import mediaeco.forming.shapley as module

    eco = crowd(6)
    whole = channel_shapley(eco)
    monkeypatch.setattr(module, "_ROWS_AT_ONCE", 50)
    np.testing.assert_allclose(channel_shapley(eco).value, whole.value, rtol=1e-12)


def test_a_cohort_is_refused(tell: Tell) -> None:
    case = tell("P>email -").case
    two = Ecosystem(Cohort([case, attrs.evolve(case, id="another")]))
    with pytest.raises(InvalidCaseError, match="one case"):
        channel_shapley(two)


def test_settings_out_of_range_are_refused(tell: Tell) -> None:
    with pytest.raises(InvalidCaseError, match="permutations: expected at least 1; got 0"):
        channel_shapley(tell(), permutations=0)
    with pytest.raises(InvalidCaseError, match="Did you mean 'total'"):
        channel_shapley(tell(), game="totl")


def test_tells_its_values_as_a_table(tell: Tell) -> None:
    parts = channel_shapley(tell("P>email scheduling", "T>phone scheduling"))
    table = parts.to_frame()
    assert list(table) == ["channel", "contacts", "shapley", "error", "share"]
    assert table["share"].sum() == pytest.approx(1)
    assert "shapley" in repr(parts)
    assert "<table" in parts._repr_html_()
