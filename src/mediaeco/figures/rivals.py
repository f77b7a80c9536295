"""Claims by theories, with the questions that tell theories apart."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from mediaeco.figures.canvas import Canvas, Entry, key_height, room
from mediaeco.figures.lettering import counted, cut, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.figures.verdict import entries_of, sign, words
from mediaeco.theory import Rivals, Verdict

__all__ = ["draw_rivals"]

_GAP = 1.5


@frozen
class _Plan:
    """Where things stand, in millimetres."""

    rows: tuple[int, ...]
    pitch: float
    label: float
    column: float
    head: float
    models: bool

    @property
    def body(self) -> float:
        """Height of the matrix."""
        return self.pitch * len(self.rows)


def draw_rivals(
    rivals: Rivals, *, shared: bool = False, style: Style = "double", ax: Axes | None = None
) -> Figure:
    """Draw which claims of which theory hold on a record, and what tells theories apart.

    A row is a question, a column a theory. Where one theory's answer holds and another's fails, the
    row is shaded and the answers that differ are boxed. Below stand the differences of AIC and of
    log score from the best model, where theories have one.

    Parameters
    ----------
    rivals
        What `mediaeco.theory.compare_theories` found.
    shared
        True: only questions that several theories answer.
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
    >>> from mediaeco.theory import FOUNDING_STUDY, MERE_EXPOSURE, compare_theories
    >>> rivals = compare_theories(
    ...     read_example("first-contact"), theories=[FOUNDING_STUDY, MERE_EXPOSURE]
    ... )
    >>> alt_text(draw_rivals(rivals))[:41]
    'Verdicts on the claims of 2 theories on 1'
    """
    with drawn_with(style):
        return _drawn(rivals, ax, shared=shared)


def _drawn(rivals: Rivals, ax: Axes | None, *, shared: bool) -> Figure:
    wide = room(ax)
    plan = _planned(rivals, wide, shared=shared)
    entries = _entries(rivals)
    notes = wrapped(_note(rivals), wide - 1, base_size() - 0.5, 4)
    foot = key_height(entries, notes, wide) + 2.0
    strip = 3 * plan.pitch if plan.models else 0.0
    canvas = Canvas.opened(foot + strip + plan.body + plan.head + 1.0, ax)
    top = foot + strip + plan.body
    _heads(canvas, rivals, plan, top)
    for place, question in enumerate(plan.rows):
        _row(canvas, rivals, plan, question, top - plan.pitch * (place + 0.5))
    if plan.models:
        _models(canvas, rivals, plan, foot + strip)
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("Rival theories", _told(rivals))


def _planned(rivals: Rivals, wide: float, *, shared: bool) -> _Plan:
    many = (rivals.verdict != "").sum(axis=1) > 1
    rows = np.flatnonzero(many) if shared else np.arange(len(rivals.questions))
    size = base_size()
    count = len(rivals.theories)
    longest = max((width(words(rivals.questions[k]), size) for k in rows), default=0.0)
    # The words get what the columns leave, and a column room enough for its sign.
    label = min(longest * 1.04 + 2.0, wide - 5.0 * count - 2.0)
    column = min((wide - label - 2.0) / max(count, 1), 9.0)
    heads = max((width(words(theory.id), size) for theory in rivals.theories), default=0.0)
    return _Plan(
        rows=tuple(int(k) for k in rows),
        pitch=height(size) + 0.9,
        label=label,
        column=column,
        head=min(heads, 32.0) + 2.0,
        models=any(fit is not None for fit in rivals.fits),
    )


def _x(plan: _Plan, column: int) -> float:
    return plan.label + _GAP + plan.column * (column + 0.5)


def _heads(canvas: Canvas, rivals: Rivals, plan: _Plan, top: float) -> None:
    for k, theory in enumerate(rivals.theories):
        canvas.text(
            _x(plan, k),
            top + 1.0,
            cut(words(theory.id), plan.head - 1.0, base_size()),
            rotation=90,
            ha="center",
            va="bottom",
        )


def _row(canvas: Canvas, rivals: Rivals, plan: _Plan, question: int, y: float) -> None:
    decisive = bool(rivals.decisive[question])
    if decisive:
        end = _x(plan, len(rivals.theories) - 1) + plan.column / 2
        _field(canvas, 0.3, y, end - 0.3, plan.pitch, facecolor=PALE, linewidth=0)
    text = cut(words(rivals.questions[question]), plan.label - 0.5, base_size())
    canvas.text(plan.label, y, text, ha="right", color=INK if decisive else MUTED)
    for k, verdict in enumerate(rivals.verdict[question].tolist()):
        if not verdict:
            continue
        x = _x(plan, k)
        if decisive and verdict != str(Verdict.UNDECIDED):
            side = min(plan.column, plan.pitch) * 0.98
            _field(
                canvas, x - side / 2, y, side, side, facecolor="white", edgecolor=INK, linewidth=0.6
            )
        sign(canvas.sheet, x, y, Verdict(verdict))


def _field(canvas: Canvas, x: float, y: float, wide: float, high: float, **look: object) -> None:
    canvas.sheet.add_patch(Rectangle((x, y - high / 2), wide, high, zorder=0.6, **look))  # type: ignore[arg-type]  # looks hold colours and widths


def _models(canvas: Canvas, rivals: Rivals, plan: _Plan, top: float) -> None:
    table = rivals.summary()
    size = base_size() - 1.0
    end = _x(plan, len(rivals.theories) - 1) + plan.column / 2
    canvas.sheet.plot([0.3, end], [top - 0.5, top - 0.5], color=MUTED, linewidth=0.4)
    for line, (name, text) in enumerate(
        (
            ("aic_difference", "AIC, from the best"),
            ("score_difference", "log score, from the best"),
        )
    ):
        y = top - plan.pitch * (line + 1)
        canvas.text(plan.label, y, text, ha="right")
        for k, value in enumerate(table[name].tolist()):
            canvas.text(_x(plan, k), y, _short(value), ha="center", fontsize=size)


def _short(value: float) -> str:
    """A difference in the room of a column; a dash where there is none."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return rounded(value, 0 if abs(value) >= 10 else 1)


