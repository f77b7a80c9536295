"""Faithfulness is the complement of transformation, and no measure of appropriation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import QUALITY, appropriation, appropriation_moves, faithfulness
from mediaeco.catalog import CHANNELS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Actor, AppropriationMove, Case, Interaction, MoveKind, Role
from mediaeco.testing import cases, ecosystems, swap_roles

DAY = 86_400.0
lively = ecosystems(min_contacts=6, max_contacts=16)


@given(lively | ecosystems(views=True))
def test_faithfulness_is_the_complement_of_transformation(eco: Ecosystem) -> None:
    told = faithfulness(eco)
    known = ~np.isnan(told.value)
    assert ((told.value[known] >= 0) & (told.value[known] <= 1)).all()
    transformation = appropriation(eco).components[..., QUALITY.index("transformation")]
    assert told.value[known] == pytest.approx(1 - transformation[known])
    np.testing.assert_array_equal(told.value, appropriation_moves(eco).logged[..., 0])
    assert (known == (told.uses > 0)).all()


@given(lively)
def test_a_side_s_faithfulness_lies_between_its_channels(eco: Ecosystem) -> None:
    told = faithfulness(eco)
    for s in range(2):
        value = told.value[0, s][~np.isnan(told.value[0, s])]
        if len(value):
            assert value.min() - 1e-12 <= told.by_side[0, s] <= value.max() + 1e-12
        else:
            assert np.isnan(told.by_side[0, s])


@given(cases(min_contacts=4, max_contacts=14))
def test_swapping_the_roles_swaps_the_sides(case: Case) -> None:
    told, swapped = faithfulness(Ecosystem(case)), faithfulness(Ecosystem(swap_roles(case)))
    for name in ("uses", "off_spirit", "value", "by_side", "judged", "judged_value"):
        np.testing.assert_array_equal(getattr(told, name), getattr(swapped, name)[:, ::-1])


@given(lively)
def test_judgements_are_those_of_the_rows(eco: Ecosystem) -> None:
    told = faithfulness(eco)
    people = [eco.case.therapist.id, eco.case.patient.id]
    for s, person in enumerate(people):
        for c, channel in enumerate(eco.channels):
            judged = [
                move.faithful
                for row in eco.case.interactions
                if row.sender == person
                for move in row.moves
                if (move.channel or row.channel) == channel.id and move.faithful is not None
            ]
            assert told.judged[0, s, c].tolist() == [judged.count(False), judged.count(True)]
            share = told.judged_value[0, s, c]
            assert (share == pytest.approx(np.mean(judged))) if judged else np.isnan(share)


# Stories ---------------------------------------------------------------------------------------


def mails(*purposes: str, rhythm: float = 1.0, **more: Any) -> Ecosystem:
    """A patient who writes a mail a day (or ever more rarely), each for one purpose."""
    rows = [
        Interaction(
            time=k**rhythm * DAY,
            sender="P",
            receivers=["T"],
            channel="email",
            purposes=[name],
            **more,
        )
        for k, name in enumerate(purposes)
    ]
    return Ecosystem(
        Case(
            id="mails",
            actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)],
            channels=CHANNELS.pick("email"),
            purposes=PURPOSES.pick("scheduling", "payment", "containment", "crisis"),
            interactions=rows,
        )
    )


def both(eco: Ecosystem) -> tuple[float, float]:
    return float(faithfulness(eco).value[0, 1, 0]), float(appropriation(eco).value[0, 1, 0])


@given(st.integers(4, 12))
def test_faithfulness_and_appropriation_are_separable(count: int) -> None:
    """Ironic use lowers faithfulness, and appropriation rises with it, or falls."""
    faithful, own = both(mails(*["scheduling"] * count))
    ironic, own_ironic = both(mails(*["containment"] * count))
    assert ironic < faithful
    assert own_ironic > own
    # As many mails, one of them ironic, without a rhythm and all for one purpose but that.
    rare, own_rare = both(mails(*["scheduling"] * (count - 1), "crisis", rhythm=3.0))
    broad, own_broad = both(mails(*["scheduling", "payment"] * (count // 2), "scheduling"))
    assert rare < broad == 1.0
    assert own_rare < own_broad


def test_a_judgement_stands_beside_the_count_and_not_in_it() -> None:
    ironic = AppropriationMove(MoveKind.DIRECT, faithful=False)
    told = faithfulness(mails("scheduling", "scheduling", moves=[ironic]))
    assert told.value[0, 1, 0] == 1
    assert told.judged_value[0, 1, 0] == 0
    assert told.judged[0, 1, 0].tolist() == [2, 0]
    assert np.isnan(told.value[0, 0, 0])
