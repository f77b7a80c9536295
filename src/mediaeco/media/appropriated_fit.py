"""What appropriation makes of the fit of media, and what a variety of media is good for."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import AppropriationParameters, appropriation
from mediaeco.analysis.synchronicity import (
    DEFAULT_WEIGHTS,
    SynchronicityWeights,
    fit,
    synchronicity,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.group import group_mean
from mediaeco.media.process import contact_need
from mediaeco.media.purpose_fit import performance
from mediaeco.model import Result, TidyTable

__all__ = ["ChannelPerformance", "MediaVariety", "channel_performance", "media_variety"]


@frozen(kw_only=True, eq=False, repr=False)
class ChannelPerformance(Result):
    """What became of the fit of each contact's channel.

    Parameters
    ----------
    cases, channels
        Ids.
    case, n, channel
        Case, contact index and channel's code of each contact; shape (rows,).
    fit
        Fit of the channel's synchronicity to the need of the contact, from 0 to 1; NaN where the
        contact's purposes were not recorded; shape (rows,).
    appropriation
        Co-appropriation of the channel just before the contact, from 0 to below 1; shape (rows,).
    value
        Performance, from 0 to 1; NaN as ``fit``; shape (rows,).
    by_channel
        Mean performance by case and channel; NaN where no contact has one; shape
        (cases, channels).
    floor
        Part of fit that needs no appropriation.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    n: Ints
    channel: Ints
    fit: Floats
    appropriation: Floats
    value: Floats
    by_channel: Floats
    floor: float

    def to_frame(self) -> TidyTable:
        """One row a contact."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                "channel": np.array(self.channels, dtype=np.str_)[self.channel],
                "fit": self.fit,
                "co_appropriation": self.appropriation,
                "performance": self.value,
            }
        )

    def summary(self) -> TidyTable:
        """One row a case and channel."""
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), len(self.channels)),
                "channel": np.array(self.channels * len(self.cases), dtype=np.str_),
                "performance": self.by_channel.ravel(),
            }
        )


def channel_performance(
    eco: Ecosystem,
    *,
    floor: float = 0.5,
    parameters: AppropriationParameters | None = None,
    weights: SynchronicityWeights = DEFAULT_WEIGHTS,
) -> ChannelPerformance:
    """How far did the fit of channels become performance, as the two made them their own?

    ``performance = fit * (floor + (1 - floor) J)``, with J the co-appropriation of the channel just
    before the contact.

    Parameters
    ----------
    eco
        One case or a cohort.
    floor
        Part of fit that needs no appropriation, from 0 to 1 (library default).
    parameters
        Settings of appropriation; None: the defaults.
    weights
        Weights of synchronicity.

    Returns
    -------
    ChannelPerformance
        By contact and channel.

    Raises
    ------
    InvalidCaseError
        Where ``floor`` is not from 0 to 1.

    Notes
    -----
    *Theory*: dennis2008, P1 and P7; the form is the library's proposal. It is what the theory
    expects, not an outcome that anybody measured.

    *Laws*: between ``floor * fit`` and ``fit``; contacts to come change nothing that was;
    swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = channel_performance(Ecosystem(read_example("first-contact")))
    >>> float(found.value[0]) == 0.5 * float(found.fit[0])
    True
    """
    table, width = eco.table, len(eco.channels)
    sync = np.array([synchronicity(c.capability, weights=weights) for c in eco.channels])
    fits = fit(sync[table.channel], contact_need(eco))
    joint = appropriation(eco, parameters=parameters).joint_before
    value = performance(fits, joint, floor=floor)
    group = table.case * width + table.channel
    mean = group_mean(group, value, table.cases * width)
    return ChannelPerformance(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        case=table.case,
        n=table.n,
        channel=table.channel,
        fit=fits,
        appropriation=joint,
        value=value,
        by_channel=mean.reshape(table.cases, width),
        floor=float(floor),
    )


@frozen(kw_only=True, eq=False, repr=False)
class MediaVariety(Result):
    """What the variety of media was good for, by case.

    Parameters
    ----------
    cases
        Ids.
    channels
        Channels in use; shape (cases,).
    effective
        Effective number of channels (Hill number of order 1 of the contacts), from 1; NaN without
        contacts; shape (cases,).
    all_used
        Fit of all channels in use together to the purposes as often as they came up, from 0 to 1;
        NaN without purposes; shape (cases,).
    best_single
        Fit of the one channel in use that would have fitted best alone; NaN as above; shape
        (cases,).
    gain
        ``all_used - best_single``, at least 0; NaN as above; shape (cases,).
    """

    cases: tuple[str, ...]
    channels: Ints
    effective: Floats
    all_used: Floats
    best_single: Floats
    gain: Floats

    def to_frame(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_),
                "channels": self.channels,
                "effective_channels": self.effective,
                "all_used": self.all_used,
                "best_single": self.best_single,
                "gain": self.gain,
            }
        )


def media_variety(
    eco: Ecosystem, *, weights: SynchronicityWeights = DEFAULT_WEIGHTS
) -> MediaVariety:
    """Did a variety of media fit what was done better than the best of them alone?

    Parameters
    ----------
    eco
        One case or a cohort.
    weights
        Weights of synchronicity.

    Returns
    -------
    MediaVariety
        By case.

    Notes
    -----
    *Theory*: dennis2008 (performance improves with a variety of media rather than one), hill1973
    (effective number); the gain is the library's proposal. It is one of capability: what every
    further channel costs in boundaries is not in it.

    *Laws*: the gain is never below 0, and 0 with one channel; ``all_used`` equals `ecosystem_fit`
    of the channels in use.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> bool(media_variety(Ecosystem(read_example("first-contact"))).gain[0] > 0)
    True
    """
    table = eco.table
    kinds, width = len(eco.purposes), len(eco.channels)
    sync = np.array([synchronicity(c.capability, weights=weights) for c in eco.channels])
    needs = np.array([purpose.need for purpose in eco.purposes], dtype=np.float64)
    fits = fit(sync[:, None], needs[None, :])
    contacts = np.bincount(
        table.case * width + table.channel, minlength=table.cases * width
    ).reshape(table.cases, width)
    asked = np.bincount(
        table.case[table.purposes.rows] * kinds + table.purposes.values,
        minlength=table.cases * kinds,
    ).reshape(table.cases, kinds)
    used = contacts > 0
    best = np.zeros((table.cases, kinds))
    for c in range(width):
        best = np.where(used[:, c, None], np.maximum(best, fits[c]), best)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = asked / asked.sum(axis=1, keepdims=True)
        p = contacts / contacts.sum(axis=1, keepdims=True)
        entropy = -np.where(p > 0, p * np.log(np.where(p > 0, p, 1.0)), 0.0).sum(axis=1)
    # Summed as the whole is, so that one channel alone gains exactly nothing.
    alone = (share[:, None, :] * fits[None]).sum(axis=2)
    single = np.where(used, alone, -np.inf).max(axis=1, initial=-np.inf)
    stated = asked.any(axis=1)
    together = np.where(stated, (share * best).sum(axis=1), np.nan)
    single = np.where(stated, single, np.nan)
    return MediaVariety(
        cases=eco.ids,
        channels=used.sum(axis=1),
        effective=np.where(used.any(axis=1), np.exp(entropy), np.nan),
        all_used=together,
        best_single=single,
        gain=np.maximum(together - single, 0.0),
    )
