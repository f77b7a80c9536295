"""Over how many media two people are tied, and whether they build upon one another."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.history import prior_use
from mediaeco.analysis.rated import overall_alliance
from mediaeco.analysis.thread import dyadic
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.guttman import Counting, scale_errors, scale_order
from mediaeco.model import Result, TidyTable

__all__ = ["GuttmanScale", "Multiplexity", "guttman_scale", "multiplexity"]


@frozen(kw_only=True, eq=False, repr=False)
class GuttmanScale(Result):
    """Whether media use is cumulative: who uses a rare medium uses the common ones too.

    Parameters
    ----------
    media
        Names, from the commonest to the rarest.
    ties
        Ties that use each medium, in that order; shape (media,).
    errors
        Entries that the scale gets wrong, by tie, in the order given; shape (ties,).
    reproducibility
        CR = 1 - errors / (ties * media), from 0 to 1; .90 and more is conventionally called a
        scale; NaN without ties or media.
    marginal
        Minimal marginal reproducibility: what the commonest answer of each medium alone
        reproduces, .5 to 1. CR cannot fall far below it, so a high CR beside a high one says
        little. NaN as above.
    scalability
        (CR - marginal) / (1 - marginal), at most 1; .60 and more is conventionally called
        scalable. NaN also where every medium is used by all or by none.
    counting
        How errors were counted.
    """

    media: tuple[str, ...]
    ties: Ints
    errors: Ints
    reproducibility: float
    marginal: float
    scalability: float
    counting: Counting

    def to_frame(self) -> TidyTable:
        """One row a medium, from the commonest to the rarest."""
        count = max(len(self.errors), 1)
        return TidyTable(
            {
                "medium": np.array(self.media, dtype=np.str_),
                "ties": self.ties,
                "share": self.ties / count if len(self.errors) else np.full(len(self.ties), np.nan),
            }
        )

    def summary(self) -> TidyTable:
        """The coefficients."""
        return TidyTable(
            {
                "ties": [len(self.errors)],
                "media": [len(self.media)],
                "errors": [int(self.errors.sum())],
                "reproducibility": [self.reproducibility],
                "marginal": [self.marginal],
                "scalability": [self.scalability],
            }
        )


def guttman_scale(
    used: Bools, *, media: tuple[str, ...] = (), counting: Counting = "goodenough"
) -> GuttmanScale:
    """Do the media of ties form a cumulative scale?

    ``CR = 1 - errors / (n k)``

    Media are put in order of how many ties use them (those equally common stay as given; another
    order of them may count other errors). Errors are counted against the perfect row with as many
    media (``"goodenough"``: one medium out of place makes two errors), or against the perfect row
    that differs least (``"minimum"``: Guttman's own count, never higher).

    Parameters
    ----------
    used
        Whether a tie uses a medium; shape (ties, media).
    media
        Names of the media; empty: their numbers.
    counting
        How errors are counted (the default is that of goodenough1944, published).

    Returns
    -------
    GuttmanScale
        Coefficients and errors.

    Raises
    ------
    InvalidCaseError
        Where ``used`` is no table of truth values, or names or rule do not fit.

    Notes
    -----
    *Theory*: haythornthwaite2005 (media use within groups conformed to a unidimensional scale),
    guttman1944 (reproducibility), goodenough1944 (the count of errors); published.

    *Laws*: 1 for nested repertoires; between 0 and 1; the order of ties changes nothing; the
    minimum count never gives less than the other.

    Examples
    --------
    >>> nested = np.array([[1, 0, 0], [1, 1, 0], [1, 1, 1]], dtype=bool)
    >>> guttman_scale(nested).reproducibility
    1.0
    >>> guttman_scale(np.array([[1, 0], [1, 0], [0, 1]], dtype=bool)).reproducibility.__round__(3)
    0.667
    """
    used = np.asarray(used)
    if used.ndim != 2 or not np.isin(used, (0, 1)).all():
        raise InvalidCaseError(
            "guttman_scale.used", "truth values of the shape (ties, media)", str(used.shape)
        )
    ties, width = used.shape
    if media and len(media) != width:
        raise InvalidCaseError("guttman_scale.media", f"{width} names", str(len(media)))
    if counting not in ("goodenough", "minimum"):
        raise InvalidCaseError(
            "guttman_scale.counting", "'goodenough' or 'minimum'", shown(counting)
        )
    used = used.astype(bool)
    order = scale_order(used)
    errors = scale_errors(used, order, counting)
    names = media or tuple(str(number) for number in range(width))
    reproduced = marginal = scalable = float("nan")
    if ties and width:
        reproduced = 1 - float(errors.sum()) / (ties * width)
        share = used.mean(axis=0)
        marginal = float(np.maximum(share, 1 - share).mean())
        if marginal < 1:
            scalable = (reproduced - marginal) / (1 - marginal)
    return GuttmanScale(
        media=tuple(names[k] for k in order),
        ties=used.sum(axis=0)[order],
        errors=errors,
        reproducibility=reproduced,
        marginal=marginal,
        scalability=scalable,
        counting=counting,
    )


@frozen(kw_only=True, eq=False, repr=False)
class Multiplexity(Result):
    """Over how many media therapist and patient are tied, by case.

    Parameters
    ----------
    cases, channels
        Ids.
    used
        Whether both sides contacted one another over the channel; shape (cases, channels).
    latent
        Whether both have access to the channel, declared or shown by use with anybody, and no
        contact between the two has gone over it: a tie that could be and is not yet; shape
        (cases, channels).
    multiplexity
        Channels that both used; shape (cases,).
    contacts
        Contacts between the two, the usual stand-in for the strength of the tie; shape (cases,).
    alliance
        Mean of all ratings of the alliance of the two as a whole (none about a channel, no part
        beside its total), each by the ends of its scale, from 0 to 1; NaN where there
        is none; shape (cases,).
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    used: Bools
    latent: Bools
    multiplexity: Ints
    contacts: Ints
    alliance: Floats

    @property
    def scale(self) -> GuttmanScale:
        """The cumulative scale over the cases that used a channel, and the channels in use."""
        rows, columns = (np.asarray(self.used.any(axis=axis)) for axis in (1, 0))
        names = tuple(name for name, kept in zip(self.channels, columns, strict=True) if kept)
        return guttman_scale(self.used[rows][:, columns], media=names)

    def to_frame(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_),
                "multiplexity": self.multiplexity,
                "latent": self.latent.sum(axis=1),
                "contacts": self.contacts,
                "alliance": self.alliance,
            }
        )


