"""A case told line by line, by roles: what a failing example prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from mediaeco.model.clock import DAY, micros_of
from mediaeco.model.vocabulary import ActKind, Clock, ContentKind, Role

if TYPE_CHECKING:
    from mediaeco.model.actor import Actor
    from mediaeco.model.case import Case
    from mediaeco.model.frame import FrameElement
    from mediaeco.model.interaction import Interaction
    from mediaeco.model.measure import Measure

__all__ = ["LIMIT", "print_lines", "stories_lines", "story_lines", "told"]

LIMIT = 40
"""Contacts that a story tells before it is cut."""

_ACTS = {
    ActKind.PROPOSE: "proposes",
    ActKind.ACCEPT: "accepts",
    ActKind.REJECT: "rejects",
    ActKind.BREACH: "breaches",
    ActKind.REPAIR: "repairs",
    ActKind.RENEGOTIATE: "renegotiates",
}


def told(record: Any, lines: Iterable[str]) -> str:
    """Put lines below what a record prints as."""
    return "\n".join((repr(record), *(f"  {line}" for line in lines)))


def print_lines(printer: Any, record: Any, lines: Sequence[str]) -> None:
    """Tell a pretty printer (IPython's, or Hypothesis's) the lines below a record."""
    with printer.group(2):
        printer.text(repr(record))
        for line in lines:
            printer.break_()
            printer.text(line)


def story_lines(case: Case, limit: int = LIMIT) -> list[str]:
    """Tell a case: what was agreed beforehand, then contact by contact, then the ratings."""
    who = _roles(case.actors)
    table, rows = case.table, case.interactions[:limit]
    origin = int(table.origin[0]) if len(table) else None
    lines = [*_setting_out(case, who, origin)]
    days = [_day(t) for t in table.t[:limit].tolist()]
    heads = [f"n={n}" for n in table.n[:limit].tolist()]
    people = [
        f"{who[row.sender]} -> {', '.join(who[name] for name in row.receivers)}" for row in rows
    ]
    replies = table.reply_to[:limit].tolist()
    live = {channel.id: channel.live for channel in case.channels}
    columns = (heads, days, people, [row.channel for row in rows])
    widths = [max(map(len, column), default=0) for column in columns]
    for i, row in enumerate(rows):
        cells = [column[i].ljust(width) for column, width in zip(columns, widths, strict=True)]
        lines.append("  ".join((*cells, *_happened(row, replies[i], who, live))).rstrip())
    lines += _more(len(table) - len(rows), "contact")
    lines += [_rating(measure, who, origin) for measure in case.measures[:limit]]
    return lines + _more(len(case.measures) - limit, "rating") + _ending(case, origin)


def stories_lines(cases: Iterable[Case], count: int, limit: int = LIMIT) -> list[str]:
    """Tell cases one after another, until so many contacts have been told of all together."""
    lines: list[str] = []
    for place, case in enumerate(cases):
        if limit <= 0:
            return lines + _more(count - place, "case")
        lines += told(case, story_lines(case, limit)).splitlines()
        limit -= max(len(case.table), 1)
    return lines


def _roles(actors: Sequence[Actor]) -> dict[str, str]:
    """What each actor is called in a story: their role, numbered where several may have it."""
    names, seen = {}, dict.fromkeys(Role, 0)
    for actor in actors:
        seen[actor.role] += 1
        alone = actor.role in (Role.THERAPIST, Role.PATIENT)
        names[actor.id] = str(actor.role) if alone else f"{actor.role} {seen[actor.role]}"
    return names


def _setting_out(case: Case, who: dict[str, str], origin: int | None) -> Iterable[str]:
    """What holds before the first contact, as far as it is not the simplest."""
    if case.clock is not Clock.SECONDS:
        yield f"clock: {case.clock}"
    for actor in case.actors:
        known = [*actor.repertoire, *(f"{use.channel} ({use.count:g} uses)" for use in actor.prior)]
        if actor.role in (Role.OTHER, Role.OBSERVER):
            yield f"there is: {who[actor.id]}"
        if known:
            yield f"{who[actor.id]} knows: {', '.join(known)}"
    for element in case.elements:
        terms = "; ".join(_terms(element))
        if terms:
            yield f"{element.id} agrees: {terms}"
    for setting in case.settings:
        private = {True: "in private", False: "not in private", None: ""}[setting.private]
        parts = [part for part in (setting.place, setting.device, private) if part]
        since = "" if setting.since is None else f" from {_when(micros_of(setting.since), origin)}"
        yield f"{who[setting.actor]} sits: {', '.join(parts)}{since}"


def _terms(element: FrameElement) -> Iterable[str]:
    if element.hours is not None:
        days = element.hours.days
        on = "" if len(days) == 7 else f" on weekdays {', '.join(map(str, days))} (Monday 0)"
        yield f"hours {element.hours.start:g} to {element.hours.end:g}{on}"
    if element.channels:
        yield f"channels {', '.join(element.channels)}"
    if element.fallback:
        yield f"falling back to {', '.join(element.fallback)}"


def _happened(
    row: Interaction, reply: int, who: dict[str, str], live: dict[str, bool]
) -> Iterable[str]:
    """What a contact was for, what it did, and what is unusual about it."""
    usual = ContentKind.LIVE_TALK if live[row.channel] else ContentKind.TEXT
    if row.purposes:
        yield f"[{', '.join(row.purposes)}]"
    if row.content is not usual:
        yield str(row.content).replace("_", " ")
    if row.duration is not None:
        yield f"{row.duration / 60:.3g} min"
    if reply >= 0:
        yield f"answers n={reply}"
    for act in row.acts:
        by = "" if act.actor is None else f"{who[act.actor]} "
        yield f"{by}{_ACTS[act.kind]} {act.element}"
    if row.rupture is not None:
        yield f"rupture: {row.rupture}"
    if row.repair is not None:
        yield f"mends: {row.repair}"
    if row.control is not None:
        yield str(row.control).replace("_", "-")
    if row.boundary is not None:
        yield f"boundary {row.boundary}"
    if row.codes:
        yield f"coded {', '.join(row.codes)}"
    for move in row.moves:
        judged = {True: "faithful ", False: "ironic ", None: ""}[move.faithful]
        of = f" of {move.channel}" if move.channel else ""
        yield f"{judged}{move.kind}{of}{f' ({move.other})' if move.other else ''}"
    if row.context is not None:
        # A mark is somebody's own words.
        yield "in a marked bout"
    if row.reported_by is not None:
        yield f"told by {who[row.reported_by]}"


def _rating(measure: Measure, who: dict[str, str], origin: int | None) -> str:
    when = f"{_when(micros_of(measure.time), origin)}  "
    about = f" about {who.get(measure.about, measure.about)}" if measure.about else ""
    return (
        f"rating  {when}{who[measure.rater]}: {measure.construct}{about}, "
        f"{measure.instrument} {measure.scale} {measure.value:g} ({measure.low:g} to "
        f"{measure.high:g})"
    )


def _ending(case: Case, origin: int | None) -> list[str]:
    if case.observed_until is None:
        return []
    return [f"observed until {_when(micros_of(case.observed_until), origin)}"]


def _when(micros: int, origin: int | None) -> str:
    """Days since the first contact; without one there is nothing to count from."""
    return "some day" if origin is None else _day((micros - origin) / DAY)


def _day(days: float) -> str:
    text = f"{days:.4g}"
    return f"day {text}" if "." in text or "e" in text else f"day {text}.0"


def _more(count: int, noun: str) -> list[str]:
    return [f"... {count} more {noun}{'' if count == 1 else 's'}"] if count > 0 else []
