"""Attribution: an exact sum, told apart into use and effect."""

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import element_weights
from mediaeco.catalog import RelevanceTable
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import Attribution, By, FormationParameters, attribution, formation
from mediaeco.forming.attribution import pooled_weights
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts, permute_channels, relabel_channels, swap_roles
from mediaeco.testing.parameter import formation_parameters

Tell = Callable[..., Ecosystem]
EXPOSURE = FormationParameters(exposure=1, primacy=0)
GROUPS = st.sampled_from(By)


def parts_of(record: Case | Cohort, by: By, parameters: FormationParameters) -> Attribution:
    return attribution(Ecosystem(record), by=by, parameters=parameters, counterfactual=False)


@given(cases() | cohorts(), formation_parameters(), GROUPS)
def test_contributions_sum_to_what_was_formed(
    record: Case | Cohort, parameters: FormationParameters, by: By
) -> None:
    """Over the groups they sum to H at the end of every case, whatever the groups are."""
    parts = parts_of(record, by, parameters)
    gain = formation(Ecosystem(record), parameters=parameters).gain
    near: dict[str, Any] = {"rtol": 1e-9, "atol": 1e-9}
    np.testing.assert_allclose(parts.contribution.sum(axis=0), gain.sum(axis=0), **near)
    np.testing.assert_array_equal(parts.contribution, parts.formed + parts.lost)
    assert (parts.formed >= 0).all()
    assert (parts.lost <= 0).all()
    assert parts.contribution.shape == (len(parts.groups), len(parts.elements))
    known = ~np.isnan(parts.share).any(axis=0) & (len(parts.groups) > 0)
    np.testing.assert_allclose(parts.share[:, known].sum(axis=0), 1, rtol=1e-6)
    weights = pooled_weights(Ecosystem(record))
    if len(weights):
        np.testing.assert_allclose(parts.total, parts.contribution @ weights, **near)
    else:
        assert np.isnan(parts.total).all()


@given(cases(), formation_parameters(), GROUPS)
def test_contacts_are_parted_or_counted_in_each(
    case: Case, parameters: FormationParameters, by: By
) -> None:
    contacts = parts_of(case, by, parameters).contacts.sum()
    if by is By.PURPOSE:
        assert contacts == sum(max(len(row.purposes), 1) for row in case.interactions)
    elif by is By.SOURCE:
        assert contacts == 2 * len(case.interactions)
    else:
        assert contacts == len(case.interactions)


@given(cases(), formation_parameters(content=1))
def test_gamma_1_attributes_nothing_to_the_medium(
    case: Case, parameters: FormationParameters
) -> None:
    parts = parts_of(case, By.SOURCE, parameters)
    assert parts.groups == ("content", "medium")
    assert (parts.contribution[1] == 0).all()


@given(cases(), formation_parameters(content=0))
def test_gamma_0_attributes_nothing_to_the_content(
    case: Case, parameters: FormationParameters
) -> None:
    assert (parts_of(case, By.SOURCE, parameters).contribution[0] == 0).all()


@given(cases(), formation_parameters(), st.sampled_from([By.CHANNEL, By.PURPOSE, By.CONTENT]))
def test_swapping_the_roles_changes_no_group_but_the_actors(
    case: Case, parameters: FormationParameters, by: By
) -> None:
    swapped = attrs.evolve(parameters, appropriated_by=parameters.appropriated_by.swapped)
    _same(parts_of(swap_roles(case), by, swapped), parts_of(case, by, parameters))
    told = parts_of(case, By.ACTOR, parameters)
    turned = parts_of(swap_roles(case), By.ACTOR, swapped)
    assert told.groups == turned.groups == ("therapist", "patient", "other")
    near: dict[str, Any] = {"rtol": 1e-9, "atol": 1e-10}
    np.testing.assert_allclose(turned.contribution[[1, 0, 2]], told.contribution, **near)
    assert turned.contacts[[1, 0, 2]].tolist() == told.contacts.tolist()


