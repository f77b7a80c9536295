"""Two who move one another, and the minimal model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from mediaeco.dynamics import (
    DyadParameters,
    MinimalModel,
    PersonParameters,
    rest_states,
    simulate_dyad_ode,
    simulate_linearised,
    simulate_minimal_model,
)
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats

PEOPLE = st.builds(
    PersonParameters,
    inertia=st.floats(-3, -0.1),
    alone=st.floats(-2, 2),
    influence=st.floats(-3, 3),
)
DYADS = st.builds(DyadParameters, therapist=PEOPLE, patient=PEOPLE)
INSIDE = st.tuples(st.floats(-1, 1), st.floats(-1, 1))


def alike(influence: float) -> DyadParameters:
    one = PersonParameters(inertia=-1, alone=0, influence=influence)
    return DyadParameters(therapist=one, patient=one)


@given(DYADS, INSIDE)
def test_states_stay_in_the_box(dyad: DyadParameters, start: tuple[float, float]) -> None:
    bounds = dyad.therapist.bound, dyad.patient.bound
    first = (start[0] * bounds[0], start[1] * bounds[1])
    found = simulate_dyad_ode(dyad, start=first, until=10, step=0.05)
    assert np.abs(found.therapist).max() <= bounds[0] * (1 + 1e-9) + 1e-12
    assert np.abs(found.patient).max() <= bounds[1] * (1 + 1e-9) + 1e-12


@given(DYADS, INSIDE)
def test_who_starts_outside_the_box_comes_nearer(
    dyad: DyadParameters, start: tuple[float, float]
) -> None:
    first = (dyad.therapist.bound + 5 + start[0], -dyad.patient.bound - 5 + start[1])
    found = simulate_dyad_ode(dyad, start=first, until=4, step=0.05)
    for path, bound in (
        (found.therapist, dyad.therapist.bound),
        (found.patient, dyad.patient.bound),
    ):
        outside = np.maximum(np.abs(path) - bound, 0)
        assert (np.diff(outside) <= 1e-9).all()
        assert outside[-1] < outside[0]


@given(DYADS, INSIDE)
def test_swapping_the_two_swaps_their_states(
    dyad: DyadParameters, start: tuple[float, float]
) -> None:
    own = simulate_dyad_ode(dyad, start=start, until=5, step=0.05)
    other = simulate_dyad_ode(dyad.swapped(), start=start[::-1], until=5, step=0.05)
    np.testing.assert_array_equal(own.therapist, other.patient)
    np.testing.assert_array_equal(own.patient, other.therapist)


@given(st.floats(-0.7, 0.7), INSIDE)
def test_little_influence_ends_in_nothing(influence: float, start: tuple[float, float]) -> None:
    found = simulate_dyad_ode(alike(influence), start=start, until=40, step=0.2)
    assert abs(found.therapist[-1]) < 1e-3
    assert abs(found.patient[-1]) < 1e-3


@given(st.floats(0.01, 3), st.floats(0.01, 3), st.sampled_from([-1, 1]))
def test_strong_influence_holds_both_where_they_started(
    therapist: float, patient: float, side: int
) -> None:
    found = simulate_dyad_ode(
        alike(2), start=(side * therapist, side * patient), until=30, step=0.1
    )
    assert found.therapist[-1] == pytest.approx(side * 1.915, abs=5e-4)
    assert found.patient[-1] == pytest.approx(side * 1.915, abs=5e-4)


@given(DYADS, INSIDE)
def test_another_solver_gives_the_same(dyad: DyadParameters, start: tuple[float, float]) -> None:
    def slope(_: float, x: Floats) -> list[float]:
        t, p = dyad.therapist, dyad.patient
        return [
            t.inertia * x[0] + t.alone + t.influence * np.tanh(x[1]),
            p.inertia * x[1] + p.alone + p.influence * np.tanh(x[0]),
        ]

    found = simulate_dyad_ode(dyad, start=start, until=3, step=0.03)
    solved = solve_ivp(slope, (0, 3), start, rtol=1e-9, atol=1e-10)
    assert found.therapist[-1] == pytest.approx(solved.y[0, -1], abs=1e-4)
    assert found.patient[-1] == pytest.approx(solved.y[1, -1], abs=1e-4)


def test_alone_both_end_at_their_own_set_point() -> None:
    one = PersonParameters(inertia=-0.5, alone=1, influence=0)
    found = simulate_dyad_ode(
        DyadParameters(therapist=one, patient=one), start=(0, 9), until=60, step=0.1
    )
    assert found.summary()["therapist"][0] == pytest.approx(2)
    assert found.t[-1] == pytest.approx(60)
    assert found.to_frame().rows == 601


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"start": (0, np.nan)}, "start"),
        ({"start": (0, 0, 0)}, "start"),
        ({"until": 0}, "until"),
        ({"step": 0}, "step"),
        ({"step": 3.0}, "step"),
    ],
)
def test_settings_have_ranges(wrong: dict[str, object], place: str) -> None:
    given_ = {"start": (0, 0), "until": 9} | wrong
    with pytest.raises(InvalidCaseError, match=rf"simulate_dyad_ode\.{place}"):
        simulate_dyad_ode(alike(1), **given_)  # type: ignore[arg-type]  # wrong on purpose
    for name, value in (("inertia", 0), ("alone", np.nan), ("influence", np.inf)):
        with pytest.raises(InvalidCaseError, match=name):
            PersonParameters(**{"inertia": -1, "alone": 0, "influence": 0} | {name: value})  # type: ignore[arg-type]  # a name at a time


# The minimal model -----------------------------------------------------------------------------

TENTHS = st.integers(-10, 10).map(lambda i: i / 10)
MODELS = st.builds(
    MinimalModel,
    k_therapist=st.integers(3, 20).map(lambda i: i / 10),
    k_client=st.integers(3, 20).map(lambda i: i / 10),
    g_therapist=TENTHS,
    g_client=TENTHS,
    a=TENTHS,
    b=TENTHS,
)


@given(MODELS)
def test_states_of_rest_do_not_change(model: MinimalModel) -> None:
    found = rest_states(model)
    assert len(found.states) <= 3
    for state in found.states:
        if np.abs(state).max() < 1e3:
            np.testing.assert_allclose(model.slope(state), 0, atol=1e-5)
    assert found.to_frame().rows == len(found.states)


@given(MODELS)
def test_stable_means_that_deviations_die_out(model: MinimalModel) -> None:
    found = rest_states(model)
    growth = found.eigenvalues.real.max(axis=1, initial=-np.inf)
    for k, state in enumerate(found.states):
        assert found.stable[k] == (growth[k] < 0) or abs(growth[k]) < 1e-9
        if not found.stable[k] or growth[k] > -0.3 or np.abs(state).max() > 5:
            continue
        near = (float(state[0]) + 1e-4, float(state[1]) - 1e-4)
        path = simulate_minimal_model(model, start=near, until=20, step=0.05)
        end = np.array([path.therapist[-1], path.patient[-1]])
        assert np.abs(end - state).max() < 2e-5


@given(MODELS)
def test_the_jacobian_is_the_slope_of_the_slope(model: MinimalModel) -> None:
    at, h = np.array([0.3, -0.4]), 1e-6
    columns = [
        (model.slope(at + h * unit) - model.slope(at - h * unit)) / (2 * h) for unit in np.eye(2)
    ]
    np.testing.assert_allclose(model.jacobian(at), np.stack(columns, axis=1), atol=1e-6)


@given(st.floats(0.2, 3), st.floats(0.2, 3), st.floats(-4, 4), st.floats(-4, 4), INSIDE)
def test_without_coupling_both_rest_in_themselves(
    k_th: float, k_cl: float, g_th: float, g_cl: float, start: tuple[float, float]
) -> None:
    model = MinimalModel(k_therapist=k_th, k_client=k_cl, g_therapist=g_th, g_client=g_cl, a=0, b=0)
    found = rest_states(model)
    np.testing.assert_allclose(found.states, [[g_th, g_cl]], atol=1e-9)
    assert found.stable.tolist() == [True]
    end = simulate_minimal_model(model, start=start, until=50, step=0.2).summary()
    assert end["therapist"][0] == pytest.approx(g_th, abs=1e-3)
    assert end["patient"][0] == pytest.approx(g_cl, abs=1e-3)


def test_beside_an_unstable_state_nobody_stays() -> None:
    """Without dispositions, 0 is unstable as soon as the client lifts the therapist enough."""
    model = MinimalModel(k_therapist=1, k_client=1, g_therapist=0, g_client=2, a=1, b=-1)
    found = rest_states(model)
    assert found.states[:, 0].tolist() == pytest.approx([-1, 0, 1])
    assert found.stable.tolist() == [True, False, True]
    path = simulate_minimal_model(model, start=(1e-6, 2.0), until=60, step=0.02)
    assert path.therapist[-1] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    "wrong", [{"k_therapist": 0}, {"k_client": -1}, {"g_client": np.nan}, {"a": np.inf}]
)
def test_parameters_of_the_minimal_model_have_ranges(wrong: dict[str, float]) -> None:
    given_ = dict.fromkeys(("k_therapist", "k_client", "g_therapist", "g_client", "a", "b"), 1.0)
    (name,) = wrong
    with pytest.raises(InvalidCaseError, match=rf"MinimalModel\.{name}"):
        MinimalModel(**given_ | wrong)


@pytest.mark.parametrize(
    "wrong", [{"start": (0, np.inf)}, {"until": 0.0}, {"until": np.nan}, {"step": -1.0}]
)
def test_a_simulation_of_the_minimal_model_has_ranges(wrong: dict[str, object]) -> None:
    model = MinimalModel(k_therapist=1, k_client=1, g_therapist=0, g_client=0, a=0, b=0)
    (name,) = wrong
    with pytest.raises(InvalidCaseError, match=rf"simulate_minimal_model\.{name}"):
        simulate_minimal_model(model, **{"start": (0, 0), "until": 9.0} | wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_what_grows_beyond_all_bounds_is_told() -> None:
    model = MinimalModel(k_therapist=1, k_client=1, g_therapist=5, g_client=5, a=2, b=2)
    with pytest.raises(InvalidCaseError, match="beyond all bounds"):
        simulate_minimal_model(model, start=(9, 9), until=50)


@given(MODELS)
def test_beside_an_unstable_state_deviations_grow(model: MinimalModel) -> None:
    """From a millionth beside it, both are a hundred times further off when they should be."""
    found = rest_states(model)
    for k, state in enumerate(found.states):
        growth, shape = np.linalg.eig(model.jacobian(state))
        fastest = int(growth.real.argmax())
        if growth.real[fastest] < 0.2 or np.abs(state).max() > 20:
            continue
        assert not found.stable[k]
        way = shape[:, fastest].real
        way = 1e-6 * way / np.abs(way).max()
        near = (float(state[0] + way[0]), float(state[1] + way[1]))
        until = float(np.log(1000) / growth.real[fastest])
        path = simulate_minimal_model(model, start=near, until=until, step=until / 2000)
        off = np.maximum(np.abs(path.therapist - state[0]), np.abs(path.patient - state[1]))
        assert off.max() > 1e-4


@given(MODELS)
def test_near_rest_the_linearisation_is_off_by_the_square(model: MinimalModel) -> None:
    found = rest_states(model)
    for state in found.states[found.stable & (np.abs(found.states).max(axis=1) < 3)]:
        rest = (float(state[0]), float(state[1]))
        off = []
        for far in (1e-2, 1e-3):
            start = (rest[0] + far, rest[1] - far)
            curved = simulate_minimal_model(model, start=start, until=2, step=0.05)
            straight = simulate_linearised(model, rest=rest, start=start, until=2, step=0.05)
            off.append(np.abs(curved.patient - straight.patient).max())
            off.append(np.abs(curved.therapist - straight.therapist).max())
        assert max(off[:2]) < 10 * 1e-4
        assert max(off[2:]) < 10 * 1e-6
        still = simulate_linearised(model, rest=rest, start=rest, until=1, step=0.1)
        assert (still.therapist == rest[0]).all()


def test_a_step_is_shortened_to_fit_the_end_and_never_lengthened() -> None:
    one = PersonParameters(inertia=-1, alone=0, influence=0)
    dyad = DyadParameters(therapist=one, patient=one)
    for until, steps in ((1.0, 10), (1.05, 11), (0.04, 1)):
        t = simulate_dyad_ode(dyad, start=(1, 1), until=until, step=0.1).t
        assert (len(t) - 1, t[-1]) == (steps, until)
