"""Faults: each makes the wrong thing out of the right one."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np

from mediaeco.analysis.lifecycle import ElementStatus
from mediaeco.analysis.rated import overall_alliance
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import ActKind
from mediaeco.model.table import InteractionTable

__all__ = [
    "arithmetic",
    "at_the_end",
    "by_name",
    "by_pseudonym",
    "counted_by_place",
    "every_gap",
    "faded_in_hours",
    "first_receiver",
    "harmless_breach",
    "last_group_lost",
    "lopsided",
    "never_faded",
    "one_too_many",
    "rated_at_the_end",
    "renumbered",
    "self_accepted",
    "with_purpose",
]

_STATUS = tuple(ElementStatus)
_KINDS = tuple(ActKind)


def lopsided(right: Any) -> Any:
    def appropriated(eco: Ecosystem, **options: Any) -> Any:
        found = right(eco, **options)
        return attrs.evolve(found, joint_before=found.before[0] ** 0.9 * found.before[1] ** 0.1)

    return appropriated


def arithmetic(right: Any) -> Any:
    def appropriated(eco: Ecosystem, **options: Any) -> Any:
        found = right(eco, **options)
        return attrs.evolve(
            found, joint=found.value.mean(axis=1), joint_before=found.before.mean(axis=0)
        )

    return appropriated


def renumbered(right: Any) -> Any:
    def select(table: InteractionTable, mask: Any) -> InteractionTable:
        kept: InteractionTable = right(table, mask)
        begins = np.repeat(kept.offsets[:-1], np.diff(kept.offsets))
        return attrs.evolve(kept, n=(np.arange(len(kept)) - begins).astype(np.int32))

    return select


def counted_by_place(right: Any) -> Any:
    def shaped(eco: Ecosystem, **options: Any) -> Any:
        table = eco.table
        begins = np.repeat(table.offsets[:-1], np.diff(table.offsets))
        counted = attrs.evolve(table, n=(np.arange(len(table)) - begins).astype(np.int32))
        return right(attrs.evolve(eco, table=counted), **options)

    return shaped


def one_too_many(right: Any) -> Any:
    def until(eco: Ecosystem, n: int) -> Ecosystem:
        found: Ecosystem = right(eco, n + 1)
        return found

    return until


def self_accepted(right: Any) -> Any:
    def maps(people: int) -> Any:
        to, legal = right(people)
        wide = people + 1
        pending = np.arange(3 * wide) % wide
        for actor in range(people):
            at = _KINDS.index(ActKind.ACCEPT) * people + actor
            legal[at] = pending > 0
            to[at] = np.where(legal[at], _STATUS.index(ElementStatus.AGREED) * wide, to[at])
        return to, legal

    return maps


def harmless_breach(right: Any) -> Any:
    def maps(people: int) -> Any:
        to, legal = right(people)
        for actor in range(people):
            to[_KINDS.index(ActKind.BREACH) * people + actor] = np.arange(3 * (people + 1))
        return to, legal

    return maps


def every_gap(right: Any) -> Any:
    def regularity(t: Any, first: Any, begins: Any) -> Any:
        # A gap of nothing is counted when it lasts a moment.
        return right(t + np.arange(len(t)) * 1e-9, first, begins)

    return regularity


def faded_in_hours(right: Any) -> Any:
    return lambda history, parameters, last, prior, since: right(
        history, parameters, last, prior, since * 24
    )


def never_faded(right: Any) -> Any:
    return lambda history, parameters, last, prior, since: right(
        history, attrs.evolve(parameters, half_life_days=None), last, prior, since
    )


def at_the_end(right: Any) -> Any:
    def coverage(eco: Ecosystem) -> Any:
        found = right(eco)
        filled = np.diff(eco.table.offsets) > 0
        last = eco.table.offsets[1:][filled] - 1
        return np.repeat(found[last], np.diff(eco.table.offsets)[filled])

    return coverage


def rated_at_the_end(_: Any) -> Any:
    def alliance(eco: Ecosystem) -> Any:
        found = np.full(len(eco.table), np.nan)
        for i, head in enumerate(eco.cases):
            ratings = overall_alliance(head)
            if ratings:
                found[eco.table.case == i] = ratings[-1].share
        return found

    return alliance


def last_group_lost(right: Any) -> Any:
    def summed(values: Any, of: Any, count: int) -> Any:
        sums = right(values, of, count)
        sums[-1:] = 0.0
        return sums

    return summed


def with_purpose(right: Any) -> Any:
    return lambda eco: right(eco) & (eco.table.purposes.counts > 0)


def first_receiver(right: Any) -> Any:
    def came(table: InteractionTable) -> Any:
        first = table.receivers.values[table.receivers.offsets[:-1]]
        return right(table) & (first < 2)

    return came


def by_name(right: Any) -> Any:
    return property(lambda eco: tuple(sorted(right.fget(eco), key=lambda channel: str(channel.id))))


def by_pseudonym(right: Any) -> Any:
    def prior(eco: Ecosystem) -> Any:
        use, access = right(eco)
        for i, head in enumerate(eco.cases):
            if head.patient.id < head.therapist.id:
                use[i], access[i] = use[i, ::-1].copy(), access[i, ::-1].copy()
        return use, access

    return prior
