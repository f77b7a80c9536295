"""Do coders agree beyond chance? Krippendorff's alpha of plain data and of a coding."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.grounded.reliability import reliability_data
from mediaeco.grounded.unit import coded_units
from mediaeco.kernels.agreement import alpha_parts, value_counts
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.model import Coding, Result, TidyTable
from mediaeco.model.seed import generator
from mediaeco.model.vocabulary import Term

__all__ = [
    "RELIABLE",
    "TENTATIVE",
    "Agreement",
    "Scale",
    "coder_agreement",
    "krippendorff_alpha",
]

RELIABLE = 0.800
"""Alpha from which data may be relied on (krippendorff2004)."""

TENTATIVE = 0.667
"""Alpha from which conclusions may be drawn tentatively; below it data are to be discarded
(krippendorff2004)."""

_NO_PAIRS = "no unit has values of two coders"
_NO_VARIATION = "all values that could be paired are the same"


class Scale(Term):
    """Scale of measurement of what coders give."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@frozen(kw_only=True, eq=False, repr=False)
class Agreement(Result):
    """Krippendorff's alpha, of one set of values or of each code.

    Parameters
    ----------
    names
        What each row is about: ``"overall"``, or the id of a code.
    alpha
        At most 1; 0 where coders agree as by chance, negative where they disagree more; NaN where
        it is not defined (see ``reason``); shape (rows,).
    low, high
        Ends of the bootstrap interval; NaN where alpha is not defined, or no replicate is; shape
        (rows,).
    observed, expected
        Mean difference of two values of one unit, and of any two; NaN without pairs; shape (rows,).
    units, values
        Units with the values of two coders or more, and values in them; shape (rows,).
    undefined
        Replicates without variation, left out of the interval; shape (rows,).
    reason
        Why alpha is not defined; empty where it is.
    coders
        How many coders there are.
    scale
        Scale of measurement.
    confidence, replicates, seed
        Of the interval.
    """

    names: tuple[str, ...]
    alpha: Floats
    low: Floats
    high: Floats
    observed: Floats
    expected: Floats
    units: Ints
    values: Ints
    undefined: Ints
    reason: tuple[str, ...]
    coders: int
    scale: Scale
    confidence: float
    replicates: int
    seed: int

    @property
    def verdict(self) -> tuple[str, ...]:
        """What Krippendorff's customary levels make of each alpha.

        ``reliable`` from `RELIABLE` on, ``tentative`` from `TENTATIVE` on, ``discard`` below, and
        ``not defined``. They are conventions about the risk of wrong conclusions, not tests.
        """
        return tuple(map(_verdict, self.alpha.tolist()))

    def to_frame(self) -> TidyTable:
        """One row a code, or one in all."""
        return TidyTable(
            {
                "name": np.array(self.names, dtype=np.str_),
                "alpha": self.alpha,
                "low": self.low,
                "high": self.high,
                "units": self.units,
                "values": self.values,
                "verdict": np.array(self.verdict, dtype=np.str_),
                "reason": np.array(self.reason, dtype=np.str_),
            }
        )


def _verdict(alpha: float) -> str:
    if np.isnan(alpha):
        return "not defined"
    if alpha >= RELIABLE:
        return "reliable"
    return "tentative" if alpha >= TENTATIVE else "discard"


