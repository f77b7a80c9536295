"""Simulated people behave as their parameters say: rates, gaps, choices, agreement, leaving."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import attrs
import numpy as np
import pytest

from mediaeco.analysis import frame_lifecycle
from mediaeco.analysis.synchronicity import synchronicity
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.dynamics import HawkesParameters, Rhythm, response
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters, fit_formation, simulate_formation
from mediaeco.forming.model import FREE
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.hawkes import stationary_rates
from mediaeco.media import ChannelChoiceModel, channel_choice
from mediaeco.model import ActKind, Actor, ContentKind
from mediaeco.simulation import (
    WAKING,
    BehaviourParameters,
    BreachParameters,
    CaseDesign,
    ChoiceParameters,
    DropOutParameters,
    ExchangeParameters,
    PurposePhase,
    RatingParameters,
    RatingSchedule,
    TalkParameters,
    simulate_cohort,
)

ALPHA = np.array([[0.2, 0.3], [0.4, 0.1]])
DAY = 86_400_000_000


def bare(**more: Any) -> CaseDesign:
    """A design in which contacts come of initiative and excitation alone."""
    return CaseDesign(**({"routine": None, "first_contact": None, "ratings": ()} | more))


def steady(mu: Any = (0.3, 0.2), alpha: Any = 0.0, **more: Any) -> ExchangeParameters:
    """Exchange without rhythm."""
    given: dict[str, Any] = {
        "hawkes": HawkesParameters(mu=mu, alpha=np.broadcast_to(alpha, (2, 2)), beta=4.0),
        "therapist": Rhythm(),
        "patient": Rhythm(),
    }
    return ExchangeParameters(**(given | more))


def loyal(**more: Any) -> BehaviourParameters:
    """People who break nothing and stay."""
    given: dict[str, Any] = {
        "breach": BreachParameters(rate=0),
        "drop_out": DropOutParameters(rate=0),
    }
    return BehaviourParameters(**(given | more))


@pytest.mark.parametrize("rhythm", [Rhythm(), Rhythm(hours=[0] * 8 + [1] * 12 + [0] * 4)])
@pytest.mark.parametrize("replies_wait", [True, False])
def test_rates_are_those_of_the_long_run(rhythm: Rhythm, replies_wait: bool) -> None:
    """250 cases of 400 days: 5 standard errors of a process that clusters are below 3 %."""
    exchange = steady(
        (0.1, 0.2), ALPHA, therapist=rhythm, patient=rhythm, replies_wait=replies_wait
    )
    design = bare(days=399)
    table = simulate_cohort(250, design=design, parameters=loyal(exchange=exchange), seed=6).table
    rates = np.bincount(table.sender, minlength=2) / (250 * 399)
    np.testing.assert_allclose(rates, stationary_rates(np.array([0.1, 0.2]), ALPHA), rtol=0.035)


def test_rhythm_shows_by_hour_and_day() -> None:
    nine = Rhythm(hours=[0] * 9 + [3, 1] + [0] * 13, days=[1, 1, 1, 1, 1, 0, 0])
    design = bare(days=84, start=datetime(2024, 1, 1))

    def clock(alpha: float, **more: Any) -> tuple[Ints, Ints, Ints]:
        people = loyal(exchange=steady((0.4, 0.4), alpha, therapist=nine, **more))
        table = simulate_cohort(150, design=design, parameters=people, seed=4).table
        return table.sender, table.time // (DAY // 24) % 24, (table.time // DAY + 3) % 7

    side, hour, day = clock(0.0)
    assert (hour[side == 0] == 9).mean() == pytest.approx(0.75, abs=0.02)
    spread = np.bincount(hour[side == 1], minlength=24) / (side == 1).sum()
    np.testing.assert_allclose(spread, 1 / 24, atol=0.015)
    side, hour, day = clock(0.3)
    assert set(hour[side == 0].tolist()) == {9, 10}
    assert set(day[side == 0].tolist()) == {0, 1, 2, 3, 4}
    # Where replies do not wait, initiative alone keeps the rhythm.
    side, hour, _ = clock(0.3, replies_wait=False)
    assert 0.4 < np.isin(hour[side == 0], [9, 10]).mean() < 0.7


def test_gaps_without_excitation_are_exponential_and_replies_come_at_their_pace() -> None:
    design = bare(days=4000, most_contacts=10_000)
    table = simulate_cohort(5, design=design, parameters=loyal(exchange=steady()), seed=1).table
    gaps = np.diff(table.time)[table.case[1:] == table.case[:-1]] / DAY * 0.5
    at = np.linspace(0, 4, 30)
    shares = np.searchsorted(np.sort(gaps), at) / len(gaps)
    assert np.abs(shares + np.expm1(-at)).max() < 1.63 / np.sqrt(len(gaps))  # p = .01

    forth = loyal(exchange=steady((0.05, 0.05), [[0, 0.5], [0.5, 0]]))
    design = bare(days=100, channels=[CHANNELS["email"]])
    table = simulate_cohort(300, design=design, parameters=forth, seed=2).table
    answers = np.flatnonzero(table.reply_to >= 0)
    wait = (table.time[answers] - table.time[table.reply_row[answers]]) / DAY
    assert len(answers) / len(table) == pytest.approx(0.5, abs=0.03)
    assert wait.mean() == pytest.approx(0.25, abs=0.02)


def test_a_fit_of_response_gives_the_exchange_back() -> None:
    """Ten weeks of 100 cases, within about 5 standard errors."""
    hawkes = HawkesParameters(mu=[0.1, 0.15], alpha=ALPHA, beta=4.0)
    design = bare(days=70)
    people = loyal(exchange=ExchangeParameters(hawkes=hawkes, replies_wait=False))
    cohort = simulate_cohort(100, design=design, parameters=people, seed=5)
    window = (design.start, design.start + timedelta(days=70))
    found = response(Ecosystem(cohort), window=window, rhythm=WAKING)
    np.testing.assert_allclose(found.mu, hawkes.mu, atol=0.025)
    np.testing.assert_allclose(found.alpha, hawkes.alpha, atol=0.09)
    np.testing.assert_allclose(found.beta, 4.0, rtol=0.25)


CHOICE = ChoiceParameters(habit=0, reply_channel=0, inertia=0, fit=0, preference={})


def shares(choice: ChoiceParameters, **design: Any) -> tuple[Floats, Any]:
    cohort = simulate_cohort(
        200,
        design=bare(days=60, **design),
        parameters=loyal(choice=choice, exchange=steady()),
        seed=8,
    )
    wide = len(cohort.channels)
    return np.bincount(cohort.table.channel, minlength=wide) / len(cohort.table), cohort


def test_channels_are_chosen_by_their_weights() -> None:
    preferred = attrs.evolve(CHOICE, preference={"phone": 1.0, "email": -1.0})
    found, _ = shares(preferred)
    weights = np.exp([0, 1, 0, -1])
    np.testing.assert_allclose(found, weights / weights.sum(), atol=0.025)
    # Fit to the purpose, by the formula: payment needs 0.1.
    paying = [PurposePhase(until=1, contacts={"payment": 1})]
    found, cohort = shares(attrs.evolve(CHOICE, fit=3.0), phases=paying)
    sync = np.array([synchronicity(channel.capability) for channel in cohort.channels])
    weights = np.exp(3 * (1 - np.abs(sync - 0.1)))
    np.testing.assert_allclose(found, weights / weights.sum(), atol=0.025)


@pytest.mark.parametrize("name", ["habit", "reply_channel", "inertia", "recency"])
def test_each_weight_does_what_its_name_says(name: str) -> None:
    """Replayed contact by contact: the mean of what was chosen is what the logit expects."""
    weight = 0.8
    only: dict[str, Any] = {name: weight}
    _, cohort = shares(attrs.evolve(CHOICE, **only))
    table = cohort.table
    got, expected, spread = 0.0, 0.0, 0.0
    for low, high in zip(table.offsets[:120], table.offsets[1:121], strict=True):
        uses, last, used = np.zeros((2, 4)), [-1, -1], np.full((2, 4), -np.inf)
        for row in range(low, high):
            side, channel = table.sender[row], table.channel[row]
            of = {
                "habit": np.log1p(uses[side]),
                "reply_channel": np.arange(4) == last[1 - side],
                "inertia": np.arange(4) == last[side],
                "recency": np.exp2((used[side] - table.t[row]) / 7),
            }[name].astype(float)
            p = np.exp(weight * of) / np.exp(weight * of).sum()
            mean = float(p @ of)
            got, expected = got + of[channel], expected + mean
            spread += float(p @ of**2) - mean**2
            uses[side, channel] += 1
            last[side] = channel
            used[side, channel] = table.t[row]
    assert abs(got - expected) < 4 * np.sqrt(spread)
    assert got > 0


def test_a_fit_of_choice_gives_the_weights_back() -> None:
    """4000 choices, within about 5 standard errors."""
    cohort = simulate_cohort(200, design=bare(), parameters=loyal(), seed=3)
    found = channel_choice(Ecosystem(cohort), model=ChannelChoiceModel(reference="email"))
    truth = ChoiceParameters()
    (told,) = found.estimates
    for name, estimate in zip(told.names, told.estimate.tolist(), strict=True):
        feature, _, channel = name.partition(":")
        wanted = truth.preference.get(channel, 0.0) if channel else getattr(truth, feature)
        assert estimate == pytest.approx(wanted, abs=0.6 if name == "fit" else 0.35)


def test_only_channels_that_both_have_are_taken_and_calls_are_missed_as_often_as_said() -> None:
    cohort = simulate_cohort(
        100,
        design=bare(
            therapist=Actor(id="T", role="therapist", repertoire=["phone", "email"]),
            patient=Actor(id="P", role="patient", repertoire=["phone", "video_call"]),
        ),
        parameters=loyal(exchange=steady(), talk=TalkParameters(missed=0.3, broken=0.1)),
    )
    table = cohort.table
    assert {cohort.channels[c].id for c in np.unique(table.channel)} == {"phone"}
    attempt = table.content == tuple(ContentKind).index(ContentKind.ATTEMPT)
    assert attempt.mean() == pytest.approx(0.3, abs=0.03)
    assert (table.rupture >= 0).mean() == pytest.approx(0.07, abs=0.02)
    assert (np.isnan(table.duration) == attempt).all()


ALL = FormationModel(id="all", free=FREE)
FORMATION = FormationParameters(rate=0.6, exposure=0.3, content=0.6)


def test_agreement_follows_the_law_of_formation() -> None:
    """Share agreed after each contact against the curve, within 5 standard errors."""
    cohort = simulate_cohort(1500, parameters=loyal(formation=FORMATION), seed=12)
    eco = Ecosystem(cohort)
    curve = simulate_formation(eco, parameters=FORMATION).expected
    life = frame_lifecycle(eco)
    for n in (0, 1, 3, 8, 20):
        row = cohort.table.offsets[:-1] + n
        row = row[row < cohort.table.offsets[1:]]
        agreed = np.nan_to_num(life.agreed_at[cohort.table.case[row]], nan=np.inf) <= n
        p = curve[row]
        error = np.sqrt((p * (1 - p)).sum(axis=0)) / len(row)
        assert (np.abs(agreed.mean(axis=0) - p.mean(axis=0)) <= 5 * error).all()


def test_a_fit_gives_the_parameters_back() -> None:
    truth = FormationParameters(rate=0.5, exposure=0.2, content=0.6, primacy=1, primacy_contacts=6)
    cohort = simulate_cohort(200, parameters=loyal(formation=truth), seed=3)
    found = fit_formation(Ecosystem(cohort), model=ALL, starts=1).parameters
    assert found.exposure == pytest.approx(0.2, abs=0.12)
    assert found.content == pytest.approx(0.6, abs=0.12)
    assert found.rate == pytest.approx(0.5, abs=0.2)


def test_who_leaves_by_coverage_biases_no_fit() -> None:
    """Leaving looks back alone: the law of agreement is the same among those still there."""
    truth = FormationParameters(rate=0.5, exposure=0.2, content=0.6)
    leave = DropOutParameters(rate=0.08, coverage=3, breached=0)
    cohort = simulate_cohort(300, parameters=loyal(formation=truth, drop_out=leave), seed=3)
    found = fit_formation(Ecosystem(cohort), model=ALL, starts=1).parameters
    assert found.exposure == pytest.approx(0.2, abs=0.12)
    assert found.content == pytest.approx(0.6, abs=0.12)


def test_leaving_is_by_the_hazard_and_the_rest_is_silence() -> None:
    leave = DropOutParameters(rate=0.1, coverage=0, breached=0)
    design = CaseDesign(ratings=[RatingSchedule(first_day=1, every_days=8)])
    gone = simulate_cohort(600, design=design, parameters=loyal(drop_out=leave), seed=5)
    stay = simulate_cohort(600, design=design, parameters=loyal(), seed=5)
    lengths, whole = (np.diff(cohort.table.offsets) for cohort in (gone, stay))
    assert (lengths <= whole).all()
    survived = np.exp(-0.1 * np.array([1, 5, 10]))
    long = whole >= 11
    found = [(lengths[long] > k).mean() for k in (1, 5, 10)]
    np.testing.assert_allclose(found, survived, atol=0.08)
    for case, other in zip(gone[:40], stay[:40], strict=True):
        kept = len(case.interactions)
        assert list(case.interactions) == list(other.interactions[:kept])
        assert case.observed_until == other.observed_until
        if kept < len(other.interactions):
            last = case.interactions[-1].time
            assert all(rating.time <= last for rating in case.measures)  # type: ignore[operator]  # datetimes


def test_a_frame_that_is_agreed_holds_people() -> None:
    form = FormationParameters(rate=0.95, exposure=1)
    counts = [
        len(
            simulate_cohort(
                200,
                parameters=loyal(
                    formation=form, drop_out=DropOutParameters(rate=0.1, coverage=coverage)
                ),
                seed=1,
            ).table
        )
        for coverage in (0, 2)
    ]
    assert counts[1] > 1.5 * counts[0]


def test_breaches_come_at_their_rate_and_are_mended_after_their_wait() -> None:
    form = FormationParameters(rate=0.99, exposure=1)
    breach = BreachParameters(rate=0.05, repaired=1, days=10)
    design = bare(days=200, elements=[ELEMENTS["schedule"]], channels=[CHANNELS["email"]])
    people = loyal(exchange=steady((2, 2)), formation=form, breach=breach)
    cohort = simulate_cohort(60, design=design, parameters=people, seed=7)
    life = frame_lifecycle(Ecosystem(cohort))
    kinds = tuple(ActKind)
    broken = np.flatnonzero(life.kind == kinds.index(ActKind.BREACH))
    mended = np.flatnonzero(life.kind == kinds.index(ActKind.REPAIR))
    # Breach, repair, breach: each repair belongs to the breach before it.
    before = broken[np.searchsorted(broken, mended) - 1]
    wait = (cohort.table.time[life.row[mended]] - cohort.table.time[life.row[before]]) / DAY
    assert (wait > 0).all()
    assert wait.mean() == pytest.approx(10 + 0.25, rel=0.15)
    exposed = life.agreed_weight.sum() - len(mended)
    assert len(broken) / exposed == pytest.approx(0.05, rel=0.12)
    never = attrs.evolve(people, breach=attrs.evolve(breach, repaired=0))
    again = frame_lifecycle(Ecosystem(simulate_cohort(60, design=design, parameters=never, seed=7)))
    assert not (again.kind == kinds.index(ActKind.REPAIR)).any()


def test_ratings_follow_the_frame_with_bias_noise_and_inertia() -> None:
    rating = RatingParameters(
        level=0.4, coverage=0.3, breached=0, bias={"therapist": -0.1}, noise=0.05, inertia=0.6
    )
    design = CaseDesign(
        ratings=[RatingSchedule(low=0, high=100, first_day=7, every_days=7)], days=80
    )
    cohort = simulate_cohort(220, design=design, parameters=loyal(rating=rating), seed=2)
    eco = Ecosystem(cohort)
    observed = frame_lifecycle(eco).agreed_weight / len(cohort.elements)
    left: dict[str, list[list[float]]] = {"T": [], "P": []}
    for i, case in enumerate(cohort):
        low, high = cohort.table.offsets[i : i + 2]
        times = [row.time for row in case.interactions]
        for rater, bias in (("T", -0.1), ("P", 0.0)):
            series = []
            for measure in case.measures:
                if measure.rater == rater:
                    n = sum(time < measure.time for time in times)  # type: ignore[operator]  # datetimes
                    assert 0 < n <= high - low
                    series.append(measure.share - 0.4 - bias - 0.3 * observed[low + n - 1])
            left[rater].append(series)
    for many in left.values():
        full = np.array([series for series in many if len(series) == 11])
        assert len(full) > 150
        assert full.mean() == pytest.approx(0, abs=0.008)
        assert full.std() == pytest.approx(0.05, rel=0.06)
        assert np.corrcoef(full[:, :-1].ravel(), full[:, 1:].ravel())[0, 1] == pytest.approx(
            0.6, abs=0.06
        )


def test_some_propose_in_vain() -> None:
    cohort = simulate_cohort(100, parameters=loyal(formation=FormationParameters(rate=0.1)), seed=1)
    life = frame_lifecycle(Ecosystem(cohort))
    never: Bools = life.agreed_row < 0
    assert life.pending[never].mean() == pytest.approx(0.2, abs=0.04)
    assert not life.pending[~never].any()
