"""Reports to look at, made once; and cases with a story."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.cli import main
from mediaeco.ecosystem import Ecosystem
from mediaeco.io import EXAMPLES
from mediaeco.model import Actor, Case, FrameAct, Interaction, Measure
from mediaeco.reporting import report


@pytest.fixture(scope="session")
def example_reports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The reports of the examples, as the command line makes them."""
    place = tmp_path_factory.mktemp("reports")
    for name in EXAMPLES:
        assert main(["report", "--example", name, "--out", str(place / name)]) == 0
    return {name: place / name for name in EXAMPLES}


@pytest.fixture(scope="session")
def nobody_wrote() -> Case:
    """A therapy that was set up and never began."""
    return Case(
        id="nobody-wrote",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick("email", "phone"),
        elements=ELEMENTS.pick("fee", "schedule"),
        purposes=PURPOSES.pick("inquiry"),
    )


@pytest.fixture(scope="session")
def telltale() -> Case:
    """A case whose ids and marks would give people away."""
    return Case(
        id="pair-7",
        title='<script>alert("title")</script> & more',
        description="What <b>is</b> known.\n\nA second paragraph \x07 with a bell.",
        actors=[
            Actor(id="Maria.Telltale", role="therapist"),
            Actor(id="+49-151-5550199", role="patient"),
            Actor(id="Uncle.Telltale", role="other"),
        ],
        channels=CHANNELS.pick("email", "video_call"),
        elements=ELEMENTS.pick("fee", "schedule"),
        purposes=PURPOSES.pick("inquiry", "scheduling"),
        interactions=[
            Interaction(
                id="telltale-message-1",
                time=0,
                sender="+49-151-5550199",
                receivers=["Maria.Telltale"],
                channel="email",
                purposes=["inquiry"],
                acts=[FrameAct("fee", "propose")],
                context="Telltale: do not let my husband read this",
            ),
            Interaction(
                id="telltale-message-2",
                time=7200,
                sender="Maria.Telltale",
                receivers=["+49-151-5550199", "Uncle.Telltale"],
                channel="email",
                purposes=["scheduling"],
                reply_to="telltale-message-1",
                acts=[FrameAct("fee", "accept"), FrameAct("schedule", "breach")],
                context="Telltale: do not let my husband read this",
                reported_by="Maria.Telltale",
            ),
            Interaction(
                id="telltale-message-3",
                time=90000,
                sender="Uncle.Telltale",
                receivers=["Maria.Telltale"],
                channel="email",
                acts=[FrameAct("fee", "breach")],
            ),
        ],
        measures=[
            Measure(
                instrument="SRS", rater="+49-151-5550199", time=100.0, value=3.0, low=0.0, high=4.0
            )
        ],
    )


@pytest.fixture(scope="session")
def telltale_report(telltale: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(Ecosystem(telltale), tmp_path_factory.mktemp("telltale") / "report")


@pytest.fixture(scope="session")
def empty_report(nobody_wrote: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(Ecosystem(nobody_wrote), tmp_path_factory.mktemp("empty") / "report")
