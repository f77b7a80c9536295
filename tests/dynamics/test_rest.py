"""Where a dyad may rest, and which of the published results follow from its equations.

The results of Liebovitch et al. (2011) and Peluso et al. (2012) were obtained with influence
functions and parameter values that are not known to us. Each is held here as what follows from the
equations with a rising, bounded influence; where it takes more than the equations, a test says so.
"""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.dynamics import (
    TANH,
    DyadParameters,
    Influence,
    MinimalModel,
    PersonParameters,
    rest_covariance,
    rest_states,
    simulate_dyad_ode,
    simulate_minimal_model,
    simulate_minimal_sde,
)
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats
from mediaeco.kernels.ode import runge_kutta

ARCTAN = Influence(
    name="arctan",
    function=np.arctan,
    slope=lambda x: np.asarray(1 / (1 + x**2)),
    bound=np.pi / 2,
    steepest=1,
)


def _clipped(x: Floats) -> Floats:
    return np.clip(x, -1, 1)


def _clipped_slope(x: Floats) -> Floats:
    return (np.abs(x) <= 1).astype(float)


CLIPPED = Influence(name="clipped", function=_clipped, slope=_clipped_slope, bound=1, steepest=1)

PEOPLE = st.builds(
    PersonParameters,
    inertia=st.floats(-3, -0.1),
    alone=st.floats(-2, 2),
    influence=st.floats(-6, 6),
    by=st.sampled_from([TANH, ARCTAN]),
)
DYADS = st.builds(DyadParameters, therapist=PEOPLE, patient=PEOPLE)


def person(influence: float, *, inertia: float = -1, alone: float = 0) -> PersonParameters:
    return PersonParameters(inertia=inertia, alone=alone, influence=influence)


def dyad(therapist: float, patient: float, *, alone: float = 0) -> DyadParameters:
    return DyadParameters(
        therapist=person(therapist, alone=alone), patient=person(patient, alone=alone)
    )


def end(model: DyadParameters, start: tuple[float, float], until: float = 60.0) -> Floats:
    path = simulate_dyad_ode(model, start=start, until=until, step=0.1)
    return np.array([path.therapist[-1], path.patient[-1]])


@given(DYADS)
def test_states_of_rest_do_not_change_and_lie_in_the_box(model: DyadParameters) -> None:
    found = rest_states(model)
    assert len(found.states) >= 1
    scale = 1 + abs(model.therapist.influence) * abs(model.patient.influence)
    np.testing.assert_allclose(model.slope(found.states), 0, atol=1e-9 * scale)
    bounds = np.array([model.therapist.bound, model.patient.bound])
    assert (np.abs(found.states) <= bounds * (1 + 1e-6) + 1e-9).all()
    assert (np.diff(found.states[:, 0]) >= 0).all()
    assert found.to_frame().rows == len(found.states)


@given(DYADS)
def test_there_is_one_stable_state_more_than_unstable_ones(model: DyadParameters) -> None:
    """The box is entered everywhere, so that the indices of the states in it sum to 1.

    A state that was missed, or counted twice, would break it.
    """
    found = rest_states(model)
    assume(np.abs(np.linalg.det([model.jacobian(x) for x in found.states])).min() > 1e-4)
    assert found.stable.sum() - (~found.stable).sum() == 1


@given(DYADS)
def test_a_fine_scan_finds_no_other(model: DyadParameters) -> None:
    one, other = model.therapist, model.patient
    p = np.linspace(-other.bound - 1e-3, other.bound + 1e-3, 40_001)
    rate = other.inertia * p + other.alone + other.influence * other.by.function(one.rest(p))
    change = np.flatnonzero(rate[:-1] * rate[1:] < 0)
    found = np.sort(rest_states(model).states[:, 1])
    for at in change:
        assert (np.abs(found - p[at]) <= p[1] - p[0] + 1e-9).any()


