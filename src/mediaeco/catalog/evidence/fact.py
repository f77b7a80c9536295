"""Stylised facts: regularities that a theory of channels should bring forth."""

from __future__ import annotations

from mediaeco.model import StylisedFact

__all__ = ["FACTS"]

FACTS: tuple[StylisedFact, ...] = (
    StylisedFact(
        id="SF1",
        statement="Alliance by video and in person differ by less than .35 standard deviations.",
        rests_on=(
            "norwood2018-alliance",
            "seuling2024-patient",
            "seuling2024-therapist",
            "germain2010-alliance",
            "day2002-outcome",
        ),
        against=("mercadal2022-alliance",),
        note="The estimates lie within it; the interval of norwood2018-alliance does not, down "
        "to -.67. The bound is the library's.",
    ),
    StylisedFact(
        id="SF2",
        statement="Therapists and onlookers hold video against the alliance more than patients do.",
        rests_on=("rees2005-alliance", "ertelt2011-raters"),
        against=("seuling2024-therapist",),
        note="Of attitudes and of watched sessions; ratings of one's own therapies do not show it.",
    ),
    StylisedFact(
        id="SF3",
        statement="Outcome by video is not inferior, though alliance may be lower.",
        rests_on=("norwood2018-outcome", "norwood2018-alliance"),
    ),
    StylisedFact(
        id="SF4",
        statement="Online, agreement on tasks and goals goes with outcome more than the bond does.",
        rests_on=(
            "probst2019-task",
            "probst2019-bond",
            "fluckiger2026-task",
            "fluckiger2026-goal",
            "fluckiger2026-bond",
            "marcotte2021-goal",
            "marcotte2021-task",
            "marcotte2021-bond",
        ),
        note="probst2019 and fluckiger2026 share studies and are no two witnesses.",
    ),
    StylisedFact(
        id="SF5",
        statement="Messages keep people longer, video bonds them earlier, and the outcome is "
        "the same.",
        rests_on=(
            "messagetrial2024-retention",
            "messagetrial2024-outcome",
            "messagetrial2025-retention",
            "messagetrial2025-alliance",
            "messagetrial2025-response",
            "messagetrial2025-remission",
        ),
        note="The larger trial was read in reports only.",
    ),
    StylisedFact(
        id="SF6",
        statement="Participation and openness rise with distance.",
        rests_on=("day2002-participation", "leibert2006-alliance", "cook2002-alliance"),
        note="Disinhibition is told in comments of patients, not measured.",
    ),
)
"""The facts, SF1 to SF6."""
