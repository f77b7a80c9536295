"""What claims about media read off the alliance of a cohort in the same way."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import MediumFit
from mediaeco.kernels.array import Bools, Floats
from mediaeco.kernels.group import group_mean
from mediaeco.media import rating_curves
from mediaeco.theory.case_test import difference_test, within_test
from mediaeco.theory.judgement import Judgement, by_test, undecided
from mediaeco.theory.media_reading import channel_index

__all__ = [
    "CLOSED",
    "MANY",
    "SAME",
    "AllianceByMedium",
    "alike",
    "alliance_by_medium",
    "contrast",
    "gap_closes",
    "richer_higher",
]

CLOSED = 0.5
"""Share of a gap that must have closed to count as closing (library default: no theory names a
number)."""

MANY = 8
"""Contacts between the first rating and the last one for a relationship to have had time (library
default: the theories say "more messages", and name no number)."""

SAME = 0.1
"""Difference of the alliance, as a share of its scale, that is still none (library default)."""


@frozen(kw_only=True, eq=False)
class AllianceByMedium:
    """The alliance at first and at last, in cases over richer and over leaner media.

    Parameters
    ----------
    early, late
        Mean over raters and scales of their first and their last rating, from 0 to 1, with `MANY`
        contacts between them; NaN without such ratings; shape (cases,).
    above, below
        Cases whose main medium, that of most contacts, stands above (below) the middle between the
        highest and the lowest main medium of the cohort; shape (cases,).
    """

    early: Floats
    late: Floats
    above: Bools
    below: Bools

    @property
    def missing(self) -> str:
        """What is missing for a comparison; empty where nothing is."""
        if np.isnan(self.late).all():
            return f"no case has ratings of the alliance with {MANY} contacts between them"
        if not (self.above.any() and self.below.any()):
            return "the cases that were rated do not differ in their main medium"
        return ""

    @property
    def early_gap(self) -> float:
        """By how much the alliance was rated higher at first over the higher media."""
        return float(self.early[self.above].mean() - self.early[self.below].mean())


def alliance_by_medium(eco: Ecosystem, of: MediumFit) -> AllianceByMedium:
    """Where did the alliance begin and end, over media that stand high and low?

    Parameters
    ----------
    eco
        A cohort.
    of
        What media are ranked by.

    Returns
    -------
    AllianceByMedium
        By case.
    """
    curves = rating_curves(eco)
    scale = np.unique(curves.scale, return_inverse=True)[1]
    order = np.lexsort((curves.contacts, scale, curves.side, curves.case))
    series = np.stack((curves.case, curves.side, scale))[:, order]
    begins = np.flatnonzero(np.diff(series, prepend=-1).any(axis=0))
    ends = np.append(begins[1:], len(order))[: len(begins)] - 1
    first, last = order[begins], order[ends]
    lasted = curves.contacts[last] - curves.contacts[first] >= MANY
    first, last = first[lasted], last[lasted]
    cases = len(eco.cases)
    early = group_mean(curves.case[first], curves.rating[first], cases)
    late = group_mean(curves.case[last], curves.rating[last], cases)
    stands = group_mean(
        curves.case[last], channel_index(eco, of)[curves.main[last]].astype(np.float64), cases
    )
    known = stands[~np.isnan(stands)]
    middle = (known.min() + known.max()) / 2 if len(known) and np.ptp(known) > 1e-9 else math.nan
    with np.errstate(invalid="ignore"):
        above, below = stands > middle, stands < middle
    return AllianceByMedium(early=early, late=late, above=above, below=below)


def gap_closes(eco: Ecosystem, *, claimed: bool) -> Judgement:
    """Did more than `CLOSED` of the gap between richer and leaner media close?

    Of each case ``last - (1 - CLOSED) first`` is tested, which is equal over both media where just
    that share of the gap has closed.

    Parameters
    ----------
    eco
        A cohort.
    claimed
        True where it is claimed that more of it closed, false where less.

    Returns
    -------
    Judgement
        By permutation of cases; undecided also where there was no gap at first.
    """
    found = alliance_by_medium(eco, MediumFit.RICHNESS)
    if found.missing:
        return undecided(found.missing)
    if not found.early_gap > 1e-9:  # beside rounding
        return undecided("there was no gap at first that could close")
    value = found.late - (1 - CLOSED) * found.early
    lean, rich = value[found.below], value[found.above]
    return by_test(difference_test(lean, rich) if claimed else difference_test(rich, lean))


def richer_higher(eco: Ecosystem, *, at_last: bool, claimed: bool) -> Judgement:
    """Is the alliance higher over richer media, at first or at last?

    Parameters
    ----------
    eco
        A cohort.
    at_last
        True for the last ratings, false for the first ones.
    claimed
        True where it is claimed to be higher, false where lower.

    Returns
    -------
    Judgement
        By permutation of cases.
    """
    found = alliance_by_medium(eco, MediumFit.RICHNESS)
    if found.missing:
        return undecided(found.missing)
    value = found.late if at_last else found.early
    lean, rich = value[found.below], value[found.above]
    return by_test(difference_test(rich, lean) if claimed else difference_test(lean, rich))


def alike(eco: Ecosystem, of: MediumFit, *, at_last: bool) -> Judgement:
    """Does the alliance differ by less than `SAME` between media, at first or at last?

    Parameters
    ----------
    eco
        A cohort.
    of
        What media are ranked by.
    at_last
        True for the last ratings, false for the first ones.

    Returns
    -------
    Judgement
        By two one-sided tests.
    """
    found = alliance_by_medium(eco, of)
    if found.missing:
        return undecided(found.missing)
    value = found.late if at_last else found.early
    apart = contrast(value[found.above], value[found.below])
    return by_test(within_test(apart, bound=SAME), bound="<", required=SAME)


def contrast(first: Floats, second: Floats) -> Floats:
    """Numbers whose mean is the difference of two means, with the spread of that difference.

    With n and m values and the middle c between their means: ``(x - c) (n + m) / n`` of the first
    and ``(c - y) (n + m) / m`` of the second, so that a test of one mean tests the difference.

    Parameters
    ----------
    first, second
        At least one value each.

    Returns
    -------
    array
        Shape (n + m,).

    Notes
    -----
    *Laws*: the mean is ``mean(first) - mean(second)``; the groups the other way round give the same
    values with the other sign.

    Examples
    --------
    >>> contrast(np.array([3.0, 5.0]), np.array([1.0, 1.0])).mean()
    np.float64(3.0)
    """
    middle, count = (first.mean() + second.mean()) / 2, len(first) + len(second)
    return np.concatenate(
        ((first - middle) * count / len(first), (middle - second) * count / len(second))
    )
