"""``ronda centre wall``: the machines that show walls, each with a secret of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from console.cli.subparsers import Subparsers
from console.server.centre import Centre
from console.server.walls.machines import MachineWish, add_machine, list_machines, revoke_machine

AddPlace = Callable[[argparse.ArgumentParser], None]
OpenCentre = Callable[[argparse.Namespace], Centre]


def add_wall_parser(parts: Subparsers[argparse.ArgumentParser], add_place: AddPlace, open_centre: OpenCentre) -> None:
    parser = parts.add_parser("wall", help="machines that show walls")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    add = actions.add_parser("add", help="prints the machine's secret, this once; also anew for one that was revoked")
    add.add_argument("name")
    add.add_argument("--wall", metavar="WALL", help="the wall that it shows; default: one named like the machine")
    add.add_argument(
        "--screens", type=_numbers, default=(), metavar="1,2", help="its screens; default: all of the wall"
    )
    add.add_argument("--area", default="", metavar="AREA", help="area of the wall, which is made if there is none")
    add.set_defaults(run=lambda arguments: _add(open_centre(arguments), arguments))
    known = actions.add_parser("list", help="one machine a line")
    known.set_defaults(run=lambda arguments: _list(open_centre(arguments)))
    revoke = actions.add_parser("revoke", help="no more sign-in, and its session ends now")
    revoke.add_argument("name")
    revoke.set_defaults(run=lambda arguments: _revoke(open_centre(arguments), arguments.name))
    for action in (add, known, revoke):
        add_place(action)


def _numbers(text: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in text.split(","))
    if min(numbers) < 1:
        raise argparse.ArgumentTypeError("screens count from 1")
    return numbers


def _add(centre: Centre, arguments: argparse.Namespace) -> int:
    wish = MachineWish(arguments.name, arguments.wall or arguments.name, arguments.screens, arguments.area)
    try:
        secret = add_machine(centre, wish)
    finally:
        centre.database.close()
    # Alone on its line, so that it goes into the machine's file as it is.
    sys.stderr.write(f"{wish.name}: added to wall {wish.wall}; its secret, told this once:\n")
    sys.stdout.write(f"{secret.reveal()}\n")
    return 0


def _list(centre: Centre) -> int:
    for machine in list_machines(centre):
        screens = ",".join(str(number) for number in machine.screens) or "all"
        shut = "\trevoked" if machine.is_revoked else ""
        sys.stdout.write(f"{machine.name}\t{machine.wall}\t{screens}{shut}\n")
    centre.database.close()
    return 0


def _revoke(centre: Centre, name: str) -> int:
    try:
        revoke_machine(centre, name)
    finally:
        centre.database.close()
    sys.stdout.write(f"{name}: revoked\n")
    return 0
