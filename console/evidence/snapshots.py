"""A picture for a person: the newest one at full size in a folder of theirs, with what it shows in its name and inside."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Protocol

from console.base.errors import KnownError
from console.base.folders import sync_folder
from console.base.ids import new_id
from console.base.logs import about_camera, logger
from console.base.os_errors import disk_errors
from console.domain.camera import CameraId, FeedKey
from console.domain.directory_entry import DirectoryEntry
from console.domain.exercise import EXERCISE_WORD
from console.domain.picture_view import Hanging
from console.domain.wall_plan import StillInfo, SurfaceId
from console.evidence.exif import PictureFacts, with_facts

_log = logger("evidence")
_SOFTWARE = "Ronda"
_WAIT_S = 15.0
_MOST_NAME = 60
_MOST_TRIES = 1000
_MOST_LINE = 300
_UPRIGHT, _MIRRORED = (1, 6, 3, 8), (2, 7, 4, 5)
"""EXIF's orientation by quarter turns: it also mirrors first and turns clockwise then."""


class ReplayStills(Protocol):
    """The part of the replay that snapshots need."""

    def capture_still(self, surface: SurfaceId, path: Path) -> Future[StillInfo]: ...


class Stills(Protocol):
    """The part of the media engine that snapshots need."""

    @property
    def replay(self) -> ReplayStills: ...

    def capture_still(self, feed: FeedKey, path: Path) -> Future[StillInfo]: ...


@dataclass(frozen=True)
class SnapshotOrder:
    """Which picture; ``entry`` is None while the directory does not know the camera."""

    feed: FeedKey
    """The one that the tile asks for; while it is being connected the tile still shows the other one."""
    entry: DirectoryEntry | None
    hanging: Hanging
    """Noted in the picture, whose pixels stay as the camera sent them."""
    username: str
    replayed: SurfaceId | None = None
    """The surface whose replay is meant, else the newest picture."""


