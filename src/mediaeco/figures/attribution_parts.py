"""What of an attribution is drawn, and how its shares are written."""

from __future__ import annotations

from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.lettering import counted
from mediaeco.figures.palette import ChannelLook, channel_looks
from mediaeco.forming import Attribution, AttributionIntervals, By, ChannelShapley
from mediaeco.kernels.array import Floats

__all__ = ["Parts", "percent"]


@frozen(kw_only=True, eq=False)
class Parts:
    """What is drawn: groups by row, elements by column."""

    of_what: str
    parts: Attribution
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...] | None
    elements: tuple[str, ...]
    formed: Floats  # elements
    shapley: ChannelShapley | None
    sure: AttributionIntervals | None
    count: int

    @staticmethod
    def of(
        eco: Ecosystem,
        parts: Attribution,
        shapley: ChannelShapley | None,
        sure: AttributionIntervals | None = None,
    ) -> Parts:
        """Take from an attribution what is drawn."""
        by_channel = parts.by is By.CHANNEL
        known = {item.id: item.name for item in (eco.channels if by_channel else eco.purposes)}
        return Parts(
            of_what=f"case {eco.ids[0]}" if len(eco.ids) == 1 else counted(len(eco.ids), "case"),
            parts=parts,
            names=tuple(known.get(group, group.replace("_", " ")) for group in parts.groups),
            looks=channel_looks(parts.groups) if by_channel else None,
            elements=tuple(element.name for element in eco.elements),
            formed=parts.contribution.sum(axis=0),
            shapley=shapley if by_channel else None,
            sure=sure,
            count=len(eco.table),
        )


def percent(share: float) -> str:
    """Write a share in per cent, without the sign; what is little is not written as none."""
    if share == 0:
        return "0"
    return "< 1" if 0 < share < 0.005 else f"{100 * share:.0f}".replace("-", "−")
