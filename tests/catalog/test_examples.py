"""The bundled cases hold to what they say of themselves, and to what a therapy looks like."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import define

import mediaeco.io as mio
from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.errors import UnknownTermError
from mediaeco.io.example import EXAMPLES, read_example
from mediaeco.model import (
    ActKind,
    BoundaryKind,
    Case,
    CodeLevel,
    ContactHours,
    ContentKind,
    ControlCode,
    Interaction,
    MoveKind,
    Origin,
    RuptureKind,
)

FOLDER = files("mediaeco.catalog") / "examples"
BOGOTA = dt.timedelta(hours=-5)
HOLIDAYS = {
    *(dt.date(2022, 10, 17), dt.date(2022, 11, 7), dt.date(2022, 11, 14)),
    *(dt.date(2023, 3, 20), dt.date(2023, 4, 6), dt.date(2023, 4, 7), dt.date(2023, 5, 1)),
    *(dt.date(2023, 5, 22), dt.date(2023, 6, 12), dt.date(2023, 6, 19), dt.date(2023, 7, 3)),
    *(dt.date(2023, 7, 20), dt.date(2023, 8, 7), dt.date(2023, 8, 21)),
    *(dt.date(2024, 3, 25), dt.date(2024, 3, 28), dt.date(2024, 3, 29), dt.date(2024, 5, 1)),
    dt.date(2024, 5, 13),
}
"""Public holidays of Colombia within the three stories."""


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    return {name: read_example(name) for name in EXAMPLES}


@pytest.fixture(scope="module")
def first_contact(cases: dict[str, Case]) -> Case:
    return cases["first-contact"]


@pytest.fixture(scope="module")
def broken_frame(cases: dict[str, Case]) -> Case:
    return cases["broken-frame"]


@pytest.fixture(scope="module")
def sent_away(cases: dict[str, Case]) -> Case:
    return cases["sent-away"]


@define
class Element:
    """One frame element's life, told as slowly and plainly as possible."""

    status: str = "unset"
    proposer: str | None = None

    def act(self, kind: ActKind, actor: str) -> bool:
        """Take the act where it is legal, and tell whether it was."""
        held = self.status in ("agreed", "breached")
        if kind is ActKind.PROPOSE or (kind is ActKind.RENEGOTIATE and held):
            self.proposer = actor
        elif kind is ActKind.ACCEPT and self.proposer not in (None, actor):
            self.status, self.proposer = "agreed", None
        elif kind is ActKind.REJECT and self.proposer is not None:
            self.proposer = None
        elif kind is ActKind.BREACH and self.status == "agreed":
            self.status = "breached"
        elif kind is ActKind.REPAIR and self.status == "breached":
            self.status = "agreed"
        else:
            return False
        return True


def acts(case: Case) -> Iterator[tuple[Interaction, str, ActKind, str]]:
    for row in case.interactions:
        for act in row.acts:
            yield row, act.element, act.kind, act.actor or row.sender


def lived(case: Case) -> tuple[dict[str, Element], list[tuple[Interaction, str, ActKind, str]]]:
    """Elements at the end, and the acts that the lifecycle forbids."""
    elements = {element.id: Element() for element in case.elements}
    illegal = [told for told in acts(case) if not elements[told[1]].act(told[2], told[3])]
    return elements, illegal


def when(row: Interaction) -> dt.datetime:
    assert isinstance(row.time, dt.datetime)
    return row.time


def sessions(case: Case, channel: str = "video_call") -> list[Interaction]:
    return [row for row in case.interactions if row.channel == channel]


def hours(case: Case, element: str) -> ContactHours:
    (found,) = (each.hours for each in case.elements if each.id == element)
    assert found is not None
    return found


def outside(row: Interaction, agreed: ContactHours) -> bool:
    clock = when(row).hour + when(row).minute / 60
    return when(row).weekday() not in agreed.days or not agreed.start <= clock < agreed.end


# Every example


def test_the_folder_holds_the_examples_and_nothing_else() -> None:
    assert sorted(EXAMPLES) == sorted(each.name[: -len(".json")] for each in FOLDER.iterdir())
    assert set(EXAMPLES) == {"first-contact", "broken-frame", "sent-away"}


