"""Cells at risk in columns, and the chance of each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints

__all__ = ["LEAST", "Part", "chances", "fits_of", "through_of"]

LEAST = 1e-12
"""Of a fit, and of the chance that an element is not agreed: below lies rounding."""


class Part(NamedTuple):
    """Cells at risk, those that were agreed or those that were not; each of shape (cells,).

    Parameters
    ----------
    case
        Case of each.
    code
        Which combination of channel, element and contact index.
    joint, apart
        J, and 1 - J.
    medium, lead
        m, and k - m.
    """

    case: Ints
    code: Ints
    joint: Floats
    apart: Floats
    medium: Floats
    lead: Floats

    def of(self, kept: Bools) -> Part:
        """Keep these cells."""
        return Part(
            case=self.case[kept],
            code=self.code[kept],
            joint=self.joint[kept],
            apart=self.apart[kept],
            medium=self.medium[kept],
            lead=self.lead[kept],
        )


def through_of(part: Part, exposure: float) -> Floats:
    """What appropriation lets through, ``b + (1 - b) J``."""
    return part.joint + exposure * part.apart


def fits_of(part: Part, content: float) -> Floats:
    """How contacts fit, ``gamma k + (1 - gamma) m``."""
    return np.maximum(part.medium + content * part.lead, LEAST)


def chances(
    part: Part, chance: Floats, exposure: float, content: float
) -> tuple[Floats, Floats, Floats]:
    """Hazard of each cell, and what appropriation and fit make of it.

    Parameters
    ----------
    part
        Cells.
    chance
        Rate times primacy, by code.
    exposure, content
        b and gamma.

    Returns
    -------
    p, through, fits
        Shape (cells,) each.
    """
    through, fits = through_of(part, exposure), fits_of(part, content)
    p = chance[part.code]
    p *= through
    p *= fits
    return p, through, fits
