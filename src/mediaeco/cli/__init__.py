"""The command line: ``mediaeco report``, ``check``, ``validate``, ``convert``, ``examples``."""

from mediaeco.cli.main import main

__all__ = ["main"]
