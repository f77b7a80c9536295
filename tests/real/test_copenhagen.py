"""Calls and messages of the Copenhagen Networks Study (Sapiezynski et al. 2019), through readers.

Its people stand in the roles of therapist and patient for the purpose of these tests.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.dynamics import (
    ALL_CHANNELS,
    HawkesSearch,
    Responses,
    Rhythm,
    hawkes_intervals,
    pseudo_response,
    response,
    responses,
    switching_ecology,
    time_rescaling,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.io import ColumnMapping, PairLog, read, read_mapping, read_pairs
from mediaeco.model import ContentKind, FindingKind

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
FOLDER = DATA / "03_copenhagen"
MAPPING = ROOT / "examples" / "copenhagen" / "mapping.toml"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the Copenhagen data are not beside the repository"
)

Pairs = set[frozenset[str]]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())["copenhagen"]
    return {**told, **told["R"]}


@pytest.fixture(scope="module")
def log() -> PairLog:
    return read_pairs(FOLDER, MAPPING)


@pytest.fixture(scope="module")
def calls() -> PairLog:
    return read_pairs(FOLDER / "calls.csv", read_mapping(MAPPING).tables[0])


@pytest.fixture(scope="module")
def messages() -> PairLog:
    return read_pairs(FOLDER / "sms.csv", read_mapping(MAPPING).tables[1])


@pytest.fixture(scope="module")
def friends() -> PairLog:
    mapping = ColumnMapping(
        columns={"sender": "user_a", "receivers": "user_b"},
        constants={"time": "0", "channel": "social_media"},
    )
    return read_pairs(FOLDER / "fb_friends.csv", mapping)


def pairs(log: PairLog) -> Pairs:
    return {frozenset(people) for people in log.people}


def people(log: PairLog) -> set[str]:
    return {person for pair in log.people for person in pair}


def test_calls(calls: PairLog, expected: dict[str, Any]) -> None:
    table = calls.cohort.table
    attempt = table.content == list(ContentKind).index(ContentKind.ATTEMPT)
    assert len(table) == expected["calls"]
    assert len(people(calls)) == expected["call_users"]
    assert len(calls.cohort) == expected["pairs_calls"]
    assert attempt.sum() == expected["missed"]
    assert np.isnan(table.duration[attempt]).all()
    assert (table.duration[~attempt] >= 0).all()


def test_messages(messages: PairLog, expected: dict[str, Any]) -> None:
    assert len(messages.cohort.table) == expected["sms"]
    assert len(people(messages)) == expected["sms_users"]
    assert len(messages.cohort) == expected["pairs_sms"]


def test_friends(friends: PairLog, expected: dict[str, Any]) -> None:
    (alone,) = friends.findings
    assert alone.kind is FindingKind.SKIPPED
    assert alone.text.startswith(f"{expected['self_loops']} of {expected['fb_edges']} rows")
    assert len(friends.cohort) == expected["fb_edges"] - expected["self_loops"]


def test_channels_overlap(
    calls: PairLog, messages: PairLog, friends: PairLog, expected: dict[str, Any]
) -> None:
    called, wrote, befriended = pairs(calls), pairs(messages), pairs(friends)
    assert len(called & wrote) == expected["calls_and_sms"]
    assert len(called & befriended) == expected["calls_and_fb"]
    assert len(wrote & befriended) == expected["sms_and_fb"]
    assert len(called & wrote & befriended) == expected["all_three"]


def test_all_pairs_at_once(log: PairLog, expected: dict[str, Any]) -> None:
    table = log.cohort.table
    both = expected["pairs_calls"] + expected["pairs_sms"] - expected["calls_and_sms"]
    assert len(log.cohort) == both
    assert len(table) == expected["calls"] + expected["sms"]
    assert log.findings == ()
    contacts = np.diff(table.offsets)
    assert (np.diff(contacts) <= 0).all()
    assert (table.sender[table.starts] == 1).all()  # whoever made first contact is the patient
    assert 0 <= table.time.min() < table.time.max() < expected["days"] * 86_400 * 1_000_000


def test_the_twenty_busiest_pairs_become_cases(log: PairLog, expected: dict[str, Any]) -> None:
    total = expected["calls"] + expected["sms"]
    for k, (therapist, patient) in enumerate(log.people[:20]):
        case = read(FOLDER, MAPPING, roles={"therapist": therapist, "patient": patient})
        assert case.table.equals(log.cohort[k].table)
        assert [actor.id for actor in case.actors] == ["T", "P"]
        assert {row.channel for row in case.interactions} <= {"phone", "sms"}
        missed = [row for row in case.interactions if row.content is ContentKind.ATTEMPT]
        assert all(row.duration is None and row.channel == "phone" for row in missed)
        # What belongs to other pairs is left out, counted, and said.
        left_out = sum(
            int(note.text.split()[0]) for note in case.notes if note.kind is FindingKind.SKIPPED
        )
        assert len(case.interactions) + left_out == total


WINDOW = (0.0, 28 * 86_400.0)


@pytest.fixture(scope="module")
def answers(log: PairLog) -> Responses:
    return responses(Ecosystem(log.cohort), window=WINDOW)


def test_pairs_answer_one_another_over_either_channel(
    answers: Responses, expected: dict[str, Any]
) -> None:
    """Two channels of the same pairs; four weeks, so that most of a pair's time is silence."""
    assert answers.channels == ("phone", "sms", ALL_CHANNELS)
    counts = [int(fit.record.counts.sum()) for fit in answers.fits]
    assert counts == [expected["calls"], expected["sms"], expected["calls"] + expected["sms"]]
    for fit in answers.fits:
        assert fit.converged
        assert fit.warnings == ()
        assert fit.stationary
        assert fit.log_likelihood > fit.without + 1000
        # Both sides answer, and neither waits for the other alone.
        assert (fit.alpha > 0.1).all()
    calls, texts, every = answers.fits
    np.testing.assert_allclose([f.radius for f in answers.fits], [0.438, 0.803, 0.778], atol=5e-3)
    # A text is answered by the other sooner and more readily than a call is called back.
    assert texts.latency_hours[0] < calls.latency_hours[0] < 0.5
    assert texts.alpha[0, 1] > 3 * calls.alpha[0, 1]
    assert every.condition < 100


