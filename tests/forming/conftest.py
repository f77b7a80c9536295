"""Miniature cases, each told in a line a contact."""

from collections.abc import Callable, Sequence

import pytest

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Actor, Case, FrameAct, Interaction, PriorUse


def _tell(
    *contacts: str,
    elements: Sequence[str] = ("schedule",),
    purposes: Sequence[str] = tuple(PURPOSES),
    at_home: Sequence[str] = (),
) -> Ecosystem:
    """Tell a case day by day.

    A contact reads ``"P>email inquiry+scheduling propose:schedule"``: who, over which channel, what
    for (``-``: not recorded), and what it did to the frame. Both sides have long been at home on
    the channels ``at_home``.
    """
    rows, channels = [], list(at_home)
    for day, contact in enumerate(contacts):
        route, wanted, *acts = contact.split()
        sender, channel = route.split(">")
        if channel not in channels:
            channels.append(channel)
        rows.append(
            Interaction(
                time=day * 86_400.0,
                sender=sender,
                receivers=["P" if sender == "T" else "T"],
                channel=channel,
                purposes=[] if wanted == "-" else wanted.split("+"),
                acts=[FrameAct(*reversed(act.split(":"))) for act in acts],
            )
        )
    prior = tuple(PriorUse(channel, 20) for channel in at_home)
    return Ecosystem(
        Case(
            id="miniature",
            actors=[
                Actor(id="T", role="therapist", prior=prior),
                Actor(id="P", role="patient", prior=prior),
            ],
            channels=CHANNELS.pick(*channels),
            elements=ELEMENTS.pick(*elements),
            purposes=PURPOSES.pick(*purposes),
            interactions=rows,
        )
    )


@pytest.fixture(scope="session")
def tell() -> Callable[..., Ecosystem]:
    """Tell a miniature case."""
    return _tell
