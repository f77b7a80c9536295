from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.errors import InvalidCaseError, WriteError
from mediaeco.io import read, read_table, write, write_table
from mediaeco.io.flat import files_of
from mediaeco.model import Case
from mediaeco.testing import cases


def again(case: Case, factory: pytest.TempPathFactory) -> Case:
    folder = factory.mktemp("tables")
    return read_table(write_table(case, folder / "case"))


@given(data=st.data())
def test_tables_read_back_equal(
    wild_cases: SearchStrategy[Case],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    case = data.draw(wild_cases)
    assert again(case, tmp_path_factory) == case


@given(case=cases())
def test_plausible_tables_read_back_equal(
    case: Case, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert again(case, tmp_path_factory) == case


@given(data=st.data())
def test_the_same_case_gives_the_same_tables(
    wild_cases: SearchStrategy[Case], data: st.DataObject
) -> None:
    case = data.draw(wild_cases)
    assert files_of(attrs.evolve(case)) == files_of(case)


def test_a_folder_is_written_and_read_by_its_name(
    door: Case, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("a") / "door"
    assert write(door, folder) == folder
    assert sorted(file.name for file in folder.iterdir()) == [
        "actors.csv",
        "acts.csv",
        "case.toml",
        "channels.csv",
        "elements.csv",
        "interactions.csv",
        "purposes.csv",
    ]
    assert read(folder) == read(folder / "case.toml") == door
    with pytest.raises(WriteError, match="exists already"):
        write(door, folder)
    write(door, folder, overwrite=True)
    assert read(folder) == door


def test_what_no_table_can_hold_is_refused(door: Case) -> None:
    with pytest.raises(InvalidCaseError, match="NUL"):
        files_of(
            attrs.evolve(door, channels=[attrs.evolve(c, label="\x00") for c in door.channels])
        )
    with pytest.raises(InvalidCaseError, match="half of one"):
        files_of(attrs.evolve(door, title="\ud800"))
