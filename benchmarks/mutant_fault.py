"""Single faults planted in the library, each beside a law that it breaks."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from mediaeco.analysis.lifecycle import ElementStatus
from mediaeco.analysis.rated import overall_alliance
from mediaeco.analysis.thread import dyadic
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationParameters, attribution, formation
from mediaeco.forming.hazard import hazard
from mediaeco.model import ActKind, Condition, Stage, StageModel, Transition
from mediaeco.model.clock import DAY, SECOND
from mediaeco.model.table import InteractionTable
from mediaeco.relation import unanswered
from mediaeco.testing import laws

__all__ = ["MUTANTS", "Law", "Mutant"]


@attrs.frozen
class Law:
    """A measure, a relation, and what the answer does."""

    measure: Callable[[Ecosystem], Any]
    relation: laws.Relation
    expect: laws.Expectation | None = None


@attrs.frozen
class Mutant:
    """One fault: what stands in for what, given the right one; and the law that must find it."""

    title: str
    place: str  # module:attribute, or module:class.attribute
    fault: Callable[[Any], Any]
    law: Law

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Let the library run with the fault."""
        module, path = self.place.split(":")
        *outer, name = path.split(".")
        holder: Any = importlib.import_module(module)
        for part in outer:
            holder = getattr(holder, part)
        right = vars(holder)[name]
        setattr(holder, name, self.fault(right))
        try:
            yield
        finally:
            setattr(holder, name, right)


# -- The laws that measures are held to

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


_SWAPPED = Law(formation, laws.SWAP_ROLES)
_JOINED = Law(formation, laws.MERGE_CASES)
_REGULAR = Law(
    lambda eco: appropriation(eco).components[..., QUALITY.index("regularity")],
    laws.DOUBLE_CONTACTS,
)
_TOGETHER = Law(lambda eco: appropriation(eco).joint, own.ONE_SIDE, laws.custom(_nothing))
_HALF = Law(_faded_use, own.HALF_LIFE_LATER)
_AGREED = Law(frame_coverage, own.ACTS_OF_ONE, laws.custom(_nothing))
_BREACHED = Law(frame_coverage, own.BREACH_ALL, laws.custom(_nothing_at_the_end))
_FORMS_NOT = Law(lambda eco: formation(eco).final, own.ATTEMPTS, laws.custom(_nothing))
_NAMES = Law(appropriation, laws.RELABEL_CHANNELS)
_LISTED = Law(lambda eco: attribution(eco, counterfactual=False), laws.PERMUTE_CHANNELS)
_WEIGHTS = Law(lambda eco: attribution(eco, counterfactual=False), own.HEAVIER)
_BACKWARD = Law(lambda eco: stages(eco, model=_KNOWN), laws.APPEND_CONTACTS)
_CURVE = Law(lambda eco: formation(eco).to_frame(), laws.APPEND_CONTACTS)
_INDEX = Law(lambda eco: hazard(eco, parameters=_MERE_EXPOSURE).gate, laws.LEAVE_OUT)
_VIEW = Law(formation, laws.DROP_CHANNEL)
_CONSTANT = Law(frame_constancy, own.PURPOSES_FORGOTTEN)
_SILENT = Law(
    lambda eco: silences(eco).silent[silences(eco).total > 0],
    laws.APPEND_SILENCE,
    laws.custom(_longer),
)
_WAITED = Law(lambda eco: unanswered(eco).waited, laws.APPEND_SILENCE, laws.custom(_not_shorter))
_OBSERVED = Law(formation, laws.REMOVE_OBSERVER)
_SHIFTED = Law(stages, laws.SHIFT_TIME)
_PSEUDONYMS = Law(appropriation, laws.RELABEL_ACTORS)
_SLOWER = Law(
    silences, laws.SCALE_TIME, laws.scaled("begins", "days", "total", "contact", "silent")
)


# -- The faults

_STATUS = tuple(ElementStatus)
_KINDS = tuple(ActKind)


def _lopsided(right: Any) -> Any:
    def appropriated(eco: Ecosystem, **options: Any) -> Any:
        found = right(eco, **options)
        return attrs.evolve(found, joint_before=found.before[0] ** 0.9 * found.before[1] ** 0.1)

    return appropriated


