"""How words and numbers are set: measured, wrapped, cut and rounded."""

from __future__ import annotations

import math
from functools import lru_cache

from matplotlib import rcParams
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from mediaeco.figures.style import MM

__all__ = ["counted", "cut", "height", "rounded", "width", "wrapped"]


def width(text: str, size: float) -> float:
    """Width of a line of text in millimetres, at a size in points."""
    return _width(text, size, tuple(rcParams["font.sans-serif"]))


def height(size: float, lines: int = 1) -> float:
    """Height of lines of text in millimetres."""
    return lines * size * 1.22 / 72 / MM


@lru_cache(maxsize=4096)
def _width(text: str, size: float, family: tuple[str, ...]) -> float:
    font = FontProperties(family=list(family), size=size)
    points = text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]
    return float(points) / 72 / MM


def cut(text: str, room: float, size: float) -> str:
    """Cut a text to the room it has, with an ellipsis where something is missing."""
    text = " ".join(text.split())
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip(" ,;(-") + "…"


def wrapped(text: str, room: float, size: float, lines: int) -> list[str]:
    """Break a text into lines that fit the room; the last is cut where the text is longer."""
    words = text.split()
    found: list[str] = []
    while words and len(found) < lines - 1:
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), size) <= room:
            count += 1
        found.append(cut(" ".join(words[:count]), room, size))
        words = words[count:]
    if words:
        found.append(cut(" ".join(words), room, size))
    return found or [""]


def rounded(value: float, digits: int = 2) -> str:
    """Write a number; one that is not defined is said to be so.

    Examples
    --------
    >>> rounded(0.2639), rounded(-0.0001), rounded(float("nan"))
    ('0.26', '0.00', 'not defined')
    """
    if math.isnan(value):
        return "not defined"
    return (
        f"{value:.{digits}f}".replace("-", "−")
        if abs(value) >= 0.5 * 10**-digits
        else (f"{0:.{digits}f}")
    )


def counted(count: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> counted(1, "contact"), counted(0, "breach", "breaches")
    ('1 contact', '0 breaches')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
