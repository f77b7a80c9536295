"""Niches of media in ratings of what each gratifies."""

from __future__ import annotations

from typing import Literal

import numpy as np

from mediaeco.kernels.array import Floats

__all__ = ["Missing", "niche_breadth", "niche_overlap_distance", "niche_superiority"]

Missing = Literal["respondent", "item"]
"""What a missing rating (NaN) takes with it: all that the respondent says of the medium, or of the
two compared (``"respondent"``); or that item alone (``"item"``)."""


def niche_breadth(
    ratings: Floats, *, low: float, high: float, missing: Missing = "respondent"
) -> Floats:
    """How much of all that could be gratified does each medium gratify?

    ``B_i = 1/N sum over n of (sum over k of g_ink - K low) / (K (high - low))``

    Parameters
    ----------
    ratings
        Shape (respondents, media, gratifications), from ``low`` to ``high``; NaN where missing.
    low, high
        Ends of the scale.
    missing
        What a missing rating takes with it. With ``"item"`` K counts the items rated.

    Returns
    -------
    Floats
        Shape (media,), from 0 (a specialist that serves nothing) to 1 (a generalist that serves
        all); NaN where nobody's ratings are left.

    Notes
    -----
    *Theory*: dimmick2003; published (the formula as commonly cited; not compared with the book).
    The rule for missing ratings is the library's.

    *Laws*: 0 where all ratings are at the low end, 1 at the high end; never falls as a rating
    rises; the order of respondents and items changes nothing.

    Examples
    --------
    >>> niche_breadth(np.array([[[1.0, 3.0], [1.0, 1.0]]]), low=1, high=5)
    array([0.25, 0.  ])
    """
    share = (np.asarray(ratings, dtype=np.float64) - low) / (high - low)
    return _mean(_mean_items(share, missing), axis=0)


def niche_overlap_distance(ratings: Floats, *, missing: Missing = "respondent") -> Floats:
    """How far apart are the niches of two media?

    ``O_ij = 1/N sum over n of sqrt(sum over k of (g_ink - g_jnk)^2 / K)``

    **A distance**: 0 means the same niche, and *small means much overlap*.

    Parameters
    ----------
    ratings
        Shape (respondents, media, gratifications); NaN where missing.
    missing
        What a missing rating takes with it, in each pair of media.

    Returns
    -------
    Floats
        Shape (media, media), from 0 to the length of the scale; NaN where nobody rated both.

    Notes
    -----
    *Theory*: dimmick2003, whose *niche overlap* this is; published (the formula as commonly cited;
    not compared with the book). The rule for missing ratings is the library's.

    *Laws*: a metric over media: 0 on identity, symmetric, and with complete ratings the triangle
    inequality holds. (With missing ratings each pair has respondents of its own, and it may not.)

    Examples
    --------
    >>> niche_overlap_distance(np.array([[[1.0, 3.0], [4.0, 3.0]]])).round(3)
    array([[0.   , 2.121],
           [2.121, 0.   ]])
    """
    rated = np.asarray(ratings, dtype=np.float64)
    media = rated.shape[1]
    apart = np.empty((media, media))
    for i in range(media):
        squares = (rated - rated[:, i : i + 1]) ** 2
        apart[i] = _mean(np.sqrt(_mean_items(squares, missing)), axis=0)
    return apart


def niche_superiority(ratings: Floats, *, missing: Missing = "respondent") -> Floats:
    """How much does one medium gratify where it gratifies more than another?

    ``S_i>j = 1/N sum over n of sum over k of g_ink [g_ink > g_jnk]``

    Parameters
    ----------
    ratings
        Shape (respondents, media, gratifications); NaN where missing.
    missing
        What a missing rating takes with it, in each pair of media. With ``"item"`` the sum over
        the items rated is scaled up to all K.

    Returns
    -------
    Floats
        Shape (media, media), row superior to column; from 0 to K times the high end (for ratings
        of at least 0); NaN where nobody rated both.

    Notes
    -----
    *Theory*: dimmick2003; published (the formula as commonly cited; not compared with the book).
    Whether a difference between S_i>j and S_j>i is more than chance is a paired test, which is not
    made here.

    *Laws*: 0 against itself; ``S_i>j + S_j>i`` is at most K times the high end.

    Examples
    --------
    >>> niche_superiority(np.array([[[1.0, 5.0], [4.0, 3.0]]]))
    array([[0., 5.],
           [4., 0.]])
    """
    rated = np.asarray(ratings, dtype=np.float64)
    media, items = rated.shape[1:]
    superior = np.empty((media, media))
    for i in range(media):
        own = np.broadcast_to(rated[:, i : i + 1], rated.shape)
        won = np.where(own > rated, own, 0.0)
        won[np.isnan(own) | np.isnan(rated)] = np.nan
        superior[i] = _mean(_mean_items(won, missing) * items, axis=0)
    return superior


def _mean_items(values: Floats, missing: Missing) -> Floats:
    """Mean over items; NaN where a respondent is to be left out."""
    if missing == "respondent":
        with np.errstate(invalid="ignore", divide="ignore"):
            whole: Floats = values.sum(axis=2) / values.shape[2]
        return whole
    return _mean(values, axis=2)


def _mean(values: Floats, axis: int) -> Floats:
    """Mean over what is known, NaN where nothing is."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Floats = np.where(known, values, 0.0).sum(axis=axis) / known.sum(axis=axis)
    return mean
