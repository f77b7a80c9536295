"""How many cases does a study need? Simulated studies tell."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.proportion import wilson_interval
from mediaeco.model import Result, TidyTable
from mediaeco.model.bound import number
from mediaeco.simulation.behaviour import BehaviourParameters
from mediaeco.simulation.design import CaseDesign
from mediaeco.simulation.study_effect import EffectOf, GroupDifference, Question, question_of
from mediaeco.simulation.study_log import Log, Trial
from mediaeco.simulation.study_trial import trial

__all__ = ["StudyPlan", "StudySettings", "plan_study"]


def _whole(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


@frozen(kw_only=True)
class StudySettings:
    """How a plan is simulated and tested.

    How much the simulated cases vary is set where they are: by ``variation`` of the parameters.

    Parameters
    ----------
    replicates
        Studies simulated of each size, at least 1 (library default 200: a power of .8 is then
        known to about .06).
    alpha
        Level of the test, above 0 and below 1 (library default .05; usual).
    seed
        Of all draws, at least 0.
    """

    replicates: int = 200
    alpha: float = field(default=0.05, converter=float, validator=number(above=0, below=1))
    seed: int = 0

    def __attrs_post_init__(self) -> None:
        for name, least in (("replicates", 1), ("seed", 0)):
            value = getattr(self, name)
            if not _whole(value) or value < least:
                raise InvalidCaseError(
                    f"StudySettings.{name}", f"a whole number of at least {least}", shown(value)
                )


@frozen(kw_only=True, eq=False, repr=False)
class StudyPlan(Result):
    """What studies of each size would show.

    Parameters
    ----------
    effect
        What they were to show.
    setting
        Setting that the effect is about.
    truth
        Its value in the simulated cases, or how much larger it is in the second group.
    n_cases
        Sizes; shape (sizes,), as all that follow.
    done
        Studies simulated of each size.
    power
        Share of them whose test refuted the null. Where the null is true, this is the size of the
        test: it should be no more than alpha. NaN where none was simulated.
    power_low, power_high
        Wilson interval of that share: how well so many simulations know it.
    untested
        Studies whose data could not be tested; they count as not having shown the effect.
    width
        Median width of the interval of the setting among those studies that have one; NaN where
        none has.
    coverage
        Share of these intervals that hold the truth.
    unidentified
        Studies whose data did not identify the setting, so that they have no interval.
    mean
        Mean estimate; NaN where there is none.
    design, parameters, settings
        What was simulated, and how.
    interrupted
        True where the simulation was interrupted: fewer studies than asked for.
    """

    effect: EffectOf | GroupDifference
    setting: str
    truth: float
    n_cases: Ints
    done: Ints
    power: Floats
    power_low: Floats
    power_high: Floats
    untested: Ints
    width: Floats
    coverage: Floats
    unidentified: Ints
    mean: Floats
    design: CaseDesign
    parameters: BehaviourParameters
    settings: StudySettings
    interrupted: bool

    def to_frame(self) -> TidyTable:
        """One row a size."""
        return TidyTable(
            {
                name: getattr(self, name)
                for name in (
                    "n_cases",
                    "done",
                    "power",
                    "power_low",
                    "power_high",
                    "untested",
                    "width",
                    "coverage",
                    "unidentified",
                    "mean",
                )
            }
        )

    def needed(self, power: float = 0.8) -> int | None:
        """Smallest size from which on the power reaches this; None where none does.

        Sizes of which no study was simulated, because it was interrupted, do not count.
        """
        done = self.done > 0
        sizes, reached = self.n_cases[done], self.power[done] >= power
        falls = np.flatnonzero(~reached)
        first = int(falls[-1]) + 1 if len(falls) else 0
        return int(sizes[first]) if first < len(sizes) else None

    def statement(self, power: float = 0.8) -> str:
        """Say for a methods section what was simulated and what it tells."""
        from mediaeco.simulation.study_text import statement

        return statement(self, power)

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"


def plan_study(
    n_cases: Sequence[int],
    *,
    effect: EffectOf | GroupDifference | str = EffectOf.APPROPRIATION,
    design: CaseDesign | None = None,
    parameters: BehaviourParameters | None = None,
    settings: StudySettings | None = None,
    resume: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
) -> StudyPlan:
    """How many cases does it take to show an effect, and how precisely would it be known?

    Studies of each size are simulated whole (`simulate_cohort`), each is fitted as it would be
    (`mediaeco.forming.fit_formation`) and tested: by the likelihood ratio against the model that
    holds the setting at the value to be refuted, or, for two groups, against the model in which
    the setting is the same in both (all others are, in either). Power is the share of studies that
    refute it.

    Parameters
    ----------
    n_cases
        Sizes: cases in all, of both groups together where there are two.
    effect
        What the study is to show: a term of `EffectOf`, or a `GroupDifference`.
    design, parameters
        What is simulated; None: the defaults. ``parameters.formation`` holds the effect's true
        size, and ``parameters.variation`` how much cases vary beyond chance: by default not at
        all, which no sample of therapies is like, and which makes a plan too hopeful.
    settings
        Number of studies, levels and seed.
    resume
        File in which every simulated study is kept at once; where it is there already, the plan
        goes on from it. It tells nothing of any real case.
    progress
        Show a bar on standard error; None: where that is a terminal.

    Returns
    -------
    StudyPlan
        By size. Interrupting (Ctrl-C) gives what was simulated so far.

    Raises
    ------
    InvalidCaseError
        Where a size is not a whole number of at least 1 (2 for two groups), where one is named
        twice or there is none, or where ``resume`` holds another plan.
    ReadError
        Where ``resume`` is a file of something else.
    FaultGroup
        As `simulate_cohort` does.

    Notes
    -----
    *Theory*: arnold2011 (power by simulation), wilks1938 and self1987 (likelihood ratio, at a
    bound), wilson1927; published. What is simulated is a model: the plan is as good as the
    design and the parameters are like the therapies to come.

    A rate that varies over cases does more than blur (vaupel1979): what is still to be agreed late
    is so in slow cases, so that the hazard seems to fall. Where primacy is held, exposure takes
    the fall up and is estimated too near to 1, which refutes mere exposure too seldom, and whose
    intervals hold the truth the less often the more cases there are; where primacy is freed, it
    takes the fall up, and the test of primacy refutes too often. No error by cases mends either.
    `mediaeco.forming.fit_varying`, which lets the rate differ by case, mends both; the tests that
    are planned here are those of `mediaeco.forming.fit_formation`.

    *Laws*: the same settings give the same plan, resumed or not; sizes do not depend on one
    another; where the null is true the power is about alpha.

    Examples
    --------
    >>> plan = plan_study([6], settings=StudySettings(replicates=2, seed=1), progress=False)
    >>> int(plan.done[0]), bool(0 <= plan.power[0] <= 1)
    (2, True)
    """
    effect = EffectOf(effect) if isinstance(effect, str) else effect
    design = design or CaseDesign()
    parameters = parameters or BehaviourParameters()
    settings = settings or StudySettings()
    sizes = _sizes(n_cases, 2 if isinstance(effect, GroupDifference) else 1)
    question = question_of(effect, parameters.formation)
    log = Log(resume, repr((effect, design, parameters, settings.seed)))
    interrupted = False
    wanted = [(n, k) for n in sizes for k in range(settings.replicates)]
    try:
        for n, k in _bar([key for key in wanted if key not in log.trials], progress):
            log.add(trial(n, k, question, design, parameters, settings.seed))
    except KeyboardInterrupt:
        interrupted = True
    kept = [
        [log.trials[n, k] for k in range(settings.replicates) if (n, k) in log.trials]
        for n in sizes
    ]
    return StudyPlan(
        effect=effect,
        setting=question.setting,
        truth=question.truth,
        n_cases=np.array(sizes, dtype=np.int64),
        **_summed(kept, question, settings.alpha),
        design=design,
        parameters=parameters,
        settings=settings,
        interrupted=interrupted,
    )


def _sizes(given: object, least: int) -> list[int]:
    sizes: list[Any] = list(given) if isinstance(given, Iterable) else [None]
    if (
        not sizes
        or not all(_whole(n) and n >= least for n in sizes)
        or len(set(sizes)) < len(sizes)
    ):
        raise InvalidCaseError(
            "plan_study.n_cases",
            f"whole numbers of at least {least}, each once",
            "none" if not sizes else "others",
        )
    return sorted(int(n) for n in sizes)


def _bar(keys: list[tuple[int, int]], progress: bool | None) -> Iterable[tuple[int, int]]:
    from tqdm import tqdm

    off = None if progress is None else not progress
    return tqdm(keys, desc="studies", unit="study", disable=off, leave=False)


def _summed(kept: list[list[Trial]], question: Question, alpha: float) -> dict[str, Any]:
    """Sum trials up by size."""
    done = np.array([len(trials) for trials in kept], dtype=np.int64)
    p = [np.array([t.p for t in trials]) for trials in kept]
    hits = np.array([int((values <= alpha).sum()) for values in p])
    low, high = wilson_interval(hits, done)
    told = [[t for t in trials if not math.isnan(t.high - t.low)] for trials in kept]
    holds = [sum(t.low <= question.truth <= t.high for t in trials) for trials in told]
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "done": done,
            "power": hits / done,
            "power_low": low,
            "power_high": high,
            "untested": np.array([int(np.isnan(values).sum()) for values in p]),
            "width": np.array([_median([t.high - t.low for t in trials]) for trials in told]),
            "coverage": np.array(holds) / np.array([len(trials) for trials in told]),
            "unidentified": done - np.array([len(trials) for trials in told]),
            "mean": np.array([_mean([t.estimate for t in trials]) for trials in kept]),
        }


def _median(values: list[float]) -> float:
    return float(np.median(values)) if values else math.nan


def _mean(values: list[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return float(np.mean(known)) if known else math.nan
