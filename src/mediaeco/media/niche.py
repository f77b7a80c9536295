"""Niches of media, in ratings of what they gratify and in what a record uses them for."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.niche import (
    Missing,
    niche_breadth,
    niche_overlap_distance,
    niche_superiority,
)
from mediaeco.model import Result, TidyTable

__all__ = ["PUBLISHED_NICHES", "Niches", "niches", "rated_niches"]

PUBLISHED_NICHES: tuple[str, ...] = ("cell phone", "instant messaging", "e-mail", "landline")
"""Media from the one superior to all others in general gratifications to the one inferior to all,
after Ramirez et al. (2008), compared with the abstract."""


@frozen(kw_only=True, eq=False, repr=False)
class Niches(Result):
    """Niches of media on one set of gratifications.

    Parameters
    ----------
    channels, gratifications
        Ids.
    respondents
        Respondents of whom each medium has a rating at all; shape (channels,).
    breadth
        Niche breadth, from 0 (specialist) to 1 (generalist); NaN where nobody's ratings are left;
        shape (channels,).
    overlap_distance
        Dimmick's niche overlap, which is **a distance**: 0 is the same niche, small is much
        overlap; from 0 to ``high - low``; NaN where nobody rated both; shape (channels, channels).
    superiority
        Superiority of the row over the column, from 0 to K times ``high``; NaN where nobody rated
        both; shape (channels, channels).
    low, high
        Ends of the scale.
    """

    channels: tuple[str, ...]
    gratifications: tuple[str, ...]
    respondents: Ints
    breadth: Floats
    overlap_distance: Floats
    superiority: Floats
    low: float
    high: float

    def to_frame(self) -> TidyTable:
        """One row a pair of different channels."""
        i, j = np.nonzero(~np.eye(len(self.channels), dtype=bool))
        names = np.array(self.channels, dtype=np.str_)
        return TidyTable(
            {
                "channel": names[i],
                "other": names[j],
                "breadth": self.breadth[i],
                "overlap_distance": self.overlap_distance[i, j],
                "superiority": self.superiority[i, j],
            }
        )

    def summary(self) -> TidyTable:
        """One row a channel."""
        return TidyTable(
            {
                "channel": np.array(self.channels, dtype=np.str_),
                "respondents": self.respondents,
                "breadth": self.breadth,
            }
        )


def rated_niches(
    ratings: Floats,
    *,
    channels: tuple[str, ...],
    gratifications: tuple[str, ...],
    scale: tuple[float, float],
    missing: Missing = "respondent",
) -> Niches:
    """Which niches have media in the ratings of people who were asked?

    Parameters
    ----------
    ratings
        What each medium gratifies; shape (respondents, channels, gratifications), NaN where
        missing.
    channels, gratifications
        Names of the axes.
    scale
        Low and high end of the scale.
    missing
        What a missing rating takes with it: ``"respondent"`` all that the respondent says of the
        medium (or of the two compared), ``"item"`` that item alone. The rule
        is the library's, and so is its default.

    Returns
    -------
    Niches
        Breadth, overlap (a distance) and superiority.

    Raises
    ------
    InvalidCaseError
        Where shapes, scale or rule do not fit, or a rating lies outside the scale.

    Notes
    -----
    *Theory*: dimmick2003, ramirez2008; published formulas, see `mediaeco.kernels.niche`.

    *Laws*: those of `niche_breadth`, `niche_overlap_distance` and `niche_superiority`.

    Examples
    --------
    >>> found = rated_niches(
    ...     np.array([[[5.0, 3.0], [1.0, 3.0]]]),
    ...     channels=("video_call", "email"),
    ...     gratifications=("containment", "scheduling"),
    ...     scale=(1, 5),
    ... )
    >>> found.breadth
    array([0.75, 0.25])
    """
    rated = np.asarray(ratings, dtype=np.float64)
    low, high = scale
    wanted = (len(channels), len(gratifications))
    if rated.ndim != 3 or rated.shape[1:] != wanted:
        raise InvalidCaseError(
            "rated_niches.ratings",
            f"the shape (respondents, {wanted[0]} channels, {wanted[1]} gratifications)",
            str(rated.shape),
        )
    if not low < high:
        raise InvalidCaseError("rated_niches.scale", "a low end below the high one", str(scale))
    if missing not in ("respondent", "item"):
        raise InvalidCaseError("rated_niches.missing", "'respondent' or 'item'", shown(missing))
    outside = np.argwhere(~((rated >= low) & (rated <= high)) & ~np.isnan(rated))
    if len(outside):
        place = ", ".join(map(str, outside[0].tolist()))
        raise InvalidCaseError(
            f"rated_niches.ratings[{place}]",
            f"a rating from {low:g} to {high:g}, or NaN",
            shown(float(rated[tuple(outside[0])])),
        )
    return Niches(
        channels=tuple(channels),
        gratifications=tuple(gratifications),
        respondents=(~np.isnan(rated)).any(axis=2).sum(axis=0),
        breadth=niche_breadth(rated, low=low, high=high, missing=missing),
        overlap_distance=niche_overlap_distance(rated, missing=missing),
        superiority=niche_superiority(rated, missing=missing),
        low=float(low),
        high=float(high),
    )


def niches(eco: Ecosystem) -> Niches:
    """Which niche has each channel in what the two used it for?

    The purposes of contact stand for gratifications, and the share of an actor's contacts for
    purpose k that went over channel i stands for a rating, from 0 to 1. Respondents are the
    therapist and the patient of each case; a purpose that an actor never pursued is a missing item.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    Niches
        NaN throughout where no contact has a purpose.

    Notes
    -----
    *Theory*: dimmick2003, adapted: use is not gratification, and what a channel was used for is
    counted instead of asked. Shares of the channels add up to 1 by purpose, so breadths add up to
    1 too: they compare channels within one record, not records with one another.

    *Laws*: breadths add up to 1; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = niches(Ecosystem(read_example("first-contact")))
    >>> round(float(found.breadth.sum()), 6)
    1.0
    """
    table = eco.table
    rows = table.purposes.rows
    side = table.sender[rows].astype(np.int64)
    own = side < 2
    kinds, media = len(eco.purposes), len(eco.channels)
    shape = (table.cases, 2, media, kinds)
    key = ((table.case[rows] * 2 + side) * media + table.channel[rows]) * kinds
    key = (key + table.purposes.values)[own]
    counts = np.bincount(key, minlength=int(np.prod(shape))).reshape(table.cases * 2, media, kinds)
    with np.errstate(invalid="ignore"):
        use = counts / counts.sum(axis=1, keepdims=True)
    return rated_niches(
        use,
        channels=tuple(channel.id for channel in eco.channels),
        gratifications=tuple(purpose.id for purpose in eco.purposes),
        scale=(0.0, 1.0),
        missing="item",
    )
