"""Transformations of the channels of a case: other names, another order, one of them gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Ints
from mediaeco.model import Actor, Case, Ragged

__all__ = ["drop_channel", "permute_channels", "relabel_channels"]


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


def drop_channel(case: Case, channel: str) -> Case:
    """Take out all contacts over a channel; the others stay at their original index.

    Parameters
    ----------
    case
        Any case.
    channel
        Id of the channel. It stays in the vocabulary, where nobody uses it any more.

    Returns
    -------
    Case
        The record that ``Ecosystem(case).without(channel=channel)`` is a view of.

    Raises
    ------
    UnknownTermError
        Where the case does not know the channel.

    Notes
    -----
    *Laws*: dropped twice is dropped once; no other contact changes, its index included.
    """
    names = [item.id for item in case.channels]
    if channel not in names:
        raise UnknownTermError(channel, names, "channel")
    table = case.table
    kept = np.flatnonzero(table.channel != names.index(channel))
    return attrs.evolve(
        case,
        interactions=table.take(kept, np.array([0, len(kept)]), table.origin),
        clock=case.clock,
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
