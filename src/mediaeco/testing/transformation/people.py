"""Transformations of the people of a case: roles swapped, other names, the observer gone."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np

from mediaeco.kernels.array import Ints
from mediaeco.model import Case, Ragged, Role

__all__ = ["relabel_actors", "remove_observer", "swap_roles"]

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


def relabel_actors(case: Case, mapping: Mapping[str, str]) -> Case:
    """Call people by other pseudonyms, wherever they are named.

    Parameters
    ----------
    case
        Any case.
    mapping
        New id by old id; somebody who is not named keeps theirs.

    Returns
    -------
    Case
        The same people under other names.

    Raises
    ------
    FaultGroup
        Where two people come to have one id.

    Notes
    -----
    *Laws*: renaming back is not renaming; no column changes.
    """

    def named(actor: str) -> str:
        return mapping.get(actor, actor)

    people = {actor.id for actor in case.actors}
    return attrs.evolve(
        case,
        interactions=case.table,
        clock=case.clock,
        actors=tuple(attrs.evolve(actor, id=named(actor.id)) for actor in case.actors),
        measures=tuple(
            attrs.evolve(
                m, rater=named(m.rater), about=named(m.about) if m.about in people else m.about
            )
            for m in case.measures
        ),
        settings=tuple(attrs.evolve(s, actor=named(s.actor)) for s in case.settings),
    )


def remove_observer(case: Case) -> Case:
    """Let nobody observe: observers are gone, with what they rated, and with what they reported.

    Parameters
    ----------
    case
        Any case.

    Returns
    -------
    Case
        The same contacts. Those that an observer reported are reported by nobody in particular.

    Notes
    -----
    *Laws*: removed twice is removed once; a case without observers stays as it is.
    """
    gone = {actor.id for actor in case.actors if actor.role is Role.OBSERVER}
    table = case.table
    active = len(case.actors) - len(gone)  # observers come last
    return attrs.evolve(
        case,
        clock=case.clock,
        actors=tuple(actor for actor in case.actors if actor.id not in gone),
        interactions=attrs.evolve(
            table, reported_by=np.where(table.reported_by < active, table.reported_by, -1)
        ),
        measures=tuple(m for m in case.measures if m.rater not in gone and m.about not in gone),
        settings=tuple(s for s in case.settings if s.actor not in gone),
    )