def test_pooled_pairs_are_not_alike_and_the_misfit_is_shown(answers: Responses) -> None:
    """All pairs with one rate each are refused; errors over pairs are wider than they say."""
    fit = answers.of(ALL_CHANNELS)
    misfit = time_rescaling(fit)
    assert misfit.p[-1] < 1e-6
    assert 0.05 < misfit.statistic[-1] < 0.15
    over_pairs = hawkes_intervals(fit, draws=8)
    assert (over_pairs.error[:6] > 1.5 * fit.to_frame()["error"][:6]).all()


def test_one_pair_with_its_days_is_explained_much_better(log: PairLog, answers: Responses) -> None:
    """Third of the busiest pairs; the rhythm is that of all pairs."""
    table = log.cohort.table
    seconds = table.time // 1_000_000
    hours = np.bincount(seconds // 3600 % 24, minlength=24)
    pair = Ecosystem(log.cohort[2])
    plain = response(pair, window=WINDOW)
    told = response(pair, window=WINDOW, rhythm=Rhythm(hours=hours))
    assert told.stationary
    assert told.aic < plain.aic
    every = time_rescaling(answers.of(ALL_CHANNELS))
    assert time_rescaling(told).statistic[-1] < 0.6 * every.statistic[-1]


def test_answers_go_where_one_side_is_moved_by_weeks(answers: Responses) -> None:
    """Rhythm, bursts and differences between pairs stay, and nobody answers anybody."""
    found = pseudo_response(answers.of(ALL_CHANNELS), draws=2).to_frame()
    response_ = found["parameter"] == "responsiveness"
    assert (found["high"][response_] < 0.05).all()
    assert (found["estimate"][response_] > 0.5).all()
    # Bursts are still there, and the radius with them.
    np.testing.assert_allclose(
        found["pseudo"][found["parameter"] == "spectral radius"], 0.71, atol=0.02
    )


def test_pairs_that_differ_are_excitation_over_days_to_one_rate(answers: Responses) -> None:
    """Where no contact calls forth another, but each pair has its own number of them."""
    found = pseudo_response(answers.of(ALL_CHANNELS), by="moments", draws=2, seed=1).to_frame()
    assert found["low"][found["parameter"] == "spectral radius"][0] > 0.9
    assert (found["low"][found["parameter"] == "latency"] > 1).all()  # days


def test_an_initiative_for_each_pair_takes_their_differences_away(log: PairLog) -> None:
    """Its radius is near that of pairs one by one, and 0 where moments are scattered."""
    found = response(Ecosystem(log.cohort), window=WINDOW, search=HawkesSearch(initiative="case"))
    assert found.radius == pytest.approx(0.72, abs=0.01)  # 0.70 along a rhythm
    assert time_rescaling(found).statistic[-1] < 0.06
    gone = pseudo_response(found, by="moments", draws=1).to_frame()
    assert gone["pseudo"][gone["parameter"] == "spectral radius"][0] < 0.02


def test_a_channel_pulls_itself_more_than_the_other(log: PairLog) -> None:
    found = switching_ecology(Ecosystem(log.cohort), window=WINDOW)
    assert found.kinds == ("phone", "sms")
    assert found.stationary
    assert (np.diag(found.alpha) > 3 * found.alpha[[0, 1], [1, 0]]).all()
    # A call brings a text more readily than a text brings a call.
    assert found.alpha[1, 0] > 3 * found.alpha[0, 1]
