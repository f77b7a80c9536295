"""What claims about media read off a record in the same way."""

from __future__ import annotations

import math

import numpy as np

from mediaeco.analysis import Ratings, frame_lifecycle
from mediaeco.analysis.synchronicity import fit, synchronicity
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import MediumFit
from mediaeco.kernels.array import Array, Bools, Floats
from mediaeco.media import naturalness, richness
from mediaeco.media.process import contact_need
from mediaeco.model import Channel
from mediaeco.theory.judgement import Bound, Judgement, compared, undecided
from mediaeco.theory.reading import alliance_ratings, rank_correlation, total_so_far

__all__ = [
    "CLARIFYING",
    "CONVERGENT",
    "agreed_where_fit",
    "channel_index",
    "chosen_by",
    "clarified",
    "clarified_with_use",
    "conveyance_clarified",
    "go_together",
    "mean_so_far",
    "mediated",
    "naturally_clarified",
    "rises_with",
]

CLARIFYING = ("clarification", "repair")
"""Purposes of a contact that shows that one before it was not understood (library default)."""

CONVERGENT = 0.5
"""Convergence share of a contact from which on it is convergence more than conveyance (library
default)."""


def channel_index(eco: Ecosystem, of: MediumFit) -> Floats:
    """Synchronicity, richness or naturalness of each channel; NaN without a profile of it."""
    return np.array([_index(channel, of) for channel in eco.channels], dtype=np.float64)


def _index(channel: Channel, of: MediumFit) -> float:
    if of is MediumFit.SYNCHRONICITY:
        return synchronicity(channel.capability)
    if of is MediumFit.RICHNESS:
        return math.nan if channel.richness is None else richness(channel.richness)
    return math.nan if channel.naturalness is None else naturalness(channel.naturalness)


def mediated(eco: Ecosystem) -> Bools:
    """Channels over which people do not meet in one place; false also where that is not known."""
    return np.array(
        [c.naturalness is not None and c.naturalness.co_location < 1 for c in eco.channels],
        dtype=bool,
    )


def clarified(eco: Ecosystem) -> Floats:
    """Contacts that had to be clarified: 1, or 0; shape (rows,).

    A contact for clarifying or mending is about the one that it answers or, where it answers none,
    about the one before it.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    array
        NaN for a contact that did not come about, that was the last of its case, or after which
        nobody recorded what the next one was for.
    """
    table = eco.table
    found = np.full(len(table), math.nan)
    rows = np.flatnonzero(came_about(table))
    here, after = rows[:-1], rows[1:]
    same = table.case[here] == table.case[after]
    here, after = here[same], after[same]
    found[here[table.purposes.counts[after] > 0]] = 0.0
    names = np.array([purpose.id in CLARIFYING for purpose in eco.purposes], dtype=bool)
    clarifying = np.zeros(len(table), dtype=bool)
    clarifying[table.purposes.rows[names[table.purposes.values]]] = True
    reply = table.reply_row[after]
    about = np.where(reply >= 0, reply, here)[clarifying[after]]
    came = came_about(table)
    found[about[came[about]]] = 1.0
    return found


def conveyance_clarified(eco: Ecosystem, of: MediumFit, bound: Bound) -> Judgement:
    """Hold against 0 how far what was conveyed is clarified the more, the higher its channel."""
    with np.errstate(invalid="ignore"):
        conveyed = contact_need(eco) < CONVERGENT
    return go_together(
        channel_index(eco, of)[eco.table.channel][conveyed],
        clarified(eco)[conveyed],
        bound,
        otherwise="three contacts that conveyed something are needed, over channels that differ, "
        "of which some were clarified",
    )


def naturally_clarified(eco: Ecosystem, bound: Bound) -> Judgement:
    """Hold against 0 how far contacts are clarified the more, the more natural their channel."""
    return go_together(
        channel_index(eco, MediumFit.NATURALNESS)[eco.table.channel],
        clarified(eco),
        bound,
        otherwise="three contacts over channels that differ in naturalness are needed, of which "
        "some were clarified",
    )


