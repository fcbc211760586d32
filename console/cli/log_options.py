"""Where the lines of a program that runs for long go: stderr as ever, and files of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from console.base.errors import KnownError
from console.base.logs import keep_logs, logger, set_up_logs
from console.base.paths import Paths

_LOG = logger("logs")


def log_folder() -> Path:
    return Paths.for_user().data_folder / "logs"


def add_log_options(parser: argparse.ArgumentParser, name: str) -> None:
    """``name`` is what the program's file is called."""
    parser.add_argument("--log-json", action="store_true", help="log lines as JSON, one object each")
    parser.add_argument(
        "--log-folder",
        type=Path,
        metavar="FOLDER",
        help=f"where {name}.log goes (at most 8 files of 5 MiB); default: logs in Ronda's data folder",
    )
    parser.set_defaults(log_name=name)


def begin_logs(arguments: argparse.Namespace) -> None:
    """As the arguments of any command tell; files only for those that have ``add_log_options``."""
    as_json = getattr(arguments, "log_json", False)
    set_up_logs(verbose=arguments.verbose, as_json=as_json)
    name: str | None = getattr(arguments, "log_name", None)
    if name is None:
        return
    try:
        keep_logs(arguments.log_folder or log_folder(), name, as_json=as_json)
    except KnownError as error:
        # A wall without its log is better than none.
        _LOG.warning("no log file: %s", error)
