"""How well media fit what they were used for, and what appropriation makes of the fit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from mediaeco.analysis.synchronicity import (
    DEFAULT_WEIGHTS,
    SynchronicityWeights,
    fit,
    synchronicity,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["ChannelFit", "channel_fit", "ecosystem_fit", "performance"]


def performance(
    fit: Floats | float, appropriation: Floats | float, *, floor: float = 0.5
) -> Floats:
    """How far does fit become performance, given appropriation?

    ``performance = fit * (floor + (1 - floor) * a)``

    Parameters
    ----------
    fit
        From 0 to 1.
    appropriation
        Co-appropriation a, from 0 to 1.
    floor
        Part of fit that needs no appropriation, from 0 to 1 (library default).

    Returns
    -------
    array
        From 0 to 1; shapes broadcast.

    Raises
    ------
    InvalidCaseError
        Where ``floor`` is not from 0 to 1.

    Notes
    -----
    *Theory*: dennis2008, P7 (appropriation factors moderate fit); the form is the library's
    proposal.

    *Laws*: never falls as a rises; ``floor * fit`` at a = 0.
    """
    if not 0 <= floor <= 1:
        raise InvalidCaseError("performance.floor", "a number from 0 to 1", shown(floor))
    return np.asarray(fit, dtype=np.float64) * (
        floor + (1 - floor) * np.asarray(appropriation, dtype=np.float64)
    )


def ecosystem_fit(
    synchronicities: Mapping[str, float], needs: Mapping[str, float], *, shares: Mapping[str, float]
) -> float:
    """How well can a set of channels serve what is needed?

    ``sum over k of share_k * max over c of fit(S_c, q_k)``

    Parameters
    ----------
    synchronicities
        S by channel.
    needs
        Convergence share q by purpose.
    shares
        Share of each purpose among all; they are normed to a sum of 1.

    Returns
    -------
    float
        From 0 to 1; 0 without channels, NaN without shares.

    Notes
    -----
    *Theory*: dennis2008 (a variety of media serves better than one); library's proposal.

    *Laws*: monotone and submodular in the set of channels: another channel never hurts capability.
    """
    total = sum(shares.values())
    if not total > 0:
        return float("nan")
    best = {
        k: max((1 - abs(s - needs[k]) for s in synchronicities.values()), default=0.0)
        for k in shares
    }
    return sum(share * best[k] for k, share in shares.items()) / total


@frozen(kw_only=True, eq=False, repr=False)
class ChannelFit(Result):
    """How well the channels fit what they were used for.

    Parameters
    ----------
    channels
        Ids.
    synchronicity
        S of each channel; shape (channels,).
    contacts
        Contacts over each channel; shape (channels,).
    mean_fit
        Mean fit of each channel to the purposes it was used for; NaN where none was recorded;
        shape (channels,).
    ecosystem
        Fit of the channels used, all together, to the purposes as often as they came up; NaN
        where none was recorded.
    """

    channels: tuple[str, ...]
    synchronicity: Floats
    contacts: Ints
    mean_fit: Floats
    ecosystem: float

    def to_frame(self) -> TidyTable:
        """One row a channel."""
        return TidyTable(
            {
                "channel": np.array(self.channels, dtype=np.str_),
                "synchronicity": self.synchronicity,
                "contacts": self.contacts,
                "mean_fit": self.mean_fit,
            }
        )


def channel_fit(eco: Ecosystem, *, weights: SynchronicityWeights = DEFAULT_WEIGHTS) -> ChannelFit:
    """How well did the channels fit what they were used for?

    Parameters
    ----------
    eco
        One case, or a cohort, whose contacts are then counted together.
    weights
        Weights of synchronicity.

    Returns
    -------
    ChannelFit
        By channel, and of the ecosystem.

    Notes
    -----
    *Theory*: dennis2008, adapted.
    """
    table = eco.table
    sync = np.array([synchronicity(c.capability, weights=weights) for c in eco.channels])
    need = np.array([purpose.need for purpose in eco.purposes])
    channel = table.channel[table.purposes.rows].astype(np.int64)
    purpose = table.purposes.values
    used = np.bincount(channel, minlength=len(sync))
    summed = np.bincount(channel, fit(sync[channel], need[purpose]), len(sync))
    contacts = np.bincount(table.channel, minlength=len(sync))
    asked = np.bincount(purpose, minlength=len(need))
    names = [p.id for p in eco.purposes]
    with np.errstate(invalid="ignore"):
        mean_fit = summed / used
    return ChannelFit(
        channels=tuple(c.id for c in eco.channels),
        synchronicity=sync,
        contacts=contacts,
        mean_fit=mean_fit,
        ecosystem=ecosystem_fit(
            {c.id: s for c, s, n in zip(eco.channels, sync, contacts, strict=True) if n},
            dict(zip(names, need.tolist(), strict=True)),
            shares=dict(zip(names, asked.tolist(), strict=True)),
        ),
    )
