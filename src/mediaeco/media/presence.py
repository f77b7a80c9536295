"""Presence as people rated it, beside the bond that they rated with it."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import Ratings, ratings
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["Presence", "presence"]


@frozen(kw_only=True, eq=False, repr=False)
class Presence(Result):
    """Ratings of presence, one entry a rating.

    Parameters
    ----------
    cases, channels
        Ids.
    case, rater
        Case, and code of the rater within it; shape (ratings,), as all that follow.
    n
        Contact index of the last contact at or before the rating; -1 where there is none.
    channel
        Code of the channel that the rating is about; where it names none, that of the contact; -1
        where there is neither.
    presence
        The rating by the ends of its scale, from 0 to 1.
    scale
        Instrument and scale.
    bond
        Mean of the ratings of the bond by the same rater after the same contact, from 0 to 1; NaN
        where there is none.
    pairs
        Ratings that have a bond beside them.
    explained
        Squared correlation of presence with bond over these pairs, from 0 to 1; NaN below three
        pairs, where either does not vary, or where the pairs mix scales.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    rater: Ints
    n: Ints
    channel: Ints
    presence: Floats
    scale: Array
    bond: Floats
    pairs: int
    explained: float

    def to_frame(self) -> TidyTable:
        """One row a rating."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "rater": self.rater,
                "n": self.n,
                "channel": np.array([*self.channels, ""], dtype=np.str_)[self.channel],
                "scale": self.scale,
                "presence": self.presence,
                "bond": self.bond,
            }
        )


def presence(eco: Ecosystem, *, construct: str = "presence", bond_scale: str = "bond") -> Presence:
    """How present did people feel, by contact and channel, and how good was the bond?

    Parameters
    ----------
    eco
        One case or a cohort.
    construct
        What the ratings measure: ``"presence"`` (telepresence: being there together), or
        ``"social presence"`` (the medium: sociable, sensitive, warm, personal), whose ratings
        should be about a channel.
    bond_scale
        Scale of the ratings of the alliance that counts as the bond. Ratings about a channel are
        of no bond between people.

    Returns
    -------
    Presence
        Empty where nobody rated presence.

    Notes
    -----
    *Theory*: short1976 (social presence), bouchard2007 (presence in the first sessions over video
    explained a fifth of the variance of the bond). **Presence is rated by people and never computed
    from logs.** ``explained`` is adapted: a plain squared correlation over ratings, which
    come in clusters by rater and are not adjusted for symptoms or immersive tendency as in the
    source.

    *Laws*: one entry a rating of the construct; as many pairs as bonds.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> len(presence(Ecosystem(read_example("sent-away"))).presence)
    0
    """
    table = eco.table
    found = ratings(eco, constructs=(construct,))
    alliance = ratings(eco, constructs=("alliance",), scale=bond_scale)
    bond, scales = _bond(alliance.take(alliance.channel < 0), found)
    contact = (found.channel < 0) & (found.row >= 0)
    channel = found.channel.copy()
    channel[contact] = table.channel[found.row[contact]]
    paired = ~np.isnan(bond)
    one_scale = len(set(found.scale[paired].tolist())) == 1 and len(scales) == 1
    return Presence(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        case=found.case,
        rater=found.rater,
        n=found.n,
        channel=channel,
        presence=found.share,
        scale=found.label,
        bond=bond,
        pairs=int(paired.sum()),
        explained=_squared(found.share[paired], bond[paired]) if one_scale else float("nan"),
    )


def _bond(alliance: Ratings, found: Ratings) -> tuple[Floats, set[str]]:
    """Mean bond by the same rater after the same contact; and the scales that it came from."""
    told: dict[tuple[int, int, int], list[float]] = {}
    scales: dict[tuple[int, int, int], set[str]] = {}
    key = zip(alliance.case, alliance.rater, alliance.row, strict=True)
    for at, name, share in zip(key, alliance.label.tolist(), alliance.share, strict=True):
        told.setdefault(at, []).append(float(share))
        scales.setdefault(at, set()).add(name)
    places = list(zip(found.case, found.rater, found.row, strict=True))
    bond = np.array([np.mean(told[at]) if at in told else np.nan for at in places])
    used = {name for at in places if at in scales for name in scales[at]}
    return bond.astype(np.float64), used


def _squared(x: Floats, y: Floats) -> float:
    """Squared correlation, NaN where it is undefined."""
    if len(x) < 3:
        return float("nan")
    dx, dy = x - x.mean(), y - y.mean()
    sxx, syy = float(dx @ dx), float(dy @ dy)
    # Deviations as small as rounding are none.
    if min(sxx, syy) <= 1e-24 * len(x):
        return float("nan")
    return min(float(dx @ dy) ** 2 / (sxx * syy), 1.0)
