"""A story that everybody can check by hand."""

from datetime import UTC, datetime

import pytest

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    Actor,
    Case,
    FrameAct,
    FrameElement,
    Interaction,
    Measure,
    PriorUse,
    Purpose,
)


def at(day: int, hour: int) -> datetime:
    return datetime(2024, 3, day, hour, tzinfo=UTC)


@pytest.fixture
def fee_by_email() -> Case:
    """A patient writes from the website; the fee is proposed and accepted by e-mail; they talk.

    A sister writes once; a supervisor listens to the session and rates it, as the patient does.
    """
    return Case(
        id="fee-by-email",
        actors=[
            Actor(id="T", role="therapist", repertoire=["email", "sms"]),
            Actor(id="P", role="patient", prior=[PriorUse("email", 5), PriorUse("sms", 0)]),
            Actor(id="S", role="other"),
            Actor(id="V", role="observer"),
        ],
        channels=[CHANNELS[name] for name in ("website", "email", "sms", "video_call")],
        elements=[FrameElement(id="fee"), FrameElement(id="schedule")],
        purposes=[Purpose(id="payment"), Purpose(id="support")],
        interactions=[
            Interaction(
                time=at(4, 9), sender="P", receivers=["T"], channel="website", content="form"
            ),
            Interaction(
                id="offer",
                time=at(4, 10),
                sender="T",
                receivers=["P"],
                channel="email",
                purposes=["payment"],
                acts=[FrameAct("fee", "propose"), FrameAct("schedule", "propose")],
                reply_to="0",
            ),
            Interaction(
                time=at(4, 20),
                sender="P",
                receivers=["T", "S"],
                channel="email",
                purposes=["payment", "support"],
                acts=[FrameAct("fee", "accept")],
                reply_to="offer",
            ),
            Interaction(
                time=at(6, 20), sender="S", receivers=["P"], channel="email", reported_by="P"
            ),
            Interaction(
                time=at(8, 9),
                duration=3000,
                sender="T",
                receivers=["P"],
                channel="video_call",
                content="live_talk",
                acts=[FrameAct("schedule", "accept", "P")],
                rupture="technological",
                context="first session",
                reported_by="V",
            ),
            Interaction(
                time=at(8, 9),
                sender="T",
                receivers=["P"],
                channel="email",
                repair="technological",
                context="first session",
                reported_by="T",
            ),
        ],
        measures=[
            Measure(instrument="SRS", rater="P", time=at(8, 11), value=32, low=0, high=40),
            Measure(instrument="SRS", rater="V", time=at(8, 11), value=20, low=0, high=40),
            Measure(
                instrument="ORS",
                construct="outcome",
                rater="P",
                time=at(4, 9),
                value=12,
                low=0,
                high=40,
            ),
        ],
    )


@pytest.fixture
def eco(fee_by_email: Case) -> Ecosystem:
    return Ecosystem(fee_by_email)


@pytest.fixture
def nothing_yet() -> Ecosystem:
    """Two people who have not met, and no channel between them."""
    return Ecosystem(
        Case(
            id="nothing-yet",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        )
    )
