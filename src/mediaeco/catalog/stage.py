"""Stage models that ship."""

from __future__ import annotations

from mediaeco.catalog.catalogue import Catalogue
from mediaeco.model import Condition, Stage, StageModel, StageVariable, Transition

__all__ = ["STAGES", "STAGE_MODELS"]

_V = StageVariable

STAGES = StageModel(
    id="formation",
    stages=(
        Stage(id="pre", label="before contact"),
        Stage(id="first_contact", label="first contact"),
        Stage(id="framing", label="framing"),
        Stage(id="engagement", label="engagement"),
        Stage(id="consolidation", label="consolidation"),
        Stage(id="rupture", label="rupture"),
        Stage(id="repair", label="repair"),
        Stage(id="closure", label="closure", absorbing=True),
        Stage(id="dropout", label="dropout", absorbing=True),
    ),
    transitions=(
        Transition(
            sources=("pre",), target="first_contact", conditions=(Condition(_V.CONTACTS, 1),)
        ),
        Transition(target="closure", conditions=(Condition(_V.CLOSED, 1),)),
        Transition(target="dropout", conditions=(Condition(_V.SILENCE, 42),)),
        Transition(target="rupture", conditions=(Condition(_V.OPEN_RUPTURES, 1),)),
        Transition(
            sources=("rupture",),
            target="repair",
            conditions=(Condition(_V.OPEN_RUPTURES, at_most=0),),
        ),
        Transition(
            sources=("repair", "engagement"),
            target="consolidation",
            conditions=(Condition(_V.HELD, 3), Condition(_V.ALLIANCE, 0.6)),
        ),
        Transition(
            sources=("repair", "framing"),
            target="engagement",
            conditions=(Condition(_V.COVERAGE, 0.5), Condition(_V.SESSIONS, 1)),
        ),
        Transition(
            sources=("repair", "first_contact"),
            target="framing",
            conditions=(Condition(_V.PROPOSED, 1),),
        ),
    ),
)
"""The library's default vocabulary of stages, not a finding of the founding study.

First contact, framing, engagement at half of the frame and one live session, consolidation when
four fifths of it have been held for three contacts and the alliance (where it is rated) is at .6 of
its scale or above; rupture while a breach or another rupture is open; dropout after six weeks of
silence at the end. A contact with the purpose `closing` ends the therapy, not a session. A fall of
the alliance opens no rupture here: code it as one. All thresholds are library defaults."""

STAGE_MODELS: Catalogue[StageModel] = Catalogue((STAGES,), "stage model")
"""Stage models by id."""
