"""The curve of formation: its laws, the order of contacts, breaches, and what a view keeps."""

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.analysis import appropriation, element_weights, frame_lifecycle
from mediaeco.catalog import ELEMENTS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import Formation, FormationParameters, formation
from mediaeco.model import ActKind, Case, Cohort, Ragged
from mediaeco.testing import cases, cohorts, ecosystems, permute_channels, shift_time, swap_roles
from mediaeco.testing.parameter import formation_parameters

Tell = Callable[..., Ecosystem]
EXPOSURE = FormationParameters(exposure=1, primacy=0)
BREACH = tuple(ActKind).index(ActKind.BREACH)


def breaches(eco: Ecosystem) -> set[tuple[int, int]]:
    """Row and element of every breach of something agreed."""
    life = frame_lifecycle(eco)
    broken = (life.kind == BREACH) & life.legal
    return set(zip(life.row[broken].tolist(), life.element[broken].tolist(), strict=True))


def without_acts(case: Case) -> Case:
    table = case.table
    nothing = Ragged(np.zeros((0, 3), dtype=np.int16), np.zeros(len(table) + 1, dtype=np.int64))
    return attrs.evolve(case, interactions=attrs.evolve(table, acts=nothing))


def reordered(case: Case, order: list[int]) -> Case:
    """The same contacts in another order, at the moments at which contacts took place."""
    table = case.table
    moved = table.take(np.array(order, dtype=np.int64), table.offsets, table.origin)
    kept = {name: getattr(table, name) for name in ("n", "time", "utc_offset")}
    alone = np.full(len(table), -1, dtype=np.int32)
    return attrs.evolve(
        case, interactions=attrs.evolve(moved, **kept, reply_to=alone, context=alone, ids=None)
    )


@given(cases() | cohorts(), formation_parameters())
def test_phi_is_from_0_to_below_1(record: Case | Cohort, parameters: FormationParameters) -> None:
    eco = Ecosystem(record)
    formed = formation(eco, parameters=parameters)
    assert formed.phi.shape == (len(eco.table), len(eco.elements))
    for values in (formed.phi, formed.expected, formed.final):
        known = values[~np.isnan(values)]
        assert ((known >= 0) & (known < 1)).all()
    assert not np.isnan(formed.phi).any()
    assert np.isnan(formed.final).tolist() == [len(case.elements) == 0 for case in eco.cases]


@given(cases(legal=True) | cohorts(legal=True), formation_parameters())
def test_steps_are_bounded_and_fall_at_a_breach_alone(
    record: Case | Cohort, parameters: FormationParameters
) -> None:
    eco = Ecosystem(record)
    phi = formation(eco, parameters=parameters).phi
    before = np.vstack((np.zeros((1, phi.shape[1])), phi[:-1])) if len(phi) else phi
    step = phi - np.where(eco.table.starts[:, None], 0.0, before)
    assert (np.abs(step) <= max(parameters.rate, parameters.breach) + 1e-12).all()
    broken = np.zeros(phi.shape, dtype=bool)
    for row, element in breaches(eco):
        broken[row, element] = True
    assert (step[~broken] >= -1e-12).all()
    assert (step[broken] <= 1e-12).all()


@given(ecosystems(), formation_parameters(exposure=0, appropriated_by="both"))
def test_without_exposure_and_without_co_appropriation_nothing_is_formed(
    eco: Ecosystem, parameters: FormationParameters
) -> None:
    """Contacts over channels that both sides have not made their own leave no trace."""
    joint = appropriation(eco, parameters=parameters.appropriation).joint_before
    formed = formation(eco.select(joint == 0), parameters=parameters)
    own = appropriation(eco.select(joint == 0), parameters=parameters.appropriation)
    assume((own.joint_before == 0).all())
    assert (formed.phi == 0).all()
    assert (formed.gain == 0).all()


def test_a_monologue_forms_nothing_where_appropriation_is_all(tell: Tell) -> None:
    eco = tell(*["P>email scheduling"] * 30)
    mediated = FormationParameters(exposure=0)
    assert formation(eco, parameters=mediated).final.tolist() == [0.0]
    assert formation(eco, parameters=FormationParameters(exposure=0.1)).final[0] > 0
    answered = tell(*["P>email scheduling", "T>email scheduling"] * 15)
    assert formation(answered, parameters=mediated).final[0] > 0


