"""What the command line and the environment ask of one run of the console, checked before any window opens."""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import dataclass
from pathlib import Path

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import CameraId
from console.domain.layout import Layout, layout_by_name

DEFAULT_SIZE_PX = (1920, 1080)


@dataclass(frozen=True)
class ConsoleOptions:
    """One run of the console; None means: as in the user's settings."""

    centre_url: str | None = None
    cameras: tuple[CameraId, ...] = ()
    layout: Layout | None = None
    language: str | None = None
    fullscreen: bool = False
    size_px: tuple[int, int] | None = None
    screenshot: Path | None = None
    screenshots: Path | None = None
    metrics: Path | None = None
    rehearsal: Path | None = None
    exit_after_s: float | None = None
    username: str | None = None
    password: Secret | None = None
    exercise: bool = False
    key_passphrase_file: Path | None = None
    """Opens the signing key where there is no keyring."""

    @classmethod
    def from_arguments(cls, arguments: argparse.Namespace) -> ConsoleOptions:
        """Raises KnownError ``option.bad`` that names the option and its value."""
        password = os.environ.pop("RONDA_PASSWORD", None)
        return cls(
            centre_url=arguments.centre,
            cameras=tuple(CameraId(part.strip()) for part in arguments.cameras.split(",") if part.strip()),
            layout=_layout(arguments.layout),
            language=arguments.language,
            fullscreen=arguments.fullscreen,
            size_px=size_of(arguments.size),
            screenshot=arguments.screenshot,
            screenshots=arguments.screenshots,
            metrics=arguments.metrics,
            rehearsal=arguments.rehearsal,
            exit_after_s=arguments.exit_after,
            username=os.environ.get("RONDA_USERNAME"),
            password=Secret(password) if password else None,
            exercise=arguments.exercise,
            key_passphrase_file=arguments.key_passphrase_file,
        )


def _layout(text: str | None) -> Layout | None:
    if text is None:
        return None
    try:
        return layout_by_name(text)
    except ValueError as error:
        raise KnownError("option.bad", option="--layout", value=text) from error


def size_of(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if match is None:
        raise KnownError("option.bad", option="--size", value=text)
    return int(match[1]), int(match[2])
