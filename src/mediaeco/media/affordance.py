"""What media afford: what a channel allows, and what each side makes of it."""

from __future__ import annotations

import attrs
import numpy as np
from attrs import frozen

from mediaeco.analysis import SIDES, ratings
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats
from mediaeco.kernels.group import group_mean
from mediaeco.model import AffordanceProfile, Result, TidyTable

__all__ = ["AFFORDANCES", "Affordances", "affordances"]

AFFORDANCES: tuple[str, ...] = tuple(item.name for item in attrs.fields(AffordanceProfile))
"""The four affordances, in the order of every axis of affordances."""


@frozen(kw_only=True, eq=False, repr=False)
class Affordances(Result):
    """What channels afford, by profile and by those who use them.

    Parameters
    ----------
    cases, channels
        Ids.
    profile
        What the channel allows, from 0 to 1; NaN where it has no profile; shape (channels, 4), the
        affordances in the order of `AFFORDANCES`.
    perceived
        Mean of what a side said that the channel affords it, from 0 to 1; NaN where it did not say;
        shape (cases, 2, channels, 4).
    difference
        Perceived less profile, from -1 to 1; NaN where either is; shape as ``perceived``.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    profile: Floats
    perceived: Floats
    difference: Floats

    def to_frame(self) -> TidyTable:
        """One row a case, side, channel and affordance."""
        shape = self.perceived.shape
        grid = np.indices(shape).reshape(4, -1)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[grid[0]],
                "side": np.array(SIDES, dtype=np.str_)[grid[1]],
                "channel": np.array(self.channels, dtype=np.str_)[grid[2]],
                "affordance": np.array(AFFORDANCES, dtype=np.str_)[grid[3]],
                "profile": np.broadcast_to(self.profile, shape).ravel(),
                "perceived": self.perceived.ravel(),
                "difference": self.difference.ravel(),
            }
        )


def affordances(eco: Ecosystem) -> Affordances:
    """What do the channels afford, and what does each side make of them?

    Ratings whose construct is the name of an affordance and that are about a channel say what the
    channel affords their rater.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    Affordances
        By channel, and by side and channel.

    Notes
    -----
    *Theory*: treem2013, adapted: an affordance is a relation of an actor and a medium, so what
    the medium allows stands apart from what each side perceives. Editability comes near
    rehearsability, and persistence near reprocessability, without being the same; visibility and
    association have no counterpart in Media Synchronicity Theory.

    *Laws*: from 0 to 1; swapping the roles swaps the sides.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> affordances(Ecosystem(read_example("first-contact"))).profile.shape
    (7, 4)
    """
    width = len(eco.channels)
    profile = np.array(
        [
            [np.nan] * 4 if c.affordances is None else attrs.astuple(c.affordances)
            for c in eco.channels
        ],
        dtype=np.float64,
    ).reshape(width, 4)
    perceived = np.full((len(eco.cases), 2, width, 4), np.nan)
    for k, name in enumerate(AFFORDANCES):
        found = ratings(eco, constructs=(name,))
        told = (found.rater < 2) & (found.channel >= 0)
        key = ((found.case * 2 + found.rater) * width + found.channel)[told]
        size = len(eco.cases) * 2 * width
        mean = group_mean(key, found.share[told], size)
        perceived[..., k] = mean.reshape(len(eco.cases), 2, width)
    return Affordances(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        profile=profile,
        perceived=perceived,
        difference=perceived - profile,
    )
