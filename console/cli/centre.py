"""``ronda centre``: serves the centre, takes in cameras and areas, keeps its users."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.parent import end_with_parent
from console.base.paths import Paths
from console.base.redaction import Secret
from console.cli.authority import add_authority_parser
from console.cli.cause_options import add_cause_options, cause_rule, repair_due_s
from console.cli.import_words import import_line
from console.cli.log_options import add_log_options
from console.cli.metrics_token import add_metrics_token_parser
from console.cli.owners import add_owner_parser
from console.cli.receiver import add_receiver_parser
from console.cli.report import add_report_parser
from console.cli.sealing import add_seal_passphrase, add_sealing_parser, seal_passphrase, tell_if_not_sealing
from console.cli.source import add_source_parser
from console.cli.subparsers import Subparsers
from console.cli.wall_machines import add_wall_parser
from console.domain.handover import DUE_AFTER
from console.domain.roles import PEOPLES_ROLES, Role
from console.domain.watermark import Watermark
from console.exhibit.stamp import service_stamp
from console.exhibit.trust import read_authority
from console.handoff.addresses import checked_post_url
from console.server.centre import Centre
from console.server.database import database_url
from console.server.intake.faults import ImportRefusedError
from console.server.intake.importing import ImportWish, import_files
from console.server.opening import prepared_centre
from console.server.people import NewUser, add_user, disable_user, list_users
from console.server.service_levels import read_levels
from console.server.settings import CentreSettings, Lifetimes

_DATABASE_VARIABLE = "RONDA_DATABASE_URL"
_PRIVATE = 0o077
"""Evidence, keys and the database are nobody else's to read."""
_MOST_RESERVE_HOURS = 72
_DAY_S = 86_400
_PASSWORD_VARIABLE = "RONDA_NEW_PASSWORD"  # noqa: S105  the name of a variable


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Registers ``ronda centre`` and its parts."""
    parser = subparsers.add_parser("centre", help="the server of cameras, flags and the police inbox")
    parts = parser.add_subparsers(metavar="PART", required=True)
    _add_serve(parts)
    _add_import(parts)
    _add_user(parts)
    add_receiver_parser(parts, add_place, open_centre_of)
    add_owner_parser(parts, add_place, open_centre_of)
    add_source_parser(parts, add_place, open_centre_of)
    add_authority_parser(parts, add_place, settings_from)
    add_sealing_parser(parts, add_place, settings_from)
    add_wall_parser(parts, add_place, open_centre_of)
    add_report_parser(parts, add_place, open_centre_of)
    add_metrics_token_parser(parts, add_place, settings_from)


def add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database",
        metavar="URL",
        help=f"sqlite:///FILE or postgresql://USER@HOST/NAME; a password only by {_DATABASE_VARIABLE} or PGPASSWORD",
    )
    parser.add_argument(
        "--data-folder", type=Path, metavar="FOLDER", help="keys, evidence; default beside the database"
    )


def _add_serve(parts: Subparsers[argparse.ArgumentParser]) -> None:
    parser = parts.add_parser("serve", help="run the centre")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; off this machine only with TLS")
    parser.add_argument("--port", type=_port, default=8443, help="0 takes a free one; the ready line tells it")
    parser.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate chain, PEM")
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="its private key, PEM")
    parser.add_argument("--trusted-proxy", metavar="ADDRESS", help="proxy whose X-Forwarded headers are believed")
    parser.add_argument("--public-url", default="", metavar="URL", help="how receivers reach this centre")
    parser.add_argument("--service-levels", type=Path, metavar="FILE", help="how soon flags are to be answered, JSON")
    _add_keeping(parser)
    _add_of_room(parser)
    add_cause_options(parser)
    parser.add_argument("--police-telephone", metavar="NUMBER", help="to dial when nobody answers; default 110")
    _add_of_cameras(parser)
    parser.add_argument(
        "--watermark",
        choices=[one.value for one in Watermark],
        default=Watermark.OFF.value,
        help="who looks, where and when, faintly over the pictures of all tiles, or of saved pictures too; default off",
    )
    parser.add_argument("--exercise", action="store_true", help="a centre for practice: every flag is marked LATIHAN")
    parser.add_argument(
        "--time-stamp-url", default="", metavar="URL", help="time stamping service (RFC 3161) for packages"
    )
    parser.add_argument(
        "--ca",
        type=Path,
        metavar="FILE",
        help="root and revocation list of the city's authority (PEM), by which consoles' signatures are checked; "
        "default authority/ca.pem in the data folder",
    )
    parser.add_argument("--with-parent", action="store_true", help="end when the starting process ends")
    add_log_options(parser, "centre")
    add_seal_passphrase(parser)
    add_place(parser)
    parser.set_defaults(run=_serve)


def _add_of_cameras(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--moving-lock-seconds",
        type=_lock_seconds,
        metavar="SECONDS",
        help="a camera is kept for who moved it last for so long, 2 to 300; default 10",
    )
    parser.add_argument(
        "--probe-hours",
        type=_probe_hours,
        default=6.0,
        metavar="HOURS",
        help="each camera that nobody watches is asked for one key picture within so long; 0 asks none; default %(default)s",
    )


def _add_of_room(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--handover-minutes",
        type=_handover_minutes,
        default=DUE_AFTER.total_seconds() / 60,
        metavar="MINUTES",
        help="so long after the end of its shift a hand-over note is to have both signatures, 1 to 1440; default %(default)g",
    )


def _add_keeping(parser: argparse.ArgumentParser) -> None:
    """How long what is kept."""
    parser.add_argument(
        "--evidence-days",
        type=int,
        metavar="DAYS",
        help="evidence nobody asked for is deleted after so long; default 30",
    )
    parser.add_argument(
        "--spells-days",
        type=_spells_days,
        metavar="DAYS",
        help="how each camera was is kept for so long, for reports; 31 to 3660, default 400",
    )
    parser.add_argument(
        "--wall-record-days",
        type=_record_days,
        metavar="DAYS",
        help="what was on walls is kept for so long, 1 to 3650; default 90",
    )
    parser.add_argument(
        "--reserve-hours",
        type=float,
        metavar="HOURS",
        help="so long may consoles go on calling up cameras while the centre is away; default 12, 0 lets none, at most 72",
    )


def _add_import(parts: Subparsers[argparse.ArgumentParser]) -> None:
    parser = parts.add_parser("import", help="take in cameras (CSV or GeoJSON) and areas (CSV), all or nothing")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--areas", type=Path, metavar="AREAS.csv", help="columns code,name")
    parser.add_argument("--full", action="store_true", help="cameras that the file lacks are removed")
    parser.add_argument("--allow-removal", action="store_true", help="with --full: even more than a tenth of them")
    add_place(parser)
    parser.set_defaults(run=_import)


def _add_user(parts: Subparsers[argparse.ArgumentParser]) -> None:
    parser = parts.add_parser("user", help="who may sign in")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    add = actions.add_parser("add", help=f"asks for the password, or takes it from {_PASSWORD_VARIABLE}")
    add.add_argument("name")
    add.add_argument("--role", required=True, choices=[role.value for role in PEOPLES_ROLES])
    add.add_argument("--scope", required=True, action="append", metavar="AREA", help="area code; may be repeated")
    add.add_argument(
        "--denied", default=[], action="append", metavar="AREA", help="area inside the scope that stays shut"
    )
    add.add_argument("--display-name", default="")
    add.set_defaults(run=_user_add)
    known = actions.add_parser("list", help="one user a line")
    known.set_defaults(run=_user_list)
    disable = actions.add_parser("disable", help="no more sign-in, and every session ends now")
    disable.add_argument("name")
    disable.set_defaults(run=_user_disable)
    for action in (add, known, disable):
        add_place(action)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port < 65_536:  # noqa: PLR2004  the range of TCP
        raise argparse.ArgumentTypeError("a port is 0 to 65535")
    return port


def _lock_seconds(text: str) -> float:
    seconds = float(text)
    if not 2 <= seconds <= 300:  # noqa: PLR2004  shorter than the console's own pauses, longer than anybody waits
        raise argparse.ArgumentTypeError("2 to 300 seconds")
    return seconds


def _probe_hours(text: str) -> float:
    hours = float(text)
    # What was measured is believed for a day: a longer round would have gaps.
    if hours != 0 and not 0.05 <= hours <= 20:  # noqa: PLR2004
        raise argparse.ArgumentTypeError("0, or 0.05 to 20 hours")
    return hours


def _handover_minutes(text: str) -> float:
    minutes = float(text)
    if not 1 <= minutes <= 1_440:  # noqa: PLR2004  a day
        raise argparse.ArgumentTypeError("1 to 1440 minutes")
    return minutes


def _record_days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= 3_650:  # noqa: PLR2004  ten years
        raise argparse.ArgumentTypeError("1 to 3650 days")
    return days


def _spells_days(text: str) -> int:
    days = int(text)
    if not 31 <= days <= 3660:  # noqa: PLR2004  a month, so that the last one can be told; ten years
        raise argparse.ArgumentTypeError("31 to 3660 days")
    return days


def settings_from(arguments: argparse.Namespace) -> CentreSettings:
    """Raises KnownError ``centre.database_password_in_argument``, ``centre.database_url``, ``centre.folder``."""
    home = Paths.for_user().data_folder / "centre"
    told: str | None = arguments.database
    if told and database_url(told).password:
        # Everyone on the machine can read a process's arguments.
        raise KnownError("centre.database_password_in_argument", variable=_DATABASE_VARIABLE)
    url = told or os.environ.get(_DATABASE_VARIABLE) or f"sqlite:///{home / 'centre.sqlite'}"
    parsed = database_url(url)
    beside = parsed.get_backend_name() == "sqlite" and parsed.database
    folder = arguments.data_folder or (Path(str(parsed.database)).absolute().parent if beside else home)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("centre.folder", path=str(folder)) from error
    public_url: str = getattr(arguments, "public_url", "")
    return CentreSettings(url, folder, public_url=checked_post_url(public_url).rstrip("/") if public_url else "")


def open_centre_of(arguments: argparse.Namespace) -> Centre:
    os.umask(_PRIVATE)
    return prepared_centre(settings_from(arguments), SystemClock())


def _serve(arguments: argparse.Namespace) -> int:
    from console.server.serving import Door, serve  # noqa: PLC0415  the web application: no other command has a use for it

    if arguments.with_parent:
        end_with_parent()
    door = Door(arguments.host, arguments.port, arguments.tls_cert, arguments.tls_key, arguments.trusted_proxy)
    door.check()
    os.umask(_PRIVATE)
    settings = _serving_settings(arguments)
    tell_if_not_sealing(settings)
    serve(prepared_centre(settings, SystemClock()), door, _say_ready)
    return 0


def _serving_settings(arguments: argparse.Namespace) -> CentreSettings:
    """Raises KnownError ``centre.cause_rule``, ``centre.repair_hours``, ``centre.service_levels`` or
    ``sealing.passphrase_file`` (path), ``seal.stamp_url``, ``seal.no_authority`` (path), disk.*, and as ``settings_from``."""
    settings = settings_from(arguments)
    settings = replace(
        settings,
        exercise=arguments.exercise,
        seal_passphrase=seal_passphrase(arguments),
        probe_round_s=arguments.probe_hours * 3_600,
        handover_due_s=arguments.handover_minutes * 60,
        watermark=Watermark(arguments.watermark),
    )
    lifetimes = replace(settings.lifetimes, repair_due_s=repair_due_s(arguments, settings.lifetimes.repair_due_s))
    settings = replace(settings, causes=cause_rule(arguments), lifetimes=lifetimes)
    if arguments.ca is not None:
        # One that cannot be read is told now; it is read anew for each look, so that a new list counts at once.
        read_authority(arguments.ca)
        settings = replace(settings, city_ca=arguments.ca.absolute())
    if arguments.service_levels is not None:
        settings = replace(settings, service_levels=read_levels(arguments.service_levels))
    settings = replace(settings, lifetimes=_lifetimes(arguments, settings.lifetimes))
    if arguments.police_telephone is not None:
        settings = replace(settings, police_telephone=arguments.police_telephone)
    if arguments.time_stamp_url:
        # A wrong address is told now, and not when the first package waits for its stamp.
        service_stamp(arguments.time_stamp_url)
        settings = replace(settings, time_stamp_url=arguments.time_stamp_url)
    return settings


def _lifetimes(arguments: argparse.Namespace, usual: Lifetimes) -> Lifetimes:
    """Raises KnownError ``centre.evidence_days``, ``centre.reserve_hours`` (most)."""
    if arguments.evidence_days is not None:
        if arguments.evidence_days < 1:
            raise KnownError("centre.evidence_days")
        usual = replace(usual, evidence_s=arguments.evidence_days * _DAY_S)
    if arguments.spells_days is not None:
        usual = replace(usual, spells_s=arguments.spells_days * _DAY_S)
    if arguments.wall_record_days is not None:
        usual = replace(usual, wall_record_s=arguments.wall_record_days * _DAY_S)
    if arguments.reserve_hours is not None:
        usual = replace(usual, reserve_s=_reserve_s(arguments.reserve_hours))
    if arguments.moving_lock_seconds is not None:
        usual = replace(usual, ptz_lock_s=arguments.moving_lock_seconds)
    return usual


def _reserve_s(hours: float) -> int:
    """Raises KnownError ``centre.reserve_hours``."""
    if not 0 <= hours <= _MOST_RESERVE_HOURS:
        raise KnownError("centre.reserve_hours", most=_MOST_RESERVE_HOURS)
    return round(hours * 3_600)


def _say_ready(url: str) -> None:
    sys.stdout.write(json.dumps({"url": url}) + "\n")
    sys.stdout.flush()


def _import(arguments: argparse.Namespace) -> int:
    centre = open_centre_of(arguments)
    wish = ImportWish(arguments.file, arguments.areas, arguments.full, arguments.allow_removal)
    try:
        report = import_files(centre, wish)
    except ImportRefusedError as error:
        for fault in error.faults:
            sys.stderr.write(import_line(str(error.params["file"]), fault) + "\n")
        raise
    finally:
        centre.database.close()
    sys.stdout.write(
        f"areas {report.areas} · cameras {report.cameras} · removed {report.removed} · unchanged {report.unchanged}\n"
    )
    return 0


def _user_add(arguments: argparse.Namespace) -> int:
    user = NewUser(
        arguments.name, Role(arguments.role), tuple(arguments.scope), arguments.display_name, tuple(arguments.denied)
    )
    password = _new_password()
    centre = open_centre_of(arguments)
    is_new = add_user(centre, user, password)
    centre.database.close()
    sys.stdout.write(f"{arguments.name}: {'added' if is_new else 'already there'}\n")
    return 0


def _new_password() -> Secret:
    told = os.environ.get(_PASSWORD_VARIABLE)
    if told is not None:
        return Secret(told)
    if not sys.stdin.isatty():
        raise KnownError("centre.password_missing", variable=_PASSWORD_VARIABLE)
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise KnownError("centre.password_differs")
    return Secret(first)


def _user_list(arguments: argparse.Namespace) -> int:
    for user in list_users(open_centre_of(arguments)):
        shut = "" if user.disabled_utc is None else "\tdisabled"
        scope = ",".join(user.scope)
        sys.stdout.write(f"{user.username}\t{user.role.value}\t{scope}\t{user.display_name}{shut}\n")
    return 0


def _user_disable(arguments: argparse.Namespace) -> int:
    disable_user(open_centre_of(arguments), arguments.name)
    sys.stdout.write(f"{arguments.name}: disabled\n")
    return 0
