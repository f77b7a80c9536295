from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from mediaeco.kernels import choice_fit
from mediaeco.kernels.array import Floats
from mediaeco.kernels.choice import ChoiceSets, choice_terms, contrasts, kept_choices
from mediaeco.kernels.choice_cluster import cluster_steps
from mediaeco.kernels.choice_fit import fit_choice


@st.composite
def sets(draw: st.DrawFn, coarse: bool = False) -> ChoiceSets:
    """A few choices between one alternative and five kinds of them."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    choices, features = draw(st.integers(1, 25)), draw(st.integers(1, 4))
    lengths = random.integers(1, 6, choices)
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    shape = (int(offsets[-1]), features)
    values = random.integers(-1, 2, shape) if coarse else random.normal(size=shape)
    return ChoiceSets(
        values.astype(float),
        random.integers(1, 4, shape[0]).astype(float),
        offsets,
        offsets[:-1] + random.integers(0, lengths),
    )


def noisy(seed: int = 0, choices: int = 400, beta: Any = (1.0, -0.5, 0.3)) -> ChoiceSets:
    random = np.random.default_rng(seed)
    features = random.normal(size=(choices, 4, len(beta)))
    chosen = (features @ np.array(beta) + random.gumbel(size=(choices, 4))).argmax(axis=1)
    return ChoiceSets(
        features.reshape(-1, len(beta)),
        np.ones(choices * 4),
        np.arange(choices + 1) * 4,
        np.arange(choices) * 4 + chosen,
    )


def drawn(seed: int, sets: ChoiceSets) -> Floats:
    """Some coefficients."""
    return np.random.default_rng(seed).normal(size=(sets.features.shape[1],))


def slow(sets: ChoiceSets, beta: Floats) -> list[float]:
    """Choice by choice, alternative by alternative."""
    out = []
    for e, chosen in enumerate(sets.chosen):
        total = 0.0
        for row in range(sets.offsets[e], sets.offsets[e + 1]):
            for _ in range(int(sets.counts[row])):
                total += math.exp(sum(x * b for x, b in zip(sets.features[row], beta, strict=True)))
        out.append(
            sum(x * b for x, b in zip(sets.features[chosen], beta, strict=True)) - math.log(total)
        )
    return out


def written_out(sets: ChoiceSets) -> ChoiceSets:
    """Every alternative in a row of its own."""
    times = sets.counts.astype(int)
    place = np.concatenate(([0], np.cumsum(times)))
    return ChoiceSets(
        np.repeat(sets.features, times, axis=0),
        np.ones(times.sum()),
        place[sets.offsets],
        place[sets.chosen],
    )


@given(sets(), st.integers(0, 1000))
def test_the_likelihood_is_that_written_out(sets: ChoiceSets, seed: int) -> None:
    beta = drawn(seed, sets)
    terms = choice_terms(contrasts(sets), beta)
    np.testing.assert_allclose(terms.log_likelihood, slow(sets, beta), atol=1e-10)
    alone = choice_terms(contrasts(written_out(sets)), beta)
    for one, other in zip(terms, alone, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-10)


@given(sets(), st.integers(0, 1000))
def test_score_and_information_are_slopes(sets: ChoiceSets, seed: int) -> None:
    found, step = contrasts(sets), 1e-5
    random = np.random.default_rng(seed)
    beta, weight = random.normal(size=len(found.rows)), random.uniform(0.5, 2, len(sets.chosen))
    at = choice_terms(found, beta, weight)
    for k, toward in enumerate(np.eye(len(beta)) * step):
        up, down = (choice_terms(found, beta + sign * toward, weight) for sign in (1, -1))
        slope = (up.log_likelihood - down.log_likelihood) / (2 * step)
        np.testing.assert_allclose(at.score[k], slope, atol=1e-6)
        bend = ((up.score - down.score) * weight).sum(axis=1) / (2 * step)
        np.testing.assert_allclose(at.information[k], -bend, atol=1e-5)


@given(sets(), st.integers(0, 1000))
def test_what_all_alternatives_share_plays_no_part(sets: ChoiceSets, seed: int) -> None:
    random = np.random.default_rng(seed)
    shift = random.normal(size=(len(sets.chosen), sets.features.shape[1]))
    moved = sets._replace(features=sets.features + np.repeat(shift, np.diff(sets.offsets), axis=0))
    beta = drawn(seed, sets)
    np.testing.assert_allclose(
        choice_terms(contrasts(sets), beta).log_likelihood,
        choice_terms(contrasts(moved), beta).log_likelihood,
        atol=1e-9,
    )


@given(sets(coarse=True))
@settings(max_examples=120)
def test_what_cannot_be_told_is_what_a_linear_program_says(sets: ChoiceSets) -> None:
    found, fit = contrasts(sets), fit_choice(sets)
    rows = found.rows.T
    assert fit.converged
    assert fit.unvarying.tolist() == (~rows.any(axis=0)).tolist()
    rank = np.linalg.matrix_rank(rows) if rows.size else 0
    assert len(fit.collinear) == (~fit.unvarying).sum() - rank
    # Is there a direction in which no alternative gains, and some lose?
    best = linprog(rows.sum(axis=0), A_ub=rows, b_ub=np.zeros(len(rows)), bounds=(-1, 1))
    assert (len(fit.separated) > 0) == (best.fun < -1e-9)
    unknown = fit.unvarying | fit.collinear.any(axis=0) | fit.separated.any(axis=0)
    assert np.isnan(fit.estimate).tolist() == unknown.tolist()
    assert np.isnan(np.diag(fit.covariance)).tolist() == unknown.tolist()
    told = fit_choice(sets, cluster=np.arange(len(sets.chosen))).clustered
    assert np.isnan(np.diag(told))[unknown].all()
    assert fit.null_log_likelihood <= fit.log_likelihood + 1e-9 <= 1e-8


@given(sets(), st.integers(0, 1000))
def test_no_other_coefficients_are_likelier(sets: ChoiceSets, seed: int) -> None:
    fit, random = fit_choice(sets), np.random.default_rng(seed)
    for scale in (0.01, 0.1, 1.0, 10.0):
        beta = np.nan_to_num(fit.estimate) + random.normal(size=len(fit.estimate)) * scale
        reached = choice_terms(contrasts(sets), beta).log_likelihood.sum()
        assert reached <= fit.log_likelihood + 1e-7


@given(sets(), st.integers(0, 1000))
def test_alternatives_in_rows_of_their_own_give_the_same(sets: ChoiceSets, seed: int) -> None:
    one, other = fit_choice(sets), fit_choice(written_out(sets))
    np.testing.assert_allclose(one.estimate, other.estimate, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(one.log_likelihood, other.log_likelihood, atol=1e-8)
    order = np.random.default_rng(seed).permutation(sets.features.shape[1])
    turned = fit_choice(sets._replace(features=sets.features[:, order]))
    np.testing.assert_allclose(turned.estimate, one.estimate[order], rtol=1e-5, atol=1e-6)


@given(sets(), st.integers(0, 1000))
def test_choices_that_are_weighted_count_as_often(sets: ChoiceSets, seed: int) -> None:
    times = np.random.default_rng(seed).integers(0, 3, len(sets.chosen))
    assume(times.any())
    kept = kept_choices(sets, times > 0)
    weighted = fit_choice(kept, weight=times[times > 0].astype(float))
    parts = [kept_choices(sets, times > k) for k in range(int(times.max()))]
    starts = np.cumsum([0, *(len(part.counts) for part in parts)])
    repeated = fit_choice(
        ChoiceSets(
            np.concatenate([part.features for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.concatenate(
                [[0], *(part.offsets[1:] + s for part, s in zip(parts, starts, strict=False))]
            ),
            np.concatenate([part.chosen + s for part, s in zip(parts, starts, strict=False)]),
        )
    )
    np.testing.assert_allclose(weighted.estimate, repeated.estimate, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(weighted.covariance, repeated.covariance, rtol=1e-4, atol=1e-6)


def test_coefficients_come_back() -> None:
    beta = np.array([1.0, -0.5, 0.3])
    found = np.array([fit_choice(noisy(seed)).estimate for seed in range(40)])
    assert np.abs(found.mean(axis=0) - beta).max() < 0.03
    error = np.sqrt(np.diag(fit_choice(noisy(0)).covariance))
    np.testing.assert_allclose(found.std(axis=0), error, rtol=0.35)


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_units_do_not_matter(scale: float) -> None:
    sets = noisy()
    one, other = fit_choice(sets), fit_choice(sets._replace(features=sets.features * scale))
    np.testing.assert_allclose(other.estimate * scale, one.estimate, rtol=1e-6)
    np.testing.assert_allclose(other.covariance * scale**2, one.covariance, rtol=1e-5)
    np.testing.assert_allclose(other.condition, one.condition, rtol=1e-6)


def test_what_runs_to_infinity_leaves_the_rest_as_without_it() -> None:
    sets = noisy()
    never = np.zeros((len(sets.counts), 1))
    never[3::4] = 1.0
    kept = sets.chosen % 4 != 3
    sets, never = kept_choices(sets, kept), never[np.repeat(kept, 4)]
    cluster = np.arange(len(sets.chosen)) % 7
    wide = sets._replace(features=np.hstack((sets.features, never)))
    found = fit_choice(wide, cluster=cluster)
    rows = never[:, 0] == 0
    less = ChoiceSets(
        sets.features[rows],
        sets.counts[rows],
        np.arange(len(sets.chosen) + 1) * 3,
        sets.chosen // 4 * 3 + sets.chosen % 4,
    )
    alone = fit_choice(less, cluster=cluster)
    assert found.separated.tolist() == [[False, False, False, True]]
    np.testing.assert_allclose(found.estimate[:3], alone.estimate, rtol=1e-6)
    np.testing.assert_allclose(found.covariance[:3, :3], alone.covariance, rtol=1e-6)
    np.testing.assert_allclose(found.clustered[:3, :3], alone.clustered, rtol=1e-5)
    np.testing.assert_allclose(found.log_likelihood, alone.log_likelihood)


def test_features_that_move_together_leave_the_rest_as_it_is() -> None:
    sets = noisy()
    both = np.hstack((sets.features, sets.features[:, :1] * 2 - sets.features[:, 1:2]))
    cluster = np.arange(len(sets.chosen)) % 7
    found, alone = (fit_choice(s, cluster=cluster) for s in (sets._replace(features=both), sets))
    assert found.collinear.tolist() == [[True, True, False, True]]
    assert np.isnan(found.estimate).tolist() == [True, True, False, True]
    np.testing.assert_allclose(found.estimate[2], alone.estimate[2], rtol=1e-6)
    np.testing.assert_allclose(found.covariance[2, 2], alone.covariance[2, 2], rtol=1e-6)
    np.testing.assert_allclose(found.clustered[2, 2], alone.clustered[2, 2], rtol=1e-6)


def test_a_penalty_draws_to_0_and_gives_what_was_endless_an_end() -> None:
    one, two = noisy(), noisy(beta=(400.0, 0.0, 0.0), choices=30)
    sizes = [np.abs(fit_choice(one, ridge=r).estimate).sum() for r in (0.0, 1.0, 100.0, 1e6)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 1e-3
    assert np.isnan(fit_choice(two).estimate).any()
    found = fit_choice(two, ridge=1.0)
    assert np.isfinite(found.estimate).all()
    # At the top the slope of the likelihood is that of the penalty.
    terms = choice_terms(contrasts(two), found.estimate)
    np.testing.assert_allclose(terms.score.sum(axis=1), found.estimate, rtol=1e-5)
    inverse = np.linalg.inv(terms.information + np.eye(3))
    np.testing.assert_allclose(found.covariance, inverse, rtol=1e-5)


def test_a_search_that_is_cut_off_says_so() -> None:
    assert not fit_choice(noisy(), most=1).converged
    assert fit_choice(noisy(), start=fit_choice(noisy()).estimate).iterations == 1


def test_no_choice_tells_nothing() -> None:
    empty = ChoiceSets(
        np.zeros((0, 2)), np.zeros(0), np.zeros(1, dtype=int), np.zeros(0, dtype=int)
    )
    found = fit_choice(empty)
    assert np.isnan(found.estimate).all()
    assert found.unvarying.all()
    assert (found.log_likelihood, found.null_log_likelihood, found.converged) == (0.0, 0.0, True)
    assert math.isnan(found.condition)
    assert empty.alternatives.shape == (0,)


@given(st.integers(0, 1000), st.integers(3, 8))
@settings(max_examples=20)
def test_clusters_one_by_one_give_the_same(seed: int, clusters: int) -> None:
    sets = noisy(seed, choices=60)
    of = np.random.default_rng(seed).integers(0, clusters, 60)
    fit, found = fit_choice(sets, cluster=of), contrasts(sets)
    whole = choice_terms(found, fit.estimate).information
    steps, lost = cluster_steps(found, fit.estimate, whole, of)
    assert len(lost) == 0
    covariance = np.zeros((3, 3))
    for k, cluster in enumerate(sorted(set(of.tolist()))):
        own = choice_terms(contrasts(kept_choices(sets, of == cluster)), fit.estimate)
        step = np.linalg.solve(whole - own.information, own.score.sum(axis=1))
        np.testing.assert_allclose(steps[k], step, atol=1e-8)
        covariance += np.outer(step, step)
    np.testing.assert_allclose(fit.clustered, covariance, rtol=1e-4, atol=1e-8)


def test_a_cluster_left_out_moves_the_estimate_by_its_step() -> None:
    sets, of = noisy(choices=600), np.arange(600) % 30
    fit = fit_choice(sets)
    steps, _ = cluster_steps(
        contrasts(sets), fit.estimate, choice_terms(contrasts(sets), fit.estimate).information, of
    )
    without = fit_choice(kept_choices(sets, of != 4)).estimate
    np.testing.assert_allclose(fit.estimate - without, steps[4], rtol=0.15)


def test_what_one_cluster_alone_tells_has_no_clustered_error() -> None:
    sets, of = noisy(choices=40), np.arange(40) % 4
    features = sets.features.copy()
    features[np.repeat(of != 2, 4), 2] = 0.0
    fit = fit_choice(sets._replace(features=features), cluster=of)
    assert np.isfinite(fit.covariance).all()
    assert np.isnan(np.diag(fit.clustered)).tolist() == [False, False, True]
    assert np.isnan(fit_choice(sets, cluster=np.zeros(40, dtype=int)).clustered).all()


def test_where_the_likelihood_is_flat_no_step_leads_anywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    random, rare = np.random.default_rng(0), 60
    # Ninety strangers, eight whom one knows, and now and then somebody who just called.
    features = np.tile([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]], (2000, 1))
    counts = np.tile([90.0, 8.0, 1.0], 2000)
    kept = np.ones((2000, 3), dtype=bool)
    kept[rare:, 2] = False
    taken = np.where(random.random(2000) < 0.4, 1, 0)
    taken[: rare // 2] = 2
    offsets = np.concatenate(([0], np.cumsum(kept.sum(axis=1))))
    sets = ChoiceSets(features[kept.ravel()], counts[kept.ravel()], offsets, offsets[:-1] + taken)
    reached = []
    plain = choice_terms

    def watched(found: Any, beta: Floats, weight: Floats | None = None) -> Any:
        reached.append(float(np.abs(beta).max()))
        return plain(found, beta, weight)

    monkeypatch.setattr(choice_fit, "choice_terms", watched)
    fit = fit_choice(sets)
    assert fit.converged
    assert max(reached) < 10
    assert len(reached) < 15
