"""``ronda centre seal``: what the centre seals evidence with, and its certificate from an authority elsewhere."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.cli.passphrases import asked_passphrase, read_passphrase_file
from console.cli.sentences import sentence
from console.cli.subparsers import SettingsFrom, Subparsers
from console.proof.certificates import common_name, fingerprint_text, serial_text
from console.proof.durable import write_new
from console.server.authority.certification import install_certificate, make_request
from console.server.authority.sealing import read_sealing_certificates, read_sealing_key
from console.server.settings import CentreSettings

_PRIVATE = 0o077


def add_sealing_parser(
    parts: Subparsers[argparse.ArgumentParser],
    add_place: Callable[[argparse.ArgumentParser], None],
    settings_from: SettingsFrom,
) -> None:
    """Registers the part; ``settings_from`` reads what the arguments of ``add_place`` tell."""
    parser = parts.add_parser("seal", help="the key that evidence is sealed with, certified by an authority elsewhere")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    request = actions.add_parser("request", help="make a key here and write the request for its certificate (PKCS #10)")
    request.add_argument("name", help="who seals, as courts will read it")
    request.add_argument("--out", type=Path, required=True, metavar="FILE")
    request.set_defaults(act=_request)
    install = actions.add_parser(
        "install", help="take the certificate that came back; the centre seals with it from now on"
    )
    install.add_argument("file", type=Path, metavar="FILE", help="PEM: its certificate first, then those above it")
    install.set_defaults(act=_install)
    actions.add_parser("show", help="with which certificate the centre seals").set_defaults(act=_show)
    for name, action in actions.choices.items():
        if name != "show":
            action.add_argument(
                "--key-passphrase-fd",
                type=int,
                metavar="N",
                help="file descriptor with the key's passphrase, if it has one",
            )
        add_place(action)
        action.set_defaults(run=_runner(settings_from))


def add_seal_passphrase(parser: argparse.ArgumentParser) -> None:
    """The argument of ``serve`` by which a key under a passphrase is opened."""
    parser.add_argument(
        "--seal-passphrase-file",
        type=Path,
        metavar="FILE",
        help="passphrase of the sealing key, such as a systemd credential",
    )


def seal_passphrase(arguments: argparse.Namespace) -> Secret | None:
    """Raises KnownError ``sealing.passphrase_file`` (path)."""
    path: Path | None = arguments.seal_passphrase_file
    return None if path is None else read_passphrase_file(path)


def tell_if_not_sealing(settings: CentreSettings) -> None:
    """On stderr, at the start: better than when the first package waits. A centre without a key serves all the same."""
    try:
        read_sealing_key(settings.data_folder, settings.seal_passphrase, SystemClock().now_utc())
    except KnownError as error:
        if error.code != "sealing.none":
            sys.stderr.write(f"ronda: {sentence(error)}\n")


def _runner(settings_from: SettingsFrom) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        os.umask(_PRIVATE)
        arguments.act(arguments, settings_from(arguments).data_folder)
        return 0

    return run


def _key_passphrase(arguments: argparse.Namespace) -> Secret | None:
    descriptor: int | None = arguments.key_passphrase_fd
    return None if descriptor is None else asked_passphrase("", descriptor)


def _request(arguments: argparse.Namespace, data_folder: Path) -> None:
    out: Path = arguments.out
    if out.exists():
        raise KnownError("authority.out_exists", path=str(out))
    write_new(out, make_request(data_folder, arguments.name, _key_passphrase(arguments)))
    sys.stdout.write(f"{out}\n")


def _install(arguments: argparse.Namespace, data_folder: Path) -> None:
    install_certificate(data_folder, arguments.file, _key_passphrase(arguments), SystemClock().now_utc())
    _show(arguments, data_folder)


def _show(_arguments: argparse.Namespace, data_folder: Path) -> None:
    certificate = read_sealing_certificates(data_folder)[0]
    until = f"until {certificate.not_valid_after_utc:%Y-%m-%d}"
    issuer = certificate.issuer.rfc4514_string()
    line = (
        serial_text(certificate),
        common_name(certificate),
        until,
        issuer,
        f"SHA-256 {fingerprint_text(certificate)}",
    )
    sys.stdout.write("\t".join(line) + "\n")
