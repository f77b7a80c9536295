"""The sign of each verdict, the same in every figure."""

from __future__ import annotations

from matplotlib.axes import Axes

from mediaeco.figures.canvas import Entry, mark
from mediaeco.figures.palette import VOID
from mediaeco.theory import Verdict

__all__ = ["BARS", "WORDS", "entries_of", "sign", "words"]

SIZE = 3.6  # points
_MARKERS = {Verdict.HOLDS: "o", Verdict.FAILS: "X", Verdict.UNDECIDED: "o"}
_EDGES = {Verdict.HOLDS: "#0072B2", Verdict.FAILS: "#B2500B", Verdict.UNDECIDED: VOID}
_FACES = {Verdict.HOLDS: "#0072B2", Verdict.FAILS: "#B2500B", Verdict.UNDECIDED: "white"}

BARS = {Verdict.HOLDS: "#0072B2", Verdict.FAILS: "#F0AB6E", Verdict.UNDECIDED: "#F4F4F4"}
"""Colours of fields that stand for a verdict; in grey, dark, middle and next to white."""

WORDS = {Verdict.HOLDS: "holds", Verdict.FAILS: "fails", Verdict.UNDECIDED: "undecided"}
"""What a verdict is called in a legend."""


def sign(ax: Axes, x: float, y: float, verdict: Verdict, *, size: float = SIZE) -> None:
    """Draw the sign of a verdict at a place of the sheet."""
    mark(
        ax,
        x,
        y,
        _MARKERS[verdict],
        size=size,
        color=_EDGES[verdict],
        markerfacecolor=_FACES[verdict],
    )


def entries_of(seen: set[Verdict]) -> list[Entry]:
    """Entries of a legend, for the verdicts that are in the figure."""
    return [
        Entry.marker(
            WORDS[verdict],
            _MARKERS[verdict],
            size=SIZE,
            color=_EDGES[verdict],
            markerfacecolor=_FACES[verdict],
        )
        for verdict in Verdict
        if verdict in seen
    ]


def words(name: str) -> str:
    """Write an id as words.

    Examples
    --------
    >>> words("begins_with_first_contact")
    'begins with first contact'
    """
    return name.replace("_", " ")
