"""What the command line asks of a wall machine, and the secret that it signs in with."""

from __future__ import annotations

import argparse
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from console.app.options import size_of
from console.base.errors import KnownError
from console.base.paths import Paths
from console.base.redaction import Secret
from console.wire.walls import WALL_NAME

SECRET_NAME = "wall-secret"  # noqa: S105  the name of a file
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST_BYTES = 1024


@dataclass(frozen=True)
class WallOptions:
    """One run of a wall machine; without a size every screen of the machine is covered."""

    name: str
    wall: str
    centre_url: str
    secret: Secret
    language: str | None = None
    size_px: tuple[int, int] | None = None
    metrics: Path | None = None
    exit_after_s: float | None = None

    @property
    def username(self) -> str:
        """As ``ronda centre wall add`` made it."""
        return f"wall:{self.name}"

    @classmethod
    def from_arguments(cls, arguments: argparse.Namespace) -> WallOptions:
        """Raises KnownError ``option.bad``, and as ``read_secret``."""
        wall = arguments.wall or arguments.name
        for option, name in (("--name", arguments.name), ("--wall", wall)):
            if not re.match(WALL_NAME, name):
                raise KnownError("option.bad", option=option, value=name)
        path = arguments.secret_file or Paths.for_user().data_folder / SECRET_NAME
        return cls(
            name=arguments.name,
            wall=wall,
            centre_url=arguments.centre,
            secret=read_secret(path),
            language=arguments.language,
            size_px=size_of(arguments.windowed),
            metrics=arguments.metrics,
            exit_after_s=arguments.exit_after,
        )


def read_secret(path: Path) -> Secret:
    """The first line. Raises KnownError ``wall.secret_file`` (path) or, where others may read it, ``wall.secret_open`` (path)."""
    try:
        if path.stat().st_mode & _OTHERS:
            raise KnownError("wall.secret_open", path=str(path))
        with path.open("rb") as file:
            line = file.read(_LONGEST_BYTES).partition(b"\n")[0].strip().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("wall.secret_file", path=str(path)) from error
    if not line:
        raise KnownError("wall.secret_file", path=str(path))
    return Secret(line)
