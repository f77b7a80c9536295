"""Channels that take the place of others for the same purpose."""

from __future__ import annotations

from typing import Literal

import networkx as nx
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, EdgeKind, NodeKind, add_edge
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["Substitution", "substitution", "substitution_graph"]

Halves = Literal["contacts", "days"]


@frozen(kw_only=True, eq=False, repr=False)
class Substitution(Result):
    """How far channels took the place of others between the halves of a record.

    Parameters
    ----------
    cases, channels
        Ids.
    moved
        Share of the contacts that moved from the row's channel to the column's, for the same
        purpose; shape (cases, channels, channels), 0 on the diagonal; NaN for a case in which no
        purpose came up in both halves.
    index
        All that moved, from 0 (every purpose is served as before) to 1 (no purpose is served by a
        channel it was served by before); NaN as above; shape (cases,).
    compared
        Times that a purpose was stated which came up in both halves; shape (cases,).
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    moved: Floats
    index: Floats
    compared: Ints

    def to_frame(self) -> TidyTable:
        """One row a case and pair of channels between which something moved."""
        case, gone, come = np.nonzero(np.nan_to_num(self.moved) > 0)
        names = np.array(self.channels, dtype=np.str_)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[case],
                "from": names[gone],
                "to": names[come],
                "moved": self.moved[case, gone, come],
            }
        )

    def summary(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_),
                "substitution": self.index,
                "compared": self.compared,
            }
        )


def substitution(eco: Ecosystem, *, halves: Halves = "contacts") -> Substitution:
    """Which channel took the place of which, for the same purpose?

    Within each purpose k that came up in both halves of the case, with s the share of its contacts
    over a channel: ``drop_i = max(0, s_i1 - s_i2)``, ``rise_j = max(0, s_j2 - s_j1)``,

    ``moved_ij = sum over k of w_k drop_i rise_j / sum of rises``

    with w_k the share of purpose k among all statements compared: what a channel lost goes to
    those that gained, in proportion to their gains.

    Parameters
    ----------
    eco
        One case or a cohort.
    halves
        ``"contacts"``: the first half of the contacts and the second; ``"days"``: before and after
        the middle of the time from first contact to last. Contacts are the library's default.

    Returns
    -------
    Substitution
        By case.

    Raises
    ------
    InvalidCaseError
        Where ``halves`` is neither.

    Notes
    -----
    *Theory*: desanctis1994 (substitution as a move of appropriation), scolari2012 (media displace
    one another as species do), ramirez2008 (displacement); the index is the library's proposal. A
    shift of shares is what substitution would leave in a log, not a proof of it: who lost and who
    gained is seen, why is not.

    *Laws*: from 0 to 1; 0 where every purpose is served in the same shares in both halves; what
    moved from a channel and to it adds up to its drop and its rise; the order of channels changes
    nothing but the order; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = substitution(Ecosystem(read_example("first-contact")))
    >>> 0 < float(found.index[0]) < 1
    True
    """
    if halves not in ("contacts", "days"):
        raise InvalidCaseError("substitution.halves", "'contacts' or 'days'", shown(halves))
    table = eco.table
    kinds, width = len(eco.purposes), len(eco.channels)
    rows = table.purposes.rows
    later = _later(eco, halves)[rows]
    shape = (table.cases, 2, kinds, width)
    key = ((table.case[rows] * 2 + later) * kinds + table.purposes.values) * width
    counts = np.bincount(key + table.channel[rows], minlength=int(np.prod(shape))).reshape(shape)
    stated = counts.sum(axis=3)
    compared = (stated > 0).all(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(compared[:, None, :, None], counts / stated[..., None], 0.0)
        change = share[:, 1] - share[:, 0]
        drop, rise = np.maximum(-change, 0.0), np.maximum(change, 0.0)
        gained = rise.sum(axis=2, keepdims=True)
        taken = np.where(gained > 0, rise / gained, 0.0)
        number = np.where(compared, stated.sum(axis=1), 0)
        total = number.sum(axis=1)
        weight = number / total[:, None]
    moved = np.einsum("ik,ika,ikb->iab", weight, drop, taken)
    # Where nothing is compared no weight says so by itself if there are no purposes at all.
    moved[total == 0] = np.nan
    return Substitution(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        moved=moved,
        index=np.where(total > 0, np.minimum(moved.sum(axis=(1, 2)), 1.0), np.nan),
        compared=total,
    )


def substitution_graph(found: Substitution, *, case: str | None = None) -> nx.MultiDiGraph:
    """Draw what took the place of what as edges between channels.

    Parameters
    ----------
    found
        What `substitution` found.
    case
        Id of one case; None: the mean over the cases that could be compared.

    Returns
    -------
    networkx.MultiDiGraph
        Frozen. ``substitutes`` leads from the channel that came to the one whose place it took,
        with ``moved`` from 0 to 1.

    Raises
    ------
    InvalidCaseError
        Where there is no such case.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> graph = substitution_graph(substitution(Ecosystem(read_example("first-contact"))))
    >>> {kind for _, _, kind in graph.edges(data="kind")}
    {'substitutes'}
    """
    if case is not None and case not in found.cases:
        raise InvalidCaseError("substitution_graph.case", "the id of a case", "another")
    chosen = np.isfinite(found.index)
    if case is not None:
        chosen &= np.array([name == case for name in found.cases])
    moved = found.moved[chosen].mean(axis=0) if chosen.any() else np.zeros(found.moved.shape[1:])
    graph = nx.MultiDiGraph()
    names = [f"{NodeKind.CHANNEL}:{name}" for name in found.channels]
    for node in names:
        graph.add_node(node, kind=str(NodeKind.CHANNEL))
    for gone, come in np.argwhere(moved > 0).tolist():
        add_edge(
            graph, names[come], names[gone], EdgeKind.SUBSTITUTES, moved=float(moved[gone, come])
        )
    return nx.freeze(graph)


def _later(eco: Ecosystem, halves: Halves) -> Bools:
    """Tell which contacts stand in the second half of their case; shape (rows,)."""
    table = eco.table
    low, high = table.offsets[:-1], table.offsets[1:]
    if halves == "contacts":
        place = np.arange(len(table)) - low[table.case]
        second: Bools = 2 * place >= (high - low)[table.case]
        return second
    middle = np.zeros(table.cases)
    filled = high > low
    middle[filled] = (table.t[low[filled]] + table.t[high[filled] - 1]) / 2
    late: Bools = table.t > middle[table.case]
    return late
