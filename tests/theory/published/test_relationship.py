"""What theories of the relationship have in common: their miniatures, and laws of their judges."""

import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco import CITATIONS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case, Cohort
from mediaeco.testing import permute_channels, rated_cases, relabel_channels
from mediaeco.theory import (
    MEDIA_MULTIPLEXITY,
    MERE_EXPOSURE,
    ONLINE_SETTING,
    RUPTURE_REPAIR,
    WORKING_ALLIANCE,
    Judgement,
    Proposition,
    Scope,
    Theory,
    Verdict,
    check,
    example_of,
    judged,
    several,
    told,
)

OURS = (MEDIA_MULTIPLEXITY, RUPTURE_REPAIR, WORKING_ALLIANCE, ONLINE_SETTING)
CLAIMS = [
    pytest.param(proposition, id=f"{theory.id}.{proposition.id}")
    for theory in (*OURS, MERE_EXPOSURE)
    for proposition in theory.propositions
]
COHORTS = st.lists(rated_cases(max_contacts=6), min_size=1, max_size=3).map(
    lambda some: [attrs.evolve(case, id=f"case_{k}") for k, case in enumerate(some)]
)


def alone(proposition: Proposition, record: Case | Cohort) -> Judgement:
    theory = Theory(id="one", title="One", sources=["this test"], propositions=[proposition])
    return check(record, theories=theory).claims[0].judgement


def seen(found: Judgement) -> tuple[str, float | None]:
    """Verdict and observation, as far as rounding goes."""
    return str(found.verdict), None if math.isnan(found.observed) else round(found.observed, 9)


def answers(cases: list[Case]) -> list[tuple[str, float | None]]:
    """What each claim comes to, on the first case or on the cohort."""
    alike = {Scope.COHORT: Ecosystem(several(*cases))}
    single = Ecosystem(cases[0])
    return [
        seen(judged(claim, alike.get(claim.scope, single)))
        for theory in OURS
        for claim in theory.propositions
    ]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_holds_and_fails_on_its_miniatures(claim: Proposition) -> None:
    assert alone(claim, example_of(claim, "confirming")).verdict is Verdict.HOLDS
    assert alone(claim, example_of(claim, "refuting")).verdict is Verdict.FAILS


@pytest.mark.parametrize("claim", CLAIMS)
def test_nothing_decides_nothing(claim: Proposition) -> None:
    for record in (told("empty"), several(), several(told("one"), told("other"))):
        assert alone(claim, record).verdict is Verdict.UNDECIDED
    if claim.scope is Scope.COHORT:
        for record in (told("empty"), several(), several(told("one"), told("other"))):
            assert judged(claim, Ecosystem(record)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_says_what_would_refute_it(claim: Proposition) -> None:
    assert claim.requires
    assert claim.boundary
    assert claim.refuted_by
    assert claim.direction is not None
    assert all(source in CITATIONS for source in claim.sources)


@given(COHORTS)
def test_names_and_order_of_channels_do_not_matter(cases: list[Case]) -> None:
    found = answers(cases)
    mapping = {channel.id: f"medium_{channel.id}" for case in cases for channel in case.channels}
    assert answers([relabel_channels(case, mapping) for case in cases]) == found
    turned = [permute_channels(case, range(len(case.channels))[::-1]) for case in cases]
    assert answers(turned) == found


@given(COHORTS)
def test_the_order_of_cases_does_not_matter(cases: list[Case]) -> None:
    one, other = (Ecosystem(several(*some)) for some in (cases, cases[::-1]))
    for theory in OURS:
        for claim in theory.propositions:
            if claim.scope is Scope.COHORT:
                assert seen(judged(claim, one)) == seen(judged(claim, other))
