"""One claim of a theory, stated so that a record can break it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs
import numpy as np
from attrs import field, frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import MediaEcoError, shown
from mediaeco.kernels.array import Array
from mediaeco.model import Case, Cohort, InteractionTable, Ragged, Standing
from mediaeco.model.bound import identifier, ids
from mediaeco.model.vocabulary import Term
from mediaeco.theory.judgement import Judgement

__all__ = [
    "Basis",
    "Direction",
    "Example",
    "Proposition",
    "PropositionError",
    "Scope",
    "example_of",
    "judged",
]


class Scope(Term):
    """What a claim speaks of, and so what can refute it."""

    EACH = "each case"  # one case that breaks it refutes it
    AVERAGE = "cases on average"  # judged case by case; over several cases a test decides
    COHORT = "a cohort"  # compares cases, and says nothing of a single one


class Basis(Term):
    """What the verdict rests on."""

    RECORD = "what took place"
    RATINGS = "what people rated"
    MODEL = "what the formation model implies"


class Direction(Term):
    """What a claim says of its quantity."""

    MORE = "more"
    LESS = "less"
    NONE = "no difference"
    ORDER = "order in time"
    BOUND = "bound"


Example = Callable[[], Case | Cohort]


class PropositionError(MediaEcoError, ValueError):
    """A proposition or a theory that cannot be used as it is stated.

    Parameters
    ----------
    name
        Id of the proposition or the theory.
    reason
        What was expected, what came, and the way out.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"proposition '{name}': {reason}")


@frozen(kw_only=True)
class Proposition:
    """A claim, its source, the function that judges it, and two cases that show both ends.

    Parameters
    ----------
    id
        Short name, one within a theory: ``"appropriation_mediates"``.
    statement
        The claim in a sentence.
    sources
        Keys of `mediaeco.CITATIONS`, or full references; at least one.
    judge
        Takes an ecosystem, of one case or (scope ``COHORT``) of a cohort, and gives a `Judgement`;
        see `compared`, `at_every_contact`, `by_test` and `undecided`. It may not change what it is
        given, and gives the same answer when it is asked again.
    scope
        Whether the claim speaks of each case, of cases on average, or of a cohort.
    basis
        What the verdict rests on. A verdict on what the formation model implies is a verdict on
        the model with its parameters, and no finding about the two people.
    standing
        How near the claim as it is judged here is to its source.
    direction
        What it says of its quantity.
    question
        Which question it answers. Claims of rival theories that answer one question are held
        against one another; by default a claim answers a question of its own.
    claim
        Its number in the source: ``"A2"``, ``"P1"``.
    requires
        What has to be recorded for a verdict.
    boundary
        Where the claim is said to hold, and where not.
    refuted_by
        What would refute it, in words.
    confirming, refuting
        Functions that give a small case (or cohort) on which it holds, and one on which it fails.

    Raises
    ------
    PropositionError
        Where it has no source, or its judge cannot be called.

    Examples
    --------
    >>> from mediaeco.theory import compared
    >>> short = Proposition(
    ...     id="few_channels",
    ...     statement="Two people need no more than three channels.",
    ...     sources=["A claim made for this example."],
    ...     judge=lambda eco: compared(len(set(eco.table.channel.tolist())), "<=", 3),
    ... )
    >>> short.scope
    <Scope.EACH: 'each case'>
    """

    id: str = field(validator=identifier())
    statement: str = field(validator=identifier())
    sources: tuple[str, ...] = field(converter=ids)
    judge: Callable[[Ecosystem], Judgement]
    scope: Scope = field(default=Scope.EACH, converter=Scope)
    basis: Basis = field(default=Basis.RECORD, converter=Basis)
    standing: Standing = field(default=Standing.LIBRARY, converter=Standing)
    direction: Direction | None = field(
        default=None, converter=attrs.converters.optional(Direction)
    )
    question: str = field()
    claim: str = ""
    requires: str = ""
    boundary: str = ""
    refuted_by: str = ""
    confirming: Example | None = None
    refuting: Example | None = None

    @question.default
    def _own_question(self) -> str:
        return self.id

    def __attrs_post_init__(self) -> None:
        if not any(source.strip() for source in self.sources):
            raise PropositionError(
                self.id,
                "expected a source at least; got none. A claim that nobody has made can be cited "
                "as one's own: sources=['own claim, 2026'].",
            )
        for name in ("judge", "confirming", "refuting"):
            value = getattr(self, name)
            if value is not None and not callable(value):
                raise PropositionError(self.id, f"{name}: expected a function; got {shown(value)}.")


def judged(proposition: Proposition, eco: Ecosystem) -> Judgement:
    """Ask a proposition about a record, and see that it keeps its hands off it.

    Parameters
    ----------
    proposition
        The claim.
    eco
        One case, or a cohort where the claim speaks of one.

    Returns
    -------
    Judgement
        Its answer.

    Raises
    ------
    PropositionError
        Where the judge raises, gives something else than a judgement, or changes the record: the
        error names the proposition, and no one in the record.
    """
    # An ecosystem of its own: whoever alters the graph alters nobody else's.
    own = Ecosystem(eco.record, table=eco.table)
    before = [column.copy() for column in _columns(eco)]
    try:
        answer = proposition.judge(own)
    except Exception as error:
        raise PropositionError(
            proposition.id,
            f"its judge raised {type(error).__name__}. Let it give `undecided(reason)` where a "
            "record does not say enough.",
        ) from error
    changed = any(
        not np.array_equal(column, kept, equal_nan=column.dtype.kind == "f")
        for column, kept in zip(_columns(eco), before, strict=True)
    )
    if changed:
        raise PropositionError(
            proposition.id, "its judge changed the record. Let it work on copies."
        )
    if not isinstance(answer, Judgement):
        raise PropositionError(
            proposition.id,
            f"its judge gave a value of type {type(answer).__name__}; expected a Judgement, as "
            "`compared(observed, '>', required)` gives it.",
        )
    return answer


def _columns(eco: Ecosystem) -> Iterator[Array]:
    for item in attrs.fields(InteractionTable):
        value = getattr(eco.table, item.name)
        if isinstance(value, Ragged):
            yield value.values
            yield value.offsets
        elif isinstance(value, np.ndarray):
            yield value


def example_of(proposition: Proposition, kind: str) -> Case | Cohort:
    """Give the small case that a proposition ships.

    Parameters
    ----------
    proposition
        The claim.
    kind
        ``"confirming"`` or ``"refuting"``.

    Returns
    -------
    Case or Cohort
        As the proposition tells it.

    Raises
    ------
    PropositionError
        Where it ships none, or something else.
    """
    make: Example | None = getattr(proposition, kind)
    if make is None:
        raise PropositionError(proposition.id, f"it ships no {kind} case.")
    made = make()
    if not isinstance(made, Case | Cohort):
        raise PropositionError(
            proposition.id,
            f"its {kind} case is a value of type {type(made).__name__}; expected a Case or Cohort.",
        )
    return made
