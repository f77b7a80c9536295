from __future__ import annotations

from pathlib import Path

import pytest

from mediaeco.errors import WriteError
from mediaeco.io import folder_written, write_whole


def names(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_a_file_appears_with_its_content(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", "é\n")
    assert path.read_bytes() == b"\xc3\xa9\n"
    assert names(tmp_path) == ["a.txt"]


def test_what_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", "old")
    with pytest.raises(WriteError, match=r"a\.txt: it exists already"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    write_whole(path, "new", overwrite=True)
    assert path.read_text() == "new"


def test_what_was_read_is_never_replaced(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", "old")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    for target in (path, link, tmp_path / "." / "a.txt"):
        with pytest.raises(WriteError, match="the file that was read"):
            write_whole(target, "new", overwrite=True, inputs=[path, tmp_path / "none"])
    assert path.read_text() == "old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", "old")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    write_whole(link, "new", overwrite=True)
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_whole(tmp_path / "a.txt", "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WriteError, match="No space left on device"):
        write_whole(path, "new", overwrite=True)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_targets_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="that of a folder"):
        write_whole(tmp_path, "x")
    with pytest.raises(WriteError, match="its folder does not exist"):
        write_whole(tmp_path / "none" / "a.txt", "x")
    file = write_whole(tmp_path / "a.txt", "x")
    with pytest.raises(WriteError, match="that of a file"), folder_written(file):
        raise AssertionError("the block is not entered")


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "report"
    with folder_written(target) as folder:
        (folder / "figures").mkdir()
        (folder / "figures" / "map.svg").write_text("<svg/>")
        assert not target.exists()
    assert names(tmp_path) == ["deep/report/figures/map.svg"]


def test_a_folder_with_an_error_does_not_appear(tmp_path: Path) -> None:
    def broken(folder: Path) -> None:
        (folder / "a.txt").write_text("x")
        raise KeyError("in the block")

    with pytest.raises(KeyError), folder_written(tmp_path / "report") as folder:
        broken(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_refused_or_added_to(tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.mkdir()
    (target / "index.html").write_text("old")
    (target / "mine.txt").write_text("mine")
    with pytest.raises(WriteError, match="it exists already"), folder_written(target):
        raise AssertionError("the block is not entered")
    with folder_written(target, overwrite=True) as folder:
        (folder / "index.html").write_text("new")
    assert names(target) == ["index.html", "mine.txt"]
    assert (target / "index.html").read_text() == "new"


def test_a_folder_never_replaces_what_was_read(tmp_path: Path) -> None:
    source = write_whole(tmp_path / "case.json", "old")

    def write(folder: Path) -> None:
        (folder / "a.txt").write_text("x")
        (folder / "case.json").write_text("new")

    with (
        pytest.raises(WriteError, match="the file that was read"),
        folder_written(tmp_path, overwrite=True, inputs=[source]) as folder,
    ):
        write(folder)
    assert names(tmp_path) == ["case.json"]
    assert source.read_text() == "old"


def test_a_folder_in_a_folder_is_written_into_an_empty_one(tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.mkdir()
    with folder_written(target) as folder:
        (folder / "figures").mkdir()
        (folder / "figures" / "map.svg").write_text("<svg/>")
    assert [file.name for file in target.rglob("*.svg")] == ["map.svg"]


def test_a_folder_in_a_folder_joins_what_is_there(tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    with folder_written(target, overwrite=True) as folder:
        (folder / "figures").mkdir()
        (folder / "figures" / "map.svg").write_text("<svg/>")
    assert (target / "mine.txt").read_text() == "mine"
    assert (target / "figures" / "map.svg").exists()
