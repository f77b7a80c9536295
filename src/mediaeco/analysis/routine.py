"""Incorporation: whether a channel has found its place in the week."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.history import SIDES
from mediaeco.analysis.wall import wall_time, weekday_and_hour
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.spread import chance_entropy, group_entropy
from mediaeco.model import Clock, Result, TidyTable

__all__ = ["Routine", "routine"]


@frozen(kw_only=True, eq=False, repr=False)
class Routine(Result):
    """How far contacts keep to hours of the week.

    Parameters
    ----------
    cases, channels
        Ids, in the order of the axes.
    contacts
        Contacts that a side made over a channel; shape (cases, 2, channels), as all that follow.
    entropy
        Entropy of their hours of the week, in nats, at least 0; NaN without contacts, and where the
        clock of the case tells no hours.
    by_chance
        Mean entropy of as many contacts that keep to no hour; NaN where ``entropy`` is.
    value
        ``1 - entropy / by_chance``: 1 where all fall into one slot, 0 where they spread as chance
        spreads them, a little below 0 where they spread more evenly than that; NaN where
        ``entropy`` is, and below the least number of contacts.
    usual_slot
        Hour of the week around which most contacts lie, Monday 0 h = 0 (the earliest of several);
        -1 where ``entropy`` is NaN.
    usual_share
        Share of the contacts that lie there, above 0 to 1; NaN where ``entropy`` is.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    contacts: Ints
    entropy: Floats
    by_chance: Floats
    value: Floats
    usual_slot: Ints
    usual_share: Floats

    def to_frame(self) -> TidyTable:
        """One row a case, side and channel."""
        cases, sides, channels = self.value.shape
        slot = self.usual_slot.ravel()
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), sides * channels),
                "side": np.tile(np.repeat(np.array(SIDES), channels), cases),
                "channel": np.tile(np.array(self.channels, dtype=np.str_), cases * sides),
                "contacts": self.contacts.ravel(),
                "entropy": self.entropy.ravel(),
                "by_chance": self.by_chance.ravel(),
                "routine": self.value.ravel(),
                "usual_weekday": np.where(slot < 0, np.nan, slot // 24),
                "usual_hour": np.where(slot < 0, np.nan, slot % 24),
                "usual_share": self.usual_share.ravel(),
            }
        )


def routine(eco: Ecosystem, *, slot_hours: int = 1, at_least: int = 5) -> Routine:
    """How far has each side's use of each channel become a routine of the week?

    ``routine = 1 - H / E[H]``, with H the entropy of the slots of the week into which a side's
    contacts over a channel fall, and E[H] its mean for as many contacts that fall anywhere alike.

    Parameters
    ----------
    eco
        One case or a cohort.
    slot_hours
        Width of a slot in hours, a divisor of 24 (library default 1). Slots lie around full hours,
        so that what is agreed for four o'clock and begins a minute before or after falls into one.
    at_least
        Contacts below which nothing is said, at least 2 (library default).

    Returns
    -------
    Routine
        By case, side and channel, on the wall's clock of whoever told the time.

    Raises
    ------
    InvalidCaseError
        Where ``slot_hours`` does not divide 24, or ``at_least`` is below 2.

    Notes
    -----
    *Theory*: silverstone1992 (incorporation into the routines of the day); the index is the
    library's proposal. Few contacts cannot spread over 168 hours: against log 168 they would
    look like a routine whatever they did. That is why chance is taken for as many contacts as
    there are, exactly and without drawing. An hour kept every day of the week is less of a
    weekly routine than one kept on one day.

    *Laws*: at most 1, and 1 where all contacts lie in one slot; 0 on average where they fall
    anywhere alike; whole weeks later nothing changes; swapping the roles swaps the sides.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> kept = routine(Ecosystem(read_example("broken-frame")))
    >>> video = kept.channels.index("video_call")
    >>> divmod(int(kept.usual_slot[0, 0, video]), 24)  # Wednesday, four o'clock
    (2, 16)
    """
    if isinstance(slot_hours, bool) or slot_hours not in (1, 2, 3, 4, 6, 8, 12, 24):
        raise InvalidCaseError(
            "routine.slot_hours", "hours that divide 24: 1, 2, 3, 4, 6, 8, 12 or 24", "another"
        )
    if not at_least >= 2:
        raise InvalidCaseError("routine.at_least", "a number of at least 2", str(at_least))
    table = eco.table
    shape = (table.cases, 2, len(eco.channels))
    size, slots = int(np.prod(shape)), 7 * 24 // slot_hours
    told = np.array([head.clock is not Clock.SECONDS for head in eco.cases], dtype=bool)
    own = table.sender < 2
    group = ((table.case * 2 + table.sender) * shape[2] + table.channel)[own]
    contacts = np.bincount(group, minlength=size)
    weekday, hour = weekday_and_hour(wall_time(table)[own])
    slot = np.floor((weekday * 24 + hour) / slot_hours + 0.5).astype(np.int64) % slots
    counted = told[table.case[own]]
    key, counts = np.unique((group * slots + slot)[counted], return_counts=True)
    entropy = group_entropy(counts, key // slots, size)
    chance = np.where(np.isnan(entropy), np.nan, chance_entropy(contacts, slots))
    usual, share = _usual(key, counts, slots, contacts)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(contacts >= at_least, 1 - entropy / chance, np.nan)
    return Routine(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        contacts=contacts.reshape(shape),
        entropy=entropy.reshape(shape),
        by_chance=chance.reshape(shape),
        value=value.reshape(shape),
        usual_slot=np.where(usual < 0, -1, usual * slot_hours).reshape(shape),
        usual_share=share.reshape(shape),
    )


def _usual(key: Ints, counts: Ints, slots: int, contacts: Ints) -> tuple[Ints, Floats]:
    """Slot with the most contacts of each group, the earliest of several, and their share."""
    group = key // slots
    order = np.lexsort((key, -counts, group))
    first = order[np.diff(group[order], prepend=-1) != 0]
    usual = np.full(len(contacts), -1)
    usual[group[first]] = key[first] % slots
    share = np.full(len(contacts), np.nan)
    share[group[first]] = counts[first] / contacts[group[first]]
    return usual, share