def test_whoever_is_followed_long_enough_ends_at_a_stable_state() -> None:
    """Nothing keeps going round: the divergence of the flow is below 0 everywhere (Bendixson)."""
    random = np.random.default_rng(7)
    several = 0
    for _ in range(40):
        one, other = (
            PersonParameters(
                inertia=random.uniform(-2, -0.5),
                alone=random.uniform(-1, 1),
                influence=random.uniform(-6, 6),
                by=(TANH, ARCTAN)[int(random.integers(2))],
            )
            for _ in range(2)
        )
        model = DyadParameters(therapist=one, patient=other)
        found = rest_states(model)
        if np.abs(found.eigenvalues.real.max(axis=1)).min() < 0.15:
            continue  # all but where states meet, the way takes long
        starts = random.uniform(-1, 1, (20, 2)) * [one.bound, other.bound]
        ends = runge_kutta(model.slope, starts, 600, 0.15)[-1]
        stable = found.states[found.stable]
        assert np.abs(ends[:, None] - stable).max(axis=2).min(axis=1).max() < 1e-3
        several += len(stable) > 1
    assert several > 3


@given(DYADS)
def test_swapping_the_two_swaps_their_states_of_rest(model: DyadParameters) -> None:
    own, other = rest_states(model).states, rest_states(model.swapped()).states[:, ::-1]
    assume(len(own) == len(other))  # where two nearly meet, they may be told apart one way only
    other = other[np.lexsort((other[:, 1], other[:, 0]))]
    assert np.abs(own - other).max() < 1e-5


@given(DYADS)
def test_the_jacobian_is_the_slope_of_the_slope(model: DyadParameters) -> None:
    at, h = np.array([0.3, -0.4]), 1e-6
    columns = [
        (model.slope(at + h * unit) - model.slope(at - h * unit)) / (2 * h) for unit in np.eye(2)
    ]
    np.testing.assert_allclose(model.jacobian(at), np.stack(columns, axis=1), atol=1e-6)


def test_rest_is_where_the_simulation_says() -> None:
    """Influence of twice inertia holds both at 1.915 or -1.915 (theory, 6.2)."""
    found = rest_states(dyad(2, 2))
    assert found.states[:, 0] == pytest.approx([-1.915008, 0, 1.915008], abs=1e-6)
    assert found.states[:, 1] == pytest.approx([-1.915008, 0, 1.915008], abs=1e-6)
    assert found.stable.tolist() == [True, False, True]
    assert rest_states(dyad(0.9, 0.9)).stable.tolist() == [True]
    # Just where one becomes three, 0 is neither.
    assert len(rest_states(dyad(1, 1)).states) == 1


@pytest.mark.parametrize("influence", [50.0, 1e3, 1e5])
def test_states_are_found_where_influence_is_all_but_a_switch(influence: float) -> None:
    found = rest_states(dyad(influence, influence))
    assert found.stable.tolist() == [True, False, True]
    assert found.states[[0, 2], 0] == pytest.approx([-influence, influence])
    assert found.states[1] == pytest.approx([0, 0], abs=1e-9)


def test_the_callers_own_influence_function_is_used() -> None:
    two = PersonParameters(inertia=-1, alone=0, influence=2, by=CLIPPED)
    found = rest_states(DyadParameters(therapist=two, patient=two))
    np.testing.assert_allclose(found.states, [[-2, -2], [0, 0], [2, 2]], atol=1e-9)
    assert end(DyadParameters(therapist=two, patient=two), (0.1, 0.2)) == pytest.approx([2, 2])
    just = attrs.evolve(two, influence=1)
    with pytest.raises(InvalidCaseError, match="stretch"):
        rest_states(DyadParameters(therapist=just, patient=just))


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"function": np.sinh}, "function"),
        ({"function": lambda _: 1.0}, "function"),
        ({"bound": 0.5}, "function"),
        ({"bound": 0}, "bound"),
        ({"steepest": 0.5}, "slope"),
        ({"slope": np.tanh}, "slope"),
        ({"steepest": np.inf}, "steepest"),
        ({"function": np.sin, "slope": np.cos, "rising": True}, "rising"),
    ],
)
def test_an_influence_function_is_tried(wrong: dict[str, object], place: str) -> None:
    given_ = {"name": "x", "function": np.tanh, "slope": TANH.slope, "bound": 1, "steepest": 1}
    with pytest.raises(InvalidCaseError, match=rf"Influence\.{place}"):
        Influence(**given_ | wrong)  # type: ignore[arg-type]  # wrong on purpose


