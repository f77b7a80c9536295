from __future__ import annotations

import math
from collections import Counter
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t

from mediaeco.analysis.synchronicity import fit, synchronicity
from mediaeco.catalog import CHANNELS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.choice import ChoiceSets
from mediaeco.kernels.choice_fit import fit_choice
from mediaeco.media import CHOICE_FEATURES, ChannelChoiceModel, channel_choice
from mediaeco.media.process import mean_need
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.simulation import BehaviourParameters, CaseDesign, ChoiceParameters, simulate_cohort
from mediaeco.testing import cases, cohorts, swap_roles

DAY = 86_400.0
EVERY = ChannelChoiceModel(features=CHOICE_FEATURES, ridge=0.3, half_life_days=3)
CHOSEN = ("email", "phone", "instant_messaging")


def written_out(case: Case, channels: list[str], model: ChannelChoiceModel) -> list[Any]:
    """Contact by contact: features of each channel that was there, and which was chosen."""
    sides = (case.therapist, case.patient)
    has = {a.id: {*a.repertoire, *(use.channel for use in a.prior if use.count > 0)} for a in sides}
    mine: dict[str, list[tuple[float, str]]] = {a.id: [] for a in sides}
    sync = {c.id: synchronicity(c.capability) for c in case.channels}
    needs = {p.id: p.need for p in case.purposes}
    out = []
    for day, row in zip(case.table.t.tolist(), case.interactions, strict=True):
        (other,) = {a.id for a in sides} - {row.sender} if row.sender in mine else {""}
        if row.sender in mine and other in row.receivers:
            both = set(has[sides[0].id] & has[sides[1].id])
            if model.available == "all":
                both = {c.id for c in case.channels}
            uses = Counter(name for _, name in mine[row.sender])
            q = mean_need(Counter(row.purposes), needs)
            rows = []
            for name in sorted(both, key=channels.index):
                times = [t for t, used in mine[row.sender] if used == name]
                values = [
                    math.log(1 + uses[name]),
                    float(bool(mine[other]) and mine[other][-1][1] == name),
                    float(bool(mine[row.sender]) and mine[row.sender][-1][1] == name),
                    0.0 if math.isnan(q) else float(fit(sync[name], q)),
                    2 ** (-(day - times[-1]) / model.half_life_days) if times else 0.0,
                ]
                rows.append(values + [float(name == c) for c in channels])
            if row.channel in both:
                side = 0 if row.sender == sides[0].id else 1
                out.append((side, rows, sorted(both, key=channels.index).index(row.channel)))
            mine[row.sender].append((day, row.channel))
        for person in (row.sender, *row.receivers):
            if person in has:
                has[person].add(row.channel)
    return out


@given(cohorts(), st.sampled_from(["known", "all"]), st.booleans())
@settings(max_examples=40)
def test_choices_written_out_give_the_same(cohort: Cohort, available: Any, by_side: bool) -> None:
    eco = Ecosystem(cohort)
    model = ChannelChoiceModel(
        features=CHOICE_FEATURES, ridge=0.3, half_life_days=3, available=available
    )
    found = channel_choice(eco, model=model, by_side=by_side)
    channels = [c.id for c in eco.channels]
    told = [choice for case in cohort for choice in written_out(case, channels, model)]
    for k, estimate in enumerate(found.estimates):
        mine = [(rows, c) for side, rows, c in told if not by_side or side == k]
        several = [(rows, c) for rows, c in mine if len(rows) > 1]
        assert estimate.choices == len(several)
        assert estimate.single == len(mine) - len(several)
        if not several:
            assert np.isnan(estimate.estimate).all()
            continue
        assert found.reference is not None
        lengths = [len(rows) for rows, _ in several]
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        features = np.array([row for rows, _ in several for row in rows])
        features = np.delete(features, 5 + channels.index(found.reference), axis=1)
        chosen = offsets[:-1] + np.array([c for _, c in several])
        alone = fit_choice(ChoiceSets(features, np.ones(len(features)), offsets, chosen), ridge=0.3)
        np.testing.assert_allclose(estimate.estimate, alone.estimate, atol=1e-5)
        np.testing.assert_allclose(estimate.log_likelihood, alone.log_likelihood, atol=1e-7)


@given(cases(max_contacts=20))
@settings(max_examples=30)
def test_swapping_the_roles_swaps_the_sides(case: Case) -> None:
    own, other = (
        channel_choice(Ecosystem(c), model=EVERY, by_side=True) for c in (case, swap_roles(case))
    )
    assert own.opened == other.opened[::-1]
    assert own.without_purpose == other.without_purpose[::-1]
    for one, two in zip(own.estimates, other.estimates[::-1], strict=True):
        np.testing.assert_allclose(one.estimate, two.estimate, atol=1e-6)


