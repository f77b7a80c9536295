"""Adoption told as events: each level after each contact, and what came of it."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import AppropriationParameters, Level, Outcome, adoption, appropriation
from mediaeco.catalog import CHANNELS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Ints
from mediaeco.model import Actor, Case, Interaction, Role
from mediaeco.testing import cases, ecosystems, shift_time, swap_roles

DAY = 86_400.0
LEVELS = tuple(Level)
OUTCOMES = tuple(Outcome)
SETTINGS = (
    AppropriationParameters(),
    AppropriationParameters(half_use=0.5, half_life_days=5, appropriated_at=0.3),
    AppropriationParameters(appropriated_at=0.05, silence_factor=0.5, active_elsewhere=1),
)
settings_ = st.sampled_from(SETTINGS)
lively = ecosystems(min_contacts=6, max_contacts=16)


def level_by_contact(eco: Ecosystem, parameters: AppropriationParameters) -> Ints:
    """Levels as the record up to and with each contact has them; (rows, sides, channels)."""
    return np.array(
        [
            appropriation(eco.until(n + 1), parameters=parameters).level[0]
            for n in eco.table.n.tolist()
        ]
    ).reshape(-1, 2, len(eco.channels))


def unrolled(eco: Ecosystem, parameters: AppropriationParameters) -> Ints:
    """Levels by contact, rolled out of the spells; -1 where no spell says one."""
    told = adoption(eco, parameters=parameters)
    level = np.full((len(eco), 2, len(eco.channels)), -1)
    for k in range(len(told)):
        for row, n in enumerate(eco.table.n.tolist()):
            if told.first[k] <= n <= told.last[k]:
                assert level[row, told.side[k], told.channel[k]] == -1
                level[row, told.side[k], told.channel[k]] = told.level[k]
    return level


@given(lively | ecosystems(views=True), settings_)
def test_spells_part_the_contacts_by_the_level_after_each(
    eco: Ecosystem, parameters: AppropriationParameters
) -> None:
    np.testing.assert_array_equal(unrolled(eco, parameters), level_by_contact(eco, parameters))


@given(lively, settings_)
def test_events_are_first_contacts_with_a_level(
    eco: Ecosystem, parameters: AppropriationParameters
) -> None:
    told = adoption(eco, parameters=parameters)
    level = level_by_contact(eco, parameters)
    for s in range(2):
        for c in range(len(eco.channels)):
            course = [LEVELS[code] for code in level[:, s, c]]
            used = [i for i, at in enumerate(course) if at not in (Level.NONE, Level.ACCESS)]
            own = [i for i, at in enumerate(course) if at is Level.APPROPRIATED]
            left = [i for i, at in enumerate(course) if at is Level.DISAPPROPRIATED]
            back = [i for i in used if left and i > left[0] and i not in left]
            access = [i for i, at in enumerate(course) if at is not Level.NONE]
            for name, rows in (
                ("access_at", access),
                ("used_at", used),
                ("appropriated_at", own),
                ("left_at", left),
                ("returned_at", back),
            ):
                value = getattr(told, name)[0, s, c]
                assert np.isnan(value) if not rows else value == eco.table.n[rows[0]]
            rank = {
                Level.NONE: 0,
                Level.ACCESS: 1,
                Level.DISAPPROPRIATED: 2,
                Level.USE: 3,
                Level.APPROPRIATED: 4,
            }
            down = sum(rank[b] < rank[a] for a, b in itertools.pairwise(course))
            assert told.falls[0, s, c] == down
            end = course[-1]
            expected = {
                Level.NONE: Outcome.NO_ACCESS,
                Level.ACCESS: Outcome.NON_ADOPTION,
                Level.APPROPRIATED: Outcome.APPROPRIATION,
            }.get(end, Outcome.DISAPPROPRIATION if own else Outcome.NON_APPROPRIATION)
            assert OUTCOMES[told.outcome[0, s, c]] is expected


@given(lively, settings_)
def test_access_use_and_appropriation_nest_after_every_contact(
    eco: Ecosystem, parameters: AppropriationParameters
) -> None:
    """Appropriation > 0 implies use > 0 implies access, and their events come in this order."""
    told = adoption(eco, parameters=parameters)
    own, used, access = told.appropriated_at, told.used_at, told.access_at
    assert not (np.isnan(used) & ~np.isnan(own)).any()
    assert not (np.isnan(access) & ~np.isnan(used)).any()
    assert (access[~np.isnan(used)] <= used[~np.isnan(used)]).all()
    assert (used[~np.isnan(own)] <= own[~np.isnan(own)]).all()
    for n in eco.table.n.tolist():
        then = appropriation(eco.until(n + 1), parameters=parameters)
        assert (then.use[then.value > 0] > 0).all()
        assert then.access[then.use > 0].all()


@given(lively, st.integers(0, 16), settings_)
def test_contacts_to_come_change_no_event_that_was(
    eco: Ecosystem, n: int, parameters: AppropriationParameters
) -> None:
    whole, part = (adoption(e, parameters=parameters) for e in (eco, eco.until(n)))
    for name in ("access_at", "used_at", "appropriated_at", "left_at", "returned_at"):
        value = getattr(whole, name)
        np.testing.assert_array_equal(np.where(value < n, value, np.nan), getattr(part, name))
    assert (part.falls <= whole.falls).all()


@given(cases(max_contacts=16), settings_, st.integers(-(10**6), 10**6))
def test_sides_swap_and_times_shift(
    case: Case, parameters: AppropriationParameters, seconds: int
) -> None:
    told = adoption(Ecosystem(case), parameters=parameters)
    swapped = adoption(Ecosystem(swap_roles(case)), parameters=parameters)
    np.testing.assert_array_equal(told.outcome, swapped.outcome[:, ::-1])
    np.testing.assert_array_equal(told.used_at, swapped.used_at[:, ::-1])
    later = adoption(Ecosystem(shift_time(case, seconds=seconds)), parameters=parameters)
    np.testing.assert_array_equal(told.outcome, later.outcome)


# Stories ---------------------------------------------------------------------------------------


def mails_then_messages(*days: float, back: float | None = None) -> Case:
    """The patient writes mails for some days, then nothing but messages; and perhaps comes back."""
    rows: list[dict[str, Any]] = [
        {"time": day * DAY, "channel": "email", "purposes": ["sharing"]} for day in days
    ]
    rows += [{"time": (days[-1] + 5 + k) * DAY, "channel": "instant_messaging"} for k in range(8)]
    if back is not None:
        rows.append({"time": back * DAY, "channel": "email"})
    return Case(
        id="leaving",
        actors=[
            Actor(id="T", role=Role.THERAPIST, repertoire=["phone"]),
            Actor(id="P", role=Role.PATIENT),
        ],
        channels=CHANNELS.pick("email", "instant_messaging", "phone"),
        purposes=list(PURPOSES.values()),
        interactions=[Interaction(sender="P", receivers=["T"], **row) for row in rows],
    )


def test_levels_can_fall_and_rise_again() -> None:
    """The witness that levels are reversible: made one's own, left, and taken up again."""
    told = adoption(Ecosystem(mails_then_messages(0, 1, 2, 3, 4, 5, back=40)))
    frame = told.to_frame()
    mine = (frame["side"] == "patient") & (frame["channel"] == "email")
    # A single mail after five weeks is use again, but the rhythm that made it hers is lost.
    course = ["use", "appropriated", "disappropriated", "use"]
    assert frame["level"][mine].tolist() == course
    assert told.falls[0, 1, 0] == 1
    assert told.left_at[0, 1, 0] > told.appropriated_at[0, 1, 0]
    assert told.returned_at[0, 1, 0] == 14
    assert told.outcomes()["patient"]["email"] is Outcome.DISAPPROPRIATION


