"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from mediaeco.cli.command import run
from mediaeco.cli.parser import parser
from mediaeco.cli.record import CallError, told
from mediaeco.errors import MediaEcoError, WriteError
from mediaeco.reporting.version import software_version

__all__ = ["main"]

_INTERRUPTED = 130
_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv
        What stands after the program's name; None: what it was called with.

    Returns
    -------
    int
        0 fine, 1 the data is at fault, 2 the call is, 130 interrupted.

    Examples
    --------
    >>> main(["examples"])
    first-contact  92 contacts, 7 channels: a frame gradually agreed
    broken-frame   106 contacts, 7 channels: a frame broken and repaired
    sent-away      49 contacts, 1 channel: a patient lost
    0
    """
    _settle_streams()
    made = parser()
    try:
        asked = made.parse_args(argv)
    except SystemExit as stop:  # argparse ends the program by itself
        return stop.code if isinstance(stop.code, int) else 2
    try:
        code = _run(asked, made)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _close_pipe()
        return _PIPE
    except OSError as error:  # nothing that is said arrives: a full disk, say
        with suppress(OSError):
            print(f"mediaeco: {error.strerror or type(error).__name__}.", file=sys.stderr)
        _close_pipe()
        return 2
    return code


def _run(asked: argparse.Namespace, made: argparse.ArgumentParser) -> int:
    if asked.version:
        print(f"mediaeco {software_version()}")
        return 0
    if asked.command is None:
        print(made.format_usage() + f"Try '{made.prog} --help'.", file=sys.stderr)
        return 2
    try:
        return run(asked)
    except (CallError, WriteError) as error:
        print(f"mediaeco {asked.command}: {error}", file=sys.stderr)
        return 2
    except MediaEcoError as error:
        print(f"mediaeco {asked.command}: {told(error)}", file=sys.stderr)
        return 1


def _settle_streams() -> None:
    """Let a terminal that cannot show a letter show a substitute, and not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with suppress(OSError, ValueError):
                reconfigure(errors="backslashreplace")


def _close_pipe() -> None:
    """Let nothing more be said to a reader who has gone, not even at the end of Python."""
    with suppress(OSError, ValueError):
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, sys.stdout.fileno())
        os.close(quiet)
