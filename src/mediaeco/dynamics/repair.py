"""How soon ruptures were mended, over which channels; and when in the treatment they came."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen

from mediaeco.analysis import Ruptures, ruptures
from mediaeco.analysis.rupture import BREACH
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.segment import segment_cumsum, segment_rank
from mediaeco.model import Result, RuptureKind, TidyTable

__all__ = ["KINDS", "RepairLatency", "RuptureProfile", "repair_latency", "rupture_profile"]

KINDS = (*(str(kind) for kind in RuptureKind), BREACH)
"""Kinds of ruptures."""


@frozen(kw_only=True, eq=False, repr=False)
class RepairLatency(Result):
    """Ruptures, and how soon each was mended.

    Parameters
    ----------
    ruptures
        Every rupture, in the order of the record.
    repertoire
        Channels that the case had used up to and with each rupture; shape (ruptures,).
    multimedia
        True for a technological rupture that a contact over another channel mended within
        ``tau_hours``; shape (ruptures,).
    multimedia_share
        Share of technological ruptures of each case mended so; NaN where it had none; shape
        (cases,).
    tau_hours
        As asked for.
    """

    ruptures: Ruptures
    repertoire: Ints
    multimedia: Bools
    multimedia_share: Floats
    tau_hours: float

    def to_frame(self) -> TidyTable:
        """One row a rupture: what a claim that more channels mend sooner is tested on."""
        return TidyTable(
            {
                **self.ruptures.to_frame().columns,
                "channels_known": self.repertoire,
                "multimedia": self.multimedia,
            }
        )

    def summary(self) -> TidyTable:
        """One row a kind and channel that had ruptures."""
        found = self.ruptures
        code = np.array([KINDS.index(kind) for kind in found.kind.tolist()], dtype=np.int64)
        wide = max(len(found.channels), 1)
        return self._by(
            code * wide + found.channel,
            lambda key: {
                "kind": np.array(KINDS)[key // wide],
                "channel": np.array(found.channels, dtype=np.str_)[key % wide],
            },
        )

    def by_repertoire(self) -> TidyTable:
        """One row a number of channels known at the rupture."""
        return self._by(self.repertoire, lambda key: {"channels_known": key})

    def _by(self, key: Ints, names: Any) -> TidyTable:
        latency, mended = self.ruptures.latency, self.ruptures.repair_row >= 0
        kinds = np.unique(key)
        groups = [np.flatnonzero(key == kind) for kind in kinds]
        columns: dict[str, Array] = dict(names(kinds)) if len(kinds) else {}
        columns |= {
            "ruptures": np.array([len(group) for group in groups], dtype=np.int64),
            "mended": np.array([mended[group].sum() for group in groups], dtype=np.int64),
            "median_hours": np.array([_median(latency[group]) for group in groups]),
            "multimedia": np.array(
                [self.multimedia[group].sum() for group in groups], dtype=np.int64
            ),
        }
        return TidyTable(columns)


def _median(latency: Floats) -> float:
    known = latency[~np.isnan(latency)]
    return float(np.median(known)) if len(known) else float("nan")


def repair_latency(eco: Ecosystem, *, tau_hours: float = 24.0) -> RepairLatency:
    """How soon was each rupture mended, and did another channel mend it?

    Parameters
    ----------
    eco
        One case or a cohort.
    tau_hours
        Hours within which a switch of channel counts as multimedia repair, at least 0 (library
        default).

    Returns
    -------
    RepairLatency
        By rupture; its summary by kind and channel. The median is over the ruptures that were
        mended; those that were not are counted beside it, and are no long latencies.

    Raises
    ------
    InvalidCaseError
        Where ``tau_hours`` is below 0.

    Notes
    -----
    *Theory*: cipolletta2017 (technological ruptures, multimedia repair), eubanks2018; the index
    is the library's proposal. Whether more channels mend sooner is a claim: a table of channels
    known and hours is what it can be tested on, and channels known grow with time, as the
    relationship does.

    *Laws*: a longer tau never counts fewer; no case uses more channels than it has; repairs never
    outnumber ruptures.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = repair_latency(Ecosystem(read_example("broken-frame")))
    >>> bool((found.repertoire >= 1).all())
    True
    """
    if not tau_hours >= 0:
        raise InvalidCaseError("repair_latency.tau_hours", "hours of at least 0", shown(tau_hours))
    table = eco.table
    found = ruptures(eco)
    wide = max(len(eco.channels), 1)
    first = segment_rank(table.case * wide + table.channel) == 0
    known = segment_cumsum(first.astype(np.int64), table.offsets)
    technological = found.kind == str(RuptureKind.TECHNOLOGICAL)
    with np.errstate(invalid="ignore"):
        multimedia = technological & found.switched & (found.latency <= tau_hours)
    cases = len(eco.cases)
    total = np.bincount(found.case[technological], minlength=cases)
    with np.errstate(invalid="ignore"):
        share = np.bincount(found.case[multimedia], minlength=cases) / total
    return RepairLatency(
        ruptures=found,
        repertoire=known[found.row],
        multimedia=multimedia,
        multimedia_share=share,
        tau_hours=float(tau_hours),
    )


@frozen(kw_only=True, eq=False, repr=False)
class RuptureProfile(Result):
    """Ruptures over the parts of the treatment.

    Parameters
    ----------
    cases, kinds
        Ids, and kinds of ruptures.
    counts
        Ruptures by case, kind and part; shape (cases, kinds, parts).
    contacts
        Contacts by case and part; shape (cases, parts).
    rate
        Ruptures of any kind a contact; NaN in a part without contacts; shape (cases, parts).
    bulge
        Mean rate of the middle parts less that of the first and the last: above 0 for an inverted
        U; NaN where a part has no contacts; shape (cases,).
    """

    cases: tuple[str, ...]
    kinds: tuple[str, ...]
    counts: Ints
    contacts: Ints
    rate: Floats
    bulge: Floats

    def to_frame(self) -> TidyTable:
        """One row a case and part."""
        count, _, parts = self.counts.shape
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), parts),
                "part": np.tile(np.arange(1, parts + 1), count),
                "contacts": self.contacts.ravel(),
            }
            | {kind: self.counts[:, k].ravel() for k, kind in enumerate(self.kinds)}
            | {"rate": self.rate.ravel()}
        )


def rupture_profile(eco: Ecosystem, *, parts: int = 3) -> RuptureProfile:
    """When in the treatment did ruptures come?

    Contacts are parted into equal parts by their order; of parts that cannot be equal, the
    earlier ones may have one contact more.

    Parameters
    ----------
    eco
        One case or a cohort.
    parts
        A whole number of at least 3 (library default: 3, beginning, middle and end).

    Returns
    -------
    RuptureProfile
        By case, kind and part.

    Raises
    ------
    InvalidCaseError
        Where there are fewer than three parts.

    Notes
    -----
    *Theory*: schenk2019 (an inverted U over treatment, in 10 adolescents); adapted. That is a
    claim about treatments that have ended: a case that goes on has no last third yet.

    *Laws*: every rupture stands in one part; every contact does; shifting all times changes
    nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = rupture_profile(Ecosystem(read_example("broken-frame")))
    >>> found.counts.shape
    (1, 4, 3)
    """
    if not (parts >= 3 and parts % 1 == 0):
        raise InvalidCaseError("rupture_profile.parts", "a whole number from 3 on", shown(parts))
    table = eco.table
    parts = int(parts)
    lengths = np.diff(table.offsets)
    place = np.arange(len(table)) - table.offsets[table.case]
    part = place * parts // np.maximum(lengths[table.case], 1)
    found = ruptures(eco)
    kind = np.array([KINDS.index(name) for name in found.kind.tolist()], dtype=np.int64)
    cases = len(eco.cases)
    key = (found.case * len(KINDS) + kind) * parts + part[found.row]
    counts = np.bincount(key, minlength=cases * len(KINDS) * parts)
    counts = counts.reshape(cases, len(KINDS), parts)
    contacts = np.bincount(table.case * parts + part, minlength=cases * parts)
    contacts = contacts.reshape(cases, parts)
    with np.errstate(invalid="ignore"):
        rate = counts.sum(axis=1) / contacts
    return RuptureProfile(
        cases=eco.ids,
        kinds=KINDS,
        counts=counts,
        contacts=contacts,
        rate=rate,
        bulge=rate[:, 1:-1].mean(axis=1) - rate[:, [0, -1]].mean(axis=1),
    )
