"""Pairs found in the columns of a log, whole columns at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from mediaeco.catalog import CHANNELS
from mediaeco.errors import MediaEcoError, ReadError, nearest_term, one_of, shown_term
from mediaeco.io.columns import Columns, coded, columns_of
from mediaeco.io.document import fault_group
from mediaeco.io.items import items_of
from mediaeco.io.mapping import CaseMapping
from mediaeco.io.pair import PairLog
from mediaeco.io.structure import structured
from mediaeco.kernels.array import Array
from mediaeco.model import Actor, Case, Channel, Clock, Cohort, Finding, FindingKind, dyadic_table

__all__ = ["log_from"]


def log_from(
    how: CaseMapping, sources: Sequence[Any], name: str, *, at_least: int, first: str
) -> PairLog:
    """Make the cohort that `mediaeco.io.read_pairs` describes.

    Parameters
    ----------
    how
        How the tables are read.
    sources
        The tables, one for each of ``how.tables``.
    name
        What to call the whole in messages.
    at_least, first
        As in `mediaeco.io.read_pairs`.
    """
    tables = [columns_of(each, table, how) for each, table in zip(sources, how.tables, strict=True)]
    columns = Columns.concatenate(tables)
    faults = list(columns.faults)
    if len({part.clock for part in tables if part.clock is not None}) > 1:
        faults.append(ReadError(name, None, "expected tables told by one clock; got several."))
    channels, lost = _channels(how, columns.channel, name)
    faults += lost
    if faults:
        raise fault_group(name, faults)
    findings = list(columns.findings)
    alone = columns.sender == columns.receiver
    if alone.any():
        text = f"{alone.sum()} of {len(alone)} rows were left out: sender and receiver are one."
        findings.append(Finding(kind=FindingKind.SKIPPED, text=text))
    # A role that a log does not know must not read as one that it does.
    assumed = f"Whoever made the first contact stands for the {first} of a pair."
    about = {"title": how.title, "description": f"{how.description} {assumed}".strip()}
    return _paired(columns.select(~alone), channels, at_least, first, findings, about)


def _paired(
    columns: Columns,
    channels: tuple[Channel, ...],
    at_least: int,
    first: str,
    findings: list[Finding],
    about: dict[str, str],
) -> PairLog:
    count = len(columns.time)
    names, code = np.unique(np.concatenate((columns.sender, columns.receiver)), return_inverse=True)
    sender, receiver = code[:count].astype(np.int64), code[count:].astype(np.int64)
    low, high = np.minimum(sender, receiver), np.maximum(sender, receiver)
    keys, pair, contacts = np.unique(
        low * len(names) + high, return_inverse=True, return_counts=True
    )
    busiest = np.argsort(-contacts, kind="stable")
    busiest = busiest[contacts[busiest] >= at_least]
    rank = np.full(len(keys), -1)
    rank[busiest] = np.arange(len(busiest))
    case = rank[pair]
    few = case < 0
    if few.any():
        text = (
            f"{few.sum()} of {count} rows were left out: their pairs have fewer than {at_least} "
            "contacts."
        )
        findings.append(Finding(kind=FindingKind.SKIPPED, text=text))
    columns, case, sender, receiver = (
        columns.select(~few),
        case[~few],
        sender[~few],
        receiver[~few],
    )
    order = np.lexsort((columns.time, case))
    begins = order[np.searchsorted(case[order], np.arange(len(busiest)))]
    opener, other = sender[begins], receiver[begins]
    patient, therapist = (opener, other) if first == "patient" else (other, opener)
    spoken = {channel.id: k for k, channel in enumerate(channels)}
    table = dyadic_table(
        case=case,
        time=columns.time,
        sender=(sender != therapist[case]).astype(np.int16),
        channel=coded(columns.channel, spoken).astype(np.int16),
        duration=columns.duration,
        content=columns.content.astype(np.int8),
        cases=len(busiest),
    )
    table = attrs.evolve(table, utc_offset=columns.offset[order].astype(np.int32))
    people = [Actor(id="T", role="therapist"), Actor(id="P", role="patient")]
    heads = [
        Case(
            id=f"pair-{k + 1}",
            actors=people,
            channels=channels,
            title=about["title"],
            description=about["description"],
            clock=columns.clock or Clock.SECONDS,
        )
        for k in range(len(busiest))
    ]
    called = zip(names[therapist].tolist(), names[patient].tolist(), strict=True)
    return PairLog(Cohort.from_columns(heads, table), tuple(called), tuple(findings))


def _channels(
    how: CaseMapping, used: Array, name: str
) -> tuple[tuple[Channel, ...], list[MediaEcoError]]:

    faults: list[MediaEcoError] = []
    words = set(np.unique(used).tolist())
    channels: tuple[Channel, ...] = tuple(CHANNELS.values())
    if how.channels is not None:
        items = items_of(how.channels, Channel, how.folder, separator=how.tables[0].separator)
        read = [structured(item, Channel, f"channels[{i}]") for i, item in enumerate(items.plain)]
        faults += [*items.faults, *(fault for each in read for fault in each.faults)]
        channels = tuple(each.item for each in read)
    known = [channel.id for channel in channels]
    for word in sorted(words - set(known)):
        near = nearest_term(word, known)
        hint = f" Did you mean '{near}'?" if near else ""
        reason = f"channel: expected {one_of(known)}; got {shown_term(word, known)}.{hint}"
        faults.append(ReadError(name, None, reason))
    if how.channels is None:
        channels = tuple(channel for channel in channels if channel.id in words)
    return channels, faults
