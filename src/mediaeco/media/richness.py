"""How rich a medium is, after Media Richness Theory, and how well that fits what is equivocal."""

from __future__ import annotations

from mediaeco.analysis.synchronicity import fit
from mediaeco.kernels.array import Floats
from mediaeco.model import RichnessProfile

__all__ = ["PUBLISHED_RICHNESS", "equivocality_fit", "richness"]

PUBLISHED_RICHNESS: tuple[tuple[str, int], ...] = (
    ("face to face", 1),
    ("telephone", 2),
    ("personal documents, such as letters", 3),
    ("impersonal written documents", 4),
    ("numeric documents", 5),
)
"""Media from the richest to the leanest, with their rank, after Daft and Lengel (1986). Recalled,
not compared with the paper: the citation is not verified."""


def richness(profile: RichnessProfile) -> float:
    """How rich is a medium?

    ``richness = (feedback + cues + language + personal focus) / 4``

    Parameters
    ----------
    profile
        The four criteria.

    Returns
    -------
    float
        From 0 to 1.

    Notes
    -----
    *Theory*: daft1986, adapted: criteria as published, the mean of their ordinals is the library's.
    A rival of synchronicity and not a part of it: the two may rank media differently, and a
    medium's rank is what the data can decide.

    *Laws*: rises with every criterion; from 0 to 1; disagrees with synchronicity about some media.

    Examples
    --------
    >>> from mediaeco.model import RichnessProfile
    >>> richness(RichnessProfile(feedback=1, cues=0.5, language=1, personal_focus=0.5))
    0.75
    """
    return (profile.feedback + profile.cues + profile.language + profile.personal_focus) / 4


def equivocality_fit(richness: Floats | float, equivocality: Floats | float) -> Floats:
    """How well does a medium's richness fit how equivocal a task is?

    ``fit = 1 - |richness - equivocality|``

    Parameters
    ----------
    richness
        Of the medium, from 0 to 1.
    equivocality
        How far the task can be read in several ways, from 0 to 1.

    Returns
    -------
    array
        From 0 to 1; shapes broadcast.

    Notes
    -----
    *Theory*: daft1986 (rich media for equivocal tasks, lean ones for the rest); the form is the
    library's proposal. In several tests the match did not raise performance (dennis1998).

    *Laws*: 1 only where the two are equal; for the most equivocal task media rank as their
    richness, for the least reversed.

    Examples
    --------
    >>> float(equivocality_fit(0.75, 1.0))
    0.75
    """
    return fit(richness, equivocality)
