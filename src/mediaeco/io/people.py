"""Who is who in a table: names of the table, actors of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mediaeco.errors import InvalidCaseError, MediaEcoError, ReadError
from mediaeco.io.mapping import CaseMapping

__all__ = ["UNDERSTOOD", "actors_of", "renamed", "unsaid"]

UNDERSTOOD = {"therapist": "therapist", "t": "therapist", "patient": "patient", "p": "patient"}
"""Role of people whom a table calls by it."""


def renamed(row: dict[str, Any], names: Mapping[str, str]) -> None:
    """Call the people of a row by their ids in the case."""
    if not names:
        return
    for name in ("sender", "reported_by"):
        if isinstance(row.get(name), str):
            row[name] = _id(row[name], names)
    if isinstance(row.get("receivers"), list):
        row["receivers"] = [_id(person, names) for person in row["receivers"]]
    for act in row.get("acts", ()) if isinstance(row.get("acts"), list) else ():
        if isinstance(act.get("actor"), str):
            act["actor"] = _id(act["actor"], names)


def _id(person: str, names: Mapping[str, str]) -> str | InvalidCaseError:
    if person in names:
        return names[person]
    if person in names.values():
        return InvalidCaseError(
            "", "a person", "a name that the case gives to another", "Translate it with 'values'."
        )
    return person


def actors_of(
    rows: Sequence[dict[str, Any]], how: CaseMapping, given: Sequence[Any] | None, name: str
) -> tuple[list[Any], list[MediaEcoError]]:
    """Find the actors of a case, and let the other of two receive where no column says who does.

    Parameters
    ----------
    rows
        The interactions, their people called as in the case. Receivers are filled in.
    how
        May say the roles.
    given
        Actors from a table of their own; None: there is none.
    name
        What to call the source in messages.

    Returns
    -------
    actors, faults
        Actors as the case file holds them. Where their roles cannot be told, that is a fault, and
        roles are dealt out so that it makes no others.
    """
    actors = list(given or ())
    faults: list[MediaEcoError] = []
    known = {actor.get("id") for actor in actors if isinstance(actor, dict)}
    for role in how.roles:
        if role[0].upper() not in known:
            actors.append({"id": role[0].upper(), "role": role})
    if given is None:
        people = list(dict.fromkeys(_people(rows)))
        if not how.roles:
            actors, faults = _understood(people, name)
        elif len(how.roles) < 2:
            faults.append(unsaid(name, "the role of one only"))
            missing = "patient" if "therapist" in how.roles else "therapist"
            actors.append({"id": missing[0].upper(), "role": missing})
    _fill_receivers(rows, actors)
    return actors, faults


def _people(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for row in rows:
        receivers = row.get("receivers")
        for person in (row.get("sender"), *(receivers if isinstance(receivers, list) else ())):
            if isinstance(person, str):
                yield person


def _understood(people: Sequence[str], name: str) -> tuple[list[Any], list[MediaEcoError]]:
    """Take people by their word where they are called by their role."""
    roles = {person: UNDERSTOOD.get(person.casefold()) for person in people}
    actors = [{"id": person, "role": role} for person, role in roles.items() if role]
    if actors or not people:
        held = {actor["role"] for actor in actors}
        for role in ("therapist", "patient"):
            if role not in held:
                actors.append({"id": role, "role": role})
        return actors, []
    dealt = [("therapist", "patient", *["other"] * len(people))[i] for i in range(len(people))]
    actors = [{"id": p, "role": r} for p, r in zip(people, dealt, strict=True)]
    if len(actors) == 1:
        actors.append({"id": "patient", "role": "patient"})
    return actors, [unsaid(name, f"{len(people)} under other names")]


def unsaid(name: str, got: str) -> ReadError:
    """Tell that nobody said who is the therapist and who the patient."""
    return ReadError(
        name,
        None,
        f"expected people called 'therapist' and 'patient'; got {got}. Say who is who: roles = "
        '{ therapist = "...", patient = "..." } in the mapping, or '
        'read(..., roles={"therapist": "...", "patient": "..."}).',
    )


def _fill_receivers(rows: Sequence[dict[str, Any]], actors: Sequence[Any]) -> None:
    if any("receivers" in row for row in rows):
        return
    sides = {
        actor["role"]: actor.get("id")
        for actor in actors
        if isinstance(actor, dict) and isinstance(actor.get("role"), str)
    }
    other = {
        sides.get("therapist"): sides.get("patient"),
        sides.get("patient"): sides.get("therapist"),
    }
    for row in rows:
        sender = row.get("sender")
        if isinstance(sender, str) and other.get(sender) is not None:
            row["receivers"] = [other[sender]]
