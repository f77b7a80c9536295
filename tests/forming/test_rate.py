"""Shifts of rates by channel, and whose appropriation gates."""

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import appropriation
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError
from mediaeco.forming import AppropriatedBy, FormationParameters, attribution, formation, hazard
from mediaeco.forming.hazard import gating
from mediaeco.forming.rate import rate_table, shifted
from mediaeco.io import read_example
from mediaeco.model import Case
from mediaeco.testing import cases, ecosystems, formation_parameters, swap_roles

RATES = st.sampled_from((0.0, 1e-300, 0.5, math.nextafter(1, 0))) | st.floats(0, 0.999)
SHIFTS = st.sampled_from((0.0, 1e6, -1e6)) | st.floats(-20, 20)


@given(RATES, SHIFTS, SHIFTS)
def test_a_shifted_rate_is_a_rate(rate: float, shift: float, other: float) -> None:
    low, high = sorted((shift, other))
    one, two = (float(shifted(np.array(rate), np.array(s))) for s in (low, high))
    assert 0 <= one <= two * (1 + 1e-12) < 1 + 1e-12
    assert two < 1
    assert shifted(np.array(0.0), np.array(shift)) == 0


@given(st.floats(0.001, 0.999), st.floats(-15, 15))
def test_it_is_the_log_odds_that_are_shifted(rate: float, shift: float) -> None:
    moved = float(shifted(np.array(rate), np.array(shift)))
    odds = math.log(rate / (1 - rate)) + shift
    assert moved == pytest.approx(1 / (1 + math.exp(-odds)), rel=1e-12)


@given(ecosystems(), formation_parameters(channel_effects={}))
def test_shifts_of_nothing_change_nothing(eco: Ecosystem, parameters: FormationParameters) -> None:
    none = attrs.evolve(parameters, channel_effects=dict.fromkeys(CHANNELS, 0.0))
    np.testing.assert_array_equal(
        hazard(eco, parameters=none).p, hazard(eco, parameters=parameters).p
    )


@given(ecosystems(min_contacts=1, max_contacts=12, min_elements=1), st.floats(-5, 5))
def test_a_shift_of_all_channels_is_another_rate(eco: Ecosystem, shift: float) -> None:
    names = [channel.id for channel in eco.channels]
    all_shifted = FormationParameters(channel_effects=dict.fromkeys(names, shift))
    rate = float(shifted(np.array(all_shifted.rate), np.array(shift)))
    np.testing.assert_allclose(
        hazard(eco, parameters=all_shifted).p,
        hazard(eco, parameters=FormationParameters(rate=rate)).p,
        rtol=1e-12,
    )


def test_a_channel_that_agrees_less_is_owed_less() -> None:
    eco = Ecosystem(read_example("first-contact"))
    usual = attribution(eco, counterfactual=False)
    most = usual.groups[int(np.argmax(usual.total))]
    less = FormationParameters(channel_effects={most: -2})
    parts = attribution(eco, parameters=less, counterfactual=False)
    at = usual.groups.index(most)
    assert parts.total[at] < 0.25 * usual.total[at]
    np.testing.assert_array_equal(np.delete(parts.total, at), np.delete(usual.total, at))
    assert formation(eco, parameters=less).final[0] < formation(eco).final[0]


def test_a_channel_that_nobody_knows_is_refused() -> None:
    eco = Ecosystem(read_example("first-contact"))
    assert hazard(eco, parameters=FormationParameters(channel_effects={"sms": 1})).p.size
    with pytest.raises(UnknownTermError, match=r"channel_effects.*video_call"):
        hazard(eco, parameters=FormationParameters(channel_effects={"vidoe_call": 1}))


@given(cases(max_contacts=12), formation_parameters())
def test_swapping_the_roles_turns_therapist_into_patient(
    case: Case, parameters: FormationParameters
) -> None:
    other = attrs.evolve(parameters, appropriated_by=parameters.appropriated_by.swapped)
    np.testing.assert_array_equal(
        hazard(Ecosystem(swap_roles(case)), parameters=other).p,
        hazard(Ecosystem(case), parameters=parameters).p,
    )


@given(ecosystems(max_contacts=15))
def test_both_lies_between_the_sides(eco: Ecosystem) -> None:
    own = appropriation(eco)
    both, either, therapist, patient = (gating(own, by) for by in AppropriatedBy)
    assert (both <= either).all()
    assert (np.minimum(therapist, patient) <= both * (1 + 1e-12)).all()
    np.testing.assert_array_equal(either, np.maximum(therapist, patient))
    np.testing.assert_array_equal(np.stack([therapist, patient]), own.before)


def test_rates_by_channel_have_a_row_a_channel() -> None:
    settings = FormationParameters(rates={"fee": 0.5}, channel_effects={"sms": math.log(3)})
    table = rate_table(settings, ["email", "sms"], ["schedule", "fee"])
    np.testing.assert_allclose(table, [[0.3, 0.5], [0.5625, 0.75]])
    plain = rate_table(FormationParameters(), ["email", "sms"], ["fee"])
    assert plain.tolist() == [[0.3]]
