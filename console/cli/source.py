"""``ronda centre source``: other systems that the centre takes cameras from."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.cli import source_lines
from console.cli.subparsers import Subparsers
from console.server.audit import COMMAND_LINE
from console.server.centre import Centre
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN
from console.server.sources.kinds import KINDS
from console.server.sources.onvif.discovery import discover
from console.server.sources.rows import Defaults
from console.server.sources.store import NewSource, add_source, list_sources, remove_source, source_named
from console.server.sources.taking import approve_removals, dry_run, run_source

_PASSWORD_VARIABLE = "RONDA_SOURCE_PASSWORD"  # noqa: S105  the name of a variable
_MINUTE_S = 60


def add_source_parser(
    parts: Subparsers[argparse.ArgumentParser],
    add_place: Callable[[argparse.ArgumentParser], None],
    open_centre: Callable[[argparse.Namespace], Centre],
) -> None:
    """Registers the part; ``open_centre`` opens the centre that the arguments of ``add_place`` tell."""
    parser = parts.add_parser("source", help="other systems that cameras are taken from, on a schedule")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _add(actions)
    actions.add_parser("list", help="one source a line, with how its last read went").set_defaults(act=_list)
    for name, act, words in (
        ("show", _show, "how it stands, what was left out, and which cameras wait for removal"),
        ("test", _test, "read it and show what would change; nothing is written"),
        ("run", _run, "read it now"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("name")
        action.set_defaults(act=act)
    approve = actions.add_parser("approve", help="let the cameras go that wait for removal (see show)")
    approve.add_argument("name")
    approve.add_argument("--count", type=int, metavar="N", help="only if so many wait")
    approve.set_defaults(act=_approve)
    remove = actions.add_parser("remove", help="forget the source; its cameras stay in the directory")
    remove.add_argument("name")
    remove.add_argument("--with-cameras", action="store_true", help="remove its cameras too")
    remove.set_defaults(act=_remove)
    for action in actions.choices.values():
        add_place(action)
        action.set_defaults(run=_runner(open_centre))
    # Asks the network and no centre.
    finding = actions.add_parser("discover", help="ONVIF devices of this network, one a line with its address")
    finding.add_argument("--seconds", type=float, default=3.0, help="how long answers are waited for; default 3")
    finding.add_argument("--interface", default="", metavar="ADDRESS", help="IPv4 address of this machine to ask from")
    finding.set_defaults(run=_discover)


def _add(actions: Subparsers[argparse.ArgumentParser]) -> None:
    add = actions.add_parser("add", help=f"with --user asks for its password, or takes it from {_PASSWORD_VARIABLE}")
    add.add_argument("name", help="up to 24 lower case letters, digits and dashes; begins the id of each camera")
    add.add_argument("--kind", required=True, choices=sorted(KINDS))
    add.add_argument("--settings", type=Path, required=True, metavar="FILE", help="JSON, see docs/sources.md")
    add.add_argument("--user", default="", help="who the centre signs in as")
    add.add_argument("--ca", type=Path, metavar="FILE", help="authority of its certificate, PEM")
    add.add_argument("--title", default="", metavar="WORDS", help="what people call it")
    add.add_argument("--every", type=float, default=60.0, metavar="MINUTES", help="how often it is read; default 60")
    add.add_argument("--disabled", action="store_true", help="only read by test and run")
    add.add_argument(
        "--first-number", type=int, default=1, metavar="N", help="free call-up numbers are given from here"
    )
    add.add_argument("--area", default="", metavar="CODE", help="area of cameras for which it tells none")
    add.add_argument("--owner", default="", metavar="WORDS", help="owner of cameras for which it tells none")
    add.add_argument("--camera-kind", default="", metavar="WORD", help="kind of cameras for which it tells none")
    add.add_argument(
        "--group-area", default=[], action="append", metavar="GROUP=CODE", help="area of one of its groups; repeatable"
    )
    add.set_defaults(act=_act_add)


def _runner(
    open_centre: Callable[[argparse.Namespace], Centre],
) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        centre = open_centre(arguments)
        try:
            for line in arguments.act(centre, arguments):
                sys.stdout.write(line + "\n")
        finally:
            centre.database.close()
        return 0

    return run


def _act_add(centre: Centre, arguments: argparse.Namespace) -> list[str]:
    new = NewSource(
        id=arguments.name,
        kind=arguments.kind,
        settings=_settings(arguments.settings),
        name=arguments.title,
        login=Login(arguments.user, _password()) if arguments.user else NO_LOGIN,
        ca_pem=_ca(arguments.ca),
        every_s=round(arguments.every * _MINUTE_S),
        enabled=not arguments.disabled,
        defaults=Defaults(
            arguments.first_number,
            arguments.area,
            arguments.owner,
            arguments.camera_kind,
            dict(_group_area(told) for told in arguments.group_area),
        ),
    )
    add_source(centre, new)
    return [f"{new.id}: added"]


def _settings(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise KnownError("source.settings_file", path=str(path)) from error
    if not isinstance(told, dict):
        raise KnownError("source.settings_file", path=str(path))
    return told


def _group_area(told: str) -> tuple[str, str]:
    group, separator, code = told.rpartition("=")
    if not separator or not group:
        raise KnownError("source.setting", field="group-area")
    return group, code


def _password() -> Secret:
    told = os.environ.get(_PASSWORD_VARIABLE)
    if told is not None:
        return Secret(told)
    if not sys.stdin.isatty():
        raise KnownError("centre.password_missing", variable=_PASSWORD_VARIABLE)
    return Secret(getpass.getpass("Password: "))


def _ca(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("source.bad_ca") from error


def _discover(arguments: argparse.Namespace) -> int:
    for device in discover(SystemClock(), arguments.seconds, interface=arguments.interface):
        sys.stdout.write(f"{device.address}\t{device.name}\n")
    return 0


def _list(centre: Centre, _arguments: argparse.Namespace) -> list[str]:
    return [source_lines.one_line(source) for source in list_sources(centre)]


def _show(centre: Centre, arguments: argparse.Namespace) -> list[str]:
    return source_lines.whole(source_named(centre, arguments.name))


def _test(centre: Centre, arguments: argparse.Namespace) -> list[str]:
    found, notes = dry_run(centre, arguments.name)
    return source_lines.of_difference(found, notes)


def _run(centre: Centre, arguments: argparse.Namespace) -> list[str]:
    report = run_source(centre, arguments.name)
    return source_lines.of_run(arguments.name, report)


def _approve(centre: Centre, arguments: argparse.Namespace) -> list[str]:
    gone = approve_removals(centre, arguments.name, COMMAND_LINE, arguments.count)
    return [f"{arguments.name}: {gone} cameras removed"]


def _remove(centre: Centre, arguments: argparse.Namespace) -> list[str]:
    count = remove_source(centre, arguments.name, with_cameras=arguments.with_cameras)
    return [f"{arguments.name}: removed; {count} cameras {'removed too' if arguments.with_cameras else 'stay'}"]
