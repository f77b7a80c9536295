"""Legend, notes and words of the map."""

from __future__ import annotations

from mediaeco.analysis import ElementStatus, Level
from mediaeco.figures.canvas import Entry
from mediaeco.figures.ecosystem_map import Map
from mediaeco.figures.ecosystem_matrix import matrix_entries
from mediaeco.figures.ecosystem_plan import Plan
from mediaeco.figures.ecosystem_scale import WIDEST, across, largest, nice, ring
from mediaeco.figures.lettering import counted, rounded, wrapped
from mediaeco.figures.palette import MUTED
from mediaeco.figures.style import base_size

__all__ = ["map_entries", "map_notes", "map_told"]

_LEVELS = tuple(Level)
_STATUS = tuple(ElementStatus)
_KEY = "#A8A8A8"


def map_entries(found: Map, plan: Plan) -> list[Entry]:
    """Legend of what occurs: markers, links, rings, acts."""
    most = found.most
    entries = []
    if most:
        count = nice(most / 7)
        size = across(count, most, largest(most, plan.pitch)) / 25.4 * 72
        entries.append(
            Entry.marker(f"area: {counted(count, 'contact')}", "o", size=size, color=_KEY)
        )
    if (found.contacts == 0).any():
        entries.append(
            Entry.marker(
                "not used", "o", size=4.0, markerfacecolor="#FFFFFF", markeredgecolor=MUTED
            )
        )
    if (found.value > 0).any():
        entries.append(
            Entry.line("width: appropriation 0.25", color=_KEY, linewidth=0.25 * WIDEST / 25.4 * 72)
        )
    if ((found.value == 0) & (found.level > 0)).any():
        entries.append(
            Entry.line("not made one's own", color=MUTED, linewidth=0.7, linestyle=(0, (1, 1.6)))
        )
    if (found.joint > 0).any():
        entries.append(
            Entry.marker(
                "ring: co-appropriation J 0.25",
                "o",
                size=6.0,
                markerfacecolor="#FFFFFF",
                markeredgewidth=ring(0.25),
            )
        )
    return [*entries, *matrix_entries(found, plan.pitch)]


def map_notes(found: Map, plan: Plan) -> list[str]:
    """Write what the numbers on the map are."""
    text = (
        f"n = {counted(int(found.contacts.sum()), 'contact')}, "
        f"{counted(int(found.acts.sum()), 'act')} on the frame. "
        "J: co-appropriation, 0 to below 1."
    )
    if plan.told:
        left = (found.level == _LEVELS.index(Level.DISAPPROPRIATED)).any()
        text += " Numbers at links: appropriation, 0 to below 1"
        text += "; left: disappropriated." if left else "."
    return wrapped(text, plan.width - 1, base_size() - 0.5, 4)


def map_told(found: Map) -> str:
    """Tell what the map shows."""
    used = int((found.contacts > 0).sum())
    text = (
        f"Media ecosystem of case {found.case}: {counted(len(found.names), 'channel')}, "
        f"{used} used in {counted(int(found.contacts.sum()), 'contact')}."
    )
    for channel, name in enumerate(found.names):
        levels = [str(_LEVELS[int(found.level[side, channel])]) for side in range(2)]
        text += (
            f" {name}: {counted(int(found.contacts[channel]), 'contact')}, appropriation therapist "
            f"{rounded(float(found.value[0, channel]))} ({levels[0]}), patient "
            f"{rounded(float(found.value[1, channel]))} ({levels[1]}), co-appropriation "
            f"{rounded(float(found.joint[channel]))}."
        )
    stands = [sum(found.status == code) for code in range(len(_STATUS))]
    return (
        f"{text} Frame: {counted(len(found.elements), 'element')}, {stands[1]} agreed, "
        f"{stands[2]} in breach, {stands[0]} not agreed at the end; "
        f"{counted(int(found.acts.sum()), 'act')}."
    )
