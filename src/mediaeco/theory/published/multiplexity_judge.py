"""How a record is held against media multiplexity's claims."""

from __future__ import annotations

import math
from itertools import permutations, product

import numpy as np

from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.media import Multiplexity, guttman_scale, multiplexity
from mediaeco.model import Channel
from mediaeco.theory.case_test import CaseTest, rank_test
from mediaeco.theory.judgement import Bound, Judgement, Verdict, by_test, compared, undecided
from mediaeco.theory.reading import partial_rank_test

__all__ = [
    "ORDERS",
    "PUBLIC",
    "REPLICATES",
    "REPRODUCED",
    "channels_beyond_contacts",
    "channels_strengthen",
    "contacts_beyond_channels",
    "escalates",
    "more_channels",
    "nested",
]

REPRODUCED = 0.9
"""Reproducibility from which on media use is conventionally called a scale (guttman1944)."""

ORDERS = 120
"""Orders of equally common channels, of which the best counts (library default); with more of them
no order stands out."""

REPLICATES = 1_999
"""Random repertoires that nested ones are held against (library default)."""

PUBLIC = 0.5
"""Visibility above which a channel counts as a public one (library default: the visibility of
channels is nobody's measurement)."""


def channels_strengthen(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance rises with the channels of a tie."""
    return more_channels(eco, 1.0)


def more_channels(eco: Ecosystem, sign: float) -> Judgement:
    """Judge whether the alliance rises (``sign`` 1) or falls (-1) with the channels of a tie."""
    found = multiplexity(eco)
    return _of_ties(found, rank_test(_counted(found.multiplexity), sign * found.alliance))


def channels_beyond_contacts(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance rises with channels, over cases of as many contacts."""
    found = multiplexity(eco)
    channels, contacts = _counted(found.multiplexity), _counted(found.contacts)
    return _of_ties(found, partial_rank_test(channels, found.alliance, contacts))


def contacts_beyond_channels(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance rises with contacts, over cases of as many channels."""
    found = multiplexity(eco)
    channels, contacts = _counted(found.multiplexity), _counted(found.contacts)
    return _of_ties(found, partial_rank_test(contacts, found.alliance, channels))


def _of_ties(found: Multiplexity, test: CaseTest) -> Judgement:
    if np.isnan(found.alliance).all():
        return undecided("nobody rated the alliance, which is how strong the tie is here")
    return by_test(test)


def _counted(numbers: Ints) -> Floats:
    """Channels or contacts by case; a case without any says nothing of a tie."""
    return np.where(numbers > 0, numbers.astype(np.float64), math.nan)


def nested(eco: Ecosystem) -> Judgement:
    """Judge whether repertoires are nested: who uses a rare channel uses the common ones too."""
    used = multiplexity(eco).used
    used = used[used.any(axis=1)][:, used.any(axis=0)]
    if len(used) < 3 or used.shape[1] < 2:
        return undecided("three ties over two channels are needed to see whether they are nested")
    if used.all():
        return undecided("all ties use the same channels, so that none could be out of order")
    orders = _orders(used)
    if orders is None:
        return undecided("too many channels are equally common to say which is built upon which")
    scales = [guttman_scale(used[:, order]) for order in orders]
    scale = max(scales, key=lambda one: one.reproducibility)
    required = max(REPRODUCED, scale.marginal)
    bound: Bound = ">" if scale.marginal >= REPRODUCED else ">="
    seen = f"what each channel's use alone reproduces is {scale.marginal:.2f}"
    found = compared(scale.reproducibility, bound, required, reason=seen)
    if found.verdict is Verdict.FAILS:
        return found
    return by_test(_by_chance(used, scale.reproducibility), bound=bound, required=required)


def _by_chance(used: Bools, reproducibility: float) -> CaseTest:
    """Would channels that as many ties use, each whichever, be as nested?

    Both sides are given the benefit of any order of channels equally common, which errs on the side
    of chance.
    """
    ties, width = used.shape
    counts = np.sort(used.sum(axis=0))[::-1]
    columns = np.argsort(-used.sum(axis=0), kind="stable")
    keys = np.random.default_rng(0).random((REPLICATES, ties, width))
    # The first so many in a random order: that many ties, whichever.
    chance = keys.argsort(axis=1).argsort(axis=1) < counts
    wrong = _errors(chance.reshape(-1, width), counts).reshape(REPLICATES, ties).sum(axis=1)
    observed = _errors(used[:, columns], counts).sum()
    p = (1 + int((wrong <= observed).sum())) / (REPLICATES + 1)
    return CaseTest(
        name="permutation of the users of each channel",
        statistic=reproducibility,
        side=1,
        p=min(1.0, 2 * p),
        cases=ties,
        smallest_p=2 / (REPLICATES + 1),
    )


def _errors(used: Bools, counts: Ints) -> Ints:
    """Entries of each tie out of order, whatever the order of channels that are equally common."""
    begins = np.flatnonzero(np.diff(counts, prepend=-1))
    have = np.add.reduceat(used.astype(np.int64), begins, axis=1)
    size = np.diff(np.append(begins, len(counts)))
    total = have.sum(axis=1)
    fit = np.minimum(have, np.clip(total[:, None] - begins, 0, size)).sum(axis=1)
    return np.asarray(2 * (total - fit))


def _orders(used: Bools) -> list[list[int]] | None:
    """Orders of channels that are equally common, which the scale leaves as they are given.

    Channels that the same ties use stand together, so that no order of channels or cases in the
    record decides; None where more than `ORDERS` are left.
    """
    alike: dict[bytes, list[int]] = {}
    for k, column in enumerate(used.T):
        alike.setdefault(column.tobytes(), []).append(k)
    common: dict[int, list[list[int]]] = {}
    for places in alike.values():
        common.setdefault(int(used[:, places[0]].sum()), []).append(places)
    if math.prod(math.factorial(len(blocks)) for blocks in common.values()) > ORDERS:
        return None
    ways = product(*(permutations(blocks) for blocks in common.values()))
    return [[k for blocks in way for places in blocks for k in places] for way in ways]


def escalates(eco: Ecosystem) -> Judgement:
    """Judge whether private channels are added to public ones, and live ones to those."""
    table = eco.table
    rows = np.flatnonzero(came_about(table))
    used, first = np.unique(table.channel[rows], return_index=True)
    layer = np.array([_layer(eco.channels[int(code)]) for code in used], dtype=np.float64)
    first, layer = first[~np.isnan(layer)], layer[~np.isnan(layer)]
    lower = layer[:, None] < layer[None, :]
    if not lower.any():
        return undecided("channels of two layers are needed: public, private, live")
    in_order = first[:, None] < first[None, :]
    return compared(float(in_order[lower].mean()), ">", 0.5)


def _layer(channel: Channel) -> float:
    """0 for a public channel, 1 for a private one, 2 for a live one; NaN where nobody tells."""
    if channel.live:
        return 2.0
    if channel.affordances is None:
        return math.nan
    return 0.0 if channel.affordances.visibility > PUBLIC else 1.0
