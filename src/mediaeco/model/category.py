"""Categories of a grounded theory: their place in the paradigm, properties and dimensions."""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from mediaeco.errors import InvalidCaseError
from mediaeco.model.bound import identifier, ids, number
from mediaeco.model.vocabulary import Term

__all__ = [
    "Category",
    "CategoryKind",
    "Interval",
    "MatrixLevel",
    "OrderedValues",
    "ParadigmElement",
    "Property",
]


class ParadigmElement(Term):
    """The four places of the paradigm that edges of a theory lead between."""

    CONDITION = "condition"
    PHENOMENON = "phenomenon"
    ACTION = "action"
    CONSEQUENCE = "consequence"


class CategoryKind(Term):
    """What a category is in the paradigm of Strauss and Corbin.

    Causal, context and intervening conditions are told apart by the earlier editions; the later
    ones speak of conditions alone.
    """

    CONDITION = "condition"
    CAUSAL_CONDITION = "causal_condition"
    CONTEXT = "context"
    INTERVENING_CONDITION = "intervening_condition"
    PHENOMENON = "phenomenon"
    ACTION = "action"
    CONSEQUENCE = "consequence"

    @property
    def element(self) -> ParadigmElement:
        """Its place among the four."""
        try:
            return ParadigmElement(self.value)
        except InvalidCaseError:
            return ParadigmElement.CONDITION


class MatrixLevel(Term):
    """Levels of the conditional matrix, from the smallest outward."""

    INDIVIDUAL = "individual"
    DYAD = "dyad"
    ORGANISATION = "organisation"
    COMMUNITY = "community"
    NATION = "nation"
    GLOBAL = "global"


@frozen
class Interval:
    """A dimension that is a bounded interval.

    Parameters
    ----------
    low, high
        Its ends, ``low < high``.
    unit
        What it is measured in.
    """

    low: float = field(converter=float, validator=number())
    high: float = field(converter=float, validator=number())
    unit: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.low < self.high:
            raise InvalidCaseError("Interval.high", "an end above the low one", f"{self.high:g}")


@frozen
class OrderedValues:
    """A dimension that is an ordered set: ``OrderedValues(["rarely", "often", "always"])``.

    Parameters
    ----------
    values
        Two values or more, from one end to the other.
    """

    values: tuple[str, ...] = field(converter=ids)

    @values.validator
    def _check(self, _: object, value: tuple[str, ...]) -> None:
        if len(value) < 2 or len(set(value)) != len(value):
            raise InvalidCaseError(
                "OrderedValues.values",
                "two different values or more",
                f"{len(set(value))} different in {len(value)}",
            )


@frozen
class Property:
    """A property of a category, and the dimension along which it varies.

    Parameters
    ----------
    id
        Name: ``"frequency"``.
    dimension
        A bounded interval, or an ordered set.
    """

    id: str = field(validator=identifier())
    dimension: Interval | OrderedValues

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.dimension, Interval | OrderedValues):
            raise InvalidCaseError(
                "Property.dimension", "an Interval or OrderedValues", type(self.dimension).__name__
            )


@frozen(kw_only=True)
class Category:
    """One category of a theory: what several codes have in common.

    Parameters
    ----------
    id
        Name in the theory: ``"negotiating_rules"``.
    label
        Name for people; the id where none is given.
    kind
        Its place in the paradigm; None as long as axial coding has not given it one.
    level
        Its level in the conditional matrix; None where none is said.
    properties
        With their dimensions.
    codes
        Ids of the codes that it gathers.
    citations
        Keys of publications that name it.
    description
        What it means.
    """

    id: str = field(validator=identifier())
    label: str = ""
    kind: CategoryKind | None = field(default=None, converter=optional(CategoryKind))
    level: MatrixLevel | None = field(default=None, converter=optional(MatrixLevel))
    properties: tuple[Property, ...] = field(default=(), converter=tuple[Property, ...])
    codes: tuple[str, ...] = field(default=(), converter=ids)
    citations: tuple[str, ...] = field(default=(), converter=ids)
    description: str = ""

    def __attrs_post_init__(self) -> None:
        for name, values in (
            ("properties", [item.id for item in self.properties]),
            ("codes", self.codes),
            ("citations", self.citations),
        ):
            if len(set(values)) != len(values):
                raise InvalidCaseError(f"Category.{name}", "each once", "one twice")

    @property
    def name(self) -> str:
        """Name for people."""
        return self.label or self.id.replace("_", " ")

    @property
    def element(self) -> ParadigmElement | None:
        """Its place among the four of the paradigm; None where it has no kind."""
        return None if self.kind is None else self.kind.element
