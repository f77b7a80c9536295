"""The figures of response and of the switching ecology."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from matplotlib.figure import Figure

from mediaeco.dynamics import (
    HawkesFit,
    HawkesIntervals,
    HawkesParameters,
    HawkesRecord,
    HawkesSearch,
    Responses,
    fit_hawkes,
    hawkes_intervals,
    response,
    responses,
    simulate_hawkes,
    switching_ecology,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.figures import STYLES, alt_text, draw_ecology, draw_response, figure_bytes
from mediaeco.figures.response_interval import ends_of
from mediaeco.figures.response_panel import columns_of
from mediaeco.io import read_example
from mediaeco.simulation import CaseDesign, simulate_cohort
from mediaeco.testing import cohorts

Words = list[tuple[str, tuple[float, float, float, float]]]
DYAD = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0)


@cache
def _eco(name: str) -> Ecosystem:
    eco = Ecosystem(read_example("broken-frame"))
    return eco.select(np.zeros(len(eco.table), dtype=bool)) if name == "empty" else eco


@cache
def _sides(name: str) -> HawkesFit:
    return switching_ecology(_eco(name), by="side and channel")


DRAWN: dict[str, Callable[..., Figure]] = {
    "response": lambda name, **look: draw_response(response(_eco(name)), **look),
    "responses": lambda name, **look: draw_response(responses(_eco(name)), **look),
    "ecology": lambda name, **look: draw_ecology(switching_ecology(_eco(name)), **look),
    "sides": lambda name, **look: draw_ecology(_sides(name), **look),
}


@pytest.mark.parametrize("what", sorted(DRAWN))
@pytest.mark.parametrize(
    ("record", "style"), [("full", "single"), ("full", "double"), ("empty", "single")]
)
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    style: str,
    what: str,
    record: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    figure = DRAWN[what](record, style=style)
    words = placed_texts(figure)
    assert overlaps(words) == []
    for _, (x0, y0, x1, y1) in words:
        assert min(x0, y0) > -0.002
        assert max(x1, y1) < 1.002
    assert figure.get_size_inches()[0] == pytest.approx(STYLES[style]["figure.figsize"][0])
    assert "nan" not in " ".join(text for text, _ in words).lower().split()


def test_the_main_numbers_are_told() -> None:
    eco = _eco("full")
    text = alt_text(DRAWN["responses"]("full"))
    fit = response(eco)
    assert f"therapist {fit.alpha[0, 1]:.2f}, patient {fit.alpha[1, 0]:.2f}" in text
    assert f"Spectral radius {fit.radius:.2f}" in text
    assert "KS" in text
    pulls = alt_text(DRAWN["ecology"]("full"))
    assert "calls forth" in pulls
    assert "No contact" in alt_text(DRAWN["response"]("empty"))


def test_what_multiplies_without_end_is_told() -> None:
    time = 100 * (1 - 0.97 ** np.arange(150))
    seen = HawkesRecord(
        kinds=["a", "b"], time=time, kind=np.arange(150) % 2, offsets=[0, 150], until=[99.1]
    )
    fit = fit_hawkes(seen)
    for figure in (draw_response(fit), draw_ecology(fit)):
        assert any("multiply without end" in text.get_text() for text in figure.axes[0].texts)


def test_intervals_say_what_they_take_for_granted_and_hold_their_estimate(
    placed_texts: Callable[[Figure], Words],
) -> None:
    """Small numbers have a digit more, so that no bracket is of one number twice."""
    rare = HawkesParameters(mu=[0.02, 0.2], alpha=[[0.2, 0.03], [0.2, 0.4]], beta=1.0)
    fit = fit_hawkes([simulate_hawkes(rare, until=2000, seed=k) for k in range(4)])
    low, high = fit.bounds(fit.alpha, fit.alpha_error)
    for figure in (draw_ecology(fit), draw_response(fit)):
        assert "as if cases were alike" in " ".join(text for text, _ in placed_texts(figure))
    words = [text for text, _ in placed_texts(draw_ecology(fit))]
    assert fit.alpha[0, 1] < 0.09
    assert f"[{low[0, 1]:.3f}, {high[0, 1]:.3f}]" in words
    assert f"[{low[1, 1]:.2f}, {high[1, 1]:.2f}]" in words
    one = draw_ecology(fit_hawkes(simulate_hawkes(rare, until=500, seed=1)))
    assert "cases were alike" not in " ".join(text for text, _ in placed_texts(one))


@cache
def _over_cases() -> tuple[Responses, tuple[HawkesIntervals, ...]]:
    """Cases that differ, whose intervals over cases are wider than those by information."""
    eco = Ecosystem(simulate_cohort(6, seed=3))
    found = responses(eco, window=(CaseDesign().start, CaseDesign().start + timedelta(days=84)))
    return found, tuple(hawkes_intervals(fit, draws=12, seed=1) for fit in found.fits)


@pytest.mark.parametrize("style", ["single", "double"])
def test_intervals_over_cases_are_drawn_and_said_to_be(
    style: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    found, over_cases = _over_cases()
    figures = (
        draw_response(found, intervals=over_cases, style=style),
        draw_ecology(found.fits[-1], intervals=over_cases[-1], style=style),
    )
    low, high = over_cases[-1].low, over_cases[-1].high
    for figure in figures:
        words = placed_texts(figure)
        assert overlaps(words) == []
        text = " ".join(word for word, _ in words)
        assert "resampled over cases (12 draws)" in text
        assert "cases were alike" not in text
        assert f"[{low[-1]:.2f}, {high[-1]:.2f}]" in text
    assert f"[{low[3]:.2f}, {high[3]:.2f}]" in [word for word, _ in placed_texts(figures[1])]


def test_columns_have_the_ends_over_cases() -> None:
    found, over_cases = _over_cases()
    columns = columns_of(found, ends_of(found.fits, over_cases[::-1], "intervals"))
    own = over_cases[-1]
    for column, places, factor in zip(
        columns, ([0, 1], [2, 5], [3, 4], [6, 7]), (1, 1, 1, 24), strict=True
    ):
        np.testing.assert_allclose(column.low[-1], factor * own.low[places])
        np.testing.assert_allclose(column.high[-1], factor * own.high[places])
        table = factor * own.fit.to_frame()["estimate"][places]
        np.testing.assert_allclose(column.estimate[-1], table)


def test_intervals_of_other_fits_are_refused() -> None:
    found, over_cases = _over_cases()
    for wrong in (over_cases[:-1], over_cases[0], over_cases[:-1] + over_cases[:1]):
        with pytest.raises(InvalidCaseError, match="intervals of each"):
            draw_response(found, intervals=wrong)
    other = hawkes_intervals(found.fits[0], draws=2, level=0.5)
    with pytest.raises(InvalidCaseError, match="one level"):
        draw_response(found, intervals=(other, *over_cases[1:]))
    with pytest.raises(InvalidCaseError, match="draw_ecology"):
        draw_ecology(found.fits[0], intervals=over_cases[1])
    one = response(_eco("full"))
    alone = draw_response(one, intervals=hawkes_intervals(one, draws=2))
    assert any("no interval over cases" in text.get_text() for text in alone.axes[0].texts)


def test_other_units_and_kinds() -> None:
    fit = fit_hawkes([simulate_hawkes(DYAD, until=100, seed=k) for k in range(4)])
    assert "Latency in units: 0.69" in alt_text(draw_response(fit))
    known = fit_hawkes(fit.record, search=HawkesSearch(beta=1.0))  # one latency, and no interval
    assert "Latency in units: 1.00" in alt_text(draw_response(known))
    three = HawkesParameters(mu=[0.1] * 3, alpha=np.zeros((3, 3)), beta=1.0)
    other = fit_hawkes(simulate_hawkes(three, until=200, seed=1))
    with pytest.raises(InvalidCaseError, match="two sides"):
        draw_response(other)
    assert "3 kinds" in alt_text(draw_ecology(other))


def test_the_same_input_gives_the_same_bytes() -> None:
    first, again = (figure_bytes(DRAWN["response"]("full"), "svg") for _ in range(2))
    assert first == again


@given(cohorts(max_cases=3, max_contacts=8))
@settings(max_examples=3)
def test_any_record_can_be_drawn(cohort: object) -> None:
    eco = Ecosystem(cohort)  # type: ignore[arg-type]  # a cohort, of any kind
    assert alt_text(draw_response(responses(eco))).startswith("Response between")
    assert alt_text(draw_ecology(switching_ecology(eco))).startswith("Which of")
