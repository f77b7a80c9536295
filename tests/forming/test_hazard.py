"""The hazard: digit by digit, and its laws."""

from collections.abc import Callable
from math import log

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import AppropriationParameters, appropriation, element_weights
from mediaeco.catalog import RelevanceTable
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.forming import FormationParameters, formation, hazard
from mediaeco.io import read_example
from mediaeco.model import (
    Actor,
    CapabilityProfile,
    Case,
    Channel,
    FrameAct,
    FrameElement,
    Interaction,
    Purpose,
)
from mediaeco.testing import cases, cohorts, ecosystems
from mediaeco.testing.parameter import formation_parameters

WINDOW = Channel(  # synchronicity 1: at once, with all signs, nothing rehearsed, nothing kept
    id="window",
    capability=CapabilityProfile(
        velocity=1, parallelism=0, symbols=1, rehearsability=0, reprocessability=0
    ),
)

BY_HAND = FormationParameters(
    rate=0.5,
    primacy=1,
    primacy_contacts=1 / log(2),  # exp(-n / tau) = 2^-n
    exposure=0.2,
    content=0.5,
    breach=0.5,
    relevance=RelevanceTable(rows={"agreeing": {"hour": 0.8}}),
    # Quality is breadth alone, and with one purpose breadth is 1; one sending makes use 1/2.
    appropriation=AppropriationParameters(
        half_use=1, breadth=1, initiative=0, transformation=0, regularity=0, embedding=0
    ),
)


def at_the_window(*acts: str) -> Ecosystem:
    """Patient, therapist and patient speak at a window, all to agree on an hour."""
    kinds = acts or ("", "", "")
    return Ecosystem(
        Case(
            id="window",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=[WINDOW],
            elements=[FrameElement(id="hour", need=0.6)],
            purposes=[Purpose(id="agreeing")],
            interactions=[
                Interaction(
                    time=day * 86_400.0,
                    sender=sender,
                    receivers=[receiver],
                    channel="window",
                    purposes=["agreeing"],
                    acts=[FrameAct("hour", kind)] if kind else [],
                )
                for day, (sender, receiver, kind) in enumerate(
                    zip("PTP", "TPT", kinds, strict=True)
                )
            ],
        )
    )


def test_three_contacts_worked_out_by_hand() -> None:
    """Hazard and curve, digit by digit.

    fit   gamma k + (1 - gamma) m = 0.5 * 0.8 + 0.5 * (1 - |1 - 0.6|)  = 0.4 + 0.3 = 0.7
    J     0, then 0 (the therapist has sent nothing yet), then sqrt(1/2 * 1/2)     = 0.5
    g     (1 + 2^-n) / 2                                                = 1, 0.75, 0.625
    gate  g (0.2 + 0.8 J)                                            = 0.2, 0.15, 0.375
    p     0.5 * gate * 0.7                                     = 0.07, 0.0525, 0.13125
    phi   0.07
          0.07     + 0.0525  * 0.93                                         = 0.118825
          0.118825 + 0.13125 * 0.881175                                = 0.23447921875
    """
    eco = at_the_window()
    at = hazard(eco, parameters=BY_HAND)
    np.testing.assert_allclose(at.gate, [0.2, 0.15, 0.375], rtol=1e-14)
    np.testing.assert_allclose(at.content[at.combination, 0], [0.4, 0.4, 0.4], rtol=1e-14)
    np.testing.assert_allclose(at.medium[at.combination, 0], [0.3, 0.3, 0.3], rtol=1e-14)
    np.testing.assert_allclose(at.p[:, 0], [0.07, 0.0525, 0.13125], rtol=1e-14)
    formed = formation(eco, parameters=BY_HAND)
    np.testing.assert_allclose(formed.phi[:, 0], [0.07, 0.118825, 0.23447921875], rtol=1e-14)
    np.testing.assert_allclose(formed.expected, formed.phi[:, 0], rtol=1e-15)
    np.testing.assert_allclose(formed.final, [0.23447921875], rtol=1e-14)
    assert formed.observed.tolist() == [0, 0, 0]


def test_a_breach_at_the_window_halves_what_was_formed() -> None:
    formed = formation(at_the_window("propose", "accept", "breach"), parameters=BY_HAND)
    np.testing.assert_allclose(formed.phi[:, 0], [0.07, 0.118825, 0.0594125], rtol=1e-14)
    assert formed.observed.tolist() == [0, 1, 0]


@given(cases(max_contacts=10) | cohorts(), formation_parameters())
def test_p_is_from_0_to_lambda(record: Case, parameters: FormationParameters) -> None:
    eco = Ecosystem(record)
    p = hazard(eco, parameters=parameters).p
    assert p.shape == (len(eco.table), len(eco.elements))
    assert (p >= 0).all()
    assert (p <= parameters.rate).all()
    assert (p[element_weights(eco)[eco.table.case] == 0] == 0).all()


