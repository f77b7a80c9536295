from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.catalog import ELEMENTS, PURPOSES
from mediaeco.errors import FaultGroup, InvalidCaseError, ReadError
from mediaeco.io import (
    CaseMapping,
    ColumnMapping,
    Rule,
    read,
    read_pairs,
    read_table,
    sources,
    write_json,
    write_table,
)
from mediaeco.io.mapping import FIELDS
from mediaeco.model import (
    AppropriationMove,
    Case,
    Clock,
    ContentKind,
    FindingKind,
    Interaction,
    Setting,
)

SMALL = "time,sender,receivers,channel\n2024-03-01 18:30,patient,therapist,email\n"


def sheet(folder: Path, text: str | bytes, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(*given: Any, **options: Any) -> list[str]:
    with pytest.raises(FaultGroup) as caught:
        read_table(*given, **options)
    return [str(fault) for fault in caught.value.exceptions]


def only(case: Case) -> Interaction:
    (row,) = case.interactions
    return row


def test_a_sheet_with_the_models_own_names_needs_no_mapping(tmp_path: Path) -> None:
    case = read(sheet(tmp_path, SMALL))
    assert only(case) == Interaction(
        time=datetime(2024, 3, 1, 18, 30),
        sender="patient",
        receivers=["therapist"],
        channel="email",
    )
    assert case.notes == ()
    assert [channel.id for channel in case.channels] == ["email"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "# "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_mark_and_line_end(tmp_path: Path, mark: str, start: str, end: str) -> None:
    text = start + SMALL.replace(",", mark).replace("\n", end)
    assert only(read_table(sheet(tmp_path, text))).channel == "email"


def test_excel_says_its_delimiter_itself(tmp_path: Path) -> None:
    text = "sep=;\r\n" + SMALL.replace(",", ";")
    assert only(read_table(sheet(tmp_path, text))).sender == "patient"


def test_a_semicolon_goes_with_a_decimal_comma(tmp_path: Path) -> None:
    text = "time;sender;channel;duration\n0;T;phone;1,5\n"
    assert only(read_table(sheet(tmp_path, text))).duration == 1.5


def test_every_field_of_a_spreadsheet_row(tmp_path: Path) -> None:
    text = (
        "id,time,sender,receivers,channel,purposes,content,duration,reply_to,acts,context,rupture\n"
        "a,2024-03-01T18:30+01:00,P,T,website,inquiry,form,,,,door,\n"
        'b,2024-03-01T19:00+01:00, T ,P,video_call,"frame_setting; exploration",live_talk,3000,a,'
        "fee:propose|fee:accept:P,door,technological\n"
    )
    case = read_table(sheet(tmp_path, text))
    row = case.interactions[1]
    assert row.sender == "T"
    assert row.purposes == ("frame_setting", "exploration")
    assert row.reply_to == "a"
    assert [(act.element, act.kind, act.actor) for act in row.acts] == [
        ("fee", "propose", None),
        ("fee", "accept", "P"),
    ]
    assert case.clock is Clock.ZONED
    # What could have been agreed does not depend on what was: the catalogue is the frame.
    assert [element.id for element in case.elements] == list(ELEMENTS)
    assert [purpose.id for purpose in case.purposes] == list(PURPOSES)


def test_what_people_coded_stands_in_a_spreadsheet_too(tmp_path: Path) -> None:
    text = (
        "time,sender,channel,control,boundary,codes,moves\n"
        "0,T,email,one_up,crossing,b|a,substitution::phone|direct:::ironic\n"
        "1,P,email,,,a,constraint:phone\n"
    )
    case = read_table(sheet(tmp_path, text))
    assert [channel.id for channel in case.channels] == ["phone", "email"]
    first, second = case.interactions
    assert (first.control, first.boundary) == ("one_up", "crossing")
    assert first.codes == ("b", "a")
    assert [code.id for code in case.codes] == ["a", "b"]
    assert first.moves == (
        AppropriationMove("substitution", other="phone"),
        AppropriationMove("direct", faithful=False),
    )
    assert second.moves == (AppropriationMove("constraint", "phone"),)
    assert second.control is None
    assert second.boundary is None


def test_moves_and_codes_that_mean_nothing_are_told_with_their_line(tmp_path: Path) -> None:
    text = (
        "time,sender,channel,control,moves\n"
        "0,T,email,one_upp,\n"
        "1,P,email,,direct:::perhaps\n"
        "2,P,email,,diretc\n"
        "3,P,email,,direct:fax\n"
    )
    said = "\n".join(faults(sheet(tmp_path, text)))
    assert "Did you mean 'one_up'" in said
    assert "line 3" in said
    assert "substitution:email:phone" in said
    assert "Did you mean 'direct'" in said
    assert "line 5" in said


def test_settings_and_moves_stand_in_tables_of_their_own(tmp_path: Path) -> None:
    text = "time,sender,channel,moves\n0,T,email,contrast::phone\n1,P,email,\n"
    case = read_table(sheet(tmp_path, text))
    moved = attrs.evolve(
        case, settings=[Setting(actor="P", place="car", private=False, since=1.0)], clock="seconds"
    )
    folder = write_table(moved, tmp_path / "case")
    assert (folder / "settings.csv").read_text().splitlines() == [
        "actor,place,private,since",
        "P,car,false,1.0",
    ]
    assert (folder / "moves.csv").read_text().splitlines() == [
        "interaction,kind,other",
        "0,contrast,phone",
    ]
    assert read(folder) == moved


def test_names_of_people_become_roles(tmp_path: Path) -> None:
    text = "when,from,to,via\n01/03/2024 18:30,Ana,Luis,mail\n01/03/2024 18:40,Luis,Ana,mail\n"
    mapping = ColumnMapping(
        columns={"time": "when", "sender": "from", "receivers": "to", "channel": "via"},
        values={"channel": {"mail": "email"}},
        time="%d/%m/%Y %H:%M",
        zone="America/Bogota",
    )
    case = read_table(sheet(tmp_path, text), mapping, roles={"therapist": "Luis", "patient": "Ana"})
    assert [row.sender for row in case.interactions] == ["P", "T"]
    assert case.interactions[0].time == datetime(2024, 3, 1, 23, 30, tzinfo=UTC)
    said = "\n".join(faults(sheet(tmp_path, text), mapping))
    assert 'roles = { therapist = "...", patient = "..." }' in said
    assert "Ana" not in said


def test_somebody_else_who_is_called_like_a_role_is_not_mixed_up(tmp_path: Path) -> None:
    text = "time,sender,receivers,channel\n0,Ana,Luis,email\n1,T,Ana,email\n"
    said = faults(sheet(tmp_path, text), roles={"therapist": "Luis", "patient": "Ana"})
    assert "a name that the case gives to another" in said[0]


def test_where_nobody_is_named_the_other_one_receives() -> None:
    case = read_table({"time": [0, 1], "sender": ["T", "P"], "channel": ["sms", "sms"]})
    assert [row.receivers for row in case.interactions] == [("P",), ("T",)]


@pytest.mark.parametrize(
    ("told", "cell", "time"),
    [
        ("iso", "2024-03-01", datetime(2024, 3, 1)),
        ("iso", "2024-03-01T18:30Z", datetime(2024, 3, 1, 18, 30, tzinfo=UTC)),
        ("iso", "12.5", 12.5),
        ("unix", "1709317800", datetime(2024, 3, 1, 18, 30, tzinfo=UTC)),
        ("unix_ms", "1709317800001", datetime(2024, 3, 1, 18, 30, 0, 1000, tzinfo=UTC)),
        ("seconds", "184", 184.0),
        ("%d.%m.%y", "01.03.24", datetime(2024, 3, 1)),
    ],
)
def test_ways_of_telling_time(told: str, cell: str, time: datetime | float) -> None:
    table = {"time": [cell], "sender": ["T"], "channel": ["sms"]}
    assert only(read_table(table, ColumnMapping(time=told))).time == time


def test_a_zone_is_attached_where_none_is_told() -> None:
    table = {"time": ["2024-07-01 10:00"], "sender": ["T"], "channel": ["sms"]}
    time = only(read_table(table, ColumnMapping(zone="Europe/Madrid"))).time
    assert isinstance(time, datetime)
    assert time.utcoffset() == timedelta(hours=2)


def test_a_date_and_a_time_of_day_in_two_columns() -> None:
    table = {"date": ["2024-07-01"], "time": ["10:00"], "sender": ["T"], "channel": ["sms"]}
    case = read_table(table, ColumnMapping(columns={"time": ["date", "time"]}))
    assert only(case).time == datetime(2024, 7, 1, 10)


@pytest.mark.parametrize(
    ("unit", "cell", "seconds"),
    [
        ("seconds", "90", 90),
        ("milliseconds", "1500", 1.5),
        ("minutes", "1.5", 90),
        ("hours", "0.5", 1800),
        ("h:mm:ss", "1:02:03", 3723),
        ("h:mm", "1:02", 3720),
        ("mm:ss", "90:03", 5403),
    ],
)
def test_units_of_duration(unit: str, cell: str, seconds: float) -> None:
    table = {"time": ["0"], "sender": ["T"], "channel": ["phone"], "duration": [cell]}
    assert only(read_table(table, ColumnMapping(duration=unit))).duration == seconds


def test_a_missed_call_is_an_attempt_without_duration() -> None:
    table = {"time": [0, 1], "sender": ["T", "P"], "channel": ["phone"] * 2, "duration": [-1, 9]}
    missed = Rule({"duration": "-1"}, {"content": "attempt", "duration": ""})
    mapping = ColumnMapping(constants={"content": "live_talk"}, rules=[missed])
    rows = read_table(table, mapping).interactions
    assert [(row.content, row.duration) for row in rows] == [
        (ContentKind.ATTEMPT, None),
        (ContentKind.LIVE_TALK, 9.0),
    ]
    assert "give the table a rule that says so" in faults(table)[0]


def test_what_is_left_out_is_counted_and_said() -> None:
    table = {
        "time": [0, 1, 2, 3],
        "sender": ["a", "b", "c", "a"],
        "receivers": ["b", "a", "a", "b"],
        "type": ["x", "x", "x", "system"],
    }
    mapping = CaseMapping(
        tables=[
            ColumnMapping(constants={"channel": "sms"}, rules=[Rule({"type": "system"}, skip=True)])
        ],
        keep="roles",
        roles={"therapist": "a", "patient": "b"},
    )
    case = read_table(table, mapping)
    assert len(case.interactions) == 2
    assert [note.kind for note in case.notes] == [FindingKind.SKIPPED] * 2
    assert [note.text[:6] for note in case.notes] == ["1 of 4", "1 of 4"]


def test_columns_that_are_not_read_are_said(tmp_path: Path) -> None:
    text = "time,sender,channel,mood\n0,T,sms,happy\n"
    assert read_table(sheet(tmp_path, text)).notes[0].text == (
        "1 columns of log.csv were not read: 'mood'."
    )


def test_two_tables_make_one_case(tmp_path: Path) -> None:
    sheet(tmp_path, "time,sender,duration\n5,T,60\n1,P,30\n", "calls.csv")
    sheet(tmp_path, "time,sender\n0,P\n2,T\n9,P\n", "sms.csv")
    sheet(
        tmp_path,
        """
        id = "two"
        [[tables]]
        file = "calls.csv"
        constants = { channel = "phone" }
        [[tables]]
        file = "sms.csv"
        constants = { channel = "sms" }
        """,
        "case.toml",
    )
    case = read(tmp_path)
    assert [row.channel for row in case.interactions] == ["sms", "phone", "sms", "phone", "sms"]
    (note,) = case.notes  # that the tables alternate is no disorder; within calls.csv there is one
    assert (note.kind, note.contacts) == (FindingKind.UNORDERED, (1,))


def test_further_tables(tmp_path: Path) -> None:
    sheet(tmp_path, "id,time,sender,receivers,channel\nx,0,A,B,pigeon\n", "contacts.csv")
    sheet(
        tmp_path, "id,role,repertoire,prior\nA,therapist,pigeon,pigeon:3\nB,patient,,\n", "who.csv"
    )
    capabilities = ["velocity", "parallelism", "symbols", "rehearsability", "reprocessability"]
    header = ",".join(f"capability.{name}" for name in capabilities)
    sheet(tmp_path, f"id,live,{header}\npigeon,no,0,0,.5,1,1\n", "media.csv")
    sheet(tmp_path, "interaction,element,kind\nx,fee,propose\n", "acts.csv")
    sheet(tmp_path, "instrument,rater,time,value,low,high\nSRS,B,5,30,0,40\n", "ratings.csv")
    mapping = CaseMapping(
        tables=[ColumnMapping(file="contacts.csv")],
        actors="who.csv",
        channels="media.csv",
        elements=["fee", "goals"],
        acts="acts.csv",
        measures="ratings.csv",
    )
    case = read_table(tmp_path, mapping)
    assert case.actors[0].prior_counts == {"pigeon": 3.0}
    assert case.channels[0].capability.symbols == 0.5
    assert [element.id for element in case.elements] == ["fee", "goals"]
    assert only(case).acts[0].kind == "propose"
    assert case.measures[0].share == 0.75


def frames() -> list[Any]:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    columns = {
        "time": [datetime(2024, 3, 1, 18, 30), datetime(2024, 3, 1, 19)],
        "sender": ["P", "T"],
        "receivers": ["T", "P"],
        "channel": ["phone", "phone"],
        "duration": [None, 90.0],
    }
    return [
        pd.DataFrame(columns),
        pl.DataFrame(columns),
        pl.DataFrame(columns).lazy(),
        pa.table(columns),
        columns,
    ]


@pytest.mark.parametrize("k", range(5))
def test_any_dataframe_gives_the_same_case(k: int) -> None:
    case = read_table(frames()[k])
    assert case == read_table(frames()[-1])
    assert [row.duration for row in case.interactions] == [None, 90.0]
    assert case.interactions[0].time == datetime(2024, 3, 1, 18, 30)


def test_numbers_that_name_people_keep_their_name_in_a_dataframe() -> None:
    import pandas as pd

    frame = pd.DataFrame({"time": [0, 1], "sender": [300.0, float("nan")], "channel": "sms"})
    assert faults(frame, roles={"therapist": 300, "patient": 301}) == [
        "the table: row 1 (from 0), column 'sender': expected a value; got none. "
        "The field is required.",
        "the table: row 1 (from 0), column 'receivers': expected a value; got none. "
        "The field is required.",
    ]


def test_parquet_is_a_table_like_any(tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "log.parquet"
    pl.DataFrame(
        {"time": [0, 1], "sender": ["T", "P"], "receivers": [["P"], ["T"]], "channel": "sms"}
    ).write_parquet(path)
    assert len(read(path).interactions) == 2
    path.write_bytes(b"PAR1 and then nothing")
    assert "a damaged one" in faults(path)[0]


def test_ten_faults_are_told_in_one_go_with_their_lines(tmp_path: Path) -> None:
    text = (
        "id,time,sender,receivers,channel,duration,reply_to,contentt\n"
        "a,2024-03-01,T,P,emial,,,\n"
        "a,2024-03-02,T,P,email,,,\n"
        "c,soon,T,P,email,,,\n"
        "d,2024-03-02,Q,P,email,,,\n"
        "e,2024-03-02,T,T,email,,,\n"
        "f,2024-03-02,T,P,email,-5,,\n"
        "g,2024-03-02,T,P,email,,nobody,\n"
        "h,2024-03-02T10:00Z,T,P,email,,,\n"
        "i,2024-03-02,T,P,email\n"
        "id,time,sender,receivers,channel,duration,reply_to,contentt\n"
        "k,2024-03-02,T,P,email,1:30,,\n"
        "l,2024-03-02,T,,email,,,\n"
    )
    found = faults(sheet(tmp_path, text))
    assert "Did you mean 'content'?" in found[0]
    places = [
        (2, "channel", "Did you mean 'email'?"),
        (3, "id", "the id of line 2 of log.csv"),
        (4, "time", "say how: time = '%d/%m/%Y %H:%M'"),
        (5, "sender", "none of theirs"),
        (6, "receivers", "the sender among them"),
        (7, "duration", "got -5.0"),
        (8, "reply_to", "an id that no interaction has"),
        (9, "time", "a datetime with a zone"),
        (10, "", "expected 8 columns, as in the header; got 5"),
        (11, "", "got the header again"),
        (12, "duration", "one with a colon"),
        (13, "receivers", "got none"),
    ]
    assert len(found) == 1 + len(places), found
    for fault, (line, column, said) in zip(found[1:], places, strict=True):
        label = f"column '{column}': " if column else ""
        assert fault.startswith(f"log.csv, line {line}: {label}")
        assert said in fault


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "got an empty file"),
        (b"\n\n", "got an empty file"),
        (SMALL.encode("utf-16"), "UTF-16"),
        (SMALL.encode("utf-16-le"), "UTF-16 without a mark"),
        (SMALL.encode() + "0,T,P,caf\u00e9\n".encode("latin-1"), "line 3: expected UTF-8"),
        (SMALL.encode() + b"0,T,P,\x93x\x94\n", "Windows-1252"),
        (b"PK\x03\x04", "an .xlsx workbook"),
        (SMALL.encode() + b"\x00", "a binary file"),
        (SMALL.encode() + b"# " * 4000 + b"\n\x00\n", "line 4: expected text; got a NUL"),
        (b"time,time,sender\n", "got 'time' twice"),
        (b"time,,,sender\n0,1,2,3\n", "several without a name"),
        (SMALL.encode() + b'0,"T,P,email\n', "line 3: expected the end of a quoted cell"),
        (SMALL.encode() + b'0,"T"x,P,email\n', "line 3: expected CSV"),
        (SMALL.encode() + b'0,"' + b"x\n" * 70_000, "Is a quote left open?"),
        (SMALL.encode() + b"1e999,T,P,email\n", "line 3: column 'time': expected a finite number"),
        (SMALL.encode() + b"20240302,T,P,email\n", "could be a day or seconds"),
        (b"2024-03-01,Ana,Luis,email\n", "Is the first line a header?"),
        (b"time,sender,receivers,chanel\n", "Did you mean 'channel'?"),
        (b"moment,sender,channel\n", "expected a column time; got 'moment', 'sender', 'channel'"),
    ],
)
def test_a_sheet_that_is_none_says_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    message = "\n".join(faults(sheet(tmp_path, content)))
    assert said in message
    assert "Ana" not in message


