"""``ronda audit``: says in plain words what the hash chains of the audit prove, and names the first line that is broken."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from console.audit.chain_files import chain_paths
from console.audit.service import FOLDER_NAME
from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.base.paths import Paths
from console.cli.audit_signatures import told_signatures
from console.cli.centre import add_place, open_centre_of
from console.cli.sentences import text
from console.cli.subparsers import Subparsers
from console.domain.audit_act import CENTRE_CHAIN
from console.exhibit.trust import Authority, read_authority
from console.proof.chain_report import ChainReport, report_chain
from console.proof.checkpoint import CheckpointReport, SignedCheckpoint, check_checkpoints, wanted_lines
from console.server import audit
from console.server.audit_check import CHECKPOINT_FILE, KEY_FILE, check_audit, export_audit
from console.server.audit_checkpoints import make_checkpoint
from console.server.audit_csv import findings_csv
from console.server.audit_search import search_camera, search_flag
from console.server.problems import Refusal

_EXIT_BROKEN = 4


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Registers ``ronda audit`` and its parts."""
    parser = subparsers.add_parser("audit", help="who saw what: verify the chains, search them")
    parts = parser.add_subparsers(metavar="PART", required=True)
    _add_verify(parts)
    _add_search(parts)
    checkpoint = parts.add_parser("checkpoint", help="sign where the centre's chains stand now, to be kept elsewhere")
    checkpoint.set_defaults(run=_checkpoint)
    export = parts.add_parser("export", help="the centre's chains as files that can be verified elsewhere")
    export.add_argument("folder", type=Path, metavar="FOLDER")
    export.set_defaults(run=_export)
    for part in (checkpoint, export):
        add_place(part)


def _add_verify(parts: Subparsers[argparse.ArgumentParser]) -> None:
    parser = parts.add_parser("verify", help=f"exit 0 when everything holds, {_EXIT_BROKEN} when something is broken")
    parser.add_argument(
        "path", type=Path, nargs="?", metavar="PATH", help="a chain or a folder of chains; default this console's own"
    )
    parser.add_argument("--centre", action="store_true", help="the chains in the centre's database instead")
    parser.add_argument("--key", metavar="KEY", help="the centre's public key; default the one beside the chains")
    parser.add_argument(
        "--ca",
        type=Path,
        metavar="FILE",
        help="the city's root certificate (PEM), with its revocation list, to tell which consoles signed",
    )
    add_place(parser)
    parser.set_defaults(run=_verify)


def _add_search(parts: Subparsers[argparse.ArgumentParser]) -> None:
    parser = parts.add_parser("search", help="who saw a camera, or what was done with a flag; CSV on stdout")
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--camera", metavar="ID")
    asked.add_argument("--flag", metavar="NUMBER")
    parser.add_argument("--from", dest="since", type=_moment, metavar="TIME", help="2026-11-23T14:00+07:00")
    parser.add_argument("--to", dest="until", type=_moment, metavar="TIME")
    add_place(parser)
    parser.set_defaults(run=_search)


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("a time needs its zone, such as +07:00")
    return moment


def _verify(arguments: argparse.Namespace) -> int:
    authority = read_authority(arguments.ca) if arguments.ca else None
    if arguments.centre:
        centre = open_centre_of(arguments)
        try:
            found = check_audit(centre)
        finally:
            centre.database.close()
        for report in found.chains:
            _say_chain(report, authority)
        _say_checkpoints(found.checkpoints)
        if found.unchained:
            _say(text("audit-unchained", count=found.unchained))
        return _verdict(holds=found.holds)
    return _verify_files(arguments.path or Paths.for_user().data_folder / FOLDER_NAME, arguments.key, authority)


