"""The one doorway between recording and analysing: columns, graph, views and projections."""

from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.export import GRAPH_SUFFIXES, read_graph, write_graph
from mediaeco.ecosystem.graph import node_id
from mediaeco.ecosystem.kinds import ENDS, EdgeKind, NodeKind, check_graph
from mediaeco.ecosystem.projection import environment, exchange, exchange_table, species

__all__ = [
    "ENDS",
    "GRAPH_SUFFIXES",
    "Ecosystem",
    "EdgeKind",
    "NodeKind",
    "check_graph",
    "environment",
    "exchange",
    "exchange_table",
    "node_id",
    "read_graph",
    "species",
    "write_graph",
]