# The published results, one by one --------------------------------------------------------------


@given(st.floats(0.2, 5), st.floats(0.05, 2), st.floats(0, 1.5), st.floats(-2, -0.3))
def test_1_who_is_more_responsive_attains_the_more_positive_state(
    least: float, more: float, alone: float, inertia: float
) -> None:
    """Alike but for it, the more responsive is higher in every state of rest above 0.

    Below 0 the same responsiveness makes the state lower: it is not good in itself.
    """
    therapist = person(least + more, inertia=inertia, alone=alone)
    patient = person(least, inertia=inertia, alone=alone)
    model = DyadParameters(therapist=therapist, patient=patient)
    for t, p in rest_states(model).states:
        if min(t, p) > 1e-6:
            assert t > p
        if max(t, p) < -1e-6 and alone == 0:
            assert t < p


@given(DYADS)
def test_2_the_way_to_rest_turns_only_where_influences_have_opposite_signs(
    model: DyadParameters,
) -> None:
    """That the client oscillates follows where one follows and the other shies away; never else."""
    found = rest_states(model)
    one, other = model.therapist, model.patient
    pull = np.array([one.pull(p) * other.pull(t) for t, p in found.states])
    edge = 4 * pull + (one.inertia - other.inertia) ** 2
    sure = np.abs(edge) > 1e-6
    assert (found.turns[sure] == (edge[sure] < 0)).all()
    if one.influence * other.influence >= 0:
        assert not found.turns[sure].any()


def test_2_the_client_overshoots_by_turns_and_settles() -> None:
    model = DyadParameters(therapist=person(-4), patient=person(4))
    found = rest_states(model)
    assert found.turns.tolist() == [True]
    assert found.eigenvalues[0].imag.max() == pytest.approx(4)
    path = simulate_dyad_ode(model, start=(0.0, 0.3), until=12, step=0.01)
    crossings = np.flatnonzero(np.diff(np.sign(path.patient)) != 0)
    assert len(crossings) > 6
    # Half a turn takes pi / 4 once the two are close to rest.
    assert np.diff(path.t[crossings])[-3:] == pytest.approx(np.pi / 4, abs=0.02)
    same = simulate_dyad_ode(dyad(4, 4), start=(0.0, 0.3), until=12, step=0.01)
    assert (np.diff(np.sign(same.patient)) == 0).all()


def successes(model: DyadParameters, side: int) -> float:
    """Share of mixed starts that end well: the therapist on this side of 0, the patient beyond."""
    t, p = np.meshgrid(np.linspace(0.1, 2, 20), np.linspace(0.1, 2, 20))
    starts = np.stack([side * t.ravel(), -side * p.ravel()], axis=-1)
    ends = runge_kutta(model.slope, starts, 400, 0.1)[-1]
    return float((ends.min(axis=1) > 0.5).mean())


def test_3_least_success_where_the_therapist_starts_negative_takes_a_responsive_patient() -> None:
    """The start of the one who moves the other more weighs more."""
    led = dyad(1, 3)
    assert successes(led, -1) < successes(led, 1)
    # Where the therapist is the more responsive, a negative start of the patient is worse; and
    # the equations alone cannot tell the two apart.
    assert successes(led.swapped(), -1) > successes(led.swapped(), 1)
    even = dyad(2, 2)
    assert successes(even, -1) == pytest.approx(successes(even, 1), abs=0.06)