def _entries(rivals: Rivals) -> list[Entry]:
    entries = entries_of({Verdict(word) for word in rivals.verdict.ravel().tolist() if word})
    if rivals.decisive.any():
        entries.append(
            Entry.patch("tells theories apart", 3.0, 2.4, facecolor="white", edgecolor=INK)
        )
    return entries


def _note(rivals: Rivals) -> str:
    checks = rivals.checks
    text = f"n = {counted(len(checks.cases), 'case')}. "
    if checks.tests:
        text += f"{counted(checks.tests, 'claim')} tested over cases at {checks.alpha:g}. "
    text += "A verdict is about this record; undecided is no support. "
    if any(fit is not None for fit in rivals.fits):
        text += "Models of formation by maximum likelihood; –: none, or no other case to foretell."
    return text.strip()


def _told(rivals: Rivals) -> str:
    checks = rivals.checks
    apart = [
        words(question)
        for question, decisive in zip(rivals.questions, rivals.decisive.tolist(), strict=True)
        if decisive
    ]
    counts = ", ".join(
        f"{int((rivals.verdict == str(verdict)).sum())} {word}"
        for verdict, word in (
            (Verdict.HOLDS, "hold"),
            (Verdict.FAILS, "fail"),
            (Verdict.UNDECIDED, "are undecided"),
        )
    )
    text = (
        f"Verdicts on the claims of {counted(len(checks.theories), 'theory', 'theories')} on "
        f"{counted(len(checks.cases), 'case')}, question by question: {counts}. "
    )
    text += f"Told apart by: {'; '.join(apart)}." if apart else "No question tells theories apart."
    table = rivals.summary()
    known = [k for k, value in enumerate(table["aic"].tolist()) if math.isfinite(value)]
    if known:
        best = min(known, key=lambda k: float(table["aic"][k]))
        text += f" Lowest AIC: {words(str(table['theory'][best]))}."
    return text
