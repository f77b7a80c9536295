"""Scoring keys: which items of an instrument make up which scale, never what an item says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.catalog.catalogue import Catalogue
from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, UnknownTermError, shown
from mediaeco.model.bound import identifier, ids, number

__all__ = ["INSTRUMENTS", "ORS", "SRS", "WAI", "WAI_SR", "CutOff", "ScoringKey", "Subscale"]


def _numbers(value: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(value))


@frozen
class Subscale:
    """One scale of an instrument, by the numbers of its items.

    Parameters
    ----------
    name
        Name of the scale: ``"bond"``.
    items
        Numbers of its items on the form, from 1. Empty: the key is open, and whoever holds the
        form must fill it in.
    size
        How many items it has; those listed, where it is 0.
    """

    name: str = field(validator=identifier())
    items: tuple[int, ...] = field(default=(), converter=_numbers)
    size: int = 0

    def __attrs_post_init__(self) -> None:
        if self.items and self.size not in (0, len(self.items)):
            raise InvalidCaseError(
                "Subscale.items", f"{self.size} items, as its size says", str(len(self.items))
            )
        object.__setattr__(self, "size", self.size or len(self.items))
        if self.size < 1:
            raise InvalidCaseError("Subscale.items", "at least one item, or a size", "neither")


@frozen
class CutOff:
    """A published line on a scale, below which a rating is a concern.

    Parameters
    ----------
    scale
        Name of a subscale, or ``"total"``.
    value
        Where the line lies, in points of the sum score.
    inclusive
        True where a rating on the line is a concern too.
    source
        Citation key; empty where there is none.
    """

    scale: str = field(validator=identifier())
    value: float = field(converter=float, validator=number())
    inclusive: bool = True
    source: str = ""


@frozen(kw_only=True)
class ScoringKey:
    """How the items of an instrument become scores.

    A key holds numbers only. The wording of items belongs to those who own the instrument, who
    also say who may use it.

    Parameters
    ----------
    instrument, version
        Name, and which form of it: ``"SRS"``, ``"3"``.
    items
        Number of items on the form.
    low, high
        Ends of the scale on which one item is rated.
    whole
        True where an item is rated in whole points; False for a line on which a mark is measured.
    subscales
        The scales, none of which share an item. The total is their sum.
    reversed
        Numbers of the items that count the other way round: ``low + high - rating``.
    missing
        How many items of a subscale may be missing. So many are given the mean of the subscale's
        others (person-mean); where more are missing the subscale, and with it the total, is not
        defined. 0: none.
    cutoffs
        Published lines of concern.
    construct
        What it measures, as a rating of a case tells it.
    sources
        Citation keys.
    verified
        True only where the key was compared with the official form.

    Raises
    ------
    FaultGroup
        With everything about the key that does not fit.

    Notes
    -----
    *Theory*: bordin1979 (goals, tasks, bond); each instrument as its sources say. The rule for
    missing items is the library's: none is filled unless the key says so.

    Examples
    --------
    >>> WAI_SR.scales
    ('goal', 'task', 'bond')
    >>> WAI_SR.ends("bond"), WAI_SR.ends("total")
    ((4.0, 20.0), (12.0, 60.0))
    """

    instrument: str = field(validator=identifier())
    items: int = field(validator=number(1))
    low: float = field(converter=float, validator=number())
    high: float = field(converter=float, validator=number())
    subscales: tuple[Subscale, ...] = field(converter=tuple[Subscale, ...])
    version: str = ""
    whole: bool = True
    reversed: tuple[int, ...] = field(default=(), converter=_numbers)
    missing: int = field(default=0, validator=number(0))
    cutoffs: tuple[CutOff, ...] = field(default=(), converter=tuple[CutOff, ...])
    construct: str = field(default="alliance", validator=identifier())
    sources: tuple[str, ...] = field(default=(), converter=ids)
    verified: bool = False

    def __attrs_post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise FaultGroup("This scoring key does not fit its instrument", faults)

    @property
    def id(self) -> str:
        """Name of the instrument."""
        return self.instrument

    @property
    def scales(self) -> tuple[str, ...]:
        """Names of the subscales."""
        return tuple(scale.name for scale in self.subscales)

    @property
    def open(self) -> bool:
        """True where the items of a scale are not told: it cannot score yet."""
        return any(not scale.items for scale in self.subscales)

    def ends(self, scale: str = "total") -> tuple[float, float]:
        """Lowest and highest sum score of a subscale, or of the total.

        Raises
        ------
        UnknownTermError
            Where the instrument has no such scale.
        """
        sizes = {one.name: one.size for one in self.subscales}
        sizes["total"] = sum(sizes.values())
        if scale not in sizes:
            raise UnknownTermError(scale, sizes, "scale")
        return sizes[scale] * self.low, sizes[scale] * self.high

    def filled(self, *, reversed: Iterable[int] = (), **items: Iterable[int]) -> ScoringKey:  # noqa: A002 - the word for it
        """Give an open key the items of its scales, as the official form tells them.

        Parameters
        ----------
        reversed
            Numbers of the items that count the other way round.
        **items
            Item numbers by subscale: ``goal=[...], task=[...], bond=[...]``.

        Raises
        ------
        UnknownTermError
            Where the instrument has no such scale.
        FaultGroup
            Where the items do not fit the form.
        """
        for name in items:
            if name not in self.scales:
                raise UnknownTermError(name, self.scales, "scale")
        told = tuple(
            attrs.evolve(scale, items=items.get(scale.name, scale.items))
            for scale in self.subscales
        )
        return attrs.evolve(self, subscales=told, reversed=tuple(reversed))

    def check(self) -> None:
        """Refuse to score where the key is open.

        Raises
        ------
        InvalidCaseError
            Where a scale has no items.
        """
        if self.open:
            raise InvalidCaseError(
                "key.subscales",
                "the numbers of the items of each scale",
                f"the structure of {self.instrument} alone",
                "Take them from the official form: key.filled(goal=[...], reversed=[...]).",
            )


def _faults(key: ScoringKey) -> Iterable[MediaEcoError]:
    place = "ScoringKey"
    if not key.low < key.high:
        yield InvalidCaseError(f"{place}.high", "a high end above the low one", shown(key.high))
    if not key.subscales:
        yield InvalidCaseError(f"{place}.subscales", "at least one", "none")
    on_form = f"item numbers from 1 to {key.items}"
    for k, scale in enumerate(key.subscales):
        for item in scale.items:
            if not 1 <= item <= key.items:
                yield InvalidCaseError(f"{place}.subscales[{k}].items", on_form, shown(item))
    for item in key.reversed:
        if not 1 <= item <= key.items:
            yield InvalidCaseError(f"{place}.reversed", on_form, shown(item))
    yield from _twice(f"{place}.subscales", (n for s in key.subscales for n in s.items))
    yield from _twice(f"{place}.reversed", key.reversed)
    if sum(scale.size for scale in key.subscales) > key.items:
        yield InvalidCaseError(f"{place}.subscales", f"at most {key.items} items", "more")
    names = [*key.scales, "total"]
    if len(set(names)) < len(names):
        yield InvalidCaseError(
            f"{place}.subscales", "scales of different names, none of them 'total'", "a name twice"
        )
    for k, cut in enumerate(key.cutoffs):
        if cut.scale not in names:
            yield UnknownTermError(cut.scale, names, f"{place}.cutoffs[{k}].scale")


def _twice(place: str, items: Iterable[int]) -> Iterable[MediaEcoError]:
    for item, count in Counter(items).items():
        if count > 1:
            yield InvalidCaseError(place, "every item once", f"item {item} {count} times")


def _lines(**settings: Any) -> ScoringKey:
    """Four lines of ten centimetres each."""
    return ScoringKey(items=4, low=0, high=10, whole=False, **settings)


WAI = ScoringKey(
    instrument="WAI",
    version="long form",
    items=36,
    low=1,
    high=7,
    subscales=[Subscale("goal", size=12), Subscale("task", size=12), Subscale("bond", size=12)],
    sources=("horvath1989", "bordin1979"),
)
"""Working Alliance Inventory: its structure. Which item belongs to which scale, and which are
reversed, could not be compared with the form, so that they are for its holder to fill in."""

WAI_SR = ScoringKey(
    instrument="WAI-SR",
    version="client",
    items=12,
    low=1,
    high=5,
    subscales=[
        Subscale("goal", (4, 6, 8, 11)),
        Subscale("task", (1, 2, 10, 12)),
        Subscale("bond", (3, 5, 7, 9)),
    ],
    sources=("hatcher2006", "bordin1979"),
)
"""Working Alliance Inventory, short form revised: no item is reversed. Two public scoring guides
give this key, but it was not compared with the form itself. Keys that take items 1 to 4, 5 to 8
and 9 to 12 together circulate; they give other scales."""

SRS = _lines(
    instrument="SRS",
    version="3",
    subscales=[
        Subscale("relationship", (1,)),
        Subscale("goals", (2,)),
        Subscale("approach", (3,)),
        Subscale("overall", (4,)),
    ],
    cutoffs=[CutOff("total", 36, source="duncan2003")],
    sources=("duncan2003",),
)
"""Session Rating Scale: four lines from 0 to 10; a total at or below 36 is a concern."""

ORS = _lines(
    instrument="ORS",
    version="adult",
    subscales=[
        Subscale("individual", (1,)),
        Subscale("interpersonal", (2,)),
        Subscale("social", (3,)),
        Subscale("overall", (4,)),
    ],
    cutoffs=[CutOff("total", 25, inclusive=False, source="miller2003")],
    construct="outcome",
    sources=("miller2003",),
)
"""Outcome Rating Scale: four lines from 0 to 10; an adult's total below 25 is in the clinical
range."""

INSTRUMENTS: Catalogue[ScoringKey] = Catalogue((WAI, WAI_SR, SRS, ORS), "instrument")
"""Scoring keys that ship, by instrument; ``INSTRUMENTS.extend(key)`` makes a larger catalogue."""
