"""How near a medium comes to face-to-face talk, and what people make up for where it does not."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats
from mediaeco.model import NaturalnessProfile
from mediaeco.model.bound import number

__all__ = ["NaturalnessWeights", "adapted_outcome", "cognitive_effort", "naturalness"]


@frozen(kw_only=True)
class NaturalnessWeights:
    """Weights of the five elements of face-to-face talk.

    The numbers are the library's; that speech weighs most is the theory's (speech imperative), and
    other weights are refused.

    Parameters
    ----------
    co_location, synchronicity, facial_expression, body_language, speech
        At least 0; normed to a sum of 1.
    """

    co_location: float = field(default=0.15, validator=number(0), converter=float)
    synchronicity: float = field(default=0.2, validator=number(0), converter=float)
    facial_expression: float = field(default=0.2, validator=number(0), converter=float)
    body_language: float = field(default=0.15, validator=number(0), converter=float)
    speech: float = field(default=0.3, validator=number(0), converter=float)

    def __attrs_post_init__(self) -> None:
        if not self.speech > max(self.values[:-1]):
            raise InvalidCaseError(
                "NaturalnessWeights.speech", "the greatest of the weights", f"{self.speech:g}"
            )

    @property
    def values(self) -> tuple[float, ...]:
        """The weights, in the order of the fields."""
        return (
            self.co_location,
            self.synchronicity,
            self.facial_expression,
            self.body_language,
            self.speech,
        )


_WEIGHTS = NaturalnessWeights()


def naturalness(profile: NaturalnessProfile, *, weights: NaturalnessWeights = _WEIGHTS) -> float:
    """How near does a medium come to face-to-face talk?

    ``naturalness = sum over elements of w_e x_e``, weights normed to a sum of 1, that of speech the
    greatest

    Parameters
    ----------
    profile
        How far each element is there.
    weights
        Weights of the elements.

    Returns
    -------
    float
        From 0 to 1: face to face.

    Notes
    -----
    *Theory*: kock2005, adapted: elements and the speech imperative as published, the weights are
    the library's.

    *Laws*: rises with every element; no other single element is worth more than speech.

    Examples
    --------
    >>> from mediaeco.model import NaturalnessProfile
    >>> phone = NaturalnessProfile(
    ...     co_location=0, synchronicity=1, facial_expression=0, body_language=0, speech=1
    ... )
    >>> round(naturalness(phone), 3)
    0.5
    """
    parts = (
        profile.co_location,
        profile.synchronicity,
        profile.facial_expression,
        profile.body_language,
        profile.speech,
    )
    total = sum(weights.values)
    index = sum(w * x for w, x in zip(weights.values, parts, strict=True)) / total
    return min(max(index, 0.0), 1.0)


def cognitive_effort(naturalness: Floats | float) -> Floats:
    """How much effort does a medium ask for, beyond that of talking face to face?

    ``effort = 1 - naturalness``

    Parameters
    ----------
    naturalness
        From 0 to 1.

    Returns
    -------
    array
        From 0 to 1, a share of the most there could be, not a quantity of anything measured.

    Notes
    -----
    *Theory*: kock2005 (the less natural a medium, the more cognitive effort and ambiguity, and the
    less arousal); the straight line is the library's proposal.

    *Laws*: falls as naturalness rises.

    Examples
    --------
    >>> float(cognitive_effort(0.5))
    0.5
    """
    return np.asarray(1 - np.asarray(naturalness, dtype=np.float64), dtype=np.float64)


def adapted_outcome(
    naturalness: Floats | float, adaptation: Floats | float, *, cost: float = 1.0
) -> Floats:
    """What outcome is left when people adapt to an unnatural medium?

    ``outcome = 1 - cost (1 - adaptation) (1 - naturalness)``

    Parameters
    ----------
    naturalness
        From 0 to 1.
    adaptation
        How far people make up for what the medium lacks, from 0 to 1.
    cost
        What the most unnatural medium costs without adaptation, from 0 to 1 (library default 1: all
        of the outcome).

    Returns
    -------
    array
        From 0 to 1, as a share of the outcome face to face; shapes broadcast.

    Raises
    ------
    InvalidCaseError
        Where ``cost`` is not from 0 to 1.

    Notes
    -----
    *Theory*: kock2005, and his compensatory adaptation ("not worse but different"); the form is the
    library's proposal.

    *Laws*: the same for every medium where adaptation is full; never falls as naturalness or
    adaptation rise.

    Examples
    --------
    >>> adapted_outcome(np.array([0.0, 0.5, 1.0]), 1.0)
    array([1., 1., 1.])
    """
    if not 0 <= cost <= 1:
        raise InvalidCaseError("adapted_outcome.cost", "a number from 0 to 1", shown(cost))
    lacking = cognitive_effort(naturalness) * (1 - np.asarray(adaptation, dtype=np.float64))
    return np.asarray(1 - cost * lacking, dtype=np.float64)
