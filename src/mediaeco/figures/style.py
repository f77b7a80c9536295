"""Style sheets: journal widths and fonts, as rc dictionaries.

A figure is drawn and saved under matplotlib's own defaults and one of these sheets, so that what a
user has set elsewhere changes no byte of it. Nothing stays set afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any

import matplotlib.style
from matplotlib import rcParams

from mediaeco.errors import UnknownTermError

__all__ = ["MM", "STYLES", "Style", "base_size", "drawn_with"]

Style = str | Mapping[str, Any]
"""Name of a style sheet in `STYLES`, or rc settings that are laid over the double-column one."""

MM = 1 / 25.4
"""Inches in a millimetre."""

_COMMON: Mapping[str, Any] = {
    # The one family that every matplotlib brings: a figure looks the same on every machine.
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "text.parse_math": False,  # labels are people's own words, and a "$" in them is a dollar
    "axes.linewidth": 0.5,
    "axes.edgecolor": "#333333",
    "axes.labelcolor": "#111111",
    "axes.facecolor": "none",
    "text.color": "#111111",
    "xtick.color": "#333333",
    "ytick.color": "#333333",
    "xtick.major.width": 0.5,
    "ytick.major.width": 0.5,
    "xtick.major.size": 2.0,
    "ytick.major.size": 2.0,
    "xtick.major.pad": 1.5,
    "ytick.major.pad": 1.5,
    "axes.labelpad": 2.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "lines.solid_capstyle": "butt",
    "hatch.linewidth": 0.4,
    "pdf.fonttype": 42,  # fonts embedded as TrueType, as publishers ask
    "ps.fonttype": 42,
    # Outlines look alike wherever they are opened; the text is in the description.
    "svg.fonttype": "path",
    "svg.hashsalt": "mediaeco",
    "savefig.dpi": 300,
    "figure.dpi": 300,
}


def _sheet(width: float, size: float) -> Mapping[str, Any]:
    return MappingProxyType(
        {
            **_COMMON,
            "figure.figsize": (width * MM, width * MM),
            "font.size": size,
            "axes.labelsize": size,
            "axes.titlesize": size,
            "xtick.labelsize": size - 0.5,
            "ytick.labelsize": size - 0.5,
        }
    )


STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "single": _sheet(89, 6.0),
        "one_and_a_half": _sheet(140, 6.5),
        "double": _sheet(183, 6.5),
    }
)
"""Style sheets by journal width: single (89 mm), one-and-a-half (140 mm), double column (183 mm).

The width is binding; the height follows from what there is to draw."""


def drawn_with(style: Style) -> AbstractContextManager[None]:
    """Set a style sheet for the length of a ``with`` block.

    Parameters
    ----------
    style
        Name in `STYLES`, or rc settings laid over the double-column sheet.

    Raises
    ------
    UnknownTermError
        Where no sheet has that name.
    """
    if isinstance(style, str):
        if style not in STYLES:
            raise UnknownTermError(style, STYLES, "style")
        sheet = dict(STYLES[style])
    else:
        sheet = {**STYLES["double"], **style}
    return matplotlib.style.context(["default", sheet])


def base_size() -> float:
    """Size of the running text in points, of the sheet in use."""
    return float(rcParams["font.size"])
