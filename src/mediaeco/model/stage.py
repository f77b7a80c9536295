"""Stage models: where a relationship can stand, and what moves it on."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.model.bound import identifier, ids, number
from mediaeco.model.vocabulary import Provenance, Term

__all__ = ["Condition", "Stage", "StageModel", "StageVariable", "Transition"]


class StageVariable(Term):
    """What a guard may ask about the running state of a case, just after a contact."""

    CONTACTS = "contacts"  # contacts between therapist and patient so far
    PROPOSED = "proposed"  # elements that have been proposed so far
    COVERAGE = "coverage"  # observed coverage of the frame, 0 to 1
    HELD = "held"  # contacts in a row with coverage at the model's `held_coverage` or above
    SESSIONS = "sessions"  # live contacts so far, with both sides present
    OPEN_RUPTURES = "open_ruptures"  # breaches and ruptures that nothing has mended yet
    ALLIANCE = "alliance"  # latest alliance rating on [0, 1]; a condition on it holds where none is
    CLOSED = "closed"  # 1 once a contact served the model's closing purpose
    SILENCE = "silence"  # days without contact, up to the end of observation


@frozen
class Condition:
    """A demand on one running variable: ``at_least <= x <= at_most``."""

    variable: StageVariable = field(converter=StageVariable)
    at_least: float = field(default=float("-inf"), converter=float)
    at_most: float = field(default=float("inf"), converter=float)


@frozen(kw_only=True)
class Stage:
    """One place where a relationship can stand.

    Parameters
    ----------
    id
        Name: ``"framing"``.
    label
        Name for people; the id where none is given.
    absorbing
        True where nothing leads on from it.
    """

    id: str = field(validator=identifier())
    label: str = ""
    absorbing: bool = False

    @property
    def name(self) -> str:
        """Name for people."""
        return self.label or self.id.replace("_", " ")


@frozen(kw_only=True)
class Transition:
    """A step from one stage to another, taken when all its conditions hold.

    Parameters
    ----------
    sources
        Ids of the stages that it leads from. Empty: every stage that is not absorbing, but
        the first and the target itself.
    target
        Id of the stage that it leads to.
    conditions
        All must hold.
    """

    target: str
    sources: tuple[str, ...] = field(default=(), converter=ids)
    conditions: tuple[Condition, ...] = field(default=(), converter=tuple[Condition, ...])


@frozen(kw_only=True)
class StageModel:
    """Stages, the first of which stands before any contact, and the steps between them.

    At each contact one step is taken at most: the first transition, in the order given, that
    leads from the present stage and whose conditions hold.

    Parameters
    ----------
    id
        Name of the model.
    stages
        In their order; the first is where every case begins.
    transitions
        In order of precedence.
    held_coverage
        Coverage that counts as held, for ``StageVariable.HELD``.
    closing_purpose
        Purpose id that ends a therapy.
    provenance, source
        How far the model may be trusted, and its citation key.

    Raises
    ------
    UnknownTermError
        Where a transition names a stage that the model does not have.
    InvalidCaseError
        Where two stages share an id, or there is none.
    """

    id: str = field(validator=identifier())
    stages: tuple[Stage, ...] = field(converter=tuple[Stage, ...])
    transitions: tuple[Transition, ...] = field(converter=tuple[Transition, ...])
    held_coverage: float = field(default=0.8, validator=number(0, 1), converter=float)
    closing_purpose: str = "closing"
    provenance: Provenance = field(default=Provenance.LIBRARY, converter=Provenance)
    source: str = ""

    def __attrs_post_init__(self) -> None:
        ids = [stage.id for stage in self.stages]
        if not ids or len(set(ids)) != len(ids):
            raise InvalidCaseError(
                "StageModel.stages", "stages with different ids", "none or one twice"
            )
        if len(self.transitions) > 62:  # guards are kept as the bits of one number
            raise InvalidCaseError(
                "StageModel.transitions", "62 at most", str(len(self.transitions))
            )
        for transition in self.transitions:
            for name in (*transition.sources, transition.target):
                if name not in ids:
                    raise UnknownTermError(name, ids, "stage")
