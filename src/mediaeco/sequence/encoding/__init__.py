"""One record in every encoding that its neighbours take."""

from mediaeco.sequence.encoding.actor import actor_names
from mediaeco.sequence.encoding.attribution import to_paths
from mediaeco.sequence.encoding.ena import to_ena_frame
from mediaeco.sequence.encoding.event_log import to_event_log
from mediaeco.sequence.encoding.relational import to_relational_events
from mediaeco.sequence.encoding.tna import to_tna_frame

__all__ = [
    "actor_names",
    "to_ena_frame",
    "to_event_log",
    "to_paths",
    "to_relational_events",
    "to_tna_frame",
]
