"""``ronda centre owner``: who owns cameras, and on which terms the room may see them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date

from console.base.errors import KnownError
from console.cli.subparsers import Subparsers
from console.domain.roles import Role
from console.domain.viewing_terms import DayHours, OwnerKind, ViewingTerms, read_hours
from console.server.audit import COMMAND_LINE
from console.server.centre import Centre
from console.server.owners import put_owner
from console.server.viewing_terms import list_owners, set_camera_terms, set_owner_terms
from console.wire.terms import LONGEST_RETENTION_DAYS, OwnerBody, TermsBody

OpenCentre = Callable[[argparse.Namespace], Centre]


def add_owner_parser(
    parts: Subparsers[argparse.ArgumentParser],
    add_place: Callable[[argparse.ArgumentParser], None],
    open_centre: OpenCentre,
) -> None:
    """Registers the part; ``open_centre`` opens the centre that the arguments of ``add_place`` tell."""
    parser = parts.add_parser("owner", help="who owns cameras, and on which terms they may be seen")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    add = actions.add_parser("add", help="add an owner, or change one that is there")
    add.add_argument("id", help="small letters, digits and hyphens")
    add.add_argument("--name", required=True, help="as the cameras of the directory bear it")
    add.add_argument("--kind", choices=[kind.value for kind in OwnerKind], default=OwnerKind.OTHER.value)
    add.add_argument("--contact", default="", help="whom the city calls; told to admins only")
    add.set_defaults(run=lambda arguments: _add(arguments, open_centre))
    known = actions.add_parser("list", help="one owner a line")
    known.set_defaults(run=lambda arguments: _list(arguments, open_centre))
    terms = actions.add_parser("set-terms", help="all terms of an owner or of one camera anew; none given: none asked")
    whose = terms.add_mutually_exclusive_group(required=True)
    whose.add_argument("owner", nargs="?", help="id of the owner")
    whose.add_argument("--camera", metavar="ID", help="of this camera, in place of its owner's")
    terms.add_argument("--role", action="append", choices=[role.value for role in Role], help="may see; repeatable")
    terms.add_argument("--hours", type=_hours, metavar="18.00-06.00", help="in WIB, over midnight too")
    terms.add_argument("--retention-days", type=_days, metavar="DAYS", help="evidence is kept no longer")
    terms.add_argument("--valid-until", type=_day, metavar="YYYY-MM-DD", help="the last day, in WIB")
    terms.add_argument("--as-owner", action="store_true", help="with --camera: its owner's terms again")
    terms.set_defaults(run=lambda arguments: _set_terms(arguments, open_centre))
    for action in (add, known, terms):
        add_place(action)


def _hours(text: str) -> DayHours:
    try:
        return read_hours(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("hours are written 18.00-06.00") from error


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= LONGEST_RETENTION_DAYS:
        raise argparse.ArgumentTypeError(f"days are 1 to {LONGEST_RETENTION_DAYS}")
    return days


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a day is written 2027-12-31") from error


def _add(arguments: argparse.Namespace, open_centre: OpenCentre) -> int:
    if not arguments.name.strip():
        raise KnownError("owner.name_taken", name="")
    body = OwnerBody(name=arguments.name, kind=OwnerKind(arguments.kind), contact=arguments.contact)
    centre = open_centre(arguments)
    is_new = put_owner(centre, COMMAND_LINE, arguments.id, body)
    centre.database.close()
    sys.stdout.write(f"{arguments.id}: {'added' if is_new else 'changed'}\n")
    return 0


def _list(arguments: argparse.Namespace, open_centre: OpenCentre) -> int:
    centre = open_centre(arguments)
    with centre.database.read() as connection:
        owners = list_owners(connection).owners
    centre.database.close()
    for one in owners:
        terms = _words(one.terms) if one.terms else ""
        sys.stdout.write(f"{one.id}\t{one.kind.value}\t{one.camera_count}\t{one.name}\t{one.contact}\t{terms}\n")
    return 0


def _words(terms: TermsBody) -> str:
    roles = ",".join(role.value for role in terms.roles or ())
    parts = (
        ("roles", None if terms.roles is None else roles),
        ("hours", terms.hours),
        ("retention-days", terms.retention_days),
        ("valid-until", terms.valid_until),
    )
    return " ".join(f"{name}={value}" for name, value in parts if value is not None)


def _set_terms(arguments: argparse.Namespace, open_centre: OpenCentre) -> int:
    roles = None if arguments.role is None else frozenset(Role(name) for name in arguments.role)
    terms = ViewingTerms(roles, arguments.hours, arguments.retention_days, arguments.valid_until)
    centre = open_centre(arguments)
    if arguments.camera is not None:
        set_camera_terms(centre, COMMAND_LINE, arguments.camera, None if arguments.as_owner else terms)
    else:
        set_owner_terms(centre, COMMAND_LINE, arguments.owner, terms)
    centre.database.close()
    sys.stdout.write(f"{arguments.camera or arguments.owner}: {_words(TermsBody.of(terms)) or 'no terms'}\n")
    return 0
