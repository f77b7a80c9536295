"""Ratings that follow the frame as it was agreed, with noise, by rater."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Measure
from mediaeco.model.vocabulary import Role
from mediaeco.simulation.behaviour import RatingParameters
from mediaeco.simulation.design import CaseDesign
from mediaeco.simulation.plan import RatingSchedule
from mediaeco.simulation.stream import Streams

__all__ = ["ratings"]

_DECIMALS = 2


def ratings(
    agreed: Floats,
    breached: Floats,
    day: Floats,
    offsets: Ints,
    left: Bools,
    design: CaseDesign,
    parameters: RatingParameters,
    streams: Streams,
) -> list[list[Measure]]:
    """Ratings of each case, from its first contact on, and until its last where the patient left.

    Parameters
    ----------
    agreed, breached
        Weighted shares of the elements just after each contact; shape (rows,).
    day, offsets
        Days of the contacts since the beginning, and where each case begins.
    left
        Cases whose patient left; shape (cases,).
    """
    found: list[list[Measure]] = [[] for _ in left]
    random = streams["rating"]
    for schedule in design.ratings:
        days = np.arange(schedule.first_day, design.days, schedule.every_days)
        row, given = _rows(days, day, offsets, left)
        share = parameters.level + np.zeros(row.shape)
        if len(day):
            share += parameters.coverage * agreed[row] - parameters.breached * breached[row]
        (fresh,) = random.spawn(1)
        noise = _noise(fresh, (len(left), len(days), len(schedule.raters)), parameters)
        bias = np.array([parameters.bias.get(rater, 0.0) for rater in schedule.raters])
        value = np.clip(share[..., None] + bias + noise, 0, 1)
        value = schedule.low + (schedule.high - schedule.low) * value
        _told(found, schedule, days, given, np.round(value, _DECIMALS), design)
    return found


def _rows(days: Floats, day: Floats, offsets: Ints, left: Bools) -> tuple[Ints, Bools]:
    """Last contact before each rating is due, and whether it is given; shape (cases, ratings)."""
    begins, ends = offsets[:-1], offsets[1:]
    case = np.repeat(np.arange(len(left)), np.diff(offsets))
    due = np.searchsorted(days, day, side="left")  # first rating that comes after each contact
    counts = np.zeros((len(left), len(days) + 1), dtype=np.int64)
    np.add.at(counts, (case, due), 1)
    before = np.cumsum(counts, axis=1)[:, : len(days)]
    total = (ends - begins)[:, None]
    given = (before > 0) & (~left[:, None] | (before < total))
    return np.maximum(begins[:, None] + before - 1, 0), given


def _noise(
    random: np.random.Generator, shape: tuple[int, ...], parameters: RatingParameters
) -> Floats:
    """Autocorrelated along the ratings of each rater, of one variance throughout."""
    fresh = random.standard_normal(shape) * parameters.noise
    for k in range(1, shape[1]):
        fresh[:, k] *= np.sqrt(1 - parameters.inertia**2)
        fresh[:, k] += parameters.inertia * fresh[:, k - 1]
    return fresh


def _told(
    found: list[list[Measure]],
    schedule: RatingSchedule,
    days: Floats,
    given: Bools,
    value: Array,
    design: CaseDesign,
) -> None:
    ids = {Role.THERAPIST: design.therapist.id, Role.PATIENT: design.patient.id}
    raters = [ids[Role(rater)] for rater in schedule.raters]
    times = [design.start + timedelta(days=float(day)) for day in days]
    values = np.clip(value, schedule.low, schedule.high).tolist()
    for case, k in zip(*(part.tolist() for part in np.nonzero(given)), strict=True):
        found[case].extend(
            Measure(
                instrument=schedule.instrument,
                scale=schedule.scale,
                construct=schedule.construct,
                rater=rater,
                time=times[k],
                value=one,
                low=schedule.low,
                high=schedule.high,
            )
            for rater, one in zip(raters, values[case][k], strict=True)
        )
