"""The folder: what is in it, and that it appears whole or not at all."""

from __future__ import annotations

import csv
import errno
import hashlib
import importlib
import io
import math
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import WriteError
from mediaeco.io import EXAMPLES, read_example, write
from mediaeco.model import Case
from mediaeco.reporting import account, account_frames, report
from mediaeco.reporting.picture import TITLES

writing = importlib.import_module("mediaeco.reporting.report")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        item.relative_to(folder).as_posix(): item.read_bytes()
        for item in sorted(folder.rglob("*"))
        if item.is_file()
    }


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of two small files, for tests of where it goes."""

    def two(_: object) -> dict[str, bytes]:
        files = {"index.html": b'<meta name="generator" content="mediaeco 1">', "t/a.csv": b"x"}
        sums = "".join(f"{hashlib.sha256(c).hexdigest()}  {p}\n" for p, c in files.items())
        return files | {"SHA256SUMS": sums.encode()}

    monkeypatch.setattr(writing, "_contents", two)


@pytest.fixture
def eco(nobody_wrote: Case) -> Ecosystem:
    return Ecosystem(nobody_wrote)


@pytest.mark.parametrize("name", EXAMPLES)
def test_report_holds_page_figures_tables_and_methods(
    name: str, example_reports: Mapping[str, Path]
) -> None:
    there = contents(example_reports[name])
    stems = [frame.stem for frame in account_frames(account(Ecosystem(read_example(name))))]
    wanted = {"index.html", "methods.md", "SHA256SUMS"}
    wanted |= {f"figures/{figure}.{form}" for figure in TITLES for form in ("pdf", "svg", "png")}
    wanted |= {f"tables/{stem}.csv" for stem in stems}
    assert set(there) == wanted
    for figure in TITLES:
        assert there[f"figures/{figure}.pdf"].startswith(b"%PDF")
        assert there[f"figures/{figure}.png"].startswith(b"\x89PNG")
        assert b"<svg" in there[f"figures/{figure}.svg"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_tables_read_back(name: str, example_reports: Mapping[str, Path]) -> None:
    for item in account_frames(account(Ecosystem(read_example(name)))):
        told = (example_reports[name] / "tables" / f"{item.stem}.csv").read_text("utf-8")
        header, *rows = csv.reader(io.StringIO(told, newline=""))
        assert header == list(item.frame.columns)
        assert len(rows) == item.frame.rows
        for place, column in enumerate(item.frame.columns.values()):
            cells = [row[place] for row in rows]
            if column.dtype.kind == "f":
                read = np.array([float(cell) if cell else math.nan for cell in cells])
                np.testing.assert_array_equal(read, column)
            else:
                assert cells == [str(value) for value in column.tolist()]


def test_same_input_gives_the_same_bytes(
    tmp_path: Path, example_reports: Mapping[str, Path]
) -> None:
    again = report(Ecosystem(read_example("sent-away")), tmp_path / "again")
    assert contents(again) == contents(example_reports["sent-away"])


def test_checksums_are_those_of_the_files(example_reports: Mapping[str, Path]) -> None:
    there = contents(example_reports["sent-away"])
    lines = there.pop("SHA256SUMS").decode().splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        path: hashlib.sha256(content).hexdigest() for path, content in there.items()
    }


def test_methods_name_every_source_and_setting(example_reports: Mapping[str, Path]) -> None:
    from mediaeco.reporting.parameter import AccountParameters, every_parameter
    from mediaeco.reporting.source import SOURCES

    told = (example_reports["sent-away"] / "methods.md").read_text("utf-8")
    frame = every_parameter(AccountParameters(), Ecosystem(read_example("sent-away")))
    assert all(f"[{source.key}]" in told for source in SOURCES)
    assert all(f"| {name} |" in told for name in frame["parameter"].tolist())
    assert told.count("(unverified)") == sum(not c.verified for c in SOURCES)


def test_report_of_a_case_without_contacts_is_full(
    empty_report: Path, example_reports: Mapping[str, Path]
) -> None:
    assert set(contents(empty_report)) == set(contents(example_reports["sent-away"]))


@pytest.mark.usefixtures("quick")
def test_earlier_report_is_replaced(eco: Ecosystem, tmp_path: Path) -> None:
    out = report(eco, tmp_path / "out")
    (out / ".DS_Store").write_bytes(b"left by a file browser")
    report(eco, out)
    assert sorted(contents(out)) == ["SHA256SUMS", "index.html", "t/a.csv"]
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


@pytest.mark.usefixtures("quick")
def test_empty_folder_is_filled(eco: Ecosystem, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    report(eco, tmp_path / "out")
    assert len(contents(tmp_path / "out")) == 3


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("change", ["edit", "add", "remove", "link"])
def test_report_that_somebody_changed_is_kept(change: str, eco: Ecosystem, tmp_path: Path) -> None:
    out = report(eco, tmp_path / "out")
    if change == "edit":
        (out / "index.html").write_text("My notes " + (out / "index.html").read_text())
    elif change == "add":
        (out / "notes.txt").write_text("mine")
    elif change == "remove":
        (out / "t" / "a.csv").unlink()
    else:
        (out / "elsewhere").symlink_to(tmp_path)
    before = contents(out)
    with pytest.raises(WriteError, match=r"^out: it holds an earlier report that was changed"):
        report(eco, out)
    assert contents(out) == before


@pytest.mark.usefixtures("quick")
def test_foreign_files_are_kept(eco: Ecosystem, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "index.html").write_text("years of work")
    with pytest.raises(WriteError, match=r"no report of mediaeco\. Choose another folder"):
        report(eco, tmp_path / "thesis")
    assert contents(tmp_path / "thesis") == {"index.html": b"years of work"}


@pytest.mark.usefixtures("quick")
def test_input_is_never_replaced(eco: Ecosystem, tmp_path: Path) -> None:
    out = report(eco, tmp_path / "out")
    before = contents(out)
    with pytest.raises(WriteError, match=r"is, or holds, a file that was read"):
        report(eco, out, inputs=[out / "t" / "a.csv"])
    source = write(eco.case, tmp_path / "case.json")
    with pytest.raises(WriteError, match=r"is, or holds, a file that was read"):
        report(eco, source, inputs=[source])
    assert contents(out) == before


@pytest.mark.parametrize(
    ("where", "why"),
    [("file", "got that of a file"), ("file/below", "what it would stand in is a file")],
)
def test_place_that_cannot_be_is_told_before_the_work(
    where: str, why: str, eco: Ecosystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine")

    def never(*_: object, **__: object) -> NoReturn:
        raise AssertionError("worked before it looked")

    monkeypatch.setattr(writing, "account", never)
    with pytest.raises(WriteError, match=why):
        report(eco, tmp_path / where)
    assert contents(tmp_path) == {"file": b"mine"}


@pytest.mark.usefixtures("quick")
def test_report_goes_where_a_link_points(eco: Ecosystem, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    report(eco, tmp_path / "link")
    report(eco, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert len(contents(tmp_path / "real")) == 3


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("earlier", [False, True])
def test_full_disk_changes_nothing(
    *, earlier: bool, eco: Ecosystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    if earlier:
        report(eco, out)
    before = contents(tmp_path)

    def full(folder: Path, _: object) -> None:
        (folder / "index.html").write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "_fill", full)
    with pytest.raises(WriteError, match="No space left on device"):
        report(eco, out)
    assert contents(tmp_path) == before
    assert [item.name for item in tmp_path.iterdir()] == (["out"] if earlier else [])


@pytest.mark.usefixtures("quick")
def test_earlier_report_comes_back_where_the_new_one_cannot_take_its_place(
    eco: Ecosystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = report(eco, tmp_path / "out")
    before = contents(out)
    rename = Path.rename

    def stubborn(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(WriteError, match="Permission denied"):
        report(eco, out)
    assert contents(out) == before
    assert [item.name for item in tmp_path.iterdir()] == ["out"]
