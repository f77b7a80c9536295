"""Response between the two, and between channels: cases as a record of events."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.analysis.thread import dyadic
from mediaeco.catalog import CHANNELS
from mediaeco.dynamics import (
    ALL_CHANNELS,
    HawkesEvents,
    HawkesParameters,
    HawkesSearch,
    Rhythm,
    fit_hawkes,
    response,
    responses,
    simulate_hawkes,
    switching_ecology,
    time_rescaling,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.kernels.array import Ints
from mediaeco.model import Actor, Case, Clock, Cohort, dyadic_table
from mediaeco.testing import cohorts, relabel_channels, shift_time, swap_roles

DAY = 86_400_000_000
START = datetime(2024, 3, 4)
DYAD = HawkesParameters(mu=[0.4, 0.8], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=4.0)
PAIR = ("email", "sms")


def case(k: int, drawn: HawkesEvents, channel: Ints | None = None) -> Case:
    """Kinds of the events as sides, at days since the start."""
    begin = (START - datetime(1970, 1, 1)) // timedelta(microseconds=1)
    return Case(
        id=f"case-{k}",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick(*PAIR),
        interactions=dyadic_table(
            case=np.zeros(len(drawn), dtype=np.int64),
            time=begin + (drawn.time * DAY).astype(np.int64),
            sender=drawn.kind if channel is None else np.arange(len(drawn)) % 2,
            channel=np.zeros(len(drawn), dtype=np.int64) if channel is None else channel,
        ),
        clock=Clock.LOCAL,
    )


def events(seed: int, cases: int = 8) -> list[HawkesEvents]:
    return [simulate_hawkes(DYAD, until=60, seed=100 * seed + k) for k in range(cases)]


def test_contacts_of_an_ecosystem_are_fitted_as_events_in_days() -> None:
    drawn = events(1)
    eco = Ecosystem(Cohort(case(k, part) for k, part in enumerate(drawn)))
    window = (START, START + timedelta(days=60))
    found, expected = response(eco, window=window), fit_hawkes(drawn)
    np.testing.assert_allclose(found.alpha, expected.alpha, rtol=1e-3)
    np.testing.assert_allclose(found.mu, expected.mu, rtol=1e-3)
    assert found.kinds == ("therapist", "patient")
    np.testing.assert_allclose(found.latency_hours, 24 / expected.beta, rtol=1e-3)
    assert np.isnan(expected.latency_hours).all()
    assert found.record.exposure.sum() == pytest.approx(8 * 60)
    # From contact to contact much the same, the first one given.
    own = response(eco)
    assert own.record.counts.sum() == len(eco.table) - 8
    np.testing.assert_allclose(own.alpha, expected.alpha, atol=0.06)


def test_which_channel_pulls_which() -> None:
    """Kinds as channels, sides in turn."""
    drawn = events(2)
    eco = Ecosystem(Cohort(case(k, part, part.kind) for k, part in enumerate(drawn)))
    window = (START, START + timedelta(days=60))
    found, expected = switching_ecology(eco, window=window), fit_hawkes(drawn)
    assert found.kinds == PAIR
    np.testing.assert_allclose(found.alpha, expected.alpha, rtol=1e-3)
    both = switching_ecology(eco, by="side and channel", window=window)
    assert both.kinds == ("therapist, email", "therapist, sms", "patient, email", "patient, sms")
    assert both.alpha.shape == (4, 4)
    table = eco.table
    sides = [[((table.sender == s) & (table.channel == c)).sum() for c in (0, 1)] for s in (0, 1)]
    assert both.record.counts.tolist() == np.ravel(sides).tolist()


def test_channel_by_channel_and_all_together() -> None:
    drawn = events(3)
    eco = Ecosystem(Cohort(case(k, part, 1 - part.kind) for k, part in enumerate(drawn)))
    found = responses(eco)
    assert found.channels == (*PAIR, ALL_CHANNELS)
    for channel in PAIR:
        alone = response(eco, channel=channel)
        np.testing.assert_array_equal(found.of(channel).alpha, alone.alpha)
        assert alone.record.exposure.sum() == found.of(ALL_CHANNELS).record.exposure.sum()
    counts = [fit.record.counts.sum() for fit in found.fits]
    assert counts[0] + counts[1] == counts[2]
    assert found.to_frame().rows == 3 * 8
    assert found.summary()["channel"].tolist() == list(found.channels)
    with pytest.raises(UnknownTermError):
        found.of("fax")


@given(cohorts(max_cases=3))
@settings(max_examples=15)
def test_any_record_is_fitted_or_said_to_tell_nothing(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    for found in (response(eco), switching_ecology(eco)):
        known = ~np.isnan(found.mu)
        assert known.all() or found.warnings
        assert (found.mu[known] >= 0).all()
        assert not (found.alpha < 0).any()
        assert found.summary().rows == 1


@given(st.integers(0, 1), st.sampled_from([1.0, 86_400.0, 1e7]))
@settings(max_examples=4)
def test_what_stays_as_it_is(seed: int, seconds: float) -> None:
    one = read_example(("broken-frame", "first-contact")[seed])
    found = response(Ecosystem(one))
    later = response(Ecosystem(shift_time(one, seconds=seconds)))
    np.testing.assert_allclose(later.alpha, found.alpha, atol=1e-6)
    np.testing.assert_allclose(later.mu, found.mu, rtol=1e-5)
    swapped = response(Ecosystem(swap_roles(one)))
    np.testing.assert_allclose(swapped.alpha, found.alpha[::-1, ::-1], atol=1e-5)
    np.testing.assert_allclose(swapped.mu, found.mu[::-1], rtol=1e-4)
    names = {c.id: f"{c.id}-2" for c in Ecosystem(one).channels}
    pulled = switching_ecology(Ecosystem(one))
    renamed = switching_ecology(Ecosystem(relabel_channels(one, names)))
    assert renamed.kinds == tuple(names[kind] for kind in pulled.kinds)
    np.testing.assert_array_equal(renamed.alpha, pulled.alpha)


def test_contacts_with_others_change_nothing() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    between = dyadic(eco.table)
    found = response(eco)
    assert found.record.counts.sum() == between.sum() - 1
    np.testing.assert_array_equal(found.alpha, response(eco.select(between)).alpha)


def test_a_rhythm_explains_what_looks_like_response() -> None:
    """Initiative within working hours alone, no response at all."""
    rhythm = Rhythm(hours=[0] * 9 + [1] * 6 + [0] * 9)
    random = np.random.default_rng(3)
    drawn = []
    for k in range(6):
        time = np.sort(np.floor(random.uniform(0, 60, 150)) + random.uniform(9, 15, 150) / 24)
        kind = random.integers(0, 2, 150)
        drawn.append(case(k, HawkesEvents(
            parameters=DYAD, until=60.0, time=time, kind=kind, parent=np.full(150, -1)
        )))  # fmt: skip
    eco = Ecosystem(Cohort(drawn))
    window = (START, START + timedelta(days=60))
    plain, told = response(eco, window=window), response(eco, window=window, rhythm=rhythm)
    assert plain.radius > 0.4
    assert told.radius < 0.3
    assert told.aic < plain.aic - 200
    np.testing.assert_allclose(told.record.exposure, 60)
    # Contacts within the hours that have weight are as even as the rhythm says.
    assert told.without > plain.without + 200
    assert told.without <= told.log_likelihood
    rescaled = time_rescaling(told)
    assert rescaled.mean[-1] == pytest.approx(1, abs=0.02)
    assert rescaled.statistic[-1] < 0.5 * time_rescaling(plain).statistic[-1]
    even = response(eco, window=window, rhythm=Rhythm())
    np.testing.assert_allclose(even.alpha, plain.alpha, rtol=1e-4)


def test_a_rhythm_goes_by_the_clock_on_the_wall() -> None:
    one = read_example("broken-frame")
    eco = Ecosystem(one)
    assert eco.table.utc_offset.any()
    rhythm = Rhythm(hours=range(24))
    found = response(eco, rhythm=rhythm).record
    hours = [row.time.hour for row in one.interactions]  # type: ignore[union-attr]  # it has dates
    between = np.array(hours)[dyadic(eco.table)]
    assert found.baseline is not None
    np.testing.assert_allclose(found.baseline, between / 11.5)
    assert found.elapsed is not None
    assert found.elapsed[0] == 0
    np.testing.assert_allclose(found.elapsed[-1], found.exposure[0])
    # As many days as hours are told by, but for what is left of the first and the last.
    np.testing.assert_allclose(found.exposure, found.until, atol=1)


def test_one_latency_each() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    found = response(eco, search=HawkesSearch(fading="own"))
    assert found.beta[0] != found.beta[1]
    assert found.log_likelihood >= response(eco).log_likelihood - 1e-6


def test_what_is_asked_wrongly_is_told() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    with pytest.raises(UnknownTermError):
        response(eco, channel="fax")
    with pytest.raises(UnknownTermError):
        switching_ecology(eco, by="side")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InvalidCaseError, match="window"):
        response(eco, window=(START, START))


def test_nothing_was_written() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    empty = eco.select(np.zeros(len(eco.table), dtype=bool))
    assert np.isnan(response(empty).mu).all()
    assert switching_ecology(empty).kinds == ()
    assert responses(empty).channels == (ALL_CHANNELS,)
