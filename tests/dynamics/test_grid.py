"""State-space grids, and what they say of a trajectory."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.dynamics import (
    VARIABLES,
    Axis,
    Rating,
    StateSpaceGrid,
    attractors,
    cells_of,
    grid_from_series,
    grid_measures,
    return_times,
    state_series,
    state_space_grid,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.kernels.array import Floats
from mediaeco.model import Actor, Case, Cohort, ControlCode, Interaction, Measure, Role
from mediaeco.testing import cohorts, ecosystems, permute_channels, shift_time, swap_roles

SHOWN = (
    "events",
    "visits",
    "transitions",
    "cells",
    "dispersion",
    "visit_entropy",
    "duration_entropy",
    "transition_entropy",
    "flexibility",
)
HALVES = (0.0, 0.5, 1.0)
AXES: list[Axis | str] = [
    *(name for name in VARIABLES if name != "rating"),
    Axis(of="rating", edges=HALVES),
    Axis(of="rating", edges=(0, 0.3, 0.9, 1), side="patient"),
    Axis(of="channel", side="therapist"),
    Axis(of="content", side="patient"),
]
EVENTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 6)), max_size=24)
CUTS = st.lists(st.integers(0, 24), max_size=3)


def spanned(events: list[tuple[int, int, int]], cuts: list[int]) -> StateSpaceGrid:
    length = len(events)
    return grid_from_series(
        [event[0] for event in events],
        [event[1] for event in events],
        durations=[float(event[2]) for event in events],
        trajectories=[0, *sorted(min(cut, length) for cut in cuts), length],
        states=(range(4), range(3)),
    )


GRIDS = st.builds(spanned, EVENTS, CUTS)


@given(GRIDS)
def test_durations_and_events_are_conserved(grid: StateSpaceGrid) -> None:
    count = len(grid.trajectories)
    total = np.bincount(grid.trajectory, grid.duration, count)
    np.testing.assert_allclose(grid.durations.sum(axis=(1, 2)), total)
    assert (grid.events.sum(axis=(1, 2)) == np.diff(grid.offsets)).all()
    measures = grid_measures(grid)
    np.testing.assert_allclose(measures.total, total)
    some = measures.events > 0
    assert (measures.transitions[some] == measures.visits[some] - 1).all()
    assert (measures.cells <= measures.visits).all()


@given(GRIDS)
def test_transposing_transposes_and_changes_no_measure(grid: StateSpaceGrid) -> None:
    turned = grid.transposed()
    np.testing.assert_array_equal(turned.durations, grid.durations.transpose(0, 2, 1))
    np.testing.assert_array_equal(turned.visits, grid.visits.transpose(0, 2, 1))
    own, other = grid_measures(grid), grid_measures(turned)
    for name in SHOWN:
        np.testing.assert_allclose(getattr(own, name), getattr(other, name), atol=1e-9)
    held = attractors(grid).attractor
    np.testing.assert_array_equal(attractors(turned).attractor, held.transpose(0, 2, 1))


@given(EVENTS, CUTS, st.permutations(range(4)), st.permutations(range(3)))
def test_relabelling_the_states_changes_no_measure(
    events: list[tuple[int, int, int]], cuts: list[int], across: list[int], along: list[int]
) -> None:
    own = spanned(events, cuts)
    other = spanned([(across[x], along[y], d) for x, y, d in events], cuts)
    np.testing.assert_array_equal(other.durations[:, along][:, :, across], own.durations)
    for name in SHOWN:
        np.testing.assert_allclose(
            getattr(grid_measures(own), name), getattr(grid_measures(other), name), atol=1e-9
        )
    held = attractors(other).attractor[:, along][:, :, across]
    np.testing.assert_array_equal(held, attractors(own).attractor)
    np.testing.assert_array_equal(return_times(own).duration, return_times(other).duration)


@given(EVENTS, CUTS, st.sampled_from([0.001, 0.5, 60.0, 86400.0]))
def test_another_unit_of_time_changes_only_what_has_it(
    events: list[tuple[int, int, int]], cuts: list[int], scale: float
) -> None:
    own = spanned(events, cuts)
    other = grid_from_series(
        own.x,
        own.y,
        durations=own.duration * scale,
        trajectories=own.offsets,
        states=(range(4), range(3)),
    )
    first, second = grid_measures(own), grid_measures(other)
    for name in SHOWN:
        np.testing.assert_allclose(getattr(first, name), getattr(second, name), atol=1e-9)
    np.testing.assert_allclose(first.mean_visit * scale, second.mean_visit)
    np.testing.assert_allclose(first.mean_cell_visit * scale, second.mean_cell_visit)
    np.testing.assert_allclose(first.rate / scale, second.rate)
    np.testing.assert_array_equal(attractors(own).attractor, attractors(other).attractor)
    np.testing.assert_allclose(
        return_times(own).duration * scale, return_times(other).duration, atol=1e-9
    )


@given(EVENTS, EVENTS)
def test_trajectories_end_to_end_stay_themselves(
    first: list[tuple[int, int, int]], second: list[tuple[int, int, int]]
) -> None:
    both = spanned(first + second, [len(first)])
    apart = [spanned(events, []) for events in (first, second)]
    np.testing.assert_array_equal(both.visits, np.concatenate([grid.visits for grid in apart]))
    np.testing.assert_array_equal(
        both.durations, np.concatenate([grid.durations for grid in apart])
    )
    joint = grid_measures(both)
    for name in SHOWN:
        if name != "flexibility":
            alone = np.concatenate([getattr(grid_measures(grid), name) for grid in apart])
            np.testing.assert_array_equal(getattr(joint, name), alone)
    back = [len(return_times(grid).duration) for grid in apart]
    assert np.bincount(return_times(both).trajectory, minlength=2).tolist() == back


@given(GRIDS)
def test_returns_are_visits_less_the_first_of_each_cell(grid: StateSpaceGrid) -> None:
    found = return_times(grid)
    count = len(grid.trajectories)
    visited = (grid.visits > 0).sum(axis=(1, 2))
    expected = grid.visits.sum(axis=(1, 2)) - visited
    assert np.bincount(found.trajectory, minlength=count).tolist() == expected.tolist()
    assert (found.events >= found.visits).all()
    assert (found.visits >= 1).all()
    assert (np.isnan(found.mean_duration) == (expected == 0)).all()
    for k in range(count):
        mine = found.trajectory == k
        if mine.any():
            assert found.mean_duration[k] == pytest.approx(found.duration[mine].mean())
            assert found.mean_events[k] == pytest.approx(found.events[mine].mean())
        else:
            assert np.isnan(found.mean_events[k])


@given(GRIDS)
def test_a_region_of_one_cell_is_that_cell(grid: StateSpaceGrid) -> None:
    found = return_times(grid)
    name = "2 / 1"
    own = [i for i, cell in enumerate(found.cell) if cell == name]
    region = return_times(grid, region=[("2", "1")])
    assert region.events.tolist() == found.events[own].tolist()
    np.testing.assert_array_equal(region.duration, found.duration[own])
    measures = grid_measures(grid, region=[("2", "1")])
    assert measures.region_visits.tolist() == grid.visits[:, 1, 2].tolist()


@given(GRIDS)
def test_the_whole_grid_as_a_region_is_never_left(grid: StateSpaceGrid) -> None:
    everything = np.ones(grid.shape[1:], dtype=bool)
    assert len(return_times(grid, region=everything).duration) == 0
    measures = grid_measures(grid, region=everything)
    np.testing.assert_allclose(measures.region_share[measures.total > 0], 1)


@given(GRIDS)
def test_no_cell_outside_the_attractor_lasted_longer_than_one_inside(
    grid: StateSpaceGrid,
) -> None:
    found = attractors(grid)
    for held, spent in zip(found.attractor, grid.durations, strict=True):
        if held.any():
            assert spent[held].min() > spent[~held].max(initial=-1)
            assert spent[held].min() > 0
    assert np.isnan(found.share[~found.attractor.any(axis=(1, 2))]).all()


@given(GRIDS)
def test_no_cell_outside_the_attractor_was_visited_more_often_than_one_inside(
    grid: StateSpaceGrid,
) -> None:
    found = attractors(grid, by="visits")
    for held, visits in zip(found.attractor, grid.visits, strict=True):
        if held.any():
            assert visits[held].min() > visits[~held].max(initial=0)
    spent = (grid.durations * found.attractor).sum(axis=(1, 2))
    total = grid.durations.sum(axis=(1, 2))
    told = found.attractor.any(axis=(1, 2)) & (total > 0)
    np.testing.assert_allclose(found.share[told], spent[told] / total[told])
    assert np.isnan(found.share[~told]).all()
    np.testing.assert_array_equal(
        attractors(grid.transposed(), by="visits").attractor, found.attractor.transpose(0, 2, 1)
    )


@given(EVENTS, CUTS, st.sets(st.integers(0, 23)))
def test_events_between_are_the_difference_of_places(
    events: list[tuple[int, int, int]], cuts: list[int], unknown: set[int]
) -> None:
    """Of events that were left out none is counted, though they have a place."""
    whole = return_times(spanned(events, cuts))
    np.testing.assert_array_equal(whole.events, whole.back - whole.left - 1)
    gaps = grid_from_series(
        [None if i in unknown else event[0] for i, event in enumerate(events)],
        [event[1] for event in events],
        states=(range(4), range(3)),
    )
    found = return_times(gaps)
    place = np.searchsorted(gaps.row, found.back) - np.searchsorted(gaps.row, found.left)
    np.testing.assert_array_equal(found.events, place - 1)
    assert (found.events <= found.back - found.left - 1).all()


@given(EVENTS.filter(bool))
def test_entropy_of_transitions_by_counting(events: list[tuple[int, int, int]]) -> None:
    grid = spanned(events, [])
    cells = grid.cell[grid.visit_begins].tolist()
    moves = list(pairwise(cells))
    found = float(grid_measures(grid).transition_entropy[0])
    if not moves:
        assert np.isnan(found)
        return
    expected = 0.0
    for source in set(cells[:-1]):
        out = [target for start, target in moves if start == source]
        share = [out.count(target) / len(out) for target in set(out)]
        expected -= len(out) / len(moves) * sum(p * math.log(p) for p in share)
    assert found == pytest.approx(expected, abs=1e-9)


# On a record -----------------------------------------------------------------------------------


@given(
    cohorts(max_contacts=10),
    st.sampled_from(AXES),
    st.sampled_from(AXES),
    st.sampled_from(["contact", "duration", "time"]),
)
def test_a_case_is_the_same_alone_and_in_a_cohort(
    cohort: Cohort, x: Axis | str, y: Axis | str, unit: str
) -> None:
    whole = state_space_grid(Ecosystem(cohort), x=x, y=y, unit=unit)  # type: ignore[arg-type]  # drawn from its words
    assert whole.trajectories == tuple(case.id for case in cohort)
    for i, case in enumerate(cohort):
        own = state_space_grid(Ecosystem(case), x=x, y=y, unit=unit)  # type: ignore[arg-type]  # likewise
        low, high = whole.offsets[i], whole.offsets[i + 1]
        np.testing.assert_array_equal(own.duration, whole.duration[low:high])
        for side in ("x", "y"):
            names = [getattr(own, f"{side}_states")[code] for code in getattr(own, side)]
            codes = getattr(whole, side)[low:high]
            assert names == [getattr(whole, f"{side}_states")[code] for code in codes]
        assert own.left_out[0] == whole.left_out[i]


@given(ecosystems(max_contacts=12, views=True), st.sampled_from(AXES), st.integers(0, 12))
def test_contacts_to_come_change_no_state(eco: Ecosystem, axis: Axis | str, n: int) -> None:
    # A rating given just after a contact is known by the time of the next, not before.
    past = eco.until(n)
    code = state_series(past, axis).code
    np.testing.assert_array_equal(code, state_series(eco, axis).code[: len(code)])


@given(ecosystems(max_contacts=12), st.sampled_from(AXES), st.sampled_from(AXES))
def test_shifting_all_times_changes_nothing(eco: Ecosystem, x: Axis | str, y: Axis | str) -> None:
    own = state_space_grid(eco, x=x, y=y, unit="time")
    moved = state_space_grid(
        Ecosystem(shift_time(eco.case, seconds=86400.0 * 7)), x=x, y=y, unit="time"
    )
    np.testing.assert_array_equal(own.cell, moved.cell)
    np.testing.assert_array_equal(own.duration, moved.duration)


@given(ecosystems(max_contacts=12))
def test_swapping_the_roles_transposes_the_dyadic_grid(eco: Ecosystem) -> None:
    sides = [Axis(of="channel", side=side) for side in ("therapist", "patient")]
    own = state_space_grid(eco, x=sides[0], y=sides[1])
    swapped = state_space_grid(Ecosystem(swap_roles(eco.case)), x=sides[0], y=sides[1])
    np.testing.assert_array_equal(own.transposed().durations, swapped.durations)


@given(ecosystems(min_contacts=3, max_contacts=12))
def test_dyadic_states_are_carried_forward(eco: Ecosystem) -> None:
    code = state_series(eco, Axis(of="channel", side="patient")).code
    last = -1
    for i, row in enumerate(eco.case.interactions):
        if row.sender == eco.case.actors[1].id:
            last = [channel.id for channel in eco.channels].index(row.channel)
        assert code[i] == last


@given(ecosystems(max_contacts=12))
def test_time_runs_to_the_end_of_observation(eco: Ecosystem) -> None:
    grid = state_space_grid(eco, x="channel", y="sender", unit="time")
    if len(eco.table):
        until = eco.case.observed_until
        begin = eco.case.interactions[0].time
        end = eco.case.interactions[-1].time if until is None else until
        span = end - begin  # type: ignore[operator]  # both are told by one clock
        days = span / 86400 if isinstance(span, float) else span.total_seconds() / 86400
        assert grid.duration.sum() == pytest.approx(days, abs=1e-6)


def test_a_duration_that_is_not_known_is_left_out() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    unknown = np.isnan(eco.table.duration)
    assert unknown.any()
    grid = state_space_grid(eco, x="channel", y="sender", unit="duration")
    assert grid.left_out[0] == unknown.sum()
    assert grid.duration.sum() == pytest.approx(np.nansum(eco.table.duration))


def test_permuting_channels_permutes_the_grid() -> None:
    case = read_example("broken-frame")
    own = state_space_grid(Ecosystem(case), x="channel", y="stage")
    turned = permute_channels(case, range(len(case.channels))[::-1])
    other = state_space_grid(Ecosystem(turned), x="channel", y="stage")
    assert sorted(own.durations.sum(axis=(0, 1)).tolist()) == sorted(
        other.durations.sum(axis=(0, 1)).tolist()
    )


@given(ecosystems(max_contacts=12), st.sampled_from([None, "therapist", "patient"]), st.data())
def test_relabelling_channels_permutes_the_states(
    eco: Ecosystem, side: str | None, draws: st.DataObject
) -> None:
    order = draws.draw(st.permutations(range(len(eco.channels))))
    axis = Axis(of="channel") if side is None else Axis(of="channel", side=side)
    own = state_series(eco, axis)
    turned = state_series(Ecosystem(permute_channels(eco.case, order)), axis)
    assert sorted(turned.states) == sorted(own.states)
    named, renamed = (
        [series.states[code] if code >= 0 else None for code in series.code.tolist()]
        for series in (own, turned)
    )
    assert named == renamed


def test_ratings_fall_into_the_bins_that_were_stated() -> None:
    eco = Ecosystem(read_example("first-contact"))
    series = state_series(eco, Axis(of="rating", edges=(0, 0.5, 0.8, 1), side="patient"))
    assert series.states == ("0 to below 0.5", "0.5 to below 0.8", "0.8 to 1")
    given_ = [m for m in eco.case.measures if m.rater == eco.case.actors[1].id]
    given_ = [m for m in given_ if (m.construct, m.about) == ("alliance", "")]
    assert given_, "the example has ratings of the patient"
    for row, code in zip(eco.case.interactions, series.code.tolist(), strict=True):
        known = [m.share for m in given_ if m.time <= row.time]  # type: ignore[operator]  # one clock
        if not known:
            assert code == -1
        else:
            assert code == (known[-1] >= 0.5) + (known[-1] >= 0.8)


@given(ecosystems(max_contacts=12))
def test_control_codes_are_read_as_they_were_coded(eco: Ecosystem) -> None:
    series = state_series(eco, "control")
    assert series.states == tuple(str(code) for code in ControlCode)
    coded = [row.control for row in eco.case.interactions]
    assert [series.states[c] if c >= 0 else None for c in series.code.tolist()] == coded
    codes = state_series(eco, "code")
    first = [row.codes[0] if row.codes else None for row in eco.case.interactions]
    assert [codes.states[c] if c >= 0 else None for c in codes.code.tolist()] == first


# Stories ---------------------------------------------------------------------------------------


def two_moods() -> StateSpaceGrid:
    """A warm dyad that cools once and comes back: eight minutes, one excursion of two."""
    return grid_from_series(
        ["warm", "warm", "cool", "cold", "warm"],
        ["warm", "warm", "warm", "cold", "warm"],
        durations=[3, 1, 1, 1, 2],
        states=(["cold", "cool", "warm"], ["cold", "cool", "warm"]),
        names=("therapist", "patient"),
    )


def test_one_excursion_and_the_way_back() -> None:
    grid = two_moods()
    measures = grid_measures(grid, region=[("warm", "warm"), ("cool", "warm")])
    assert measures.visits.tolist() == [4]
    assert measures.transitions.tolist() == [3]
    assert measures.cells.tolist() == [3]
    assert measures.total.tolist() == [8.0]
    assert measures.mean_visit.tolist() == [2.0]
    assert measures.mean_cell_visit.tolist() == [pytest.approx((3 + 1 + 1) / 3)]
    share = [6 / 8, 1 / 8, 1 / 8]
    assert measures.dispersion[0] == pytest.approx(1 - (9 * sum(p * p for p in share) - 1) / 8)
    assert measures.region_share.tolist() == [7 / 8]
    assert measures.region_visits.tolist() == [2]
    back = return_times(grid)
    assert back.cell == ("warm / warm",)
    assert (back.left.tolist(), back.back.tolist()) == ([1], [4])
    assert back.events.tolist() == [2]
    assert back.duration.tolist() == [2.0]
    (cell,) = np.argwhere(attractors(grid).attractor[0]).tolist()
    assert cell == [2, 2]


def test_flexibility_is_of_many_and_not_of_one() -> None:
    assert np.isnan(grid_measures(two_moods()).flexibility[0])
    grid = grid_from_series(
        list("aaaaaaab") + list("abcabcab"),
        list("uuuuuuuu") + list("uvuvuvuv"),
        trajectories=[0, 8, 16],
        states=(list("abc"), list("uv")),
    )
    rigid, flexible = grid_measures(grid).flexibility.tolist()
    assert rigid < 0 < flexible
    assert rigid == pytest.approx(-flexible)


def test_flexibility_is_the_mean_of_three_standard_scores() -> None:
    """More moves, more evenly spread, shorter stays: each counts a third."""
    cells = ["aaaa", "abab", "abcc"]
    grid = grid_from_series(
        list("".join(cells)), ["u"] * 12, trajectories=[0, 4, 8, 12], states=("abc", "u")
    )
    measures = grid_measures(grid)
    rate, stay = np.array([0, 3 / 4, 2 / 4]), np.array([4, 1, 4 / 3])
    spread = np.array([0, 1 - (3 / 2 - 1) / 2, 1 - (9 / 8 - 1) / 2])
    np.testing.assert_allclose(measures.rate, rate)
    np.testing.assert_allclose(measures.mean_cell_visit, stay)
    np.testing.assert_allclose(measures.dispersion, spread)
    z = [(part - part.mean()) / part.std(ddof=1) for part in (rate, spread, -stay)]
    np.testing.assert_allclose(measures.flexibility, sum(z) / 3)


def rated_calls(*shares: float) -> Ecosystem:
    """A call a day, and a rating by the patient at the very moment of each but the first."""
    people = [Actor(id="T", role="therapist"), Actor(id="P", role="patient")]
    return Ecosystem(
        Case(
            id="calls",
            actors=people,
            channels=CHANNELS.pick("phone"),
            interactions=[
                Interaction(time=86400.0 * i, sender="T", receivers=["P"], channel="phone")
                for i in range(len(shares) + 1)
            ],
            measures=[
                Measure(instrument="SRS", rater="P", time=86400.0 * (i + 1), value=s, low=0, high=1)
                for i, s in enumerate(shares)
            ],
        )
    )


def test_a_bin_holds_its_lower_edge_and_the_last_one_both() -> None:
    series = state_series(rated_calls(0, 0.49, 0.5, 0.9, 1), Axis(of="rating", edges=HALVES))
    assert series.code.tolist() == [-1, 0, 0, 1, 1, 1]


def test_what_has_no_state_is_left_out_and_counted() -> None:
    grid = grid_from_series(
        ["a", None, "a", "b"], [1.0, 1.0, math.nan, 2.0], durations=[1, 1, 1, math.nan]
    )
    assert grid.row.tolist() == [0]
    assert grid.left_out.tolist() == [3]
    eco = Ecosystem(read_example("broken-frame"))
    acts = state_space_grid(eco, x="act", y="channel")
    assert acts.left_out[0] == (eco.table.acts.counts == 0).sum()


def test_nothing_is_a_grid_too() -> None:
    for grid in (
        grid_from_series([], []),
        grid_from_series([], [], trajectories=[0, 0, 0], states=("ab", "uv")),
        grid_from_series([], [], trajectories=[0]),
    ):
        measures = grid_measures(grid)
        assert np.isnan(measures.dispersion).all()
        assert np.isnan(measures.mean_visit).all()
        assert not attractors(grid).attractor.any()
        assert len(return_times(grid).duration) == 0
        assert grid.to_frame().rows == int(np.prod(grid.shape))


@pytest.mark.parametrize(
    ("given_", "place"),
    [
        ({"durations": [1.0]}, "grid.durations"),
        ({"durations": [1.0, -1.0]}, "grid.durations"),
        ({"durations": [1.0, math.inf]}, "grid.durations"),
        ({"trajectories": [0, 1]}, "grid.trajectories"),
        ({"trajectories": [0, 3, 2]}, "grid.trajectories"),
        ({"trajectories": [0.0, 2.0]}, "grid.trajectories"),
        ({"states": (["a", "a", "b"], ["u"])}, "grid.states"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(given_: dict[str, object], place: str) -> None:
    with pytest.raises(InvalidCaseError, match=place):
        grid_from_series(["a", "b"], ["u", "u"], **given_)  # type: ignore[arg-type]  # wrong on purpose


def test_series_of_two_lengths_are_told() -> None:
    with pytest.raises(InvalidCaseError, match=r"grid\.y: expected 2 states"):
        grid_from_series(["a", "b"], ["u"])


def test_edges_are_for_ratings_alone() -> None:
    with pytest.raises(InvalidCaseError, match=r"Axis\.edges: expected none"):
        Axis(of="channel", edges=HALVES)


def test_states_of_several_kinds_stand_in_the_order_of_their_words() -> None:
    assert grid_from_series(["b", 2, "a"], ["u"] * 3).x_states == ("2", "a", "b")


def test_tables_say_what_was_visited() -> None:
    grid = two_moods()
    seen = grid.summary()
    assert list(zip(seen["x"], seen["y"], seen["visits"], strict=True)) == [
        ("cold", "cold", 1),
        ("cool", "warm", 1),
        ("warm", "warm", 2),
    ]
    assert seen["mean_visit"].tolist() == [1, 1, 3]
    measures = grid_measures(grid).to_frame()
    assert (measures.rows, measures["visits"].tolist()) == (1, [4])
    assert return_times(grid).to_frame()["cell"].tolist() == ["warm / warm"]
    assert attractors(grid).to_frame()["x"].tolist() == ["warm"]


def test_unknown_words_are_told() -> None:
    eco = Ecosystem(read_example("sent-away"))
    with pytest.raises(UnknownTermError, match="Did you mean 'channel'"):
        state_space_grid(eco, x="chanel")
    with pytest.raises(UnknownTermError, match="unit"):
        state_space_grid(eco, unit="minute")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(UnknownTermError, match="state"):
        grid_from_series(["a"], ["u"], states=(["b"], ["u"]))
    with pytest.raises(UnknownTermError, match="state"):
        cells_of(two_moods(), [("warm", "tepid")])
    with pytest.raises(InvalidCaseError, match="region"):
        cells_of(two_moods(), np.ones((2, 3), dtype=bool))
    for question in (grid_measures, return_times):
        with pytest.raises(UnknownTermError, match="state"):
            question(two_moods(), region=[("warm", "tepid")])
        with pytest.raises(InvalidCaseError, match="region"):
            question(two_moods(), region=np.ones((3, 3)))
    with pytest.raises(UnknownTermError, match="side"):
        Axis(of="channel", side="observer")


@pytest.mark.parametrize("edges", [(), (0.5,), (0, 0.5), (0.2, 1), (0, 1, 0.5), (0, 0.5, 0.5, 1)])
def test_ratings_are_binned_by_edges_that_somebody_stated(edges: tuple[float, ...]) -> None:
    with pytest.raises(InvalidCaseError, match=r"Axis\.edges"):
        Axis(of="rating", edges=edges)


def test_other_constructs_are_other_ratings() -> None:
    eco = Ecosystem(read_example("first-contact"))
    axis = Axis(of="rating", edges=HALVES, rating=Rating(construct="nothing rated"))
    assert (state_series(eco, axis).code == -1).all()


def test_the_roles_of_senders_are_the_states_of_sender() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    series = state_series(eco, "sender")
    assert series.states == (str(Role.THERAPIST), str(Role.PATIENT), str(Role.OTHER))
    assert (series.code == np.minimum(eco.table.sender, 2)).all()


def test_the_drop_has_a_range() -> None:
    for drop in (0.0, 1.1, math.nan):
        with pytest.raises(InvalidCaseError, match=r"attractors\.drop"):
            attractors(two_moods(), drop=drop)
    with pytest.raises(UnknownTermError, match="Did you mean 'visits'"):
        attractors(two_moods(), by="visit")  # type: ignore[arg-type]  # wrong on purpose


def scree(grid: StateSpaceGrid) -> Floats:
    return attractors(grid).heterogeneity[0]  # type: ignore[no-any-return]  # a row of it


def test_winnowing_step_by_step() -> None:
    """Durations 6, 1 and 1: heterogeneity of three cells, and of the one that is left."""
    found = scree(two_moods())
    mean = 8 / 3
    expected = ((6 - mean) ** 2 + 2 * (1 - mean) ** 2) / 3
    assert found[2] == pytest.approx(expected)
    assert found[0] == 0
    assert np.isnan(found[1]), "two cells of one duration are taken away together"
