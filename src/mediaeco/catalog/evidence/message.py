"""Written channels: what was found."""

from __future__ import annotations

from typing import Any

from mediaeco.model import Comparison

__all__ = ["MESSAGE"]

_SEEN: dict[str, Any] = {"verified": True, "reading": "read in the abstract"}
_ONLINE: dict[str, Any] = {
    "arm": "online",
    "against": "in person",
    "against_channels": ("face_to_face",),
    "contrast": "between channels",
}
_MESSAGES: dict[str, Any] = {
    "arm": "messages",
    "against": "video",
    "channels": ("instant_messaging",),
    "against_channels": ("video_call",),
    "contrast": "between channels",
    "design": "randomised",
}
_SONG: dict[str, Any] = {
    **_MESSAGES,
    "source": "song2023",
    "study": "Song et al. 2023",
    "rater": "patient",
}
_TRIAL: dict[str, Any] = {
    **_MESSAGES,
    "source": "messagetrial2025",
    "study": "JAMA Netw Open 2025",
    "n": 850,
    "n_arm": 423,
    "n_against": 427,
    "reading": "read elsewhere",
}

MESSAGE: tuple[Comparison, ...] = (
    Comparison(
        **_ONLINE | {"arm": "e-mail", "channels": ("email",)},
        id="reynolds2013-alliance",
        source="reynolds2013",
        study="Reynolds et al. 2013",
        construct="alliance",
        rater="several",
        design="comparative",
        metric="words",
        told="no significant difference",
        n=60,
        **_SEEN,
        note="30 therapists and 30 clients beside published results: similar, in some respects "
        "more positive: compared with the abstract (PMC3677235).",
    ),
    Comparison(
        **_ONLINE | {"arm": "e-mail", "channels": ("email",)},
        id="reynolds2014-arousal",
        source="reynolds2014",
        study="Reynolds 2014",
        construct="arousal",
        rater="several",
        design="comparative",
        metric="words",
        told="lower",
        n=60,
        **_SEEN,
        note="Substantially lower arousal, the 'online calming effect': compared with the abstract "
        "(doi:10.3233/978-1-61499-401-5-123).",
    ),
    Comparison(
        **_ONLINE
        | {
            "arm": "text",
            "channels": ("email", "instant_messaging"),
            "against": "",
            "against_channels": (),
            "contrast": "level in one channel",
        },
        id="vanlotringen2021-alliance",
        source="vanlotringen2021",
        study="van Lotringen et al. 2021",
        construct="alliance",
        rater="patient",
        design="review",
        metric="mean",
        value=5.66,
        spread=0.84,
        bounds=(1.0, 7.0),
        told="present",
        k=23,
        instrument="WAI",
        **_SEEN,
        note="Weighted mean and deviation on a scale from 1 to 7, 23 studies in all: compared "
        "with the abstract (doi:10.3389/fdgth.2021.689750).",
    ),
    Comparison(
        id="vanlotringen2021-outcome",
        source="vanlotringen2021",
        study="van Lotringen et al. 2021",
        arm="text",
        channels=("email", "instant_messaging"),
        construct="alliance",
        contrast="association",
        criterion="outcome",
        rater="patient",
        design="review",
        metric="count",
        value=8,
        reference=10,
        told="present",
        k=10,
        **_SEEN,
        note="Significant association with outcome in 8 of 10 studies: compared with the abstract.",
    ),
    Comparison(
        **_SONG
        | {"against": "before", "against_channels": (), "contrast": "change within one channel"},
        id="song2023-change",
        construct="outcome",
        metric="d",
        value=1.04,
        low=0.60,
        high=1.46,
        told="higher",
        n_arm=46,
        **_SEEN,
        note="Depression improved within the message arm: compared with the abstract "
        "(doi:10.2196/46052). A change over time, no comparison of channels.",
    ),
    Comparison(
        **_SONG,
        id="song2023-outcome",
        construct="outcome",
        metric="d",
        value=0.11,
        sign=0,
        told="no significant difference",
        n=83,
        n_arm=46,
        n_against=37,
        **_SEEN,
        note="Difference of the changes in depression, 46 against 37: compared with the abstract, "
        "in a copy that ends before the interval. The direction is not told there.",
    ),
    Comparison(
        **_MESSAGES,
        id="messagetrial2024-retention",
        source="messagetrial2024",
        study="Psychiatr Serv 2024",
        construct="retention",
        metric="weeks",
        value=7.8,
        reference=4.9,
        p=0.001,
        p_below=True,
        told="higher",
        n=215,
        **_SEEN,
        note="Weeks with contact to the therapist: compared with the abstract "
        "(doi:10.1176/appi.ps.20230176).",
    ),
    Comparison(
        **_MESSAGES,
        id="messagetrial2024-outcome",
        source="messagetrial2024",
        study="Psychiatr Serv 2024",
        construct="outcome",
        rater="patient",
        metric="words",
        told="no significant difference",
        n=215,
        **_SEEN,
        note="No meaningful differences by 6 or 12 weeks: compared with the abstract.",
    ),
    Comparison(
        **_TRIAL,
        id="messagetrial2025-response",
        instrument="response",
        construct="outcome",
        rater="patient",
        metric="proportion",
        value=0.475,
        reference=0.472,
        told="no significant difference",
        note="Response; read in reports of the trial, not in the article.",
    ),
    Comparison(
        **_TRIAL,
        id="messagetrial2025-remission",
        instrument="remission",
        construct="outcome",
        rater="patient",
        metric="proportion",
        value=0.314,
        reference=0.303,
        told="no significant difference",
        note="Remission; read in reports of the trial, not in the article.",
    ),
    Comparison(
        **_TRIAL,
        id="messagetrial2025-retention",
        construct="retention",
        metric="words",
        told="higher",
        note="Fewer had disengaged by week 5 in the message arm; read in reports of the trial.",
    ),
    Comparison(
        **_TRIAL,
        id="messagetrial2025-alliance",
        construct="alliance",
        rater="patient",
        metric="words",
        told="lower",
        instrument="WAI-SR",
        note="Alliance higher by video early on, no advantage later; read in reports of the trial.",
    ),
)
"""Comparisons of written channels with the room and with video."""
