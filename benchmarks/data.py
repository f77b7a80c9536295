"""Made-up records: contacts of a thousand pairs over eight channels."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array
from mediaeco.model import Actor, Case, Cohort, InteractionTable, Ragged
from mediaeco.model.build import dyadic_table

PAIRS = 1_000
MEDIA = 8
YEAR = 365 * 86_400 * 1_000_000  # microseconds
ACTS = 0.05  # share of contacts with a frame act
REPLIES = 0.3  # share of contacts that answer the one before


def columns(count: int) -> dict[str, Array]:
    """Codes of a log in no order."""
    draw = np.random.default_rng(20)
    return {
        "case": draw.integers(0, PAIRS, count),
        "time": draw.integers(0, YEAR, count),
        "sender": draw.integers(0, 2, count),
        "channel": draw.integers(0, MEDIA, count),
        "duration": draw.exponential(120, count),
        "content": draw.integers(0, 2, count).astype(np.int8),
    }


def texts(count: int) -> dict[str, Any]:
    """The same log as a file would hold it: names, channels by name, seconds."""
    codes = columns(count)
    names = people()
    return {
        "time": (codes["time"] / 1e6),
        "sender": names[codes["case"], codes["sender"]],
        "receivers": names[codes["case"], 1 - codes["sender"]],
        "channel": np.array([c.id for c in media()])[codes["channel"]],
        "duration": codes["duration"],
    }


def people() -> Array:
    """Names of the two of each pair; shape (pairs, 2)."""
    return np.array([[f"t{i:03}", f"p{i:03}"] for i in range(PAIRS)])


def media() -> tuple[Any, ...]:
    """Eight channels of the catalogue."""
    return tuple(CHANNELS.values())[:MEDIA]


def heads() -> list[Case]:
    """A thousand cases without contacts."""
    head = Case(
        id="pair",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=media(),
        elements=tuple(ELEMENTS.values())[:8],
        purposes=PURPOSES.values(),
        clock="seconds",
    )
    return [attrs.evolve(head, id=f"pair-{i}") for i in range(PAIRS)]


def cohort(count: int) -> Cohort:
    """Contacts with purposes throughout, acts here and there, and answers."""
    draw = np.random.default_rng(21)
    table = dyadic_table(**columns(count), cases=PAIRS)
    acting = np.sort(draw.choice(count, int(count * ACTS), replace=False))
    acts = np.column_stack(
        (
            draw.integers(0, 8, len(acting)),
            draw.integers(0, 4, len(acting)),
            draw.integers(0, 2, len(acting)),
        )
    )
    answers = (draw.random(count) < REPLIES) & (table.n > 0)
    return Cohort.from_columns(heads(), _enriched(table, acting, acts, answers, draw))


def _enriched(
    table: InteractionTable,
    acting: Array,
    acts: Array,
    answers: Array,
    draw: np.random.Generator,
) -> InteractionTable:
    count = len(table)
    offsets = np.concatenate(([0], np.cumsum(np.bincount(acting, minlength=count))))
    purposes = draw.integers(0, len(PURPOSES), count).astype(np.int16)
    return attrs.evolve(
        table,
        purposes=Ragged(purposes, np.arange(count + 1)),
        acts=Ragged(acts.astype(np.int16), offsets),
        reply_to=np.where(answers, table.n - 1, -1).astype(np.int32),
    )


def ecosystem(count: int) -> Ecosystem:
    """The cohort, opened."""
    return Ecosystem(cohort(count))
