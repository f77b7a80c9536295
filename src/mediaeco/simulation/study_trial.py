"""One simulated study: its cases are drawn, fitted and tested."""

from __future__ import annotations

import math
from typing import NamedTuple

import attrs
import numpy as np

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import (
    AtRisk,
    FormationFit,
    FormationModel,
    FormationParameters,
    at_risk,
)
from mediaeco.forming.fit import fitted
from mediaeco.forming.nesting import likelihood_ratio
from mediaeco.forming.scale import NORMAL_95
from mediaeco.simulation.behaviour import BehaviourParameters
from mediaeco.simulation.design import CaseDesign
from mediaeco.simulation.simulate import simulate_cohort
from mediaeco.simulation.study_effect import Question
from mediaeco.simulation.study_groups import apart
from mediaeco.simulation.study_log import Trial

__all__ = ["trial"]

_STARTS = 2  # the truth, from which the likeliest is not far, and one at random


class _Answer(NamedTuple):
    """What a study found: p of its test, estimate, and ends of its interval."""

    p: float
    estimate: float
    low: float
    high: float


def trial(
    n: int,
    replicate: int,
    question: Question,
    design: CaseDesign,
    parameters: BehaviourParameters,
    seed: int,
) -> Trial:
    """Simulate a study of so many cases, and ask its question of it."""
    seeds = [int(s) for s in np.random.SeedSequence((seed, n, replicate)).generate_state(2)]

    def drawn(count: int, formation: FormationParameters, own: int) -> AtRisk:
        behaviour = attrs.evolve(parameters, formation=formation)
        cohort = simulate_cohort(count, design=design, parameters=behaviour, seed=own)
        return at_risk(Ecosystem(cohort), formation)

    if question.other is None:
        answer = _nested(drawn(n, parameters.formation, seeds[0]), question)
    else:
        first = drawn(n - n // 2, parameters.formation, seeds[0])
        answer = _groups(first, drawn(n // 2, question.other, seeds[1]), question)
    return Trial(n=n, replicate=replicate, **answer._asdict())


def _nested(cells: AtRisk, question: Question) -> _Answer:
    """One group: the model that frees the setting against the one that holds it."""
    full, null = _fit(cells, question.full), _fit(cells, question.null or question.full)
    k = question.full.free.index(question.setting)
    low, high = full.interval[k].tolist()
    test = likelihood_ratio(null, full) if len(cells) else None
    p = math.nan if test is None else test.p
    return _Answer(p, float(full.estimate[k]), low, high)


def _groups(first: AtRisk, second: AtRisk, question: Question) -> _Answer:
    """Two groups: one setting of their own each, against one for both."""
    model = question.full
    both = _fit(first.joined(second), model)
    if len(first) == 0 or len(second) == 0 or both.agreed == 0:
        return _Answer(math.nan, math.nan, math.nan, math.nan)
    found = apart(first, second, model, question.setting, both)
    half = NORMAL_95 * found.error
    return _Answer(
        _tail(found.log_likelihood - float(both.log_likelihood.sum())),
        found.difference,
        found.difference - half,
        found.difference + half,
    )


def _fit(cells: AtRisk, model: FormationModel) -> FormationFit:
    return fitted(cells, model, np.random.default_rng(0), _STARTS)


def _tail(gain: float) -> float:
    """P of so large a gain in log likelihood by a setting of its own in each group."""
    from scipy.stats import chi2

    return float(chi2.sf(2 * max(gain, 0.0), 1))