def test_a_line_without_end_is_neither_read_nor_shown(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    with path.open("wb") as stream:
        stream.write(SMALL.encode())
        for _ in range(200):
            stream.write(b"Ana said " * (1 << 17))
    (fault,) = faults(path)
    assert fault.startswith("log.csv, line 3: expected a line of at most 1048576 characters")
    assert "Ana" not in fault


def test_another_encoding_can_be_named(tmp_path: Path) -> None:
    text = "time,sender,channel,context\n0,T,sms,café\n"
    path = sheet(tmp_path, text.encode("latin-1"))
    assert only(read_table(path, ColumnMapping(encoding="latin-1"))).context == "café"
    assert "the name of an encoding" in faults(path, ColumnMapping(encoding="latin-one"))[0]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("idd = 'x'", "idd: expected a field that is one of tables, id"),
        ("[[tables]]\ntime = 'unixx'", "tables[0].time: expected one of iso, unix"),
        ("[[tables]]\nzone = 'Europe/Madird'", "Did you mean 'Europe/Madrid'?"),
        ("[[tables]]\nduration = 'days'", "tables[0].duration: expected one of seconds"),
        ("[[tables]]\ncolumns = { tiem = 'x' }", "Did you mean 'time'?"),
        ("[[tables]]\ncolumns = 3", "tables[0].columns: expected a table of fields"),
        ("[[tables]]\nrules = [{ when = {} }]", "rules[0].when: expected a text by column"),
        ("keep = 'some'", "keep: expected one of all, roles"),
        ("roles = { terapist = 'x' }", "Did you mean 'therapist'?"),
        ("roles = { therapist = 'x', patient = 'x' }", "different people"),
        ("id = [", "expected TOML"),
        ("id = 'x'", "expected the name of a file at tables[0].file"),
        ("tables = []", "expected a table of interactions"),
        ("[[tables]]\nfile = 'none.csv'", "none.csv: expected a file; there is none"),
    ],
)
def test_a_mapping_file_at_fault_says_where(tmp_path: Path, toml: str, said: str) -> None:
    assert said in "\n".join(faults(sheet(tmp_path, toml, "case.toml")))


