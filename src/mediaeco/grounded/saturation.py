"""Do new codes still come up?"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.grounded.unit import passages
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.saturation import expected_seen, first_seen, seen, seen_in_orders
from mediaeco.model import Coding, Result, TidyTable
from mediaeco.model.seed import generator
from mediaeco.model.vocabulary import Term

__all__ = ["Saturation", "SaturationUnit", "saturation"]


class SaturationUnit(Term):
    """What is read one after another."""

    SEGMENT = "segment"
    SOURCE = "source"


@frozen(kw_only=True, eq=False, repr=False)
class Saturation(Result):
    """Different codes seen after so many units.

    Parameters
    ----------
    by
        What the units are: passages, or whole sources.
    codes
        Ids of the codes that occur.
    first
        Unit in which each occurred first, from 0; shape (codes,).
    seen
        Different codes after each unit, in the order recorded; never falls; shape (units,).
    expected
        The same on average over all orders of the units, exactly; shape (units,).
    low, high
        Envelope: between them lies, at each place by itself, the given share of the orders drawn;
        NaN where none were drawn; shape (units,).
    share
        Codes that the last units brought, of all codes: 0 to 1. NaN without codes, or where there
        are fewer units than ``last``.
    expected_share
        The same on average over all orders, exactly.
    last
        How many units count as the last.
    orders, seed, confidence
        Orders drawn for the envelope, and the share of them that it holds.
    """

    by: SaturationUnit
    codes: tuple[str, ...]
    first: Ints
    seen: Ints
    expected: Floats
    low: Floats
    high: Floats
    share: float
    expected_share: float
    last: int
    orders: int
    seed: int
    confidence: float

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.seen)

    def to_frame(self) -> TidyTable:
        """One row a unit."""
        return TidyTable(
            {
                str(self.by): np.arange(1, self.units + 1),
                "codes": self.seen,
                "new": np.diff(self.seen, prepend=0),
                "expected": self.expected,
                "low": self.low,
                "high": self.high,
            }
        )


def saturation(
    coding: Coding,
    *,
    by: SaturationUnit | str = SaturationUnit.SEGMENT,
    last: int = 10,
    orders: int = 999,
    seed: int = 0,
    confidence: float = 0.95,
) -> Saturation:
    """Do new codes still come up?

    ``share = codes first seen in the last k units / all codes that occur``. Beside it stands what
    chance makes of the same codes: in a random order of the units a code that ``n_c`` of ``n``
    units have is missed by the first k with chance ``C(n - n_c, k) / C(n, k)``.

    Parameters
    ----------
    coding
        A coded material. Passages come in the order of its segments, sources in their own; a
        passage that several coders coded is one unit with all their codes.
    by
        Units: passages, or whole sources.
    last
        How many units count as the last, at least 1 (library default: 10).
    orders
        Orders of the units drawn for the envelope (library default: 999); 0: none.
    seed
        Of the draws.
    confidence
        Share of the orders that the envelope holds (library default: 0.95).

    Returns
    -------
    Saturation
        Curve, expectation, envelope, and the share of new codes.

    Raises
    ------
    InvalidCaseError
        Where a number is out of its range.

    Notes
    -----
    *Theory*: strauss1998 (theoretical saturation); the index is the library's proposal, the
    expectation adapted from hurlbert1971. Saturation in the theory's sense is a judgement about
    properties and dimensions of categories: a flat curve is a sign of it and no proof.

    *Laws*: the curve never falls and ends at all codes that occur; the expectation is the mean over
    all orders and concave; units without codes never add; renaming codes changes nothing.

    Examples
    --------
    >>> from mediaeco.model import Code, Segment, SourceDocument
    >>> coding = Coding(
    ...     codes=[Code(id="a"), Code(id="b")],
    ...     sources=[SourceDocument(id="journal", length=30)],
    ...     segments=[
    ...         Segment(id=f"s{i}", source="journal", begin=i, end=i + 1, codes=[code])
    ...         for i, code in enumerate("aaba")
    ...     ],
    ... )
    >>> found = saturation(coding, last=1)
    >>> found.seen, found.expected, found.share
    (array([1, 1, 2, 2]), array([1.  , 1.5 , 1.75, 2.  ]), 0.0)
    """
    by = SaturationUnit(by)
    if last < 1 or orders < 0 or not 0 < confidence < 1:
        raise InvalidCaseError(
            "saturation", "last from 1, orders from 0, confidence between 0 and 1", "another"
        )
    has = _units(coding, by)
    occurs: Bools = np.asarray(has.any(axis=0))
    has = has[:, occurs]
    units = len(has)
    curve, expected = seen(has), expected_seen(has)
    low = high = np.full(units, np.nan)
    if orders and units:
        drawn = seen_in_orders(has, orders, generator(seed))
        tail = (1 - confidence) / 2
        low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return Saturation(
        by=by,
        codes=tuple(
            code.id for code, there in zip(coding.codes, occurs.tolist(), strict=True) if there
        ),
        first=first_seen(has),
        seen=curve,
        expected=expected,
        low=low,
        high=high,
        share=_share(curve, last),
        expected_share=_share(expected, last),
        last=last,
        orders=orders,
        seed=seed,
        confidence=confidence,
    )


def _units(coding: Coding, by: SaturationUnit) -> Bools:
    found = passages(coding)
    if by is SaturationUnit.SEGMENT:
        return found.has
    has = np.zeros((len(coding.sources), len(coding.codes)), dtype=bool)
    np.logical_or.at(has, found.source, found.has)
    return has


def _share(curve: Ints | Floats, last: int) -> float:
    if len(curve) < last or not len(curve) or not curve[-1]:
        return float("nan")
    before = curve[-last - 1] if len(curve) > last else 0
    return float((curve[-1] - before) / curve[-1])