def krippendorff_alpha(
    data: Any,
    *,
    scale: Scale | str = Scale.NOMINAL,
    order: tuple[Any, ...] = (),
    replicates: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Agreement:
    """How far do coders agree in the values that they gave to the same units, beyond chance?

    ``alpha = 1 - D_o / D_e``: the mean difference of two values within a unit over that of any two
    values. Any number of coders, any of the values missing.

    Parameters
    ----------
    data
        An array of coders by units; lists of the values of each coder; a mapping from coders to
        their values; or a dataframe with a column for each coder and a row for each unit. NaN, None
        and the empty text are values that a coder did not give.
    scale
        Scale of measurement.
    order
        The values from the lowest to the highest, for an ordinal scale whose values are no numbers.
    replicates
        How many times the units are drawn anew for the interval (library default: 1000); 0: no
        interval.
    seed
        Of the draws.
    confidence
        Share of the replicates that the interval holds (library default: 0.95).

    Returns
    -------
    Agreement
        With one row.

    Raises
    ------
    InvalidCaseError
        Where coders have different numbers of units, or values do not fit the scale.

    Notes
    -----
    *Theory*: krippendorff2011, hayes2007; published. The interval is the library's choice: a
    percentile bootstrap that draws whole units with replacement. Hayes and Krippendorff draw pairs
    of values instead, so intervals of their macro differ.

    *Laws*: indifferent to the order of coders and units and, on a nominal scale, to the names of
    values; not defined, and never 1, where all values are the same; units with fewer than two
    values change nothing; 1 where coders agree throughout and values vary.

    Examples
    --------
    >>> found = krippendorff_alpha([[1, 2, 2, None, 1], [1, 2, 1, 1, 1]])
    >>> print(found.alpha.round(3), found.verdict)
    [0.533] ('discard',)
    >>> krippendorff_alpha([[1, 1], [1, 1]]).reason
    ('all values that could be paired are the same',)
    """
    scale = Scale(scale)
    codes, values = reliability_data(data, scale.value, order)
    counts = value_counts(codes, len(values))
    drawn = _Bootstrap.of(codes.shape[1], replicates, seed, confidence)
    return _agreement(("overall",), [_row(counts, values, scale, drawn)], len(codes), scale, drawn)


def coder_agreement(
    coding: Coding,
    *,
    partial: bool = False,
    replicates: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Agreement:
    """How far do coders agree in the codes that they gave to the same passages?

    The boundaries are fixed: a unit is a passage that several coders coded as it stands. Coders who
    cut the text into different passages are refused; agreement on where to cut (Krippendorff's
    alpha-U) is not computed.

    Parameters
    ----------
    coding
        With a segment for every coder and passage; one without codes where the coder gave none.
    partial
        True: passages that a coder has no segment on are missing values. False: they are a fault.
    replicates, seed, confidence
        Of the interval, as in `krippendorff_alpha`.

    Returns
    -------
    Agreement
        Row ``overall``: the set of codes as one nominal value, so that two coders agree in a unit
        where they gave exactly the same codes. Then a row for each code: given, or not given.

    Raises
    ------
    InvalidCaseError
        Where segments name no coder, or coders coded different units.

    Notes
    -----
    *Theory*: krippendorff2011, published, for each code and for units with one code each; taking
    sets of codes as nominal values is the library's proposal, strict where coders give many codes.

    *Laws*: as `krippendorff_alpha`; with one code a unit, overall is nominal alpha of the codes.
    """
    units = coded_units(coding, partial=partial)
    drawn = _Bootstrap.of(len(units.has), replicates, seed, confidence)
    nominal = Scale.NOMINAL
    sets, two = np.arange(units.choices, dtype=np.float64), np.array([0.0, 1.0])
    rows = [_row(value_counts(units.chosen, units.choices), sets, nominal, drawn)]
    for c in range(len(units.codes)):
        given = np.where(units.coded, units.has[:, :, c], -1).T
        rows.append(_row(value_counts(given, 2), two, nominal, drawn))
    return _agreement(("overall", *units.codes), rows, len(units.coders), nominal, drawn)


_Row = tuple[float, float, float, float, float, int, int, int, str]


@frozen(kw_only=True, eq=False)
class _Bootstrap:
    """How often each unit is drawn in each replicate; None without replicates."""

    weights: Array | None
    replicates: int
    seed: int
    confidence: float

    @staticmethod
    def of(units: int, replicates: int, seed: int, confidence: float) -> _Bootstrap:
        if replicates < 0:
            raise InvalidCaseError("replicates", "0 or more", str(replicates))
        if not 0 < confidence < 1:
            raise InvalidCaseError("confidence", "a share above 0 and below 1", str(confidence))
        weights = None
        if replicates and units:
            weights = generator(seed).multinomial(units, np.full(units, 1 / units), size=replicates)
        return _Bootstrap(weights=weights, replicates=replicates, seed=seed, confidence=confidence)


def _row(counts: Ints, values: Floats, scale: Scale, drawn: _Bootstrap) -> _Row:
    pairable = counts[counts.sum(axis=1) > 1]
    observed, expected = (float(part[0]) for part in alpha_parts(counts, values, scale.value))
    sizes = len(pairable), int(pairable.sum())
    if not expected > 0:
        reason = _NO_VARIATION if len(pairable) else _NO_PAIRS
        return (np.nan, np.nan, np.nan, observed, expected, *sizes, 0, reason)
    low = high = np.nan
    undefined = 0
    if drawn.weights is not None:
        within, among = alpha_parts(counts, values, scale.value, drawn.weights)
        varied = among > 0
        undefined = int((~varied).sum())
        if varied.any():
            tail = (1 - drawn.confidence) / 2
            low, high = np.quantile(1 - within[varied] / among[varied], [tail, 1 - tail]).tolist()
    return (1 - observed / expected, low, high, observed, expected, *sizes, undefined, "")


def _agreement(
    names: tuple[str, ...], rows: list[_Row], coders: int, scale: Scale, drawn: _Bootstrap
) -> Agreement:
    alpha, low, high, observed, expected, units, values, undefined, reason = zip(*rows, strict=True)
    return Agreement(
        names=names,
        alpha=np.array(alpha),
        low=np.array(low),
        high=np.array(high),
        observed=np.array(observed),
        expected=np.array(expected),
        units=np.array(units),
        values=np.array(values),
        undefined=np.array(undefined),
        reason=reason,
        coders=coders,
        scale=scale,
        confidence=drawn.confidence,
        replicates=drawn.replicates,
        seed=drawn.seed,
    )