def _arithmetic(right: Any) -> Any:
    def appropriated(eco: Ecosystem, **options: Any) -> Any:
        found = right(eco, **options)
        return attrs.evolve(
            found, joint=found.value.mean(axis=1), joint_before=found.before.mean(axis=0)
        )

    return appropriated


def _renumbered(right: Any) -> Any:
    def select(table: InteractionTable, mask: Any) -> InteractionTable:
        kept: InteractionTable = right(table, mask)
        begins = np.repeat(kept.offsets[:-1], np.diff(kept.offsets))
        return attrs.evolve(kept, n=(np.arange(len(kept)) - begins).astype(np.int32))

    return select


def _counted_by_place(right: Any) -> Any:
    def shaped(eco: Ecosystem, **options: Any) -> Any:
        table = eco.table
        begins = np.repeat(table.offsets[:-1], np.diff(table.offsets))
        counted = attrs.evolve(table, n=(np.arange(len(table)) - begins).astype(np.int32))
        return right(attrs.evolve(eco, table=counted), **options)

    return shaped


def _one_too_many(right: Any) -> Any:
    def until(eco: Ecosystem, n: int) -> Ecosystem:
        found: Ecosystem = right(eco, n + 1)
        return found

    return until


def _self_accepted(right: Any) -> Any:
    def maps(people: int) -> Any:
        to, legal = right(people)
        wide = people + 1
        pending = np.arange(3 * wide) % wide
        for actor in range(people):
            at = _KINDS.index(ActKind.ACCEPT) * people + actor
            legal[at] = pending > 0
            to[at] = np.where(legal[at], _STATUS.index(ElementStatus.AGREED) * wide, to[at])
        return to, legal

    return maps


def _harmless_breach(right: Any) -> Any:
    def maps(people: int) -> Any:
        to, legal = right(people)
        for actor in range(people):
            to[_KINDS.index(ActKind.BREACH) * people + actor] = np.arange(3 * (people + 1))
        return to, legal

    return maps


def _every_gap(right: Any) -> Any:
    def regularity(t: Any, first: Any, begins: Any) -> Any:
        # A gap of nothing is counted when it lasts a moment.
        return right(t + np.arange(len(t)) * 1e-9, first, begins)

    return regularity


def _faded_in_hours(right: Any) -> Any:
    return lambda history, parameters, last, prior, since: right(
        history, parameters, last, prior, since * 24
    )


def _never_faded(right: Any) -> Any:
    return lambda history, parameters, last, prior, since: right(
        history, attrs.evolve(parameters, half_life_days=None), last, prior, since
    )


def _at_the_end(right: Any) -> Any:
    def coverage(eco: Ecosystem) -> Any:
        found = right(eco)
        filled = np.diff(eco.table.offsets) > 0
        last = eco.table.offsets[1:][filled] - 1
        return np.repeat(found[last], np.diff(eco.table.offsets)[filled])

    return coverage


def _rated_at_the_end(_: Any) -> Any:
    def alliance(eco: Ecosystem) -> Any:
        found = np.full(len(eco.table), np.nan)
        for i, head in enumerate(eco.cases):
            ratings = overall_alliance(head)
            if ratings:
                found[eco.table.case == i] = ratings[-1].share
        return found

    return alliance


def _last_group_lost(right: Any) -> Any:
    def summed(values: Any, of: Any, count: int) -> Any:
        sums = right(values, of, count)
        sums[-1:] = 0.0
        return sums

    return summed


def _with_purpose(right: Any) -> Any:
    return lambda eco: right(eco) & (eco.table.purposes.counts > 0)


def _by_name(right: Any) -> Any:
    return property(lambda eco: tuple(sorted(right.fget(eco), key=lambda channel: str(channel.id))))


def _by_pseudonym(right: Any) -> Any:
    def prior(eco: Ecosystem) -> Any:
        use, access = right(eco)
        for i, head in enumerate(eco.cases):
            if head.patient.id < head.therapist.id:
                use[i], access[i] = use[i, ::-1].copy(), access[i, ::-1].copy()
        return use, access

    return prior


