"""Random cases as one writes them by hand: NumPy, a fixed size, uniform choices, no shrinking."""

from __future__ import annotations

import numpy as np

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.model import ActKind, Actor, Case, ContentKind, FrameAct, Interaction, Origin

__all__ = ["random_case"]

CONTACTS = 10
_CHANNELS = ("video_call", "email", "instant_messaging")
_KINDS = tuple(ActKind)


def random_case(rng: np.random.Generator) -> Case:
    """Ten contacts between therapist and patient, an hour to three days apart."""
    elements, purposes = tuple(ELEMENTS.values())[:3], tuple(PURPOSES.values())[:3]
    hours = np.cumsum(rng.uniform(1, 72, CONTACTS))
    rows = []
    for hour in hours.tolist():
        sender = int(rng.integers(2))
        channel = _CHANNELS[rng.integers(len(_CHANNELS))]
        acts: tuple[FrameAct, ...] = ()
        if rng.random() < 0.5:
            act = FrameAct(
                elements[rng.integers(len(elements))].id, _KINDS[rng.integers(len(_KINDS))]
            )
            acts = (act,)
        rows.append(
            Interaction(
                time=hour * 3600,
                duration=float(rng.uniform(60, 3600)) if CHANNELS[channel].live else None,
                sender="TP"[sender],
                receivers=("PT"[sender],),
                channel=channel,
                purposes=(purposes[rng.integers(len(purposes))].id,),
                content=ContentKind.LIVE_TALK if CHANNELS[channel].live else ContentKind.TEXT,
                acts=acts,
            )
        )
    return Case(
        id="random",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick(*_CHANNELS),
        elements=elements,
        purposes=purposes,
        interactions=rows,
        origin=Origin.SIMULATED,
    )
