"""What stands in the rows of a forest plot: results by rater, and what they say together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.figures.lettering import rounded
from mediaeco.kernels.effect import r_from_d
from mediaeco.model import Comparison, Contrast, Metric, Rater
from mediaeco.relation.effect import EffectSizes, effect_sizes
from mediaeco.relation.pooling import PooledEffects

__all__ = ["Plan", "Row", "planned"]

_HEADS = {
    Rater.PATIENT: "rated by patients",
    Rater.THERAPIST: "rated by therapists",
    Rater.OBSERVER: "rated by observers",
    Rater.SEVERAL: "several raters",
    Rater.NONE: "counted",
}


@frozen(kw_only=True)
class Row:
    """One row.

    Parameters
    ----------
    kind
        ``"head"``, ``"result"`` or ``"together"``.
    name, detail
        Study, and what it measured of whom.
    size
        Persons or studies, as text.
    value, low, high
        On the scale of the figure, positive in favour; NaN where there is none.
    text, origin
        The number in words, or what was told without one; and what it was converted from.
    predict
        Interval in which a further study is expected; NaN where there is none.
    worked_out, verified, unbelieved
        Interval from n and not from the source; compared with the source; larger than believed.
    """

    kind: str
    name: str
    detail: str = ""
    size: str = ""
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    predict: tuple[float, float] = (math.nan, math.nan)
    text: str = ""
    origin: str = ""
    worked_out: bool = False
    verified: bool = False
    unbelieved: bool = False

    @property
    def drawn(self) -> bool:
        """Whether the row has a number."""
        return not math.isnan(self.value)

    @property
    def ranged(self) -> bool:
        """Whether it has an interval."""
        return not math.isnan(self.low)


@frozen(kw_only=True)
class Plan:
    """All rows, and the scale that they stand on."""

    rows: tuple[Row, ...]
    scale: str
    contrast: Contrast
    limit: float  # as far as the axis may reach to either side
    converted: int
    sides: tuple[str, str]  # what a value below and above nought says
    interval: str  # "95 % CI"

    @property
    def results(self) -> tuple[Row, ...]:
        """The rows of single results."""
        return tuple(row for row in self.rows if row.kind == "result")

    @property
    def used(self) -> tuple[float, float]:
        """Range of the axis: everything believed, with nought in it."""
        ends = [0.0]
        for row in self.rows:
            if row.drawn and not row.unbelieved:
                ends += [row.value, *((row.low, row.high) if row.ranged else ())]
                ends += [] if math.isnan(row.predict[0]) else row.predict
        low, high = max(min(ends), -self.limit), min(max(ends), self.limit)
        least = 0.5 if self.scale == "d" else 0.3
        if self.contrast is not Contrast.ASSOCIATION:
            low, high = min(low, -least), max(high, least)
        pad = 0.06 * max(high - low, least)
        return low - pad, max(high, least) + pad


def planned(
    found: Sequence[Comparison], together: PooledEffects | None, scale: str | None, largest_d: float
) -> Plan:
    """Sort results into rows by rater."""
    contrast = _contrast(found)
    scale = scale or _scale(found)
    sizes = effect_sizes(found)
    counts = Counter(_subject(item) for item in found)
    rows: list[Row] = []
    for rater in Rater:
        results = [
            _result(item, sizes, place, scale, largest_d, counts[_subject(item)] > 1)
            for place, item in enumerate(found)
            if item.rater is rater
        ]
        if results:
            rows.append(Row(kind="head", name=_HEADS[rater]))
            # What has no number stands under what has.
            rows += sorted(results, key=lambda row: not row.drawn)
            rows += _together(found, together, rater, scale)
    limit = largest_d if scale == "d" else float(r_from_d(largest_d))
    return Plan(
        rows=tuple(rows),
        scale=scale,
        contrast=contrast,
        sides=_sides(contrast, found),
        interval=_interval_name(found),
        limit=limit,
        converted=sum(
            (_is_r(item) if scale == "d" else _is_d(item))
            for item, d in zip(found, sizes.d.tolist(), strict=True)
            if not math.isnan(d)
        ),
    )


def _contrast(found: Sequence[Comparison]) -> Contrast:
    kinds = {item.contrast for item in found}
    if len(kinds) > 1:
        raise InvalidCaseError(
            "draw_forest.found",
            "results about one contrast",
            f"{len(kinds)} of them",
            "Narrow them first: found.where(contrast='between channels').",
        )
    return kinds.pop() if kinds else Contrast.BETWEEN


def _sides(contrast: Contrast, found: Sequence[Comparison]) -> tuple[str, str]:
    if contrast is Contrast.BETWEEN:
        others, arms = {item.against for item in found}, {item.arm for item in found}
        less = others.pop() if len(others) == 1 else "the other"
        more = arms.pop() if len(arms) == 1 else "the digital channel"
        return f"favours {less}", f"favours {more}"
    return {
        Contrast.ASSOCIATION: ("with worse outcome", "with better outcome"),
        Contrast.CHANGE: ("worse after", "better after"),
    }.get(contrast, ("less", "more"))


def _interval_name(found: Sequence[Comparison]) -> str:
    kinds = {item.confidence for item in found}
    return f"{100 * kinds.pop():g} % CI" if len(kinds) == 1 else "CI"


def _scale(found: Sequence[Comparison]) -> str:
    with_effect = [item for item in found if item.value is not None]
    kinds = {"d" if _is_d(item) else "r" for item in with_effect if _is_d(item) or _is_r(item)}
    if len(kinds) > 1:
        raise InvalidCaseError(
            "draw_forest.scale",
            "'d' or 'r' where results are told in both",
            "none",
            "Differences and correlations are drawn on one scale only where it is named.",
        )
    return kinds.pop() if kinds else "d"


def _is_d(item: Comparison) -> bool:
    return item.metric in (Metric.SMD, Metric.D, Metric.G, Metric.T)


def _is_r(item: Comparison) -> bool:
    return item.metric is Metric.R


def _subject(item: Comparison) -> tuple[str, ...]:
    return item.study, item.construct, item.arm, item.against, str(item.rater)


def _result(
    item: Comparison, sizes: EffectSizes, place: int, scale: str, largest_d: float, several: bool
) -> Row:
    columns = (
        (sizes.d, sizes.d_low, sizes.d_high)
        if scale == "d"
        else (sizes.r, sizes.r_low, sizes.r_high)
    )
    value, low, high = (float(column[place]) for column in columns)
    row = Row(
        kind="result",
        name=item.study,
        detail=_detail(item, several),
        size=_size(item),
        value=value,
        low=low,
        high=high,
        worked_out=bool(sizes.worked_out[place]),
        verified=item.verified,
        unbelieved=abs(float(sizes.d[place])) > largest_d,
        origin=_origin(item, scale),
    )
    if not row.drawn:
        return evolve(row, text=_told(item), origin="")
    return evolve(row, text=_number(row))


def _together(
    found: Sequence[Comparison], together: PooledEffects | None, rater: Rater, scale: str
) -> list[Row]:
    if together is None:
        return []
    ids = {item.id for item in found}
    rows = []
    for place in np.flatnonzero(together.pooled).tolist():
        if together.rater[place] != rater or not ids.issuperset(together.members[place]):
            continue
        if together.scale[place] != scale:
            continue
        row = Row(
            kind="together",
            name="together, random effects",
            detail=f"{together.construct[place]}, I² {rounded(100 * together.i2[place], 0)} %",
            size=f"k {together.k[place]}",
            value=float(together.random[place]),
            low=float(together.random_low[place]),
            high=float(together.random_high[place]),
            predict=(float(together.predict_low[place]), float(together.predict_high[place])),
            verified=True,
        )
        rows.append(evolve(row, text=_number(row)))
    return rows


def _number(row: Row) -> str:
    text = rounded(row.value)
    return text + (f" [{rounded(row.low)}, {rounded(row.high)}]" if row.ranged else "")


def _origin(item: Comparison, scale: str) -> str:
    if item.value is None or item.metric is Metric.SMD:
        return ""
    told = {"d": (Metric.D, Metric.G), "r": (Metric.R,)}[scale]
    return "" if item.metric in told else f"from {item.metric} {rounded(item.value)}"


def _told(item: Comparison) -> str:
    if item.value is not None:
        values = [item.value] + ([] if item.reference is None else [item.reference])
        if item.metric is Metric.COUNT:
            return " of ".join(f"{value:g}" for value in values)
        if item.metric is Metric.PROPORTION:
            return " vs ".join(f"{100 * value:.1f} %" for value in values)
        if item.metric is Metric.WEEKS:
            return " vs ".join(f"{value:g}" for value in values) + " weeks"
        side = ", side not told" if not item.sign else ""
        return f"{item.metric} {rounded(item.value)}{side}"
    short = {"no significant difference": "not significant", "untold": "not told"}
    return short.get(item.told, str(item.told))


def _detail(item: Comparison, several: bool) -> str:
    what = item.construct.replace("_", " ")
    # An instrument is named where a study would else have two rows that read the same.
    what += f" ({item.instrument})" if item.instrument and several else ""
    whom = f"{item.arm} vs {item.against}" if item.against else item.arm
    return f"{what}: {whom}"


def _size(item: Comparison) -> str:
    if item.k is not None:
        return f"k {item.k}"
    total = item.total if item.total is not None else item.n_arm
    return "" if total is None else f"{total:,}"
