"""Options of ``ronda centre serve`` for disturbances and their repairs."""

from __future__ import annotations

import argparse

from console.base.errors import KnownError
from console.domain.cause import CauseRule

_MOST_CAMERAS = 1_000
_MOST_MINUTES = 60.0
_MOST_REPAIR_HOURS = 24 * 365


def add_cause_options(parser: argparse.ArgumentParser) -> None:
    usual = CauseRule()
    parser.add_argument(
        "--cause-cameras",
        type=int,
        metavar="NUMBER",
        help=f"so many cameras at least that fall together are one disturbance; default {usual.least_cameras}",
    )
    parser.add_argument(
        "--cause-percent",
        type=int,
        metavar="PERCENT",
        help=f"and so many of those that worked behind the same recorder, switch …; default {usual.least_percent}",
    )
    parser.add_argument(
        "--cause-minutes",
        type=float,
        metavar="MINUTES",
        help=f"and within so long of each other; default {usual.window_s / 60:.0f}",
    )
    parser.add_argument(
        "--repair-hours",
        type=float,
        metavar="HOURS",
        help="a repair that has not ended after so long is overdue; default 72",
    )


def repair_due_s(arguments: argparse.Namespace, usual_s: int) -> int:
    """Raises KnownError ``centre.repair_hours`` (most)."""
    hours: float | None = arguments.repair_hours
    if hours is None:
        return usual_s
    if not 1 <= hours <= _MOST_REPAIR_HOURS:
        raise KnownError("centre.repair_hours", most=_MOST_REPAIR_HOURS)
    return round(hours * 3_600)


def cause_rule(arguments: argparse.Namespace) -> CauseRule:
    """Raises KnownError ``centre.cause_rule`` (cameras, minutes)."""
    usual = CauseRule()
    cameras = usual.least_cameras if arguments.cause_cameras is None else arguments.cause_cameras
    percent = usual.least_percent if arguments.cause_percent is None else arguments.cause_percent
    minutes = usual.window_s / 60 if arguments.cause_minutes is None else arguments.cause_minutes
    # Half of a group or less would be a cause beside which most cameras work.
    if not (2 <= cameras <= _MOST_CAMERAS and 50 < percent <= 100 and 0 < minutes <= _MOST_MINUTES):  # noqa: PLR2004
        raise KnownError("centre.cause_rule", cameras=_MOST_CAMERAS, minutes=round(_MOST_MINUTES))
    return CauseRule(least_cameras=cameras, least_percent=percent, window_s=minutes * 60)
