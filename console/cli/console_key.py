"""``ronda console key``: the key that this console signs with, and its certificate from the city's authority."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from cryptography import x509

from console.auth.console_key import FOLDER_NAME, ConsoleKey, GivenPassphrase, key_in
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.paths import Paths
from console.cli.passphrases import asked_passphrase
from console.cli.sentences import text
from console.proof.certificates import common_name, fingerprint_text, is_in_force, serial_text
from console.proof.durable import write_new

_PRIVATE = 0o077


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


def _action(act: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        os.umask(_PRIVATE)
        act(arguments)
        return 0

    return run


ACTIONS = {"show": _action(_show), "new": _action(_new), "request": _action(_request), "install": _action(_install)}
