"""Frame elements and purposes that ship, and how much each purpose bears on each element.

The elements gather what Bleger, Langs, Gutheil and Gabbard, and guidelines of telepsychology name;
weights, needs and relevance are library defaults, in no paper.
"""

from __future__ import annotations

from collections.abc import Mapping

from mediaeco.catalog.catalogue import Catalogue
from mediaeco.catalog.relevance import RelevanceTable
from mediaeco.model import FrameElement, Purpose

__all__ = ["ELEMENTS", "PURPOSES", "RELEVANCE"]


def _element(name: str, label: str, need: float, source: str) -> FrameElement:
    return FrameElement(id=name, label=label, need=need, source=source)


ELEMENTS: Catalogue[FrameElement] = Catalogue(
    (
        _element("schedule", "time and duration", 0.6, "bleger1967"),
        _element("place", "place", 0.5, "bleger1967"),
        _element("fee", "fee and cancellation", 0.4, "bleger1967"),
        _element("roles", "roles", 0.8, "bleger1967"),
        _element("confidentiality", "confidentiality", 0.7, "gutheil1993"),
        _element("contact_rules", "contact between sessions", 0.7, "bleger1967"),
        _element("channel_plan", "platform and fallback", 0.5, "cipolletta2017"),
        _element("privacy", "privacy at both ends", 0.6, "cipolletta2017"),
        _element("emergency_plan", "emergency plan", 0.8, ""),
        _element("consent", "informed consent", 0.3, ""),
        _element("recording", "recording", 0.4, ""),
        _element("goals", "goals and tasks", 0.9, ""),
    ),
    "frame element",
)
"""Frame elements by id."""

_NEEDS: Mapping[str, tuple[str, float]] = {
    "inquiry": ("inquiry", 0.2),
    "scheduling": ("scheduling", 0.4),
    "payment": ("payment", 0.1),
    "frame_setting": ("setting the frame", 0.8),
    "exploration": ("exploration", 0.9),
    "containment": ("containment", 0.8),
    "clarification": ("clarification", 0.9),
    "homework": ("homework", 0.3),
    "sharing": ("sharing material", 0.2),
    "feedback": ("feedback", 0.7),
    "crisis": ("crisis", 0.9),
    "repair": ("repair", 1.0),
    "small_talk": ("small talk", 0.3),
    "technical_help": ("technical help", 0.4),
    "closing": ("closing", 0.8),
}

PURPOSES: Catalogue[Purpose] = Catalogue(
    (Purpose(id=name, label=label, need=need) for name, (label, need) in _NEEDS.items()),
    "purpose",
)
"""Purposes of contact by id, each with its convergence share."""

RELEVANCE = RelevanceTable(
    rows={
        "inquiry": {"goals": 0.4, "fee": 0.3, "schedule": 0.3, "roles": 0.2, "channel_plan": 0.2},
        "scheduling": {"schedule": 1.0, "place": 0.3, "channel_plan": 0.4, "contact_rules": 0.2},
        "payment": {"fee": 1.0, "roles": 0.2},
        "frame_setting": {
            "schedule": 0.8,
            "place": 0.8,
            "fee": 0.8,
            "roles": 0.8,
            "confidentiality": 0.9,
            "contact_rules": 0.9,
            "channel_plan": 0.8,
            "privacy": 0.9,
            "emergency_plan": 0.8,
            "consent": 0.9,
            "recording": 0.8,
            "goals": 0.6,
        },
        "exploration": {"goals": 0.7, "roles": 0.6, "confidentiality": 0.3},
        "containment": {"roles": 0.6, "contact_rules": 0.4, "emergency_plan": 0.3},
        "clarification": {"goals": 0.6, "roles": 0.5, "contact_rules": 0.4, "schedule": 0.3},
        "homework": {"goals": 0.6, "roles": 0.3},
        "sharing": {"confidentiality": 0.3, "consent": 0.5, "recording": 0.2},
        "feedback": {"goals": 0.8, "roles": 0.5},
        "crisis": {"emergency_plan": 1.0, "contact_rules": 0.6},
        "repair": {"channel_plan": 0.5, "contact_rules": 0.6, "roles": 0.5, "schedule": 0.4},
        "small_talk": {"roles": 0.1},
        "technical_help": {"channel_plan": 0.9, "privacy": 0.3},
        "closing": {"goals": 0.4, "schedule": 0.3, "roles": 0.3},
    },
)
"""How much each purpose bears on each element (library default)."""
