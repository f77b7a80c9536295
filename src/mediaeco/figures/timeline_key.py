"""Legend, notes and words of the timeline."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import FrameLifecycle, Ruptures, StageTrajectory
from mediaeco.figures.canvas import Entry
from mediaeco.figures.glyph import act_sign
from mediaeco.figures.lettering import counted, rounded, wrapped
from mediaeco.figures.palette import INK, MUTED, VOID
from mediaeco.figures.ribbon import told_stays
from mediaeco.figures.rupture_row import rupture_entries
from mediaeco.figures.style import base_size
from mediaeco.figures.timeline_plan import Plan
from mediaeco.figures.timeline_record import Record
from mediaeco.model import ActKind

__all__ = ["timeline_entries", "timeline_notes", "timeline_told"]

_KINDS = tuple(ActKind)


def timeline_entries(
    record: Record, plan: Plan, lifecycle: FrameLifecycle, ruptures: Ruptures
) -> list[Entry]:
    """Legend of what occurs: contacts, acts, ruptures."""
    return [
        *_contact_entries(record, plan.dense),
        *_act_entries(lifecycle),
        *rupture_entries(ruptures, plan.scale),
    ]


def _contact_entries(record: Record, dense: frozenset[int]) -> list[Entry]:
    entries = []
    if set(record.used) - dense:
        entries += [
            Entry.marker("therapist sends", "o", markerfacecolor=MUTED, markeredgecolor=INK),
            Entry.marker("patient sends", "o", markerfacecolor="#FFFFFF", markeredgecolor=MUTED),
        ]
        if (record.side == 2).any():
            entries.append(Entry.marker("another person sends", "o", size=2.5, color=MUTED))
        if record.session[~np.isin(record.channel, list(dense))].any():
            entries.append(Entry.patch("session", 1.0, 2.4, facecolor="#C4C4C4"))
    if dense:
        entries.append(Entry.patch("therapist's contacts (bar up)", 1.1, 2.4, facecolor=MUTED))
        entries.append(Entry.patch("patient's (bar down)", 1.1, 2.4, facecolor="#C4C4C4"))
    return entries


def _act_entries(lifecycle: FrameLifecycle) -> list[Entry]:
    entries = []
    for code, kind in enumerate(_KINDS):
        of = lifecycle.kind == code
        if of.any():
            stitch = kind is ActKind.REPAIR
            entries.append(
                Entry.marker(
                    str(kind),
                    act_sign(kind),
                    size=6.0 if stitch else 5.0,
                    markeredgewidth=0.7 if stitch else 0.0,
                )
            )
    if not lifecycle.legal.all():
        entries.append(
            Entry.marker(
                "grey: act that changes nothing",
                act_sign(ActKind.ACCEPT),
                color=VOID,
                size=5.0,
                markeredgewidth=0.0,
            )
        )
    return entries


def timeline_notes(record: Record, plan: Plan, wide: float, until: float) -> list[str]:
    """Write what the signs do not say: counts, gathered acts, the length of bars, silence."""
    counts = record.counts()
    text = (
        f"n = {counted(len(record.t), 'contact')}, {counted(int(record.session.sum()), 'session')}."
    )
    if counts[2]:
        text += f" {counts[2]:,} by another person."
    if any(count > 1 for signs in plan.signs for *_, count, _ in signs.placed):
        text += " A number beside a sign: so many acts, the first at this place."
    if plan.dense:
        days = (plan.scale.end - plan.scale.begin) / (len(plan.scale.bins) - 1)
        peak = counted(plan.peak, "contact")
        text += f" Bars: contacts in {rounded(days, 1)} days, the longest {peak}."
    if until > 0:
        text += f" Observed for {rounded(until, 1)} days after the last contact."
    if record.unused:
        text += f" Not used: {', '.join(record.unused)}."
    return wrapped(text, wide - 1, base_size() - 0.5, 4)


def timeline_told(
    record: Record, stages: StageTrajectory, ruptures: Ruptures, lifecycle: FrameLifecycle
) -> str:
    """Tell what the timeline shows."""
    counts = record.counts()
    days = record.last - record.first
    others = f", others {counts[2]}" if counts[2] else ""
    text = (
        f"Timeline of case {record.case}: {counted(len(record.t), 'contact')} "
        f"(therapist {counts[0]}, patient {counts[1]}{others}) in {rounded(days, 1)} days."
    )
    if record.used:
        parts = [f"{record.names[c]} {record.count(c)}" for c in record.used]
        text += f" By channel: {', '.join(parts)}."
    if record.unused:
        text += f" Not used: {', '.join(record.unused)}."
    text += f" Sessions: {int(record.session.sum())}."
    acts = [
        f"{kind} {int((lifecycle.kind == code).sum())}"
        for code, kind in enumerate(_KINDS)
        if (lifecycle.kind == code).any()
    ]
    text += f" Acts upon the frame: {', '.join(acts)}." if acts else " No acts upon the frame."
    mended = int((ruptures.repair_row >= 0).sum())
    text += (
        f" {counted(len(ruptures), 'rupture')}, {mended} repaired."
        if len(ruptures)
        else (" No ruptures.")
    )
    return f"{text} {told_stays(stages)}"
