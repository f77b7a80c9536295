"""How a relationship grows with contacts over a medium: as expected, and as it was rated."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import Ratings, ratings
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["RatingCurves", "curve_gap", "rating_curves", "relationship_curve"]


def relationship_curve(n: Floats | Ints | float, *, rate: float, ceiling: float = 1.0) -> Floats:
    """How far has a relationship come after so many contacts over a medium?

    ``R(n) = ceiling (1 - exp(-rate n))``

    Parameters
    ----------
    n
        Contacts so far, at least 0.
    rate
        How much of what is left each contact adds, above 0: lower for media with fewer cues.
    ceiling
        Where the relationship comes to, above 0. Social information processing: the same for every
        medium. Hyperpersonal: it may be higher for a medium than face to face. Media richness and
        synchronicity, read as ceilings: lower for a leaner medium. Library default 1: the curve is
        then the share of what can be reached.

    Returns
    -------
    array
        From 0 to ``ceiling``, in its unit.

    Raises
    ------
    InvalidCaseError
        Where ``rate`` or ``ceiling`` is not above 0, or a count is negative.

    Notes
    -----
    *Theory*: walther1992 (relationships over media need more messages, and arrive),
    walther1996 (hyperpersonal); the curve is the library's proposal.

    *Laws*: 0 at 0; rises with n and with the rate; never reaches the ceiling but in rounding.

    Examples
    --------
    >>> relationship_curve(np.array([0, 5, 20]), rate=0.12).round(2)
    array([0.  , 0.45, 0.91])
    """
    for name, value in (("rate", rate), ("ceiling", ceiling)):
        if not 0 < value < float("inf"):
            raise InvalidCaseError(
                f"relationship_curve.{name}", "a number above 0", shown(float(value))
            )
    contacts = np.asarray(n, dtype=np.float64)
    if (contacts < 0).any():
        raise InvalidCaseError("relationship_curve.n", "counts of at least 0", "a negative one")
    return np.asarray(-ceiling * np.expm1(-rate * contacts), dtype=np.float64)


def curve_gap(
    n: Floats | Ints | float,
    *,
    rates: tuple[float, float],
    ceilings: tuple[float, float] = (1.0, 1.0),
) -> Floats:
    """How far is one medium ahead of another after so many contacts over either?

    ``R_1(n) - R_2(n)``, see `relationship_curve`.

    Parameters
    ----------
    n
        Contacts so far.
    rates, ceilings
        Of the first medium and of the second; ceilings are 1 (library default) where media differ
        in pace alone.

    Returns
    -------
    array
        Below 0 where the second is ahead.

    Notes
    -----
    *Theory*: walther1992; with equal ceilings the gap closes, with unequal ones it goes to their
    difference: the contrast that many contacts decide, and a comparison after few cannot.

    *Laws*: 0 at 0; goes to the difference of the ceilings; the other way round it changes its sign.

    Examples
    --------
    >>> curve_gap(np.array([5, 20, 59]), rates=(0.30, 0.12)).round(3)
    array([0.326, 0.088, 0.001])
    """
    first = relationship_curve(n, rate=rates[0], ceiling=ceilings[0])
    return first - relationship_curve(n, rate=rates[1], ceiling=ceilings[1])


@frozen(kw_only=True, eq=False, repr=False)
class RatingCurves(Result):
    """Ratings of the relationship by contacts so far, and by the channel that carried them.

    Parameters
    ----------
    cases, channels
        Ids.
    case
        Case of each rating; shape (ratings,), as all that follow.
    side
        0 for the therapist, 1 for the patient, and above for others.
    contacts
        Contacts between the two that had come about when the rating was given.
    main
        Code of the channel that most of them went over (of several, the one that was used
        first); -1 before the first contact.
    share
        Share of them that went over that channel, from 0 to 1; NaN before the first.
    rating
        The rating by the ends of its scale, from 0 to 1.
    scale
        Instrument and scale, as ``"WAI-SR bond"``: ratings on different ones are never merged.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    side: Ints
    contacts: Ints
    main: Ints
    share: Floats
    rating: Floats
    scale: Array

    def to_frame(self) -> TidyTable:
        """One row a rating."""
        names = np.array([*self.channels, ""], dtype=np.str_)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "side": self.side,
                "contacts": self.contacts,
                "channel": names[self.main],
                "channel_share": self.share,
                "rating": self.rating,
                "scale": self.scale,
            }
        )


def rating_curves(eco: Ecosystem, *, construct: str = "alliance") -> RatingCurves:
    """How did ratings of the relationship grow with contacts, over which channels?

    Parameters
    ----------
    eco
        One case or a cohort; a comparison of channels needs a cohort.
    construct
        What the ratings measure. Ratings about a channel are left out: they are of no relationship
        between people.

    Returns
    -------
    RatingCurves
        By rating: what "the gap between media closes with contacts" (social information
        processing) and "it stays" (media richness) can be told apart on. Nothing is fitted here.

    Notes
    -----
    *Theory*: walther1992; the empirical counterpart of `relationship_curve`, library's proposal.
    Which channel a rating speaks of is never recorded of a relationship; the channel of most
    contacts so far stands in for it, with its share beside it.

    *Laws*: one row a rating of the construct that is about no channel; contacts never exceed
    those of the case; the order in which channels are listed changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = rating_curves(Ecosystem(read_example("first-contact")))
    >>> bool((found.rating <= 1).all())
    True
    """
    found = ratings(eco, constructs=(construct,))
    found = found.take(found.channel < 0)
    carried, begun = _carried(eco, found)
    total = carried.sum(axis=1)
    most = carried.max(axis=1, initial=0)
    main = np.zeros(len(total), dtype=np.int64)
    if carried.shape[1]:
        main = np.where(carried == most[:, None], begun, len(eco.table)).argmin(axis=1)
    with np.errstate(invalid="ignore"):
        share = most / total
    return RatingCurves(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        case=found.case,
        side=found.rater,
        contacts=total,
        main=np.where(total > 0, main, -1),
        share=share,
        rating=found.share,
        scale=found.label,
    )


def _carried(eco: Ecosystem, found: Ratings) -> tuple[Ints, Ints]:
    """Contacts between the two that came about by the time of each rating, and row of the first.

    Both of shape (ratings, channels); the row means nothing where there is no contact.
    """
    table, shape = eco.table, (len(found), len(eco.channels))
    counted = came_about(table)
    begin = table.offsets[found.case]
    carried, begun = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for channel in range(shape[1]):
        rows = np.flatnonzero(counted & (table.channel == channel))
        before = np.searchsorted(rows, begin)
        # Without a contact before the rating, its row is -1, and nothing lies up to there.
        carried[:, channel] = np.searchsorted(rows, np.maximum(found.row + 1, begin)) - before
        begun[:, channel] = np.append(rows, len(table))[before]
    return carried, begun
