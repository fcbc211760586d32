"""``ronda console key``: the key that this console signs with, and its certificate from the city's authority."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from cryptography import x509

from console.auth.console_key import FOLDER_NAME, ConsoleKey, GivenPassphrase, key_in
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.paths import Paths
from console.cli.passphrases import asked_passphrase
from console.cli.sentences import text
from console.cli.subparsers import Subparsers
from console.proof.certificates import common_name, fingerprint_text, is_in_force, serial_text
from console.proof.durable import write_new

_PRIVATE = 0o077


def add_key_parser(parts: Subparsers[argparse.ArgumentParser]) -> None:
    parser = parts.add_parser(
        "key",
        help="the key that this console signs evidence and audit with",
        description="The key lies in the data folder, under a passphrase that the system's keyring keeps. Where there is no "
        "keyring, such as on a room machine without a desktop session, give the passphrase by a file or a file descriptor.",
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    actions.add_parser("show", help="with which certificate this console signs").set_defaults(act=_show)
    new = actions.add_parser(
        "new", help="make another key; the one in use signs until the certificate of this one is here"
    )
    new.set_defaults(act=_new)
    request = actions.add_parser(
        "request", help="write the request for a certificate (PKCS #10); makes the key if need be"
    )
    request.add_argument("name", help="of this console, as courts will read it: “Konsol 3, Ruang Pantau”")
    request.add_argument("--out", type=Path, required=True, metavar="FILE")
    request.set_defaults(act=_request)
    install = actions.add_parser("install", help="take the certificate that came back; counts from the next start on")
    install.add_argument("file", type=Path, metavar="FILE", help="PEM: its certificate first, then those above it")
    install.set_defaults(act=_install)
    for name, action in actions.choices.items():
        if name != "show":
            told = action.add_mutually_exclusive_group()
            told.add_argument(
                "--key-passphrase-fd", type=int, metavar="N", help="file descriptor with the key's passphrase"
            )
            add_key_passphrase_file(told)
        action.set_defaults(run=_run)


def add_key_passphrase_file(parser: argparse._ActionsContainer) -> None:
    """The argument by which a key without a keyring is opened."""
    parser.add_argument(
        "--key-passphrase-file",
        type=Path,
        metavar="FILE",
        help="passphrase of this console's signing key, such as a systemd credential; default: the keyring has it",
    )


def _run(arguments: argparse.Namespace) -> int:
    os.umask(_PRIVATE)
    arguments.act(arguments)
    return 0


def _key(arguments: argparse.Namespace) -> ConsoleKey:
    data_folder = Paths.for_user().data_folder
    descriptor: int | None = getattr(arguments, "key_passphrase_fd", None)
    if descriptor is not None:
        return ConsoleKey(data_folder / FOLDER_NAME, GivenPassphrase(asked_passphrase("", descriptor)))
    return key_in(data_folder, getattr(arguments, "key_passphrase_file", None))


def _show(arguments: argparse.Namespace) -> None:
    key = _key(arguments)
    chain = key.certificates()
    if not chain and not key.is_waiting:
        raise KnownError("console_key.none")
    for certificate in chain[:1]:
        sys.stdout.write(_line(certificate) + "\n")
    for certificate in key.before():
        sys.stdout.write(f"{_line(certificate)}\t{text('console-key-before')}\n")
    if key.is_waiting:
        sys.stdout.write(text("console-key-waits") + "\n")


def _new(arguments: argparse.Namespace) -> None:
    _key(arguments).make()
    sys.stdout.write(text("console-key-waits") + "\n")


def _request(arguments: argparse.Namespace) -> None:
    out: Path = arguments.out
    if out.exists():
        raise KnownError("authority.out_exists", path=str(out))
    write_new(out, _key(arguments).request(arguments.name))
    sys.stdout.write(f"{out}\n")


def _install(arguments: argparse.Namespace) -> None:
    certificate = _key(arguments).install(arguments.file, SystemClock().now_utc())
    sys.stdout.write(f"{_line(certificate)}\n{text('console-key-next-start')}\n")


def _line(certificate: x509.Certificate) -> str:
    until = f"until {certificate.not_valid_after_utc:%Y-%m-%d}"
    state = "valid" if is_in_force(certificate, SystemClock().now_utc()) else "expired"
    issuer = certificate.issuer.rfc4514_string()
    fingerprint = f"SHA-256 {fingerprint_text(certificate)}"
    return "\t".join((serial_text(certificate), common_name(certificate), until, state, issuer, fingerprint))
