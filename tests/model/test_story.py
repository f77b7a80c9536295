from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis.vendor.pretty import pretty

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.io import read_example
from mediaeco.model import (
    Actor,
    AppropriationMove,
    Case,
    Code,
    Cohort,
    ContactHours,
    FrameAct,
    Interaction,
    Measure,
    PriorUse,
    Setting,
)
from mediaeco.testing import cases, cohorts, ecosystems

HOUR = 3600.0

MARIA = Case(
    id="letterbox",
    title="Maria's letters",
    description="Maria wrote to Dr Weiss",
    actors=[
        Actor(id="Weiss", role="therapist", prior=[PriorUse("phone", 3)]),
        Actor(id="Maria", role="patient", repertoire=["email"]),
        Actor(id="Jan", role="other"),
        Actor(id="Ida", role="other"),
        Actor(id="Kurt", role="observer"),
    ],
    channels=CHANNELS.pick("email", "phone"),
    elements=[
        attrs.evolve(
            ELEMENTS["schedule"],
            hours=ContactHours(9, 17, days=(0, 1)),
            channels=["email"],
            fallback=["phone"],
        )
    ],
    purposes=[PURPOSES["scheduling"]],
    codes=[Code(id="asks_for_help")],
    interactions=[
        Interaction(
            id="the letter of Maria",
            time=0,
            sender="Maria",
            receivers=["Weiss", "Ida"],
            channel="email",
            purposes=["scheduling"],
            acts=[FrameAct("schedule", "propose")],
            codes=["asks_for_help"],
            control="one_down",
            context="Maria's bad week",
            reported_by="Kurt",
        ),
        Interaction(
            time=12 * HOUR,
            sender="Weiss",
            receivers=["Maria"],
            channel="phone",
            duration=600,
            content="attempt",
            reply_to="the letter of Maria",
            acts=[FrameAct("schedule", "accept"), FrameAct("schedule", "breach", "Maria")],
            rupture="withdrawal",
            repair="technological",
            boundary="crossing",
            moves=[AppropriationMove("substitution", other="email", faithful=False)],
        ),
    ],
    measures=[
        Measure(
            instrument="WAI-SR",
            scale="bond",
            rater="Maria",
            about="Weiss",
            time=24 * HOUR,
            value=3.5,
            low=1,
            high=5,
        )
    ],
    settings=[
        Setting(actor="Weiss", place="practice", private=True),
        Setting(actor="Maria", place="car", device="phone", private=False, since=12 * HOUR),
    ],
    observed_until=48 * HOUR,
)
TOLD = """\
<Case 'letterbox': 2 interactions, 2 channels, 1 frame element>
  therapist knows: phone (3 uses)
  patient knows: email
  there is: other 1
  there is: other 2
  there is: observer 1
  schedule agrees: hours 9 to 17 on weekdays 0, 1 (Monday 0); channels email; falling back to phone
  therapist sits: practice, in private
  patient sits: car, phone, not in private from day 0.5
  n=0  day 0.0  patient -> therapist, other 2  email  [scheduling]  proposes schedule  one-down  \
coded asks_for_help  in a marked bout  told by observer 1
  n=1  day 0.5  therapist -> patient           phone  attempt  10 min  answers n=0  accepts \
schedule  patient breaches schedule  rupture: withdrawal  mends: technological  boundary crossing  \
ironic substitution (email)
  rating  day 1.0  patient: alliance about therapist, WAI-SR bond 3.5 (1 to 5)
  observed until day 2.0"""


def test_everything_recorded_is_told_by_roles() -> None:
    assert MARIA.story() == TOLD


def test_no_name_and_no_words_of_anybody_are_told() -> None:
    for text in (MARIA.story(), pretty(MARIA), pretty(Ecosystem(MARIA)), pretty(Cohort([MARIA]))):
        assert not any(name in text for name in ("Maria", "Weiss", "Jan", "Ida", "Kurt", "week\n"))


@given(cases())
def test_roles_tell_the_story_whatever_people_are_called(case: Case) -> None:
    """A line has no word of which nobody knows where it comes from: ids of people are none."""
    assert not {"T", "P", "relative", "supervisor", "intake", "crisis"} & set(case.story().split())


@given(cases())
def test_a_contact_is_a_line(case: Case) -> None:
    lines = case.story().splitlines()
    assert sum(line.startswith("  n=") for line in lines) == len(case.interactions)
    assert sum(line.startswith("  rating") for line in lines) == len(case.measures)
    assert lines[0] == repr(case)


@given(ecosystems(views=True))
def test_a_view_keeps_the_indices_of_its_record(eco: Ecosystem) -> None:
    told = [line.split()[0] for line in eco.story().splitlines() if line.startswith("  n=")]
    assert told == [f"n={n}" for n in eco.table.n.tolist()]


@given(cohorts(max_cases=3))
def test_a_cohort_tells_its_cases(cohort: Cohort) -> None:
    told = cohort.story()
    assert all(f"<Case '{case.id}'" in told for case in cohort)
    assert Ecosystem(cohort).story().splitlines()[1:] == told.splitlines()[1:]
    few = Ecosystem(cohort).select(Ecosystem(cohort).table.n < 1).story()
    assert few.count("    n=") == sum(len(case.table) > 0 for case in cohort)


def test_a_long_story_is_cut() -> None:
    case = read_example("first-contact")
    lines = case.story().splitlines()
    assert len(lines) < 80
    assert f"  ... {len(case.interactions) - 40} more contacts" in lines
    assert "  ... 91 more contacts" in case.story(limit=1).splitlines()
    assert "  ... 1 more contact" in case.story(limit=91).splitlines()
    assert "more" not in case.story(limit=92)
    three = Cohort([attrs.evolve(case, id=name) for name in ("a", "b", "c")])
    assert three.story(limit=92).splitlines()[-1] == "  ... 2 more cases"
    assert three.story(limit=184).splitlines()[-1] == "  ... 1 more case"


def test_an_empty_case_is_a_line() -> None:
    case = Case(id="door", actors=MARIA.actors[:2], channels=MARIA.channels, clock="seconds")
    assert attrs.evolve(
        case, actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")]
    ).story() == repr(case)
    rated = attrs.evolve(case, measures=MARIA.measures, observed_until=172_800.0)
    assert "rating  some day  patient" in rated.story()
    assert rated.story().endswith("observed until some day")


@pytest.mark.parametrize("record", [MARIA, Ecosystem(MARIA), Cohort([MARIA])])
def test_pretty_printers_tell_the_story(record: Case | Ecosystem | Cohort) -> None:
    assert pretty(record) == record.story()
