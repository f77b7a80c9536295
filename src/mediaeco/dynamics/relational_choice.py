"""Whom people turn to next: a model of the choice of receivers in a log of more than two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mediaeco.analysis.choice_estimate import ChoiceEstimate, estimate_choice
from mediaeco.dynamics.relational_history import (
    Changes,
    Contacts,
    Ties,
    first_of_pairs,
    read_log,
    read_ties,
    two_paths,
    within_window,
)
from mediaeco.dynamics.relational_sets import Alternatives, Chosen, Strangers, counted_sets
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Ints
from mediaeco.kernels.choice import ChoiceSets
from mediaeco.kernels.risk_set import Course, course
from mediaeco.kernels.segment import spans

__all__ = ["RECEIVER_STATISTICS", "relational_choice"]

RECEIVER_STATISTICS = (
    "inertia",
    "reciprocity",
    "transitivity",
    "recent_inertia",
    "recent_reciprocity",
    "tie",
    "tie_reciprocity",
)
"""What may be asked of a possible receiver; ``"same:NAME"`` beside them, of an attribute."""

_OWN = ("inertia", "reciprocity", "transitivity")
_SAME = "same:"


def relational_choice(
    events: Mapping[str, Any],
    *,
    actors: Mapping[str, Any] | None = None,
    ties: Mapping[str, Any] | None = None,
    statistics: Sequence[str] = _OWN,
    window: float = 300.0,
    ridge: float = 0.0,
) -> ChoiceEstimate:
    """Whom does a sender turn to next, and why?

    ``P(i chooses j) = exp(x_ij beta) / sum over k other than i of exp(x_ik beta)``

    with x_ij what was known of the ordered pair just before: ``inertia`` (i had turned to j),
    ``reciprocity`` (j had turned to i), ``transitivity`` (number of k that i had turned to and that
    had turned to j), ``recent_inertia`` and ``recent_reciprocity`` (the same within the last
    ``window``), ``tie`` and ``tie_reciprocity`` (i had a tie to j in the other network, j to i),
    ``same:NAME`` (both have the same value of attribute NAME). All but transitivity are 0 or 1.

    Parameters
    ----------
    events
        Columns ``time`` (seconds), ``sender``, ``receiver``, and ``case`` where people of several
        cases never meet: what `mediaeco.sequence.to_relational_events` gives.
    actors
        Columns ``label``, ``present`` (False: never a possible receiver; all are without it),
        attributes, and ``case`` as above; None: everybody who appears in the events, which leaves
        out whom nobody ever turned to.
    ties
        Another network: ``time``, ``sender``, ``receiver``, and ``value``, above 0 where the tie
        was there from then on, else 0; 1 without it.
    statistics
        Names, see `RECEIVER_STATISTICS`.
    window
        Seconds after which a contact is no longer recent (library default, as in the published
        example).
    ridge
        Penalty, at least 0 (library default: none).

    Returns
    -------
    ChoiceEstimate
        One row a statistic, clustered by sender.

    Raises
    ------
    InvalidCaseError
        Where columns are missing, people are not listed, the window is not above 0, or there is no
        other network or attribute that a statistic asks for.
    UnknownTermError
        Where a statistic is not known.

    Notes
    -----
    *Theory*: stadtfeld2017 (dynamic network actor models, choice of a receiver), butts2008,
    mcfadden1974; published. An unknown attribute is the same as nobody's: library's rule. goldfish
    takes two unknown values as the same; give them a word of their own to have it so. Events of
    one moment do not know of one another.

    Sets of alternatives are kept up change by change, as counts of receivers who look alike: the
    cost is in proportion to changes and kinds of receivers, not to events times people.

    *Laws*: equals the model with every receiver written out; names of people, and the order of
    rows, do not matter; an event adds to what later ones know, never to its own moment.

    Examples
    --------
    >>> events = {
    ...     "time": [0, 60, 120, 180, 240, 300, 360],
    ...     "sender": ["a", "b", "a", "c", "b", "a", "c"],
    ...     "receiver": ["b", "a", "b", "a", "c", "c", "b"],
    ... }
    >>> found = relational_choice(events, statistics=["inertia", "reciprocity"])
    >>> found.choices, found.alternatives
    (7, 2.0)
    """
    _check(statistics, ties, window)
    attributes = [name[len(_SAME) :] for name in statistics if name.startswith(_SAME)]
    log, number = read_log(events, actors, attributes)
    other = None if ties is None else read_ties(ties, log, number)
    sets = _sets(log, other, statistics, float(window))
    return estimate_choice(
        sets,
        log.sender,
        who=("senders", "receiver"),
        names=statistics,
        ridge=ridge,
    )


def _check(statistics: Sequence[str], ties: object, window: float) -> None:
    for name in statistics:
        if name not in RECEIVER_STATISTICS and not name.startswith(_SAME):
            raise UnknownTermError(name, (*RECEIVER_STATISTICS, "same:NAME"), "statistic")
        if name.startswith("tie") and ties is None:
            raise InvalidCaseError(
                "relational_choice.ties", f"another network, for '{name}'", "none"
            )
    if len(set(statistics)) < len(statistics) or not statistics:
        raise InvalidCaseError(
            "relational_choice.statistics", "one name at least, each once", "others"
        )
    if not window > 0:
        raise InvalidCaseError("relational_choice.window", "seconds above 0", shown(window))


def _sets(log: Contacts, ties: Ties | None, statistics: Sequence[str], window: float) -> ChoiceSets:
    """Sets of receivers, counted by what is known of them."""
    named = [name for name in statistics if not name.startswith(_SAME)]
    found = _known(log, [_changes(log, ties, name, window) for name in named], named)
    sender, receiver = np.divmod(found.key, max(len(log.actors), 1))
    who, shared, number = _strangers(log)
    # What is known of the pair, and which attributes the two share.
    same, met = _same(log, sender, receiver), _same(log, log.sender, log.receiver)
    blank, of_strangers, of_chosen = (
        np.column_stack((np.zeros((len(part), len(named)), dtype=np.int64), part))
        for part in (same, shared, met)
    )
    sets = counted_sets(
        found._replace(values=np.column_stack((found.values, same))),
        Alternatives(sender, log.actors.present[receiver], blank),
        Strangers(who, of_strangers, number),
        Chosen(log.sender, log.pair, log.moment, of_chosen),
    )
    return sets._replace(features=sets.features[:, _in_order(statistics)])


def _in_order(statistics: Sequence[str]) -> list[int]:
    """Column of each statistic where those of pairs stand before shared attributes."""
    last = sorted(range(len(statistics)), key=lambda k: statistics[k].startswith(_SAME))
    return [last.index(k) for k in range(len(statistics))]


def _changes(log: Contacts, ties: Ties | None, name: str, window: float) -> Changes:
    if name == "transitivity":
        return two_paths(log)
    back = name.endswith("reciprocity")
    if name.startswith("tie"):
        assert ties is not None  # noqa: S101 - checked when the statistics were
        return Changes(ties.back if back else ties.pair, ties.moment, ties.change)
    pair = log.back if back else log.pair
    if name.startswith("recent"):
        return within_window(log, pair, window)
    first = first_of_pairs(log)
    return Changes(pair[first], log.moment[first] + 1, np.ones(int(first.sum()), dtype=np.int64))


def _known(log: Contacts, changes: Sequence[Changes], names: Sequence[str]) -> Course:
    """What is known of each pair whose sender ever sends, from when on."""
    pair = np.concatenate([c.pair for c in changes] or [np.zeros(0, dtype=np.int64)])
    moment = np.concatenate([c.moment for c in changes] or [np.zeros(0, dtype=np.int64)])
    statistic = np.repeat(np.arange(len(names)), [len(c.pair) for c in changes])
    added = np.zeros((len(pair), len(names)), dtype=np.int64)
    added[np.arange(len(pair)), statistic] = np.concatenate(
        [c.change for c in changes] or [np.zeros(0, dtype=np.int64)]
    )
    sends = np.zeros(len(log.actors), dtype=bool)
    sends[log.sender] = True
    kept = sends[pair // max(len(log.actors), 1)]
    found = course(pair[kept], moment[kept], added[kept])
    binary = np.array([name != "transitivity" for name in names], dtype=bool)
    return found._replace(values=np.where(binary, np.minimum(found.values, 1), found.values))


def _same(log: Contacts, sender: Ints, receiver: Ints) -> Ints:
    """Which attributes two people share; unknown values are nobody's."""
    profile, values = log.actors.profile, log.actors.values
    return _shared(values[profile[sender]], values[profile[receiver]])


def _shared(one: Ints, other: Ints) -> Ints:
    found: Ints = ((one == other) & (one >= 0)).astype(np.int64)
    return found


def _strangers(log: Contacts) -> tuple[Ints, Ints, Ints]:
    """Receivers of whom a sender knows nothing but what they are: who, shared, how many.

    One row a sender, and combination of attributes among those present in his case.
    """
    actors = log.actors
    width = max(len(actors.values), 1)
    there = np.flatnonzero(actors.present)
    key, number = np.unique(
        actors.stratum[there] * width + actors.profile[there], return_counts=True
    )
    who = np.unique(log.sender)
    begin = np.searchsorted(key, actors.stratum[who] * width)
    of, place = spans(begin, np.searchsorted(key, (actors.stratum[who] + 1) * width) - begin)
    sender, profile = who[of], key[place] % width
    shared = _shared(actors.values[actors.profile[sender]], actors.values[profile])
    # Nobody turns to himself.
    left = number[place] - (profile == actors.profile[sender])
    return sender, shared, left