@given(ecosystems(), st.dictionaries(st.sampled_from(["schedule", "fee"]), st.floats(0, 0.9)))
def test_an_element_may_have_a_rate_of_its_own(eco: Ecosystem, rates: dict[str, float]) -> None:
    p = hazard(eco, parameters=FormationParameters(rates=rates, rate=0.3)).p
    plain = hazard(eco, parameters=FormationParameters(rate=0.3)).p
    for e, element in enumerate(eco.elements):
        expected = plain[:, e] * rates.get(element.id, 0.3) / 0.3
        # Rates next to nothing leave numbers that have lost their last digits.
        np.testing.assert_allclose(p[:, e], expected, rtol=1e-12, atol=1e-300)


@given(ecosystems(), formation_parameters(exposure=0, appropriated_by="both"))
def test_without_exposure_a_channel_that_is_not_shared_forms_nothing(
    eco: Ecosystem, parameters: FormationParameters
) -> None:
    at = hazard(eco, parameters=parameters)
    joint = appropriation(eco, parameters=parameters.appropriation).joint_before
    assert (at.p[joint == 0] == 0).all()
    assert (at.gate[joint == 0] == 0).all()


@given(ecosystems(min_contacts=1), formation_parameters(exposure=1), st.data())
def test_in_a_view_n_stays_the_original_index(
    eco: Ecosystem, parameters: FormationParameters, data: st.DataObject
) -> None:
    kept = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(eco.table), max_size=len(eco.table)))
    )
    seen = hazard(eco.select(kept), parameters=parameters).p
    np.testing.assert_array_equal(seen, hazard(eco, parameters=parameters).p[kept])


@given(ecosystems(), formation_parameters())
def test_appropriation_worked_out_before_changes_nothing(
    eco: Ecosystem, parameters: FormationParameters
) -> None:
    own = appropriation(eco, parameters=parameters.appropriation)
    np.testing.assert_array_equal(
        hazard(eco, parameters=parameters, appropriated=own).p, hazard(eco, parameters=parameters).p
    )


def test_appropriation_of_another_record_is_refused(tell: Callable[..., Ecosystem]) -> None:
    eco = tell("P>email inquiry", "T>email scheduling")
    others = {
        "one contact more": tell("P>email inquiry", "T>email scheduling", "P>email -"),
        "another channel": tell("P>sms inquiry", "T>sms scheduling"),
        "the same senders, elsewhere": tell(
            "P>email inquiry", "P>email scheduling", at_home=["email"]
        ),
    }
    for story, other in others.items():
        with pytest.raises(InvalidCaseError, match="appropriation of this record") as told:
            hazard(eco, appropriated=appropriation(other))
        assert told.value.hint, story


def test_appropriation_with_other_settings_is_refused(tell: Callable[..., Ecosystem]) -> None:
    eco = tell("P>email inquiry")
    own = appropriation(eco, parameters=AppropriationParameters(half_use=50))
    with pytest.raises(InvalidCaseError, match=r"parameters\.appropriation"):
        hazard(eco, appropriated=own)
    fitting = FormationParameters(appropriation=AppropriationParameters(half_use=50))
    assert hazard(eco, appropriated=own, parameters=fitting).p.shape == (1, 1)


def test_a_contact_bears_as_much_as_the_most_relevant_thing_it_does(
    tell: Callable[..., Ecosystem],
) -> None:
    content_alone = FormationParameters(content=1, exposure=1, primacy=0)
    together = hazard(tell("P>email scheduling+small_talk"), parameters=content_alone).p
    alone = hazard(tell("P>email scheduling"), parameters=content_alone).p
    idle = hazard(tell("P>email small_talk"), parameters=content_alone).p
    assert together.tolist() == alone.tolist()
    assert (idle < alone).all()


def test_primacy_that_fades_at_once_leaves_the_first_contact_alone(
    tell: Callable[..., Ecosystem],
) -> None:
    eco = tell("P>email scheduling", "T>email scheduling", "P>email scheduling")
    at_once = FormationParameters(primacy=3, primacy_contacts=1e-320, exposure=1)
    p = hazard(eco, parameters=at_once).p[:, 0]
    np.testing.assert_allclose(p, p[0] * np.array([1, 0.25, 0.25]), rtol=1e-14)


def test_a_case_without_channels_has_a_hazard_of_nothing() -> None:
    sheet = Case(
        id="blank_sheet",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
    )
    eco = Ecosystem(sheet)
    assert hazard(eco, appropriated=appropriation(eco)).p.shape == (0, 0)


def test_a_rate_of_an_element_that_nobody_knows_is_refused() -> None:
    eco = Ecosystem(read_example("sent-away"))
    with pytest.raises(UnknownTermError, match="schedule"):
        hazard(eco, parameters=FormationParameters(rates={"shedule": 0.5}))


def test_what_did_not_come_about_between_the_two_forms_nothing() -> None:
    case = read_example("broken-frame")
    rows = tuple(case.interactions)
    tried = [attrs.evolve(row, content="attempt", rupture=None) for row in rows]
    assert hazard(Ecosystem(attrs.evolve(case, interactions=tried))).p.max() == 0
