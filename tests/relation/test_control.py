"""Relational control: codes, transacts, domineeringness and dominance."""

from __future__ import annotations

from itertools import pairwise

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis.thread import bout_of
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.relation import CONTROL_CLASSES, relational_control
from mediaeco.testing import cases, swap_roles

UP, DOWN, ACROSS = range(3)


@st.composite
def coded_cases(draw: st.DrawFn) -> Case:
    """Cases most of whose contacts a person has coded."""
    case = draw(cases(max_contacts=14))
    count = len(case.table)
    codes = draw(st.lists(st.sampled_from((0, 1, 2, 0, 1, -1)), min_size=count, max_size=count))
    table = attrs.evolve(case.table, control=np.array(codes, dtype=np.int8))
    return attrs.evolve(case, interactions=table, clock=case.clock)


def talk_by_hand(case: Case, gap: float) -> tuple[list[tuple[int, int, int]], list[list[int]]]:
    """Transacts as (who, code, answer), and the codes of either side, read row by row."""
    names = [actor.id for actor in case.actors]
    bout = bout_of(case.table, gap).tolist()
    codes = ["one_up", "one_down", "one_across"]
    said: list[tuple[int, int, int]] = []
    by_side: list[list[int]] = [[], []]
    for k, row in enumerate(case.interactions):
        side = names.index(row.sender)
        between = side < 2 and names[1 - side] in row.receivers
        if not between or (row.content == "attempt" and row.control is None):
            continue
        code = -1 if row.control is None else codes.index(row.control)
        said.append((bout[k], side, code))
        if code >= 0:
            by_side[side].append(code)
    pairs = [
        (a[1], a[2], b[2])
        for a, b in pairwise(said)
        if a[0] == b[0] and a[1] != b[1] and a[2] >= 0 and b[2] >= 0
    ]
    return pairs, by_side


def kind(first: int, second: int) -> str:
    if first == second:
        return "symmetry"
    return "transition" if ACROSS in (first, second) else "complementarity"


@given(coded_cases(), st.sampled_from((0.01, 12.0, 1000.0)))
def test_agrees_with_the_slow_reference(case: Case, gap: float) -> None:
    control = relational_control(Ecosystem(case), gap_hours=gap)
    pairs, by_side = talk_by_hand(case, gap)
    transacts = np.zeros((2, 3, 3), dtype=int)
    for who, first, second in pairs:
        transacts[who, first, second] += 1
    np.testing.assert_array_equal(control.transacts[0], transacts)
    kinds = [kind(first, second) for _, first, second in pairs]
    assert control.classes[0].tolist() == [kinds.count(name) for name in CONTROL_CLASSES]
    for side in (0, 1):
        ups = by_side[side].count(UP)
        yielded = pairs.count((side, UP, DOWN))
        wanted = ups / len(by_side[side]) if by_side[side] else np.nan
        np.testing.assert_allclose(control.domineeringness[0, side], wanted)
        wanted = yielded / ups if ups else np.nan
        np.testing.assert_allclose(control.dominance[0, side], wanted)


