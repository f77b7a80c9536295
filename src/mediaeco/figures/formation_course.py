"""What of a formation is drawn: the course of every element, contact by contact."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import ElementStatus, FrameLifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.lettering import rounded
from mediaeco.forming import Formation
from mediaeco.kernels.array import Floats, Ints

__all__ = ["AGREED", "BREACHED", "EXPECTED", "STATUS", "Course", "phi_told"]

STATUS = tuple(ElementStatus)
AGREED = STATUS.index(ElementStatus.AGREED)
BREACHED = STATUS.index(ElementStatus.BREACHED)
EXPECTED = "#0072B2"
"""Colour of what the model expects; what was observed is drawn in ink."""


@frozen(kw_only=True, eq=False)
class Course:
    """What is drawn: contacts by column, elements by row."""

    case: str
    n: Ints
    t: Floats
    names: tuple[str, ...]
    phi: Floats
    status: Ints  # rows, elements
    expected: Floats
    observed: Floats

    @staticmethod
    def of(eco: Ecosystem, formed: Formation, life: FrameLifecycle) -> Course:
        """Take from a case and its findings what is drawn."""
        count = len(formed.n)
        status = np.zeros((count, len(eco.elements)), dtype=np.int64)
        for row, element, after in zip(life.row, life.element, life.after, strict=True):
            status[row:, element] = after
        return Course(
            case=eco.case.id,
            n=formed.n,
            t=formed.t,
            names=tuple(element.name for element in eco.elements),
            phi=formed.phi,
            status=status,
            expected=formed.expected,
            observed=formed.observed,
        )

    @property
    def void(self) -> str:
        """Why no course can be drawn; empty where it can."""
        if not len(self.n):
            return "no contact recorded"
        return "" if self.names else "the case has no frame elements: coverage is not defined"


def phi_told(value: float) -> str:
    """Write a formation, which comes near 1 and never is."""
    return "> 0.99" if value >= 0.995 else rounded(value)