@given(cases(), formation_parameters(), st.randoms(use_true_random=False))
def test_listing_channels_in_another_order_permutes_rows(
    case: Case, parameters: FormationParameters, chance: object
) -> None:
    order = sorted(range(len(case.channels)), key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis types it as object
    turned = parts_of(permute_channels(case, order), By.CHANNEL, parameters)
    told = parts_of(case, By.CHANNEL, parameters)
    assert turned.groups == tuple(told.groups[k] for k in order)
    near: dict[str, Any] = {"rtol": 1e-9, "atol": 1e-10}
    np.testing.assert_allclose(turned.contribution, told.contribution[order], **near)
    assert turned.contacts.tolist() == told.contacts[order].tolist()


@given(cases(), formation_parameters())
def test_calling_channels_by_other_names_renames_rows(
    case: Case, parameters: FormationParameters
) -> None:
    names = {channel.id: f"{channel.id}-2" for channel in case.channels}
    shifts = {names.get(c, c): shift for c, shift in parameters.channel_effects.items()}
    theirs = attrs.evolve(parameters, channel_effects=shifts)
    renamed = parts_of(relabel_channels(case, names), By.CHANNEL, theirs)
    told = parts_of(case, By.CHANNEL, parameters)
    assert renamed.groups == tuple(names[group] for group in told.groups)
    _same(renamed, told)


def _same(first: Attribution, other: Attribution) -> None:
    for name in ("contacts", "formed", "lost", "total"):
        np.testing.assert_allclose(
            getattr(first, name), getattr(other, name), rtol=1e-9, atol=1e-10, equal_nan=True
        )


@given(cohorts(min_cases=1), formation_parameters(), st.sampled_from([By.CHANNEL, By.ACTOR]))
def test_a_cohort_is_the_sum_of_its_cases(
    cohort: Cohort, parameters: FormationParameters, by: By
) -> None:
    together = parts_of(cohort, by, parameters)
    summed = np.zeros_like(together.contribution)
    contacts = np.zeros_like(together.contacts)
    for case in cohort:
        alone = parts_of(case, by, parameters)
        own = [together.elements.index(element) for element in alone.elements]
        for g, group in enumerate(alone.groups):
            summed[together.groups.index(group), own] += alone.contribution[g]
            contacts[together.groups.index(group)] += alone.contacts[g]
    np.testing.assert_allclose(together.contribution, summed, rtol=1e-9, atol=1e-10)
    assert together.contacts.tolist() == contacts.tolist()


@given(cases(max_contacts=8), formation_parameters(), st.sampled_from([By.CHANNEL, By.PURPOSE]))
def test_the_counterfactual_rate_is_that_of_the_record_without_the_group(
    case: Case, parameters: FormationParameters, by: By
) -> None:
    eco = Ecosystem(case)
    parts = attribution(eco, by=by, parameters=parameters)
    for group, rate in zip(parts.groups, parts.rate_without, strict=True):
        if group == "(not recorded)":
            continue
        left = eco.without(channel=group) if by is By.CHANNEL else eco.without(purpose=group)
        if len(left) == 0:
            assert np.isnan(rate)
            continue
        gain = formation(left, parameters=parameters).gain.sum(axis=0)
        weights = element_weights(left)[0]
        expected = gain @ weights / weights.sum() / len(left) if len(weights) else np.nan
        assert rate == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def test_what_is_frequent_is_not_what_is_effective(tell: Tell) -> None:
    """Ninety greetings by message outweigh two talks in sum, and not by the contact."""
    eco = tell(
        *["P>instant_messaging small_talk", "T>instant_messaging small_talk"] * 45,
        *["T>video_call frame_setting+scheduling", "P>video_call frame_setting+scheduling"],
        elements=("schedule", "roles"),
    )
    parts = attribution(eco, parameters=EXPOSURE)
    chat, call = 0, 1
    assert parts.total[chat] > parts.total[call]
    assert parts.effect[call] > 1.5 * parts.effect[chat]
    # Without the calls the rate would have been lower, without the messages higher.
    assert parts.rate_without[call] < parts.total.sum() / 92 < parts.rate_without[chat]
    np.testing.assert_allclose(parts.effect, parts.total / [90, 2], rtol=1e-14)
    np.testing.assert_allclose(parts.rate_without[chat], parts.effect[call], rtol=1e-12)


def test_a_contact_with_two_purposes_is_parted_by_relevance(tell: Tell) -> None:
    parameters = attrs.evolve(
        EXPOSURE,
        relevance=RelevanceTable(
            rows={"scheduling": {"schedule": 0.6}, "payment": {"schedule": 0.2, "fee": 1.0}}
        ),
    )
    parts = attribution(
        tell("P>email scheduling+payment", elements=("schedule", "fee")),
        by="purpose",
        parameters=parameters,
    )
    one, two = parts.groups.index("scheduling"), parts.groups.index("payment")
    np.testing.assert_allclose(parts.share[[one, two]], [[0.75, 0.0], [0.25, 1.0]], rtol=1e-12)
    assert parts.contacts[[one, two]].tolist() == [1, 1]


def test_purposes_of_no_relevance_part_a_contact_evenly(tell: Tell) -> None:
    parameters = attrs.evolve(EXPOSURE, relevance=RelevanceTable(rows={}))
    parts = attribution(tell("P>email scheduling+payment"), by="purpose", parameters=parameters)
    one, two = parts.groups.index("scheduling"), parts.groups.index("payment")
    np.testing.assert_allclose(parts.share[[one, two], 0], 0.5, rtol=1e-14)


def test_a_contact_without_purposes_has_a_group_of_its_own(tell: Tell) -> None:
    parts = attribution(tell("P>email -"), by="purpose")
    assert parts.groups[-1] == "(not recorded)"
    assert parts.contacts[-1] == parts.contacts.sum() == 1
    assert parts.total_share[-1] == 1


def test_a_breach_counts_against_the_channel_that_carried_it(tell: Tell) -> None:
    eco = tell(
        "P>video_call scheduling propose:schedule",
        "T>video_call scheduling accept:schedule",
        "P>sms small_talk breach:schedule",
    )
    parts = attribution(eco, parameters=EXPOSURE)
    assert parts.lost[0, 0] == 0
    assert parts.contribution[1, 0] == parts.lost[1, 0] < 0


def test_shares_of_what_was_undone_are_undefined(tell: Tell) -> None:
    """A breach that undoes everything (delta = 1) leaves nothing to be shared."""
    eco = tell(
        "P>video_call scheduling propose:schedule",
        "T>video_call scheduling accept:schedule",
        "P>sms small_talk breach:schedule",
        elements=("schedule",),
    )
    parts = attribution(eco, parameters=attrs.evolve(EXPOSURE, breach=1))
    assert np.isnan(parts.share).all()
    assert np.isnan(parts.total_share).all()
    assert parts.contribution.sum() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("by", By)
def test_an_empty_case(tell: Tell, by: By) -> None:
    parts = attribution(tell(), by=by)
    assert (parts.contacts == 0).all()
    assert (parts.contribution == 0).all()
    for values in (parts.formed, parts.lost, parts.contribution, parts.share, parts.total):
        assert values.dtype == np.float64
    assert np.isnan(parts.effect).all()
    assert np.isnan(parts.rate_without).all()
    assert np.isnan(parts.total_share).all()
    assert len(parts.summary()["contacts"]) == len(parts.groups)


@pytest.mark.parametrize("by", By)
def test_a_case_without_elements(tell: Tell, by: By) -> None:
    parts = attribution(tell("P>email inquiry", elements=()), by=by)
    assert parts.contribution.shape == (len(parts.groups), 0)
    assert np.isnan(parts.total).all()
    assert np.isnan(parts.total_share).all()
    assert parts.contacts.sum() >= 1


def test_formation_worked_out_before_is_used(tell: Tell) -> None:
    eco = tell("P>email scheduling", "T>email scheduling")
    parameters = FormationParameters(rate=0.6)
    formed = formation(eco, parameters=parameters)
    parts = attribution(eco, formed=formed)
    assert parts.parameters is parameters
    assert parts.total.tolist() == attribution(eco, parameters=parameters).total.tolist()


def test_formation_of_another_record_is_refused(tell: Tell) -> None:
    eco = tell("P>email scheduling", "T>email scheduling")
    slower = Ecosystem(eco.case, table=attrs.evolve(eco.table, time=eco.table.time * 2))
    others = (
        tell("P>email scheduling"),
        tell("P>email scheduling", "T>email scheduling", elements=("fee",)),
        tell("P>email -", "P>email scheduling", "T>email scheduling").without(contact=0),
        Ecosystem(attrs.evolve(eco.case, id="another")),
        slower,
    )
    for other in others:
        with pytest.raises(InvalidCaseError, match="formation of this record"):
            attribution(eco, formed=formation(other))


def test_formation_with_other_settings_is_refused(tell: Tell) -> None:
    eco = tell("P>email scheduling")
    with pytest.raises(InvalidCaseError, match="formed"):
        attribution(eco, formed=formation(eco), parameters=FormationParameters(rate=0.6))


def test_unknown_groups_are_told_with_the_nearest_known(tell: Tell) -> None:
    with pytest.raises(InvalidCaseError, match=r"got 'chanel'. Did you mean 'channel'?"):
        attribution(tell(), by="chanel")


def test_the_counterfactual_may_be_left_out(tell: Tell) -> None:
    parts = attribution(tell("P>email scheduling", "T>sms -"), counterfactual=False)
    assert np.isnan(parts.rate_without).all()
    assert not np.isnan(parts.effect).any()


def test_tells_its_parts_as_tables(tell: Tell) -> None:
    parts = attribution(tell("P>email scheduling", elements=("schedule", "fee")), by="actor")
    assert list(parts.to_frame()) == [
        "actor", "element", "contacts", "formed", "lost", "contribution", "share",
    ]  # fmt: skip
    assert parts.to_frame()["element"].tolist() == ["schedule", "fee"] * 3
    assert list(parts.summary()) == [
        "actor", "contacts", "contribution", "share", "effect_per_contact", "rate_without",
    ]  # fmt: skip
    assert "effect_per_contact" in repr(parts)
    assert "<table" in parts._repr_html_()