@given(cases(min_contacts=2).flatmap(lambda c: st.tuples(st.just(c), _orders(c))), st.floats(0, 1))
def test_order_is_nothing_to_mere_exposure(told: tuple[Case, list[int]], content: float) -> None:
    """With rho = 0, b = 1 and no breach the end is the same in every order of contacts."""
    case, order = without_acts(told[0]), told[1]
    parameters = attrs.evolve(EXPOSURE, content=content)
    first = formation(Ecosystem(case), parameters=parameters)
    other = formation(Ecosystem(reordered(case, order)), parameters=parameters)
    np.testing.assert_allclose(other.final, first.final, rtol=1e-12, equal_nan=True)
    if len(first.phi):
        np.testing.assert_allclose(other.phi[-1], first.phi[-1], rtol=1e-12)


def _orders(case: Case) -> st.SearchStrategy[list[int]]:
    return st.permutations(range(len(case.table)))


def _ends(eco: Ecosystem, order: list[int], parameters: FormationParameters) -> list[float]:
    return [
        float(formation(Ecosystem(case), parameters=parameters).final[0])
        for case in (eco.case, reordered(eco.case, order))
    ]


def test_an_errand_first_is_a_witness_that_primacy_needs_order(tell: Tell) -> None:
    """With rho > 0 it matters what the first contact was for (b = 1, no breach)."""
    eco = tell("P>email small_talk", "P>email scheduling")
    as_told, turned = _ends(eco, [1, 0], attrs.evolve(EXPOSURE, primacy=1))
    assert turned > as_told + 0.01
    as_told, turned = _ends(eco, [1, 0], EXPOSURE)
    assert turned == pytest.approx(as_told, rel=1e-14)


def test_a_channel_learned_late_is_a_witness_that_appropriation_needs_order(tell: Tell) -> None:
    """With b < 1 what is spoken of before the channel is shared forms less (rho = 0, no breach)."""
    eco = tell(
        "P>email scheduling", "P>email small_talk", "T>email small_talk", "P>email small_talk"
    )
    last = [1, 2, 3, 0]
    as_told, turned = _ends(eco, last, attrs.evolve(EXPOSURE, exposure=0.2))
    assert turned > as_told + 0.005
    as_told, turned = _ends(eco, last, EXPOSURE)
    assert turned == pytest.approx(as_told, rel=1e-14)


def test_a_breach_after_everything_is_a_witness_that_breaches_need_order(tell: Tell) -> None:
    """A breach takes more where more has been formed before it (rho = 0, b = 1)."""
    contacts = ["P>email scheduling propose:schedule", "T>email scheduling accept:schedule"]
    talk = "P>email scheduling"
    eco = tell(*contacts, "P>email scheduling breach:schedule", talk)
    as_told, turned = _ends(eco, [0, 1, 3, 2], EXPOSURE)
    assert turned < as_told - 0.01
    unbroken = tell(*contacts, talk, talk)
    as_told, turned = _ends(unbroken, [0, 1, 3, 2], EXPOSURE)
    assert turned == pytest.approx(as_told, rel=1e-14)


@given(
    cases(min_contacts=2, max_contacts=8),
    formation_parameters(exposure=1),
    st.integers(0, 3),
)
def test_the_best_contact_never_forms_less_for_being_first(
    case: Case, parameters: FormationParameters, e: int
) -> None:
    assume(case.elements)
    case = without_acts(case)
    e %= len(case.elements)
    timeless = attrs.evolve(parameters, primacy=0)
    best = int(np.argmax(formation(Ecosystem(case), parameters=timeless).gain[:, e]))
    order = [best, *(n for n in range(len(case.table)) if n != best)]
    first = formation(Ecosystem(reordered(case, order)), parameters=parameters).phi[-1, e]
    assert first >= formation(Ecosystem(case), parameters=parameters).phi[-1, e] - 1e-12


def test_the_first_contact_absent_is_not_the_second_become_the_first(tell: Tell) -> None:
    """Removing the first of three equal contacts costs more than removing a later one (b = 1)."""
    eco = tell(*["P>email scheduling"] * 3)
    parameters = FormationParameters(exposure=1, primacy=1)

    def lost(contact: int) -> float:
        whole = formation(eco, parameters=parameters).final[0]
        return float(
            whole - formation(eco.without(contact=contact), parameters=parameters).final[0]
        )

    assert lost(0) > lost(1) > lost(2) > 0
    absent = formation(eco.without(contact=0), parameters=parameters)
    assert absent.n.tolist() == [1, 2]
    renumbered = formation(tell(*["P>email scheduling"] * 2), parameters=parameters)
    assert absent.final[0] < renumbered.final[0]
    no_primacy = attrs.evolve(parameters, primacy=0)
    assert formation(eco.without(contact=0), parameters=no_primacy).final[0] == pytest.approx(
        formation(eco.without(contact=2), parameters=no_primacy).final[0], rel=1e-14
    )


