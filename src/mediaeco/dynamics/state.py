"""Series of states, read off the record: what a grid's axis may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import get_args

import numpy as np
from attrs import field, frozen

from mediaeco.analysis import StateOf, contact_states
from mediaeco.dynamics.rating import Rating
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.segment import segment_forward
from mediaeco.model import Role

__all__ = ["VARIABLES", "Axis", "StateSeries", "state_series"]

_SIDES = (str(Role.THERAPIST), str(Role.PATIENT))
_SENDERS = (*_SIDES, str(Role.OTHER))


def _edges(value: Sequence[float]) -> tuple[float, ...]:
    return tuple(float(edge) for edge in value)


@frozen(kw_only=True)
class Axis:
    """What a grid's axis shows.

    Parameters
    ----------
    of
        One of `VARIABLES`: ``"channel"``, ``"act"``, ``"stage"``, ``"content"``, ``"purpose"``,
        ``"control"``, ``"boundary"``, ``"code"``, ``"sender"`` or ``"rating"``.
    side
        ``"therapist"`` or ``"patient"``: the state that this side showed in its last contact,
        carried forward over the contacts of others; empty: the state of each contact. Of a
        rating: whose ratings; empty: anybody's.
    edges
        Of a rating, on [0, 1] between the ends of its scale: where its bins begin and end,
        rising. A bin holds its lower edge, the last one its upper edge too. A rating has no
        bins that nobody states.
    rating
        Which ratings.

    Examples
    --------
    >>> Axis(of="control", side="therapist").name
    'control, therapist'
    """

    of: str = field()
    side: str = field(default="")
    edges: tuple[float, ...] = field(default=(), converter=_edges)
    rating: Rating = field(factory=Rating)

    @of.validator
    def _check_of(self, _: object, value: str) -> None:
        if value not in VARIABLES:
            raise UnknownTermError(value, VARIABLES, "axis")

    @side.validator
    def _check_side(self, _: object, value: str) -> None:
        if value not in ("", *_SIDES):
            raise UnknownTermError(value, _SIDES, "side")

    def __attrs_post_init__(self) -> None:
        if self.of == "rating":
            low, high = self.edges[:1], self.edges[-1:]
            if len(self.edges) < 2 or any(a >= b for a, b in pairwise(self.edges)):
                raise InvalidCaseError(
                    "Axis.edges",
                    "two edges or more, rising",
                    shown(len(self.edges)) + " of them",
                    "Ratings are binned by edges that you state, on [0, 1]: (0, 0.5, 0.8, 1).",
                )
            if low[0] > 0 or high[0] < 1:
                raise InvalidCaseError(
                    "Axis.edges", "edges from 0 to 1", f"{low[0]:g} to {high[0]:g}"
                )
        elif self.edges:
            raise InvalidCaseError("Axis.edges", "none for what is not a rating", "some")

    @property
    def name(self) -> str:
        """What the axis is called."""
        return f"{self.of}, {self.side}" if self.side else self.of


@frozen(kw_only=True, eq=False)
class StateSeries:
    """The state of each contact.

    Parameters
    ----------
    name
        What the states are states of.
    states
        Their names.
    code
        State of each contact, as its place in ``states``; -1 where it has none; shape (rows,).
    """

    name: str
    states: tuple[str, ...]
    code: Ints


def state_series(eco: Ecosystem, axis: Axis | str) -> StateSeries:
    """In which state was each contact?

    A contact has one channel, content, sender and stage. Where it has several acts, purposes
    or codes, its first counts; a contact without any, or that nobody coded, has no state. A
    rating is the last that was given by the time of the contact.

    Parameters
    ----------
    eco
        One case or a cohort.
    axis
        A variable by name, or an `Axis`.

    Returns
    -------
    StateSeries
        Names and codes.

    Raises
    ------
    UnknownTermError
        Where no variable has that name.

    Notes
    -----
    *Laws*: contacts to come change no state; relabelling channels permutes the states.
    """
    axis = Axis(of=axis) if isinstance(axis, str) else axis
    states, code = VARIABLES[axis.of](eco, axis)
    if axis.side and axis.of != "rating":
        code = _carried(eco, code, _SIDES.index(axis.side))
    return StateSeries(name=axis.name, states=states, code=code.astype(np.int64))


def _carried(eco: Ecosystem, code: Ints, side: int) -> Ints:
    """The state that one side last showed, at each contact; -1 before the first."""
    table = eco.table
    row = segment_forward((table.sender == side) & (code >= 0), table.offsets)
    return np.where(row >= 0, code[row], -1) if len(code) else code


_Reading = tuple[tuple[str, ...], Ints]


def _of(kind: StateOf) -> Callable[[Ecosystem, Axis], _Reading]:
    def read(eco: Ecosystem, _: Axis) -> _Reading:
        found = contact_states(eco, kind)
        return found.alphabet, found.first(len(eco.table))

    return read


def _sender(eco: Ecosystem, _: Axis) -> _Reading:
    return _SENDERS, np.minimum(eco.table.sender, len(_SENDERS) - 1)


def _rating(eco: Ecosystem, axis: Axis) -> _Reading:
    edges = axis.edges
    names = tuple(
        f"{low:g} to {high:g}" if high == edges[-1] else f"{low:g} to below {high:g}"
        for low, high in pairwise(edges)
    )
    share = _last_rating(eco, axis)
    place = np.searchsorted(np.array(edges), share, side="right") - 1
    return names, np.where(np.isnan(share), -1, np.minimum(place, len(names) - 1))


def _last_rating(eco: Ecosystem, axis: Axis) -> Floats:
    """Latest rating on [0, 1] at each contact; NaN where none was given yet."""
    table = eco.table
    last = np.full(len(table), np.nan)
    given = axis.rating.of(eco, side=axis.side)
    begins = np.searchsorted(given.case, np.arange(table.cases + 1))
    for i in np.flatnonzero(np.diff(begins)).tolist():
        low, high = table.offsets[i], table.offsets[i + 1]
        own = slice(begins[i], begins[i + 1])
        shares = np.append(np.nan, given.share[own])
        place = np.searchsorted(given.micros[own], table.time[low:high], side="right")
        last[low:high] = shares[place]
    return last


VARIABLES: Mapping[str, Callable[[Ecosystem, Axis], _Reading]] = MappingProxyType(
    {
        **{kind: _of(kind) for kind in get_args(StateOf)},
        "sender": _sender,
        "rating": _rating,
    }
)
"""What an axis can show, and how it is read off the record."""
