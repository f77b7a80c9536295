"""How likely each value of one setting is, with all others as they then are best."""

from __future__ import annotations

import math

import attrs
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.forming.fit import FormationFit
from mediaeco.forming.likelihood import AtRisk, at_risk
from mediaeco.forming.objective import Objective, inside, objective
from mediaeco.forming.scale import BOUNDS, DROP_95, from_search
from mediaeco.kernels.array import Floats
from mediaeco.kernels.newton import maximise
from mediaeco.model import Case, Cohort, Result, TidyTable

__all__ = ["FormationProfile", "formation_profile"]

_BETTER = 1e-3


@frozen(kw_only=True, eq=False, repr=False)
class FormationProfile(Result):
    """The profile likelihood of one setting, and the interval that it gives.

    Parameters
    ----------
    parameter
        Its name.
    estimate
        Where the likelihood is largest.
    low, high
        Ends of the 95 % interval; NaN where nothing could be agreed.
    low_at_bound, high_at_bound
        True where the interval ends because the setting's range does, and not because the data say
        so.
    value
        Values that were tried, rising; shape (points,).
    drop
        How much lower the log likelihood is there than at its largest, at least 0; shape (points,).
    warnings
        What the profile does not tell, in plain sentences.
    """

    parameter: str
    estimate: float
    low: float
    high: float
    low_at_bound: bool
    high_at_bound: bool
    value: Floats
    drop: Floats
    warnings: tuple[str, ...]

    def to_frame(self) -> TidyTable:
        """One row a value that was tried."""
        return TidyTable(
            {
                "parameter": [self.parameter] * len(self.value),
                "value": self.value,
                "drop": self.drop,
                "within": self.drop <= DROP_95 + _BETTER,
            }
        )

    def statement(self) -> str:
        """Tell estimate and interval in a sentence."""
        ends = [
            f"{end:.3g}{' (the end of its range)' if at_bound else ''}"
            for end, at_bound in ((self.low, self.low_at_bound), (self.high, self.high_at_bound))
        ]
        text = (
            f"{self.parameter} {self.estimate:.3g}, 95 % profile likelihood interval "
            f"{ends[0]} to {ends[1]}."
        )
        return " ".join((text, *self.warnings))

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"


def formation_profile(
    eco: Ecosystem | Case | Cohort, *, fit: FormationFit, parameter: str, points: int = 15
) -> FormationProfile:
    """Which values of a setting do the data allow, whatever the others are?

    The setting is held at a value, and the others are fitted anew; the 95 % interval is where the
    log likelihood is no more than 1.92 below its largest. It needs no scale on which errors are
    even, and holds near a bound, where it is a little too wide rather than too narrow.

    Parameters
    ----------
    eco
        The record that was fitted.
    fit
        Its fit, from `fit_formation`.
    parameter
        One of its free settings.
    points
        Values at which the curve is drawn besides those that the ends were looked for at, at least
        0 (library default 15).

    Returns
    -------
    FormationProfile
        An interval that ends at a bound of the setting says so; one that ends at both has not been
        told anything by the data.

    Raises
    ------
    UnknownTermError
        Where the setting is not free in this model.
    InvalidCaseError
        Where the fit is of another record, or there are fewer than 0 points.

    Notes
    -----
    *Theory*: wilks1938, venzon1988 (published).

    *Laws*: the interval holds the estimate; at an end that is no bound the drop is 1.92; the curve
    is 0 at the estimate.

    Examples
    --------
    >>> from mediaeco.forming import FormationModel, fit_formation
    >>> from mediaeco.io import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> found = fit_formation(eco, model=FormationModel(id="rate", free=["rate"]))
    >>> curve = formation_profile(eco, fit=found, parameter="rate")
    >>> bool(curve.low < found.estimate[0] < curve.high)
    True
    """
    eco = opened(eco)
    model = fit.model
    if parameter not in model.free:
        raise UnknownTermError(parameter, model.free, "formation_profile.parameter")
    if not (points >= 0 and points % 1 == 0):
        raise InvalidCaseError(
            "formation_profile.points", "a whole number of at least 0", shown(points)
        )
    cells = at_risk(eco, model.parameters)
    if len(cells) != fit.cells or int(cells.agreed.sum()) != fit.agreed:
        raise InvalidCaseError("formation_profile.fit", "the fit of this record", "another one")
    return profiled(cells, fit, parameter, int(points))