def test_a_wrong_name_is_told_with_its_nearest() -> None:
    with pytest.raises(UnknownTermError, match=r"example: .* Did you mean 'first-contact'\?"):
        read_example("frist-contact")


@pytest.mark.parametrize("name", ["../examples/sent-away", "sent-away.json", ""])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(UnknownTermError):
        read_example(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_writing_what_was_read_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    mio.write(read_example(name), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (FOLDER / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_fiction_and_says_so(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    assert case.id == name
    assert case.origin is Origin.FICTIONAL
    assert "fictional" in case.title
    assert case.description.startswith("A fictional case, written for this library")


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_neither_too_short_nor_too_long(name: str, cases: dict[str, Case]) -> None:
    assert 40 <= len(cases[name].interactions) <= 120


@pytest.mark.parametrize("name", EXAMPLES)
def test_people_are_two_pseudonyms_and_the_therapist_keeps_the_journal(
    name: str, cases: dict[str, Case]
) -> None:
    case = cases[name]
    assert [actor.id for actor in case.actors] == ["T", "P"]
    assert all(actor.repertoire and actor.prior for actor in case.actors)
    told = Counter(row.reported_by for row in case.interactions)
    assert told["T"] >= 0.8 * len(case.interactions)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_row_holds_what_somebody_wrote(name: str) -> None:
    """All texts of the rows are ids, terms and times: single words, none of them long."""
    rows = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["interactions"]
    texts = list(_texts(rows))
    assert len(texts) > 100
    assert [text for text in texts if " " in text or len(text) > 32] == []


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


@pytest.mark.parametrize("name", EXAMPLES)
def test_vocabularies_are_the_catalogue_s(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    assert all(channel == CHANNELS[channel.id] for channel in case.channels)
    assert list(case.purposes) == list(PURPOSES.values())
    for element in case.elements:
        known = ELEMENTS[element.id]
        assert (element.weight, element.need, element.label, element.source) == (
            known.weight,
            known.need,
            known.label,
            known.source,
        )
    assert {row.channel for row in case.interactions} == {each.id for each in case.channels}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_act_is_legal_but_the_one_meant(name: str, cases: dict[str, Case]) -> None:
    _, illegal = lived(cases[name])
    told = [(element, kind, actor) for _, element, kind, actor in illegal]
    meant = [("contact_rules", ActKind.ACCEPT, "T")] if name == "broken-frame" else []
    assert told == meant


@pytest.mark.parametrize("name", EXAMPLES)
def test_times_are_of_bogota_and_in_order(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    times = [when(row) for row in case.interactions]
    assert all(time.utcoffset() == BOGOTA for time in times)
    assert times == sorted(times)
    assert isinstance(case.observed_until, dt.datetime)
    assert case.observed_until.utcoffset() == BOGOTA
    assert all(isinstance(each.time, dt.datetime) for each in case.measures)


@pytest.mark.parametrize("name", EXAMPLES)
def test_ids_tell_the_day(name: str, cases: dict[str, Case]) -> None:
    for row in cases[name].interactions:
        assert row.id.startswith(f"{when(row):%m%d}-")


@pytest.mark.parametrize("name", EXAMPLES)
def test_answers_come_after_what_they_answer_and_from_the_other(
    name: str, cases: dict[str, Case]
) -> None:
    rows = {row.id: row for row in cases[name].interactions}
    answers = [row for row in rows.values() if row.reply_to is not None]
    assert len(answers) >= len(rows) / 4
    for row in answers:
        asked = rows[row.reply_to or ""]
        assert when(asked) < when(row) <= when(asked) + dt.timedelta(days=6)
        # A session belongs to both, whoever opened the room.
        assert asked.sender != row.sender or asked.channel == "video_call"


@pytest.mark.parametrize("name", EXAMPLES)
def test_only_what_lasts_has_a_duration(name: str, cases: dict[str, Case]) -> None:
    lasting = {ContentKind.LIVE_TALK, ContentKind.VOICE_NOTE}
    for row in cases[name].interactions:
        assert (row.duration is not None) == (row.content in lasting)
        if row.content is ContentKind.VOICE_NOTE:
            assert 15 <= (row.duration or 0) <= 240


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_begins_while_two_are_talking(name: str, cases: dict[str, Case]) -> None:
    rows = cases[name].interactions
    for one, following in pairwise(rows):
        if one.content is ContentKind.LIVE_TALK:
            end = when(one) + dt.timedelta(seconds=one.duration or 0)
            assert when(following) > end


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_therapist_writes_by_day_save_in_the_night_of_the_breach(
    name: str, cases: dict[str, Case]
) -> None:
    own = [row for row in cases[name].interactions if row.sender == "T" and row.reported_by]
    late = [row for row in own if not 8 <= when(row).hour < 19 or when(row).weekday() > 4]
    if name == "broken-frame":
        assert {when(row).date() for row in late} == {dt.date(2024, 2, 10)}
    else:
        assert late == []
    assert [row for row in own if when(row).date() in HOLIDAYS] == []


@pytest.mark.parametrize(
    ("name", "weekday", "hour"), [("first-contact", 3, 18), ("broken-frame", 2, 16)]
)
def test_sessions_keep_their_day_and_hour(
    name: str, weekday: int, hour: int, cases: dict[str, Case]
) -> None:
    held = sessions(cases[name])
    assert len(held) >= 14
    times = [when(row) for row in held]
    kept = [time for time in times if time.weekday() == weekday]
    assert len(kept) >= 0.85 * len(times)
    for time in kept:
        sharp = time.replace(hour=hour, minute=0)
        assert abs(time - sharp) <= dt.timedelta(minutes=8)
    assert not {time.date() for time in times} & HOLIDAYS
    whole = [row for row in held if row.rupture is not RuptureKind.TECHNOLOGICAL]
    assert all(2700 <= (row.duration or 0) <= 3300 for row in whole)
    assert all(row.content is ContentKind.LIVE_TALK and len(row.purposes) >= 1 for row in held)
    assert {row.sender for row in held} == {"T", "P"}


@pytest.mark.parametrize("name", ["first-contact", "broken-frame"])
def test_a_session_is_rated_by_the_patient_soon_after(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    ends = [
        when(row) + dt.timedelta(seconds=row.duration or 0)
        for row in case.interactions
        if row.content is ContentKind.LIVE_TALK
    ]
    rated = [each for each in case.measures if each.instrument == "SRS"]
    assert len(rated) >= len(sessions(case)) - 1
    for each in rated:
        assert (each.rater, each.low, each.high) == ("P", 0, 40)
        assert isinstance(each.time, dt.datetime)
        gap = min(each.time - end for end in ends if end <= each.time)
        assert gap <= dt.timedelta(minutes=15)
    assert {each.rater for each in case.measures} == {"T", "P"}


# first-contact


def test_first_contact_goes_from_website_to_messages_to_video(first_contact: Case) -> None:
    seen = list(dict.fromkeys(row.channel for row in first_contact.interactions))
    places = [seen.index(each) for each in ("website", "instant_messaging", "video_call")]
    assert places == sorted(places)
    opening = first_contact.interactions[0]
    assert (opening.sender, opening.channel, opening.content) == ("P", "website", ContentKind.FORM)
    first = when(sessions(first_contact)[0])
    assert first - when(opening) < dt.timedelta(days=7)


def test_first_contact_agrees_its_frame_gradually_over_channels(first_contact: Case) -> None:
    elements, _ = lived(first_contact)
    assert sum(each.status == "agreed" for each in elements.values()) >= 7
    accepted = [told for told in acts(first_contact) if told[2] is ActKind.ACCEPT]
    assert len({row.channel for row, *_ in accepted}) >= 3
    assert len({when(row).date() for row, *_ in accepted}) >= 6


def test_first_contact_is_proposed_refused_and_renegotiated_by_both(first_contact: Case) -> None:
    by = {
        kind: [actor for _, _, each, actor in acts(first_contact) if each is kind]
        for kind in ActKind
    }
    assert set(by[ActKind.PROPOSE]) == set(by[ActKind.ACCEPT]) == {"T", "P"}
    assert set(by[ActKind.RENEGOTIATE]) == {"T", "P"}
    assert by[ActKind.REJECT] == ["P"]
    assert by[ActKind.BREACH] == by[ActKind.REPAIR] == []
    countered = [
        element
        for (_, element, kind, actor), (_, other, again, by_whom) in _pairs(first_contact)
        if kind is again is ActKind.PROPOSE and element == other and actor != by_whom
    ]
    assert {"schedule", "goals"} <= set(countered)


def _pairs(
    case: Case,
) -> Iterator[tuple[tuple[Interaction, str, ActKind, str], tuple[Interaction, str, ActKind, str]]]:
    """Each act with the next one upon the same element."""
    told = sorted(acts(case), key=lambda each: each[1])
    return ((one, following) for one, following in pairwise(told) if one[1] == following[1])


def test_first_contact_closes_as_planned(first_contact: Case) -> None:
    closing = [row for row in first_contact.interactions if "closing" in row.purposes]
    assert closing[0] == sessions(first_contact)[-1]
    shares = [each.share for each in first_contact.measures if each.instrument == "WAI-SR"]
    assert len(shares) == 8
    assert shares[-1] > shares[0]


# broken-frame


def test_broken_frame_is_breached_and_repaired_twice(broken_frame: Case) -> None:
    told = [
        (kind, actor)
        for _, element, kind, actor in acts(broken_frame)
        if element == "contact_rules" and kind in (ActKind.BREACH, ActKind.REPAIR)
    ]
    assert told == [
        (ActKind.BREACH, "P"),
        (ActKind.REPAIR, "T"),
        (ActKind.BREACH, "P"),
        (ActKind.REPAIR, "P"),
    ]
    elements, _ = lived(broken_frame)
    assert all(each.status == "agreed" for each in elements.values())


def test_broken_frame_drops_two_calls_and_mends_them_elsewhere(broken_frame: Case) -> None:
    dropped = [r for r in broken_frame.interactions if r.rupture is RuptureKind.TECHNOLOGICAL]
    mended = [r for r in broken_frame.interactions if r.repair is RuptureKind.TECHNOLOGICAL]
    assert [row.channel for row in dropped] == ["video_call", "video_call"]
    assert [row.channel for row in mended] == ["phone", "email"]
    waits = [
        when(later) - when(row) - dt.timedelta(seconds=row.duration or 0)
        for row, later in zip(dropped, mended, strict=True)
    ]
    assert waits[0] <= dt.timedelta(minutes=10)
    assert dt.timedelta(hours=6) <= waits[1] <= dt.timedelta(days=2)
    assert all((row.duration or 0) < 1500 for row in dropped)


def test_broken_frame_mends_its_confrontation_in_the_next_session(broken_frame: Case) -> None:
    held = sessions(broken_frame)
    (torn,) = (i for i, row in enumerate(held) if row.rupture is RuptureKind.CONFRONTATION)
    assert held[torn + 1].repair is RuptureKind.CONFRONTATION
    kinds = [act.kind for act in held[torn + 1].acts]
    assert kinds == [ActKind.REPAIR, ActKind.RENEGOTIATE, ActKind.ACCEPT]
    lowest = min(
        (each for each in broken_frame.measures if each.instrument == "SRS"),
        key=lambda each: each.value,
    )
    assert isinstance(lowest.time, dt.datetime)
    assert lowest.time.date() == when(held[torn]).date()


def test_broken_frame_is_written_at_night_once_the_hours_are_agreed(broken_frame: Case) -> None:
    agreed = hours(broken_frame, "contact_rules")
    rules = Element()
    since = next(
        when(row)
        for row, element, kind, actor in acts(broken_frame)
        if element == "contact_rules" and rules.act(kind, actor) and rules.status == "agreed"
    )
    crossing = [r for r in broken_frame.interactions if when(r) > since and outside(r, agreed)]
    assert len(crossing) >= 12
    assert Counter(row.sender for row in crossing)["P"] >= 10
    assert all(when(row).hour >= 21 or when(row).hour < 2 for row in crossing)
    breaches = [row for row, _, kind, _ in acts(broken_frame) if kind is ActKind.BREACH]
    assert all(row in crossing for row in breaches)
    assert not any(outside(row, agreed) for row in sessions(broken_frame))
    # The nights grow rarer after the rules were agreed anew.
    renewed = next(
        when(row) for row, _, kind, _ in acts(broken_frame) if kind is ActKind.RENEGOTIATE
    )
    assert sum(when(row) > renewed for row in crossing) <= 2


def test_broken_frame_falls_back_as_planned_once_and_then_otherwise(broken_frame: Case) -> None:
    (plan,) = (each.fallback for each in broken_frame.elements if each.fallback)
    assert plan == ("phone", "sms")
    dropped = [r for r in broken_frame.interactions if r.rupture is RuptureKind.TECHNOLOGICAL]
    agreed = [r for r, name, *_ in acts(broken_frame) if name == "channel_plan"]
    assert when(agreed[1]) < when(dropped[0])
    mended = [r for r in broken_frame.interactions if r.repair is RuptureKind.TECHNOLOGICAL]
    assert [row.channel in plan for row in mended] == [True, False]
    # The second time the plan was tried in its order, and did not serve.
    tried = [
        row.channel
        for row in broken_frame.interactions
        if when(dropped[1]) < when(row) < when(mended[1])
    ]
    assert list(dict.fromkeys(tried))[:2] == list(plan)


def test_broken_frame_is_coded_by_the_therapist(broken_frame: Case) -> None:
    rows = broken_frame.interactions
    moves = Counter(move.kind for row in rows for move in row.moves)
    assert set(moves) == set(MoveKind)
    assert {row.control for row in rows} == {None, *ControlCode}
    assert sum(row.control is not None for row in rows) >= 30
    judged = [row for row in rows if row.boundary is not None]
    assert {row.boundary for row in judged} == {BoundaryKind.CROSSING}
    assert len(judged) == 4
    given = Counter(name for row in rows for name in row.codes)
    leaves = {code.id for code in broken_frame.codes}
    assert set(given) == leaves
    assert {code.level for code in broken_frame.codes} == set(CodeLevel)
    assert all(code.description for code in broken_frame.codes)


def test_broken_frame_breaks_off_where_the_patient_was_not_alone(broken_frame: Case) -> None:
    (office,) = (item for item in broken_frame.settings if item.private is False)
    assert isinstance(office.since, dt.datetime)
    broken = [r for r in sessions(broken_frame) if when(r).date() == office.since.date()]
    assert [row.rupture for row in broken] == [RuptureKind.TECHNOLOGICAL]
    assert {item.actor for item in broken_frame.settings} == {"T", "P"}


def test_broken_frame_is_rated_by_goal_task_and_bond(broken_frame: Case) -> None:
    rated = [each for each in broken_frame.measures if each.instrument == "WAI-SR"]
    assert Counter(each.scale for each in rated) == {"goal": 4, "task": 4, "bond": 4}
    about = {each.about for each in broken_frame.measures if each.construct == "presence"}
    assert about == {"video_call", "instant_messaging"}


# sent-away


def test_sent_away_has_one_channel(sent_away: Case) -> None:
    assert [channel.id for channel in sent_away.channels] == ["instant_messaging"]


def test_sent_away_is_hardly_the_patient_s(sent_away: Case) -> None:
    sent = Counter(row.sender for row in sent_away.interactions)
    assert sent["P"] <= 0.35 * len(sent_away.interactions)
    begun = [row for row in sent_away.interactions if row.sender == "P" and row.reply_to is None]
    assert len(begun) <= 2


def test_sent_away_agrees_little_and_reluctantly(sent_away: Case) -> None:
    elements, _ = lived(sent_away)
    assert sorted(name for name, each in elements.items() if each.status == "agreed") == [
        "fee",
        "schedule",
    ]
    proposed: dict[str, dt.datetime] = {}
    for row, element, kind, _ in acts(sent_away):
        if kind is ActKind.PROPOSE:
            proposed[element] = when(row)
        elif kind is ActKind.ACCEPT:
            assert when(row) - proposed[element] > dt.timedelta(days=2)
    assert [kind for *_, kind, _ in acts(sent_away)].count(ActKind.REJECT) == 1


def test_sent_away_falls_silent(sent_away: Case) -> None:
    times = [when(row) for row in sent_away.interactions]
    gaps = [later - one for one, later in pairwise(times)]
    assert sum(gap > dt.timedelta(days=12) for gap in gaps) >= 3
    assert max(gaps) < dt.timedelta(days=42)  # nobody has gone for good before the end
    assert isinstance(sent_away.observed_until, dt.datetime)
    assert sent_away.observed_until - times[-1] > dt.timedelta(days=100)
    assert "closing" not in {each for row in sent_away.interactions for each in row.purposes}