@given(cohorts())
@settings(max_examples=30)
def test_the_order_of_cases_does_not_matter(cohort: Cohort) -> None:
    one, other = (
        channel_choice(Ecosystem(c), model=EVERY) for c in (cohort, Cohort(list(cohort)[::-1]))
    )
    first, second = (
        dict(zip(f.names, f.estimate.tolist(), strict=True))
        for f in (one.estimates[0], other.estimates[0])
    )
    if one.reference == other.reference:
        for name, value in first.items():
            np.testing.assert_allclose(second[name], value, atol=1e-6)


def simulated(
    seed: int,
    weights: dict[str, float],
    *,
    count: int = 40,
    contacts: int = 60,
    purposes: bool = True,
) -> Cohort:
    """Two people who choose among three channels, by weights."""
    random = np.random.default_rng(seed)
    chosen = CHANNELS.pick(*CHOSEN)
    sync = np.array([synchronicity(CHANNELS[name].capability) for name in CHOSEN])
    kinds = [p for p in ("scheduling", "repair", "payment") if p in PURPOSES]
    preference = np.array([weights.get(f"preference:{name}", 0.0) for name in CHOSEN])
    made = []
    for case in range(count):
        uses, last, rows = np.zeros((2, 3)), [-1, -1], []
        for k in range(contacts):
            side = int(random.integers(2))
            purpose = kinds[int(random.integers(len(kinds)))]
            value = preference + weights.get("habit", 0) * np.log1p(uses[side])
            value += weights.get("reply_channel", 0) * (np.arange(3) == last[1 - side])
            value += weights.get("inertia", 0) * (np.arange(3) == last[side])
            value += weights.get("fit", 0) * (1 - np.abs(sync - PURPOSES[purpose].need))
            taken = int((value + random.gumbel(size=3)).argmax())
            uses[side, taken] += 1
            last[side] = taken
            rows.append(
                Interaction(
                    time=k * DAY / 3,
                    sender="TP"[side],
                    receivers=["PT"[side]],
                    channel=CHOSEN[taken],
                    purposes=[purpose] if purposes else [],
                )
            )
        made.append(
            Case(
                id=f"case-{case}",
                actors=[
                    Actor(id="T", role="therapist", repertoire=CHOSEN),
                    Actor(id="P", role="patient", repertoire=CHOSEN),
                ],
                channels=chosen,
                purposes=[PURPOSES[kind] for kind in kinds] if purposes else [],
                interactions=rows,
            )
        )
    return Cohort(made)


WEIGHTS = {
    "habit": 0.5,
    "reply_channel": 1.2,
    "inertia": 0.4,
    "fit": 2.0,
    "preference:phone": -0.5,
    "preference:email": -1.0,
}


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return simulated(2, WEIGHTS)


def test_weights_come_back(cohort: Cohort) -> None:
    model = ChannelChoiceModel(reference="instant_messaging")
    found = channel_choice(Ecosystem(cohort), model=model, replicates=60)
    (estimate,) = found.estimates
    truth = np.array([WEIGHTS[name] for name in estimate.names])
    assert estimate.choices == 2400
    assert estimate.error_kind == "clustered"
    assert (np.abs(estimate.estimate - truth) < 2.6 * estimate.clustered_error).all()
    assert (estimate.standard_error < 0.45).all()
    np.testing.assert_allclose(estimate.clustered_error, estimate.standard_error, rtol=0.4)
    few = [attrs.evolve(estimate, clusters=n).error_kind for n in (1, 6, 7)]
    assert few == ["model", "model", "clustered"]  # of six coefficients
    half = (estimate.interval(0.9)[1] - estimate.interval(0.9)[0]) / 2
    np.testing.assert_allclose(half, t.ppf(0.95, 39) * estimate.clustered_error)
    low, high = estimate.bootstrap_interval()
    np.testing.assert_allclose((high - low) / 3.92, estimate.clustered_error, rtol=0.45)
    # A little wider than the plain percentiles, as so many cases ask for.
    assert (low <= np.quantile(estimate.bootstrap, 0.025, axis=0)).all()
    assert (high > np.quantile(estimate.bootstrap, 0.975, axis=0)).any()
    assert "independent of one another" not in found.statement()
    assert 0 < estimate.pseudo_r2 < 1
    assert estimate.aic == pytest.approx(12 - 2 * estimate.log_likelihood)
    assert found.to_frame().rows == 6
    assert "bootstrap_low" in found.to_frame()
    assert "Preferences are beside instant_messaging." in found.statement()