class Snapshots:
    """``zone`` is the local time of names and metadata; ``spare`` a folder for a file under way."""

    def __init__(
        self,
        media: Stills,
        folder: Callable[[], Path],
        spare: Path,
        zone: tzinfo,
        *,
        exercise: bool = False,
        hide: Callable[[CameraId, bytes], bytes] = lambda _camera, jpeg: jpeg,
        mark: Callable[[bytes], bytes] = lambda jpeg: jpeg,
    ) -> None:
        """``hide`` takes out of a picture what is masked of its camera; ``mark`` writes over it who saves it, if wanted."""
        self._media = media
        self._folder = folder
        self._spare = spare
        self._zone = zone
        self._hide, self._write_over = hide, mark
        self._mark = EXERCISE_WORD if exercise else ""

    def take(self, order: SnapshotOrder) -> Path:
        """Blocks until the file lies there for good.

        Raises KnownError disk.*, ``media.worker_lost``, ``media.no_replay``, ``snapshot.no_picture``; then there is no file.
        """
        part = self._spare / f"snapshot-{new_id()}.jpg"
        with disk_errors(self._spare):
            self._spare.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            info = self._still(order, part)
            with disk_errors(part):
                jpeg = part.read_bytes()
        finally:
            with disk_errors(part):
                part.unlink(missing_ok=True)
        order = replace(order, feed=info.feed)
        at = datetime.fromtimestamp(info.at_unix_s, UTC).astimezone(self._zone)
        path = _write(self.folder(), _stem(at, order, self._mark), self._told(jpeg, order, at))
        about = about_camera(order.feed.camera_id)
        _log.info("snapshot of %s by %s: %s", order.feed, order.username, path.name, extra=about)
        return path

    def _told(self, jpeg: bytes, order: SnapshotOrder, at: datetime) -> bytes:
        """The picture as it may be seen, with what it is inside."""
        hidden = self._hide(order.feed.camera_id, jpeg)
        facts = facts_of(order, at)
        if hidden != jpeg:
            facts = replace(facts, comment=f"{facts.comment}\nParts of the picture are hidden for privacy.")
        marked = self._write_over(hidden)
        if marked != hidden:
            facts = replace(
                facts, comment=f"{facts.comment}\nWho saved the picture, where and when is written over it."
            )
        return with_facts(marked, facts)

    def folder(self) -> Path:
        """Where the next one goes; made, for its owner alone, if it is not there. Raises KnownError disk.*."""
        folder = self._folder()
        with disk_errors(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _still(self, order: SnapshotOrder, part: Path) -> StillInfo:
        media = self._media
        replayed = order.replayed
        answer = media.replay.capture_still(replayed, part) if replayed else media.capture_still(order.feed, part)
        try:
            return answer.result(_WAIT_S)
        except KnownError as error:
            if error.code == "media.no_picture":
                raise KnownError("snapshot.no_picture") from error
            raise
        except TimeoutError as error:
            # What comes after all is not wanted any more.
            answer.add_done_callback(lambda _late: part.unlink(missing_ok=True))
            raise KnownError("snapshot.no_picture") from error


def facts_of(order: SnapshotOrder, at: datetime) -> PictureFacts:
    """GPS only where the place was surveyed: an approximate point would pass for an exact one."""
    entry = order.entry
    camera = entry.camera if entry else None
    surveyed = camera is not None and not camera.approximate
    title = _line(f"{camera.number} {camera.name}" if camera else order.feed.camera_id)
    place = _line(entry.place) if entry else ""
    lines = [
        f"Camera: {title}",
        f"Camera id: {_line(order.feed.camera_id)}",
        "Feed: from the replay" if order.replayed else f"Feed: {order.feed.quality_name}",
        f"Area: {place} ({entry.camera.area_code})" if entry else "",
        f"Time: {at.isoformat(timespec='milliseconds')}",
        "The time is when the picture arrived at the console, by the clock of the console.",
        f"Taken by: {_line(order.username)}",
    ]
    return PictureFacts(
        at=at,
        description=f"{title} · {place}" if place else title,
        software=_SOFTWARE,
        comment="\n".join(line for line in lines if line),
        orientation=orientation_of(order.hanging),
        latitude=camera.latitude if camera and surveyed else None,
        longitude=camera.longitude if camera and surveyed else None,
    )


def _line(words: str) -> str:
    """Names come from the centre: none of them makes a second line, or one without end."""
    return " ".join(words.split())[:_MOST_LINE]


def orientation_of(hanging: Hanging) -> int:
    """EXIF's number for how viewers must turn the picture."""
    return (_MIRRORED if hanging.mirrored else _UPRIGHT)[hanging.quarter_turns % 4]


def _stem(at: datetime, order: SnapshotOrder, mark: str) -> str:
    """``2026-11-23_14-03-22_WIB_1201_Gang-Melati``, after ``LATIHAN_`` where it is practice."""
    camera = order.entry.camera if order.entry else None
    parts = [mark, at.strftime("%Y-%m-%d_%H-%M-%S"), at.tzname() or "", str(camera.number) if camera else ""]
    parts.append(safe_name(camera.name if camera else str(order.feed.camera_id)))
    return "_".join(part for part in parts if part)


def safe_name(name: str) -> str:
    """Letters, digits and hyphens only: it must be a file's name on every system that the picture is copied to."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain)[:_MOST_NAME].strip("-")


def _write(folder: Path, stem: str, content: bytes) -> Path:
    """Whole or not at all, under a name that no file has yet: ``stem.jpg``, ``stem_2.jpg``, …"""
    part = folder / f".{stem}.{new_id()}.part"
    with disk_errors(folder):
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            return _placed(part, folder, stem)
        finally:
            part.unlink(missing_ok=True)


def _placed(part: Path, folder: Path, stem: str) -> Path:
    """An empty file holds the name until the picture takes its place: file systems differ in all other ways to do it."""
    for number in range(1, _MOST_TRIES):
        path = folder / (f"{stem}.jpg" if number == 1 else f"{stem}_{number}.jpg")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        try:
            part.replace(path)
            sync_folder(folder)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