def multiplexity(eco: Ecosystem) -> Multiplexity:
    """Over how many media are therapist and patient tied?

    Parameters
    ----------
    eco
        One case or a cohort; the scale of the media needs a cohort.

    Returns
    -------
    Multiplexity
        By case, with what the claim "the stronger the tie, the more media" needs: contacts, and
        ratings of the alliance where there are any.

    Notes
    -----
    *Theory*: haythornthwaite2005; the count is published, "used by both" is adapted (both have
    contacted the other over the channel). A *latent tie* is, in the source, made by a medium
    for a whole group; of that a record shows access without contact.

    *Laws*: never falls as a channel comes into use by both; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> multiplexity(Ecosystem(read_example("first-contact"))).multiplexity
    array([5])
    """
    table, width = eco.table, len(eco.channels)
    between = dyadic(table)
    made = np.zeros((table.cases, 2, width), dtype=bool)
    made[table.case[between], table.sender[between], table.channel[between]] = True
    access = prior_use(eco)[1]
    side = table.sender < 2
    access[table.case[side], table.sender[side], table.channel[side]] = True
    receivers = table.receivers
    got = receivers.values < 2
    rows = receivers.rows[got]
    access[table.case[rows], receivers.values[got], table.channel[rows]] = True
    used: Bools = np.asarray(made.all(axis=1))
    latent: Bools = np.asarray(access.all(axis=1) & ~made.any(axis=1))
    return Multiplexity(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        used=used,
        latent=latent,
        multiplexity=used.sum(axis=1),
        contacts=np.bincount(table.case[between], minlength=table.cases),
        alliance=_alliance(eco),
    )


def _alliance(eco: Ecosystem) -> Floats:
    """Mean rating of the alliance of the two by case, NaN where there is none."""
    told = [[m.share for m in overall_alliance(head)] for head in eco.cases]
    return np.array([sum(some) / len(some) if some else np.nan for some in told])
