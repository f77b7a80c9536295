"""The one doorway between recording and analysing."""

from __future__ import annotations

import html
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Bools
from mediaeco.model import (
    Case,
    Channel,
    Code,
    Cohort,
    FrameElement,
    InteractionTable,
    Purpose,
    Role,
)
from mediaeco.model.clock import micros_of
from mediaeco.model.story import LIMIT, print_lines, stories_lines, story_lines, told

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Ecosystem", "opened"]


def _checked(record: Case | Cohort) -> Case | Cohort:
    """Tell what is no record before its columns are asked for."""
    given: Any = record  # whatever a caller without a type checker gave
    if not isinstance(given, Case | Cohort):
        raise InvalidCaseError(
            "Ecosystem.record", "a Case or a Cohort", f"a {type(given).__name__}"
        )
    return record


def _own_table(eco: Ecosystem) -> InteractionTable:
    return eco.record.table


@frozen(eq=False, slots=False, repr=False)
class Ecosystem:
    """A case or a cohort, its read-only columns, and its graph.

    Every analysis takes an ecosystem first. Views hold fewer contacts; a contact keeps its original
    index in every view, so that "the first contact, absent" never reads as "the second one is
    the first".

    Parameters
    ----------
    record
        A case, or a cohort of them.
    table
        The columns; those of the record, or a view's.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> eco
    <Ecosystem of 'first-contact': 92 contacts over 7 channels>
    >>> len(eco.until(10)), len(eco.without(channel="video_call"))
    (10, 74)
    """

    record: Case | Cohort = field(converter=_checked)
    table: InteractionTable = field(
        default=attrs.Factory(_own_table, takes_self=True), kw_only=True
    )

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases, for what they say beside their contacts."""
        return (self.record,) if isinstance(self.record, Case) else self.record.heads

    @property
    def case(self) -> Case:
        """The one case, with the contacts of this view.

        Raises
        ------
        InvalidCaseError
            Where there is more than one case, or none.
        """
        if len(self.cases) != 1:
            raise InvalidCaseError(
                "eco",
                "an ecosystem of one case",
                f"one of {len(self.cases)} cases",
                "Take `Ecosystem(cohort[i])`.",
            )
        return self._one

    @cached_property
    def _one(self) -> Case:
        if isinstance(self.record, Case) and self.table is self.record.table:
            return self.record
        case = self.record if isinstance(self.record, Case) else self.record[0]
        return attrs.evolve(case, interactions=self.table, clock=case.clock)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the cases."""
        return tuple(case.id for case in self.cases)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Channels, in the order of their codes."""
        return self.record.channels

    @property
    def elements(self) -> tuple[FrameElement, ...]:
        """Frame elements, in the order of their codes."""
        return self.record.elements

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """Purposes, in the order of their codes."""
        return self.record.purposes

    @property
    def codes(self) -> tuple[Code, ...]:
        """Codes that people gave, in the order of their own codes."""
        return self.record.codes

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The typed graph of what is recorded, frozen; see `mediaeco.ecosystem.EdgeKind`."""
        from mediaeco.ecosystem.graph import build_graph

        return build_graph(self)

    def select(self, mask: Bools) -> Ecosystem:
        """Keep the contacts where ``mask`` is true; shape (rows,)."""
        return attrs.evolve(self, table=self.table.select(mask))

    def until(self, n: int) -> Ecosystem:
        """As the record stood just before contact ``n`` of each case: contacts 0 to n - 1.

        Ratings given and settings begun since, and the end of observation, are not known yet.
        """
        if n < 0:
            raise InvalidCaseError("until.n", "a contact index of at least 0", str(n))
        kept = self.table.n < n
        heads = tuple(_as_known(head, self.table, i, kept) for i, head in enumerate(self.cases))
        return self._with_heads(heads).select(kept)

    def without(
        self,
        *,
        channel: str | None = None,
        actor: str | None = None,
        purpose: str | None = None,
        contact: int | None = None,
    ) -> Ecosystem:
        """Leave contacts out: all over a channel, all sent by an actor, with a purpose, or one.

        Parameters
        ----------
        channel, purpose
            Ids.
        actor
            Id of an actor, or a role (``"therapist"``, ``"patient"``), which a cohort shares.
        contact
            Contact index.

        Returns
        -------
        Ecosystem
            The other contacts, at their original index.

        Raises
        ------
        UnknownTermError
            Where the record does not know the term.
        InvalidCaseError
            Where no case has the actor or the contact.
        """
        table = self.table
        gone = np.zeros(len(table), dtype=bool)
        if channel is not None:
            gone |= table.channel == _code(channel, self.channels, "channel")
        if purpose is not None:
            code = _code(purpose, self.purposes, "purpose")
            gone[table.purposes.rows[table.purposes.values == code]] = True
        if actor is not None:
            gone |= table.sender == self._actor_codes(actor)[table.case]
        if contact is not None:
            if not (table.n == contact).any():
                raise InvalidCaseError(
                    "without.contact", "the index of a contact in this view", str(contact)
                )
            gone |= table.n == contact
        return self.select(~gone)

    def seen_by(self, observer: str) -> Ecosystem:
        """What one observer reported: contacts that they report, ratings that they gave.

        Contacts that nobody in particular reports are in no observer's view.

        Parameters
        ----------
        observer
            Id of an actor, or a role that one actor of each case has.

        Raises
        ------
        InvalidCaseError
            Where no case has the actor.

        Notes
        -----
        *Theory*: the observer belongs to the system (von Foerster); library's proposal.

        *Laws*: seen twice is seen once; every view is contained in the record.
        """
        codes = self._actor_codes(observer)
        heads = tuple(
            attrs.evolve(
                head,
                measures=[
                    m for m in head.measures if code >= 0 and m.rater == head.actors[code].id
                ],
                clock=head.clock,
            )
            for head, code in zip(self.cases, codes.tolist(), strict=True)
        )
        kept = (self.table.reported_by == codes[self.table.case]) & (self.table.reported_by >= 0)
        return self._with_heads(heads).select(kept)

    def __len__(self) -> int:
        return len(self.table)

    def story(self, *, limit: int = LIMIT) -> str:
        """Tell the contacts of this view line by line, as `mediaeco.model.Case.story` does.

        Parameters
        ----------
        limit
            Contacts told, of all cases together, before the story is cut.

        Returns
        -------
        str
            One line a contact, with the index that it has in the record.
        """
        return told(self, self._told(limit))

    def _told(self, limit: int = LIMIT) -> list[str]:
        if isinstance(self.record, Case):
            return story_lines(self.case, limit)
        record, table = self.record, self.table
        seen = (record.case_in(place, table) for place in range(len(record)))
        return stories_lines(seen, len(record), limit)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print as a story in IPython, and where Hypothesis shows a failing example."""
        print_lines(printer, self, [] if cycle else self._told())

    def __repr__(self) -> str:
        what = f"'{self.ids[0]}'" if len(self.ids) == 1 else f"{len(self.ids)} cases"
        used = len(np.unique(self.table.channel))
        return f"<Ecosystem of {what}: {len(self)} contacts over {used} channels>"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(repr(self)[1:-1])}</p>"

    def _with_heads(self, heads: tuple[Case, ...]) -> Ecosystem:
        """The same contacts under other heads."""
        if isinstance(self.record, Case):
            return Ecosystem(heads[0], table=self.table)
        return Ecosystem(self.record.with_heads(heads), table=self.table)

    def _actor_codes(self, actor: str) -> Any:
        """Code of the actor in each case, -1 in cases that do not have them."""
        codes = np.full(len(self.cases), -1)
        for i, head in enumerate(self.cases):
            for code, person in enumerate(head.actors):
                if person.id == actor or (person.role == actor and codes[i] < 0):
                    codes[i] = code
        if (codes < 0).all() and len(codes):
            raise InvalidCaseError(
                "actor",
                f"the id of an actor, or one of the roles {', '.join(Role)}",
                "one that no case has",
            )
        return codes


def _code(name: str, items: tuple[Any, ...], kind: str) -> int:
    names = [item.id for item in items]
    if name not in names:
        raise UnknownTermError(name, names, kind)
    return names.index(name)


def _as_known(head: Case, table: InteractionTable, i: int, kept: Bools) -> Case:
    """What a case's head said when the first contact left out had not taken place."""
    low, high = int(table.offsets[i]), int(table.offsets[i + 1])
    left = np.flatnonzero(~kept[low:high])
    if len(left) == 0:
        return head
    row = low + int(left[0])
    # Just before the contact; the contact before it may have come at the same moment.
    moment = int(table.time[row]) - 1
    if row > low:
        moment = max(moment, int(table.time[row - 1]))
    return attrs.evolve(
        head,
        interactions=(),
        measures=[m for m in head.measures if micros_of(m.time) <= moment],
        settings=[s for s in head.settings if s.since is None or micros_of(s.since) <= moment],
        observed_until=None,
        clock=head.clock,
    )


def opened(record: Ecosystem | Case | Cohort) -> Ecosystem:
    """Open the ecosystem of a record; one that is open stays as it is.

    Raises
    ------
    InvalidCaseError
        Where it is none of the three.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> case = read_example("first-contact")
    >>> eco = opened(case)
    >>> eco.case == case, opened(eco) is eco
    (True, True)
    """
    return record if isinstance(record, Ecosystem) else Ecosystem(record)
