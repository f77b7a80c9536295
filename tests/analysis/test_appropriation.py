from __future__ import annotations

import itertools
import math
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import (
    QUALITY,
    Appropriation,
    AppropriationParameters,
    Level,
    appropriation,
    appropriation_curves,
    contexts,
    parameter_table,
)
from mediaeco.catalog import CHANNELS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Actor, Case, Interaction, PriorUse, Role
from mediaeco.model.clock import DAY
from mediaeco.testing import (
    cases,
    double_in_place,
    ecosystems,
    permute_channels,
    shift_time,
    swap_roles,
)

LEVELS = tuple(Level)
SETTINGS = (
    AppropriationParameters(),
    AppropriationParameters(half_life_days=10, half_use=2, alpha=0.5),
    AppropriationParameters(
        breadth=0,
        initiative=3,
        transformation=0.5,
        regularity=0,
        embedding=1,
        bout_gap_hours=24,
        silence_factor=0.5,
        active_elsewhere=1,
        appropriated_at=0.05,
    ),
    AppropriationParameters(breadth=0, initiative=0, transformation=1, regularity=0, embedding=0),
)
settings_ = st.sampled_from(SETTINGS)


# A slow and obvious reference ------------------------------------------------------------------


def roots(eco: Ecosystem, gap_hours: float) -> list[int]:
    """Row that began each row's thread, one row after another."""
    rows = tuple(eco.case.interactions)
    time = eco.table.time.tolist()
    begin = 0
    found: list[int] = []
    for i, row in enumerate(rows):
        if i == 0:
            new = True
        elif row.context is not None or rows[i - 1].context is not None:
            new = row.context != rows[i - 1].context
        else:
            new = time[i] - time[i - 1] > gap_hours * DAY / 24
        begin = i if new else begin
        parent = int(eco.table.reply_row[i])
        if 0 <= parent < i:
            found.append(found[parent])
        else:
            found.append(i if begin == i else found[begin])
    return found


def side_of(eco: Ecosystem, side: int) -> str:
    return (eco.case.therapist, eco.case.patient)[side].id


def slow_components(
    eco: Ecosystem, side: int, channel: int, upto: int, gap_hours: float
) -> tuple[list[int], list[float]]:
    """Sendings of a side over a channel before row ``upto``, and the quality of their use."""
    rows = tuple(eco.case.interactions)
    time = eco.table.time.tolist()
    name = eco.channels[channel].id
    mine = [
        i
        for i, row in enumerate(rows[:upto])
        if row.sender == side_of(eco, side) and row.channel == name
    ]
    used = [purpose for i in mine for purpose in rows[i].purposes]
    kinds = len(eco.purposes)
    breadth = transformation = math.nan
    if kinds:
        shares = [used.count(purpose) / len(used) for purpose in set(used)]
        breadth = math.exp(-sum(p * math.log(p) for p in shares)) / kinds if used else 0.0
        spirit = eco.channels[channel].purposes
        if spirit:
            outside = [purpose for purpose in used if purpose not in spirit]
            transformation = len(outside) / len(used) if used else 0.0
    begun = roots(eco, gap_hours)
    threads = sorted({begun[i] for i in mine})
    initiative = embedding = math.nan
    if mine:
        own = [root for root in threads if rows[root].sender == side_of(eco, side)]
        initiative = len(own) / len(threads)
        embedding = sum(rows[root].channel != name for root in threads) / len(threads)
    gaps = [(time[b] - time[a]) / DAY for a, b in itertools.pairwise(mine)]
    gaps = [gap for gap in gaps if gap > 0]
    regularity = 0.0
    if len(gaps) >= 2:
        mean = sum(gaps) / len(gaps)
        spread = math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / len(gaps))
        regularity = max(0.0, 1 - spread / mean)
    return mine, [breadth, initiative, transformation, regularity, embedding]


