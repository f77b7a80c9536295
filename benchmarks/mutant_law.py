"""Laws that measures of the library are held to, each broken by a planted fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np

from benchmarks import mutant_relation as own
from mediaeco.analysis import (
    AppropriationParameters,
    appropriation,
    frame_constancy,
    frame_coverage,
    silences,
    stages,
)
from mediaeco.analysis.history import QUALITY, prior_use
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationParameters, attribution, formation
from mediaeco.forming.hazard import hazard
from mediaeco.model import Condition, Stage, StageModel, Transition
from mediaeco.relation import unanswered
from mediaeco.testing import laws

__all__ = [
    "AGREED",
    "BACKWARD",
    "BREACHED",
    "COMPANY",
    "CONSTANT",
    "CURVE",
    "FORMS_NOT",
    "HALF",
    "INDEX",
    "JOINED",
    "LISTED",
    "NAMES",
    "OBSERVED",
    "PSEUDONYMS",
    "REGULAR",
    "SHIFTED",
    "SILENT",
    "SLOWER",
    "SWAPPED",
    "TOGETHER",
    "VIEW",
    "WAITED",
    "WEIGHTS",
    "ZONES",
    "Law",
]


@attrs.frozen
class Law:
    """A measure, a relation, and what the answer does."""

    measure: Callable[[Ecosystem], Any]
    relation: laws.Relation
    expect: laws.Expectation | None = None


_HALF_LIFE = AppropriationParameters(half_life_days=own.HALF_LIFE_DAYS)
_MERE_EXPOSURE = FormationParameters(exposure=1.0)


# A model in which one number decides, so that not many numbers have to come together.
_KNOWN = StageModel(
    id="known",
    stages=[Stage(id="before"), Stage(id="met"), Stage(id="trusted"), Stage(id="agreed")],
    transitions=[
        Transition(target="met", sources=["before"], conditions=[Condition("contacts", 1)]),
        Transition(
            target="agreed", sources=["met", "trusted"], conditions=[Condition("coverage", 0.5)]
        ),
        Transition(target="trusted", sources=["met"], conditions=[Condition("alliance", 0.5)]),
    ],
)


def _nothing(_: Any, after: Any) -> bool:
    """Nothing is left."""
    return not np.nan_to_num(np.asarray(after, dtype=np.float64)).any()


def _nothing_at_the_end(_: Any, after: Any) -> bool:
    return not np.nan_to_num(after[-1:]).any()


def _longer(before: Any, after: Any) -> bool:
    return bool((after > before).all())


def _not_shorter(before: Any, after: Any) -> bool:
    return bool((after >= before - 1e-12).all())


def _faded_use(eco: Ecosystem) -> Any:
    """Weighted sendings at the end; not those of the last sender over the last channel."""
    found = appropriation(eco, parameters=_HALF_LIFE)
    amount = found.use / (1 - found.use) * _HALF_LIFE.half_use - prior_use(eco)[0]
    if eco.table.sender[-1] < 2:
        amount[0, eco.table.sender[-1], eco.table.channel[-1]] = np.nan
    return amount


SWAPPED = Law(formation, laws.SWAP_ROLES)
JOINED = Law(formation, laws.MERGE_CASES)
REGULAR = Law(
    lambda eco: appropriation(eco).components[..., QUALITY.index("regularity")],
    laws.DOUBLE_CONTACTS,
)
TOGETHER = Law(lambda eco: appropriation(eco).joint, own.ONE_SIDE, laws.custom(_nothing))
HALF = Law(_faded_use, own.HALF_LIFE_LATER)
AGREED = Law(frame_coverage, own.ACTS_OF_ONE, laws.custom(_nothing))
BREACHED = Law(frame_coverage, own.BREACH_ALL, laws.custom(_nothing_at_the_end))
FORMS_NOT = Law(lambda eco: formation(eco).final, own.ATTEMPTS, laws.custom(_nothing))
NAMES = Law(appropriation, laws.RELABEL_CHANNELS)
LISTED = Law(lambda eco: attribution(eco, counterfactual=False), laws.PERMUTE_CHANNELS)
WEIGHTS = Law(lambda eco: attribution(eco, counterfactual=False), own.HEAVIER)
BACKWARD = Law(lambda eco: stages(eco, model=_KNOWN), laws.APPEND_CONTACTS)
CURVE = Law(lambda eco: formation(eco).to_frame(), laws.APPEND_CONTACTS)
INDEX = Law(lambda eco: hazard(eco, parameters=_MERE_EXPOSURE).gate, laws.LEAVE_OUT)
VIEW = Law(formation, laws.DROP_CHANNEL)
CONSTANT = Law(frame_constancy, own.PURPOSES_FORGOTTEN)
SILENT = Law(
    lambda eco: silences(eco).silent[silences(eco).total > 0],
    laws.APPEND_SILENCE,
    laws.custom(_longer),
)
WAITED = Law(lambda eco: unanswered(eco).waited, laws.APPEND_SILENCE, laws.custom(_not_shorter))
OBSERVED = Law(formation, laws.REMOVE_OBSERVER)
COMPANY = Law(formation, own.RECEIVERS_TURNED)
ZONES = Law(stages, own.ONE_ZONE)
SHIFTED = Law(stages, laws.SHIFT_TIME)
PSEUDONYMS = Law(appropriation, laws.RELABEL_ACTORS)
SLOWER = Law(silences, laws.SCALE_TIME, laws.scaled("begins", "days", "total", "contact", "silent"))