@given(ecosystems(max_contacts=8), formation_parameters(), st.integers(0, 8))
def test_contacts_to_come_change_nothing_that_was(
    eco: Ecosystem, parameters: FormationParameters, n: int
) -> None:
    whole, part = (
        formation(eco, parameters=parameters),
        formation(eco.until(n), parameters=parameters),
    )
    np.testing.assert_allclose(part.phi, whole.phi[:n], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(part.expected, whole.expected[:n], rtol=1e-12, atol=1e-15)


@given(cases(), formation_parameters())
def test_swapping_the_roles_changes_nothing(case: Case, parameters: FormationParameters) -> None:
    swapped = attrs.evolve(parameters, appropriated_by=parameters.appropriated_by.swapped)
    _same(
        formation(Ecosystem(swap_roles(case)), parameters=swapped),
        formation(Ecosystem(case), parameters=parameters),
    )


@given(cases(), formation_parameters(), st.randoms(use_true_random=False))
def test_listing_channels_in_another_order_changes_nothing(
    case: Case, parameters: FormationParameters, chance: object
) -> None:
    order = sorted(range(len(case.channels)), key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis types it as object
    _same(
        formation(Ecosystem(permute_channels(case, order)), parameters=parameters),
        formation(Ecosystem(case), parameters=parameters),
    )


@given(cases(), st.floats(-1e6, 1e6))
def test_shifting_all_times_changes_nothing(case: Case, seconds: float) -> None:
    _same(formation(Ecosystem(shift_time(case, seconds=seconds))), formation(Ecosystem(case)))


def _same(first: Formation, other: Formation) -> None:
    assert first.elements == other.elements
    for name in ("phi", "gain", "expected", "observed", "final"):
        np.testing.assert_allclose(
            getattr(first, name), getattr(other, name), rtol=1e-9, atol=1e-12, equal_nan=True
        )


@given(cohorts(min_cases=1), formation_parameters())
def test_a_cohort_cut_to_a_case_is_the_case(
    cohort: Cohort, parameters: FormationParameters
) -> None:
    together = formation(Ecosystem(cohort), parameters=parameters)
    for i, case in enumerate(cohort):
        alone = formation(Ecosystem(case), parameters=parameters)
        rows = together.case == i
        own = [together.elements.index(element.id) for element in case.elements]
        others = [e for e in range(len(together.elements)) if e not in own]
        # Sums over elements that a case does not have add zeros, in another order.
        near: dict[str, Any] = {"rtol": 1e-12, "atol": 1e-15}
        np.testing.assert_allclose(together.phi[rows][:, own], alone.phi, **near)
        np.testing.assert_array_equal(together.phi[rows][:, others], 0)
        np.testing.assert_allclose(together.expected[rows], alone.expected, **near)
        np.testing.assert_allclose(together.observed[rows], alone.observed, **near)
        np.testing.assert_allclose(together.final[i], alone.final[0], **near)
        assert together.n[rows].tolist() == alone.n.tolist()


@given(cases(max_contacts=6), formation_parameters())
def test_expected_coverage_is_the_weighted_mean(
    case: Case, parameters: FormationParameters
) -> None:
    formed = formation(Ecosystem(case), parameters=parameters)
    weights = element_weights(Ecosystem(case))[0]
    for phi, expected in zip(formed.phi, formed.expected, strict=True):
        if case.elements:
            mean = sum(w * x for w, x in zip(weights, phi, strict=True)) / sum(weights)
            assert expected == pytest.approx(mean, rel=1e-12, abs=1e-15)
        else:
            assert np.isnan(expected)


def test_an_empty_case_has_formed_nothing(tell: Tell) -> None:
    formed = formation(tell())
    assert formed.final.tolist() == [0.0]
    assert formed.phi.shape == (0, 1)
    assert len(formed.expected) == 0
    assert len(formed.to_frame()) == 5 + 1  # one column an element


def test_without_elements_coverage_is_undefined(tell: Tell) -> None:
    formed = formation(tell("P>email inquiry", elements=()))
    assert np.isnan(formed.final).all()
    assert np.isnan(formed.expected).all()
    assert formed.phi.shape == (1, 0)


def test_without_purposes_contacts_bear_as_much_as_unstated_ones(tell: Tell) -> None:
    unstated = formation(tell("P>email -", purposes=()))
    assert unstated.final[0] > 0
    assert unstated.final.tolist() == formation(tell("P>email -")).final.tolist()


def test_a_cohort_without_cases() -> None:
    formed = formation(Ecosystem(Cohort([])))
    assert formed.cases == ()
    assert len(formed.final) == len(formed.phi) == 0


def test_cases_with_and_without_elements_stand_in_one_cohort(tell: Tell) -> None:
    told = tell("P>email inquiry").case
    silent = attrs.evolve(told, id="silent", elements=())
    formed = formation(Ecosystem(Cohort([told, silent])))
    assert np.isnan(formed.final).tolist() == [False, True]
    assert np.isnan(formed.expected).tolist() == [False, True]


def test_two_thousand_contacts_come_near_to_one_and_not_to_it(tell: Tell) -> None:
    eco = tell(*["P>email scheduling", "T>email scheduling"] * 1000)
    formed = formation(eco, parameters=EXPOSURE)
    assert 1 - 1e-15 < formed.final[0] < 1
    assert (formed.phi < 1).all()
    assert np.isfinite(formed.gain).all()


@pytest.mark.parametrize("share", [0.0, 1e-20, 1e-8, 0.5, 1.0])
def test_a_breach_after_two_thousand_contacts(tell: Tell, share: float) -> None:
    """However much was formed, a breach leaves ``(1 - delta)`` of it, and adds nothing."""
    eco = tell(
        "P>email scheduling propose:schedule",
        "T>email scheduling accept:schedule",
        *["P>email scheduling"] * 1998,
        "P>email scheduling breach:schedule",
    )
    formed = formation(eco, parameters=attrs.evolve(EXPOSURE, breach=share))
    assert formed.phi[-1, 0] == pytest.approx((1 - share) * formed.phi[-2, 0], rel=1e-9, abs=1e-9)
    assert formed.phi[-1, 0] <= formed.phi[-2, 0]
    assert formed.gain[-1, 0] <= 0
    assert np.isfinite(formed.gain).all()


def test_an_element_may_be_broken_again_and_again(tell: Tell) -> None:
    """Breach and repair fifty times over: phi after each breach, one by one."""
    eco = tell(
        "P>email scheduling propose:schedule",
        "T>email scheduling accept:schedule",
        *["P>email scheduling breach:schedule", "T>email scheduling repair:schedule"] * 50,
    )
    formed = formation(eco, parameters=attrs.evolve(EXPOSURE, breach=0.25))
    phi = 0.0
    for row, p in enumerate(formed.hazard.p[:, 0]):
        phi = 0.75 * phi if row >= 2 and row % 2 == 0 else phi + p * (1 - phi)
        assert formed.phi[row, 0] == pytest.approx(phi, rel=1e-12)


def test_what_was_never_agreed_cannot_be_broken(tell: Tell) -> None:
    broken = tell("P>email scheduling", "P>email scheduling breach:schedule")
    whole = tell("P>email scheduling", "P>email scheduling")
    assert formation(broken).phi.tolist() == formation(whole).phi.tolist()


@given(ecosystems(), formation_parameters())
def test_gains_add_up_to_what_was_formed(eco: Ecosystem, parameters: FormationParameters) -> None:
    """On the scale H = -log(1 - phi) contacts add up."""
    formed = formation(eco, parameters=parameters)
    level = np.maximum(formed.gain.cumsum(axis=0), 0)
    np.testing.assert_allclose(1 - np.exp(-level), formed.phi, rtol=1e-9, atol=1e-12)


def test_settings_of_another_appropriation_are_refused(tell: Tell) -> None:
    with pytest.raises(InvalidCaseError, match="appropriated"):
        formation(tell("P>email -"), appropriated=appropriation(tell("P>email -", "P>email -")))


def test_tells_its_curves_as_a_table(tell: Tell) -> None:
    formed = formation(tell("P>email scheduling", elements=tuple(ELEMENTS)))
    table = formed.to_frame()
    assert list(table) == [
        "case", "n", "days", "expected_coverage", "observed_coverage", *ELEMENTS,
    ]  # fmt: skip
    assert "expected_coverage" in repr(formed)
    assert "<table" in formed._repr_html_()
