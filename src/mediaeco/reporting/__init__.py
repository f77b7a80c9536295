"""One case in, a report out: everything worked out once, told, drawn and tabulated."""

from mediaeco.reporting.account import ATTRIBUTED, Account, account
from mediaeco.reporting.frames import AccountFrame, account_frames
from mediaeco.reporting.parameter import AccountParameters
from mediaeco.reporting.report import report, write_report
from mediaeco.reporting.settings import read_parameters

__all__ = [
    "ATTRIBUTED",
    "Account",
    "AccountFrame",
    "AccountParameters",
    "account",
    "account_frames",
    "read_parameters",
    "report",
    "write_report",
]
