"""What is impossible about a strategy's keywords, told when the strategy is made.

Hypothesis would tell it while drawing, deep inside somebody's test, and of its own parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, one_of, shown, shown_term

__all__ = ["Keywords"]


class Keywords:
    """Collect the faults of a strategy's keywords, then raise them all at once.

    Parameters
    ----------
    strategy
        Name of the strategy, which every message begins with.

    Examples
    --------
    >>> keywords = Keywords("cases")
    >>> keywords.span("min_contacts", 5, "max_contacts", 2)
    >>> keywords.settle()
    Traceback (most recent call last):
    ...
    mediaeco.errors.InvalidCaseError: cases.max_contacts: expected at least min_contacts, 5; got 2.
    """

    def __init__(self, strategy: str) -> None:
        self.strategy = strategy
        self.faults: list[MediaEcoError] = []

    def fault(self, name: str, expected: str, got: str, hint: str = "") -> None:
        """Take note of one fault."""
        self.faults.append(InvalidCaseError(f"{self.strategy}.{name}", expected, got, hint))

    def count(self, name: str, value: object, least: int = 0, most: int | None = None) -> bool:
        """Demand a whole number from ``least`` on; tell whether it is one."""
        right = isinstance(value, int) and not isinstance(value, bool) and value >= least
        right = right and (most is None or value <= most)  # type: ignore[operator]  # an int here
        if not right:
            expected = f"a whole number of at least {least}"
            self.fault(
                name, expected if most is None else f"{expected}, at most {most}", shown(value)
            )
        return right

    def span(
        self,
        least_name: str,
        least: object,
        most_name: str,
        most: object,
        *,
        floor: int = 0,
        top: int | None = None,
    ) -> None:
        """Demand two counts of which the second is not below the first."""
        right = self.count(least_name, least, floor, top)
        if not self.count(most_name, most, floor, top) or not right:
            return
        if least > most:  # type: ignore[operator]  # both are counts here
            self.fault(most_name, f"at least {least_name}, {least}", shown(most))

    def pair(self, name: str, value: object) -> None:
        """Demand two counts in a tuple, of which the second is not below the first."""
        if not isinstance(value, tuple) or len(value) != 2:
            self.fault(name, "two whole numbers, from and to", shown(value), "Write (0, 4).")
        else:
            self.span(f"{name}[0]", value[0], f"{name}[1]", value[1])

    def each(self, name: str, value: object, kinds: Sequence[type]) -> bool:
        """Demand one sequence of each of these kinds; tell whether they are there."""
        before = len(self.faults)
        if not isinstance(value, tuple | list) or len(value) != len(kinds):
            expected = ", ".join(f"some of type {kind.__name__}" for kind in kinds)
            self.fault(name, expected, shown(value))
        else:
            for place, (items, kind) in enumerate(zip(value, kinds, strict=True)):
                self.several(f"{name}[{place}]", items, kind)
        return len(self.faults) == before

    def several(self, name: str, items: object, kind: type, least: int = 0) -> None:
        """Demand at least so many items of a kind."""
        noun = kind.__name__
        if isinstance(items, str) or not isinstance(items, Iterable):
            self.fault(name, f"several of type {noun}", shown(items))
            return
        listed = tuple(items)
        if any(not isinstance(item, kind) for item in listed):
            self.fault(name, f"items of type {noun}", "something else among them")
        elif len(listed) < least:
            self.fault(name, f"{least} or more of type {noun}", shown(len(listed)))

    def term(self, name: str, value: object, known: Sequence[str]) -> None:
        """Demand one word out of these."""
        if value not in known:
            self.fault(name, one_of(known), shown_term(value, known))

    def kind(self, name: str, value: object, kind: type, hint: str = "") -> None:
        """Demand a value of a kind."""
        if not isinstance(value, kind):
            self.fault(name, f"a {kind.__name__}", shown(value), hint)

    def made(self, kind: type, fixed: Mapping[str, object], names: Sequence[str]) -> None:
        """Demand that settings of these names and values can be made."""
        for name in fixed:
            self.term(name, name, names)
        if self.faults:
            return
        try:
            kind(**fixed)
        except InvalidCaseError as error:
            # The settings name themselves; here the strategy was asked.
            place = error.path.rpartition(".")[2]
            self.fault(place, error.expected, error.got, error.hint)

    def settle(self) -> None:
        """Raise what was found, if anything was."""
        if len(self.faults) == 1:
            raise self.faults[0]
        if self.faults:
            raise FaultGroup(f"The strategy {self.strategy}() has nothing to draw", self.faults)
