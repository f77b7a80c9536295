"""The one doorway between recording and analysing: columns, graph, views and projections."""

from mediaeco.ecosystem.case_names import node_id
from mediaeco.ecosystem.ecosystem import Ecosystem, opened
from mediaeco.ecosystem.exchange import exchange, exchange_table
from mediaeco.ecosystem.export import GRAPH_SUFFIXES, read_graph, write_graph
from mediaeco.ecosystem.graph import build_graph
from mediaeco.ecosystem.kinds import ENDS, RECORDED, EdgeKind, NodeKind, add_edge, check_graph
from mediaeco.ecosystem.projection import commons, environment, species

__all__ = [
    "ENDS",
    "GRAPH_SUFFIXES",
    "RECORDED",
    "Ecosystem",
    "EdgeKind",
    "NodeKind",
    "add_edge",
    "build_graph",
    "check_graph",
    "commons",
    "environment",
    "exchange",
    "exchange_table",
    "node_id",
    "opened",
    "read_graph",
    "species",
    "write_graph",
]
