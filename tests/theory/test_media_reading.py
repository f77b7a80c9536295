"""What claims about media read off a record, beside the plain way to read it."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import frame_lifecycle
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationParameters, MediumFit
from mediaeco.forming.hazard import medium_fit
from mediaeco.model import Case, Cohort, ContentKind, Interaction, Measure
from mediaeco.testing import cases, cohorts, rated_cases
from mediaeco.theory import Verdict, compared, contact, rating, told
from mediaeco.theory.media_reading import (
    CLARIFYING,
    agreed_where_fit,
    channel_index,
    clarified,
    clarified_with_use,
    go_together,
    mean_so_far,
    mediated,
    rises_with,
)
from mediaeco.theory.reading import alliance_ratings, contacts_before, total_so_far


def slowly_clarified(case: Case) -> list[float]:
    people = {case.actors[0].id, case.actors[1].id}
    rows = case.interactions
    came = [
        k
        for k, row in enumerate(rows)
        if row.sender in people
        and people - {row.sender} <= set(row.receivers)
        and row.content is not ContentKind.ATTEMPT
    ]
    place = {row.id or str(k): k for k, row in enumerate(rows)}
    found = [math.nan] * len(rows)
    for here, after in pairwise(came):
        if rows[after].purposes and math.isnan(found[here]):
            found[here] = 0.0
        if set(rows[after].purposes) & set(CLARIFYING):
            answered = rows[after].reply_to
            about = here if answered is None else place[answered]
            if about in came:
                found[about] = 1.0
    return found


@given(cases(min_contacts=2, max_contacts=14, legal=True))
def test_contact_by_contact_clarified_is_the_same(case: Case) -> None:
    np.testing.assert_array_equal(clarified(Ecosystem(case)), slowly_clarified(case))


@given(cohorts(max_contacts=8))
def test_no_case_is_clarified_by_another(cohort: Cohort) -> None:
    alone = [clarified(Ecosystem(case)) for case in cohort]
    np.testing.assert_array_equal(
        clarified(Ecosystem(cohort)), np.concatenate([np.zeros(0), *alone])
    )


def test_a_question_is_about_what_it_answers() -> None:
    case = told(
        "asked_later",
        contact(0, "therapist", "email", purposes=["payment"], id="bill"),
        contact(1, "therapist", "phone", purposes=["small_talk"]),
        contact(2, "patient", "phone", purposes=["clarification"], reply_to="bill"),
    )
    np.testing.assert_array_equal(clarified(Ecosystem(case)), [1.0, 0.0, math.nan])


def test_what_the_next_contact_was_for_has_to_be_known() -> None:
    case = told(
        "not_told",
        contact(0, "therapist", "email", purposes=["payment"]),
        contact(1, "patient", "email"),
        contact(2, "therapist", "email", purposes=["sharing"]),
    )
    np.testing.assert_array_equal(clarified(Ecosystem(case)), [math.nan, 0.0, math.nan])


@given(rated_cases(max_contacts=10), st.integers(0, 99))
def test_totals_and_means_so_far_are_those_of_the_contacts_so_far(case: Case, seed: int) -> None:
    eco = Ecosystem(case)
    rated = alliance_ratings(eco)
    values = np.random.default_rng(seed).integers(0, 5, len(eco)).astype(np.float64)
    count = contacts_before(eco, rated)
    np.testing.assert_array_equal(total_so_far(eco, rated, np.ones(len(eco))), count)
    total, mean = total_so_far(eco, rated, values), mean_so_far(eco, rated, values)
    np.testing.assert_allclose(mean[count > 0], (total / np.maximum(count, 1))[count > 0])
    assert np.isnan(mean[count == 0]).all()
    unknown = np.full(len(eco), math.nan)
    assert np.isnan(mean_so_far(eco, rated, unknown)).all()
    assert (total_so_far(eco, rated, unknown) == 0).all()


def test_what_is_not_known_does_not_count_in_the_mean() -> None:
    case = told(
        "rated",
        contact(0, "therapist", "email"),
        contact(1, "therapist", "email"),
        rating(2, "patient", 0.5),
    )
    eco = Ecosystem(case)
    values = np.array([0.4, math.nan])
    assert mean_so_far(eco, alliance_ratings(eco), values).tolist() == [0.4]


NUMBERS = st.lists(st.integers(0, 4).map(float) | st.just(math.nan), min_size=6, max_size=6)


@given(NUMBERS, NUMBERS)
def test_the_opposite_bound_gives_the_opposite_verdict(
    first: list[float], second: list[float]
) -> None:
    one, other = np.array(first), np.array(second)
    up = go_together(one, other, ">", otherwise="nothing to tell")
    down = go_together(one, other, "<=", otherwise="nothing to tell")
    assert go_together(other, one, ">", otherwise="nothing to tell").verdict is up.verdict
    if up.verdict is Verdict.UNDECIDED:
        assert down.verdict is Verdict.UNDECIDED
        assert up.reason == "nothing to tell"
    else:
        assert Counter((up.verdict, down.verdict)) == Counter((Verdict.HOLDS, Verdict.FAILS))


@pytest.mark.parametrize("of", MediumFit)
def test_indices_are_those_that_formation_rests_on(of: MediumFit) -> None:
    case = told("all", *(contact(k, "patient", name) for k, name in enumerate(CHANNELS)))
    eco = Ecosystem(case)
    index = channel_index(eco, of)
    assert ((index >= 0) & (index <= 1)).all()
    assert mediated(eco).sum() == len(CHANNELS) - 1
    if of is not MediumFit.SYNCHRONICITY:
        framed = told(
            "framed", *case.interactions, contact(99, "patient", "email", acts=["propose fee"])
        )
        fit = medium_fit(Ecosystem(framed), FormationParameters(medium=of))
        np.testing.assert_allclose(fit[:, 0], index)


@pytest.mark.parametrize("of", MediumFit)
@given(case=cases(min_contacts=2, max_contacts=12, min_elements=1, legal=True))
def test_agreements_stand_where_formation_would_have_them(of: MediumFit, case: Case) -> None:
    eco = Ecosystem(case)
    found = agreed_where_fit(eco, of)
    if found.verdict is Verdict.UNDECIDED:
        return
    if np.isnan(channel_index(eco, of)).any():
        return  # formation asks for every profile, a claim for those of channels in use
    used = np.unique(eco.table.channel)
    fit = medium_fit(eco, FormationParameters(medium=of))
    ahead = [
        fit[eco.table.channel[row], e] - fit[used, e].mean()
        for e, row in enumerate(frame_lifecycle(eco).agreed_row[0])
        if row >= 0
    ]
    assert found.verdict is compared(float(np.mean(ahead)), ">", 0.0).verdict


def test_use_is_counted_channel_by_channel() -> None:
    """Two channels, each misread at first alone."""
    parts = []
    for week, (channel, then) in enumerate(
        (
            ("email", "clarification"),
            ("email", "sharing"),
            ("sms", "clarification"),
            ("sms", "sharing"),
        )
    ):
        parts.append(contact(2 * week, "therapist", channel, purposes=["homework"]))
        parts.append(contact(2 * week + 1, "patient", "face_to_face", purposes=[then]))
    assert clarified_with_use(Ecosystem(told("anew", *parts)), "<").observed == pytest.approx(-1)


def test_means_of_the_same_number_are_one_rank() -> None:
    """Ten times a tenth is not one to a computer, and the mean stays a tenth all the same."""
    parts: list[Interaction | Measure] = []
    for day in range(10):
        parts.append(contact(day, "patient", "email"))
        parts.append(rating(day + 0.5, "patient", day / 10))
    eco = Ecosystem(told("always_a_tenth", *parts))
    found = rises_with(eco, np.full(10, 0.1), what="nothing")
    assert found.verdict is Verdict.UNDECIDED
    assert "over which nothing changes" in found.reason