def slow_value(
    eco: Ecosystem,
    side: int,
    channel: int,
    upto: int,
    now: int,
    parameters: AppropriationParameters,
) -> dict[str, Any]:
    """Everything about one side and channel from the rows before ``upto``, at a moment."""
    mine, components = slow_components(eco, side, channel, upto, parameters.bout_gap_hours)
    actor = (eco.case.therapist, eco.case.patient)[side]
    name = eco.channels[channel].id
    time = eco.table.time.tolist()
    half = parameters.half_life_days
    sent = sum(1.0 if half is None else 2 ** (-(now - time[i]) / DAY / half) for i in mine)
    amount = sent + actor.prior_counts.get(name, 0.0)
    use = amount / (amount + parameters.half_use)
    weighed = [
        (weight, part)
        for weight, part in zip(parameters.weights, components, strict=True)
        if not math.isnan(part)
    ]
    total = sum(weight for weight, _ in weighed)
    quality = sum(weight * part for weight, part in weighed) / total if total else 0.0
    return {
        "sends": len(mine),
        "use": use,
        "components": components if mine else [math.nan] * 5,
        "quality": quality if mine else math.nan,
        "value": use**parameters.alpha * quality if mine else 0.0,
    }


def slow_level(
    eco: Ecosystem, side: int, channel: int, value: float, parameters: AppropriationParameters
) -> Level:
    rows = tuple(eco.case.interactions)
    actor = (eco.case.therapist, eco.case.patient)[side]
    name = eco.channels[channel].id
    time = eco.table.time.tolist()
    mine = [i for i, r in enumerate(rows) if r.sender == actor.id and r.channel == name]
    if not mine:
        heard = any(actor.id in row.receivers and row.channel == name for row in rows)
        known = name in actor.repertoire or actor.prior_counts.get(name, 0) > 0
        return Level.ACCESS if heard or known else Level.NONE

    gaps = [time[b] - time[a] for a, b in itertools.pairwise(mine)]
    gaps = [gap for gap in gaps if gap > 0]
    since = time[-1] - time[mine[-1]]
    elsewhere = sum(row.sender == actor.id for row in rows[mine[-1] + 1 :])
    if gaps and elsewhere >= parameters.active_elsewhere:
        mean = sum(gaps) / len(gaps)
        if since / DAY > parameters.silence_factor * (mean / DAY) * (1 + 1e-12):
            return Level.DISAPPROPRIATED
    return Level.APPROPRIATED if value >= parameters.appropriated_at else Level.USE


@given(ecosystems(min_contacts=1, max_contacts=16, views=True), settings_)
def test_agrees_with_the_slow_reference(
    eco: Ecosystem, parameters: AppropriationParameters
) -> None:
    own = appropriation(eco, parameters=parameters)
    now = int(eco.table.time[-1]) if len(eco) else 0
    for side in range(2):
        for c in range(len(eco.channels)):
            slow = slow_value(eco, side, c, len(eco), now, parameters)
            at = (0, side, c)
            assert own.sends[at] == slow["sends"]
            np.testing.assert_allclose(own.components[at], slow["components"], atol=1e-9)
            assert own.use[at] == pytest.approx(slow["use"])
            assert own.quality[at] == pytest.approx(slow["quality"], nan_ok=True, abs=1e-9)
            assert own.value[at] == pytest.approx(slow["value"], abs=1e-9)
            if abs(slow["value"] - parameters.appropriated_at) > 1e-9:
                level = slow_level(eco, side, c, slow["value"], parameters)
                assert LEVELS[own.level[at]] is level


@given(ecosystems(min_contacts=1, max_contacts=10, views=True), settings_)
def test_before_each_contact_agrees_with_the_slow_reference(
    eco: Ecosystem, parameters: AppropriationParameters
) -> None:
    own = appropriation(eco, parameters=parameters)
    for row in range(len(eco)):
        for side in range(2):
            channel, now = int(eco.table.channel[row]), int(eco.table.time[row])
            slow = slow_value(eco, side, channel, row, now, parameters)
            assert own.before[side, row] == pytest.approx(slow["value"], abs=1e-9)


# Laws ------------------------------------------------------------------------------------------