def go_together(one: Array, other: Array, bound: Bound, *, otherwise: str) -> Judgement:
    """Hold the rank correlation of two numbers a contact (or a rating) against 0.

    Parameters
    ----------
    one, other
        Where either is NaN nothing is said; one shape.
    bound
        As in `compared`.
    otherwise
        Why the claim is undecided, should fewer than three say anything, or one be the same
        throughout.

    Returns
    -------
    Judgement
        Of Spearman's correlation.
    """
    found = _together(one, other)
    return undecided(otherwise) if math.isnan(found) else compared(found, bound, 0.0)


def clarified_with_use(eco: Ecosystem, bound: Bound) -> Judgement:
    """Hold against 0 how far contacts over media are clarified the more, the more came before.

    Contacts before are those over the same channel; contacts in one place are left out.
    """
    table = eco.table
    came, width = came_about(table), len(eco.channels)
    before = np.zeros(len(table))
    for channel in range(width):
        on = table.channel == channel
        before[on] = np.cumsum(came[on]) - came[on]
    over = mediated(eco)[table.channel]
    return go_together(
        before[over],
        clarified(eco)[over],
        bound,
        otherwise="three contacts that are not face to face are needed, of which some were "
        "clarified",
    )


def chosen_by(eco: Ecosystem, one: MediumFit, other: MediumFit) -> Judgement:
    """Do purposes go with one index of their channels more closely than with another?"""
    need = contact_need(eco)
    which = eco.table.channel
    first, second = (_together(need, channel_index(eco, of)[which]) for of in (one, other))
    if math.isnan(first) or math.isnan(second):
        return undecided(
            "three contacts for purposes of different need are needed, over channels that differ "
            "in both indices"
        )
    return compared(first, ">", second)


def agreed_where_fit(eco: Ecosystem, of: MediumFit) -> Judgement:
    """Were elements agreed over channels fitter for them than the others in use, on average?

    Parameters
    ----------
    eco
        One case.
    of
        What makes a channel fit for an element: that its synchronicity is near to what the element
        needs, or its richness or naturalness alone.

    Returns
    -------
    Judgement
        Of the mean lead over the channels in use.
    """
    row = frame_lifecycle(eco).agreed_row[0]
    element = np.flatnonzero(row >= 0)
    if len(element) == 0:
        return undecided("no element was agreed")
    used = np.unique(eco.table.channel)
    if len(used) < 2:
        return undecided("only one channel was used, so that none could be chosen")
    stands = channel_index(eco, of)[:, None]
    if np.isnan(stands[used]).any():
        return undecided(f"a channel in use has no profile of {of}")
    need = np.array([eco.elements[e].need for e in element])
    good = fit(stands, need) if of is MediumFit.SYNCHRONICITY else stands + 0 * need
    chosen = eco.table.channel[row[element]]
    ahead = good[chosen, np.arange(len(element))] - good[used].mean(axis=0)
    return compared(float(ahead.mean()), ">", 0.0)


def _together(one: Array, other: Array) -> float:
    known = ~(np.isnan(one) | np.isnan(other))
    return rank_correlation(one[known], other[known])


def mean_so_far(eco: Ecosystem, rated: Ratings, values: Floats) -> Floats:
    """Mean of a number a contact over the contacts up to each rating; NaN before the first."""
    known = np.where(np.isnan(values), math.nan, 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total_so_far(eco, rated, values) / total_so_far(eco, rated, known)
    # Means that differ by rounding alone are of one rank.
    return np.asarray(mean.round(9))


def rises_with(eco: Ecosystem, values: Floats, *, what: str) -> Judgement:
    """Does the alliance rise with the mean of a number of the contacts so far?"""
    rated = alliance_ratings(eco)
    return go_together(
        mean_so_far(eco, rated, values),
        rated.share,
        ">",
        otherwise=f"three ratings of the alliance that differ are needed, with contacts between "
        f"them over which {what} changes",
    )
