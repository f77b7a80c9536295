"""What each channel can do, by rival theories, beside what was done with it."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import boundary_load
from mediaeco.analysis.synchronicity import DEFAULT_WEIGHTS, SynchronicityWeights, synchronicity
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.media.affordance import AFFORDANCES, affordances
from mediaeco.media.naturalness import NaturalnessWeights, naturalness
from mediaeco.media.richness import richness
from mediaeco.media.tetrad import participation
from mediaeco.model import Result, TidyTable

__all__ = ["ChannelCapabilities", "channel_capabilities"]


@frozen(kw_only=True, eq=False, repr=False)
class ChannelCapabilities(Result):
    """Indices of rival theories by channel, never merged, and use beside them.

    Parameters
    ----------
    channels
        Ids.
    synchronicity
        Media Synchronicity Theory, from 0 to 1; shape (channels,), as all that follow.
    richness
        Media Richness Theory, from 0 to 1; NaN where the channel has no such profile.
    naturalness
        Media Naturalness Theory, from 0 to 1; NaN as above.
    affordances
        Visibility, editability, persistence, association, from 0 to 1; NaN as above; shape
        (channels, 4).
    participation
        1 - definition, from 0 (hot) to 1 (cool); NaN where no definition is stated.
    contacts
        Contacts over the channel, all cases together.
    outside
        Contacts over it that lay outside the agreed frame.
    boundary_load
        Share of them, from 0 to 1; NaN without contacts.
    """

    channels: tuple[str, ...]
    synchronicity: Floats
    richness: Floats
    naturalness: Floats
    affordances: Floats
    participation: Floats
    contacts: Ints
    outside: Ints
    boundary_load: Floats

    def to_frame(self) -> TidyTable:
        """One row a channel."""
        columns: dict[str, Array] = {
            "channel": np.array(self.channels, dtype=np.str_),
            "synchronicity": self.synchronicity,
            "richness": self.richness,
            "naturalness": self.naturalness,
        }
        columns |= {name: self.affordances[:, k] for k, name in enumerate(AFFORDANCES)}
        columns |= {
            "participation": self.participation,
            "contacts": self.contacts,
            "boundary_load": self.boundary_load,
        }
        return TidyTable(columns)


_NATURAL = NaturalnessWeights()


def channel_capabilities(
    eco: Ecosystem,
    *,
    weights: SynchronicityWeights = DEFAULT_WEIGHTS,
    natural: NaturalnessWeights = _NATURAL,
) -> ChannelCapabilities:
    """What can each channel do, by rival theories, and what was it used for?

    Parameters
    ----------
    eco
        One case; or a cohort, whose contacts are counted together.
    weights
        Weights of synchronicity.
    natural
        Weights of naturalness.

    Returns
    -------
    ChannelCapabilities
        By channel.

    Notes
    -----
    *Theory*: dennis2008, daft1986, kock2005, treem2013, mcluhan1964: rivals side by side, so that
    data may decide between them.

    *Laws*: each index is that of its own function; contacts add up to those of the record.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = channel_capabilities(Ecosystem(read_example("first-contact")))
    >>> int(found.contacts.sum())
    92
    """
    table, width = eco.table, len(eco.channels)
    contacts = np.bincount(table.channel, minlength=width)
    outside = np.bincount(table.channel[boundary_load(eco).outside], minlength=width)
    none = float("nan")
    with np.errstate(invalid="ignore"):
        load = outside / contacts
    media = eco.channels
    return ChannelCapabilities(
        channels=tuple(channel.id for channel in media),
        synchronicity=_floats([synchronicity(c.capability, weights=weights) for c in media]),
        richness=_floats([none if c.richness is None else richness(c.richness) for c in media]),
        naturalness=_floats(
            [
                none if c.naturalness is None else naturalness(c.naturalness, weights=natural)
                for c in media
            ]
        ),
        affordances=affordances(eco).profile,
        participation=participation(
            _floats([none if c.definition is None else c.definition for c in media])
        ),
        contacts=contacts,
        outside=outside,
        boundary_load=load,
    )


def _floats(values: list[float]) -> Floats:
    return np.array(values, dtype=np.float64)
