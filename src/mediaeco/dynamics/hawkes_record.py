"""What was observed of contacts that may call forth contacts: cases end to end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal

import numpy as np
from attrs import Factory, evolve, field, frozen

from mediaeco.dynamics.hawkes import HawkesEvents
from mediaeco.dynamics.rhythm import Rhythm
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.hawkes_likelihood import Past, past_of
from mediaeco.model.bound import ids

__all__ = ["HawkesRecord", "Kinds", "record_of"]

Kinds = Literal["side", "channel", "side and channel"]


def _floats(value: Any) -> Floats:
    array = np.array(value, dtype=np.float64)
    array.flags.writeable = False
    return array


def _ints(value: Any) -> Ints:
    array = np.array(value, dtype=np.int64)
    array.flags.writeable = False
    return array


@frozen(kw_only=True, eq=False, slots=False)
class HawkesRecord:
    """Contacts of several cases, each observed from 0 to its own end.

    Parameters
    ----------
    kinds
        What the kinds are called.
    time
        Contacts in time order within each case, cases end to end, in days or any other unit; shape
        (events,).
    kind
        As its place in the kinds; shape (events,).
    offsets
        Contact at which each case begins, and their number at the end; shape (cases + 1,). Cases
        may be empty.
    until
        End of each case's observation; shape (cases,).
    drawn
        False for contacts that are given: they call others forth, but that they came is not
        counted, such as a first contact with which observing began. None: all were drawn; shape
        (events,).
    baseline
        Weight of the baseline at each contact, such as that of a rhythm, 1 on average. None: 1;
        shape (events,).
    elapsed
        Integral of that weight from 0 to each contact. None: its time; shape (events,).
    exposure
        Integral of that weight over each case; as ``until`` where it is not given; shape (cases,).
    unit
        Of time: "day", or another word.
    by
        What tells kinds apart, ``"side"``, ``"channel"`` or ``"side and channel"``: channels have
        no responsiveness in the words of results, but a pull.
    rhythm, began
        The rhythm that the baseline is from, and where each case begins, in seconds on the wall's
        clock since 1970: for contacts that are moved. None: there is none; shape (cases,).

    Raises
    ------
    InvalidCaseError
        Where shapes do not fit, or times fall, or lie outside what was observed.

    Examples
    --------
    >>> seen = HawkesRecord(kinds=["a", "b"], time=[1, 2, 1.5], kind=[0, 1, 0], offsets=[0, 2, 3],
    ...     until=[4, 4])
    >>> seen.counts.tolist(), float(seen.exposure.sum())
    ([2, 1], 8.0)
    """

    kinds: tuple[str, ...] = field(converter=ids)
    time: Floats = field(converter=_floats)
    kind: Ints = field(converter=_ints)
    offsets: Ints = field(converter=_ints)
    until: Floats = field(converter=_floats)
    drawn: Bools | None = None
    baseline: Floats | None = None
    elapsed: Floats | None = None
    exposure: Floats = field(default=Factory(lambda self: self.until, takes_self=True))
    unit: str = "unit"
    by: Kinds = "side"
    rhythm: Rhythm | None = None
    began: Floats | None = None

    def __attrs_post_init__(self) -> None:
        count, cases = len(self.time), len(self.until)
        self._hold(
            "offsets",
            len(self.offsets) == cases + 1
            and self.offsets[0] == 0
            and self.offsets[-1] == count
            and bool((np.diff(self.offsets) >= 0).all()),
            f"where each of {cases} cases begins, from 0 to {count} at the end",
        )
        self._hold(
            "kind",
            len(self.kind) == count and bool(((self.kind >= 0) & (self.kind < self.width)).all()),
            f"{count} places among {self.width} kinds",
        )
        self._hold(
            "until",
            bool((np.isfinite(self.until) & (self.until >= 0)).all()),
            "finite times of at least 0",
        )
        end = self.until[self.case]
        rising = (np.diff(self.time) >= 0) | (np.diff(self.case) > 0)
        self._hold(
            "time",
            bool(((self.time >= 0) & (self.time <= end)).all() and rising.all()),
            "times from 0 to the end of each case, none before the one that precedes it",
        )
        for name, shape in (
            ("drawn", count), ("baseline", count), ("elapsed", count), ("exposure", cases),
            ("began", cases),
        ):  # fmt: skip
            value = getattr(self, name)
            self._hold(name, value is None or len(value) == shape, f"{shape} values")

    def _hold(self, name: str, right: bool, expected: str) -> None:
        if not right:
            raise InvalidCaseError(f"HawkesRecord.{name}", expected, "others")

    def __len__(self) -> int:
        return len(self.time)

    @property
    def width(self) -> int:
        """Number of kinds."""
        return len(self.kinds)

    @property
    def between(self) -> str:
        """Name of what one kind calls forth of another; of its own it is self-excitation."""
        return "pull" if "channel" in self.by else "responsiveness"

    @cached_property
    def case(self) -> Ints:
        """Case of each contact; shape (events,)."""
        return np.repeat(np.arange(len(self.until)), np.diff(self.offsets))

    @cached_property
    def counted(self) -> Floats:
        """1 for contacts that were drawn, 0 for those that are given; shape (events,)."""
        drawn = np.ones(len(self), dtype=bool) if self.drawn is None else np.asarray(self.drawn)
        return drawn.astype(np.float64)

    @cached_property
    def counts(self) -> Ints:
        """Contacts of each kind that were drawn; shape (kinds,)."""
        return np.bincount(self.kind[self.counted > 0], minlength=self.width)

    @cached_property
    def past(self) -> Past:
        """What stands before each contact."""
        return past_of(self.time, self.kind, self.offsets, self.until, self.width)

    def levelled(self, level: Floats | None) -> HawkesRecord:
        """The same contacts along a baseline that is higher in some cases; None: as it is."""
        if level is None:
            return self
        own = level[self.case]
        return evolve(
            self,
            baseline=own if self.baseline is None else own * self.baseline,
            elapsed=own * (self.time if self.elapsed is None else self.elapsed),
            exposure=level * self.exposure,
        )

    @property
    def gaps(self) -> Floats:
        """Times between contacts of one case, without those of no length."""
        apart: Floats = np.diff(self.time)[np.diff(self.case) == 0]
        return np.asarray(apart[apart > 0], dtype=np.float64)


def record_of(observed: HawkesRecord | HawkesEvents | Sequence[HawkesEvents]) -> HawkesRecord:
    """Take what was drawn as what was observed, each draw as a case.

    Raises
    ------
    InvalidCaseError
        Where there is none, or draws differ in their kinds.
    """
    if isinstance(observed, HawkesRecord):
        return observed
    draws = [observed] if isinstance(observed, HawkesEvents) else list(observed)
    named = {draw.parameters.labels for draw in draws}
    if len(named) != 1:
        raise InvalidCaseError(
            "fit_hawkes.observed", "one draw at least, all of the same kinds", f"{len(named)} sets"
        )
    return HawkesRecord(
        kinds=named.pop(),
        time=np.concatenate([draw.time for draw in draws]),
        kind=np.concatenate([draw.kind for draw in draws]),
        offsets=np.concatenate(([0], np.cumsum([len(draw) for draw in draws]))),
        until=[draw.until for draw in draws],
    )
