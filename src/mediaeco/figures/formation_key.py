"""Legend, note and words of the formation."""

from __future__ import annotations

from mediaeco.analysis import FrameLifecycle, StageTrajectory
from mediaeco.figures.canvas import Entry
from mediaeco.figures.formation_course import (
    AGREED,
    BREACHED,
    EXPECTED,
    STATUS,
    Course,
    phi_told,
)
from mediaeco.figures.glyph import STITCH, act_sign
from mediaeco.figures.lettering import counted, rounded
from mediaeco.figures.palette import INK, MUTED, shade
from mediaeco.figures.ribbon import told_stays
from mediaeco.model import ActKind

__all__ = ["formation_entries", "formation_note", "formation_told"]


def formation_entries(found: Course, life: FrameLifecycle) -> list[Entry]:
    """Legend of the lines, the shades and the signs that occur."""
    entries = [
        Entry.line("expected coverage (model)", color=EXPECTED, linewidth=1.2),
        Entry.line(
            "observed coverage (recorded acts)",
            color=INK,
            linewidth=1.2,
            linestyle=(0, (4, 1.2)),
        ),
    ]
    if not found.names or not len(found.n):
        return entries if not found.void else []
    for value in (0.0, 0.5, 1.0):
        text = f"phi {value:g}" + (" (expected formation)" if value == 1 else "")
        entries.append(Entry.patch(text, 3.0, facecolor=shade(value)))
    return [*entries, *_standing(found, life)]


def _standing(found: Course, life: FrameLifecycle) -> list[Entry]:
    entries = []
    if (found.status == AGREED).any():
        entries.append(Entry.line("agreed", color=INK, linewidth=1.8))
        entries.append(
            Entry.marker("agreement", act_sign(ActKind.ACCEPT), size=5.0, markeredgewidth=0.0)
        )
    if (life.after == BREACHED).any():
        entries.append(
            Entry.marker(
                "breach, the line gapes", act_sign(ActKind.BREACH), size=5.0, markeredgewidth=0.0
            )
        )
    if ((life.before == BREACHED) & (life.after != BREACHED)).any():
        entries.append(Entry.marker("repair", STITCH, size=8.0, markeredgewidth=0.8))
    if len(found.n) and (found.status[-1] == 0).any():
        entries.append(Entry.marker("not agreed at the end", "_", size=3.0, color=MUTED))
    return entries


def formation_note(found: Course, stages: StageTrajectory) -> str:
    """Write what the shade is, and where the record ends."""
    text = (
        f"n = {counted(len(found.n), 'contact')}, {counted(len(found.names), 'element')}. "
        "Expected formation is what the parameters imply, not what was agreed."
    )
    if len(found.n) and stages.now[0] != stages.stage[-1]:
        text += f" At the end of observation: {stages.model.stages[int(stages.now[0])].name}."
    return text


def formation_told(found: Course, stages: StageTrajectory, life: FrameLifecycle) -> str:
    """Tell what the figure shows."""
    text = (
        f"Formation of the frame in case {found.case} over {counted(len(found.n), 'contact')} "
        f"and {counted(len(found.names), 'element')}."
    )
    if found.void:
        return f"{text} Nothing is drawn: {found.void}."
    text += (
        f" At the end expected coverage is {rounded(float(found.expected[-1]))} and observed "
        f"coverage {rounded(float(found.observed[-1]))}."
    )
    parts = [
        f"{name} {phi_told(float(found.phi[-1, row]))} ({STATUS[int(found.status[-1, row])]})"
        for row, name in enumerate(found.names)
    ]
    breaches = int(((life.after == BREACHED) & (life.before != BREACHED)).sum())
    repairs = int(((life.before == BREACHED) & (life.after != BREACHED)).sum())
    return (
        f"{text} Expected formation and state at the end: {', '.join(parts)}. "
        f"{counted(breaches, 'breach', 'breaches')}, {counted(repairs, 'repair')}. "
        f"{told_stays(stages)}"
    )
