"""``ronda centre receiver``: the police's systems that flags are handed to, and owners' systems that get repairs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from console.base.errors import KnownError
from console.cli.subparsers import Subparsers
from console.handoff.keys import read_public_key
from console.server.centre import Centre
from console.server.handoff.receivers import (
    GivenKeys,
    KnownReceiver,
    NewReceiver,
    add_receiver,
    disable_receiver,
    enable_receiver,
    list_receivers,
    rotate_keys,
)
from console.server.handoff.rules import ReceiverRule

OpenCentre = Callable[[argparse.Namespace], Centre]


def add_receiver_parser(
    parts: Subparsers[argparse.ArgumentParser],
    add_place: Callable[[argparse.ArgumentParser], None],
    open_centre: OpenCentre,
) -> None:
    """Registers the part; ``open_centre`` opens the centre that the arguments of ``add_place`` tell."""
    parser = parts.add_parser("receiver", help="systems that flags or repairs are handed to, signed")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _add(actions)
    actions.add_parser("list", help="one receiver a line, with how its messages stand").set_defaults(act=_list)
    for name, act, words in (
        ("disable", disable_receiver, "nothing more goes to it"),
        ("enable", enable_receiver, "it gets what waits, and what was given up is tried anew"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("name")
        action.set_defaults(act=_plain(act, f"{name}d"))
    rotate = actions.add_parser("rotate-key", help="a new key; the old one counts beside it for a while")
    rotate.add_argument("name")
    rotate.add_argument("--overlap-hours", type=float, default=72.0, help="how long the old keys still count")
    rotate.add_argument("--answer-key", metavar="whpk_…", help="the receiver's own new public key")
    rotate.set_defaults(act=_rotate)
    for action in actions.choices.values():
        add_place(action)
        action.set_defaults(run=_runner(open_centre))


def _add(actions: Subparsers[argparse.ArgumentParser]) -> None:
    add = actions.add_parser("add", help="prints the key that the receiver verifies us by")
    add.add_argument("name", help="lower case letters, digits and dashes")
    add.add_argument("--url", required=True, help="https, or http on this machine")
    add.add_argument("--area", default=[], action="append", metavar="AREA", help="only of this area; may be repeated")
    add.add_argument("--category", default=[], action="append", metavar="CODE", help="only KAM or KAM-01; repeatable")
    add.add_argument("--priority", default=[], action="append", type=int, metavar="1-4", help="only these; repeatable")
    add.add_argument("--answer-key", metavar="whpk_…", help="the receiver's public key: its answers are signed by it")
    add.add_argument("--shared-key", action="store_true", help="also sign with a shared secret; it is shown once")
    add.add_argument("--ca", type=Path, metavar="FILE", help="authority of the receiver's certificate, PEM")
    add.add_argument("--exercise", action="store_true", help="gets what is practice, and nothing else")
    add.add_argument("--repairs", action="store_true", help="gets repairs of cameras, and no flags")
    add.add_argument(
        "--owner", default=[], action="append", metavar="ID", help="only repairs of this owner; repeatable"
    )
    add.set_defaults(act=_act_add)


def _runner(open_centre: OpenCentre) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        centre = open_centre(arguments)
        try:
            arguments.act(centre, arguments)
        finally:
            centre.database.close()
        return 0

    return run


def _act_add(centre: Centre, arguments: argparse.Namespace) -> None:
    new = NewReceiver(
        name=arguments.name,
        url=arguments.url,
        rule=ReceiverRule(tuple(arguments.area), tuple(arguments.category), tuple(arguments.priority)),
        answer_key=read_public_key(arguments.answer_key) if arguments.answer_key else None,
        with_shared_key=arguments.shared_key,
        ca_pem=_read_ca(arguments.ca),
        exercise=arguments.exercise,
        owners=tuple(arguments.owner) if arguments.repairs or arguments.owner else None,
    )
    _say_keys(arguments.name, add_receiver(centre, new))


def _read_ca(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("handoff.ca_bad") from error


def _rotate(centre: Centre, arguments: argparse.Namespace) -> None:
    answer_key = read_public_key(arguments.answer_key) if arguments.answer_key else None
    _say_keys(arguments.name, rotate_keys(centre, arguments.name, timedelta(hours=arguments.overlap_hours), answer_key))


def _say_keys(name: str, keys: GivenKeys) -> None:
    sys.stdout.write(f"{name}\t{keys.public.text()}\n")
    if keys.shared is not None:
        # The one time that it can be read: whoever sets up the other side needs it.
        sys.stdout.write(f"{name}\t{keys.shared.text().reveal()}\n")


def _plain(act: Callable[[Centre, str], None], word: str) -> Callable[[Centre, argparse.Namespace], None]:
    def run(centre: Centre, arguments: argparse.Namespace) -> None:
        act(centre, arguments.name)
        sys.stdout.write(f"{arguments.name}: {word}\n")

    return run


def _list(centre: Centre, _arguments: argparse.Namespace) -> None:
    for receiver in list_receivers(centre):
        sys.stdout.write(_line(receiver) + "\n")


def _line(receiver: KnownReceiver) -> str:
    rule = ",".join((*receiver.rule.areas, *receiver.rule.categories, *map(str, receiver.rule.priorities))) or "all"
    if receiver.owners is not None:
        rule = f"repairs {','.join(receiver.owners) or 'all'}"
    counts = f"waiting {receiver.waiting}\tfailed {receiver.failed}\tdelivered {receiver.delivered}"
    shut = "" if receiver.disabled_utc is None else f"\tdisabled {receiver.disabled_why}"
    return f"{receiver.name}\t{receiver.url}\t{rule}\t{counts}{shut}"
