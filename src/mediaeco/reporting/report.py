"""One case in, a folder out: the page, the figures, the tables, the methods."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import WriteError
from mediaeco.io.output import folder_written
from mediaeco.reporting.account import Account, account
from mediaeco.reporting.frames import account_frames
from mediaeco.reporting.method import methods_text
from mediaeco.reporting.page import GENERATOR, page
from mediaeco.reporting.parameter import AccountParameters
from mediaeco.reporting.picture import TITLES, Pictures, drawn_figures

__all__ = ["CHECKSUMS", "report", "write_report"]

CHECKSUMS = "SHA256SUMS"
"""The file that lists all others: by it an earlier report is recognised, unchanged."""

_DROPPINGS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def report(
    eco: Ecosystem,
    out: str | os.PathLike[str],
    *,
    parameters: AccountParameters | None = None,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Write the report of one case: how its frame was formed, by whom, and through which media.

    Parameters
    ----------
    eco
        One case.
    out
        The folder to make. It may exist where it is empty, or where it holds an earlier report
        that nobody changed, which is then replaced.
    parameters
        Settings of all measures; None: the defaults.
    inputs
        Files that were read and are never replaced.

    Returns
    -------
    Path
        The folder: ``index.html`` (one self-contained page), ``figures/`` (PDF, SVG, PNG),
        ``tables/`` (CSV), ``methods.md`` and ``SHA256SUMS``.

    Raises
    ------
    WriteError
        Where the folder may not or cannot be written; nothing has changed then.

    Notes
    -----
    The folder appears whole or not at all. People are named by their roles alone; of free text
    only the case's title and description are shown.

    *Laws*: the same input gives the same bytes.

    Examples
    --------
    >>> import tempfile
    >>> from mediaeco.io.example import read_example
    >>> with tempfile.TemporaryDirectory() as place:
    ...     folder = report(Ecosystem(read_example("sent-away")), Path(place) / "report")
    ...     sorted(item.name for item in folder.iterdir())
    ['SHA256SUMS', 'figures', 'index.html', 'methods.md', 'tables']
    """
    read = tuple(inputs)
    # Before anything is worked out: nobody should wait for a folder that cannot be written.
    _checked(out, read)
    return write_report(account(eco, parameters=parameters), out, inputs=read)


def write_report(
    results: Account,
    out: str | os.PathLike[str],
    *,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Write the report of an account that has been made already.

    Parameters
    ----------
    results
        What `account` gave.
    out, inputs
        As in `report`.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    WriteError
        Where the folder may not or cannot be written; nothing has changed then.
    """
    read = tuple(inputs)
    target, earlier = _checked(out, read)
    contents = _contents(results)
    aside = target.with_name(f".mediaeco-{secrets.token_hex(6)}.old")
    try:
        with folder_written(target, overwrite=earlier, inputs=read) as folder:
            _fill(folder, contents)
            if earlier:
                target.rename(aside)
    except BaseException:
        if aside.exists() and not target.exists():
            aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
    return Path(out)


def _contents(results: Account) -> dict[str, bytes]:
    """Every file of the report by its path, the list of them last."""
    # Matplotlib takes its time to load, and who asks for no picture need not wait for it.
    from mediaeco.figures import FORMATS, alt_text, figure_bytes

    contents: dict[str, bytes] = {}
    about: list[tuple[str, str]] = [("methods.md", "methods, every parameter, and sources")]
    svg, told = {}, {}
    for name, figure in drawn_figures(results).items():
        for form in FORMATS:
            contents[f"figures/{name}.{form}"] = figure_bytes(figure, form)
            about.append((f"figures/{name}.{form}", f"{TITLES[name]} ({form.upper()})"))
        svg[name] = contents[f"figures/{name}.svg"].decode()
        told[name] = alt_text(figure)
    for item in account_frames(results):
        contents[f"tables/{item.stem}.csv"] = item.frame.to_csv().encode()
        about.append((f"tables/{item.stem}.csv", item.about))
    contents["methods.md"] = methods_text(results).encode()
    about.append((CHECKSUMS, "checksums of all files, by which a report is recognised"))
    contents["index.html"] = page(results, Pictures(svg=svg, told=told), about).encode()
    sums = (
        f"{hashlib.sha256(content).hexdigest()}  {path}\n"
        for path, content in sorted(contents.items())
    )
    contents[CHECKSUMS] = "".join(sums).encode()
    return contents


def _fill(folder: Path, contents: Mapping[str, bytes]) -> None:
    for path, content in contents.items():
        file = folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


def _checked(
    out: str | os.PathLike[str], inputs: tuple[str | os.PathLike[str], ...]
) -> tuple[Path, bool]:
    """Say where the report goes, and whether an earlier one (or an empty folder) is there."""
    name = Path(out).name or str(out)
    try:
        target = Path(out).resolve()
        if any(Path(source).resolve().is_relative_to(target) for source in inputs):
            reason = "it is, or holds, a file that was read. Choose another folder."
            raise WriteError(name, reason)
        if not os.path.lexists(target):
            _check_parent(target, name)
            return target, False
        if not target.is_dir():
            raise WriteError(name, "expected a folder's name; got that of a file.")
        if not any(target.iterdir()) or _is_report(target):
            return target, True
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it is no name of a folder"
        raise WriteError(name, f"it cannot be written: {reason}.") from None
    what = (
        "an earlier report that was changed since, or files beside it"
        if (target / CHECKSUMS).is_file()
        else "files that are no report of mediaeco"
    )
    raise WriteError(name, f"it holds {what}. Choose another folder, or move them away.")


def _check_parent(target: Path, name: str) -> None:
    """Find out early that a folder cannot be made, as far as that can be told."""
    near = next(parent for parent in target.parents if os.path.lexists(parent))
    if not near.is_dir():
        raise WriteError(name, "it cannot be written: what it would stand in is a file.")
    if not os.access(near, os.W_OK | os.X_OK):
        raise WriteError(name, "it cannot be written: Permission denied.")


def _is_report(folder: Path) -> bool:
    """Tell whether a folder holds a report of ours, just as it was written, and nothing else."""
    listing = folder / CHECKSUMS
    if not listing.is_file() or listing.is_symlink():
        return False
    lines = listing.read_text("utf-8", "replace").splitlines()
    known = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    there = {
        item.relative_to(folder).as_posix(): item
        for item in folder.rglob("*")
        if not item.is_dir() or item.is_symlink()
    }
    found = {path for path, item in there.items() if item.name not in _DROPPINGS} - {CHECKSUMS}
    if found != set(known) or any(there[path].is_symlink() for path in found):
        return False
    same = all(
        hashlib.sha256(there[path].read_bytes()).hexdigest() == known[path] for path in found
    )
    return same and GENERATOR in (folder / "index.html").read_text("utf-8", "replace")
