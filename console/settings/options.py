"""Every option there is, declared once: key, type, default and what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from console.domain.freshness_rule import FreshnessRules
from console.domain.shift import USUAL_SHIFTS, ShiftPlan
from console.domain.watch_load import USUAL_MOST_TILES

T = TypeVar("T")

_MOST_VIEWS = 50_000
"""More cameras than any city that we know of has."""
_MOST_VIEW_LINE = 300


@dataclass(frozen=True)
class Option(Generic[T]):
    """``read`` turns what JSON gave into the value, or raises ValueError."""

    key: str
    default: T
    read: Callable[[object], T]
    description: str


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")  # noqa: TRY004  one kind of error for every bad value
    return value


def _folder(value: object) -> str:
    text = _text(value)
    whole = Path(text).is_absolute() or text.startswith("~/")
    if text and (not whole or "\0" in text):
        raise ValueError("not a whole path")
    return text


def _one_of(*allowed: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in allowed:
            raise ValueError(f"not one of {', '.join(allowed)}")
        return value

    return read


def _whole_number(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"not a whole number from {least} to {most}")
        return value

    return read


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not true or false")  # noqa: TRY004  as above
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("not a list")  # noqa: TRY004  as above
    return tuple(_text(one) for one in value)


def _views(value: object) -> tuple[str, ...]:
    lines = _texts(value)
    if len(lines) > _MOST_VIEWS or any(len(line) > _MOST_VIEW_LINE for line in lines):
        raise ValueError(f"more than {_MOST_VIEWS} lines, or one of more than {_MOST_VIEW_LINE} characters")
    return lines


def _freshness(value: object) -> tuple[str, ...]:
    lines = _texts(value)
    FreshnessRules.read(lines)
    return lines


def _shifts(value: object) -> tuple[str, ...]:
    lines = _texts(value)
    ShiftPlan.read(lines)
    return lines


LANGUAGE = Option("language", "id", _one_of("id", "en"), "Language of the screens: Indonesian or English.")
CENTRE_URL = Option("centre_url", "", _text, "Address of the centre, offered at sign-in.")
USERNAME = Option("username", "", _text, "Who signed in last, offered at sign-in.")
LAYOUT = Option("layout", "4x4", _text, "Layout of the wall when it was closed.")
FLAG_SECONDS_BEFORE = Option(
    "flag_seconds_before",
    60,
    _whole_number(1, 600),
    "Seconds before the key press that go with a flag as a clip, as far as replay_seconds reach back.",
)
FLAG_SECONDS_AFTER = Option(
    "flag_seconds_after", 30, _whole_number(0, 300), "Seconds after it that follow as a clip of their own; 0 is none."
)
LAST_WALL: Option[tuple[str, ...]] = Option("last_wall", (), _texts, "Cameras on the wall when it was closed, by tile.")
FRESHNESS: Option[tuple[str, ...]] = Option(
    "freshness",
    (),
    _freshness,
    "When pictures are old, by kind of camera: lines such as 'river=5/20/60', the seconds to suspect, stale, same picture.",
)
REPLAY_SECONDS = Option(
    "replay_seconds", 120, _whole_number(30, 600), "Seconds of each camera on the wall that are kept for replay."
)
REPLAY_MIB_FEED = Option(
    "replay_mib_feed", 64, _whole_number(8, 512), "Mebibytes that one camera's packets may take, whatever the seconds."
)
REPLAY_MIB_WORKER = Option(
    "replay_mib_worker",
    128,
    _whole_number(16, 768),
    "Mebibytes that the packets of eight cameras together may take, whatever the seconds.",
)
KEPT_FEEDS = Option(
    "kept_feeds", 16, _whole_number(0, 64), "Feeds that stay connected though nobody looks, so that they show at once."
)
KEPT_MIB = Option("kept_mib", 384, _whole_number(0, 4096), "Mebibytes that their packets may take together.")
KEPT_MBIT_PER_S = Option(
    "kept_mbit_per_s", 32, _whole_number(0, 1000), "Megabits a second that they may take together."
)
SNAPSHOT_FOLDER = Option(
    "snapshot_folder", "", _folder, "Where saved pictures go; empty: Ronda in the person's pictures folder."
)
MAP_FILE = Option(
    "map_file", "", _folder, "An MBTiles file (PNG or JPEG) to draw under the map of the city; empty: no base map."
)
CAMERA_VIEWS: Option[tuple[str, ...]] = Option(
    "camera_views", (), _views, "How cameras are shown, by camera: lines such as '90 mirrored fill cam-1201'."
)

HARDWARE_DECODING = Option(
    "hardware_decoding",
    "auto",
    _one_of("auto", "off"),
    "Whether a graphics card decodes: where 'ronda doctor' found that it does it right, or never.",
)
HARDWARE_FOUND = Option(
    "hardware_found",
    "untried",
    _one_of("untried", "works", "none", "wrong", "broken"),
    "What 'ronda doctor' found of this machine's graphics card; in machine.json, which doctor alone writes.",
)
SOUND_VOLUME = Option("sound_volume", 80, _whole_number(0, 100), "How loud the selected camera is heard, in percent.")
SHIFTS: Option[tuple[str, ...]] = Option(
    "shifts", USUAL_SHIFTS, _shifts, "The room's shifts, WIB: lines such as 'malam=23:00-07:00', over midnight too."
)
MOST_TILES = Option(
    "most_tiles", USUAL_MOST_TILES, _whole_number(0, 1000), "More tiles with cameras are said to be too many; 0 never."
)
BREAK_MINUTES = Option(
    "break_minutes",
    0,
    _whole_number(0, 480),
    "The status line reminds of a rest each time so long has gone by; 0 never.",
)

CONTRAST = Option("contrast", False, _yes_no, "Black ground, white text and strong lines for who needs them.")
SCALE_PERCENT = Option(
    "scale_percent", 100, _whole_number(100, 300), "How large everything is, in percent of what the screen asks for."
)
WATERMARK = Option(
    "watermark", "off", _one_of("off", "tiles", "pictures"), "As the centre last told it, for while it is away."
)
TOUCH = Option("touch", False, _yes_no, "Buttons and rows as large as a finger, for screens that are touched.")

OPTIONS: tuple[Option[str] | Option[int] | Option[bool] | Option[tuple[str, ...]], ...] = (
    LANGUAGE,
    CONTRAST,
    SCALE_PERCENT,
    TOUCH,
    WATERMARK,
    CENTRE_URL,
    USERNAME,
    LAYOUT,
    FLAG_SECONDS_BEFORE,
    FLAG_SECONDS_AFTER,
    LAST_WALL,
    SNAPSHOT_FOLDER,
    MAP_FILE,
    CAMERA_VIEWS,
    SOUND_VOLUME,
    HARDWARE_DECODING,
    HARDWARE_FOUND,
    FRESHNESS,
    REPLAY_SECONDS,
    REPLAY_MIB_FEED,
    REPLAY_MIB_WORKER,
    KEPT_FEEDS,
    KEPT_MIB,
    KEPT_MBIT_PER_S,
    SHIFTS,
    MOST_TILES,
    BREAK_MINUTES,
)
