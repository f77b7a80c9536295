"""Appropriation moves: codes and logs are told side by side, and never mixed."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import FRAMED, LOGGED, appropriation_moves
from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import (
    ActKind,
    Actor,
    AppropriationMove,
    Case,
    FrameAct,
    Interaction,
    MoveKind,
    Ragged,
    Role,
)
from mediaeco.testing import cases, ecosystems, permute_channels, shift_time, swap_roles

KINDS = tuple(MoveKind)
HOUR = 3_600.0
lively = ecosystems(min_contacts=6, max_contacts=16, min_elements=1)


# A slow and obvious reference ------------------------------------------------------------------


def slow_threads(eco: Ecosystem, gap_hours: float) -> list[int]:
    """Thread of each contact, by walking along: an answer joins what it answers."""
    table = eco.table
    thread: list[int] = []
    bout = -1
    marks = table.marks()
    for i in range(len(table)):
        same_mark = i > 0 and marks[i] == marks[i - 1]
        near = i > 0 and table.time[i] - table.time[i - 1] <= gap_hours * 3_600e6
        if not (same_mark and (marks[i] is not None or near)):
            bout = i
        reply = int(table.reply_row[i])
        thread.append(thread[reply] if 0 <= reply < i else thread[bout] if bout < i else i)
    return thread


@given(lively | ecosystems(views=True), st.sampled_from([1.0, 12.0, 24.0]))
def test_agrees_with_the_slow_reference(eco: Ecosystem, gap_hours: float) -> None:
    moves = appropriation_moves(eco, gap_hours=gap_hours)
    rows = tuple(eco.case.interactions)
    thread = slow_threads(eco, gap_hours)
    people = [eco.case.therapist.id, eco.case.patient.id]
    offers = {channel.id: channel.purposes for channel in eco.channels}
    for s, person in enumerate(people):
        for c, channel in enumerate(eco.channels):
            mine = [i for i, r in enumerate(rows) if r.sender == person and r.channel == channel.id]
            uses = [p for i in mine for p in rows[i].purposes]
            direct, transformation, combination = moves.logged[0, s, c]
            if uses and channel.purposes:
                within = sum(p in offers[channel.id] for p in uses)
                assert direct == pytest.approx(within / len(uses))
                assert transformation == pytest.approx(1 - within / len(uses))
            else:
                assert np.isnan([direct, transformation]).all()
            on = []
            for i in mine:
                earlier = [j for j in range(i) if thread[j] == thread[i]]
                if earlier:
                    on.append(rows[earlier[-1]].channel != channel.id)
            assert (combination == pytest.approx(np.mean(on))) if on else np.isnan(combination)
            coded = Counter(
                move.kind
                for r in rows
                if r.sender == person
                for move in r.moves
                if (move.channel or r.channel) == channel.id
            )
            assert moves.coded[0, s, c].tolist() == [coded[kind] for kind in KINDS]


# Laws ------------------------------------------------------------------------------------------


@given(lively)
def test_codes_and_logs_do_not_touch_each_other(eco: Ecosystem) -> None:
    """Without codes the log shows the same; with other declared purposes the codes are the same."""
    case, table = eco.case, eco.table
    moves = appropriation_moves(eco)
    none = Ragged(np.zeros((0, 4), dtype=np.int16), np.zeros(len(table) + 1, dtype=np.int64))
    bare = Ecosystem(attrs.evolve(case, interactions=attrs.evolve(table, moves=none)))
    silent = appropriation_moves(bare)
    np.testing.assert_array_equal(silent.logged, moves.logged)
    np.testing.assert_array_equal(silent.framed, moves.framed)
    assert not silent.coded.any()
    vague = attrs.evolve(
        case,
        channels=tuple(attrs.evolve(channel, purposes=()) for channel in case.channels),
        interactions=table,
    )
    other = appropriation_moves(Ecosystem(vague))
    np.testing.assert_array_equal(other.coded, moves.coded)
    assert np.isnan(other.logged[..., :2]).all()


@given(lively)
def test_shares_are_shares_and_sum_up(eco: Ecosystem) -> None:
    moves = appropriation_moves(eco)
    logged = moves.logged[~np.isnan(moves.logged)]
    assert ((logged >= 0) & (logged <= 1)).all()
    direct, transformation = moves.logged[..., 0], moves.logged[..., 1]
    told = ~np.isnan(direct)
    assert (direct + transformation)[told] == pytest.approx(1)
    assert moves.coded.sum() <= len(eco.table.moves.values)


@given(cases(min_contacts=4, max_contacts=14), st.integers(-(10**6), 10**6))
def test_sides_swap_and_times_shift(case: Case, seconds: int) -> None:
    moves = appropriation_moves(Ecosystem(case))
    swapped = appropriation_moves(Ecosystem(swap_roles(case)))
    later = appropriation_moves(Ecosystem(shift_time(case, seconds=seconds)))
    for name in ("coded", "logged", "framed"):
        np.testing.assert_array_equal(getattr(moves, name), getattr(swapped, name)[:, ::-1])
        np.testing.assert_array_equal(getattr(moves, name), getattr(later, name))


@given(cases(min_contacts=4, max_contacts=14), st.randoms(use_true_random=False))
def test_listing_channels_in_another_order_permutes(case: Case, random: Any) -> None:
    order = list(range(len(case.channels)))
    random.shuffle(order)
    moves = appropriation_moves(Ecosystem(case))
    other = appropriation_moves(Ecosystem(permute_channels(case, order)))
    np.testing.assert_array_equal(moves.coded[:, :, order], other.coded)
    np.testing.assert_array_equal(moves.logged[:, :, order], other.logged)
    np.testing.assert_array_equal(moves.related[:, order][:, :, order], other.related)


@given(lively)
def test_the_table_tells_each_source_apart(eco: Ecosystem) -> None:
    moves = appropriation_moves(eco)
    frame = moves.to_frame()
    assert set(frame["source"].tolist()) == {"coded", "log", "frame act"}
    coded = frame["source"] == "coded"
    assert np.nansum(frame["count"][coded]) == moves.coded.sum()
    assert np.nansum(frame["count"][frame["source"] == "frame act"]) == moves.framed.sum()
    assert np.isnan(frame["share"][coded]).all()
    np.testing.assert_array_equal(
        frame["share"][frame["source"] == "log"], moves.logged.reshape(-1)
    )


# Stories ---------------------------------------------------------------------------------------


def message(hour: float, sender: str, channel: str, **more: Any) -> Interaction:
    receiver = "P" if sender == "T" else "T"
    return Interaction(
        time=hour * HOUR, sender=sender, receivers=[receiver], channel=channel, **more
    )


def told(*rows: Interaction) -> Ecosystem:
    rules = attrs.evolve(ELEMENTS["contact_rules"], channels=("email",))
    return Ecosystem(
        Case(
            id="no-whatsapp-on-sundays",
            actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)],
            channels=CHANNELS.pick("email", "instant_messaging"),
            elements=[rules, ELEMENTS["fee"]],
            purposes=list(PURPOSES.values()),
            interactions=rows,
        )
    )


def test_an_answer_over_another_channel_is_a_combination_of_who_answers() -> None:
    moves = appropriation_moves(
        told(message(0, "T", "email"), message(1, "P", "instant_messaging"))
    )
    assert moves.logged[0, 1, 1, LOGGED.index("combination")] == 1
    assert np.isnan(moves.logged[0, 0, 0, LOGGED.index("combination")])


def test_nobody_combines_over_a_long_silence() -> None:
    moves = appropriation_moves(
        told(message(0, "T", "email"), message(30, "P", "instant_messaging"))
    )
    assert np.isnan(moves.logged[..., LOGGED.index("combination")]).all()


def test_a_rule_about_channels_is_a_constraint_and_one_about_the_fee_is_none() -> None:
    moves = appropriation_moves(
        told(
            message(
                0,
                "T",
                "email",
                acts=[FrameAct("contact_rules", ActKind.PROPOSE), FrameAct("fee", ActKind.PROPOSE)],
            ),
            message(
                1,
                "P",
                "instant_messaging",
                acts=[FrameAct("contact_rules", ActKind.REJECT), FrameAct("fee", ActKind.ACCEPT)],
            ),
        )
    )
    by_side = dict(zip(FRAMED, moves.framed[0].T.tolist(), strict=True))
    assert by_side == {
        MoveKind.CONSTRAINT: [1, 0],
        MoveKind.AFFIRMATION: [0, 0],
        MoveKind.NEGATION: [0, 1],
    }
    assert not moves.coded.any()


def test_a_coded_contrast_names_the_other_channel() -> None:
    contrast = AppropriationMove(MoveKind.CONTRAST, other="email")
    moves = appropriation_moves(told(message(0, "P", "instant_messaging", moves=[contrast])))
    assert moves.coded[0, 1, 1, KINDS.index(MoveKind.CONTRAST)] == 1
    assert moves.related[0].tolist() == [[0, 0], [1, 0]]


@pytest.mark.parametrize("gap_hours", [0.0, -1.0, float("nan")])
def test_a_gap_is_above_nothing(gap_hours: float) -> None:
    with pytest.raises(InvalidCaseError, match=r"appropriation_moves\.gap_hours"):
        appropriation_moves(told(), gap_hours=gap_hours)


@given(lively)
def test_without_a_change_of_channel_nothing_is_combined(eco: Ecosystem) -> None:
    for channel in eco.channels[1:]:
        eco = eco.without(channel=channel.id)
    combined = appropriation_moves(eco).logged[..., LOGGED.index("combination")]
    assert not np.nan_to_num(combined).any()
