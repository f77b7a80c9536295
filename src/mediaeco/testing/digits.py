"""Items drawn as whole numbers, one for each, and taken apart.

Few draws keep the search quick, and a number that shrinks makes each of an item's parts simpler.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

__all__ = ["NUMBER", "Digits", "numbers"]

_T = TypeVar("_T")

NUMBER = st.integers(0, (1 << 24) - 1)
"""One item as a number."""


class Digits:
    """A number taken apart from its lowest digit on, each in a base of its own."""

    def __init__(self, number: int) -> None:
        self.rest = number

    def below(self, count: int) -> int:
        """Take a digit off, in base ``count``."""
        self.rest, digit = divmod(self.rest, count)
        return digit

    def pick(self, items: Sequence[_T]) -> _T:
        """Take one of the items."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[_T]) -> list[_T]:
        """Take some of the items, or none."""
        return [item for item in items if self.below(2)]


def numbers(least: int, most: int) -> SearchStrategy[list[Digits]]:
    """Draw so many items."""
    return st.lists(NUMBER, min_size=least, max_size=most).map(
        lambda numbers: [Digits(number) for number in numbers]
    )