def profiled(cells: AtRisk, fit: FormationFit, parameter: str, points: int) -> FormationProfile:
    """The profile of a fit to these cells."""
    model = fit.model
    start = {name: getattr(fit.parameters, name) for name in model.free}
    made = objective(cells, attrs.evolve(model, parameters=attrs.evolve(model.parameters, **start)))
    if fit.pooling is not None:
        made = made.penalised(fit.pooling.kappa)
    if not len(cells):
        return _nothing(parameter)
    k = model.free.index(parameter)
    curve = _Curve(made, k)
    ends = [_end(curve, side) for side in (-1, 1)]
    spread = np.linspace(ends[0][0], ends[1][0], points + 2)[1:-1] if points else ()
    for at in np.sort(spread):
        curve.drop(float(at))
    return _told(curve, parameter, ends)


class _Curve:
    """Profile at the values asked for so far; each search begins at the nearest one's end."""

    def __init__(self, made: Objective, k: int) -> None:
        self.made, self.k = made, k
        top = maximise(made.evaluate, made.start, made.bounds)
        self.top, self.first = top.value, float(top.point[k])
        self.points: dict[float, tuple[float, Floats]] = {self.first: (top.value, top.point)}

    def drop(self, at: float) -> float:
        if at not in self.points:
            nearest = min(self.points, key=lambda other: abs(other - at))
            bounds = self.made.bounds.copy()
            start = inside(self.points[nearest][1], bounds)
            bounds[self.k] = start[self.k] = at
            found = maximise(self.made.evaluate, start, bounds)
            self.points[at] = (found.value, found.point)
        return self.top - self.points[at][0]


def _end(curve: _Curve, side: int) -> tuple[float, bool]:
    """Where the drop is 1.92 on one side, or the bound where it is less; on the search's scale."""
    from scipy.optimize import brentq

    low, high = curve.made.bounds[curve.k]
    bound = float(high if side > 0 else low)
    if curve.first == bound:
        return bound, True
    step = 0.05 * abs(bound - curve.first)
    near = curve.first
    while True:
        far = near + side * step
        if (far - bound) * side >= 0:
            far = bound
        if curve.drop(far) > DROP_95:
            break
        if far == bound:
            return bound, True
        near, step = far, 2 * step
    root = brentq(lambda at: curve.drop(float(at)) - DROP_95, near, far, xtol=1e-7, rtol=1e-7)
    curve.drop(float(root))
    return float(root), False


def _told(curve: _Curve, parameter: str, ends: list[tuple[float, bool]]) -> FormationProfile:
    at = np.array(sorted(curve.points))
    value = np.array([curve.points[x][0] for x in at.tolist()])
    largest = float(value.max())
    warnings = []
    if largest > curve.top + _BETTER:
        warnings.append(
            f"At {float(from_search(parameter, at[int(np.argmax(value))])):.3g} the likelihood is "
            f"larger than where the search had ended: fit anew with more starts."
        )
    if ends[0][1] and ends[1][1]:
        warnings.append(
            f"{parameter} is not identified: these data allow every value of its range."
        )
    low, high = (
        BOUNDS[parameter][side] if at_bound else float(from_search(parameter, end))
        for side, (end, at_bound) in enumerate(ends)
    )
    return FormationProfile(
        parameter=parameter,
        estimate=float(from_search(parameter, curve.first)),
        low=low,
        high=high,
        low_at_bound=ends[0][1],
        high_at_bound=ends[1][1],
        value=from_search(parameter, at),
        drop=largest - value,
        warnings=tuple(warnings),
    )


def _nothing(parameter: str) -> FormationProfile:
    return FormationProfile(
        parameter=parameter,
        estimate=math.nan,
        low=math.nan,
        high=math.nan,
        low_at_bound=False,
        high_at_bound=False,
        value=np.zeros(0),
        drop=np.zeros(0),
        warnings=("Nothing could be agreed: there is nothing to fit.",),
    )
