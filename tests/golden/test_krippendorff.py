"""Published values of Krippendorff's alpha."""

from __future__ import annotations

import pytest

from mediaeco.grounded import krippendorff_alpha

# Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability: four observers, twelve units.
OBSERVERS: list[list[int | None]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


@pytest.mark.parametrize(
    ("scale", "alpha"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_four_observers_with_missing_data(scale: str, alpha: float) -> None:
    found = krippendorff_alpha(OBSERVERS, scale=scale)
    assert found.alpha[0].round(3) == alpha
    assert (found.units[0], found.values[0]) == (11, 40)  # the last unit has one value only
    assert found.low[0] <= found.alpha[0] <= found.high[0]


def test_three_coders_with_many_gaps() -> None:
    """The example with which encyclopedias show the computation: .691 nominal, .811 interval."""
    a, b, c = (
        [None if cell == "*" else int(cell) for cell in row.split()]
        for row in (
            "* * * * * 3 4 1 2 1 1 3 3 * 3",
            "1 * 2 1 3 3 4 3 * * * * * * *",
            "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
        )
    )
    assert krippendorff_alpha([a, b, c]).alpha[0].round(3) == 0.691
    assert krippendorff_alpha([a, b, c], scale="interval").alpha[0].round(3) == 0.811