@given(coded_cases())
def test_swapping_the_roles_swaps_the_sides_and_inverts_the_ratio(case: Case) -> None:
    own, other = (relational_control(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(own.transacts, other.transacts[:, ::-1])
    np.testing.assert_array_equal(own.classes, other.classes)
    np.testing.assert_array_equal(own.domineeringness, other.domineeringness[:, ::-1])
    np.testing.assert_array_equal(own.dominance, other.dominance[:, ::-1])
    if own.dominance_ratio[0] > 0:
        assert own.dominance_ratio[0] * other.dominance_ratio[0] == pytest.approx(1)


@given(coded_cases())
def test_mirroring_up_and_down_keeps_the_class(case: Case) -> None:
    mirrored = attrs.evolve(
        case.table, control=np.array([1, 0, 2, -1], dtype=np.int8)[case.table.control]
    )
    other = relational_control(
        Ecosystem(attrs.evolve(case, interactions=mirrored, clock=case.clock))
    )
    own = relational_control(Ecosystem(case))
    np.testing.assert_array_equal(own.classes, other.classes)
    np.testing.assert_array_equal(own.messages, other.messages[:, :, [1, 0, 2]])


@given(coded_cases())
def test_dominance_is_at_most_1_and_shares_make_up_all(case: Case) -> None:
    control = relational_control(Ecosystem(case))
    for share in (control.dominance, control.domineeringness, control.coded):
        there = share[~np.isnan(share)]
        assert ((there >= 0) & (there <= 1)).all()
    if control.classes.sum():
        assert control.shares.sum() == pytest.approx(1)
    assert control.classes.sum() == control.transacts.sum()


@given(coded_cases(), coded_cases())
def test_a_cohort_is_its_cases_one_after_another(first: Case, second: Case) -> None:
    pair = [
        attrs.evolve(c, id=name, interactions=c.table, clock=c.clock)
        for c, name in ((first, "one"), (second, "two"))
    ]
    both = relational_control(Ecosystem(Cohort(pair)))
    for i, case in enumerate(pair):
        own = relational_control(Ecosystem(case))
        np.testing.assert_array_equal(own.transacts[0], both.transacts[i])
        np.testing.assert_array_equal(own.dominance[0], both.dominance[i])


def test_there_are_nine_transacts_of_three_classes() -> None:
    frame = relational_control(said("T ^", "P v")).transact_frame()
    assert frame.rows == 18
    names = frame["class"].tolist()
    assert [names.count(name) / 2 for name in CONTROL_CLASSES] == [3, 2, 4]
    for first, second, name in zip(frame["first"], frame["second"], names, strict=True):
        codes = ["one_up", "one_down", "one_across"]
        assert name == kind(codes.index(first), codes.index(second))


# Stories ---------------------------------------------------------------------------------------

SIGNS = {"^": "one_up", "v": "one_down", ">": "one_across", "?": None}


def said(*told: str, minutes: float = 10) -> Ecosystem:
    """A chat, told as who spoke and how: ``"T ^"``."""
    return Ecosystem(
        Case(
            id="who-leads",
            actors=[
                Actor(id="T", role="therapist"),
                Actor(id="P", role="patient"),
                Actor(id="O", role="other"),
            ],
            channels=CHANNELS.pick("instant_messaging"),
            interactions=[
                Interaction(
                    time=k * minutes * 60,
                    sender=line[0],
                    receivers=["P" if line[0] == "T" else "T"],
                    channel="instant_messaging",
                    control=SIGNS[line[2]],
                )
                for k, line in enumerate(told)
            ],
        )
    )


def test_a_therapist_who_leads_and_a_patient_who_follows() -> None:
    control = relational_control(said("T ^", "P v", "T ^", "P v", "T >", "P ^", "T ^", "P ^"))
    assert control.dominance[0].tolist() == [2 / 3, 0]
    assert control.domineeringness[0].tolist() == [3 / 4, 2 / 4]
    assert np.isnan(control.dominance_ratio[0])  # the patient's dominance is 0
    # T^Pv and PvT^ twice and once, T>P^, PvT>, and three of one up after one up.
    assert control.classes[0].tolist() == [2, 3, 2]


def test_whom_nobody_follows_asserts_and_does_not_dominate() -> None:
    control = relational_control(said("T ^", "P ^", "T ^", "P ^"))
    assert control.domineeringness[0].tolist() == [1, 1]
    assert control.dominance[0].tolist() == [0, 0]


def test_a_second_message_by_the_same_sender_ends_the_pair_before_it() -> None:
    assert relational_control(said("T ^", "T >", "P v")).dominance[0, 0] == 0
    assert relational_control(said("T ^", "P ?", "T >", "P v")).transacts.sum() == 1
    assert relational_control(said("T ^", "O ?", "P v")).dominance[0, 0] == 1


def test_a_call_that_nobody_took_is_no_message_unless_it_is_coded() -> None:
    case = said("T ^", "P ?", "P v").case
    rows = list(case.interactions)
    rows[1] = attrs.evolve(rows[1], content="attempt")
    tried = Ecosystem(attrs.evolve(case, interactions=rows))
    assert relational_control(tried).dominance[0, 0] == 1
    assert relational_control(tried).coded[0] == 1
    rows[1] = attrs.evolve(rows[1], control="one_up")
    coded = Ecosystem(attrs.evolve(case, interactions=rows))
    assert relational_control(coded).dominance[0, 0] == 0


def test_what_is_said_after_a_long_silence_answers_nothing() -> None:
    told = said("T ^", "P v", minutes=60 * 13)
    assert relational_control(told).transacts.sum() == 0
    assert relational_control(told, gap_hours=14).transacts.sum() == 1
    assert np.isnan(relational_control(told).shares).all()


def test_nothing_coded_is_nothing_known() -> None:
    control = relational_control(said("T ?", "P ?"))
    assert control.coded.tolist() == [0]
    assert np.isnan(control.domineeringness).all()
    assert np.isnan(control.dominance).all()
    assert np.isnan(relational_control(said()).coded).all()
    assert control.to_frame()["transacts"].tolist() == [0]
    with pytest.raises(InvalidCaseError, match="gap_hours"):
        relational_control(said(), gap_hours=0)
