"""``ronda police-gateway``: a receiver of flags for police who have no system of their own."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.parent import end_with_parent
from console.base.paths import Paths
from console.base.redaction import Secret
from console.base.throttle import Throttle
from console.cli.log_options import add_log_options
from console.cli.subparsers import Subparsers
from console.gateway.app import Gateway
from console.gateway.book import Book
from console.gateway.key_file import gateway_key
from console.gateway.sending import CentreAddress, Sending
from console.gateway.serving import GatewayServer
from console.handoff.addresses import checked_post_url
from console.handoff.keys import read_public_key

_PASSWORD_VARIABLE = "RONDA_GATEWAY_PASSWORD"  # noqa: S105  the name of a variable
_SHORTEST_PASSWORD = 10


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Registers ``ronda police-gateway`` and its parts."""
    parser = subparsers.add_parser("police-gateway", help="takes signed flags, lists them, sends answers back")
    parts = parser.add_subparsers(metavar="PART", required=True)
    key = parts.add_parser("key", help="prints the public key that the centre knows our answers by")
    key.set_defaults(run=_key)
    serve = parts.add_parser("serve", help=f"run it; the page asks for the password in {_PASSWORD_VARIABLE}")
    serve.add_argument("--centre", required=True, metavar="URL", help="address of the centre")
    serve.add_argument("--receiver", required=True, metavar="NAME", help="our name at the centre")
    serve.add_argument("--centre-key", required=True, action="append", metavar="whpk_…", help="by receiver add")
    serve.add_argument("--centre-ca", type=Path, metavar="FILE", help="authority of the centre's certificate, PEM")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on; off this machine only with TLS")
    serve.add_argument("--port", type=int, default=8444, help="0 takes a free one; the ready line tells it")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate chain, PEM")
    serve.add_argument("--tls-key", type=Path, metavar="FILE", help="its private key, PEM")
    serve.add_argument("--with-parent", action="store_true", help="end when the starting process ends")
    add_log_options(serve, "police-gateway")
    serve.set_defaults(run=_serve)
    for part in (key, serve):
        part.add_argument("--data-folder", type=Path, metavar="FOLDER", help="key and flags; only its user reads it")


def _folder(arguments: argparse.Namespace) -> Path:
    told: Path | None = arguments.data_folder
    return told or Paths.for_user().data_folder / "police-gateway"


def _key(arguments: argparse.Namespace) -> int:
    sys.stdout.write(gateway_key(_folder(arguments)).public().text() + "\n")
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    if arguments.with_parent:
        end_with_parent()
    os.umask(0o077)
    folder = _folder(arguments)
    key = gateway_key(folder)
    answers_url = checked_post_url(f"{arguments.centre.rstrip('/')}/v1/handoff/{arguments.receiver}/answers")
    centre = CentreAddress(answers_url, _read_ca(arguments.centre_ca))
    centre_keys = tuple(read_public_key(text) for text in arguments.centre_key)
    clock, password, book = SystemClock(), _password(), Book(folder)
    gateway = Gateway(book, Sending(book, key, centre, clock), clock, centre_keys, password, Throttle(clock))
    certificate = (arguments.tls_cert, arguments.tls_key) if arguments.tls_cert else None
    address = (arguments.host, arguments.port)
    try:
        GatewayServer(gateway, address, certificate, _say_ready).run()
    except SystemExit as error:  # uvicorn's way to say that it could not listen
        raise KnownError("centre.port_taken", host=arguments.host, port=arguments.port) from error
    return 0


def _password() -> Secret | None:
    told = os.environ.get(_PASSWORD_VARIABLE)
    if told is None:
        return None
    if len(told) < _SHORTEST_PASSWORD:
        raise KnownError("centre.password_short", least=_SHORTEST_PASSWORD)
    return Secret(told)


def _read_ca(path: Path | None) -> str | None:
    try:
        return None if path is None else path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("handoff.ca_bad") from error


def _say_ready(url: str) -> None:
    sys.stdout.write(json.dumps({"url": url}) + "\n")
    sys.stdout.flush()
