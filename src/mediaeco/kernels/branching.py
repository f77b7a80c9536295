"""Events that call forth events, generation by generation, of many groups at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["Events", "branching_forest"]

Later = Callable[[Floats, Ints, Floats], Floats]
"""When a child is born: of the moment from which its parent calls, its kind, and a wait whose mean
is 1."""


class Events(NamedTuple):
    """Events in order of group and time.

    Parameters
    ----------
    time
        Shape (events,), as all that follow.
    kind, group
        Of each event.
    parent
        Place of the event that called each one forth, -1 for immigrants.
    seed
        Place of each immigrant among those given, -1 for those called forth.
    """

    time: Floats
    kind: Ints
    group: Ints
    parent: Ints
    seed: Ints


def branching_forest(
    immigrants: tuple[Floats, Ints, Ints],
    alpha: Floats,
    until: float,
    random: np.random.Generator,
    *,
    later: Later,
    ready: Floats | None = None,
) -> Events:
    """Let events call forth others until nobody does.

    Each event of kind j calls forth a Poisson number of events of kind i, ``alpha[i, j]`` on
    average, each after a wait of its own. A generation is drawn whole, for all groups at once.

    Parameters
    ----------
    immigrants
        Time, kind and group of the first generation; groups do not fall, from 0.
    alpha
        Mean number of children of kind i of an event of kind j; shape (kinds, kinds); its spectral
        radius is below 1.
    until
        Events from here on are not drawn.
    random
        Where the draws come from: children of the generator, so it must be fresh for each call.
    later
        When a child is born (see `Later`).
    ready
        Moment from which each immigrant calls others forth; None: its own.

    Returns
    -------
    Events
        In order of group and time.

    Notes
    -----
    *Laws*: a child comes later than its parent, in the same group; the events of the first groups
    are the same whatever groups follow.

    Examples
    --------
    >>> first = (np.zeros(2), np.zeros(2, dtype=int), np.arange(2))
    >>> drawn = branching_forest(first, np.array([[0.5]]), 9.0, np.random.default_rng(1),
    ...     later=lambda time, kind, wait: time + wait)
    >>> drawn.group.tolist(), drawn.parent.tolist()
    ([0, 0, 1, 1], [-1, 0, -1, 2])
    """
    time, kind, group = immigrants
    times, kinds, groups = [time], [kind], [group]
    parents: list[Ints] = [np.full(len(time), -1)]
    calling = time if ready is None else ready
    begin = 0
    while len(times[-1]):
        kind, group = kinds[-1], groups[-1]
        # A stream for each quantity of each generation: more groups then move no draw of these.
        number, wait = random.spawn(2)
        children = number.poisson(np.asarray(alpha).T[kind])  # events, kinds
        source, target = np.nonzero(children)
        repeats = children[source, target]
        source, target = np.repeat(source, repeats), np.repeat(target, repeats)
        born = later(calling[source], target, wait.exponential(size=len(source)))
        inside = born < until
        parents.append(begin + source[inside])
        begin += len(kind)
        times.append(born[inside])
        kinds.append(target[inside])
        groups.append(group[source[inside]])
        calling = times[-1]
    return _in_order(times, kinds, groups, parents)


def _in_order(
    times: list[Floats], kinds: list[Ints], groups: list[Ints], parents: list[Ints]
) -> Events:
    time: Floats = np.concatenate(times)
    kind: Ints = np.concatenate(kinds)
    group: Ints = np.concatenate(groups)
    parent: Ints = np.concatenate(parents)
    order = np.lexsort((time, group))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    parent = parent[order]
    return Events(
        time=time[order],
        kind=kind[order],
        group=group[order],
        parent=np.where(parent >= 0, place[parent], -1),
        seed=np.where(order < len(times[0]), order, -1),
    )
