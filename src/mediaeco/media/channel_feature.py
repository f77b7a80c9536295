"""What was known of each channel just before each contact: features of a choice of channels."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from mediaeco.analysis.synchronicity import SynchronicityWeights, fit, synchronicity
from mediaeco.analysis.thread import dyadic
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.segment import segment_forward
from mediaeco.media.choice import both_have, chosen_before
from mediaeco.media.process import contact_need

__all__ = ["CHOICE_FEATURES", "alternatives", "channel_features"]

CHOICE_FEATURES = ("habit", "reply_channel", "inertia", "fit", "recency", "preference")
"""What may move somebody to a channel."""


def channel_features(
    eco: Ecosystem, *, half_life_days: float, weights: SynchronicityWeights
) -> Mapping[str, Callable[[], Floats]]:
    """Work out features of every channel at every contact, for its sender.

    Parameters
    ----------
    eco
        One case or a cohort.
    half_life_days
        Days after which the recency of a use is halved.
    weights
        Weights of synchronicity, for fit.

    Returns
    -------
    Mapping
        By feature a function that gives its values; shape (rows, channels). Preference is not among
        them: it is which channel it is.
    """
    table = eco.table
    rows = np.arange(len(table))

    def habit() -> Floats:
        return np.log1p(chosen_before(eco).astype(np.float64))

    def reply_channel() -> Floats:
        return _on_channel(eco, _last_before(eco, own=False))

    def inertia() -> Floats:
        return _on_channel(eco, _last_before(eco, own=True))

    def fits() -> Floats:
        sync = np.array([synchronicity(c.capability, weights=weights) for c in eco.channels])
        need = contact_need(eco)
        # A contact whose purpose nobody recorded fits every channel alike.
        return np.nan_to_num(fit(sync[None, :], need[:, None]))

    def recency() -> Floats:
        last = _last_on_channels(eco)
        days = table.t[rows, None] - table.t[np.maximum(last, 0)]
        return np.where(last >= 0, np.exp2(-days / half_life_days), 0.0)

    return {
        "habit": habit,
        "reply_channel": reply_channel,
        "inertia": inertia,
        "fit": fits,
        "recency": recency,
    }


def alternatives(eco: Ecosystem, *, known: bool) -> tuple[Bools, Bools]:
    """Tell which channels could be chosen at each contact, and which contacts opened a new one.

    Parameters
    ----------
    eco
        One case or a cohort.
    known
        True: channels that the record shows both sides to have; False: all channels of the case.

    Returns
    -------
    available
        The chosen channel among them; shape (rows, channels).
    opened
        Contacts over a channel that the record had not shown both sides to have; shape (rows,).
    """
    table = eco.table
    if known:
        available = both_have(eco)
    else:
        place = {channel.id: code for code, channel in enumerate(eco.channels)}
        own = np.zeros((len(eco.cases), len(eco.channels)), dtype=bool)
        for i, head in enumerate(eco.cases):
            own[i, [place[channel.id] for channel in head.channels]] = True
        available = own[table.case]
    rows = np.arange(len(table))
    opened: Bools = ~available[rows, table.channel]
    available[rows, table.channel] = True
    return available, opened


def _on_channel(eco: Ecosystem, last: Ints) -> Floats:
    """1 at the channel of each contact's ``last`` one, 0 elsewhere; shape (rows, channels)."""
    out = np.zeros((len(eco.table), len(eco.channels)))
    some = np.flatnonzero(last >= 0)
    out[some, eco.table.channel[last[some]]] = 1.0
    return out


def _last_before(eco: Ecosystem, *, own: bool) -> Ints:
    """Row of the last contact that the sender (or the other side) made before each one, or -1."""
    table = eco.table
    between = dyadic(table)
    found = np.full(len(table), -1)
    for side in range(2):
        asks = table.sender == (side if own else 1 - side)
        found[asks] = _before(between & (table.sender == side), table.offsets)[asks]
    return found


def _last_on_channels(eco: Ecosystem) -> Ints:
    """Row of each sender's last contact over each channel before each one; (rows, channels)."""
    table = eco.table
    between = dyadic(table)
    found = np.full((len(table), len(eco.channels)), -1)
    for side in range(2):
        own = table.sender == side
        for channel in range(len(eco.channels)):
            uses = between & own & (table.channel == channel)
            found[own, channel] = _before(uses, table.offsets)[own]
    return found


def _before(mask: Bools, offsets: Array) -> Ints:
    """Row of the last true one before each row, within its segment, or -1."""
    last = segment_forward(mask, offsets)
    before = np.concatenate(([-1], last[:-1])) if len(last) else last
    before[offsets[:-1][np.diff(offsets) > 0]] = -1
    return before
