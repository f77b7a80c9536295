"""Communication about communication, and what a channel lets be said without words."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.catalog import PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import Channel, CodeLevel, Result, TidyTable

__all__ = [
    "META_PARTS",
    "AnalogicShare",
    "MetaCommunication",
    "analogic_capacity",
    "analogic_share",
    "meta_communication",
]

META_PARTS = ("acts", "purposes", "codes")
"""What makes a contact meta-communication: an act upon the frame, a purpose, or a code."""

_META_PURPOSES = ("frame_setting", "repair")


@frozen(kw_only=True, eq=False, repr=False)
class MetaCommunication(Result):
    """Contacts about the relationship and its frame.

    Parameters
    ----------
    cases
        Ids.
    contacts
        Contacts; shape (cases,).
    meta
        True for each contact that is meta-communication; shape (rows,).
    share
        Of all contacts, from 0 to 1; NaN without any; shape (cases,).
    by_side
        The same among the contacts that therapist and patient made; shape (cases, 2).
    parts
        Share of contacts by each of `META_PARTS`, which may overlap; shape (cases, 3).
    levels
        Share of contacts coded on the content and on the relation level; NaN without contacts;
        shape (cases, 2).
    coded
        Share of contacts with a code of either level; where it is 0 the parts from codes say
        nothing; shape (cases,).
    """

    cases: tuple[str, ...]
    contacts: Ints
    meta: Bools
    share: Floats
    by_side: Floats
    parts: Floats
    levels: Floats
    coded: Floats

    def to_frame(self) -> TidyTable:
        """One row a case."""
        columns: dict[str, object] = {
            "case": np.array(self.cases, dtype=np.str_),
            "contacts": self.contacts,
            "meta_communication": self.share,
            "therapist": self.by_side[:, 0],
            "patient": self.by_side[:, 1],
        }
        columns |= {f"by_{part}": self.parts[:, k] for k, part in enumerate(META_PARTS)}
        columns |= {
            "content_level": self.levels[:, 0],
            "relation_level": self.levels[:, 1],
            "coded": self.coded,
        }
        return TidyTable(columns)


def meta_communication(
    eco: Ecosystem, *, purposes: tuple[str, ...] = _META_PURPOSES
) -> MetaCommunication:
    """How much of the contact was about the contact itself?

    ``share = contacts about the frame or the relationship / contacts``. A contact counts where it
    acts upon an element of the frame, serves one of ``purposes``, or has a code on the relation
    level; each part is shown by itself.

    Parameters
    ----------
    eco
        One case or a cohort.
    purposes
        Ids of the purposes that are about the communication itself (library default: setting the
        frame, and repair).

    Returns
    -------
    MetaCommunication
        Shares by case, side and part.

    Raises
    ------
    UnknownTermError
        Where neither the record nor the catalogue knows a purpose.

    Notes
    -----
    *Theory*: watzlawick1967 (every communication has a content and a relationship aspect, the
    latter a communication about the former); the index is the library's proposal, and counts only
    what was recorded or coded as such.

    *Laws*: no part is above the whole, and the whole not above their sum; swapping the roles swaps
    the sides; the order of contacts does not matter.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> meta = meta_communication(Ecosystem(read_example("first-contact")))
    >>> bool(0 < meta.share[0] < 1)
    True
    """
    known = {purpose.id: code for code, purpose in enumerate(eco.purposes)}
    for name in purposes:
        if name not in known and name not in PURPOSES:
            raise UnknownTermError(name, [*known, *PURPOSES], "purpose")
    table, cases, rows = eco.table, len(eco.cases), len(eco.table)
    by = np.zeros((rows, len(META_PARTS)), dtype=bool)
    by[:, 0] = table.acts.counts > 0
    wanted = [known[name] for name in purposes if name in known]
    by[table.purposes.rows[np.isin(table.purposes.values, wanted)], 1] = True
    levels = np.zeros((rows, len(CodeLevel)), dtype=bool)
    level = np.array(
        [-1 if code.level is None else tuple(CodeLevel).index(code.level) for code in eco.codes],
        dtype=np.int64,
    )
    if len(level):
        of = level[table.codes.values]
        levels[table.codes.rows[of >= 0], of[of >= 0]] = True
    by[:, 2] = levels[:, tuple(CodeLevel).index(CodeLevel.RELATION)]
    meta: Bools = by.max(axis=1)
    side = table.case * 3 + np.minimum(table.sender, 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        by_side = np.bincount(side, meta, 3 * cases) / np.bincount(side, minlength=3 * cases)
    return MetaCommunication(
        cases=eco.ids,
        contacts=np.diff(table.offsets),
        meta=meta,
        share=_shares(table.case, meta[:, None], cases)[:, 0],
        by_side=by_side.reshape(cases, 3)[:, :2],
        parts=_shares(table.case, by, cases),
        levels=_shares(table.case, levels, cases),
        coded=_shares(table.case, levels.max(axis=1, keepdims=True), cases)[:, 0],
    )


def analogic_capacity(channel: Channel) -> float:
    """How much can be said over a channel without words?

    ``(co-location + facial expression + body language + speech) / 4``, of what the channel's
    naturalness profile says it carries; speech for what its sound tells beside its words.

    Parameters
    ----------
    channel
        Any channel.

    Returns
    -------
    float
        From 0 (words alone) to 1 (as face to face); NaN where the channel has no such profile.

    Notes
    -----
    *Theory*: watzlawick1967 (digital and analogic modes), kock2005 (what a medium carries of face
    to face); the index, with equal weights, is the library's proposal.

    *Laws*: never falls where a channel carries more; text <= voice <= video <= face to face in the
    catalogue.

    Examples
    --------
    >>> import attrs
    >>> from mediaeco.catalog import CHANNELS
    >>> from mediaeco.model import NaturalnessProfile
    >>> heard = NaturalnessProfile(
    ...     co_location=0, synchronicity=1, facial_expression=0, body_language=0, speech=1
    ... )
    >>> analogic_capacity(attrs.evolve(CHANNELS["phone"], naturalness=heard))
    0.25
    """
    profile = channel.naturalness
    if profile is None:
        return float("nan")
    carried = (
        profile.co_location,
        profile.facial_expression,
        profile.body_language,
        profile.speech,
    )
    return sum(carried) / len(carried)


@frozen(kw_only=True, eq=False, repr=False)
class AnalogicShare(Result):
    """What the channels in use let be said without words.

    Parameters
    ----------
    cases, channels
        Ids.
    capacity
        Analogic capacity of each channel, from 0 to 1; NaN where it has no profile; shape
        (channels,).
    share
        Mean capacity over contacts, as far as it is known; NaN where it is for none; shape
        (cases,).
    known
        Share of contacts over channels with a profile; NaN without contacts; shape (cases,).
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    capacity: Floats
    share: Floats
    known: Floats

    def to_frame(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_),
                "analogic_share": self.share,
                "known": self.known,
            }
        )