MUTANTS: tuple[Mutant, ...] = (
    Mutant(
        "co-appropriation weighs the therapist's side more",
        "mediaeco.forming.hazard:appropriation",
        _lopsided,
        _SWAPPED,
    ),
    Mutant(
        "co-appropriation is the arithmetic mean",
        "benchmarks.mutant_fault:appropriation",
        _arithmetic,
        _TOGETHER,
    ),
    Mutant(
        "a view numbers its contacts anew",
        "mediaeco.model.table:InteractionTable.select",
        _renumbered,
        _VIEW,
    ),
    Mutant(
        "primacy counts places in the view, not contact indices",
        "benchmarks.mutant_fault:hazard",
        _counted_by_place,
        _INDEX,
    ),
    Mutant(
        "until(n) keeps contact n as well",
        "mediaeco.ecosystem.ecosystem:Ecosystem.until",
        _one_too_many,
        _CURVE,
    ),
    Mutant(
        "formation adds up across cases",
        "mediaeco.forming.formation:segment_cumsum",
        lambda _: lambda values, _: np.cumsum(values, axis=0),
        _JOINED,
    ),
    Mutant(
        "accepting one's own proposal agrees",
        "mediaeco.analysis.lifecycle:_maps",
        _self_accepted,
        _AGREED,
    ),
    Mutant(
        "a breach leaves the element agreed",
        "mediaeco.analysis.lifecycle:_maps",
        _harmless_breach,
        _BREACHED,
    ),
    Mutant(
        "a call that nobody took forms the frame",
        "mediaeco.forming.hazard:came_about",
        lambda _: dyadic,
        _FORMS_NOT,
    ),
    Mutant(
        "regularity counts sendings at one moment",
        "mediaeco.analysis.history:_regularity",
        _every_gap,
        _REGULAR,
    ),
    Mutant(
        "the half-life is taken for hours",
        "mediaeco.analysis.appropriation:amounts",
        _faded_in_hours,
        _HALF,
    ),
    Mutant(
        "the half-life is never applied",
        "mediaeco.analysis.appropriation:amounts",
        _never_faded,
        _HALF,
    ),
    Mutant(
        "the stage looks ahead to the final coverage",
        "mediaeco.analysis.stage:frame_coverage",
        _at_the_end,
        _BACKWARD,
    ),
    Mutant(
        "the stage knows ratings that are still to come",
        "mediaeco.analysis.stage:_alliance",
        _rated_at_the_end,
        _BACKWARD,
    ),
    Mutant(
        "attribution loses its last group",
        "mediaeco.forming.attribution:_summed",
        _last_group_lost,
        _LISTED,
    ),
    Mutant(
        "weights of elements are not normed",
        "mediaeco.forming.attribution:pooled_weights",
        lambda right: (
            lambda eco: (
                right(eco) * sum(item.weight for head in eco.cases for item in head.elements)
            )
        ),
        _WEIGHTS,
    ),
    Mutant(
        "constancy counts only sessions with a purpose",
        "mediaeco.analysis.frame:is_session",
        _with_purpose,
        _CONSTANT,
    ),
    Mutant(
        "channel codes are read as places in the alphabet",
        "mediaeco.ecosystem.ecosystem:Ecosystem.channels",
        _by_name,
        _NAMES,
    ),
    Mutant(
        "sides go by pseudonym in place of role",
        "mediaeco.analysis.appropriation:prior_use",
        _by_pseudonym,
        _PSEUDONYMS,
    ),
    Mutant(
        "the silence at the end is not counted",
        "mediaeco.analysis.silence:micros_of",
        lambda _: lambda _: -(2**62),
        _SILENT,
    ),
    Mutant(
        "every contact lasts an hour more",
        "mediaeco.analysis.silence:_running_max",
        lambda right: lambda ends, offsets: right(ends + 3600 * SECOND, offsets),
        _SLOWER,
    ),
    Mutant(
        "the time waited for an answer is negative",
        "mediaeco.relation.unanswered:DAY",
        lambda right: -right,
        _WAITED,
    ),
    Mutant(
        "what an observer reports does not form",
        "mediaeco.forming.hazard:came_about",
        lambda right: lambda table: right(table) & (table.reported_by < 2),
        _OBSERVED,
    ),
    Mutant(
        "days are counted since 1970, not since first contact",
        "mediaeco.model.table:InteractionTable.t",
        lambda _: property(lambda table: table.time / DAY),
        _SHIFTED,
    ),
)
