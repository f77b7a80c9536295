from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import (
    ElementStatus,
    element_weights,
    findings,
    frame_coverage,
    frame_lifecycle,
)
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Finding,
    FindingKind,
    FrameAct,
    Interaction,
    Role,
)
from mediaeco.testing import ecosystems

STATUS = tuple(ElementStatus)
KINDS = tuple(ActKind)


# A slow and obvious reference ------------------------------------------------------------------


class Element:
    """One element of the frame: what stands, and whose proposal waits for an answer."""

    def __init__(self) -> None:
        self.status = ElementStatus.UNSET
        self.proposer: str | None = None
        self.proposed = False

    def take(self, kind: ActKind, actor: str) -> bool:
        """Do what an act does; False, and nothing changes, where the rules forbid it."""
        if kind is ActKind.PROPOSE:
            self.proposer, self.proposed = actor, True
            return True
        if kind is ActKind.RENEGOTIATE and self.status is not ElementStatus.UNSET:
            self.proposer = actor
            return True
        if kind is ActKind.ACCEPT and self.proposer not in (None, actor):
            self.status, self.proposer = ElementStatus.AGREED, None
            return True
        if kind is ActKind.REJECT and self.proposer is not None:
            self.proposer = None
            return True
        if kind is ActKind.BREACH and self.status is ElementStatus.AGREED:
            self.status = ElementStatus.BREACHED
            return True
        if kind is ActKind.REPAIR and self.status is ElementStatus.BREACHED:
            self.status = ElementStatus.AGREED
            return True
        return False


@given(ecosystems(min_contacts=8, max_contacts=20, min_elements=2, views=True))
def test_agrees_with_the_slow_reference(eco: Ecosystem) -> None:
    life = frame_lifecycle(eco)
    frame = {element.id: Element() for element in eco.elements}
    first: dict[str, int] = {}
    place = 0
    for i, row in enumerate(eco.case.interactions):
        for act in row.acts:
            element = frame[act.element]
            before = element.status
            legal = element.take(act.kind, act.actor or row.sender)
            if element.status is ElementStatus.AGREED:
                first.setdefault(act.element, i)
            assert life.row[place] == i
            assert life.n[place] == eco.table.n[i]
            assert life.elements[life.element[place]] == act.element
            assert KINDS[life.kind[place]] is act.kind
            assert STATUS[life.before[place]] is before
            assert STATUS[life.after[place]] is element.status
            assert life.legal[place] == legal
            place += 1
        weight = {
            status: sum(e.weight for e in eco.elements if frame[e.id].status is status)
            for status in ElementStatus
        }
        assert life.agreed_weight[i] == pytest.approx(weight[ElementStatus.AGREED], abs=1e-12)
        assert life.breached_weight[i] == pytest.approx(weight[ElementStatus.BREACHED], abs=1e-12)
        assert life.proposed[i] == sum(element.proposed for element in frame.values())
    assert place == len(life.row)
    for e, name in enumerate(frame):
        assert life.agreed_row[0, e] == first.get(name, -1)
        if name in first:
            assert life.agreed_at[0, e] == eco.table.n[first[name]]
        else:
            assert np.isnan(life.agreed_at[0, e])
        assert STATUS[life.status[0, e]] is frame[name].status
        assert life.pending[0, e] == (frame[name].proposer is not None)


# Laws ------------------------------------------------------------------------------------------


@given(ecosystems(min_contacts=8, max_contacts=20, min_elements=2))
def test_nobody_agrees_anything_alone(eco: Ecosystem) -> None:
    for code in range(len(eco.case.actors)):
        alone = np.arange(len(eco.case.actors)) == code
        life = frame_lifecycle(eco, actors=alone)
        assert not (life.after == 1).any()
        assert (life.agreed_row == -1).all()


@given(ecosystems(min_contacts=8, max_contacts=20, min_elements=2))
def test_agreements_come_from_two_different_actors(eco: Ecosystem) -> None:
    life = frame_lifecycle(eco)
    for k in np.flatnonzero(life.legal & (life.kind == KINDS.index(ActKind.ACCEPT))):
        mine = (life.element[:k] == life.element[k]) & life.legal[:k]
        offers = np.isin(
            life.kind[:k], [KINDS.index(ActKind.PROPOSE), KINDS.index(ActKind.RENEGOTIATE)]
        )
        last = np.flatnonzero(mine & offers)[-1]
        assert life.actor[last] != life.actor[k]


@given(ecosystems(max_contacts=20, views=True))
def test_repairs_never_outnumber_breaches(eco: Ecosystem) -> None:
    life = frame_lifecycle(eco)
    breaches = np.cumsum(life.legal & (life.kind == KINDS.index(ActKind.BREACH)))
    repairs = np.cumsum(life.legal & (life.kind == KINDS.index(ActKind.REPAIR)))
    assert (repairs <= breaches).all()


@given(ecosystems(min_contacts=8, max_contacts=20, min_elements=2, views=True))
def test_coverage_falls_at_a_breach_alone(eco: Ecosystem) -> None:
    life = frame_lifecycle(eco)
    coverage = frame_coverage(eco)
    fell = np.flatnonzero(np.diff(coverage) < -1e-12) + 1
    breached = life.row[life.legal & (life.kind == KINDS.index(ActKind.BREACH))]
    assert set(fell.tolist()) <= set(breached.tolist())


@given(ecosystems(max_contacts=20, views=True))
def test_illegal_acts_change_nothing(eco: Ecosystem) -> None:
    life = frame_lifecycle(eco)
    assert (life.before[~life.legal] == life.after[~life.legal]).all()