def test_who_leaves_what_was_never_their_own_has_not_appropriated_it() -> None:
    own = adoption(Ecosystem(mails_then_messages(0, 1, 2, 3, 4, 5)))
    tried = adoption(Ecosystem(mails_then_messages(0, 1)))
    assert own.outcomes()["patient"]["email"] is Outcome.DISAPPROPRIATION
    assert tried.outcomes()["patient"]["email"] is Outcome.NON_APPROPRIATION
    assert tried.left_at[0, 1, 0] > 0


def test_access_without_use_is_no_adoption() -> None:
    told = adoption(Ecosystem(mails_then_messages(0, 1)))
    assert told.outcomes()["therapist"] == {
        "email": Outcome.NON_ADOPTION,
        "instant_messaging": Outcome.NON_ADOPTION,
        "phone": Outcome.NON_ADOPTION,
    }
    assert told.outcomes()["patient"]["phone"] is Outcome.NO_ACCESS
    assert told.access_at[0, 0].tolist() == [0, 2, 0]
    assert np.isnan(told.used_at[0, 0]).all()


def test_before_any_contact_only_access_is_known() -> None:
    told = adoption(Ecosystem(mails_then_messages(0, 1)).until(0))
    assert len(told) == 0
    assert told.outcomes()["therapist"]["phone"] is Outcome.NON_ADOPTION
    assert told.outcomes()["patient"]["email"] is Outcome.NO_ACCESS
    assert told.summary().rows == 6
