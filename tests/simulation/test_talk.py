"""What becomes of simulated contacts: sessions, calls, purposes, and who proposes."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest

from mediaeco.analysis import frame_lifecycle
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.dynamics import HawkesParameters, Rhythm
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationParameters
from mediaeco.kernels.array import Bools, Floats
from mediaeco.model import ActKind, Cohort, ContentKind
from mediaeco.simulation import (
    BehaviourParameters,
    BreachParameters,
    CaseDesign,
    DropOutParameters,
    ExchangeParameters,
    NegotiationParameters,
    PurposePhase,
    RatingParameters,
    RatingSchedule,
    SessionRoutine,
    TalkParameters,
    simulate_cohort,
)

ATTEMPT = tuple(ContentKind).index(ContentKind.ATTEMPT)
PROPOSE, ACCEPT = (tuple(ActKind).index(kind) for kind in (ActKind.PROPOSE, ActKind.ACCEPT))
MICROS = 1e6


def drawn(
    n: int, *, mu: float = 0.0, alpha: float = 0.0, design: Any = None, **people: Any
) -> Cohort:
    """Cases without rhythm in which nobody leaves and nothing is broken."""
    hawkes = HawkesParameters(mu=[mu, mu], alpha=np.full((2, 2), alpha), beta=50.0)
    given: dict[str, Any] = {
        "exchange": ExchangeParameters(hawkes=hawkes, therapist=Rhythm(), patient=Rhythm()),
        "breach": BreachParameters(rate=0),
        "drop_out": DropOutParameters(rate=0),
    }
    plan: dict[str, Any] = {"first_contact": None, "ratings": ()}
    return simulate_cohort(
        n,
        design=CaseDesign(**(plan | (design or {}))),
        parameters=BehaviourParameters(**(given | people)),
        seed=9,
    )


def arranged(cohort: Cohort) -> Bools:
    """Contacts that took as long as a session does."""
    long: Bools = np.nan_to_num(cohort.table.duration) > 3600
    return long


def test_what_a_session_calls_forth_comes_after_its_end() -> None:
    routine = SessionRoutine(minutes=180, jitter_minutes=0)
    calm = TalkParameters(missed_sessions=0, missed=1)
    table = drawn(80, alpha=0.4, design={"routine": routine}, talk=calm).table
    session = np.flatnonzero(np.nan_to_num(table.duration) > 3600)
    assert len(session) > 500
    after = session[session + 1 < len(table)] + 1
    after = after[table.case[after] == table.case[after - 1]]
    wait = (table.time[after] - table.time[after - 1]) / MICROS
    assert (wait > 180 * 60 - 1).all()
    assert (wait < 180 * 60 + 3600).mean() > 0.3


def test_sessions_begin_about_their_hour_and_last_about_their_time() -> None:
    routine = SessionRoutine(jitter_minutes=10, minutes=90)
    cohort = drawn(150, design={"routine": routine}, talk=TalkParameters(missed_sessions=0.2))
    table = cohort.table
    minute = table.time / MICROS / 60 % 60
    off = np.minimum(minute, 60 - minute)
    assert np.sqrt((off**2).mean()) == pytest.approx(10, rel=0.1)
    assert np.nanmedian(table.duration) == pytest.approx(90 * 60, rel=0.02)
    assert (table.content == ATTEMPT).mean() == pytest.approx(0.2, abs=0.03)


def test_calls_out_of_turn_last_as_long_as_said() -> None:
    design = {"routine": None, "channels": [CHANNELS["phone"]]}
    table = drawn(400, mu=0.2, design=design, talk=TalkParameters(minutes=20)).table
    assert np.nanmedian(table.duration) == pytest.approx(20 * 60, rel=0.05)


@pytest.mark.parametrize("who", ["therapist", "patient"])
def test_the_first_contact_is_made_by_whom_the_design_says(who: str) -> None:
    table = drawn(50, design={"routine": None, "first_contact": who}).table
    assert len(table) == 50
    assert (table.sender == ["therapist", "patient"].index(who)).all()
    days = (table.time - table.time.min()) / MICROS / 86400
    assert 0.8 < days.max() <= 1


def test_answers_are_for_what_was_asked_and_sessions_for_what_sessions_are_for() -> None:
    phases = [
        PurposePhase(
            until=1,
            contacts=dict.fromkeys(("scheduling", "homework", "sharing", "payment"), 1),
            sessions={"exploration": 1},
        )
    ]
    design = {"phases": phases, "routine": SessionRoutine(minutes=90, closing="")}
    talk = TalkParameters(kept=1, missed_sessions=0)
    cohort = drawn(100, mu=0.1, alpha=0.4, design=design, talk=talk)
    table, name = cohort.table, np.array([purpose.id for purpose in cohort.purposes])
    purpose, session = name[table.purposes.values], arranged(cohort)
    assert (purpose[session] == "exploration").all()
    assert not (purpose[~session] == "exploration").any()
    answers = np.flatnonzero(table.reply_to >= 0)
    assert len(answers) > 300
    assert (purpose[answers] == purpose[table.reply_row[answers]]).all()


def acts_of(cohort: Cohort) -> tuple[Any, ...]:
    """Agreements: row and actor of proposal and acceptance, in one order."""
    life = frame_lifecycle(Ecosystem(cohort))
    key = life.case * 99 + life.element
    kinds = [np.flatnonzero(life.kind == kind) for kind in (PROPOSE, ACCEPT)]
    propose, accept = (at[np.argsort(key[at])] for at in kinds)
    assert (key[propose] == key[accept]).all()
    return life.row[propose], life.actor[propose], life.row[accept], life.actor[accept]


def test_messages_accept_what_the_other_side_proposed_before() -> None:
    design = {"routine": None, "channels": [CHANNELS["email"]]}
    eager = FormationParameters(rate=0.5, exposure=1)
    cohort = drawn(
        150,
        mu=0.3,
        design=design,
        formation=eager,
        negotiation=NegotiationParameters(unanswered=0),
    )
    asked, proposer, answered, accepter = acts_of(cohort)
    sender = cohort.table.sender
    apart = asked < answered
    assert apart.mean() > 0.6
    assert (sender[asked] == proposer).all()
    assert (sender[answered[apart]] == accepter[apart]).all()
    assert (proposer != accepter).all()
    # Only where the other side has said nothing yet does one contact tell of both acts.
    for row in answered[~apart]:
        before = slice(cohort.table.offsets[cohort.table.case[row]], row)
        assert (sender[before] == sender[row]).all()


def test_in_talk_the_therapist_proposes_as_often_as_said_and_missed_calls_agree_nothing() -> None:
    design = {"routine": None, "channels": [CHANNELS["phone"]]}
    cohort = drawn(
        200,
        mu=0.3,
        design=design,
        formation=FormationParameters(rate=0.5, exposure=1),
        negotiation=NegotiationParameters(therapist_proposes=0.9),
        talk=TalkParameters(missed=0.5),
    )
    life = frame_lifecycle(Ecosystem(cohort))
    assert not (cohort.table.content[life.row] == ATTEMPT).any()
    agreed = life.after > life.before
    proposer = 1 - life.actor[agreed]
    assert (proposer == 0).mean() == pytest.approx(0.9, abs=0.03)


def test_nobody_proposes_in_a_call_that_was_missed() -> None:
    channels = [CHANNELS["phone"], CHANNELS["email"]]
    cohort = drawn(
        150,
        mu=0.3,
        design={"routine": None, "channels": channels},
        formation=FormationParameters(rate=0.4, exposure=1),
        talk=TalkParameters(missed=0.8),
    )
    life = frame_lifecycle(Ecosystem(cohort))
    assert len(life.row) > 1000
    assert not (cohort.table.content[life.row] == ATTEMPT).any()


def test_ratings_and_leaving_know_of_breaches_and_of_weights() -> None:
    elements = [attrs.evolve(ELEMENTS["schedule"], weight=3), ELEMENTS["fee"]]
    design = {
        "elements": elements,
        "routine": None,
        "ratings": [RatingSchedule(low=0, high=1, raters=["patient"], first_day=5, every_days=5)],
    }
    people: dict[str, Any] = {
        "formation": FormationParameters(rate=0.5, exposure=1),
        "breach": BreachParameters(rate=0.05, repaired=0.5, days=10),
        "rating": RatingParameters(level=0.5, coverage=0.4, breached=0.5, noise=0),
    }
    cohort = drawn(40, mu=0.3, design=design, **people)
    life = frame_lifecycle(Ecosystem(cohort))
    shares: Floats = 0.5 + 0.4 * life.agreed_weight / 4 - 0.5 * life.breached_weight / 4
    seen = 0
    for i, case in enumerate(cohort):
        times = [row.time for row in case.interactions]
        for rating in case.measures:
            row = cohort.table.offsets[i] + sum(time < rating.time for time in times) - 1  # type: ignore[operator]  # datetimes
            assert rating.value == pytest.approx(max(shares[row], 0), abs=0.006)
            seen += life.breached_weight[row] > 0
    assert seen > 100
    lengths = []
    for breached in (0, 6):
        leave = DropOutParameters(rate=0.01, coverage=0, breached=breached)
        lengths.append(
            len(drawn(40, mu=0.3, design=design, **(people | {"drop_out": leave})).table)
        )
    assert lengths[1] < 0.7 * lengths[0]
