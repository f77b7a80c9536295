"""The figure of a fit of formation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import STYLES, alt_text, draw_fit, figure_bytes
from mediaeco.forming import (
    FormationFit,
    FormationModel,
    bootstrap_formation,
    fit_formation,
    formation_profile,
)
from mediaeco.forming.model import FREE
from mediaeco.io import read_example
from mediaeco.simulation import CaseDesign, simulate_cohort

Words = list[tuple[str, tuple[float, float, float, float]]]

EVERY = FormationModel(id="every", free=FREE)
POOLED = FormationModel(id="pooled", free=("rate", "exposure"), pooled=("channel",), kappa=2)


@pytest.fixture(scope="module")
def eco() -> Ecosystem:
    return Ecosystem(simulate_cohort(25, design=CaseDesign(days=50), seed=1))


@pytest.fixture(scope="module")
def drawn(eco: Ecosystem) -> dict[str, Callable[..., Figure]]:
    every, pooled = (fit_formation(eco, model=model) for model in (EVERY, POOLED))
    alone = fit_formation(Ecosystem(read_example("first-contact")), model=EVERY)
    fixed = fit_formation(eco, model=FormationModel(id="fixed", free=()))
    more: dict[str, Any] = {
        "profiles": [formation_profile(eco, fit=every, parameter="exposure", points=5)],
        "bootstrap": bootstrap_formation(eco, model=EVERY, replicates=20),
    }
    return {
        "every": lambda **look: draw_fit(every, **more, **look),
        "pooled": lambda **look: draw_fit(pooled, **look),
        "alone": lambda **look: draw_fit(alone, **look),
        "fixed": lambda **look: draw_fit(fixed, **look),
    }


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("what", ["every", "pooled", "alone", "fixed"])
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    drawn: dict[str, Callable[..., Figure]],
    what: str,
    style: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    words = placed_texts(drawn[what](style=style))
    assert overlaps(words) == []
    for _, (x0, y0, x1, y1) in words:
        assert min(x0, y0) > -0.002
        assert max(x1, y1) < 1.002


def test_intervals_are_drawn_as_they_are(eco: Ecosystem) -> None:
    fit = fit_formation(eco, model=POOLED)
    figure = draw_fit(fit)
    lines = [np.asarray(line.get_xdata()) for ax in figure.axes for line in ax.lines]
    told = [ends for ends in lines if len(ends) == 2]
    known = np.isfinite(fit.interval[:, 0])
    assert known.any()
    for low, high in fit.interval[known]:
        assert any(np.allclose(ends, [low, high]) for ends in told)
    assert fit.pooling is not None
    for low, high in fit.pooling.interval:
        assert any(np.allclose(ends, [low, high]) for ends in told)


def untold(fit: FormationFit) -> FormationFit:
    nothing = np.full_like(fit.estimate, np.nan)
    return attrs.evolve(
        fit, estimate=nothing, interval=np.full_like(fit.interval, np.nan), pooling=None
    )


def test_what_is_not_told_is_not_drawn(eco: Ecosystem) -> None:
    figure = draw_fit(untold(fit_formation(eco, model=EVERY)))
    assert {text.get_text() for ax in figure.axes for text in ax.texts} >= {"not told"}
    assert "exposure not told" in alt_text(figure)


def test_the_same_fit_gives_the_same_bytes(drawn: dict[str, Callable[..., Figure]]) -> None:
    assert figure_bytes(drawn["every"](), "svg") == figure_bytes(drawn["every"](), "svg")