def test_columns_that_a_mapping_names_must_be_there(tmp_path: Path) -> None:
    path = sheet(tmp_path, SMALL)
    found = faults(
        path, ColumnMapping(columns={"time": "tme"}, rules=[Rule({"x": "1"}, skip=True)])
    )
    assert found == [
        "log.csv: expected a column 'tme' (for time); got none of this name. Did you mean 'time'?",
        "log.csv: expected a column 'x' (for a rule); got none of this name.",
    ]


TIMES = ("0", "1.5", "1e999", "2024-03-01 18:30", "2024-03-01T18:30Z", "0001-01-01T00:00+23:59")
WORDS = ("", "T", "P", "Q", "T;P", "sms", "fee:propose", "text", "-1", "1:30", '"', "nan", "time")
CELLS = st.sampled_from([*TIMES, *WORDS]) | st.text(max_size=4)
LINES = st.lists(CELLS, max_size=6).map(",".join)
HEADERS = st.lists(st.sampled_from(FIELDS), max_size=6).map(",".join)


@given(header=HEADERS | LINES, lines=st.lists(LINES, max_size=5), more=st.binary(max_size=6))
@settings(max_examples=300)
def test_no_sheet_leads_to_anything_but_a_case_or_faults(
    header: str, lines: list[str], more: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes("\n".join([header, *lines]).encode() + more)
    for reader in (read_table, read_pairs):
        try:
            reader(path)
        except FaultGroup as group:
            found = group.exceptions
        else:
            continue
        assert found
        assert all(isinstance(fault, ReadError | InvalidCaseError) for fault in found)


@given(text=st.text(max_size=80))
def test_no_mapping_leads_to_anything_but_faults(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode())
    with pytest.raises(FaultGroup):
        read_table(path)


def test_what_is_no_table_is_refused(tmp_path: Path, door: Case) -> None:
    assert "a path or a dataframe" in faults(3)[0]
    assert "as many tables as the mapping has" in faults([SMALL, SMALL], CaseMapping())[0]
    assert "columns of one length" in faults({"time": [1], "sender": []})[0]
    assert "none of this name" in faults(tmp_path / "none.csv")[0]
    with pytest.raises(FaultGroup, match="cannot be read"):
        read(tmp_path / "log.xlsx")
    with pytest.raises(FaultGroup, match="cannot be read so"):
        read(write_json(door, tmp_path / "door.json"), roles={"therapist": "x"})
    with pytest.raises(FaultGroup, match="cannot be read so"):
        read_table({"time": []}, roles={"doctor": "x"})
    with pytest.raises(InvalidCaseError, match=r"ColumnMapping\.time"):
        ColumnMapping(time="yesterday")


def test_what_a_case_could_be_for_does_not_depend_on_how_far_its_record_has_come(
    tmp_path: Path,
) -> None:
    head = "time,sender,channel,purposes\n"
    early = head + "0,P,email,inquiry\n9,T,email,inquiry\n"
    whole = early + "20,T,email,payment|crisis|homework\n"
    (tmp_path / "early.csv").write_text(early)
    (tmp_path / "whole.csv").write_text(whole)
    one, other = (read_table(tmp_path / name).purposes for name in ("early.csv", "whole.csv"))
    assert one == other


def test_only_rows_between_the_two_are_kept_where_they_are_called_by_their_roles() -> None:
    log = {
        "time": [0, 5, 9],
        "sender": ["therapist", "Patient", "sister"],
        "receivers": ["Patient", "therapist", "therapist"],
        "channel": ["email"] * 3,
    }
    case = read_table(log, CaseMapping(keep="roles"))
    assert len(case.interactions) == 2
    assert [note.kind for note in case.notes] == [FindingKind.SKIPPED]


def test_a_word_in_the_wrong_column_is_not_repeated() -> None:
    log = {"time": [0], "sender": ["P"], "channel": ["Maria"], "purposes": ["+573001234567"]}
    with pytest.raises(FaultGroup) as told:
        read_table(log)
    assert "Maria" not in str(told.value)
    assert "573001234567" not in str(told.value)


def test_sources_are_all_files_that_a_reading_opens(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("time,sender,channel\n0,P,email\n")
    (tmp_path / "people.csv").write_text("id,role\nT,therapist\nP,patient\n")
    (tmp_path / "how.toml").write_text('actors = "people.csv"\n[[tables]]\nfile = "log.csv"\n')
    assert {file.name for file in sources(tmp_path / "how.toml")} == {
        "how.toml",
        "log.csv",
        "people.csv",
    }


def test_a_log_of_others_needs_its_roles_said() -> None:
    log = {"time": [0], "sender": ["300"], "receivers": ["301"], "channel": ["sms"]}
    with pytest.raises(FaultGroup) as told:
        read_table(log, CaseMapping(keep="roles"))
    assert "Say who is who" in str(told.value)
