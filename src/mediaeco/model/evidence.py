"""What the literature found when channels were compared, one published number each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model.bound import identifier, ids, number
from mediaeco.model.vocabulary import Term

__all__ = ["Comparison", "Contrast", "Design", "Metric", "Rater", "Reading", "StylisedFact", "Told"]


class Contrast(Term):
    """What a number is about: numbers of two kinds are never put together."""

    BETWEEN = "between channels"  # one channel against another
    CHANGE = "change within one channel"  # before against after
    LEVEL = "level in one channel"
    ASSOCIATION = "association"  # of what was measured with something else
    RATERS = "between raters"


class Rater(Term):
    """From whose point of view something was measured."""

    PATIENT = "patient"
    THERAPIST = "therapist"
    OBSERVER = "observer"
    SEVERAL = "several"  # points of view put together by the source
    NONE = "none"  # a count or a duration that nobody rates


class Design(Term):
    """How a source came to its number."""

    RANDOMISED = "randomised"
    COMPARATIVE = "comparative"  # groups that were not made by chance
    CORRELATIONAL = "correlational"
    META_ANALYSIS = "meta-analysis"
    REVIEW = "review"
    SURVEY = "survey"
    QUALITATIVE = "qualitative"
    SINGLE_CASE = "single case"


class Metric(Term):
    """The measure in which a source tells its result."""

    SMD = "SMD"
    D = "d"
    G = "g"
    R = "r"
    R_SQUARED = "R²"
    T = "t"
    B = "b"  # a regression weight in the units of its instruments
    MEAN = "mean"
    PROPORTION = "proportion"
    WEEKS = "weeks"
    COUNT = "count"  # studies of all that were looked at
    WORDS = "words"  # told without a number


class Told(Term):
    """What a source says of the digital channel beside the other, or of an association."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "no significant difference"
    PRESENT = "present"  # an association, a theme or a level, without a comparison
    UNTOLD = "untold"


class Reading(Term):
    """How a number was read."""

    ABSTRACT = "read in the abstract"
    TEXT = "read in the text"
    SECONDARY = "read elsewhere"
    RECALLED = "recalled"


_FINITE = attrs.validators.optional(number())


def _count() -> Any:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is None:
            return
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise InvalidCaseError(
                f"{type(instance).__name__}.{attribute.name}",
                "a whole number of at least 0, or nothing where it is not known",
                shown(value),
            )

    return validate


def _pair(ends: Iterable[float] | None) -> tuple[float, float] | None:
    if ends is None:
        return None
    low, high = ends
    return float(low), float(high)


