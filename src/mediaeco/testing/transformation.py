"""Transformations of a case under which measures keep still, or move in a known way.

A law that joins the measure of a case with that of the transformed case (a metamorphic relation)
needs no right answer to be known, so that anybody can test a new measure with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import attrs
import numpy as np

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Ints
from mediaeco.model import Actor, Case, Ragged, Role, Time
from mediaeco.model.clock import SECOND

__all__ = [
    "double_in_place",
    "permute_channels",
    "relabel_channels",
    "shift_time",
    "swap_roles",
]

_OTHER_SIDE = {Role.THERAPIST: Role.PATIENT, Role.PATIENT: Role.THERAPIST}


def swap_roles(case: Case) -> Case:
    """Make the therapist the patient and the patient the therapist; all else stays as told.

    Parameters
    ----------
    case
        Any case.

    Returns
    -------
    Case
        The same people and contacts with the two roles swapped.

    Notes
    -----
    *Laws*: twice is not at all.
    """

    def swapped(codes: Ints) -> Ints:
        return np.where((codes >= 0) & (codes < 2), 1 - codes, codes).astype(codes.dtype)

    table = case.table
    acts = table.acts.values.copy()
    acts[:, 2] = swapped(acts[:, 2])
    return attrs.evolve(
        case,
        actors=tuple(
            attrs.evolve(actor, role=_OTHER_SIDE.get(actor.role, actor.role))
            for actor in case.actors
        ),
        interactions=attrs.evolve(
            table,
            sender=swapped(table.sender),
            receivers=Ragged(swapped(table.receivers.values), table.receivers.offsets),
            reported_by=swapped(table.reported_by),
            acts=Ragged(acts, table.acts.offsets),
        ),
    )


def shift_time(case: Case, *, seconds: float) -> Case:
    """Let everything take place so many seconds later, ratings and end of observation too.

    Parameters
    ----------
    case
        Any case.
    seconds
        May be negative; kept to the microsecond.

    Returns
    -------
    Case
        The same case, later.

    Notes
    -----
    *Laws*: shifting there and back is not shifting at all (on the clock of seconds, up to the
    microsecond).
    """
    micros = round(seconds * SECOND)

    def later(time: Time) -> Time:
        if isinstance(time, datetime):
            return time + timedelta(microseconds=micros)
        return time + micros / SECOND

    table = case.table
    # A case without contacts has no first contact to move.
    origin = table.origin + (micros if len(table) else 0)
    return attrs.evolve(
        case,
        interactions=attrs.evolve(table, time=table.time + micros, origin=origin),
        measures=tuple(attrs.evolve(m, time=later(m.time)) for m in case.measures),
        settings=tuple(
            s if s.since is None else attrs.evolve(s, since=later(s.since)) for s in case.settings
        ),
        observed_until=None if case.observed_until is None else later(case.observed_until),
    )


def relabel_channels(case: Case, mapping: Mapping[str, str]) -> Case:
    """Call channels by other names, wherever they are named; their order stays.

    Parameters
    ----------
    case
        Any case.
    mapping
        New id by old id; a channel that is not named keeps its id.

    Returns
    -------
    Case
        The same case in other words.

    Raises
    ------
    FaultGroup
        Where two channels come to have one id.
    """

    def named(channel: str) -> str:
        return mapping.get(channel, channel)

    media = {channel.id for channel in case.channels}
    return attrs.evolve(
        case,
        interactions=case.table,
        channels=tuple(attrs.evolve(c, id=named(c.id)) for c in case.channels),
        elements=tuple(
            attrs.evolve(
                element,
                channels=tuple(map(named, element.channels)),
                fallback=tuple(map(named, element.fallback)),
            )
            for element in case.elements
        ),
        actors=tuple(_renamed(actor, mapping) for actor in case.actors),
        measures=tuple(
            attrs.evolve(m, about=named(m.about)) if m.about in media else m for m in case.measures
        ),
    )


def permute_channels(case: Case, order: Sequence[int]) -> Case:
    """List the channels in another order.

    Parameters
    ----------
    case
        Any case.
    order
        Places of the channels, each once: ``order[i]`` comes to stand at place i.

    Returns
    -------
    Case
        The same case with its channels listed anew.

    Raises
    ------
    InvalidCaseError
        Where ``order`` does not name each place once.
    """
    if sorted(order) != list(range(len(case.channels))):
        raise InvalidCaseError(
            "permute_channels.order", "the place of each channel once", "something else"
        )
    place = np.empty(len(order), dtype=np.int16)
    place[list(order)] = np.arange(len(order))
    return attrs.evolve(
        case,
        channels=tuple(case.channels[k] for k in order),
        interactions=attrs.evolve(
            case.table,
            channel=place[case.table.channel],
            moves=Ragged(_moved(case.table.moves.values, place), case.table.moves.offsets),
        ),
    )


def double_in_place(case: Case) -> Case:
    """Let every contact stand twice: the second right after the first, at the same moment.

    Parameters
    ----------
    case
        Any case.

    Returns
    -------
    Case
        Twice the contacts, in the same rhythm, for the same purposes, with the same acts. What
        answered a contact answers the first of the two.
    """
    table = case.table
    twice = np.repeat(np.arange(len(table)), 2)
    copies = table.take(twice, table.offsets * 2, table.origin)
    ids = None
    if copies.ids is not None:
        ids = np.array(
            [f"{name}+" if k % 2 and name else name for k, name in enumerate(copies.ids.tolist())],
            dtype=np.str_,
        )
    return attrs.evolve(
        case,
        interactions=attrs.evolve(
            copies,
            n=np.arange(len(twice), dtype=np.int32),
            reply_to=np.where(copies.reply_to < 0, -1, copies.reply_to * 2).astype(np.int32),
            ids=ids,
        ),
    )


def _moved(moves: Ints, place: Ints) -> Ints:
    """Appropriation moves in other codes of channels."""
    moved = moves.copy()
    moved[:, 1] = place[moves[:, 1]]
    related = moves[:, 2] >= 0
    moved[related, 2] = place[moves[related, 2]]
    return moved


def _renamed(actor: Actor, mapping: Mapping[str, str]) -> Actor:
    return attrs.evolve(
        actor,
        repertoire=tuple(mapping.get(name, name) for name in actor.repertoire),
        prior=tuple(
            attrs.evolve(use, channel=mapping.get(use.channel, use.channel)) for use in actor.prior
        ),
    )
