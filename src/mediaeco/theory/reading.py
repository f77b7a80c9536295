"""What several claims read off a record in the same way."""

from __future__ import annotations

import math

import attrs
import numpy as np

from mediaeco.analysis import Ratings, frame_lifecycle, is_session, ratings
from mediaeco.analysis.rated import overall_alliance
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.theory.case_test import CaseTest, rank_test

__all__ = [
    "agreed_rows",
    "alliance_change",
    "alliance_ratings",
    "contacts_before",
    "face_to_face",
    "final_alliance",
    "met_or_mediated",
    "partial_rank_test",
    "rank_correlation",
    "total_so_far",
]


def agreed_rows(eco: Ecosystem) -> Ints:
    """Rows of one case at which its elements were first agreed, in order; shape (agreed,)."""
    rows = frame_lifecycle(eco).agreed_row
    return np.asarray(np.sort(rows[rows >= 0]))


def alliance_ratings(eco: Ecosystem, *, role: str | None = None) -> Ratings:
    """Ratings of the alliance of the two as a whole, by whoever, or by one side.

    Parameters
    ----------
    eco
        One case or a cohort.
    role
        ``"therapist"`` or ``"patient"``; None: whoever rated.

    Returns
    -------
    Ratings
        Without those of a channel, and without subscales that stand beside their total.
    """
    found = ratings(eco, constructs=("alliance",))
    of_two = {id(m) for head in eco.cases for m in overall_alliance(head)}
    kept = np.array(
        [id(m) in of_two for head in eco.cases for m in head.measures if m.construct == "alliance"],
        dtype=bool,
    )
    if role is not None:
        kept &= found.role == role
    return found.take(kept)


def contacts_before(eco: Ecosystem, found: Ratings) -> Ints:
    """Contacts between the two that had come about when each rating was given."""
    return total_so_far(eco, found, np.ones(len(eco))).astype(np.int64)


def total_so_far(eco: Ecosystem, rated: Ratings, values: Array) -> Floats:
    """Sum of a number a contact over the contacts up to each rating; shape (ratings,).

    Contacts that did not come about, and those whose number is NaN, add nothing.
    """
    table = eco.table
    counted = came_about(table) & ~np.isnan(values)
    total = np.concatenate(([0.0], np.cumsum(np.where(counted, values, 0.0))))
    begin = table.offsets[rated.case]
    return np.asarray(total[np.maximum(rated.row + 1, begin)] - total[begin])


def rank_correlation(one: Array, other: Array) -> float:
    """Spearman's correlation; NaN where either is the same throughout, or of fewer than three.

    Examples
    --------
    >>> rank_correlation(np.array([1, 2, 3]), np.array([2, 4, 9]))
    1.0
    """
    from scipy.stats import rankdata

    if len(one) < 3 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return math.nan
    x, y = (rankdata(values) - (len(values) + 1) / 2 for values in (one, other))
    return round(float((x * y).sum() / np.sqrt((x * x).sum() * (y * y).sum())), 12)


def final_alliance(eco: Ecosystem, *, role: str | None = None, after: Ints | None = None) -> Floats:
    """How each case ended: the last rating of the alliance, each rater counting once.

    Parameters
    ----------
    eco
        One case or a cohort.
    role
        ``"therapist"`` or ``"patient"``; None: whoever rated.
    after
        Row of each case that a rating must not lie before, -1 for any; shape (cases,).

    Returns
    -------
    array
        By the ends of the scale, from 0 to 1; NaN where there is none; shape (cases,).
    """
    found = alliance_ratings(eco, role=role)
    if after is not None:
        found = found.take(found.row >= after[found.case])
    people = int(found.rater.max(initial=-1)) + 1
    key = found.case * people + found.rater
    latest = np.full(len(eco.cases) * people, np.iinfo(np.int64).min)
    np.maximum.at(latest, key, found.micros)
    last = found.micros == latest[key]
    with np.errstate(invalid="ignore"):
        by_rater = np.bincount(key[last], found.share[last], len(latest)) / np.bincount(
            key[last], minlength=len(latest)
        )
    return _known_mean(by_rater.reshape(len(eco.cases), people))


