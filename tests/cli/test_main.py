"""The command line, as a stranger uses it."""

from __future__ import annotations

import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from mediaeco.cli import main
from mediaeco.io import EXAMPLES, read_example, to_json, write

writing = importlib.import_module("mediaeco.reporting.report")
commands = importlib.import_module("mediaeco.cli.command")

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    return write(read_example("sent-away"), tmp_path / "case.json")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A phone log of two people whose numbers nobody else should see."""
    file = tmp_path / "log.csv"
    file.write_text(
        "time,sender,receivers,channel\n"
        "2024-01-01T10:00:00,5550100,5550199,phone\n"
        "2024-01-01T12:00:00,5550199,5550100,phone\n"
    )
    return file


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A report of one small file; the accounts that were asked for."""
    asked: list[Any] = []

    def one(results: Any) -> Mapping[str, bytes]:
        asked.append(results)
        return {"index.html": b"a page"}

    monkeypatch.setattr(writing, "_contents", one)
    return asked


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_version_is_said(capsys: Captured) -> None:
    from mediaeco import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"mediaeco {__version__}\n"


def test_call_without_a_command_says_how(capsys: Captured) -> None:
    assert main([]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("usage: mediaeco")


@pytest.mark.parametrize(
    "command",
    [[], ["report"], ["validate"], ["convert"], ["examples"], ["simulate"], ["constructs"]],
)
def test_help_shows_an_example_and_the_exit_codes(command: list[str], capsys: Captured) -> None:
    assert main([*command, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"mediaeco {' '.join(command)}" in told.split("Example", 1)[1]
    assert "Exit codes: 0 fine, 1 the data is at fault, 2 the call is." in told


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (["repot"], "invalid choice: 'repot'"),
        (["report", "case.json"], "required: --out"),
        (["report", "--out", "r"], "give either a CASE or --example NAME, and not both"),
        (["report", "c.json", "--example", "sent-away", "--out", "r"], "and not both"),
        (["report", "--example", "sent-way", "--out", "r"], "Did you mean 'sent-away'?"),
        (["report", "--example", "sent-away", "--role", "patient=1", "--out", "r"], "no --role"),
        (["report", "nowhere.json", "--out", "r"], "there is no file of this name here"),
        (["report", "--example", "sent-away", "--parameters", "no.toml", "--out", "r"], "no file"),
        (["simulate"], "required: --out"),
        (["simulate", "--cases", "0", "--out", "s"], "one at least"),
        (["simulate", "--seed", "-1", "--out", "s"], "at least 0"),
        (["simulate", "--cases", "2", "--out", "s.json"], "a folder for 2 cases"),
        (["simulate", "--cases", "two", "--out", "s"], "invalid int value"),
        (["validate"], "required: FILE"),
        (["validate", "nowhere.csv"], "there is no file of this name here"),
        (["validate", "nowhere.csv", "--role", "patient"], "expected ROLE=NAME"),
        (["validate", "nowhere.csv", "--role", "patiend=3"], "Did you mean 'patient'?"),
    ],
)
def test_call_that_cannot_be_meant_so_ends_in_2(
    call: list[str], why: str, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(call) == 2
    told = capsys.readouterr()
    assert why in told.err
    assert "Traceback" not in told.err
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []


def test_report_says_where_its_page_is(case_file: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "new" / "report"
    assert main(["report", str(case_file), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out / 'index.html'}\n"
    assert (out / "index.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert len(list((out / "figures").iterdir())) == 15


def test_report_takes_settings_from_a_file(tmp_path: Path, quick: list[Any]) -> None:
    (tmp_path / "null.toml").write_text("[formation]\nexposure = 1\n[formation.rates]\nfee = 0.1\n")
    call = ["report", "--example", "sent-away", "--out", str(tmp_path / "out")]
    assert main([*call, "--parameters", str(tmp_path / "null.toml")]) == 0
    assert quick[0].formation.parameters.exposure == 1
    assert quick[0].formation.parameters.rates == {"fee": 0.1}


@pytest.mark.usefixtures("quick")
def test_settings_at_fault_are_all_told(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "null.toml"
    call = ["report", "--example", "sent-away", "--out", str(tmp_path / "out")]
    file.write_text("[formation]\nexposure = 3\nprimacie = 1\n")
    assert main([*call, "--parameters", str(file)]) == 2
    told = capsys.readouterr().err
    assert lines(told)[0] == "mediaeco report: null.toml cannot be read: 2 faults"
    assert "Did you mean 'primacy'?" in told
    file.write_text(
        "[formation.rates]\nfea = 0.1\n[formation.channel_effects]\nemial = 1\n"
        "[formation.relevance.rows.payment]\nfees = 1\n"
    )
    assert main([*call, "--parameters", str(file)]) == 2
    told = capsys.readouterr().err
    assert "formation.rates: expected one of" in told
    assert "formation.channel_effects: expected one of" in told
    assert told.count("Did you mean 'fee'?") == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("quick")
def test_report_never_takes_the_place_of_what_it_read(
    case_file: Path, tmp_path: Path, capsys: Captured
) -> None:
    before = case_file.read_bytes()
    for out in (case_file, tmp_path):
        assert main(["report", str(case_file), "--out", str(out)]) == 2
        assert "a file that was read" in capsys.readouterr().err
    assert case_file.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["case.json"]


@pytest.mark.usefixtures("quick")
def test_report_does_not_take_the_place_of_other_files(
    case_file: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    assert main(["report", str(case_file), "--out", str(tmp_path / "out")]) == 2
    assert "Choose another folder, or move them away." in capsys.readouterr().err
    assert (tmp_path / "out" / "thesis.txt").read_text() == "years of work"


def test_log_becomes_a_case_by_roles(log: Path, tmp_path: Path, quick: list[Any]) -> None:
    call = ["report", str(log), "--role", "therapist=5550100", "--role", "patient=5550199"]
    assert main([*call, "--out", str(tmp_path / "out")]) == 0
    assert len(quick[0].case.interactions) == 2
    assert quick[0].case.therapist.id == "T"


def test_numbers_of_people_are_never_said(log: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["validate", str(log)]) == 1
    roles = ["--role", "therapist=5550100", "--role", "patient=5550199"]
    assert main(["validate", str(log), *roles]) == 0
    assert main(["convert", str(log), str(tmp_path / "case.json"), *roles]) == 0
    told = capsys.readouterr()
    assert "555" not in told.out + told.err
    assert "555" not in (tmp_path / "case.json").read_text()


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_valid(name: str, tmp_path: Path, capsys: Captured) -> None:
    file = write(read_example(name), tmp_path / f"{name}.json")
    assert main(["validate", str(file)]) == 0
    told = lines(capsys.readouterr().out)
    case = read_example(name)
    assert told[0].startswith(f"{name}.json: valid; {len(case.interactions)} contacts, ")
    assert ("1 finding (contacts are counted from 0):" in told) == (name == "broken-frame")


def test_findings_are_told_with_their_rows(tmp_path: Path, capsys: Captured) -> None:
    document = json.loads(to_json(read_example("sent-away")))
    document["interactions"].insert(0, document["interactions"].pop(9))
    (tmp_path / "case.json").write_text(json.dumps(document))
    assert main(["validate", str(tmp_path / "case.json")]) == 0
    told = capsys.readouterr().out
    assert "Rows out of time order" in told
    assert "contacts" in told


def test_ten_faults_are_told_in_one_go(tmp_path: Path, capsys: Captured) -> None:
    document = json.loads(to_json(read_example("sent-away")))
    rows = document["interactions"]
    rows[0]["channel"] = "instant_mesaging"
    rows[1]["sender"] = "Dr. Telltale"
    rows[2]["duration"] = -5
    rows[3]["reply_to"] = "nothing-of-this-name"
    rows[4]["id"] = rows[5]["id"] = "twice"
    rows[6]["time"] = "2022-08-25T10:00:00"
    rows[7]["chanel"] = "email"
    del rows[8]["sender"]
    rows[9]["content"] = "txt"
    rows[10]["purposes"] = ["schedulling"]
    (tmp_path / "case.json").write_text(json.dumps(document))
    assert main(["validate", str(tmp_path / "case.json")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert lines(told.err)[0].startswith("mediaeco validate: case.json cannot be read: ")
    assert len(lines(told.err)) > 10
    for row in range(11):
        assert f"interactions[{row}]" in told.err or row in (4, 5)
    assert "interactions[4]" in told.err or "interactions[5]" in told.err
    assert "Did you mean 'instant_messaging'?" in told.err
    assert "Telltale" not in told.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.json", b""),
        ("truncated.json", b'{"schema_version": 1, "id": "door", "actors": [{"id": "T'),
        ("future.json", b'{"schema_version": 99, "id": "door"}'),
        ("list.json", b"[]"),
        ("deep.json", b"[" * 100_000),
        ("latin.json", '{"id": "Tür"}'.encode("latin-1")),
        ("zip.csv", b"PK\x03\x04 and so on"),
        ("empty.csv", b""),
        ("nul.csv", b"time,sender\x00"),
        ("sheet.xlsx", b"PK\x03\x04"),
        ("noidea", b"time,sender,channel"),
        ("bad.toml", b"[[[["),
    ],
)
@pytest.mark.parametrize("command", ["validate", "report", "convert"])
def test_hostile_file_ends_in_1_without_a_traceback(
    command: str, name: str, content: bytes, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / name).write_bytes(content)
    after = {
        "validate": [],
        "report": ["--out", str(tmp_path / "out")],
        "convert": [str(tmp_path / "out")],
    }
    assert main([command, str(tmp_path / name), *after[command]]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"mediaeco {command}: {name} cannot be read")
    assert "Traceback" not in told.err
    assert [item.name for item in tmp_path.iterdir()] == [name]


def test_case_goes_to_tables_and_back(case_file: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["convert", str(case_file), str(tmp_path / "tables")]) == 0
    mapping = tmp_path / "tables" / "case.toml"
    assert main(["convert", str(mapping), str(tmp_path / "again.json")]) == 0
    assert (tmp_path / "again.json").read_bytes() == case_file.read_bytes()
    assert lines(capsys.readouterr().out) == [
        str(tmp_path / "tables"),
        str(tmp_path / "again.json"),
    ]


def test_convert_replaces_only_when_asked_and_never_its_input(
    case_file: Path, tmp_path: Path, capsys: Captured
) -> None:
    other = tmp_path / "other.json"
    other.write_text("mine")
    assert main(["convert", str(case_file), str(other)]) == 2
    assert other.read_text() == "mine"
    assert main(["convert", str(case_file), str(case_file), "--overwrite"]) == 2
    assert main(["convert", str(case_file), str(tmp_path / "case.xlsx")]) == 2
    assert main(["convert", str(case_file), str(other), "--overwrite"]) == 0
    assert other.read_bytes() == case_file.read_bytes()
    assert "Choose another name" in capsys.readouterr().err


def test_examples_are_listed_and_copied(tmp_path: Path, capsys: Captured) -> None:
    assert main(["examples"]) == 0
    assert [line.split()[0] for line in lines(capsys.readouterr().out)] == list(EXAMPLES)
    assert main(["examples", "--copy", str(tmp_path / "cases")]) == 0
    assert lines(capsys.readouterr().out) == [
        str(tmp_path / "cases" / f"{name}.json") for name in EXAMPLES
    ]
    assert main(["validate", str(tmp_path / "cases" / "sent-away.json")]) == 0


def test_simulated_cases_are_written_and_replace_nothing(tmp_path: Path, capsys: Captured) -> None:
    many, one = tmp_path / "cases", tmp_path / "case.json"
    call = ["simulate", "--seed", "3", "--out"]
    assert main([*call, str(many), "--cases", "3"]) == 0
    assert main([*call, str(one)]) == 0
    assert lines(capsys.readouterr().out) == [str(many), str(one)]
    assert sorted(file.name for file in many.iterdir()) == [f"S0000{i}.json" for i in (1, 2, 3)]
    assert one.read_bytes() == (many / "S00001.json").read_bytes()
    assert json.loads(one.read_text("utf-8"))["origin"] == "simulated"
    assert main(["validate", str(one)]) == 0
    before = one.read_bytes()
    for target in (many, one):
        assert main(["simulate", "--seed", "4", "--out", str(target)]) == 2
    assert one.read_bytes() == before == (many / "S00001.json").read_bytes()
    assert main(["simulate", "--seed", "4", "--out", str(many), "--overwrite"]) == 0
    assert (many / "S00001.json").read_bytes() != before
    assert len(list(many.iterdir())) == 3


def test_copies_do_not_take_the_place_of_files(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "sent-away.json").write_text("mine")
    assert main(["examples", "--copy", str(tmp_path)]) == 2
    assert "holds sent-away.json already" in capsys.readouterr().err
    assert [item.name for item in tmp_path.iterdir()] == ["sent-away.json"]
    assert (tmp_path / "sent-away.json").read_text() == "mine"


def test_interruption_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def interrupted(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "read_example", interrupted)
    assert main(["examples"]) == 130
    assert capsys.readouterr().err == ""


def run(*call: str, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = os.environ | options.pop("env", {})
    return subprocess.run(  # noqa: S603 - our own program, called as a user would
        [sys.executable, "-m", "mediaeco", *call],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        **options,
    )


def test_module_runs_where_only_ascii_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / "größe.json").write_text("")
    ended = run("validate", "größe.json", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})
    assert ended.returncode == 1
    assert ended.stderr.startswith("mediaeco validate: gr\\xf6\\xdfe.json cannot be read")
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not hasattr(os, "pipe"), reason="needs pipes")
def test_reader_who_leaves_early_is_no_trouble() -> None:
    reading, writing_ = os.pipe()
    os.close(reading)
    with os.fdopen(writing_, "w") as gone:
        ended = subprocess.run(
            [sys.executable, "-m", "mediaeco", "examples"],
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 141
    assert ended.stderr == ""


def test_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    errors = io.StringIO()
    monkeypatch.setattr(sys, "stdout", Full())
    monkeypatch.setattr(sys, "stderr", errors)
    assert main(["examples"]) == 2
    assert errors.getvalue() == "mediaeco: No space left on device.\n"


def test_convert_never_replaces_a_table_that_it_read(tmp_path: Path, capsys: Captured) -> None:
    log = tmp_path / "interactions.csv"
    log.write_text("time,sender,channel,notes\n0,P,email,mine\n")
    (tmp_path / "how.toml").write_text('[[tables]]\nfile = "interactions.csv"\n')
    before = log.read_text()
    call = ["convert", str(tmp_path / "how.toml"), str(tmp_path), "--overwrite"]
    assert main(call) == 2
    assert "read" in capsys.readouterr().err
    assert log.read_text() == before


def test_constructs_are_found_by_their_theory(capsys: Captured) -> None:
    assert main(["constructs", "--theory", "SYNCHRONICITY"]) == 0
    told = lines(capsys.readouterr().out)
    assert told[0] == "Media Synchronicity Theory"
    assert any("media synchronicity: mediaeco." in line for line in told)


def test_a_theory_that_is_not_there_is_a_fault_of_the_call(capsys: Captured) -> None:
    assert main(["constructs", "--theory", "phlogiston"]) == 2
    told = capsys.readouterr().err
    assert "expected a part of one of" in told
    assert "phlogiston" not in told
    assert main(["constructs", "--theory", "x", "--markdown"]) == 2


def test_the_page_of_constructs_is_printed_whole(capsys: Captured) -> None:
    from mediaeco.constructs import construct_page

    assert main(["constructs", "--markdown"]) == 0
    assert capsys.readouterr().out == construct_page()


def test_theories_are_held_against_a_case(case_file: Path, capsys: Captured) -> None:
    assert main(["check", str(case_file), "--theory", "founding_study"]) == 0
    told = lines(capsys.readouterr().out)
    assert "claims of 1 theories on 1 case" in told[0]
    assert any(line.startswith("  holds      The first contact is a digital one.") for line in told)
    assert main(["check", str(case_file), "--csv", "--theory", "founding_study"]) == 0
    rows = lines(capsys.readouterr().out)
    assert rows[0].startswith("theory,claim,case,verdict,contact,observed")
    assert len(rows) > 10


def test_several_cases_are_a_cohort(tmp_path: Path, capsys: Captured) -> None:
    files = [str(write(read_example(name), tmp_path / f"{name}.json")) for name in EXAMPLES]
    assert main(["check", *files, "--theory", "founding_study"]) == 0
    told = capsys.readouterr().out
    assert "on 3 cases" in told
    assert "so few cases cannot show less than 0.25" in told


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (["check"], "give either one CASE or more"),
        (["check", "a.json", "--example", "sent-away"], "give either one CASE or more"),
        (["check", "--example", "sent-away", "--theory", "rupture"], "--theory: expected one of"),
        (["check", "--example", "sent-away", "--role", "patient=1"], "needs no --mapping"),
        (["check", "nowhere.json"], "there is no file of this name"),
    ],
)
def test_a_check_that_cannot_be_meant(call: list[str], why: str, capsys: Captured) -> None:
    assert main(call) == 2
    assert why in capsys.readouterr().err


def test_theories_are_listed(capsys: Captured) -> None:
    assert main(["theories"]) == 0
    assert "begins_digitally: The first contact is a digital one." in capsys.readouterr().out
    assert main(["theories", "--markdown"]) == 0
    shipped = Path(__file__).parents[2] / "docs" / "reference" / "theories.md"
    assert capsys.readouterr().out == shipped.read_text("utf-8"), (
        "Draw it anew: mediaeco theories --markdown > docs/reference/theories.md"
    )
