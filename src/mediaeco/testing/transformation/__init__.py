"""Transformations of a case under which measures keep still, or move in a known way.

A law that joins the measure of a case with that of the transformed case (a metamorphic relation)
needs no right answer to be known, so that anybody can test a new measure with them.
"""

from mediaeco.testing.transformation.channel import drop_channel, permute_channels, relabel_channels
from mediaeco.testing.transformation.contacts import double_in_place, permute_contacts, split_case
from mediaeco.testing.transformation.pace import append_silence, scale_time, shift_time
from mediaeco.testing.transformation.people import relabel_actors, remove_observer, swap_roles

__all__ = [
    "append_silence",
    "double_in_place",
    "drop_channel",
    "permute_channels",
    "permute_contacts",
    "relabel_actors",
    "relabel_channels",
    "remove_observer",
    "scale_time",
    "shift_time",
    "split_case",
    "swap_roles",
]
