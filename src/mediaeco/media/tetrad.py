"""McLuhan's tetrad: what a medium enhances, obsolesces, retrieves, and reverses into."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np
from attrs import field, frozen

from mediaeco.ecosystem import EdgeKind, NodeKind, add_edge
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats
from mediaeco.model import Provenance
from mediaeco.model.bound import identifier, ids

__all__ = ["TETRADS", "Tetrad", "participation", "tetrad_graph"]


@frozen(kw_only=True)
class Tetrad:
    """Four effects of a medium.

    Parameters
    ----------
    channel
        Id of the channel.
    enhances, obsolesces, retrieves, reverses_into
        Effects, in a few words each: what the medium makes more of, what it pushes aside, what it
        brings back that had been pushed aside, and what it turns into when pushed to its limit.
    provenance
        How far the tetrad may be trusted.
    source
        Citation key; empty where there is none.
    """

    channel: str = field(validator=identifier())
    enhances: tuple[str, ...] = field(default=(), converter=ids)
    obsolesces: tuple[str, ...] = field(default=(), converter=ids)
    retrieves: tuple[str, ...] = field(default=(), converter=ids)
    reverses_into: tuple[str, ...] = field(default=(), converter=ids)
    provenance: Provenance = field(default=Provenance.LIBRARY, converter=Provenance)
    source: str = ""

    def __attrs_post_init__(self) -> None:
        for kind in _KINDS:
            for effect in getattr(self, kind):
                if not effect or effect != effect.strip():
                    raise InvalidCaseError(
                        f"Tetrad.{kind}", "effects in a few words", "an empty one"
                    )


_KINDS = (
    EdgeKind.ENHANCES,
    EdgeKind.OBSOLESCES,
    EdgeKind.RETRIEVES,
    EdgeKind.REVERSES_INTO,
)

TETRADS: tuple[Tetrad, ...] = (
    Tetrad(
        channel="video_call",
        enhances=("seeing the other from afar",),
        obsolesces=("the waiting room",),
        retrieves=("the home visit",),
        reverses_into=("watching oneself",),
    ),
    Tetrad(
        channel="phone",
        enhances=("the voice",),
        obsolesces=("the letter",),
        retrieves=("the confessional",),
        reverses_into=("being reachable at all times",),
    ),
    Tetrad(
        channel="instant_messaging",
        enhances=("contact between sessions",),
        obsolesces=("the appointment",),
        retrieves=("the note under the door",),
        reverses_into=("a session without end",),
    ),
    Tetrad(
        channel="voice_note",
        enhances=("the voice",),
        obsolesces=("typing",),
        retrieves=("the monologue",),
        reverses_into=("a talk without a listener",),
    ),
    Tetrad(
        channel="email",
        enhances=("writing at one's own pace",),
        obsolesces=("the secretary",),
        retrieves=("the letter",),
        reverses_into=("an archive that nobody reads",),
    ),
    Tetrad(
        channel="social_media",
        enhances=("being seen",),
        obsolesces=("the therapist's anonymity",),
        retrieves=("the village",),
        reverses_into=("being watched",),
    ),
)
"""Tetrads of some channels in therapy: the library's proposal, as questions to be asked of a case;
in no paper, and by nobody's finding."""


def tetrad_graph(tetrads: Iterable[Tetrad] = TETRADS) -> nx.MultiDiGraph:
    """Draw tetrads as edges from media to effects.

    Parameters
    ----------
    tetrads
        Any number of them; an effect that two media share is one node.

    Returns
    -------
    networkx.MultiDiGraph
        Frozen. Edges ``enhances``, ``obsolesces``, ``retrieves`` and ``reverses_into`` lead from a
        channel to an effect and tell their ``provenance``.

    Notes
    -----
    *Theory*: mcluhan1988; the four laws are published, the shipped tetrads the library's proposal.

    *Laws*: an edge for every effect named; its ends are such as its kind allows.

    Examples
    --------
    >>> graph = tetrad_graph()
    >>> sorted(graph["channel:phone"])[0]
    'effect:being reachable at all times'
    >>> graph.in_degree("effect:the voice")
    2
    """
    graph = nx.MultiDiGraph()
    for tetrad in tetrads:
        medium = f"{NodeKind.CHANNEL}:{tetrad.channel}"
        graph.add_node(medium, kind=str(NodeKind.CHANNEL))
        for kind in _KINDS:
            for effect in getattr(tetrad, kind):
                node = f"{NodeKind.EFFECT}:{effect}"
                graph.add_node(node, kind=str(NodeKind.EFFECT), label=effect)
                add_edge(graph, medium, node, kind, provenance=str(tetrad.provenance))
    return nx.freeze(graph)


def participation(definition: Floats | float) -> Floats:
    """How much has the audience to add to what a medium gives?

    ``participation = 1 - definition``

    Parameters
    ----------
    definition
        1 for a hot medium (high definition, little to add), 0 for a cool one; NaN where not stated.

    Returns
    -------
    array
        From 0 (hot) to 1 (cool); NaN where the definition is.

    Notes
    -----
    *Theory*: mcluhan1964 (hot media are low in participation, cool ones high); the number is the
    library's proposal.

    *Laws*: falls as definition rises.

    Examples
    --------
    >>> float(participation(0.25))
    0.75
    """
    return np.asarray(1 - np.asarray(definition, dtype=np.float64), dtype=np.float64)
