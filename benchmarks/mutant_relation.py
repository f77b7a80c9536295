"""Relations of our own, for laws that the ready ones do not state: how a user would add some."""

from __future__ import annotations

import attrs
import numpy as np

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import ActKind, Case, ContentKind, FrameAct, Interaction, Ragged
from mediaeco.model.clock import DAY, time_of
from mediaeco.testing import laws

__all__ = [
    "ACTS_OF_ONE",
    "ATTEMPTS",
    "BREACH_ALL",
    "HALF_LIFE_DAYS",
    "HALF_LIFE_LATER",
    "HEAVIER",
    "ONE_SIDE",
    "ONE_ZONE",
    "PURPOSES_FORGOTTEN",
    "RECEIVERS_TURNED",
]

HALF_LIFE_DAYS = 30.0
_ATTEMPT = tuple(ContentKind).index(ContentKind.ATTEMPT)


def _change(case: Case, after: Case | Ecosystem, told: str) -> laws.Change:
    changed = after if isinstance(after, Ecosystem) else Ecosystem(after)
    return laws.Change(before=Ecosystem(case), after=changed, told=told)


def _one_side(case: Case, number: int) -> laws.Change:
    person = (case.therapist, case.patient)[number % 2]
    return _change(case, Ecosystem(case).without(actor=person.id), f"the {person.role} is silent")


def _acts_of_one(case: Case, number: int) -> laws.Change:
    acts = case.table.acts.values.copy()
    acts[:, 2] = number % 2
    table = attrs.evolve(case.table, acts=Ragged(acts, case.table.acts.offsets))
    return _change(
        case, attrs.evolve(case, interactions=table, clock=case.clock), "one person does all acts"
    )


def _breach_all(case: Case, _: int) -> laws.Change | None:
    if not len(case.table) or not case.elements:
        return None
    last = case.interactions[len(case.table) - 1]
    breach = Interaction(
        time=last.time,
        sender=case.therapist.id,
        receivers=(case.patient.id,),
        channel=last.channel,
        acts=tuple(FrameAct(element.id, ActKind.BREACH) for element in case.elements),
    )
    return _change(
        case,
        attrs.evolve(case, interactions=[*case.interactions, breach], clock=case.clock),
        "a last contact breaches every element",
    )


def _attempts(case: Case, _: int) -> laws.Change:
    table = attrs.evolve(case.table, content=np.full(len(case.table), _ATTEMPT))
    return _change(
        case, attrs.evolve(case, interactions=table, clock=case.clock), "no contact comes about"
    )


def _purposes_forgotten(case: Case, _: int) -> laws.Change:
    purposes = case.table.purposes
    none = Ragged(purposes.values[:0], np.zeros_like(purposes.offsets))
    table = attrs.evolve(case.table, purposes=none)
    return _change(
        case, attrs.evolve(case, interactions=table, clock=case.clock), "no purpose is recorded"
    )


def _receivers_turned(case: Case, _: int) -> laws.Change:
    receivers = case.table.receivers
    begins = np.repeat(receivers.offsets[:-1], receivers.counts)
    ends = np.repeat(receivers.offsets[1:], receivers.counts)
    turned = receivers.values[begins + ends - 1 - np.arange(len(begins))]
    table = attrs.evolve(case.table, receivers=Ragged(turned, receivers.offsets))
    return _change(
        case,
        attrs.evolve(case, interactions=table, clock=case.clock),
        "receivers are listed the other way round",
    )


def _one_zone(case: Case, _: int) -> laws.Change:
    table = attrs.evolve(case.table, utc_offset=np.zeros_like(case.table.utc_offset))
    return _change(
        case, attrs.evolve(case, interactions=table, clock=case.clock), "all clocks show UTC"
    )


def _heavier(case: Case, _: int) -> laws.Change:
    elements = [attrs.evolve(item, weight=2 * item.weight) for item in case.elements]
    return _change(
        case,
        attrs.evolve(case, interactions=case.table, elements=elements, clock=case.clock),
        "every element weighs twice as much",
    )


def _half_life_later(case: Case, _: int) -> laws.Change | None:
    """Let the last contact alone come later: what others did before has faded by half."""
    if not len(case.table):
        return None
    end = int(case.table.time[-1])

    def until(moment: int) -> Case:
        time = case.table.time.copy()
        time[-1] = moment
        told = time_of(moment, int(case.table.utc_offset[-1]), case.clock)
        return attrs.evolve(
            case,
            interactions=attrs.evolve(case.table, time=time),
            measures=(),
            observed_until=told,
            clock=case.clock,
        )

    return laws.Change(
        before=Ecosystem(until(end)),
        after=Ecosystem(until(end + round(HALF_LIFE_DAYS * DAY))),
        told="the last contact comes a half-life later",
        factor=0.5,
    )


ONE_SIDE = laws.Relation(
    name="one_side",
    statement="Where one side never sends, nothing is appropriated together.",
    change=_one_side,
    expect=laws.UNCHANGED,
)
ACTS_OF_ONE = laws.Relation(
    name="acts_of_one",
    statement="Nobody agrees with themselves.",
    change=_acts_of_one,
    expect=laws.UNCHANGED,
)
BREACH_ALL = laws.Relation(
    name="breach_all",
    statement="What is in breach is not agreed.",
    change=_breach_all,
    expect=laws.UNCHANGED,
)
ATTEMPTS = laws.Relation(
    name="attempts",
    statement="A contact that did not come about forms nothing.",
    change=_attempts,
    expect=laws.UNCHANGED,
)
RECEIVERS_TURNED = laws.Relation(
    name="receivers_turned",
    statement="Who of several is named first means nothing.",
    change=_receivers_turned,
    expect=laws.UNCHANGED,
)
ONE_ZONE = laws.Relation(
    name="one_zone",
    statement="By whose clock a moment is told means nothing for how long things take.",
    change=_one_zone,
    expect=laws.UNCHANGED,
)
PURPOSES_FORGOTTEN = laws.Relation(
    name="purposes_forgotten",
    statement="The frame does not depend on what is spoken of in it.",
    change=_purposes_forgotten,
    expect=laws.UNCHANGED,
)
HEAVIER = laws.Relation(
    name="heavier",
    statement="Weights of elements count by their proportions alone.",
    change=_heavier,
    expect=laws.UNCHANGED,
)
HALF_LIFE_LATER = laws.Relation(
    name="half_life_later",
    statement="In one half-life half of the use fades.",
    change=_half_life_later,
    expect=laws.scaled(),
)