@frozen(kw_only=True)
class Comparison:
    """One published result, as its source tells it.

    Numbers stand as they were printed. Whether they can be true is another question:
    `mediaeco.relation.sanity` asks it.

    Parameters
    ----------
    id
        Short name: ``"norwood2018-alliance"``.
    source
        Citation key.
    study
        As a figure names it: ``"Norwood et al. 2018"``.
    arm, against
        What is compared, in words: ``"video"``, ``"in person"``. ``against`` is empty where
        nothing is.
    channels, against_channels
        Ids of channels in `mediaeco.catalog.CHANNELS`; empty where the source says no more.
    construct
        What was measured: ``"alliance"``, ``"bond"``, ``"outcome"``, ``"retention"``.
    contrast
        What the number is about.
    criterion
        What an association is with: ``"outcome"``; empty where there is none.
    rater
        From whose point of view.
    design
        How the source came to it.
    metric
        In what measure.
    value, low, high
        As printed, with the confidence interval; None where the source (or what was read of it)
        gives none.
    reference
        Value of the other arm, where each arm has one: means, proportions, weeks.
    confidence
        Of the interval, above 0 and below 1.
    sign
        1 where a positive value is in favour of the digital channel (or, of an association, of a
        better outcome), -1 where a negative one is, 0 where it was not told.
    told
        What the source says in words.
    p
        p value as printed.
    p_below
        True where only a bound was printed: ``p < .001``.
    t, df
        Test statistic and its degrees of freedom, where printed.
    d
        The standardised difference that the source gives beside its own metric.
    spread
        Standard deviation beside a mean.
    bounds
        Least and greatest value of the instrument, where a mean is told on it.
    n, n_arm, n_against, k
        Persons in all and in each arm; studies or samples put together.
    instrument
        ``"WAI-SR"``.
    verified
        True only where this number was compared with the source itself; ``note`` says with what.
    reading
        How it was read.
    note
        What was compared, what differs, what to beware of.

    Raises
    ------
    InvalidCaseError
        Where an interval ends before it begins, a count is below 0, a number is not finite, or
        something claims to have been checked without saying how.
    """

    id: str = field(validator=identifier())
    source: str = field(validator=identifier())
    study: str = field(validator=identifier())
    arm: str = field(validator=identifier())
    construct: str = field(validator=identifier())
    contrast: Contrast = field(converter=Contrast)
    design: Design = field(converter=Design)
    metric: Metric = field(converter=Metric)
    against: str = ""
    criterion: str = ""
    channels: tuple[str, ...] = field(default=(), converter=ids)
    against_channels: tuple[str, ...] = field(default=(), converter=ids)
    rater: Rater = field(default=Rater.NONE, converter=Rater)
    value: float | None = field(default=None, validator=_FINITE)
    low: float | None = field(default=None, validator=_FINITE)
    high: float | None = field(default=None, validator=_FINITE)
    reference: float | None = field(default=None, validator=_FINITE)
    confidence: float = 0.95
    sign: int = 1
    told: Told = field(default=Told.UNTOLD, converter=Told)
    p: float | None = field(default=None, validator=_FINITE)
    p_below: bool = False
    t: float | None = field(default=None, validator=_FINITE)
    df: float | None = field(default=None, validator=_FINITE)
    d: float | None = field(default=None, validator=_FINITE)
    spread: float | None = field(default=None, validator=_FINITE)
    bounds: tuple[float, float] | None = field(default=None, converter=_pair)
    n: int | None = field(default=None, validator=_count())
    n_arm: int | None = field(default=None, validator=_count())
    n_against: int | None = field(default=None, validator=_count())
    k: int | None = field(default=None, validator=_count())
    instrument: str = ""
    verified: bool = False
    reading: Reading = field(default=Reading.RECALLED, converter=Reading)
    note: str = ""

    def __attrs_post_init__(self) -> None:
        for name, holds, expected in self._rules():
            if not holds:
                raise InvalidCaseError(f"Comparison.{name}", expected, "another")

    def _rules(self) -> list[tuple[str, bool, str]]:
        both = self.low is not None and self.high is not None
        related = self.contrast is Contrast.ASSOCIATION
        checked = self.reading in (Reading.ABSTRACT, Reading.TEXT) and bool(self.note)
        return [
            ("low", (self.low is None) == (self.high is None), "both ends of an interval, or none"),
            ("low", not both or self.low <= self.high, "an interval that begins before it ends"),  # type: ignore[operator]  # both are there
            ("criterion", related == bool(self.criterion), "a criterion just where it relates"),
            ("confidence", 0 < self.confidence < 1, "a confidence above 0 and below 1"),
            (
                "bounds",
                self.bounds is None or self.bounds[0] < self.bounds[1],
                "bounds that rise",
            ),
            ("sign", self.sign in (-1, 0, 1), "1, -1, or 0 where it was not told"),
            ("verified", not self.verified or checked, "a reading of the source, and what of it"),
        ]

    @property
    def favour(self) -> float:
        """Value turned so that positive favours the digital channel; NaN where not told."""
        return math.nan if self.value is None or not self.sign else self.sign * self.value

    @property
    def favour_interval(self) -> tuple[float, float]:
        """Interval turned likewise; NaN without one."""
        if self.low is None or self.high is None or not self.sign:
            return math.nan, math.nan
        ends = (self.sign * self.low, self.sign * self.high)
        return min(ends), max(ends)

    @property
    def total(self) -> int | None:
        """Persons in all: as told, or those of both arms; None where not known."""
        if self.n is not None:
            return self.n
        if self.n_arm is None or self.n_against is None:
            return None
        return self.n_arm + self.n_against


@frozen(kw_only=True)
class StylisedFact:
    """A regularity that several comparisons bear out, against which a theory is held.

    Parameters
    ----------
    id
        ``"SF1"``.
    statement
        The regularity, in a sentence.
    rests_on
        Ids of the comparisons that bear it out.
    against
        Ids of those that speak against it.
    note
        How far it may be trusted.
    """

    id: str = field(validator=identifier())
    statement: str = field(validator=identifier())
    rests_on: tuple[str, ...] = field(converter=ids)
    against: tuple[str, ...] = field(default=(), converter=ids)
    note: str = ""