def same(first: Appropriation, second: Appropriation) -> None:
    for field in attrs.fields(Appropriation):
        one, two = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, np.ndarray):
            np.testing.assert_allclose(one, two, atol=1e-12, err_msg=field.name)


@given(ecosystems(max_contacts=20, views=True), settings_)
def test_appropriation_needs_use_and_use_needs_access(
    eco: Ecosystem, parameters: AppropriationParameters
) -> None:
    own = appropriation(eco, parameters=parameters)
    assert own.use[own.value > 0].all()
    assert own.access[own.use > 0].all()
    assert (own.access >= (own.sends > 0)).all()
    levels = own.level
    assert ((levels == LEVELS.index(Level.NONE)) == ~own.access).all()
    assert own.sends[levels >= LEVELS.index(Level.USE)].all()


@given(ecosystems(max_contacts=20, views=True), settings_)
def test_everything_stays_in_its_range(eco: Ecosystem, parameters: AppropriationParameters) -> None:
    own = appropriation(eco, parameters=parameters)
    for values in (own.value, own.use, own.joint, own.before, own.joint_before):
        assert ((values >= 0) & (values < 1)).all()
    parts = own.components[~np.isnan(own.components)]
    assert ((parts >= 0) & (parts <= 1)).all()
    assert (np.isnan(own.quality) == (own.sends == 0)).all()


@given(cases(max_contacts=20), st.integers(-(10**7), 10**7), settings_)
def test_shifting_all_times_changes_nothing(
    case: Case, seconds: int, parameters: AppropriationParameters
) -> None:
    same(
        appropriation(Ecosystem(shift_time(case, seconds=seconds)), parameters=parameters),
        appropriation(Ecosystem(case), parameters=parameters),
    )


@given(cases(min_contacts=1, max_contacts=20), settings_)
def test_doubling_in_place_never_lowers_appropriation(
    case: Case, parameters: AppropriationParameters
) -> None:
    once = appropriation(Ecosystem(case), parameters=parameters)
    twice = appropriation(Ecosystem(double_in_place(case)), parameters=parameters)
    assert (twice.value >= once.value - 1e-9).all()
    np.testing.assert_allclose(twice.components, once.components, atol=1e-9)
    assert (twice.sends == 2 * once.sends).all()


@given(cases(max_contacts=20), settings_)
def test_swapping_the_roles_swaps_the_sides(
    case: Case, parameters: AppropriationParameters
) -> None:
    own = appropriation(Ecosystem(case), parameters=parameters)
    swapped = appropriation(Ecosystem(swap_roles(case)), parameters=parameters)
    for name in ("access", "sends", "use", "quality", "value", "components", "level"):
        np.testing.assert_array_equal(getattr(swapped, name), getattr(own, name)[:, ::-1])
    np.testing.assert_array_equal(swapped.before, own.before[::-1])
    np.testing.assert_array_equal(swapped.joint, own.joint)
    np.testing.assert_array_equal(swapped.joint_before, own.joint_before)


@given(ecosystems(max_contacts=20), settings_)
def test_co_appropriation_lies_between_the_two(
    eco: Ecosystem, parameters: AppropriationParameters
) -> None:
    own = appropriation(eco, parameters=parameters)
    low, high = own.value.min(axis=1), own.value.max(axis=1)
    assert (own.joint >= low - 1e-15).all()
    assert (own.joint <= high + 1e-15).all()
    assert not own.joint[low == 0].any()


@given(ecosystems(min_contacts=1, max_contacts=20), settings_, st.data())
def test_before_a_contact_is_what_the_record_until_then_says(
    eco: Ecosystem, parameters: AppropriationParameters, data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, len(eco) - 1))
    whole = appropriation(eco, parameters=parameters)
    before = appropriation(eco.until(n), parameters=parameters)
    np.testing.assert_allclose(whole.before[:, :n], before.before, atol=1e-12)
    if parameters.half_life_days is None:
        channel = eco.table.channel[n]
        np.testing.assert_allclose(whole.before[:, n], before.value[0, :, channel], atol=1e-12)
        assert whole.joint_before[n] == pytest.approx(before.joint[0, channel])


