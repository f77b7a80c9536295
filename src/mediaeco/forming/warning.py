"""What a record cannot tell of a model, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mediaeco.forming.objective import Objective
from mediaeco.forming.scale import BOUNDS
from mediaeco.kernels.array import Bools, Floats

__all__ = ["directions", "of_record"]

_SAME = 1e-9


def of_record(made: Objective, value: Floats, bound: Bools) -> tuple[list[str], bool]:
    """What is it in the record that keeps it from telling, and does it keep it from telling all?

    Parameters
    ----------
    made
        The likelihood.
    value
        Estimates of the free settings.
    bound
        Which of them are at an end of their range.

    Returns
    -------
    warnings
        Sentences.
    silent
        True where no standard error at all can be given.
    """
    free = made.model.free
    agreed, open_ = made.agreed, made.open
    told: list[str] = []
    cases = len(np.unique(np.concatenate((agreed.case, open_.case))))
    silent = cases < 2 or len(agreed.case) == 0
    if made.impossible:
        told.append(
            f"{made.impossible} agreed elements have no chance under this model, whatever its "
            f"free settings: its likelihood is 0, and they took no part in the search."
        )
    if cases == 1:
        told.append(
            "There is one case: what differs between cases cannot be told, and no standard error "
            "is given."
        )
    if cases and len(agreed.case) == 0:
        told.append(
            "No element was agreed: the data say that formation is slow, and not how slow, nor "
            "what it depends on."
        )
    elif cases and len(open_.case) == 0:
        told.append("Every element was agreed at the first contact that could agree it.")
    joint = np.concatenate((agreed.joint, open_.joint))
    if {"exposure", "rate"} <= set(free) and len(joint) and np.ptp(joint) < _SAME:
        told.append(
            f"Appropriation is {joint[0]:.3g} at every contact: what appropriation adds (exposure) "
            f"cannot be told from the rate."
        )
    if "content" in free and len(joint):
        medium = np.concatenate((agreed.medium, open_.medium))
        lead = np.concatenate((agreed.lead, open_.lead))
        if np.abs(lead).max() < _SAME or _proportional(medium, lead):
            told.append(
                "Content and medium go together at every contact (a channel that is always used "
                "for the same): content cannot be told from the medium."
            )
    for name, at, ends in zip(free, value, bound, strict=False):
        if ends and len(agreed.case):
            told.append(_at_end(name, at, "at the"))
    return told, silent


def directions(
    names: Sequence[str], flat: Sequence[Sequence[str]], wide: Bools, value: Floats
) -> list[str]:
    """Name the directions in which the likelihood does not change, or hardly.

    Parameters
    ----------
    names
        Free settings, then shifts.
    flat
        Settings that each flat direction is made of.
    wide
        Which have an interval that leaves their whole range open.
    value
        Estimates of the settings.

    Returns
    -------
    list of str
        Sentences.
    """
    told: list[str] = []
    for part in flat:
        if len(part) == 1:
            told.append(f"{part[0]} is not identified: the likelihood does not depend on it here.")
        else:
            told.append(
                f"{', '.join(part)} trade places: the likelihood is flat along a line on which "
                f"they change together, so that none of them is identified."
            )
    for k in np.flatnonzero(wide).tolist():
        if k < len(value) and _near_end(names[k], value[k]):
            told.append(_at_end(names[k], value[k], "next to the"))
        else:
            told.append(
                f"{names[k]} is not identified: its 95 % interval would cover its whole range."
            )
    return told


def _at_end(name: str, at: float, where: str) -> str:
    low, high = BOUNDS[name]
    side = "lower" if abs(at - low) < abs(at - high) else "upper"
    return (
        f"{name} is {where} {side} end of its range, {at:.3g}: it has no standard error there; its "
        f"profile interval ends at the bound."
    )


def _near_end(name: str, at: float) -> bool:
    low, high = BOUNDS[name]
    return bool(min(at - low, high - at) < 0.01 * (high - low))


def _proportional(medium: Floats, lead: Floats) -> bool:
    """Tell whether k is the same multiple of m at every cell."""
    rows = np.stack((medium, lead))
    values = np.linalg.eigvalsh(rows @ rows.T)
    return bool(values[0] < _SAME * max(values[1], _SAME))
