"""Relational events as numbers, and the changes that they make to what is known of a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.segment import group_order, segment_rank, spans

__all__ = [
    "Actors",
    "Changes",
    "Contacts",
    "Ties",
    "first_of_pairs",
    "read_log",
    "read_ties",
    "two_paths",
    "within_window",
]


@frozen(eq=False)
class Actors:
    """People who may act, each in one stratum.

    Parameters
    ----------
    stratum
        Case that each one stands in, from 0; shape (actors,).
    present
        True where one may be chosen; shape (actors,).
    profile
        Code of the attributes that are compared, and those codes' values; -1 where unknown.
    values
        Values of each profile; shape (profiles, attributes).
    """

    stratum: Ints
    present: Bools
    profile: Ints
    values: Ints

    def __len__(self) -> int:
        return len(self.stratum)


@frozen(eq=False)
class Contacts:
    """Events in the order of their moments.

    Parameters
    ----------
    actors
        Who there is.
    times
        Moments that something happened at, rising; shape (moments,).
    moment, sender, receiver
        Of each event; shape (events,).
    """

    actors: Actors
    times: Floats
    moment: Ints
    sender: Ints
    receiver: Ints

    @property
    def pair(self) -> Ints:
        """Ordered pair of each event."""
        return self.sender * len(self.actors) + self.receiver

    @property
    def back(self) -> Ints:
        """The pair the other way round."""
        return self.receiver * len(self.actors) + self.sender


@frozen(eq=False)
class Changes:
    """Changes of one statistic of ordered pairs.

    Parameters
    ----------
    pair
        Ordered pair; shape (changes,).
    moment
        From when on; shape (changes,).
    change
        Shape (changes,).
    """

    pair: Ints
    moment: Ints
    change: Ints


@frozen(eq=False)
class Ties:
    """A second network: ties that are set, or dissolved, at moments.

    Parameters
    ----------
    pair, back
        Ordered pair, and the other way round; shape (settings,).
    moment
        First moment of the log at or after the tie was set.
    change
        1 where the tie came, -1 where it went, 0 where it stayed as it was.
    """

    pair: Ints
    back: Ints
    moment: Ints
    change: Ints


def read_log(
    events: Mapping[str, Any], actors: Mapping[str, Any] | None, attributes: Sequence[str]
) -> tuple[Contacts, Mapping[tuple[str, str], int]]:
    """Number the people and the moments of a log; also gives each one's number by case and name."""
    time = _column(events, "events", "time").astype(np.float64)
    names = [_column(events, "events", side).astype(np.str_) for side in ("sender", "receiver")]
    case = _cases(events, len(time))
    if not np.isfinite(time).all():
        raise InvalidCaseError("events.time", "finite numbers", "others among them")
    people = actors if actors is not None else _those_of(case, names)
    label = _column(people, "actors", "label").astype(np.str_)
    stratum = _cases(people, len(label))
    number = {key: k for k, key in enumerate(zip(stratum.tolist(), label.tolist(), strict=True))}
    if len(number) < len(label):
        raise InvalidCaseError("actors.label", "each person once", "somebody twice")
    sender, receiver = (_numbers(number, case, side, "events") for side in names)
    if (sender == receiver).any():
        raise InvalidCaseError(
            "events.receiver",
            "another person than the sender",
            "the sender",
            "Leave out events of people with themselves.",
        )
    _, code = np.unique(stratum, return_inverse=True)
    present = (
        _truths(_column(people, "actors", "present"))
        if "present" in people
        else np.ones(len(label), dtype=bool)
    )
    if not (present[receiver].all() and present[sender].all()):
        raise InvalidCaseError("actors.present", "true for all who act", "false for somebody")
    profile, values = _profiles(people, attributes, len(label))
    times, moment = np.unique(time, return_inverse=True)
    order = np.argsort(moment, kind="stable")
    found = Actors(code, present, profile, values)
    return Contacts(found, times, moment[order], sender[order], receiver[order]), number


def read_ties(
    ties: Mapping[str, Any], log: Contacts, number: Mapping[tuple[str, str], int]
) -> Ties:
    """Read a second network, of which the last setting of a pair holds (1 a tie, 0 none)."""
    time = _column(ties, "ties", "time").astype(np.float64)
    case = _cases(ties, len(time))
    sender, receiver = (
        _numbers(number, case, _column(ties, "ties", side).astype(np.str_), "ties")
        for side in ("sender", "receiver")
    )
    value = (
        np.asarray(ties["value"], dtype=np.float64) > 0
        if "value" in ties
        else np.ones(len(time), dtype=bool)
    )
    count = len(log.actors)
    order = np.argsort(time, kind="stable")
    order = order[group_order((sender * count + receiver)[order])[0]]
    pair, back = (sender * count + receiver)[order], (receiver * count + sender)[order]
    state = value[order].astype(np.int64)
    change = state.copy()
    again = np.flatnonzero(pair[1:] == pair[:-1]) + 1
    change[again] -= state[again - 1]
    return Ties(pair, back, np.searchsorted(log.times, time[order]), change)


