"""Counselling by chat that clients rated session by session: KokoroChat (Qi et al. 2025).

Trained counsellors play both parts, so that nothing here says how therapy goes. People are told
apart by numbers given here; what they wrote is never read.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from attrs import frozen

from mediaeco.analysis import contexts
from mediaeco.catalog import CHANNELS
from mediaeco.dynamics import response, time_rescaling
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats
from mediaeco.model import Actor, Case, Clock, Cohort, Measure, dyadic_table
from mediaeco.model.clock import micros_of
from mediaeco.relation import (
    Alliance,
    ScoringKey,
    Subscale,
    alliance,
    meta_communication,
    perspective_gap,
    punctuation,
    relation_layers,
    relational_control,
    score,
    unanswered,
)

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "01_kokorochat_sample"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the KokoroChat data are not beside the repository"
)

SESSIONS, DYADS, AGAIN, FOUR_TIMES = 428, 131, 78, 75
FLAGGED = 37

FEEDBACK = ScoringKey(
    instrument="client feedback",
    items=20,
    low=0,
    high=5,
    subscales=[Subscale("all", range(1, 21))],
)
"""Twenty ratings from 0 to 5, all added up."""


@frozen(eq=False)
class Session:
    """One session, without a word of it."""

    dyad: tuple[int, int]
    times: list[int]
    senders: list[int]
    ended_at: datetime
    told: float
    items: list[float]
    flagged: bool


@pytest.fixture(scope="module")
def sessions() -> list[Session]:
    found = [_session(path) for path in sorted((FOLDER / "kokorochat_dialogues").glob("*.json"))]
    return sorted(found, key=lambda session: session.times[0])


def _session(path: Path) -> Session:
    record = json.loads(path.read_text(encoding="utf-8"))
    review = record["review_by_client_en"]
    fields = list(review.values())
    lines = record["dialogue"]
    return Session(
        dyad=(review["counselor_id"], review["client_id"]),
        times=[micros_of(datetime.fromisoformat(line["time"])) for line in lines],
        senders=[int(line["role"] == "client") for line in lines],
        ended_at=datetime.fromisoformat(lines[-1]["time"]),
        told=review["score"],
        items=fields[5:25],
        flagged=any(fields[25:]),
    )


@pytest.fixture(scope="module")
def cohort(sessions: list[Session]) -> Cohort:
    """A case for each dyad, in the order in which they first met."""
    dyads: dict[tuple[int, int], list[Session]] = {}
    for session in sessions:
        dyads.setdefault(session.dyad, []).append(session)
    return Cohort(_case(f"dyad-{k}", met) for k, met in enumerate(dyads.values()))


def _case(name: str, met: list[Session]) -> Case:
    time = np.concatenate([session.times for session in met])
    return Case(
        id=name,
        actors=[Actor(id="counsellor", role="therapist"), Actor(id="client", role="patient")],
        channels=CHANNELS.pick("instant_messaging"),
        interactions=dyadic_table(
            case=np.zeros(len(time), dtype=np.int64),
            time=time,
            sender=np.concatenate([session.senders for session in met]),
            channel=np.zeros(len(time), dtype=np.int64),
        ),
        measures=[
            Measure(
                instrument="client feedback",
                rater="client",
                # Some wrote their rating only after the session that followed.
                time=session.ended_at,
                value=session.told,
                low=0,
                high=100,
            )
            for session in met
        ],
        clock=Clock.LOCAL,
    )


@pytest.fixture(scope="module")
def eco(cohort: Cohort) -> Ecosystem:
    return Ecosystem(cohort)


@pytest.fixture(scope="module")
def rated(eco: Ecosystem) -> Alliance:
    return alliance(eco)


def test_dyads_that_meet_again(sessions: list[Session], eco: Ecosystem, rated: Alliance) -> None:
    assert len(sessions) == SESSIONS
    assert len(eco.cases) == DYADS
    assert len(eco.table) == sum(len(session.times) for session in sessions)
    assert len(rated) == DYADS
    assert rated.count.sum() == SESSIONS
    assert (rated.count > 1).sum() == AGAIN
    assert (rated.count >= 4).sum() == FOUR_TIMES
    assert set(rated.role.tolist()) == {"patient"}


def test_a_score_is_the_sum_of_its_items_but_in_flagged_sessions(sessions: list[Session]) -> None:
    """The trap: a flag for a breach of ethics or a client who left lowers the score told."""
    scored: Floats = score([session.items for session in sessions], key=FEEDBACK).of("total")
    told = np.array([session.told for session in sessions])
    flagged: Bools = np.array([session.flagged for session in sessions])
    assert flagged.sum() == FLAGGED
    np.testing.assert_array_equal(scored != told, flagged)
    assert (told[flagged] < scored[flagged]).all()


def test_later_sessions_are_rated_lower(rated: Alliance) -> None:
    """Who expects an alliance to grow will find none here: the mean falls."""
    values, occasion = rated.ratings.value, rated.occasion
    assert values[occasion > 0].mean() < values[occasion == 0].mean()
    again = rated.count > 1
    assert rated.last[again].mean() < rated.first[again].mean()
    assert np.isnan(rated.trend[~again]).all()
    assert rated.trend[again].mean() < 0
    # Within dyads, each about its own mean: half a point of a hundred from session to session.
    own = values - rated.mean[rated.of]
    steps = occasion - (rated.count[rated.of] - 1) / 2
    assert (steps * own).sum() / (steps**2).sum() == pytest.approx(-0.51, abs=0.005)


def test_a_rating_follows_its_session(
    sessions: list[Session], eco: Ecosystem, rated: Alliance
) -> None:
    lengths = {session.times[-1]: len(session.times) for session in sessions}
    since = np.diff(rated.ratings.n, prepend=-1)
    since[rated.occasion == 0] = rated.ratings.n[rated.occasion == 0] + 1
    told = [lengths[micros] for micros in rated.ratings.micros.tolist()]
    assert since.tolist() == told
    # Silence finds sessions without any mark, but for a few that began soon after another.
    found = contexts(eco, gap_hours=2)
    assert SESSIONS - 10 < len(found.case) <= SESSIONS


def test_one_side_alone_shows_no_gap(eco: Ecosystem) -> None:
    gap = perspective_gap(eco)
    assert len(gap) == 0
    assert gap.unmatched.tolist() == [0, SESSIONS]
    layers = relation_layers(eco)
    assert layers.rated.sum(axis=0).tolist() == [DYADS, 0, 0]


def test_what_nobody_coded_is_not_known(eco: Ecosystem) -> None:
    control = relational_control(eco)
    assert (control.coded == 0).all()
    assert np.isnan(control.dominance).all()
    assert (meta_communication(eco).share == 0).all()
    assert (meta_communication(eco).coded == 0).all()


def test_silence_and_punctuation_over_many_dyads(eco: Ecosystem) -> None:
    left = unanswered(eco)
    assert set(left.status.tolist()) <= {0, 1, 2, 3}
    # A limit at nine tenths of a pair's own latencies leaves about a tenth beyond it.
    assert 0.02 < left.unanswered.mean() < 0.12
    report = punctuation(eco)
    changed = dict(zip(report.measures, report.changes.sum(axis=1).tolist(), strict=True))
    assert changed["contexts"] > 0
    assert changed["alternation"] == changed["contact_balance"] == 0


def test_who_answers_whom_within_sessions(sessions: list[Session]) -> None:
    """The client answers more readily; the counsellor, who takes turns too, has more initiative."""
    every = Cohort(_case(f"session-{k}", [session]) for k, session in enumerate(sessions))
    found = response(Ecosystem(every))
    assert found.converged
    assert found.stationary
    assert found.radius == pytest.approx(0.576, abs=0.005)
    assert found.alpha[1, 0] > found.alpha[0, 1] > 0.3
    assert found.mu[0] > 3 * found.mu[1]
    assert found.latency_hours[0] * 60 == pytest.approx(1.94, abs=0.05)
    # Who has written waits for the other: nothing of one's own calls forth more of it.
    assert np.diag(found.alpha).tolist() == [0, 0]
    assert any("Estimated as 0" in warning for warning in found.warnings)
    # Turns that take as long as typing are no exponential latency, and that is shown.
    misfit = time_rescaling(found)
    assert misfit.statistic[-1] > 0.1
    assert misfit.p[-1] < 1e-6


def test_sessions_weeks_apart_seem_to_multiply_and_it_is_told(eco: Ecosystem) -> None:
    """Ninety lines an hour and weeks of silence: to one latency that is contacts without end."""
    found = response(eco)
    assert found.radius > 1
    assert not found.stationary
    assert any("multiply without end" in warning for warning in found.warnings)
