"""Alliance and outcome, and the course of both: numbers to hold a theory against."""

from __future__ import annotations

from typing import Any

from mediaeco.model import Comparison

__all__ = ["ASSOCIATION"]

_SEEN: dict[str, Any] = {"verified": True, "reading": "read in the abstract"}
_POOLED: dict[str, Any] = {
    "contrast": "association",
    "criterion": "outcome",
    "design": "meta-analysis",
    "metric": "r",
    "rater": "several",
    "told": "present",
}
_INTERNET: dict[str, Any] = {**_POOLED, "arm": "internet intervention"}
_PROBST: dict[str, Any] = {
    **_INTERNET,
    "source": "probst2019",
    "study": "Probst et al. 2019",
    **_SEEN,
}
_LATEST: dict[str, Any] = {
    **_INTERNET,
    "source": "fluckiger2026",
    "study": "Flückiger et al. 2026",
    "n": 2864,
    "k": 40,
    **_SEEN,
}
_ANXIETY: dict[str, Any] = {
    "arm": "video",
    "channels": ("video_call",),
    "contrast": "association",
    "criterion": "outcome",
    "design": "correlational",
    "metric": "r",
    "rater": "patient",
    "source": "marcotte2021",
    "study": "Marcotte-Beaumier et al. 2021",
    "n": 46,
    "sign": -1,
    **_SEEN,
}

ASSOCIATION: tuple[Comparison, ...] = (
    Comparison(
        **_POOLED,
        id="fluckiger2018-alliance",
        source="fluckiger2018",
        study="Flückiger et al. 2018",
        arm="in person",
        channels=("face_to_face",),
        construct="alliance",
        value=0.278,
        low=0.256,
        high=0.299,
        p=0.0001,
        p_below=True,
        d=0.579,
        k=295,
        **_SEEN,
        note="r, interval, d and 295 studies compared with the abstract "
        "(doi:10.1037/pst0000172); more than 30,000 patients, those online included.",
    ),
    Comparison(
        **_INTERNET,
        id="fluckiger2018-internet",
        source="fluckiger2018",
        study="Flückiger et al. 2018",
        construct="alliance",
        value=0.275,
        k=23,
        **_SEEN,
        note="r and k compared with the abstract (doi:10.1037/pst0000172).",
    ),
    Comparison(
        **_PROBST,
        id="probst2019-alliance",
        construct="alliance",
        value=0.252,
        low=0.19,
        high=0.31,
        p=0.001,
        p_below=True,
        n=1177,
        k=23,
        note="r, interval, 23 samples and 1,177 persons compared with the abstract.",
    ),
    Comparison(
        **_PROBST,
        id="probst2019-task",
        construct="task",
        value=0.28,
        note="Compared with the abstract.",
    ),
    Comparison(
        **_PROBST,
        id="probst2019-bond",
        construct="bond",
        value=0.16,
        note="Compared with the abstract.",
    ),
    Comparison(
        **_INTERNET,
        id="kaiser2021-alliance",
        source="kaiser2021",
        study="Kaiser et al. 2021",
        construct="alliance",
        value=0.20,
        reading="read elsewhere",
        note="Quoted by others; the abstract was not seen.",
    ),
    Comparison(
        **_LATEST,
        id="fluckiger2026-alliance",
        construct="alliance",
        value=0.21,
        note="r, 82 effects in 40 samples and 2,864 persons compared with the abstract "
        "(doi:10.1037/ccp0001005).",
    ),
    Comparison(
        **_LATEST,
        id="fluckiger2026-task",
        construct="task",
        value=0.25,
        note="Compared with the abstract; n and k are those of the whole synthesis.",
    ),
    Comparison(
        **_LATEST,
        id="fluckiger2026-goal",
        construct="goal",
        value=0.19,
        note="Compared with the abstract; n and k are those of the whole synthesis.",
    ),
    Comparison(
        **_LATEST,
        id="fluckiger2026-bond",
        construct="bond",
        value=0.12,
        note="Compared with the abstract; n and k are those of the whole synthesis.",
    ),
    Comparison(
        **_ANXIETY,
        id="marcotte2021-goal",
        construct="goal",
        value=-0.42,
        p=0.004,
        told="present",
        note="With change of symptoms, so that negative is better: compared with the abstract "
        "(doi:10.2196/24541).",
    ),
    Comparison(
        **_ANXIETY,
        id="marcotte2021-task",
        construct="task",
        value=-0.37,
        p=0.01,
        told="present",
        note="With change of symptoms, so that negative is better: compared with the abstract.",
    ),
    Comparison(
        **_ANXIETY,
        id="marcotte2021-bond",
        construct="bond",
        value=-0.23,
        p=0.12,
        told="no significant difference",
        note="With change of symptoms, so that negative is better: compared with the abstract.",
    ),
    Comparison(
        id="falkenstrom2019-alliance",
        source="falkenstrom2019",
        study="Falkenström et al. 2019",
        arm="in person",
        channels=("face_to_face",),
        construct="alliance",
        contrast="association",
        criterion="outcome",
        rater="patient",
        design="correlational",
        metric="b",
        value=-1.27,
        low=-2.44,
        high=-0.10,
        sign=-1,
        told="present",
        n=345,
        instrument="SAI, CORE-OM",
        **_SEEN,
        note="Points of distress by the next session for a point of alliance (SE .60), within "
        "persons: compared with the abstract (doi:10.1037/ccp0000363).",
    ),
    Comparison(
        id="zilchamano2016-alliance",
        source="zilchamano2016",
        study="Zilcha-Mano et al. 2016",
        arm="in person",
        channels=("face_to_face",),
        construct="alliance",
        contrast="association",
        criterion="outcome",
        rater="several",
        design="correlational",
        metric="words",
        told="present",
        n=241,
        **_SEEN,
        note="241 dyads over 30 sessions; changes in the patient's report within treatment "
        "predict the outcome that either reports: compared with the abstract "
        "(doi:10.1037/ccp0000058). n counts dyads.",
    ),
    Comparison(
        id="swift2012-dropout",
        source="swift2012",
        study="Swift & Greenberg 2012",
        arm="in person",
        channels=("face_to_face",),
        construct="dropout",
        contrast="level in one channel",
        design="meta-analysis",
        metric="proportion",
        value=0.197,
        low=0.187,
        high=0.207,
        sign=-1,
        told="present",
        n=83834,
        k=669,
        **_SEEN,
        note="Weighted rate, interval, studies and clients compared with the abstract "
        "(doi:10.1037/a0028226).",
    ),
)
"""Associations of alliance with outcome, and base rates."""