def first_of_pairs(log: Contacts) -> Bools:
    """Events that are the first of their ordered pair; shape (events,)."""
    first: Bools = segment_rank(log.pair) == 0
    return first


def two_paths(log: Contacts) -> Changes:
    """When each way over a third person was first there: i to k, and k to j."""
    count = len(log.actors)
    first = first_of_pairs(log)
    sender, receiver, moment = log.sender[first], log.receiver[first], log.moment[first]
    order, _ = group_order(sender)
    begin = np.searchsorted(sender[order], receiver, "left")
    length = np.searchsorted(sender[order], receiver, "right") - begin
    one, place = spans(begin, length)
    other = order[place]
    away = sender[one] != receiver[other]
    one, other = one[away], other[away]
    return Changes(
        sender[one] * count + receiver[other],
        np.maximum(moment[one], moment[other]) + 1,
        np.ones(len(one), dtype=np.int64),
    )


def within_window(log: Contacts, pair: Ints, window: float) -> Changes:
    """Events that are remembered for so many seconds; at their end they are forgotten."""
    gone = np.searchsorted(log.times, log.times[log.moment] + window)
    step = np.ones(len(pair), dtype=np.int64)
    return Changes(
        np.concatenate((pair, pair)),
        np.concatenate((log.moment + 1, np.maximum(gone, log.moment + 1))),
        np.concatenate((step, -step)),
    )


def _column(table: Mapping[str, Any], where: str, name: str) -> Array:
    if name not in table:
        raise InvalidCaseError(where, f"a column '{name}'", "none of that name")
    return np.asarray(table[name])


def _cases(table: Mapping[str, Any], rows: int) -> Array:
    return np.asarray(table["case"]).astype(np.str_) if "case" in table else np.full(rows, "")


def _people(case: Array, names: Array) -> tuple[list[tuple[str, str]], Ints]:
    """Distinct people, by case and name, and the place of each row among them."""
    cases, of_case = np.unique(case, return_inverse=True)
    labels, of_name = np.unique(names, return_inverse=True)
    keys, inverse = np.unique(of_case * max(len(labels), 1) + of_name, return_inverse=True)
    found = [
        (str(cases[key // len(labels)]), str(labels[key % len(labels)])) for key in keys.tolist()
    ]
    return found, inverse.astype(np.int64)


def _those_of(case: Array, names: Sequence[Array]) -> dict[str, Array]:
    """Everybody who appears in the log, case by case."""
    found, _ = _people(np.tile(case, len(names)), np.concatenate(list(names)))
    columns = np.array(found, dtype=np.str_).reshape(-1, 2).T
    return {"case": columns[0], "label": columns[1]}


def _numbers(number: Mapping[tuple[str, str], int], case: Array, names: Array, where: str) -> Ints:
    people, inverse = _people(case, names)
    codes = np.array([number.get(key, -1) for key in people], dtype=np.int64)
    if (codes < 0).any():
        raise InvalidCaseError(
            where,
            "people who are listed in the actors",
            "somebody who is not",
            "List everybody who could have been chosen, those who never acted too.",
        )
    return codes[inverse]


def _profiles(
    people: Mapping[str, Any], attributes: Sequence[str], count: int
) -> tuple[Ints, Ints]:
    """Attributes as codes, -1 where missing, and their distinct combinations."""
    codes = np.zeros((count, len(attributes)), dtype=np.int64)
    for k, name in enumerate(attributes):
        column = _column(people, "actors", name)
        missing = np.array([v is None or v != v or v == "" for v in column.tolist()], dtype=bool)
        _, code = np.unique(column.astype(np.str_), return_inverse=True)
        codes[:, k] = np.where(missing, -1, code)
    if not attributes:
        return np.zeros(count, dtype=np.int64), np.zeros((min(count, 1), 0), dtype=np.int64)
    values, profile = np.unique(codes, axis=0, return_inverse=True)
    return profile.ravel(), values


def _truths(column: Array) -> Bools:
    if column.dtype.kind in "US":
        column = np.char.upper(column.astype(np.str_)) == "TRUE"
    return np.asarray(column, dtype=bool)
