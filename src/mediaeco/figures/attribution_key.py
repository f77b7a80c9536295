"""Legend, note and words of an attribution."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mediaeco.figures.attribution_field import NONE
from mediaeco.figures.attribution_parts import Parts, percent
from mediaeco.figures.canvas import Entry, mark
from mediaeco.figures.lettering import counted, rounded
from mediaeco.figures.palette import INK, MUTED, shade
from mediaeco.forming import AttributionIntervals, By
from mediaeco.kernels.quantile import FEW

__all__ = ["attribution_entries", "attribution_note", "attribution_told"]


def attribution_entries(found: Parts) -> list[Entry]:
    """Legend of the shades and marks that occur."""
    share = found.parts.share
    entries = []
    if share.size and not np.isnan(share).all():
        more = " or more" if np.nanmax(share) > 1.005 else ""
        entries += [
            Entry.patch(f"{text} of an element", 3.0, facecolor=shade(value))
            for text, value in (("0 %", 0.0), ("50 %", 0.5), (f"100 %{more}", 1.0))
        ]
    if (share < 0).any():
        entries.append(Entry.patch("more lost than formed", 3.0, facecolor=shade(-0.6)))
    if np.isnan(share).any():
        entries.append(Entry.patch("share not defined", 3.0, facecolor="#FFFFFF", hatch=NONE))
    if not np.isnan(found.parts.effect).all():
        entries.append(Entry.marker("effect of a contact", "o", size=4.2, color=MUTED))
    if not np.isnan(found.parts.rate_without).all():
        entries.append(
            Entry.marker(f"rate without the {found.parts.by}", "|", size=5.0, markeredgewidth=1.0)
        )
    if found.shapley is not None and not found.shapley.exact:
        entries.append(Entry.line("95 % interval", color=INK, linewidth=0.8))
    elif found.sure is not None and not np.isnan(found.sure.share_low).all():
        text = f"{100 * found.sure.level:g} % interval"
        entries.append(Entry(text, _whisker))
    return entries


def _whisker(ax: Axes, x: float, y: float) -> object:
    ax.add_line(Line2D([x - 2.4, x + 2.4], [y, y], color=INK, linewidth=0.9))
    return mark(ax, [x - 2.4, x + 2.4], [y, y], "|", size=2.4, markeredgewidth=0.9)


def attribution_note(found: Parts) -> str:
    """Write what the numbers are, and what they are not."""
    text = f"n = {counted(found.count, 'contact')}"
    if found.parts.by is By.PURPOSE:
        text += " (one with two purposes counted in both)"
    if found.sure is not None:
        text += f" in {counted(found.sure.cases, 'case')}"
    text += ". Attribution is not causation: it says what the model with its parameters adds up to."
    text += " H = −log(1 − phi): the scale on which formation adds up."
    used = found.parts.contacts > 0
    if found.parts.by is not By.SOURCE and np.isnan(found.parts.rate_without[used]).any():
        text += f" The rate without a {found.parts.by} is not defined where no contact is left."
    if found.sure is not None:
        text += _sure(found.sure)
    if found.shapley is not None:
        how = (
            "exact"
            if found.shapley.exact
            else f"sampled in {counted(found.shapley.permutations, 'order')} and their reverses"
        )
        text += f" Shapley values: {how}, sum {rounded(found.shapley.worth, 3)}."
    return text


def _sure(sure: AttributionIntervals) -> str:
    """Write what was drawn for the intervals, and which groups have none."""
    none = sum(bool(reason) for reason in sure.reason)
    if none == len(sure.reason):
        return " No intervals: cases are drawn, and one does not tell how much they differ."
    text = (
        f" Intervals ({100 * sure.level:g} %): cases drawn anew {counted(sure.replicates, 'time')}"
    )
    few = ", few as they are: rough" if sure.cases < FEW else ""
    lone = f"; none where fewer than two cases have a {sure.parts.by}" if none else ""
    return f"{text}{few}{lone}."


def attribution_told(found: Parts) -> str:
    """Tell what the figure shows."""
    parts = found.parts
    text = (
        f"Attribution of formation by {parts.by} in {found.of_what}: "
        f"{counted(len(parts.groups), 'group')}, {counted(len(parts.elements), 'element')}, "
        f"{counted(found.count, 'contact')}."
    )
    for row, name in enumerate(found.names):
        share = float(parts.total_share[row])
        told = "not defined" if math.isnan(share) else f"{percent(share)} %"
        text += (
            f" {name}: {counted(int(parts.contacts[row]), 'contact')}, share of the whole {told}, "
            f"effect per contact {rounded(float(parts.effect[row]), 3)}, rate without it "
            f"{rounded(float(parts.rate_without[row]), 3)}."
        )
        if found.sure is not None and not found.sure.reason[row]:
            sure = found.sure
            text += (
                f" Interval of the share {percent(float(sure.share_low[row]))} to "
                f"{percent(float(sure.share_high[row]))} %, of the effect "
                f"{rounded(float(sure.effect_low[row]), 3)} to "
                f"{rounded(float(sure.effect_high[row]), 3)}; the same rank by effect in "
                f"{percent(float(sure.effect_stable[row]))} % of the replicates."
            )
        if found.shapley is not None:
            place = found.shapley.channels.index(parts.groups[row])
            text += f" Shapley value {rounded(float(found.shapley.value[place]), 3)}"
            error = float(found.shapley.error[place])
            text += f" ± {rounded(error, 3)}." if error else "."
    return f"{text} Attribution is not causation."
