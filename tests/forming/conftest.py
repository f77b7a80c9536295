"""Miniature cases, each told in a line a contact."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import AtRisk, FormationParameters
from mediaeco.forming.rate import rate_table
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


def _drawn(
    truth: FormationParameters,
    *,
    cases: int = 60,
    contacts: int = 25,
    seed: int = 0,
    elements: int = 5,
    own: float = 1.0,
) -> AtRisk:
    """Cells at risk of cases in which elements are agreed as the hazard has it.

    Appropriation rises from 0 to ``own`` at a pace of each case's own; elements have rates of their
    own where ``truth.rates`` says so, channels shifts as ``truth.channel_effects`` has it.
    """
    random = np.random.default_rng(seed)
    names, media = [f"element_{e}" for e in range(elements)], list(CHANNELS)[:4]
    channel = random.integers(0, 4, (cases, contacts))
    pace = random.uniform(0.2, 1, (cases, 1)) * random.uniform(0.5, 1, (cases, contacts))
    joint = own * np.minimum(np.arange(contacts) / contacts * pace * 1.5, 0.95)
    k = random.choice([0.1, 0.5, 1.0], (6, elements))[random.integers(0, 6, (cases, contacts))]
    m = random.uniform(0.05, 1, (4, elements))[channel]
    n = np.arange(contacts)
    order = 1 + truth.primacy * np.exp(-n / truth.primacy_contacts)
    gate = order / (1 + truth.primacy) * (truth.exposure + (1 - truth.exposure) * joint)
    rate = np.broadcast_to(rate_table(truth, media, names), (4, elements))[channel]
    p = rate * gate[:, :, None] * (truth.content * k + (1 - truth.content) * m)
    hit = random.random(p.shape) < p
    last = np.where(hit.any(axis=1), hit.argmax(axis=1), contacts - 1)
    case, element, at = np.nonzero((n[:, None] <= last[:, None, :]).transpose(0, 2, 1))
    return AtRisk(
        cases=cases,
        elements=tuple(names),
        channels=tuple(media),
        case=case,
        element=element,
        channel=channel[case, at],
        n=at,
        joint=joint[case, at],
        content=k[case, at, element],
        medium=m[case, at, element],
        agreed=hit[case, at, element],
    )


@pytest.fixture(scope="session")
def drawn() -> Callable[..., AtRisk]:
    """Draw cells at risk."""
    return _drawn
