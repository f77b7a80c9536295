"""What all theories of media have in common: names, order and sides do not matter to them."""

from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import MediumFit, fit_formation
from mediaeco.forming.hazard import hazard
from mediaeco.io import read_example
from mediaeco.media import adapted_outcome
from mediaeco.model import Case
from mediaeco.testing import (
    permute_channels,
    rated_cases,
    relabel_channels,
    shift_time,
    swap_roles,
)
from mediaeco.theory import (
    MEDIA_NATURALNESS,
    MEDIA_RICHNESS,
    MEDIA_SYNCHRONICITY,
    SOCIAL_INFORMATION,
    Judgement,
    Scope,
    Theory,
    Verdict,
    contact,
    judged,
    told,
)
from mediaeco.theory.media_reading import channel_index

MEDIA = (MEDIA_SYNCHRONICITY, MEDIA_RICHNESS, SOCIAL_INFORMATION, MEDIA_NATURALNESS)
RATED = rated_cases(max_contacts=10, max_ratings=5)


def said(theory: Theory, case: Case) -> list[tuple[Verdict, str]]:
    """Verdicts on a case, with what was observed as far as rounding lets it be compared."""
    eco = Ecosystem(case)
    found: list[Judgement] = [
        judged(one, eco) for one in theory.propositions if one.scope is not Scope.COHORT
    ]
    return [(one.verdict, f"{one.observed:.6f}") for one in found]


@pytest.mark.parametrize("theory", MEDIA, ids=lambda theory: theory.id)
@given(case=RATED)
def test_names_of_channels_do_not_matter(theory: Theory, case: Case) -> None:
    names = {channel.id: f"channel_{k}" for k, channel in enumerate(case.channels)}
    assert said(theory, relabel_channels(case, names)) == said(theory, case)


@pytest.mark.parametrize("theory", MEDIA, ids=lambda theory: theory.id)
@given(case=RATED, data=st.data())
def test_the_order_in_which_channels_are_listed_does_not_matter(
    theory: Theory, case: Case, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(case.channels))))
    assert said(theory, permute_channels(case, order)) == said(theory, case)


@pytest.mark.parametrize("theory", MEDIA, ids=lambda theory: theory.id)
@given(case=RATED)
def test_sides_and_dates_do_not_matter(theory: Theory, case: Case) -> None:
    expected = said(theory, case)
    assert said(theory, swap_roles(case)) == expected
    # A week, so that hours of contact fall on the same days.
    assert said(theory, shift_time(case, seconds=7 * 86_400)) == expected


@pytest.mark.parametrize("theory", MEDIA, ids=lambda theory: theory.id)
@given(case=RATED)
def test_without_purposes_and_ratings_little_is_decided(theory: Theory, case: Case) -> None:
    bare = attrs.evolve(
        case,
        interactions=[attrs.evolve(row, purposes=(), acts=()) for row in case.interactions],
        measures=(),
    )
    apart = {"synchronicity_falls_with_familiarity"}  # it asks for channels alone
    for proposition in theory.propositions:
        if proposition.scope is not Scope.COHORT and proposition.id not in apart:
            found = judged(proposition, Ecosystem(bare))
            assert found.verdict is Verdict.UNDECIDED
            assert found.reason


@pytest.mark.parametrize("theory", MEDIA, ids=lambda theory: theory.id)
def test_its_model_of_formation_rests_on_what_the_theory_says(theory: Theory) -> None:
    model = theory.formation
    assert model is not None
    assert model.id == theory.id
    assert model.parameters.primacy == 0
    if theory is not MEDIA_NATURALNESS:
        assert model.parameters.content == (1 if theory is SOCIAL_INFORMATION else 0)
        assert "content" not in model.free
    assert ("exposure" in model.free) is (theory in (MEDIA_SYNCHRONICITY, MEDIA_NATURALNESS))
    assert "rate" in model.free
    expected = {
        "media_synchronicity": MediumFit.SYNCHRONICITY,
        "media_richness": MediumFit.RICHNESS,
        "media_naturalness": MediumFit.NATURALNESS,
    }
    if theory.id in expected:
        assert model.parameters.medium is expected[theory.id]


def test_models_of_formation_say_different_things_of_one_case() -> None:
    eco = Ecosystem(read_example("first-contact"))
    found = [
        float(fit_formation(eco, model=theory.formation, starts=1).log_likelihood.sum())
        for theory in MEDIA
        if theory.formation is not None
    ]
    assert len(found) == len(MEDIA)
    assert all(math.isfinite(one) and one < 0 for one in found)
    assert len({round(one, 4) for one in found}) == len(MEDIA)


@given(st.floats(0, 1))
def test_content_stands_for_adaptation_to_unnatural_media(adaptation: float) -> None:
    model = MEDIA_NATURALNESS.formation
    assert model is not None
    parameters = attrs.evolve(model.parameters, content=adaptation, exposure=1, rate=0.5)
    parts = [contact(k, "patient", name, purposes=["payment"]) for k, name in enumerate(CHANNELS)]
    eco = Ecosystem(told("all", *parts, contact(99, "patient", "email", acts=["propose fee"])))
    natural = channel_index(eco, MediumFit.NATURALNESS)[eco.table.channel]
    found = hazard(eco, parameters=parameters).p[:, 0]
    np.testing.assert_allclose(found, 0.5 * adapted_outcome(natural, adaptation), atol=1e-12)