def _verify_files(path: Path, key: str | None, authority: Authority | None) -> int:
    folder = path if path.is_dir() else None
    files = [path] if folder is None else _chain_files(folder)
    signed = _signed(folder / CHECKPOINT_FILE) if folder is not None else []
    wanted = wanted_lines(signed)
    reports = []
    for file in files:
        with disk_errors(file), file.open("rb") as lines:
            reports.append(report_chain(file.stem, lines, wanted.get(file.stem, frozenset())))
    if not reports:
        raise KnownError("audit.nothing_there", path=str(path))
    for report in reports:
        _say_chain(report, authority)
    holds = all(report.holds for report in reports)
    if signed and folder is not None:
        public_key = key or _key_beside(folder)
        checked = check_checkpoints(signed, public_key, {report.chain: report.hashes for report in reports})
        _say_checkpoints(checked)
        if not key:
            _say(text("audit-key-beside"))
        holds = holds and checked.fault is None
    else:
        _say(text("audit-no-checkpoints"))
    return _verdict(holds=holds)


def _chain_files(folder: Path) -> list[Path]:
    of_centre = folder / f"{CENTRE_CHAIN}.jsonl"
    return ([of_centre] if of_centre.is_file() else []) + chain_paths(folder)


def _signed(path: Path) -> list[SignedCheckpoint]:
    if not path.is_file():
        return []
    with disk_errors(path):
        lines = path.read_text("utf-8").splitlines()
    try:
        rows = [json.loads(line) for line in lines]
        return [SignedCheckpoint(str(row["body"]), str(row["signature"])) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError("audit.checkpoints_unreadable", path=str(path)) from error


def _key_beside(folder: Path) -> str:
    with disk_errors(folder / KEY_FILE):
        return (folder / KEY_FILE).read_text("ascii").strip()


def _say_chain(report: ChainReport, authority: Authority | None) -> None:
    whose = text("audit-chain-centre") if report.chain == CENTRE_CHAIN else text("audit-chain-console", id=report.chain)
    if report.lines:
        _say(text("audit-holds", whose=whose, lines=report.lines, first=report.first_utc, last=report.last_utc))
    if report.fault is not None:
        what = text(f"audit-fault-{report.fault.what.replace('_', '-')}")
        _say(text("audit-broken", whose=whose, line=report.fault.line, what=what))
    if report.chain != CENTRE_CHAIN:
        for line in told_signatures(report, whose, authority):
            _say(line)


def _say_checkpoints(report: CheckpointReport) -> None:
    if report.count:
        _say(text("audit-checkpoints-hold", count=report.count, last=report.last_utc))
    if report.fault is not None:
        fault = report.fault
        what = text(f"audit-checkpoint-{fault.what.replace('_', '-')}", chain=fault.chain, line=fault.line)
        _say(text("audit-checkpoint-broken", number=fault.number, what=what))


def _verdict(*, holds: bool) -> int:
    _say(text("audit-verdict-whole" if holds else "audit-verdict-broken"))
    return 0 if holds else _EXIT_BROKEN


def _search(arguments: argparse.Namespace) -> int:
    if arguments.camera and not (arguments.since and arguments.until and arguments.since < arguments.until):
        raise KnownError("audit.period_bad")
    centre = open_centre_of(arguments)
    try:
        if arguments.camera:
            found = search_camera(
                centre, audit.COMMAND_LINE, arguments.camera, arguments.since, arguments.until, to_file=True
            )
        else:
            found = search_flag(centre, audit.COMMAND_LINE, arguments.flag, to_file=True)
    except Refusal as error:
        raise KnownError(error.code) from error
    finally:
        centre.database.close()
    sys.stdout.write(findings_csv(found))
    if found.more:
        sys.stderr.write(text("audit-more") + "\n")
    return 0


def _checkpoint(arguments: argparse.Namespace) -> int:
    centre = open_centre_of(arguments)
    try:
        _say(make_checkpoint(centre).model_dump_json())
    finally:
        centre.database.close()
    return 0


def _export(arguments: argparse.Namespace) -> int:
    with disk_errors(arguments.folder):
        arguments.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    centre = open_centre_of(arguments)
    try:
        count = export_audit(centre, arguments.folder)
    finally:
        centre.database.close()
    _say(text("audit-exported", count=count, folder=str(arguments.folder)))
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
