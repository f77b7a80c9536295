"""Verdicts claim by claim: on the record, and in how many of its cases."""

from __future__ import annotations

import math

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from mediaeco.figures.canvas import Canvas, Entry, key_height, room
from mediaeco.figures.lettering import counted, cut, height, width, wrapped
from mediaeco.figures.palette import INK, MUTED
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.figures.verdict import BARS, WORDS, entries_of, sign, words
from mediaeco.theory import CheckedClaim, Checks, Theory, Verdict

__all__ = ["draw_checks"]

_P = 12.0  # millimetres for a p value
_SIGN = 4.0


@frozen
class _Plan:
    """Where things stand, in millimetres."""

    pitch: float
    label: float
    bar: float
    rows: int
    tested: bool


def draw_checks(checks: Checks, *, style: Style = "double", ax: Axes | None = None) -> Figure:
    """Draw the verdict on every claim, beside in how many cases it holds, fails and is undecided.

    A claim about a cohort has a sign and no bar. Where a claim was tested over cases, its p stands
    at the right, corrected as the note says.

    Parameters
    ----------
    checks
        What `mediaeco.theory.check` found.
    style
        Name of a style sheet, or rc settings.
    ax
        Axes whose place is taken; None: a figure of its own.

    Returns
    -------
    Figure
        The figure drawn on.

    Examples
    --------
    >>> from mediaeco.figures import alt_text
    >>> from mediaeco.io import read_example
    >>> from mediaeco.theory import FOUNDING_STUDY, check
    >>> print(alt_text(draw_checks(check(read_example("sent-away"), theories=FOUNDING_STUDY)))[:44])
    Verdicts on 13 claims of 1 theory on 1 case:
    """
    with drawn_with(style):
        return _drawn(checks, ax)


def _drawn(checks: Checks, ax: Axes | None) -> Figure:
    wide = room(ax)
    plan = _planned(checks, wide)
    entries = _entries(checks)
    notes = wrapped(_note(checks), wide - 1, base_size() - 0.5, 4)
    foot = key_height(entries, notes, wide) + 2.0
    canvas = Canvas.opened(foot + plan.pitch * (plan.rows + 0.5), ax)
    y = foot + plan.pitch * (plan.rows - 0.25)
    for theory in checks.theories:
        y = _theory(canvas, checks, theory, plan, y)
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("Claims on a record", _told(checks))


def _planned(checks: Checks, wide: float) -> _Plan:
    size = base_size()
    longest = max((width(words(c.proposition.id), size) for c in checks.claims), default=0.0)
    tested = any(claim.judgement.test is not None for claim in checks.claims)
    label = min(longest * 1.04 + 3.0, wide * 0.55)
    return _Plan(
        pitch=height(size) + 0.9,
        label=label,
        bar=max(wide - label - 2 * _SIGN - (_P if tested else 0.0) - 8.0, 8.0),
        rows=len(checks.claims) + len(checks.theories),
        tested=tested,
    )


def _theory(canvas: Canvas, checks: Checks, theory: Theory, plan: _Plan, y: float) -> float:
    """Draw one theory from ``y`` down; give where the next begins."""
    title = cut(theory.title, canvas.width - 1.5, base_size())
    canvas.text(0.5, y, title, weight="bold")
    for claim in checks.claims:
        if claim.theory == theory.id:
            y -= plan.pitch
            _row(canvas, claim, plan, y)
    return y - plan.pitch


def _row(canvas: Canvas, claim: CheckedClaim, plan: _Plan, y: float) -> None:
    text = cut(words(claim.proposition.id), plan.label - 2.0, base_size())
    canvas.text(plan.label, y, text, ha="right")
    sign(canvas.sheet, plan.label + _SIGN * 0.7, y, claim.judgement.verdict)
    left = plan.label + _SIGN * 1.6
    if claim.by_case:
        _bar(canvas, claim, left, y, plan)
    p = math.nan if claim.judgement.test is None else claim.judgement.test.p
    if not math.isnan(p):
        x = left + plan.bar + 8.0
        shown = f"p = {p:.2f}" if p >= 0.01 else "p < .01"
        canvas.text(x, y, shown, fontsize=base_size() - 1, color=INK)


def _bar(canvas: Canvas, claim: CheckedClaim, left: float, y: float, plan: _Plan) -> None:
    total = len(claim.by_case or ())
    high, x = plan.pitch * 0.62, left
    for verdict in Verdict:
        share = claim.count(verdict) / total * plan.bar
        if share:
            canvas.sheet.add_patch(
                Rectangle(
                    (x, y - high / 2), share, high, facecolor=BARS[verdict], linewidth=0, zorder=1
                )
            )
        x += share
    canvas.sheet.add_patch(
        Rectangle((left, y - high / 2), plan.bar, high, fill=False, edgecolor=MUTED, linewidth=0.3)
    )
    decided = total - claim.count(Verdict.UNDECIDED)
    canvas.text(
        left + plan.bar + 1.0, y, f"{decided}/{total}", fontsize=base_size() - 1, color=MUTED
    )


def _entries(checks: Checks) -> list[Entry]:
    seen = {claim.judgement.verdict for claim in checks.claims}
    in_cases = {v for claim in checks.claims for v in Verdict if claim.count(v)}
    fields = [
        Entry.patch(f"cases: {WORDS[verdict]}", facecolor=BARS[verdict])
        for verdict in Verdict
        if verdict in in_cases
    ]
    return entries_of(seen) + fields


def _note(checks: Checks) -> str:
    text = f"n = {counted(len(checks.cases), 'case')}; at the bars: cases that decide, of all. "
    if checks.tests:
        how = {"none": "not corrected", "holm": "Holm", "bh": "Benjamini-Hochberg"}
        text += (
            f"p by permutation over cases, {counted(checks.tests, 'test')} "
            f"({how[checks.correction]}). "
        )
    return text + "A verdict is about this record; undecided is no support."


def _told(checks: Checks) -> str:
    verdicts = [claim.judgement.verdict for claim in checks.claims]
    text = (
        f"Verdicts on {counted(len(verdicts), 'claim')} of "
        f"{counted(len(checks.theories), 'theory', 'theories')} on "
        f"{counted(len(checks.cases), 'case')}: "
    )
    parts = []
    for verdict, word in (
        (Verdict.HOLDS, "holding"),
        (Verdict.FAILS, "failing"),
        (Verdict.UNDECIDED, "undecided"),
    ):
        names = [words(c.proposition.id) for c in checks.claims if c.judgement.verdict is verdict]
        listed = f" ({', '.join(names[:6])}{', ...' if len(names) > 6 else ''})" if names else ""
        parts.append(f"{len(names)} {word}{listed}")
    return f"{text}{'; '.join(parts)}."