@given(ecosystems(min_contacts=1, max_contacts=20), settings_)
def test_the_last_value_of_a_curve_is_the_value_at_the_end(
    eco: Ecosystem, parameters: AppropriationParameters
) -> None:
    own = appropriation(eco, parameters=parameters)
    curves = appropriation_curves(eco, parameters=parameters)
    np.testing.assert_allclose(curves.value[-1], own.value[0], atol=1e-12)
    np.testing.assert_allclose(curves.joint[-1], own.joint[0], atol=1e-12)


@given(ecosystems(max_contacts=20), settings_, st.integers(0, 20))
def test_a_curve_does_not_see_what_is_to_come(
    eco: Ecosystem, parameters: AppropriationParameters, n: int
) -> None:
    whole = appropriation_curves(eco, parameters=parameters)
    until = appropriation_curves(eco.until(n), parameters=parameters)
    np.testing.assert_allclose(whole.value[:n], until.value, atol=1e-12)


@given(cases(min_contacts=1), st.randoms(use_true_random=False))
def test_the_order_in_which_channels_are_listed_does_not_matter(case: Case, random: Any) -> None:
    order = list(range(len(case.channels)))
    random.shuffle(order)
    own = appropriation(Ecosystem(case))
    permuted = appropriation(Ecosystem(permute_channels(case, order)))
    np.testing.assert_allclose(permuted.value, own.value[:, :, order], atol=1e-15)
    np.testing.assert_allclose(permuted.joint_before, own.joint_before, atol=1e-15)


@given(ecosystems(max_contacts=20, views=True))
def test_the_tidy_table_says_what_the_arrays_say(eco: Ecosystem) -> None:
    own = appropriation(eco)
    table = own.to_frame()
    assert table.rows == 2 * len(eco.channels)
    np.testing.assert_array_equal(table["appropriation"], own.value.ravel())
    for i in range(table.rows):
        side, channel = str(table["side"][i]), str(table["channel"][i])
        assert table["level"][i] == own.levels()[side][channel]


# Stories ---------------------------------------------------------------------------------------

T, P = Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)
HOUR, WEEK = 3_600, 7 * 86_400


def message(time: float, sender: str, channel: str, **more: Any) -> Interaction:
    receiver = "P" if sender == "T" else "T"
    return Interaction(time=time, sender=sender, receivers=[receiver], channel=channel, **more)


def told(rows: list[Interaction], *, people: tuple[Actor, ...] = (T, P)) -> Ecosystem:
    return Ecosystem(
        Case(
            id="story",
            actors=people,
            channels=CHANNELS.pick("email", "video_call", "phone"),
            purposes=PURPOSES.pick("scheduling", "containment"),
            interactions=rows,
        )
    )


def test_weekly_mails_begun_by_one_side() -> None:
    rows = [message(k * WEEK, "P", "email", purposes=["containment"]) for k in range(5)]
    own = appropriation(told(rows))
    patient = own.components[0, 1, 0]
    # One of two purposes, all begun by her, outside what e-mail was offered for, like a clock.
    assert dict(zip(QUALITY, patient.tolist(), strict=True)) == pytest.approx(
        {
            "breadth": 0.5,
            "initiative": 1.0,
            "transformation": 1.0,
            "regularity": 1.0,
            "embedding": 0.0,
        }
    )
    assert own.use[0, 1, 0] == pytest.approx(5 / 10)
    assert own.value[0, 1, 0] == pytest.approx(0.5 * 3.5 / 5)
    assert own.levels() == {
        "therapist": {"email": Level.ACCESS, "video_call": Level.NONE, "phone": Level.NONE},
        "patient": {"email": Level.APPROPRIATED, "video_call": Level.NONE, "phone": Level.NONE},
    }


def test_hourly_messages_are_perfectly_regular() -> None:
    own = appropriation(told([message(k * HOUR, "T", "email") for k in range(40)]))
    assert own.components[0, 0, 0, QUALITY.index("regularity")] == 1.0