def test_weights_of_whole_simulated_cases_come_back() -> None:
    weights = ChoiceParameters(recency=0.8)
    parameters = BehaviourParameters(choice=weights)
    design = CaseDesign(routine=None)  # arranged sessions would be no choices
    model = ChannelChoiceModel(features=CHOICE_FEATURES, reference="instant_messaging")
    truth = {
        **{name: getattr(weights, name) for name in CHOICE_FEATURES if name != "preference"},
        "preference:email": 0.0,
    } | {f"preference:{name}": value for name, value in weights.preference.items()}
    off = []
    for seed in range(10):
        eco = Ecosystem(simulate_cohort(60, design=design, parameters=parameters, seed=seed))
        (found,) = channel_choice(eco, model=model).estimates
        true = np.array([truth[name] for name in found.names])
        off.append((found.estimate - true) / found.clustered_error)
    # As far off as their errors say, and to no side.
    assert np.abs(np.mean(off, axis=0)).max() * math.sqrt(len(off)) < 3
    assert (np.abs(off) < 1.96).mean() > 0.9
    assert 0.8 < np.std(off) < 1.2


def test_sides_that_differ_are_told_apart(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    therapist = eco.table.sender == 0
    found = channel_choice(eco, by_side=True)
    assert [e.label for e in found.estimates] == ["therapist", "patient"]
    only = channel_choice(eco, contacts=therapist)
    # Contacts that are no choices still shape habits.
    assert only.reference is not None
    same = channel_choice(eco, model=ChannelChoiceModel(reference=only.reference), by_side=True)
    np.testing.assert_allclose(only.estimates[0].estimate, same.estimates[0].estimate, rtol=1e-6)
    assert found.fit_frame()["choices"].sum() == 2400


def test_recency_fades() -> None:
    weights = {"recency": 0.0, "inertia": 1.0}
    eco = Ecosystem(simulated(4, weights, count=10))
    model = ChannelChoiceModel(features=["recency", "inertia"], half_life_days=1e9)
    (estimate,) = channel_choice(eco, model=model).estimates
    # With a half-life beyond all record recency says whether the channel was ever used.
    assert abs(estimate.estimate[1] - 1.0) < 3 * estimate.clustered_error[1]
    assert abs(estimate.estimate[0]) < 3 * estimate.clustered_error[0]


def test_without_purposes_fit_is_not_told() -> None:
    found = channel_choice(Ecosystem(simulated(1, {"habit": 0.5}, count=5, purposes=False)))
    (estimate,) = found.estimates
    k = estimate.names.index("fit")
    assert math.isnan(estimate.estimate[k])
    assert estimate.reason[k] == "no choice has a recorded purpose"
    assert found.without_purpose == (estimate.choices,)
    assert "say nothing of fit" in found.statement()
    assert np.isfinite(np.delete(estimate.estimate, k)).all()


def pair(channels: list[str], *, known: tuple[str, ...] = CHOSEN, **row: Any) -> Ecosystem:
    """One case in which the patient writes over these channels, one after the other."""
    return Ecosystem(
        Case(
            id="pair",
            actors=[
                Actor(id="T", role="therapist", repertoire=known),
                Actor(id="P", role="patient", repertoire=known),
            ],
            channels=CHANNELS.pick(*CHOSEN),
            interactions=[
                Interaction(**({"time": k * DAY} | row), sender="P", receivers=["T"], channel=name)
                for k, name in enumerate(channels)
            ],
        )
    )


def test_one_channel_is_no_choice() -> None:
    found = channel_choice(pair(["email"] * 6, known=("email",)))
    assert (found.estimates[0].choices, found.estimates[0].single) == (0, 6)
    assert np.isnan(found.estimates[0].estimate).all()
    assert found.reference is None
    assert set(found.estimates[0].reason) == {"there was no choice between several"}
    assert found.fit_frame().rows == 1


def test_nobody_wrote() -> None:
    for eco in (pair([]), Ecosystem(Cohort([]))):
        found = channel_choice(eco, by_side=True, replicates=3)
        assert [e.choices for e in found.estimates] == [0, 0]
        assert "no choice of a channel" in found.statement()
        assert math.isnan(found.estimates[0].aic)


def test_a_channel_that_is_never_chosen_has_no_intercept() -> None:
    found = channel_choice(pair(["email", "phone"] * 10))
    reasons = dict(zip(found.estimates[0].names, found.estimates[0].reason, strict=True))
    assert reasons["preference:instant_messaging"] == "never chosen in 20 choices that had it"
    assert "preference:email" not in reasons  # the first of the two that were chosen most often


def test_a_channel_that_is_never_there_changes_nothing() -> None:
    model = ChannelChoiceModel(features=["habit", "preference"])
    channels = ["email", "phone", "email", "email", "phone", "phone", "email"]
    found = channel_choice(pair(channels, known=("email", "phone")), model=model).estimates[0]
    reasons = dict(zip(found.names, found.reason, strict=True))
    assert "never among several" in reasons["preference:instant_messaging"]
    with_all = ChannelChoiceModel(features=["habit", "preference"], available="all")
    other = channel_choice(pair(channels), model=with_all).estimates[0]
    np.testing.assert_allclose(other.estimate, found.estimate, atol=1e-5)
    np.testing.assert_allclose(other.log_likelihood, found.log_likelihood, atol=1e-6)


def test_contacts_that_open_a_channel_are_left_out() -> None:
    eco = pair(["email", "phone", "email", "phone"], known=())
    found = channel_choice(eco)
    assert found.opened == (2,)
    assert (found.estimates[0].choices, found.estimates[0].single) == (2, 0)
    assert "2 contacts that opened a channel are left out" in found.statement()
    everything = channel_choice(eco, model=ChannelChoiceModel(available="all"))
    assert everything.opened == (0,)
    assert everything.estimates[0].choices == 4


def test_habits_without_an_exception_have_no_end() -> None:
    model = ChannelChoiceModel(features=["inertia", "reply_channel"])
    found = channel_choice(pair(["email"] * 4), model=model)
    reasons = dict(zip(found.estimates[0].names, found.estimates[0].reason, strict=True))
    assert reasons["reply_channel"].startswith("it is the same for all")  # the other never wrote
    assert "no choice went against it: its likelihood rises without end" in reasons["inertia"]
    held = ChannelChoiceModel(features=["inertia", "reply_channel"], ridge=1.0)
    (estimate,) = channel_choice(pair(["email"] * 4), model=held).estimates
    assert 0 < estimate.estimate[0] < 5
    assert "drawn to 0 by a penalty of 1" in estimate.statement()
    assert math.isnan(estimate.aic)


def test_two_intercepts_and_a_fit_that_never_changes_are_one() -> None:
    first = simulated(3, {"habit": 0.3}, count=1)[0]
    rows = list(first.interactions)
    one = rows[0].purposes[0]
    case = Case(
        id="one-purpose",
        actors=first.actors,
        channels=first.channels,
        purposes=[PURPOSES[one]],
        interactions=[
            Interaction(
                time=r.time, sender=r.sender, receivers=r.receivers, channel=r.channel,
                purposes=[one],
            )
            for r in rows
        ],
    )  # fmt: skip
    (estimate,) = channel_choice(Ecosystem(case)).estimates
    reasons = dict(zip(estimate.names, estimate.reason, strict=True))
    assert reasons["fit"].startswith("it moves only together with preference:")
    assert math.isfinite(estimate.estimate[estimate.names.index("habit")])
    assert estimate.parameters == len(estimate.names) - 1


def test_all_contacts_at_one_instant_are_still_in_order() -> None:
    found = channel_choice(
        pair(["email", "phone"] * 8, time=0.0), model=ChannelChoiceModel(features=["recency"])
    )
    assert found.estimates[0].choices == 16
    assert found.estimates[0].clusters == 1
    assert found.estimates[0].error_kind == "model"
    assert "take choices for independent of one another" in found.statement()
    assert np.isnan(found.estimates[0].clustered_error).all()


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"features": ["habits"]}, UnknownTermError, "Did you mean 'habit'"),
        ({"features": []}, InvalidCaseError, "one feature at least"),
        ({"features": ["fit", "fit"]}, InvalidCaseError, "each once"),
        ({"available": "some"}, UnknownTermError, "available"),
        ({"half_life_days": 0}, InvalidCaseError, "half_life_days"),
        ({"ridge": -1}, InvalidCaseError, "ridge"),
    ],
)
def test_models_that_cannot_be_are_refused(options: Any, error: Any, words: str) -> None:
    with pytest.raises(error, match=words):
        ChannelChoiceModel(**options)


def test_what_does_not_fit_the_record_is_refused() -> None:
    eco = pair(["email", "phone"])
    with pytest.raises(UnknownTermError, match="Did you mean 'phone'"):
        channel_choice(eco, model=ChannelChoiceModel(reference="phones"))
    with pytest.raises(InvalidCaseError, match="2 truth values"):
        channel_choice(eco, contacts=[True])
    with pytest.raises(InvalidCaseError, match="none or more"):
        channel_choice(eco, replicates=-1)