def alliance_change(eco: Ecosystem, since: Ints, until: Ints) -> Floats:
    """Change of the alliance of one case over some stretches of its contacts.

    Parameters
    ----------
    eco
        One case.
    since, until
        Rows: a change is that from the last rating before contact ``since`` to the first one given
        at contact ``until`` or later, by the same rater on the same scale; shape (stretches,).

    Returns
    -------
    array
        Mean over raters and scales, from -1 to 1; NaN where none has both ratings; shape
        (stretches,).
    """
    found = alliance_ratings(eco)
    names = [f"{rater}\t{label}" for rater, label in zip(found.rater, found.label, strict=True)]
    series, of = np.unique(np.array(names, dtype=np.str_), return_inverse=True)
    change = np.full((len(since), len(series)), math.nan)
    for k in range(len(series)):
        row, share = found.row[of == k], found.share[of == k]
        before = np.searchsorted(row, since) - 1
        after = np.searchsorted(row, until)
        told = (before >= 0) & (after < len(row))
        change[told, k] = share[after[told]] - share[before[told]]
    return _known_mean(change)


def face_to_face(eco: Ecosystem) -> Floats:
    """1 for each channel over which people meet in one place, 0 for any other; shape (channels,).

    NaN where a live channel has no profile of naturalness, which is what tells.
    """
    profiles = [(channel.live, channel.naturalness) for channel in eco.channels]
    return np.array(
        [
            0.0 if not live else math.nan if profile is None else float(profile.co_location == 1)
            for live, profile in profiles
        ],
        dtype=np.float64,
    )


def met_or_mediated(eco: Ecosystem) -> Floats:
    """1 for a therapy whose sessions were all face to face, 0 for one whose were all mediated.

    A therapy without sessions is one of messages: there all contacts that came about are looked at.

    Returns
    -------
    array
        NaN where both occurred, or neither, or a channel does not tell; shape (cases,).
    """
    table = eco.table
    sessions = is_session(eco)
    cases = len(eco.cases)
    some = np.bincount(table.case[sessions], minlength=cases) > 0
    kept = np.where(some[table.case], sessions, came_about(table))
    case, where = table.case[kept], face_to_face(eco)[table.channel[kept]]
    with np.errstate(invalid="ignore"):
        share = np.bincount(case, where, cases) / np.bincount(case, minlength=cases)
    return np.where((share == 0) | (share == 1), share, math.nan)


def partial_rank_test(one: Floats, other: Floats, given: Floats) -> CaseTest:
    """Do two numbers a case rise together beyond what a third one tells of either?

    `rank_test` of what a straight line over the ranks of ``given`` leaves of the ranks of both.

    Parameters
    ----------
    one, other, given
        One a case each; cases with a NaN in any say nothing.

    Returns
    -------
    CaseTest
        NaN where the third leaves nothing of either: the two cannot be told apart. Its p is about
        right, and a little small in few cases: the residuals that are exchanged share a fitted
        line.

    Notes
    -----
    *Laws*: swapping the first two changes nothing; a third number that is the same in all cases
    leaves `rank_test`.

    Examples
    --------
    >>> test = partial_rank_test(np.arange(6.0), np.arange(6.0), np.arange(6.0))
    >>> (test.side, test.p)
    (0, nan)
    """
    told = ~(np.isnan(one) | np.isnan(other) | np.isnan(given))
    x, y = (_beyond(np.asarray(values)[told], given[told]) for values in (one, other))
    return attrs.evolve(rank_test(x, y), name="permutation of pairings, a third number apart")


def _beyond(values: Array, given: Array) -> Floats:
    """Residual of the ranks of one number on those of another, without rounding's leftovers."""
    from scipy.stats import rankdata

    v, g = (rankdata(column) - (len(column) + 1) / 2 for column in (values, given))
    square = float(g @ g)
    left = v - g * (float(g @ v) / square if square > 0 else 0.0)
    return np.asarray(np.round(left, 9), dtype=np.float64)


def _known_mean(values: Floats) -> Floats:
    """Mean of each row over what is known of it; NaN where nothing is."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(known, values, 0.0).sum(axis=1) / known.sum(axis=1))
