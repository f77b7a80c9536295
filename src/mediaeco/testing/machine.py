"""A therapy played contact by contact, for invariants of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from hypothesis.strategies import SearchStrategy

from mediaeco.analysis import ElementStatus, frame_coverage, frame_lifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Channel,
    ContentKind,
    FrameAct,
    FrameElement,
    Interaction,
    Measure,
    Origin,
    Purpose,
    Role,
    RuptureKind,
)
from mediaeco.testing.act import FrameLife
from mediaeco.testing.bound import Keywords
from mediaeco.testing.vocabulary import CHANNEL_POOL, ELEMENT_POOL, PSEUDONYMS, PURPOSE_POOL

__all__ = ["TherapyMachine"]

_HOUR = 3600.0
_DAY = 24 * _HOUR
_SESSION = 3000.0
_SIDES = (Role.THERAPIST, Role.PATIENT)
_OTHER = {Role.THERAPIST: Role.PATIENT, Role.PATIENT: Role.THERAPIST}
_STATUS = {None: ElementStatus.UNSET, True: ElementStatus.AGREED, False: ElementStatus.BREACHED}
_PROPOSALS = (ActKind.PROPOSE, ActKind.RENEGOTIATE)
_PLACES = tuple(ElementStatus)
_ROLE_OF = {PSEUDONYMS[role]: role for role in _SIDES}


def _one_of(listed: Callable[[Any], Sequence[str]]) -> SearchStrategy[str]:
    """Draw one of what the machine has at the time."""
    machine: SearchStrategy[Any] = st.runner()
    return machine.flatmap(lambda own: st.sampled_from(tuple(listed(own))))


_BY = st.sampled_from([str(role) for role in _SIDES])
_CHANNEL = _one_of(lambda own: [channel.id for channel in own.channels])
_WRITTEN = _one_of(lambda own: own.written)
_LIVE = _one_of(lambda own: own.live)
_PURPOSE = _one_of(lambda own: [purpose.id for purpose in own.purposes] or [""])
_ELEMENT = _one_of(lambda own: [element.id for element in own.elements])
_WAITING = _one_of(lambda own: own.waiting)
_AGREED = _one_of(lambda own: own.agreed)
_BREACHED = _one_of(lambda own: own.breached)
_SETTLED = _one_of(lambda own: [*own.agreed, *own.breached])
_RUPTURE = st.sampled_from([str(kind) for kind in RuptureKind])


def _demand(right: bool, what: str) -> None:
    """Fail as an assertion does, also where Python runs without them."""
    if not right:
        raise AssertionError(f"expected {what}")


class TherapyMachine(RuleBasedStateMachine):
    """A therapy that Hypothesis plays, step by step, under the rules of the frame's lifecycle.

    Two people write, call, propose, accept, reject, breach, repair, renegotiate, rupture, mend,
    rate and are silent, an hour from contact to contact; what cannot happen is never tried (nobody
    accepts what nobody else proposed). Subclass it, add an ``@invariant()`` that speaks of
    ``self.case`` or ``self.eco``, and let pytest run ``TestCase``: where the invariant can be
    broken, the steps that break it are printed, as few as there are.

    Attributes
    ----------
    channels, elements, purposes
        What the therapy may speak of; a subclass may set its own, one channel at least.
    agreed, breached, waiting
        Ids of the elements that stand so by the machine's own record, which is kept beside the
        case and not read from it.

    Notes
    -----
    When a play ends, the machine holds it against the library: contacts stand in order; coverage of
    the frame lies within 0 and 1; what is agreed was proposed by one side and accepted by the
    other; `mediaeco.analysis.frame_lifecycle` finds no act illegal, and after each act the element
    where the machine put it. This is not an ``@invariant()``, which would be printed after each
    step.

    Examples
    --------
    >>> from hypothesis import settings
    >>> from hypothesis.stateful import invariant, run_state_machine_as_test
    >>> class Mine(TherapyMachine):
    ...     @invariant()
    ...     def acts_come_with_contacts(self) -> None:
    ...         acts = sum(len(row.acts) for row in self.case.interactions)
    ...         assert acts <= len(self.eco)
    >>> run_state_machine_as_test(Mine, settings=settings(max_examples=5, stateful_step_count=8))
    """

    channels: ClassVar[Sequence[Channel]] = CHANNEL_POOL[:3]
    elements: ClassVar[Sequence[FrameElement]] = ELEMENT_POOL[:3]
    purposes: ClassVar[Sequence[Purpose]] = PURPOSE_POOL[:3]

    def __init__(self) -> None:
        super().__init__()
        keywords = Keywords(type(self).__name__)
        keywords.several("channels", self.channels, Channel, 1)
        keywords.several("elements", self.elements, FrameElement)
        keywords.several("purposes", self.purposes, Purpose)
        keywords.settle()
        self._now = 0.0
        self._rows: list[Interaction] = []
        self._ratings: list[Measure] = []
        self._life = FrameLife()
        self._stood: list[ElementStatus] = []  # each element after each act upon it
        self._eco: Ecosystem | None = None

    @property
    def eco(self) -> Ecosystem:
        """The ecosystem so far."""
        if self._eco is None:
            case = Case(
                id="played",
                actors=[Actor(id=PSEUDONYMS[role], role=role) for role in _SIDES],
                channels=self.channels,
                elements=self.elements,
                purposes=self.purposes,
                interactions=self._rows,
                measures=self._ratings,
                observed_until=self._now,
                origin=Origin.SIMULATED,
            )
            self._eco = Ecosystem(case)
        return self._eco

    @property
    def case(self) -> Case:
        """The case so far."""
        return self.eco.case

    @property
    def agreed(self) -> list[str]:
        """Elements that are agreed."""
        return [name for name, stands in self._life.agreed.items() if stands]

    @property
    def breached(self) -> list[str]:
        """Elements that are in breach."""
        return [name for name, stands in self._life.agreed.items() if not stands]

    @property
    def waiting(self) -> list[str]:
        """Elements whose last proposal nobody has answered yet."""
        return list(self._life.waiting)

    @property
    def live(self) -> list[str]:
        """Channels over which both sides are present at once."""
        return [channel.id for channel in self.channels if channel.live]

    @property
    def written(self) -> list[str]:
        """Channels over which a message waits for its reader."""
        return [channel.id for channel in self.channels if not channel.live]

    def contact(self, by: str, channel: str, **told: Any) -> None:
        """Let one side contact the other, an hour after what was before.

        Parameters
        ----------
        by
            Role of the sender.
        channel
            Id of the channel.
        **told
            Further fields of `mediaeco.model.Interaction`.
        """
        sender, receiver = PSEUDONYMS[Role(by)], PSEUDONYMS[_OTHER[Role(by)]]
        if channel in self.live:
            told = {"content": ContentKind.LIVE_TALK, "duration": _SESSION} | told
        self._rows.append(
            Interaction(
                time=self._now, sender=sender, receivers=[receiver], channel=channel, **told
            )
        )
        self._now += _HOUR
        self._eco = None

    def act(self, kind: ActKind, by: str, channel: str, element: str) -> None:
        """Let one side do something to an element of the frame, in a contact of its own."""
        self._life.apply(kind, element, PSEUDONYMS[Role(by)])
        self._stood.append(_STATUS[self._life.agreed.get(element)])
        self.contact(by, channel, acts=[FrameAct(element, kind)])

    def other_than_proposer(self, element: str) -> str:
        """Role of the one who can accept the proposal that waits."""
        return str(_OTHER[_ROLE_OF[self._life.waiting[element]]])

    @precondition(lambda self: self.written)
    @rule(by=_BY, channel=_WRITTEN, purpose=_PURPOSE)
    def write(self, by: str, channel: str, purpose: str) -> None:
        """Write."""
        self.contact(by, channel, purposes=[purpose] if purpose else [])

    @precondition(lambda self: self.live)
    @rule(by=_BY, channel=_LIVE)
    def call(self, by: str, channel: str) -> None:
        """Call, and be answered: a session."""
        self.contact(by, channel)

    @precondition(lambda self: self.live)
    @rule(by=_BY, channel=_LIVE)
    def call_in_vain(self, by: str, channel: str) -> None:
        """Call, and not be answered."""
        self.contact(by, channel, content=ContentKind.ATTEMPT, duration=None)

    @precondition(lambda self: self._rows)
    @rule(channel=_CHANNEL)
    def answer(self, channel: str) -> None:
        """Answer the last contact."""
        by = _OTHER[_ROLE_OF[self._rows[-1].sender]]
        self.contact(by, channel, reply_to=str(len(self._rows) - 1))

    @precondition(lambda self: self.elements)
    @rule(by=_BY, channel=_CHANNEL, element=_ELEMENT)
    def propose(self, by: str, channel: str, element: str) -> None:
        """Propose an element; a proposal that waits gives way to it."""
        self.act(ActKind.PROPOSE, by, channel, element)

    @precondition(lambda self: self.waiting)
    @rule(channel=_CHANNEL, element=_WAITING)
    def accept(self, channel: str, element: str) -> None:
        """Accept what the other side proposed."""
        self.act(ActKind.ACCEPT, self.other_than_proposer(element), channel, element)

    @precondition(lambda self: self.waiting)
    @rule(by=_BY, channel=_CHANNEL, element=_WAITING)
    def reject(self, by: str, channel: str, element: str) -> None:
        """Reject a proposal, or take one's own back."""
        self.act(ActKind.REJECT, by, channel, element)

    @precondition(lambda self: self.agreed)
    @rule(by=_BY, channel=_CHANNEL, element=_AGREED)
    def breach(self, by: str, channel: str, element: str) -> None:
        """Breach what was agreed."""
        self.act(ActKind.BREACH, by, channel, element)

    @precondition(lambda self: self.breached)
    @rule(by=_BY, channel=_CHANNEL, element=_BREACHED)
    def repair(self, by: str, channel: str, element: str) -> None:
        """Repair a breach."""
        self.act(ActKind.REPAIR, by, channel, element)

    @precondition(lambda self: self._life.agreed)
    @rule(by=_BY, channel=_CHANNEL, element=_SETTLED)
    def renegotiate(self, by: str, channel: str, element: str) -> None:
        """Propose anew what was agreed once."""
        self.act(ActKind.RENEGOTIATE, by, channel, element)

    @rule(by=_BY, channel=_CHANNEL, kind=_RUPTURE)
    def rupture(self, by: str, channel: str, kind: str) -> None:
        """Contact each other with a rupture in it."""
        self.contact(by, channel, rupture=kind)

    @rule(by=_BY, channel=_CHANNEL, kind=_RUPTURE)
    def mend(self, by: str, channel: str, kind: str) -> None:
        """Contact each other and mend a rupture."""
        self.contact(by, channel, repair=kind)

    @rule(by=_BY, value=st.integers(1, 5))
    def rate(self, by: str, value: int) -> None:
        """Rate the alliance."""
        self._ratings.append(
            Measure(
                instrument="WAI-SR",
                rater=PSEUDONYMS[Role(by)],
                time=self._now,
                value=value,
                low=1,
                high=5,
            )
        )
        self._eco = None

    # Hypothesis puts the rule with the fewest arguments first and shrinks toward it; steps in its
    # way are only left out if it can always be played.
    @rule()
    def wait(self) -> None:
        """Let a day go by."""
        self._now += _DAY
        self._eco = None

    @rule(days=st.sampled_from([7, 45]))
    def be_silent(self, days: int) -> None:
        """Let more days go by."""
        self._now += days * _DAY
        self._eco = None

    def teardown(self) -> None:
        """Hold what was played against what the library makes of it, once, at the end."""
        eco = self.eco
        life = frame_lifecycle(eco)
        coverage = frame_coverage(eco)
        _demand(eco.table.n.tolist() == list(range(len(self._rows))), "every contact")
        _demand(bool((eco.table.time[1:] > eco.table.time[:-1]).all()), "contacts in order")
        within = (coverage >= 0) & (coverage <= 1) | np.isnan(coverage)
        _demand(bool(within.all()), "coverage within 0 and 1")
        _demand(bool(life.legal.all()), "legal acts alone")
        _demand([_PLACES[code] for code in life.after] == self._stood, "elements as they stood")
        waits = [self.elements[k].id for k in np.flatnonzero(life.pending[0]).tolist()]
        _demand(set(waits) == set(self.waiting), "proposals as they wait")
        for element in self.agreed:
            self._check_that_it_took_two(element)

    def _check_that_it_took_two(self, element: str) -> None:
        """What stands agreed was last proposed by one side and accepted by the other."""
        asked = ""
        for row in self._rows:
            for act in row.acts:
                if act.element == element and act.kind in _PROPOSALS:
                    asked = row.sender
                if act.element == element and act.kind is ActKind.ACCEPT:
                    _demand(asked not in ("", row.sender), "a proposal of the other side")
