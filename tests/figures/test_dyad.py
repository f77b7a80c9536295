"""The plane of two who move one another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.figure import Figure

from mediaeco.dynamics import DyadParameters, PersonParameters, rest_states
from mediaeco.errors import InvalidCaseError
from mediaeco.figures import Style, alt_text, draw_dyad

Words = list[tuple[str, tuple[float, float, float, float]]]


def dyad(therapist: float, patient: float, alone: float = 0.1) -> DyadParameters:
    one, other = (
        PersonParameters(inertia=-1, alone=alone, influence=c) for c in (therapist, patient)
    )
    return DyadParameters(therapist=one, patient=other)


@pytest.mark.parametrize("style", ["single", "double"])
@pytest.mark.parametrize(("therapist", "patient"), [(2, 3), (-4, 4), (0, 0), (0, 300)])
def test_any_dyad_can_be_drawn(
    therapist: float,
    patient: float,
    style: Style,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[[Words], list[tuple[str, str]]],
) -> None:
    model = dyad(therapist, patient)
    placed = placed_texts(draw_dyad(model, starts=((1, -1),), style=style))
    words = " ".join(text for text, _ in placed)
    assert "the therapist would stay" in words
    assert "(tanh)" in words
    assert overlaps(placed) == []
    assert ("way to rest turns" in words) == (therapist * patient < 0)


def test_rest_is_filled_where_it_is_stable() -> None:
    model = dyad(2, 3)
    figure = draw_dyad(model, starts=((-1, 2), (1, -2)))
    found = rest_states(model)
    marks = [
        (line.get_xdata(), line.get_markerfacecolor())
        for ax in figure.axes
        for line in ax.lines
        if line.get_marker() == "o" and line.get_markersize() > 4 and len(ax.lines) > 3
    ]
    faces = {round(float(np.asarray(x).item()), 6): face for x, face in marks}
    for (t, _), stable in zip(found.states, found.stable, strict=True):
        assert (faces[round(float(t), 6)] != "#FFFFFF") == stable
    text = alt_text(figure)
    assert "3 states of rest" in text
    assert text.count(": stable") == 2
    assert text.count("they come to") == 2


@pytest.mark.parametrize(
    ("starts", "until"), [(((0.0, np.nan),), 9.0), ((), 0.0), ((), np.inf), (((0.0, 0.0),), -1.0)]
)
def test_settings_have_ranges(starts: tuple[tuple[float, float], ...], until: float) -> None:
    with pytest.raises(InvalidCaseError):
        draw_dyad(dyad(1, 1), starts=starts, until=until)
