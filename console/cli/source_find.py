"""``ronda centre source find``: the ONVIF devices of the own network, as addresses for the settings of a source."""

from __future__ import annotations

import argparse
import sys

from console.base.clock import SystemClock
from console.cli.subparsers import Subparsers
from console.server.sources.onvif.discovery import discover

_SECONDS = 3.0
_MOST_SECONDS = 60.0


def add_find_parser(actions: Subparsers[argparse.ArgumentParser]) -> None:
    """Registers the part, which needs no centre."""
    find = actions.add_parser("find", help="ONVIF devices that answer on this machine's network, one a line")
    find.add_argument("--seconds", type=float, default=_SECONDS, metavar="N", help=f"how long; default {_SECONDS:g}")
    find.add_argument("--interface", default="", metavar="IPV4", help="this machine's own address in that network")
    find.set_defaults(run=_find)


def _find(arguments: argparse.Namespace) -> int:
    seconds = min(max(arguments.seconds, 0.0), _MOST_SECONDS)
    for device in discover(SystemClock(), seconds, interface=arguments.interface):
        sys.stdout.write(f"{device.address}\t{device.name}\n")
    return 0