@given(ecosystems(max_contacts=20), st.integers(0, 20))
def test_what_was_done_does_not_depend_on_what_follows(eco: Ecosystem, n: int) -> None:
    whole, until = frame_lifecycle(eco), frame_lifecycle(eco.until(n))
    early = whole.n < n
    for name in ("row", "element", "kind", "actor", "before", "after", "legal"):
        np.testing.assert_array_equal(getattr(whole, name)[early], getattr(until, name))
    np.testing.assert_array_equal(whole.agreed_weight[:n], until.agreed_weight)


@given(ecosystems(max_contacts=20, views=True))
def test_leaving_out_everybody_leaves_no_acts(eco: Ecosystem) -> None:
    nobody = np.zeros(len(eco.case.actors), dtype=bool)
    life = frame_lifecycle(eco, actors=nobody)
    assert len(life.row) == 0
    assert not life.status.any()


@given(ecosystems(views=True))
def test_every_illegal_act_is_a_finding_and_nothing_else_is(eco: Ecosystem) -> None:
    life = frame_lifecycle(eco)
    told = [f for f in findings(eco) if f.kind is FindingKind.ILLEGAL_ACT]
    assert [f.contacts for f in told] == [(int(n),) for n in life.n[~life.legal]]
    early = [f.contacts for f in findings(eco) if f.kind is FindingKind.EARLY_REPLY]
    rows = np.arange(len(eco))
    late = eco.table.reply_row > rows
    assert early == [
        (int(eco.table.n[i]), int(eco.table.n[eco.table.reply_row[i]])) for i in rows[late]
    ]


@given(ecosystems(views=True))
def test_the_tidy_table_has_a_row_for_every_act(eco: Ecosystem) -> None:
    assert frame_lifecycle(eco).to_frame().rows == len(eco.table.acts.values)


# Stories ---------------------------------------------------------------------------------------

T, P = Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)


def told(*acts: tuple[str, str], element: str = "fee") -> Ecosystem:
    """Tell the life of one element: who did what, one act a contact."""
    rows = [
        Interaction(
            time=60 * i,
            sender=who,
            receivers=["P" if who == "T" else "T"],
            channel="email",
            acts=[FrameAct(element, ActKind(what))],
        )
        for i, (who, what) in enumerate(acts)
    ]
    return Ecosystem(
        Case(
            id="fee",
            actors=[T, P],
            channels=CHANNELS.pick("email"),
            elements=ELEMENTS.pick("fee", "place"),
            interactions=rows,
        )
    )


def statuses(eco: Ecosystem) -> list[str]:
    return [str(STATUS[code]) for code in frame_lifecycle(eco).after]


def test_a_fee_is_agreed_breached_and_agreed_anew() -> None:
    eco = told(
        ("T", "propose"),
        ("P", "accept"),
        ("P", "breach"),
        ("T", "renegotiate"),
        ("P", "accept"),
    )
    assert statuses(eco) == ["unset", "agreed", "breached", "breached", "agreed"]
    assert frame_lifecycle(eco).legal.all()
    assert element_weights(eco).tolist() == [[1.0, 1.0]]


def test_a_counter_proposal_takes_the_place_of_the_first() -> None:
    eco = told(("T", "propose"), ("P", "propose"), ("P", "accept"), ("T", "accept"))
    assert frame_lifecycle(eco).legal.tolist() == [True, True, False, True]
    assert statuses(eco)[-1] == "agreed"


def test_a_refused_proposal_cannot_be_accepted_any_more() -> None:
    eco = told(("T", "propose"), ("P", "reject"), ("P", "accept"))
    assert statuses(eco) == ["unset", "unset", "unset"]
    assert [f.text for f in findings(eco)] == ["accept of fee: no proposal was waiting"]


def test_a_repair_leaves_a_waiting_proposal_waiting() -> None:
    eco = told(
        ("T", "propose"),
        ("P", "accept"),
        ("T", "renegotiate"),
        ("P", "breach"),
        ("P", "repair"),
        ("P", "accept"),
    )
    assert frame_lifecycle(eco).legal.all()


@pytest.mark.parametrize(
    ("acts", "text"),
    [
        ([("T", "accept")], "accept of fee: no proposal was waiting"),
        (
            [("T", "propose"), ("T", "accept")],
            "accept of fee: accepted by the one who proposed it",
        ),
        ([("P", "reject")], "reject of fee: no proposal was waiting"),
        ([("P", "breach")], "breach of fee: the element was not agreed"),
        ([("T", "repair")], "repair of fee: the element was not in breach"),
        (
            [("T", "renegotiate")],
            "renegotiate of fee: nothing was agreed that could be renegotiated",
        ),
    ],
)
def test_each_forbidden_act_is_told_with_its_reason(acts: list[tuple[str, str]], text: str) -> None:
    (finding,) = findings(told(*acts))
    assert finding == Finding(kind=FindingKind.ILLEGAL_ACT, text=text, contacts=(len(acts) - 1,))


def test_in_a_recorded_session_one_contact_proposes_and_agrees() -> None:
    session = Interaction(
        time=0,
        sender="T",
        receivers=["P"],
        channel="email",
        acts=[FrameAct("fee", ActKind.PROPOSE), FrameAct("fee", ActKind.ACCEPT, "P")],
    )
    eco = Ecosystem(
        Case(
            id="session",
            actors=[T, P],
            channels=CHANNELS.pick("email"),
            elements=ELEMENTS.pick("fee"),
            interactions=[session],
        )
    )
    life = frame_lifecycle(eco)
    assert life.agreed_at.tolist() == [[0.0]]
    assert frame_coverage(eco).tolist() == [1.0]