def analogic_share(eco: Ecosystem) -> AnalogicShare:
    """How much of the contact could be said without words?

    The mean `analogic_capacity` of the channels over all contacts of a case.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    AnalogicShare
        By case, and the capacity of each channel.

    Notes
    -----
    *Theory*: watzlawick1967 (digital and analogic modes); library's proposal. It tells what the
    media could carry, and not what anybody expressed.

    *Laws*: between the least and the largest capacity in use; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> analogic_share(Ecosystem(read_example("first-contact"))).share.shape
    (1,)
    """
    table, cases = eco.table, len(eco.cases)
    capacity = np.array([analogic_capacity(channel) for channel in eco.channels], dtype=np.float64)
    of = capacity[table.channel] if len(capacity) else np.zeros(0)
    known = ~np.isnan(of)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.bincount(table.case, np.where(known, of, 0.0), cases) / np.bincount(
            table.case, known, cases
        )
    return AnalogicShare(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        capacity=capacity,
        share=share,
        known=_shares(table.case, known[:, None], cases)[:, 0],
    )


def _shares(case: Ints, marks: Bools, cases: int) -> Floats:
    """Share of each case's rows that have each mark; NaN without rows."""
    counts = np.bincount(case, minlength=cases)
    hits = np.stack([np.bincount(case, mark, cases) for mark in marks.T], axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Floats = hits / counts[:, None]
    return shares
