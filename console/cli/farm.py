"""``ronda farm`` and ``ronda city``: the demo's cameras and the files of its city."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.farm.city.files import FarmLogin, write_city
from console.farm.rtsp.faults import Fault
from console.farm.serve import add_serve_arguments, serve
from console.farm.switchboard_client import SwitchboardClient

TOKEN_VARIABLE = "RONDA_FARM_TOKEN"  # noqa: S105  the name, not the token


def _client(arguments: argparse.Namespace) -> SwitchboardClient:
    token = os.environ.get(TOKEN_VARIABLE)
    if not token:
        raise KnownError("farm.no_token", variable=TOKEN_VARIABLE)
    return SwitchboardClient(arguments.switchboard_port, Secret(token))


def _fault(arguments: argparse.Namespace) -> int:
    _print(_client(arguments).fault(arguments.camera, Fault(arguments.kind)))
    return 0


def _status(arguments: argparse.Namespace) -> int:
    _print(_client(arguments).status())
    return 0


def _write_city(arguments: argparse.Namespace) -> int:
    login = None
    if arguments.password_env:
        password = os.environ.get(arguments.password_env)
        if not password:
            raise KnownError("farm.no_password", variable=arguments.password_env)
        login = FarmLogin(arguments.user, Secret(password))
    try:
        files = write_city(arguments.out, arguments.rtsp_base, login)
    except OSError as error:
        raise KnownError("city.unwritable", folder=str(arguments.out), reason=error.strerror or "") from error
    _print({"areas": str(files.areas), "cameras": str(files.cameras), "offline": str(files.offline)})
    return 0


def _print(facts: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")


def _add_farm(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    farm = subparsers.add_parser("farm", help="the demo's cameras: an RTSP server with faults to switch")
    actions = farm.add_subparsers(required=True, metavar="ACTION")
    serving = actions.add_parser("serve", help="run the cameras until told to end")
    add_serve_arguments(serving)
    serving.set_defaults(run=serve)
    fault = actions.add_parser("fault", help=f"give a camera a fault; the token is read from {TOKEN_VARIABLE}")
    fault.add_argument("camera", metavar="CAMERA")
    fault.add_argument("kind", choices=[known.value for known in Fault])
    fault.set_defaults(run=_fault)
    status = actions.add_parser("status", help="who watches, and which cameras have faults")
    status.set_defaults(run=_status)
    for parser in (fault, status):
        parser.add_argument("--switchboard-port", type=int, required=True)


def _add_city(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    city = subparsers.add_parser("city", help="the demo city: Kota Semarang down to RT")
    actions = city.add_subparsers(required=True, metavar="ACTION")
    write = actions.add_parser("write", help="write areas.csv, cameras.csv and offline.txt for a centre and a farm")
    write.add_argument("--out", type=Path, required=True, metavar="DIR")
    write.add_argument("--rtsp-base", default="rtsp://127.0.0.1:8554", metavar="URL")
    write.add_argument("--user", default="ronda", help="user name of the cameras")
    write.add_argument("--password-env", help="variable with the cameras' password; adds columns user and password")
    write.set_defaults(run=_write_city)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers ``farm`` and ``city``; each sets ``run``, which takes the namespace and gives the exit status."""
    _add_farm(subparsers)
    _add_city(subparsers)