@given(st.floats(0.1, 6), st.floats(0.1, 6), st.floats(0.2, 5))
def test_4_more_influence_is_less_inertia(one: float, other: float, times: float) -> None:
    """Without drive only influence over inertia counts: so many times the one, the other the less.

    This is our reading of "an inverse relationship between models that change only the influence
    parameter and models that change only the inertia parameter"; how fast they get there differs.
    """
    stronger = rest_states(dyad(one * times, other)).states
    lighter = rest_states(
        DyadParameters(therapist=person(one, inertia=-1 / times), patient=person(other))
    ).states
    assume(abs(one * other * times - 1) > 1e-3)
    assert stronger.shape == lighter.shape
    np.testing.assert_allclose(stronger, lighter, atol=1e-7 * (1 + one * times))


# The minimal model beside its linearisation, and with chance --------------------------------------


def test_without_coupling_chance_has_its_known_variance() -> None:
    """Ornstein and Uhlenbeck: ``s^2 / 2k``; at steps of h, ``s^2 / (2k - k^2 h)``."""
    alone = MinimalModel(k_therapist=1, k_client=2, g_therapist=3, g_client=-1, a=0, b=0)
    np.testing.assert_allclose(
        rest_covariance(alone, (0.8, 0.6))[0], np.diag([0.64 / 2, 0.36 / 4]), atol=1e-12
    )
    h = 0.1
    path = simulate_minimal_sde(alone, noise=(0.8, 0.6), start=(3, -1), until=4000, step=h, seed=3)
    assert path.therapist.mean() == pytest.approx(3, abs=0.05)
    assert path.therapist.var() == pytest.approx(0.64 / (2 - h), rel=0.06)
    assert path.patient.var() == pytest.approx(0.36 / (4 - 4 * h), rel=0.06)


def test_with_coupling_the_two_vary_together_as_the_linearisation_says() -> None:
    model = MinimalModel(k_therapist=1, k_client=1, g_therapist=1, g_client=0.2, a=0.3, b=-0.4)
    found = rest_states(model)
    k = int(np.flatnonzero(found.stable)[0])
    told = rest_covariance(model, (0.05, 0.08))[k]
    start = (float(found.states[k, 0]), float(found.states[k, 1]))
    path = simulate_minimal_sde(
        model, noise=(0.05, 0.08), start=start, until=3000, step=0.1, seed=1
    )
    seen = np.cov(path.therapist, path.patient)
    np.testing.assert_allclose(seen, told, rtol=0.15, atol=2e-4)
    np.testing.assert_allclose(
        rest_covariance(model, (0.1, 0.16)), 4 * rest_covariance(model, (0.05, 0.08))
    )
    assert np.isnan(rest_covariance(model, (1, 1))[~found.stable]).all()


def test_chance_is_seeded_and_none_is_none() -> None:
    model = MinimalModel(k_therapist=1, k_client=1, g_therapist=1, g_client=1, a=0.1, b=0.1)
    one, same, other = (
        simulate_minimal_sde(model, noise=(0.1, 0.1), start=(0, 0), until=2, seed=seed)
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one.patient, same.patient)
    assert not np.array_equal(one.patient, other.patient)
    none = simulate_minimal_sde(model, noise=(0, 0), start=(0, 0), until=2, step=1e-3)
    exact = simulate_minimal_model(model, start=(0, 0), until=2, step=1e-3)
    np.testing.assert_allclose(none.therapist, exact.therapist, atol=2e-3)


@pytest.mark.parametrize("noise", [(-1, 0), (0, np.nan), (1, 2, 3)])
def test_noise_has_a_range(noise: tuple[float, float]) -> None:
    model = MinimalModel(k_therapist=1, k_client=1, g_therapist=1, g_client=1, a=0, b=0)
    with pytest.raises(InvalidCaseError, match=r"simulate_minimal_sde\.noise"):
        simulate_minimal_sde(model, noise=noise, start=(0, 0), until=1)
    with pytest.raises(InvalidCaseError, match=r"rest_covariance\.noise"):
        rest_covariance(model, noise)
    wild = MinimalModel(k_therapist=1, k_client=1, g_therapist=5, g_client=5, a=2, b=2)
    with pytest.raises(InvalidCaseError, match="beyond all bounds"):
        simulate_minimal_sde(wild, noise=(1, 1), start=(9, 9), until=50)
