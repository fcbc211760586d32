"""``ronda centre ca``: a small certificate authority for cities that have none."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.cli.passphrases import asked_passphrase
from console.cli.sentences import text
from console.cli.subparsers import SettingsFrom, Subparsers
from console.proof.certificates import fingerprint_text
from console.proof.durable import write_new, write_private
from console.proof.locked_key import key_pem, new_key
from console.server.authority.authority import Authority, make_authority
from console.server.authority.certificates import HolderKind, RevocationReason
from console.server.authority.register import Issued, read_register
from console.server.authority.requests import requested_key
from console.server.authority.sealing import SealingKey, seals_with, write_sealing_key

_DAYS = 730
_PRIVATE = 0o077


def add_authority_parser(
    parts: Subparsers[argparse.ArgumentParser],
    add_place: Callable[[argparse.ArgumentParser], None],
    settings_from: SettingsFrom,
) -> None:
    """Registers the part; ``settings_from`` reads what the arguments of ``add_place`` tell."""
    parser = parts.add_parser("ca", help="certificates for the centre's seal and for consoles")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    init = actions.add_parser("init", help="make the authority; prints the file to give out and its fingerprint")
    init.add_argument("name", help="who it is, as courts will read it: “Pemerintah Kota Semarang”")
    init.set_defaults(act=_init)
    _add_issue(actions)
    revoke = actions.add_parser("revoke", help="a certificate counts no more; signs the list anew")
    revoke.add_argument("serial")
    revoke.add_argument("--reason", required=True, choices=[reason.value for reason in RevocationReason])
    revoke.add_argument("--since", type=_moment, metavar="TIME", help="2026-11-26T08:00+07:00; default now")
    revoke.set_defaults(act=_revoke)
    actions.add_parser("crl", help="sign the list of the revoked anew; it is good for a year").set_defaults(act=_crl)
    passphrase = actions.add_parser("passphrase", help="put the authority's key under another passphrase")
    passphrase.add_argument("--new-passphrase-fd", type=int, metavar="N", help="file descriptor with the new one")
    passphrase.set_defaults(act=_passphrase)
    actions.add_parser("list", help="one certificate a line, and how it stands").set_defaults(act=_list)
    for name, action in actions.choices.items():
        action.add_argument(
            "--folder", type=Path, metavar="FOLDER", help="of the authority; default “authority” in the data folder"
        )
        if name != "list":
            action.add_argument(
                "--passphrase-fd",
                type=int,
                metavar="N",
                help="file descriptor with its passphrase; asked for otherwise",
            )
        add_place(action)
        action.set_defaults(run=_runner(settings_from))


def _add_issue(actions: Subparsers[argparse.ArgumentParser]) -> None:
    issue = actions.add_parser(
        "issue",
        help="a certificate; for the centre its sealing key is made anew in the data folder",
        description="Without --request a key is made as well: the centre's goes into the data folder in place of the one before, "
        "a console's into the file given by --out.",
    )
    issue.add_argument("name", help="who holds it, as courts will read it")
    issue.add_argument("--kind", required=True, choices=[kind.value for kind in HolderKind])
    issue.add_argument("--request", type=Path, metavar="FILE", help="PKCS #10: the key stays where it was made")
    issue.add_argument("--out", type=Path, metavar="FILE", help="default SERIAL.pem here")
    issue.add_argument("--days", type=_days, default=_DAYS, help=f"how long it is valid; default {_DAYS}")
    issue.add_argument(
        "--key-passphrase-fd", type=int, metavar="N", help="file descriptor with a passphrase for the new key"
    )
    issue.set_defaults(act=_issue)


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= 3650:  # noqa: PLR2004  ten years
        raise argparse.ArgumentTypeError("1 to 3650 days")
    return days


def _moment(text: str) -> datetime:
    try:
        told = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a time such as 2026-11-26T08:00+07:00") from error
    if told.tzinfo is None:
        raise argparse.ArgumentTypeError("the time needs its zone, such as +07:00")
    return told


def _runner(settings_from: SettingsFrom) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        os.umask(_PRIVATE)
        data_folder = settings_from(arguments).data_folder
        arguments.act(arguments, arguments.folder or data_folder / "authority", data_folder)
        return 0

    return run


def _actor() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return f"uid {os.getuid()}"


def _opened(arguments: argparse.Namespace, folder: Path) -> Authority:
    # What is not there needs no passphrase to say so.
    read_register(folder)
    passphrase = asked_passphrase("Passphrase of the authority", arguments.passphrase_fd)
    return Authority(folder, passphrase, SystemClock(), _actor())


def _init(arguments: argparse.Namespace, folder: Path, _data_folder: Path) -> None:
    if folder.exists():
        raise KnownError("authority.exists", path=str(folder))
    passphrase = asked_passphrase("New passphrase of the authority", arguments.passphrase_fd, is_new=True)
    make_authority(folder, arguments.name, passphrase, SystemClock(), _actor())
    with Authority(folder, passphrase, SystemClock(), _actor()) as authority:
        _say_given_out(authority)


def _say_given_out(authority: Authority) -> None:
    sys.stdout.write(f"{authority.given_out_path}\tSHA-256 {fingerprint_text(authority.root.certificate)}\n")


def _issue(arguments: argparse.Namespace, folder: Path, data_folder: Path) -> None:
    out: Path | None = arguments.out
    if out is not None and out.exists():
        raise KnownError("authority.out_exists", path=str(out))
    kind = HolderKind(arguments.kind)
    asked = requested_key(arguments.request) if arguments.request else None
    with _opened(arguments, folder) as authority:
        if asked is not None:
            issued = authority.issue(arguments.name, kind, asked, arguments.days)
            path = out or Path(f"{issued.serial}.pem")
            write_new(path, issued.certificate.public_bytes(Encoding.PEM))
        else:
            issued, path = _issued_with_key(authority, arguments, kind, data_folder)
    sys.stdout.write(f"{_line(issued)}\t{path}\n")


def _issued_with_key(
    authority: Authority, arguments: argparse.Namespace, kind: HolderKind, data_folder: Path
) -> tuple[Issued, Path]:
    descriptor = arguments.key_passphrase_fd
    passphrase = None if descriptor is None else asked_passphrase("", descriptor)
    key = new_key()
    issued = authority.issue(arguments.name, kind, key.public_key(), arguments.days)
    out: Path | None = arguments.out
    if kind is HolderKind.CENTRE and out is None:
        return issued, write_sealing_key(data_folder, SealingKey(key, issued.certificate), passphrase)
    path = out or Path(f"{issued.serial}.pem")
    write_private(path, key_pem(key, passphrase) + issued.certificate.public_bytes(Encoding.PEM))
    return issued, path


def _revoke(arguments: argparse.Namespace, folder: Path, data_folder: Path) -> None:
    with _opened(arguments, folder) as authority:
        issued = authority.revoke(arguments.serial, RevocationReason(arguments.reason), arguments.since)
        sys.stdout.write(f"{_line(issued)}\n")
        _say_given_out(authority)
    if seals_with(data_folder, issued.certificate):
        sys.stderr.write(text("authority-revoked-own-seal") + "\n")


def _crl(arguments: argparse.Namespace, folder: Path, _data_folder: Path) -> None:
    with _opened(arguments, folder) as authority:
        authority.sign_list()
        _say_given_out(authority)


def _passphrase(arguments: argparse.Namespace, folder: Path, _data_folder: Path) -> None:
    with _opened(arguments, folder) as authority:
        authority.change_passphrase(asked_passphrase("New passphrase", arguments.new_passphrase_fd, is_new=True))
    sys.stdout.write(f"{folder}: passphrase changed\n")


def _list(_arguments: argparse.Namespace, folder: Path, _data_folder: Path) -> None:
    for issued in read_register(folder):
        sys.stdout.write(_line(issued) + "\n")


def _line(issued: Issued) -> str:
    until_utc = issued.certificate.not_valid_after_utc
    if issued.revocation is not None:
        state = f"revoked {issued.revocation.since_utc:%Y-%m-%dT%H:%M:%SZ} {issued.revocation.reason.value}"
    else:
        state = "expired" if until_utc < SystemClock().now_utc() else "valid"
    return f"{issued.serial}\t{issued.kind.value}\t{issued.name}\tuntil {until_utc:%Y-%m-%d}\t{state}"
