"""``ronda evidence verify``: what of an evidence package is proven, in plain words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from console.cli.sentences import moment, text
from console.exhibit.examine import CopyFound, SidecarFound, Verdict, examine
from console.exhibit.recorded_check import RecordedFound
from console.exhibit.statement_check import Standing
from console.exhibit.trust import Trust, read_authority

EXIT_NOT_INTACT = 3
EXIT_NOT_PROVEN = 4
_MOST_NAMED = 50


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("evidence", help="check an evidence package")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    verify = actions.add_parser(
        "verify",
        help="what of a package is proven, and what is not",
        description="Exit code 0: intact and sealed by somebody of the authority given; 3: changed; 4: intact, but who sealed it "
        "is not proven; 1: it cannot be read.",
    )
    verify.add_argument("path", type=Path, metavar="PATH", help="the package's folder, or its zip")
    verify.add_argument(
        "--ca", type=Path, metavar="FILE", help="the city's root certificate (PEM), with its revocation list"
    )
    verify.add_argument("--tsa", type=Path, metavar="FILE", help="root certificate of the time stamping service (PEM)")
    verify.set_defaults(run=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    authority = read_authority(arguments.ca) if arguments.ca else None
    services = read_authority(arguments.tsa) if arguments.tsa else None
    verdict = examine(arguments.path, authority, services)
    sys.stdout.write("\n".join(told(verdict)) + "\n")
    if verdict.proven:
        return 0
    return EXIT_NOT_PROVEN if verdict.intact else EXIT_NOT_INTACT


def told(verdict: Verdict) -> list[str]:
    """The lines, each a sentence."""
    lines = [text("exhibit-number", number=verdict.number)]
    lines.append(text("exhibit-intact" if not verdict.faults else "exhibit-changed", count=len(verdict.faults)))
    lines += [f"  {text(f'exhibit-fault-{what}')}: {name}" for what, name in verdict.faults[:_MOST_NAMED]]
    lines.append(_seal(verdict))
    lines.append(_stamp(verdict))
    lines.append(text("exhibit-custody", count=len(verdict.custody)))
    lines += [f"  {row.ts_utc}  {row.entry.action}  {row.entry.actor}  {row.entry.object}" for row in verdict.custody]
    lines.append(text("exhibit-contents", count=verdict.files))
    lines += [line for copy in verdict.copies for line in _copy(copy)]
    lines += [_sidecar(sidecar, is_sealed=not verdict.seal_error) for sidecar in verdict.sidecars]
    lines += _recorded(verdict.recorded)
    lines.append(text("exhibit-not-proven"))
    key = (
        "exhibit-result-proven"
        if verdict.proven
        else "exhibit-result-intact"
        if verdict.intact
        else "exhibit-result-changed"
    )
    lines.append(text(key))
    return lines


def _copy(copy: CopyFound) -> list[str]:
    if not copy.name:
        return [text("exhibit-copy-none", name=copy.original)]
    same = text("exhibit-copy-same" if copy.same else "exhibit-copy-not-compared", name=copy.name)
    if copy.exported is None:
        return [same, "  " + text(f"exhibit-{copy.error.replace('.', '-')}")]
    told = copy.exported
    sealed = text("exhibit-export-sealed", source=told.source, start=moment(told.start_utc), operator=told.operator)
    return [same, f"  {sealed}"]


def _sidecar(found: SidecarFound, *, is_sealed: bool) -> str:
    if not found.sidecar:
        return text("exhibit-sidecar-none", name=found.name)
    claimed = found.claimed
    if claimed is None:
        return text(f"exhibit-{found.error.replace('.', '-')}", name=found.sidecar)
    stamp = (
        text("exhibit-sidecar-stamped", time=moment(claimed.stamped_utc))
        if claimed.stamped_utc
        else text("exhibit-sidecar-not-stamped")
    )
    what = (
        text("exhibit-sidecar-repackaged", parent=", ".join(claimed.parents))
        if claimed.parents
        else text("exhibit-sidecar-created")
    )
    camera, flag = claimed.facts.get("camera", "?"), claimed.facts.get("flag", "?")
    key = "exhibit-sidecar-holds" if is_sealed else "exhibit-sidecar-holds-alone"
    return text(key, name=found.sidecar, what=what, camera=camera, flag=flag, stamp=stamp)


def _recorded(recorded: Sequence[RecordedFound]) -> list[str]:
    """Which console recorded and signed each original; nothing of packages of before."""
    if not recorded:
        return []
    signed = sum(one.found.standing is Standing.SIGNED for one in recorded)
    return [text("exhibit-recorded", signed=signed, count=len(recorded)), *(f"  {_original(one)}" for one in recorded)]


def _original(one: RecordedFound) -> str:
    found = one.found
    standing = "signed-copy" if found.standing is Standing.SIGNED and found.is_copy else found.standing.value
    key = f"exhibit-recorded-{standing.replace('_', '-')}"
    times = {
        "signed": moment(found.signed_utc) if found.signed_utc else "?",
        "received": moment(one.received_utc) if one.received_utc else "?",
    }
    line = text(key, name=one.original, console=found.console, user=found.user, **times)
    if found.revoked_utc is None:
        return line
    return f"{line} {text('exhibit-recorded-since', time=moment(found.revoked_utc))}"


def _seal(verdict: Verdict) -> str:
    if verdict.seal_error:
        return text(f"exhibit-{verdict.seal_error.replace('.', '-')}")
    time = moment(verdict.sealed_utc) if verdict.sealed_utc else "?"
    keys = {
        Trust.NOT_ASKED: "exhibit-sealed-not-asked",
        Trust.TRUSTED: "exhibit-sealed-trusted",
        Trust.UNKNOWN: "exhibit-sealed-unknown",
        Trust.EXPIRED: "exhibit-sealed-expired",
        Trust.REVOKED: "exhibit-sealed-revoked",
    }
    return text(keys[verdict.trust], name=verdict.sealed_by, time=time)


def _stamp(verdict: Verdict) -> str:
    if verdict.stamp_error:
        return text(f"exhibit-{verdict.stamp_error.replace('.', '-')}".replace("_", "-"))
    if verdict.stamped is None:
        return text("exhibit-no-stamp")
    key = {None: "exhibit-stamp-not-asked", True: "exhibit-stamp-trusted", False: "exhibit-stamp-unknown"}[
        verdict.stamped.trusted
    ]
    return text(key, time=moment(verdict.stamped.at_utc))