def test_a_channel_is_left_for_another() -> None:
    mails = [message(k * HOUR, "P", "email") for k in range(3)]
    calls = [message((30 + k) * HOUR, "P", "phone") for k in range(3)]
    assert appropriation(told(mails + calls)).levels()["patient"]["email"] is Level.DISAPPROPRIATED
    # Two contacts elsewhere are not enough to say so.
    left = appropriation(told(mails + calls[:2])).levels()["patient"]["email"]
    assert left is not Level.DISAPPROPRIATED


def test_a_silence_of_exactly_four_mean_gaps_does_not_leave_a_channel() -> None:
    mails = [message(k * 86_400, "P", "email") for k in range(3)]

    def level(days: int) -> Level:
        calls = [message(days * 86_400 - k * HOUR, "P", "phone") for k in (2, 1, 0)]
        return appropriation(told(mails + calls)).levels()["patient"]["email"]

    assert level(6) is not Level.DISAPPROPRIATED
    assert level(7) is Level.DISAPPROPRIATED


def test_a_thread_carried_over_from_another_channel_is_embedded() -> None:
    rows = [
        message(0, "T", "email", id="question"),
        message(3 * WEEK, "P", "phone", reply_to="question"),
    ]
    own = appropriation(told(rows))
    initiative, embedding = own.components[0, 1, 2, [1, 4]]
    assert (initiative, embedding) == (0.0, 1.0)


def test_what_was_used_before_the_therapy_counts_as_use_but_not_as_appropriation() -> None:
    patient = attrs.evolve(P, prior=[PriorUse("phone", 5)], repertoire=["video_call"])
    own = appropriation(told([], people=(T, patient)))
    assert own.use[0, 1].tolist() == [0, 0, 0.5]
    assert not own.value.any()
    assert list(own.levels()["patient"].values()) == [Level.NONE, Level.ACCESS, Level.ACCESS]


def test_a_half_life_lets_use_fade_with_silence() -> None:
    rows = [message(0, "P", "email"), message(WEEK, "T", "phone")]
    own = appropriation(told(rows), parameters=AppropriationParameters(half_life_days=7))
    assert own.use[0, 1, 0] == pytest.approx(0.5 / 5.5)


def test_an_empty_case_has_values_and_no_warnings() -> None:
    own = appropriation(told([]))
    assert own.value.shape == (1, 2, 3)
    assert not own.value.any()
    assert np.isnan(own.quality).all()
    assert own.before.shape == (2, 0)
    assert appropriation_curves(told([])).value.shape == (0, 2, 3)


def test_threads_follow_the_silence_that_the_settings_name() -> None:
    rows = [message(0, "T", "email"), message(20 * HOUR, "P", "email")]
    apart = appropriation(told(rows))
    joined = appropriation(told(rows), parameters=AppropriationParameters(bout_gap_hours=24))
    assert apart.components[0, 1, 0, 1] == 1.0
    assert joined.components[0, 1, 0, 1] == 0.0
    assert len(contexts(told(rows), gap_hours=24)) == 1


def test_settings_that_weigh_nothing_are_refused() -> None:
    with pytest.raises(InvalidCaseError, match="one is above 0"):
        AppropriationParameters(
            breadth=0, initiative=0, transformation=0, regularity=0, embedding=0
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("half_use", 0),
        ("half_life_days", 0),
        ("alpha", 0),
        ("breadth", -1),
        ("appropriated_at", 1.5),
        ("silence_factor", 0),
        ("active_elsewhere", 0),
        ("bout_gap_hours", float("nan")),
    ],
)
def test_settings_outside_their_bounds_are_refused(name: str, value: float) -> None:
    with pytest.raises(InvalidCaseError, match=name):
        AppropriationParameters(**{name: value})


def test_every_setting_is_explained() -> None:
    table = parameter_table(AppropriationParameters())
    assert table.rows == len(attrs.fields(AppropriationParameters))
    assert all(table["meaning"])
    assert dict(zip(table["parameter"], table["value"], strict=True))["half_life_days"] == "none"
