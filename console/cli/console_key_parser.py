"""The arguments of ``ronda console key``; what they do is loaded when it is asked for: a console starts sooner without it."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_key_parser(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parts.add_parser(
        "key",
        help="the key that this console signs evidence and audit with",
        description="The key lies in the data folder, under a passphrase that the system's keyring keeps. Where there is no "
        "keyring, such as on a room machine without a desktop session, give the passphrase by a file or a file descriptor.",
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    actions.add_parser("show", help="with which certificate this console signs").set_defaults(act="show")
    new = actions.add_parser(
        "new", help="make another key; the one in use signs until the certificate of this one is here"
    )
    new.set_defaults(act="new")
    request = actions.add_parser(
        "request", help="write the request for a certificate (PKCS #10); makes the key if need be"
    )
    request.add_argument("name", help="of this console, as courts will read it: “Konsol 3, Ruang Pantau”")
    request.add_argument("--out", type=Path, required=True, metavar="FILE")
    request.set_defaults(act="request")
    install = actions.add_parser("install", help="take the certificate that came back; counts from the next start on")
    install.add_argument("file", type=Path, metavar="FILE", help="PEM: its certificate first, then those above it")
    install.set_defaults(act="install")
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
    from console.cli.console_key import ACTIONS  # noqa: PLC0415 - keys and keyring, which a console has no use for yet

    return ACTIONS[arguments.act](arguments)
