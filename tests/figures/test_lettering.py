"""Words and numbers are set so that they fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.figures.lettering import counted, cut, rounded, width, wrapped
from mediaeco.figures.style import drawn_with

words = st.text(st.sampled_from("abcdefg mnop,;"), max_size=80)


@given(text=words, room=st.floats(4, 60))
def test_what_was_cut_fits_and_says_so(text: str, room: float) -> None:
    with drawn_with("double"):
        found = cut(text, room, 6.5)
        assert width(found, 6.5) <= room
    whole = " ".join(text.split())
    assert found == whole or found.endswith("…")


@given(text=words, room=st.floats(4, 60), lines=st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_no_word_unsaid(text: str, room: float, lines: int) -> None:
    with drawn_with("double"):
        found = wrapped(text, room, 6.5, lines)
        assert len(found) <= lines
        assert all(width(line, 6.5) <= room for line in found)
    if not any("…" in line for line in found):
        assert " ".join(found).split() == text.split()


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.26394, 2, "0.26"),
        (-0.0001, 2, "0.00"),
        (-1.5, 1, "−1.5"),
        (float("nan"), 2, "not defined"),
    ],
)
def test_numbers_are_rounded_and_the_undefined_is_said(
    value: float, digits: int, expected: str
) -> None:
    assert rounded(value, digits) == expected


def test_counts_agree_with_their_noun() -> None:
    assert [counted(n, "contact") for n in (0, 1, 1500)] == [
        "0 contacts",
        "1 contact",
        "1,500 contacts",
    ]
