"""Runs the farm's server under the system's Python: one JSON line when ready or failed, ends on SIGTERM and SIGINT."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

TOKEN_VARIABLE = "RONDA_FARM_TOKEN"  # noqa: S105  the name, not the token


def _say(**facts: str | int | None) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


try:
    from console.farm.rtsp.gst import GLib, missing_elements
    from console.farm.rtsp.server import FarmServer, FarmSettings
    from console.farm.rtsp.switchboard import Switchboard
except (ImportError, ValueError) as missing:  # no gi, or no typelib of this name
    _say(error="farm.no_gstreamer", reason=str(missing))
    sys.exit(1)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="console.farm.rtsp")
    parser.add_argument("--clips", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--switchboard-port", type=int, default=0)
    parser.add_argument("--user", required=True)
    parser.add_argument("--password-env", required=True)
    parser.add_argument("--own-media", default="")
    parser.add_argument("--absent", type=Path)
    return parser.parse_args(argv)


def _settings(arguments: argparse.Namespace) -> FarmSettings:
    absent = arguments.absent.read_text(encoding="utf-8").split() if arguments.absent else []
    return FarmSettings(
        clips_folder=arguments.clips,
        user=arguments.user,
        password=os.environ[arguments.password_env],
        host=arguments.host,
        port=arguments.port,
        own_media=tuple(camera for camera in arguments.own_media.split(",") if camera),
        absent=frozenset(absent),
    )


def _open_switchboard(port: int, farm: FarmServer) -> Switchboard | None:
    """None without a token in the environment: nobody could be let in."""
    token = os.environ.get(TOKEN_VARIABLE)
    if not token:
        return None
    switchboard = Switchboard(port, token, farm)
    switchboard.start()
    return switchboard


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until told to end."""
    arguments = _arguments(argv)
    if missing_elements():
        _say(error="farm.no_gstreamer", reason=" ".join(missing_elements()))
        return 1
    loop = GLib.MainLoop()
    for number in (signal.SIGTERM, signal.SIGINT):
        GLib.unix_signal_add(GLib.PRIORITY_HIGH, number, loop.quit)
    farm = FarmServer(_settings(arguments))
    rtsp_port = farm.start()
    if rtsp_port is None:
        _say(error="farm.port_taken", port=arguments.port)
        return 1
    try:
        switchboard = _open_switchboard(arguments.switchboard_port, farm)
    except OSError:
        _say(error="farm.port_taken", port=arguments.switchboard_port)
        return 1
    _say(rtsp_port=rtsp_port, switchboard_port=switchboard.port if switchboard else None)
    loop.run()
    return 0


if __name__ == "__main__":
    code = main()
    # GStreamer's threads hold no state worth waiting for, and tearing them down one by one takes seconds.
    os._exit(code)
