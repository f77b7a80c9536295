"""Signs of what is done to the frame, as outlines that can serve as markers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from mediaeco.model import ActKind

__all__ = ["ACT_SIGNS", "STITCH", "TEAR", "act_sign"]

ACT_SIGNS: Mapping[ActKind, str] = {
    ActKind.PROPOSE: "?",
    ActKind.ACCEPT: "\N{CHECK MARK}",
    ActKind.REJECT: "\N{BALLOT X}",
    ActKind.BREACH: "\N{HIGH VOLTAGE SIGN}",
    ActKind.REPAIR: "",  # a stitch, which no font has
    ActKind.RENEGOTIATE: "\N{CLOCKWISE OPEN CIRCLE ARROW}",
}
"""Sign of each act; the repair's is `STITCH`."""

STITCH = Path(
    np.array(
        [
            *((-0.5, 0.0), (0.5, 0.0)),
            *((-0.32, -0.3), (-0.22, 0.3)),
            *((-0.05, -0.3), (0.05, 0.3)),
            *((0.22, -0.3), (0.32, 0.3)),
        ]
    ),
    [Path.MOVETO, Path.LINETO] * 4,
)
"""A seam with three stitches: something that was torn is held together."""

TEAR = Path(np.array([(-0.15, -0.4), (0.15, 0.4)]), [Path.MOVETO, Path.LINETO])
"""Where a line breaks off."""


@cache
def act_sign(kind: ActKind) -> Path:
    """Outline of an act's sign, centred, one unit high."""
    if kind is ActKind.REPAIR:
        return STITCH
    family = FontProperties(family="DejaVu Sans", weight="bold")
    outline = TextPath((0, 0), ACT_SIGNS[kind], size=10, prop=family)
    vertices = np.asarray(outline.vertices)
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    size = float((high - low).max())
    return Path((vertices - (low + high) / 2) / size, outline.codes)
