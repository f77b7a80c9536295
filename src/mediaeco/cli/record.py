"""Which record a call is about."""

from __future__ import annotations

import argparse
from pathlib import Path

from mediaeco.errors import (
    FaultGroup,
    MediaEcoError,
    UnknownTermError,
    nearest_term,
    one_of,
    shown,
)
from mediaeco.io import read, read_example
from mediaeco.io.table import MAPPING_FILE
from mediaeco.model import Case, Cohort

__all__ = ["CallError", "check_there", "example", "read_case", "record", "told"]


class CallError(MediaEcoError):
    """A call that cannot be meant so; the data is not to blame."""


def told(error: MediaEcoError) -> str:
    """Tell all faults at once, a line a fault."""
    if not isinstance(error, FaultGroup):
        return str(error)
    count = len(error.exceptions)
    head = f"{error.message}: {count} {'fault' if count == 1 else 'faults'}"
    return "\n".join([head, *(f"  {fault}" for fault in error.exceptions)])


def record(asked: argparse.Namespace) -> Case | Cohort:
    """Read the case asked for, or all of them as a cohort."""
    if bool(asked.case) == (asked.example is not None):
        raise CallError("give either one CASE or more, or --example NAME.")
    if asked.example is not None:
        if asked.mapping is not None or asked.role:
            raise CallError("an example needs no --mapping and no --role.")
        return example(asked.example)
    cases = [read_case(asked, path) for path in asked.case]
    return cases[0] if len(cases) == 1 else Cohort(cases)


def example(name: str) -> Case:
    """Read a case that ships; another name is a fault of the call."""
    try:
        return read_example(name)
    except UnknownTermError as error:
        raise CallError(str(error)) from None


def read_case(asked: argparse.Namespace, path: Path | None = None) -> Case:
    """Read the case asked for, or of several this one."""
    case = asked.case if path is None else path
    roles = _roles(asked.role)
    for file in (case, asked.mapping):
        if file is not None:
            check_there(file)
    bare = case.is_dir() and asked.mapping is None and not (case / MAPPING_FILE).exists()
    if bare and any(case.glob("*.json")):
        raise CallError(
            f"{case.name}: expected a folder of tables with a {MAPPING_FILE}; got one of case "
            f"files. Name the files: {case.name}/*.json"
        )
    if case.suffix.lower() == ".json" and (asked.mapping is not None or roles):
        raise CallError("a case file (.json) needs no --mapping and no --role.")
    return read(case, asked.mapping, roles=roles or None)


def _roles(given: list[str]) -> dict[str, str]:
    roles: dict[str, list[str]] = {}
    for text in given:
        role, sign, name = text.partition("=")
        known = ("therapist", "patient")
        if not sign or not name.strip():
            raise CallError("--role: expected ROLE=NAME, say therapist=300.")
        if role.strip() not in known:
            near = nearest_term(role, known)
            hint = f" Did you mean '{near}'?" if near else ""
            raise CallError(f"--role: expected {one_of(known)}; got {shown(role)}.{hint}")
        roles.setdefault(role.strip(), []).append(name.strip())
    # A person whom a log knows by several names (two phones, say) is given once a name.
    return {role: names if len(names) > 1 else names[0] for role, names in roles.items()}  # type: ignore[misc]  # a list of names is a name, too


def check_there(path: Path) -> None:
    """A file that is not there is a fault of the call, not of the data."""
    if not path.exists():
        raise CallError(f"{path.name}: there is no file of this name here.")
