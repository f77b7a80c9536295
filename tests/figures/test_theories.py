"""The figures of claims and of rival theories."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from matplotlib.figure import Figure

from mediaeco.figures import STYLES, alt_text, draw_checks, draw_rivals, figure_bytes
from mediaeco.io import EXAMPLES, read_example
from mediaeco.model import Case, Cohort
from mediaeco.testing import cohorts
from mediaeco.theory import (
    FOUNDING_STUDY,
    MERE_EXPOSURE,
    THEORIES,
    Rivals,
    check,
    compare_theories,
    told,
)
from mediaeco.theory.published.founding_story import agreed_on_new_ground

Words = list[tuple[str, tuple[float, float, float, float]]]
THREE = Cohort(read_example(name) for name in EXAMPLES)
PAIR = (FOUNDING_STUDY, MERE_EXPOSURE)
SOME: dict[str, Callable[[], Case | Cohort]] = {
    "three": lambda: THREE,
    "one": lambda: read_example("broken-frame"),
    "empty": lambda: told("nothing"),
}


@cache
def _compared(record: str) -> Rivals:
    return compare_theories(SOME[record]())


DRAWN: dict[str, Callable[..., Figure]] = {
    "checks": lambda record, **look: draw_checks(_compared(record).checks, **look),
    "rivals": lambda record, **look: draw_rivals(_compared(record), **look),
}


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("what", sorted(DRAWN))
@pytest.mark.parametrize("record", sorted(SOME))
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    style: str,
    what: str,
    record: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    words = placed_texts(DRAWN[what](record, style=style))
    assert overlaps(words) == []
    for _, (x0, y0, x1, y1) in words:
        assert min(x0, y0) > -0.002
        assert max(x1, y1) < 1.002


def test_what_tells_theories_apart_is_boxed_and_told() -> None:
    rivals = compare_theories(agreed_on_new_ground(), theories=PAIR)
    assert rivals.decisive.any()
    text = alt_text(draw_rivals(rivals))
    assert "Told apart by: does agreement wait for appropriation" in text
    sheet = draw_rivals(rivals).axes[0]
    boxes = [p for p in sheet.patches if float(p.get_linewidth()) > 0.5]
    assert len(boxes) >= 2 * int(rivals.decisive.sum())
    same = alt_text(draw_rivals(compare_theories(told("nothing"), theories=PAIR)))
    assert "No question tells theories apart" in same


def test_only_shared_questions_are_drawn_where_asked() -> None:
    rivals = compare_theories(THREE, theories=PAIR)
    whole, shared = (draw_rivals(rivals, shared=only) for only in (False, True))
    assert len(shared.axes[0].texts) < len(whole.axes[0].texts)
    assert shared.get_figheight() < whole.get_figheight()


@given(cohorts(max_cases=3, max_contacts=6))
@settings(max_examples=10)
def test_any_record_can_be_drawn(cohort: Cohort) -> None:
    checks = check(cohort, theories=PAIR)
    text = alt_text(draw_checks(checks))
    assert f"on {len(cohort)} case" in text
    assert alt_text(draw_rivals(compare_theories(cohort, theories=PAIR)))


@pytest.mark.parametrize("what", sorted(DRAWN))
def test_the_same_record_gives_the_same_bytes(what: str) -> None:
    one, again = (figure_bytes(DRAWN[what]("three"), "svg") for _ in range(2))
    assert one == again


def test_every_claim_has_its_row() -> None:
    figure = DRAWN["checks"]("three")
    shown = {text.get_text() for text in figure.axes[0].texts}
    claims = [claim for theory in THEORIES for claim in theory.propositions]
    assert sum(claim.id.replace("_", " ") in shown for claim in claims) >= 0.8 * len(claims)
