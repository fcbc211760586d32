"""Starts the farm: encodes what clips are missing, then becomes the RTSP server under the system's Python.

Progress of the encoding is told on standard error. On standard output the server says one JSON line:
``{"rtsp_port": ..., "switchboard_port": ...}`` when cameras can be opened, or ``{"error": code, ...}`` and ends.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from console.base.errors import KnownError
from console.base.parent import end_with_parent
from console.base.paths import Paths
from console.farm.catalogue import clips

SYSTEM_PYTHON = "/usr/bin/python3"
"""The interpreter that Debian's and Ubuntu's GStreamer bindings belong to."""


def default_clips_folder() -> Path:
    """Where clips are kept unless told otherwise."""
    return Paths.for_user().cache_folder / "clips"


def add_serve_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that ``serve`` takes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on for RTSP")
    parser.add_argument("--port", type=int, default=8554, help="RTSP port, 0 for a free one")
    parser.add_argument(
        "--switchboard-port", type=int, default=0, help="switchboard's port on loopback, 0 for a free one"
    )
    parser.add_argument("--clips", type=Path, default=None, help="folder of the encoded clips")
    parser.add_argument("--user", default="ronda", help="user name that the cameras ask for")
    parser.add_argument(
        "--password-env", default="RONDA_FARM_PASSWORD", help="name of the variable that holds the password"
    )
    parser.add_argument("--own-media", default="", help="cameras, by comma, that show faults in place from the start")
    parser.add_argument("--absent", type=Path, default=None, help="file of camera ids that answer 404, one a line")
    parser.add_argument("--with-parent", action="store_true", help="end when the process that started this ends")


def _server_command(arguments: argparse.Namespace, folder: Path) -> list[str]:
    command = [SYSTEM_PYTHON, "-m", "console.farm.rtsp", "--clips", str(folder), "--host", arguments.host]
    command += ["--port", str(arguments.port), "--switchboard-port", str(arguments.switchboard_port)]
    command += ["--user", arguments.user, "--password-env", arguments.password_env]
    command += ["--own-media", arguments.own_media]
    return command + (["--absent", str(arguments.absent.resolve())] if arguments.absent else [])


def _server_environment() -> dict[str, str]:
    """Our code is found by path; the virtual environment's packages are another interpreter's and stay out."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return environment | {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}


def _tell_progress(done: int, total: int) -> None:
    sys.stderr.write(f"farm: clip {done} of {total}\n")
    sys.stderr.flush()


def _prepare_clips(folder: Path) -> None:
    if all((folder / clip.file_name).is_file() for clip in clips()):
        return
    # Here, not on top: the codecs take a while to load and a second start needs none.
    from console.farm.clips.encode import ensure_clips  # noqa: PLC0415

    try:
        ensure_clips(folder, _tell_progress)
    except OSError as error:
        raise KnownError("farm.clips_unwritable", folder=str(folder), reason=error.strerror or "") from error


def serve(arguments: argparse.Namespace) -> NoReturn:
    """The process becomes the server.

    Raises KnownError ``farm.no_password``, ``farm.clips_unwritable`` or ``farm.no_gstreamer``.
    """
    if arguments.with_parent:
        end_with_parent()
    if not os.environ.get(arguments.password_env):
        raise KnownError("farm.no_password", variable=arguments.password_env)
    folder = (arguments.clips or default_clips_folder()).resolve()
    _prepare_clips(folder)
    command = _server_command(arguments, folder)
    try:
        os.execve(command[0], command, _server_environment())  # noqa: S606  a fixed program, no shell wanted
    except OSError as error:
        raise KnownError("farm.no_gstreamer", reason=error.strerror or "") from error
