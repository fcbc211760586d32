"""``ronda doctor``: is everything here that Ronda needs, and what to do where it is not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from console.base.clock import SystemClock
from console.base.os_errors import disk_errors
from console.base.paths import Paths
from console.cli.sentences import text

_EXIT_SOMETHING_MISSING = 1


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("doctor", help="check this machine and say how to mend what is missing")
    parser.add_argument("--centre", metavar="URL", help="also look whether this centre answers")
    parser.add_argument(
        "--bundle", type=Path, metavar="FILE.zip", help="also write a support file: facts, logs and crashes, no secrets"
    )
    parser.add_argument(
        "--metrics", type=Path, metavar="FILE", help="with --bundle: what ronda console --metrics wrote"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from console.app.doctor import examine  # noqa: PLC0415 - the checks load libraries that other commands don't need

    findings = examine(arguments.centre)
    for finding in findings:
        mark = "✔" if finding.good else ("✘" if finding.needed else "–")
        key = f"doctor-{finding.what}-{'good' if finding.good else 'bad'}"
        sys.stdout.write(f"{mark} {text(key, **finding.details)}\n")
    if arguments.bundle is not None:
        from console.app.support_bundle import write_bundle  # noqa: PLC0415 - as above

        paths = Paths.for_user()
        with disk_errors(paths.data_folder):
            paths.ensure()
        write_bundle(arguments.bundle, paths, findings, arguments.metrics, SystemClock())
        sys.stdout.write(text("doctor-bundle", path=str(arguments.bundle)) + "\n")
    missing = any(finding.needed and not finding.good for finding in findings)
    return _EXIT_SOMETHING_MISSING if missing else 0
