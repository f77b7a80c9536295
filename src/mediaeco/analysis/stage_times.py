"""How long it takes to come to each stage, where not every case is seen to get there."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from attrs import frozen

from mediaeco.analysis.stage import StageTrajectory, stages
from mediaeco.catalog import STAGES
from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.kernels.survival import CENSORED, ENDED, REACHED, Survival, first_below, survival
from mediaeco.model import Case, Cohort, Result, StageModel, StageVariable, TidyTable

__all__ = ["StageTimes", "TimeUnit", "stage_times"]

TimeUnit = Literal["days", "contacts"]
"""What time is counted in: days since the first contact, or contacts, the first one included."""

_HOW = ("under observation", "reached", "ended before")


@frozen(kw_only=True, eq=False, repr=False)
class StageTimes(Result):
    """Times from first contact to each stage.

    Parameters
    ----------
    cases
        Ids of the cases that have a contact.
    without_contact
        Cases that have none, and of which nothing can be told.
    stages
        Ids of the stages, the one before any contact left out.
    unit
        What time is counted in.
    time
        When each case was first in each stage, or when one stopped waiting; shape (cases, stages).
    how
        How that time closes: 0, the case was still under observation (censored), 1, the stage was
        reached, 2, the case had ended in another stage that nothing leads on from: dropped out, or
        closed; shape (cases, stages).
    curves
        Kaplan-Meier curve of each stage.
    median, median_low, median_high
        Time by which half of the cases have been there, and its interval; NaN where less than half
        are seen to, an end NaN where the band never comes down to one half; shape (stages,).
    level
        Of the intervals.
    """

    cases: tuple[str, ...]
    without_contact: int
    stages: tuple[str, ...]
    unit: TimeUnit
    time: Floats
    how: Ints
    curves: tuple[Survival, ...]
    median: Floats
    median_low: Floats
    median_high: Floats
    level: float

    def to_frame(self) -> TidyTable:
        """One row a stage and time at which anything happened."""
        sizes = [len(curve.time) for curve in self.curves]
        bands = [curve.band(self.level) for curve in self.curves]
        columns: dict[str, list[Array]] = {
            self.unit: [curve.time for curve in self.curves],
            "at_risk": [curve.at_risk for curve in self.curves],
            "reached": [curve.reached for curve in self.curves],
            "ended_before": [curve.ended for curve in self.curves],
            "censored": [curve.censored for curve in self.curves],
            "waiting": [curve.waiting for curve in self.curves],
            "waiting_low": [low for low, _ in bands],
            "waiting_high": [high for _, high in bands],
            "share_reached": [curve.incidence for curve in self.curves],
        }
        return TidyTable(
            {"stage": np.repeat(np.array(self.stages, dtype=np.str_), sizes)}
            | {name: np.concatenate([np.zeros(0), *parts]) for name, parts in columns.items()}
        )

    def by_case(self) -> TidyTable:
        """One row a case and stage."""
        count = len(self.stages)
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), count),
                "stage": np.tile(np.array(self.stages, dtype=np.str_), len(self.cases)),
                self.unit: self.time.ravel(),
                "how": np.array(_HOW, dtype=np.str_)[self.how.ravel()],
            }
        )

    def summary(self) -> TidyTable:
        """One row a stage."""
        ends = [curve.incidence[-1] if len(curve.time) else np.nan for curve in self.curves]
        return TidyTable(
            {
                "stage": np.array(self.stages, dtype=np.str_),
                "cases": np.full(len(self.stages), len(self.cases)),
                "reached": (self.how == REACHED).sum(axis=0),
                "ended_before": (self.how == ENDED).sum(axis=0),
                "under_observation": (self.how == CENSORED).sum(axis=0),
                f"median_{self.unit}": self.median,
                "low": self.median_low,
                "high": self.median_high,
                "share_reached": np.array(ends, dtype=np.float64),
            }
        )


def stage_times(
    eco: Ecosystem | Case | Cohort,
    *,
    model: StageModel = STAGES,
    unit: TimeUnit = "days",
    level: float = 0.95,
) -> StageTimes:
    """How long does it take to come to each stage, counted from the first contact?

    Cases that were not seen to get there are not left out, nor taken to need forever: those still
    under observation are censored at its end, those that had dropped out or were closed at that
    moment. The curve (``waiting``) says how many would still wait had nobody dropped out, if those
    who did are like the others; beside it, ``share_reached`` says how many do get there, drop-outs
    and all. Where the two differ much, the drop-outs decide.

    Parameters
    ----------
    eco
        One case or a cohort.
    model
        Stages and steps.
    unit
        ``"days"`` or ``"contacts"``.
    level
        Of the intervals, above 0 and below 1 (library default: 0.95).

    Returns
    -------
    StageTimes
        By stage. One case has no interval; a case counts once for a stage, at its first entry.

    Raises
    ------
    InvalidCaseError
        Where ``level`` is out of its range.
    UnknownTermError
        Where ``unit`` is not known.

    Notes
    -----
    *Theory*: kaplan1958, greenwood1926, brookmeyer1982 (on the scale log(-log S)), aalen1978;
    published; that stages take time so is the library's proposal. A case that falls silent drops
    out on the day on which its silence has lasted as long as the model asks.

    *Laws*: equals the curve of `scipy.stats.ecdf`; the order of cases changes nothing; what is
    censored later never raises the curve before it.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = stage_times(Ecosystem(read_example("sent-away")), unit="contacts")
    >>> found.stages[0], found.median[0].item()
    ('first_contact', 1.0)
    """
    eco = opened(eco)
    if unit not in get_args(TimeUnit):
        raise UnknownTermError(unit, get_args(TimeUnit), "unit")
    if not 0 < level < 1:
        raise InvalidCaseError("stage_times.level", "a share above 0 and below 1", shown(level))
    found = stages(eco, model=model)
    time, how, told = _closed(eco, found, unit)
    curves = tuple(survival(time[:, k], how[:, k]) for k in range(time.shape[1]))
    bands = [curve.band(level) for curve in curves]
    return StageTimes(
        cases=tuple(np.array(eco.ids, dtype=object)[told].tolist()),
        without_contact=len(eco.ids) - len(told),
        stages=found.stages[1:],
        unit=unit,
        time=time,
        how=how,
        curves=curves,
        median=np.array([first_below(c.time, c.waiting) for c in curves]),
        median_low=np.array(
            [first_below(c.time, low) for c, (low, _) in zip(curves, bands, strict=True)]
        ),
        median_high=np.array(
            [first_below(c.time, high) for c, (_, high) in zip(curves, bands, strict=True)]
        ),
        level=float(level),
    )


def _closed(eco: Ecosystem, found: StageTrajectory, unit: TimeUnit) -> tuple[Floats, Ints, Ints]:
    """Time at which each case stops waiting for each stage, how it does, and which cases these are.

    Stage 0 stands before any contact, and is not waited for.
    """
    offsets = eco.table.offsets
    told = np.flatnonzero(np.diff(offsets) > 0)
    count, last = len(found.stages), offsets[1:][told] - 1
    at: Array = found.t
    if unit == "contacts":
        at = np.arange(len(found.t)) - offsets[found.case] + 1.0
    entered = np.full((len(eco.ids), count), np.inf)
    np.minimum.at(entered, (found.case, found.stage), at)
    entered = entered[told]
    end = found.t[last] + found.silence[told] if unit == "days" else at[last]
    _fell_silent(entered, found, told, last, at[last] if unit == "contacts" else None)
    ends = np.array([item.absorbing for item in found.model.stages], dtype=bool)
    over = np.where(ends, entered, np.inf).min(axis=1, initial=np.inf)
    reached = np.isfinite(entered)
    how = np.where(reached, REACHED, np.where(np.isfinite(over)[:, None], ENDED, CENSORED))
    time = np.where(reached, entered, np.minimum(over, end)[:, None])
    return time[:, 1:], how[:, 1:], told


def _fell_silent(
    entered: Floats, found: StageTrajectory, told: Ints, last: Ints, contacts: Array | None
) -> None:
    """Write when cases ended by silence: as soon as it had lasted as long as the model asks."""
    asked = np.zeros(len(found.stages))
    for transition in found.model.transitions:
        for condition in transition.conditions:
            if condition.variable is StageVariable.SILENCE:
                asked[found.stages.index(transition.target)] = max(condition.at_least, 0.0)
    now = found.now[told]
    fell = np.flatnonzero(now != found.stage[last])
    days = found.t[last][fell] + np.minimum(asked[now[fell]], found.silence[told][fell])
    entered[fell, now[fell]] = days if contacts is None else contacts[fell]
