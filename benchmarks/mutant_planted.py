"""Single faults planted in the library, each beside a law that it breaks."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import numpy as np

from benchmarks import mutant_fault as fault
from benchmarks import mutant_law as held
from mediaeco.analysis.thread import dyadic
from mediaeco.model.clock import DAY, SECOND

__all__ = [
    "MUTANTS",
    "Mutant",
]


@attrs.frozen
class Mutant:
    """One fault: what stands in for what, given the right one; and the law that must find it."""

    title: str
    place: str  # module:attribute, or module:class.attribute
    fault: Callable[[Any], Any]
    law: held.Law

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


MUTANTS: tuple[Mutant, ...] = (
    Mutant(
        "co-appropriation weighs the therapist's side more",
        "mediaeco.forming.hazard:appropriation",
        fault.lopsided,
        held.SWAPPED,
    ),
    Mutant(
        "co-appropriation is the arithmetic mean",
        "benchmarks.mutant_law:appropriation",
        fault.arithmetic,
        held.TOGETHER,
    ),
    Mutant(
        "a view numbers its contacts anew",
        "mediaeco.model.table:InteractionTable.select",
        fault.renumbered,
        held.VIEW,
    ),
    Mutant(
        "primacy counts places in the view, not contact indices",
        "benchmarks.mutant_law:hazard",
        fault.counted_by_place,
        held.INDEX,
    ),
    Mutant(
        "until(n) keeps contact n as well",
        "mediaeco.ecosystem.ecosystem:Ecosystem.until",
        fault.one_too_many,
        held.CURVE,
    ),
    Mutant(
        "formation adds up across cases",
        "mediaeco.forming.formation:segment_cumsum",
        lambda _: lambda values, _: np.cumsum(values, axis=0),
        held.JOINED,
    ),
    Mutant(
        "accepting one's own proposal agrees",
        "mediaeco.analysis.lifecycle:_maps",
        fault.self_accepted,
        held.AGREED,
    ),
    Mutant(
        "a breach leaves the element agreed",
        "mediaeco.analysis.lifecycle:_maps",
        fault.harmless_breach,
        held.BREACHED,
    ),
    Mutant(
        "a call that nobody took forms the frame",
        "mediaeco.forming.hazard:came_about",
        lambda _: dyadic,
        held.FORMS_NOT,
    ),
    Mutant(
        "regularity counts sendings at one moment",
        "mediaeco.analysis.history:_regularity",
        fault.every_gap,
        held.REGULAR,
    ),
    Mutant(
        "the half-life is taken for hours",
        "mediaeco.analysis.appropriation:amounts",
        fault.faded_in_hours,
        held.HALF,
    ),
    Mutant(
        "the half-life is never applied",
        "mediaeco.analysis.appropriation:amounts",
        fault.never_faded,
        held.HALF,
    ),
    Mutant(
        "the stage looks ahead to the final coverage",
        "mediaeco.analysis.stage:frame_coverage",
        fault.at_the_end,
        held.BACKWARD,
    ),
    Mutant(
        "the stage knows ratings that are still to come",
        "mediaeco.analysis.stage:_alliance",
        fault.rated_at_the_end,
        held.BACKWARD,
    ),
    Mutant(
        "attribution loses its last group",
        "mediaeco.forming.attribution:summed",
        fault.last_group_lost,
        held.LISTED,
    ),
    Mutant(
        "weights of elements are not normed",
        "mediaeco.forming.attribution:pooled_weights",
        lambda right: (
            lambda eco: (
                right(eco) * sum(item.weight for head in eco.cases for item in head.elements)
            )
        ),
        held.WEIGHTS,
    ),
    Mutant(
        "constancy counts only sessions with a purpose",
        "mediaeco.analysis.frame:is_session",
        fault.with_purpose,
        held.CONSTANT,
    ),
    Mutant(
        "channel codes are read as places in the alphabet",
        "mediaeco.ecosystem.ecosystem:Ecosystem.channels",
        fault.by_name,
        held.NAMES,
    ),
    Mutant(
        "sides go by pseudonym in place of role",
        "mediaeco.analysis.appropriation:prior_use",
        fault.by_pseudonym,
        held.PSEUDONYMS,
    ),
    Mutant(
        "the silence at the end is not counted",
        "mediaeco.analysis.silence:micros_of",
        lambda _: lambda _: -(2**62),
        held.SILENT,
    ),
    Mutant(
        "every contact lasts an hour more",
        "mediaeco.analysis.silence:_running_max",
        lambda right: lambda ends, offsets: right(ends + 3600 * SECOND, offsets),
        held.SLOWER,
    ),
    Mutant(
        "the time waited for an answer is negative",
        "mediaeco.relation.unanswered:DAY",
        lambda right: -right,
        held.WAITED,
    ),
    Mutant(
        "what an observer reports does not form",
        "mediaeco.forming.hazard:came_about",
        lambda right: lambda table: right(table) & (table.reported_by < 2),
        held.OBSERVED,
    ),
    Mutant(
        "days are counted since 1970, not since first contact",
        "mediaeco.model.table:InteractionTable.t",
        lambda _: property(lambda table: table.time / DAY),
        held.SHIFTED,
    ),
    Mutant(
        "only the first of several receivers counts",
        "mediaeco.forming.hazard:came_about",
        fault.first_receiver,
        held.COMPANY,
    ),
    Mutant(
        "days are counted by the clock on the wall",
        "mediaeco.model.table:InteractionTable.t",
        lambda right: property(lambda table: right.func(table) + table.utc_offset / 86_400),
        held.ZONES,
    ),
)
