"""Who acts next: a model of the senders in a log of more than two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mediaeco.analysis.choice_estimate import ChoiceEstimate, estimate_choice
from mediaeco.dynamics.relational_history import (
    Contacts,
    Ties,
    first_of_pairs,
    read_log,
    read_ties,
)
from mediaeco.dynamics.relational_sets import Alternatives, Chosen, Strangers, counted_sets
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Ints
from mediaeco.kernels.choice import ChoiceSets
from mediaeco.kernels.risk_set import course

__all__ = ["SENDER_STATISTICS", "relational_rate"]

SENDER_STATISTICS = ("indegree", "outdegree", "tie_indegree", "tie_outdegree")
"""What may be asked of a possible sender."""


def relational_rate(
    events: Mapping[str, Any],
    *,
    actors: Mapping[str, Any] | None = None,
    ties: Mapping[str, Any] | None = None,
    statistics: Sequence[str] = ("indegree", "outdegree"),
    ridge: float = 0.0,
) -> ChoiceEstimate:
    """Who acts next, and why?

    ``P(i is next) = exp(x_i beta) / sum over present k of exp(x_k beta)``

    with x_i what i was to the network just before: ``indegree`` (number of people who had turned to
    i), ``outdegree`` (whom i had turned to), ``tie_indegree`` and ``tie_outdegree`` (the same in
    the other network).

    Parameters
    ----------
    events, actors, ties
        As in `relational_choice`.
    statistics
        Names, see `SENDER_STATISTICS`.
    ridge
        Penalty, at least 0 (library default: none).

    Returns
    -------
    ChoiceEstimate
        One row a statistic, clustered by who acted. The order of events is modelled, not the time
        between them: there is no intercept.

    Raises
    ------
    InvalidCaseError, UnknownTermError
        As in `relational_choice`.

    Notes
    -----
    *Theory*: stadtfeld2017 (rate of dynamic network actor models, without time), cox1975 (partial
    likelihood); published.

    *Laws*: equals the model with everybody written out; names of people, and the order of rows, do
    not matter.

    Examples
    --------
    >>> events = {
    ...     "time": [0, 60, 120, 180], "sender": ["a", "b", "a", "a"],
    ...     "receiver": ["b", "a", "c", "b"],
    ... }
    >>> relational_rate(events, statistics=["outdegree"]).alternatives
    3.0
    """
    for name in statistics:
        if name not in SENDER_STATISTICS:
            raise UnknownTermError(name, SENDER_STATISTICS, "statistic")
        if name.startswith("tie") and ties is None:
            raise InvalidCaseError("relational_rate.ties", f"another network, for '{name}'", "none")
    if len(set(statistics)) < len(statistics) or not statistics:
        raise InvalidCaseError(
            "relational_rate.statistics", "one name at least, each once", "others"
        )
    log, number = read_log(events, actors, ())
    other = None if ties is None else read_ties(ties, log, number)
    return estimate_choice(
        _sets(log, other, statistics),
        log.sender,
        who=("people", "sender"),
        names=statistics,
        ridge=ridge,
    )


def _sets(log: Contacts, ties: Ties | None, statistics: Sequence[str]) -> ChoiceSets:
    """Sets of senders, counted by their degrees."""
    actors, width = log.actors, len(statistics)
    parts = [_degrees(log, ties, name) for name in statistics]
    change = np.zeros((sum(len(part[0]) for part in parts), width), dtype=np.int64)
    column = np.repeat(np.arange(width), [len(part[0]) for part in parts])
    who, moment, step = (np.concatenate([part[k] for part in parts]) for k in range(3))
    change[np.arange(len(change)), column] = step
    found = course(who, moment, change)
    group, there = np.unique(actors.stratum[actors.present], return_counts=True)
    nothing = np.zeros((1, width), dtype=np.int64)
    return counted_sets(
        found,
        Alternatives(
            actors.stratum[found.key],
            actors.present[found.key],
            np.repeat(nothing, len(found.key), axis=0),
        ),
        Strangers(group, np.repeat(nothing, len(group), axis=0), there),
        Chosen(
            actors.stratum[log.sender],
            log.sender,
            log.moment,
            np.repeat(nothing, len(log.sender), axis=0),
        ),
    )


def _degrees(log: Contacts, ties: Ties | None, name: str) -> tuple[Ints, Ints, Ints]:
    """Whose degree changes, from when on, and by how much."""
    inward = name.endswith("indegree")
    if name.startswith("tie"):
        assert ties is not None  # noqa: S101 - checked when the statistics were
        pair = ties.back if inward else ties.pair
        return pair // len(log.actors), ties.moment, ties.change
    first = first_of_pairs(log)
    whose = (log.receiver if inward else log.sender)[first]
    return whose, log.moment[first] + 1, np.ones(len(whose), dtype=np.int64)
