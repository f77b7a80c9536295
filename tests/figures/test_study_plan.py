"""The figure of a study plan."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import pytest
from matplotlib.figure import Figure

from mediaeco.figures import STYLES, alt_text, draw_study_plan, figure_bytes
from mediaeco.simulation import CaseDesign, StudyPlan, StudySettings, plan_study

Words = list[tuple[str, tuple[float, float, float, float]]]


@pytest.fixture(scope="module")
def plan() -> StudyPlan:
    settings = StudySettings(replicates=2, seed=1)
    return plan_study([4, 6], design=CaseDesign(days=30), settings=settings, progress=False)


def at(plan: StudyPlan, sizes: list[int], power: list[float], width: list[float]) -> StudyPlan:
    many = len(sizes)
    told = np.array(power)
    return attrs.evolve(
        plan,
        n_cases=np.array(sizes),
        done=np.where(np.isnan(told), 0, 200),
        power=told,
        power_low=told - 0.05,
        power_high=told + 0.05,
        untested=np.zeros(many, dtype=int),
        unidentified=np.arange(many),
        width=np.array(width),
        coverage=np.full(many, 0.95),
        mean=np.full(many, 0.2),
    )


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize(
    "sizes", [[40], [10, 20, 30], [5, 10, 20, 40, 80, 160, 320, 640, 1280, 10_000], [100, 101]]
)
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    plan: StudyPlan,
    style: str,
    sizes: list[int],
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    shares = np.linspace(0.1, 0.95, len(sizes)).tolist()
    drawn = draw_study_plan(at(plan, sizes, shares, shares[::-1]), style=style)
    words = placed_texts(drawn)
    assert overlaps(words) == []
    for _, (x0, y0, x1, y1) in words:
        assert min(x0, y0) > -0.002
        assert max(x1, y1) < 1.002


def test_what_was_not_simulated_is_said_and_not_drawn(plan: StudyPlan) -> None:
    nan = float("nan")
    drawn = draw_study_plan(at(plan, [10, 20], [nan, nan], [nan, nan]))
    texts = {text.get_text() for ax in drawn.axes for text in ax.texts}
    assert {"no study simulated", "identified in no study"} <= texts
    assert "20 cases not simulated." in alt_text(drawn)
    assert "No size reaches" not in alt_text(drawn)
    part = alt_text(draw_study_plan(at(plan, [10, 20], [0.5, nan], [0.4, nan])))
    assert "10 cases 0.50, 20 cases not simulated. No size reaches 0.8." in part


def test_the_alternative_text_names_the_numbers(plan: StudyPlan) -> None:
    text = alt_text(draw_study_plan(at(plan, [10, 20], [0.5, 0.9], [0.4, 0.3])))
    assert "10 cases 0.50, 20 cases 0.90" in text
    assert "20 cases reach 0.8" in text


def test_the_same_plan_gives_the_same_bytes(plan: StudyPlan) -> None:
    assert figure_bytes(draw_study_plan(plan), "svg") == figure_bytes(draw_study_plan(plan), "svg")
