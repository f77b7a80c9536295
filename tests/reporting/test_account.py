"""The account: every result in it is the one that its own function gives."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given

from mediaeco import analysis, forming, media
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import By, FormationParameters
from mediaeco.io import read_example
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.reporting import ATTRIBUTED, AccountParameters, account, account_frames
from mediaeco.reporting.parameter import every_parameter
from mediaeco.reporting.undefined import undefined
from mediaeco.testing import ecosystems


def assert_same(one: Any, other: Any) -> None:
    for item in attrs.fields(type(one)):
        left, right = getattr(one, item.name), getattr(other, item.name)
        if isinstance(left, np.ndarray):
            np.testing.assert_array_equal(left, right)
        elif not attrs.has(type(left)):
            assert left == right


def test_results_are_those_of_their_own_functions() -> None:
    settings = FormationParameters(
        exposure=0.6,
        appropriation=analysis.AppropriationParameters(half_use=2, bout_gap_hours=3),
        synchronicity=media.SynchronicityWeights(velocity=1),
    )
    frame = analysis.FrameParameters(beta=2)
    eco = Ecosystem(read_example("broken-frame"))
    made = account(eco, parameters=AccountParameters(formation=settings, frame=frame))
    own = settings.appropriation
    assert_same(made.appropriation, analysis.appropriation(eco, parameters=own))
    assert_same(made.curves, analysis.appropriation_curves(eco, parameters=own))
    assert_same(made.contexts, analysis.contexts(eco, gap_hours=3))
    assert_same(made.fit, media.channel_fit(eco, weights=settings.synchronicity))
    assert_same(made.strength, analysis.frame_strength(eco, parameters=frame))
    assert_same(made.stages, analysis.stages(eco))
    assert_same(made.ruptures, analysis.ruptures(eco))
    assert_same(made.formation, forming.formation(eco, parameters=settings))
    assert_same(made.removal, forming.channel_removal(eco))
    for by in ATTRIBUTED:
        assert_same(made.attributions[by], forming.attribution(eco, by=by, parameters=settings))
    for game, value in (("total", made.shapley_total), ("rate", made.shapley_rate)):
        assert_same(value, forming.channel_shapley(eco, game=game, parameters=settings))


def test_account_is_of_one_case() -> None:
    cases = [read_example("first-contact"), read_example("sent-away")]
    with pytest.raises(InvalidCaseError, match="an ecosystem of one case"):
        account(Ecosystem(Cohort(cases)))


def test_account_looks_calm_in_a_terminal(nobody_wrote: Case) -> None:
    assert repr(account(Ecosystem(nobody_wrote))) == "<Account of 'nobody-wrote': 0 contacts, pre>"


@given(eco=ecosystems())
def test_every_missing_number_has_a_reason(eco: Ecosystem) -> None:
    made = account(eco)
    told: dict[str, set[str]] = {}
    for entry in undefined(made):
        assert entry.measure
        assert entry.reason
        told.setdefault(entry.measure, set()).add(entry.of)
    names = np.array([channel.name for channel in eco.channels], dtype=object)
    assert told.get("fit of a channel", set()) == set(names[np.isnan(made.fit.mean_fit)])
    elements = np.array([item.name for item in eco.elements], dtype=object)
    never = np.isnan(made.lifecycle.agreed_at[0])
    assert told.get("contact of agreement", set()) == set(elements[never])
    assert len(told.get("time to repair", ())) == len(
        {
            (k, n)
            for k, n, x in zip(
                made.ruptures.kind, made.ruptures.n, made.ruptures.latency, strict=True
            )
            if np.isnan(x)
        }
    )
    assert ("strength of the frame" in told) == bool(np.isnan(made.strength.final[0]))
    assert ("synergy" in told) == bool(np.isnan(made.cocreation.synergy[0]))
    assert ("removal effect" in told) == bool(np.isnan(made.removal.effect).any())
    assert ("silence at the end" in told) == bool(np.isnan(made.stages.silence[0]))
    quality = np.isnan(made.appropriation.quality[0]).sum()
    assert len(told.get("quality of use, all components", ())) == quality


@given(eco=ecosystems())
def test_tables_are_whole_for_every_record(eco: Ecosystem) -> None:
    frames = account_frames(account(eco))
    assert len({item.stem for item in frames}) == len(frames)
    for item in frames:
        lines = item.frame.to_csv().splitlines()
        assert lines[0].split(",") == list(item.frame.columns)
    by_stem = {item.stem: item.frame for item in frames}
    assert by_stem["stages"].rows == by_stem["formation"].rows == len(eco.table)
    groups = sum(len(parts.groups) for parts in account(eco).attributions.values())
    assert by_stem["attribution-summary"].rows == groups
    assert by_stem["attribution"].rows == groups * len(eco.elements)


def test_ratings_stand_under_the_role_of_their_rater(telltale: Case) -> None:
    frames = {item.stem: item.frame for item in account_frames(account(Ecosystem(telltale)))}
    assert frames["ratings"]["rater"].tolist() == ["patient"]


def test_every_setting_is_listed_with_where_it_comes_from() -> None:
    eco = Ecosystem(read_example("first-contact"))
    usual = every_parameter(AccountParameters(), eco)
    assert "set for this report" not in usual["provenance"].tolist()
    assert all(usual["provenance"].tolist())
    changed = AccountParameters(
        formation=FormationParameters(
            rate=0.5, rates={"fee": 0.1}, channel_effects={"email": -1}, appropriated_by="either"
        ),
        seed=3,
    )
    frame = every_parameter(changed, eco)
    marked = {
        name
        for name, kept in zip(frame["parameter"], frame["provenance"], strict=True)
        if kept == "set for this report"
    }
    assert marked == {"rate", "rate of fee", "shift of email", "appropriated_by", "seed"}
    listed = set(usual["parameter"].tolist())
    for settings in (
        changed.frame,
        changed.formation.appropriation,
        changed.formation.synchronicity,
    ):
        assert {item.name for item in attrs.fields(type(settings))} <= listed
    inside = {"rates", "channel_effects", "relevance", "synchronicity", "appropriation"}
    assert {item.name for item in attrs.fields(FormationParameters)} - inside <= listed


def test_terms_of_contact_are_listed() -> None:
    frame = every_parameter(AccountParameters(), Ecosystem(read_example("first-contact")))
    assert "7:00 to 20:00 (Mon, Tue, Wed, Thu, Fri)" in frame["value"].tolist()


def test_shapley_values_are_sampled_with_the_seed_of_the_settings() -> None:
    channels = [attrs.evolve(CHANNELS["email"], id=f"box_{i}", label="") for i in range(16)]
    case = Case(
        id="sixteen-boxes",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=channels,
        elements=read_example("sent-away").elements,
        interactions=[
            Interaction(
                time=i, sender="TP"[i % 2], receivers=["PT"[i % 2]], channel=f"box_{i % 16}"
            )
            for i in range(32)
        ],
    )
    made = account(Ecosystem(case), parameters=AccountParameters(permutations=4, seed=9))
    assert not made.shapley_total.exact
    assert (made.shapley_total.seed, made.shapley_total.permutations) == (9, 4)
    assert made.attributions[By.CHANNEL].contacts.sum() == 32
