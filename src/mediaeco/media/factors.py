"""The three families of factors that make a media ecosystem."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, EdgeKind, NodeKind, species
from mediaeco.ecosystem.context import BOUT_GAP_HOURS
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.media.substitution import substitution
from mediaeco.model import Clock, Result, TidyTable
from mediaeco.model.clock import DAY, micros_of

__all__ = ["EcosystemFactors", "ecosystem_factors"]

_PRIVACY = ("private", "not private", "unknown")


@frozen(kw_only=True, eq=False, repr=False)
class EcosystemFactors(Result):
    """Relations of channels to one another, to their contexts, and to devices.

    All counts are of contacts, all cases together. Places, privacy and devices are those at the
    sender's end when the contact was made.

    Parameters
    ----------
    channels
        Ids.
    switches
        Intermediatic: contacts that came next over the column's channel after one over the row's;
        shape (channels, channels), as the next two.
    together
        Intermediatic: contexts in which both channels were used; 0 on the diagonal.
    substituted
        Intermediatic: share of the contacts of one purpose that moved from the row's channel to the
        column's between the halves of a case, mean over the cases that could be compared; NaN where
        none could.
    hours
        Contextual: contacts by hour of the day on the wall; shape (channels, 24). Contacts
        on a clock that tells no hours are in none.
    weekdays
        Contextual: the same by day of the week, Monday first; shape (channels, 7).
    places, by_place
        Contextual: kinds of place, the last "unknown"; and contacts by place, shape
        (channels, places).
    privacy, by_privacy
        Contextual: private, not private, unknown; shape (channels, 3).
    devices, by_device
        Technoenvironmental: kinds of device, the last "unknown"; shape (channels, devices).
    """

    channels: tuple[str, ...]
    switches: Ints
    together: Ints
    substituted: Floats
    hours: Ints
    weekdays: Ints
    places: tuple[str, ...]
    by_place: Ints
    privacy: tuple[str, ...]
    by_privacy: Ints
    devices: tuple[str, ...]
    by_device: Ints

    def to_frame(self) -> TidyTable:
        """One row a family, factor, channel and value that occurs."""
        days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        hours = tuple(f"{hour:02}" for hour in range(24))
        parts: tuple[tuple[str, str, tuple[str, ...], Array], ...] = (
            ("intermediatic", "switches_to", self.channels, self.switches),
            ("intermediatic", "used_with", self.channels, self.together),
            ("intermediatic", "substituted_by", self.channels, self.substituted),
            ("contextual", "hour", hours, self.hours),
            ("contextual", "weekday", days, self.weekdays),
            ("contextual", "place", self.places, self.by_place),
            ("contextual", "privacy", self.privacy, self.by_privacy),
            ("technoenvironmental", "device", self.devices, self.by_device),
        )
        rows = [
            (family, factor, self.channels[c], values[k], float(counts[c, k]))
            for family, factor, values, counts in parts
            for c, k in np.argwhere(np.nan_to_num(counts) > 0).tolist()
        ]
        names = ("family", "factor", "channel", "value", "amount")
        cells = zip(*rows, strict=True) if rows else ((),) * len(names)
        return TidyTable({name: list(column) for name, column in zip(names, cells, strict=True)})


def ecosystem_factors(eco: Ecosystem, *, gap_hours: float = BOUT_GAP_HOURS) -> EcosystemFactors:
    """Which relations to one another, to contexts and to devices make up the ecosystem?

    Parameters
    ----------
    eco
        One case; or a cohort, whose contacts are counted together.
    gap_hours
        Silence that ends a context, in hours, above 0 (library default 12).

    Returns
    -------
    EcosystemFactors
        The intermediatic, contextual and technoenvironmental families.

    Raises
    ------
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    *Theory*: canavilhas2011 (three families of factors), adapted: each is counted in contacts.

    *Laws*: contacts by place, by privacy and by device each add up to the contacts of the channel;
    switches are those of `mediaeco.ecosystem.species`.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = ecosystem_factors(Ecosystem(read_example("first-contact")))
    >>> int(found.hours.sum()), int(found.by_device.sum())
    (92, 92)
    """
    table, width = eco.table, len(eco.channels)
    switches, together = _between(eco, gap_hours)
    moved = substitution(eco)
    compared = np.isfinite(moved.index)
    substituted = np.full((width, width), np.nan)
    if compared.any():
        substituted = moved.moved[compared].mean(axis=0)
    hour, weekday = _on_the_wall(eco)
    known = hour >= 0
    place, private, device = _settings(eco)
    places, by_place = _counted(eco, place)
    devices, by_device = _counted(eco, device)
    return EcosystemFactors(
        channels=tuple(channel.id for channel in eco.channels),
        switches=switches,
        together=together,
        substituted=substituted,
        hours=_crossed(table.channel[known], hour[known], width, 24),
        weekdays=_crossed(table.channel[known], weekday[known], width, 7),
        places=places,
        by_place=by_place,
        privacy=_PRIVACY,
        by_privacy=_crossed(table.channel, private, width, 3),
        devices=devices,
        by_device=by_device,
    )


def _between(eco: Ecosystem, gap_hours: float) -> tuple[Ints, Ints]:
    """Switches, and contexts in which both channels were used; each (channels, channels)."""
    place = {f"{NodeKind.CHANNEL}:{c.id}": code for code, c in enumerate(eco.channels)}
    switches, together = np.zeros((2, len(place), len(place)), dtype=np.int64)
    for source, target, data in species(eco, gap_hours=gap_hours).edges(data=True):
        at = place[source], place[target]
        if data["kind"] == EdgeKind.SWITCHES_TO:
            switches[at] = data["contacts"]
        else:
            together[at] = data["contexts"]
    return switches, together


def _on_the_wall(eco: Ecosystem) -> tuple[Ints, Ints]:
    """Hour of the day and day of the week of each contact, -1 where the clock tells none."""
    table = eco.table
    wall = table.time + table.utc_offset.astype(np.int64) * 1_000_000
    hour = wall % DAY // (DAY // 24)
    weekday = (wall // DAY + 3) % 7  # 1970 began on a Thursday
    told = np.array([head.clock is not Clock.SECONDS for head in eco.cases], dtype=bool)
    silent = ~told[table.case]
    return np.where(silent, -1, hour), np.where(silent, -1, weekday)


def _settings(eco: Ecosystem) -> tuple[Array, Ints, Array]:
    """Place, privacy (0, 1; 2 unknown) and device at the sender's end of each contact."""
    table = eco.table
    private = np.full(len(table), 2)
    place, device = np.full((2, len(table)), "", dtype=object)
    for i, head in enumerate(eco.cases):
        low, high = int(table.offsets[i]), int(table.offsets[i + 1])
        for code, actor in enumerate(head.actors):
            told = [setting for setting in head.settings if setting.actor == actor.id]
            told.sort(key=lambda s: -np.inf if s.since is None else micros_of(s.since))
            for setting in told:
                since = -np.inf if setting.since is None else micros_of(setting.since)
                mine = low + np.flatnonzero(
                    (table.sender[low:high] == code) & (table.time[low:high] >= since)
                )
                place[mine], device[mine] = setting.place, setting.device
                private[mine] = 2 if setting.private is None else int(not setting.private)
    return place, private, device


def _counted(eco: Ecosystem, told: Array) -> tuple[tuple[str, ...], Ints]:
    """Contacts by channel and word, the words in their order and "unknown" last."""
    words = sorted({word for word in told.tolist() if word})
    code = {word: number for number, word in enumerate([*words, ""])}
    values = np.array([code[word] for word in told.tolist()], dtype=np.int64)
    counts = _crossed(eco.table.channel, values, len(eco.channels), len(code))
    return (*words, "unknown"), counts


def _crossed(first: Ints, second: Ints, rows: int, columns: int) -> Ints:
    key = first.astype(np.int64) * columns + second
    return np.bincount(key, minlength=rows * columns).reshape(rows, columns)
