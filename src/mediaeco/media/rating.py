"""Ratings of one construct, each with the contacts that lay before it."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.model.clock import micros_of

__all__ = ["Ratings", "ratings"]


@frozen(kw_only=True, eq=False)
class Ratings:
    """Ratings in the order of cases and, within a case, as the record lists them.

    Parameters
    ----------
    case, rater
        Case, and code of the rater within it; shape (ratings,), as all that follow.
    row
        Row of the last contact at or before the rating, -1 where there is none in this view.
    about
        Code of the channel that the rating is about, -1 where it is about none.
    share
        The rating by the ends of its scale, from 0 to 1.
    scale
        Instrument and scale.
    contacts
        Contacts between the two that had come about, by channel; shape (ratings, channels).
    """

    case: Ints
    rater: Ints
    row: Ints
    about: Ints
    share: Floats
    scale: Array
    contacts: Ints


def ratings(eco: Ecosystem, construct: str) -> Ratings:
    """Find the ratings of a construct, and the contacts before each.

    Parameters
    ----------
    eco
        One case or a cohort.
    construct
        What the ratings measure.
    """
    table, width = eco.table, len(eco.channels)
    place = {channel.id: code for code, channel in enumerate(eco.channels)}
    about = came_about(table)
    rows: list[tuple[int, int, int, int, float, str]] = []
    contacts: list[Ints] = []
    for i, head in enumerate(eco.cases):
        people = {actor.id: code for code, actor in enumerate(head.actors)}
        low, high = int(table.offsets[i]), int(table.offsets[i + 1])
        for measure in head.measures:
            if measure.construct != construct:
                continue
            time = micros_of(measure.time)
            end = low + int(np.searchsorted(table.time[low:high], time, side="right"))
            told = place.get(measure.about, -1)
            name = f"{measure.instrument} {measure.scale}"
            last = end - 1 if end > low else -1
            rows.append((i, people[measure.rater], last, told, measure.share, name))
            counted = table.channel[low:end][about[low:end]]
            contacts.append(np.bincount(counted, minlength=width))
    case, rater, row, told_of, share, scale = zip(*rows, strict=True) if rows else [()] * 6
    return Ratings(
        case=np.array(case, dtype=np.int64),
        rater=np.array(rater, dtype=np.int64),
        row=np.array(row, dtype=np.int64),
        about=np.array(told_of, dtype=np.int64),
        share=np.array(share, dtype=np.float64),
        scale=np.array(scale, dtype=np.str_),
        contacts=np.array(contacts, dtype=np.int64).reshape(len(rows), width),
    )
