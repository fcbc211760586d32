"""A camera, its site and its feeds as every part of Ronda knows them; no addresses and no passwords."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, NewType

CameraId = NewType("CameraId", str)


class FeedQuality(Enum):
    """The feed of a camera: the small one for tiles or the full one."""

    SUB = "sub"
    MAIN = "main"


class FeedKey(NamedTuple):
    """Names one feed of one camera for the whole machine: one ingest serves every tile that shows it.

    A tuple, because it is looked up thousands of times whenever a full wall changes.
    """

    camera_id: CameraId
    quality_name: str

    @classmethod
    def of(cls, camera_id: CameraId, quality: FeedQuality) -> FeedKey:
        return cls(camera_id, quality.value)

    @property
    def quality(self) -> FeedQuality:
        return FeedQuality(self.quality_name)

    @property
    def other(self) -> FeedKey:
        """The same camera's feed of the other quality."""
        quality = FeedQuality.SUB if self.quality_name == FeedQuality.MAIN.value else FeedQuality.MAIN
        return FeedKey.of(self.camera_id, quality)

    def __str__(self) -> str:
        return f"{self.camera_id}:{self.quality_name}"


class PrivacyClass(Enum):
    """What kind of place a camera shows."""

    PUBLIC = ""
    SENSITIVE = "sensitive"
    """Such as a shelter or the door of a clinic: a reason is asked before it fills a wall."""

    @classmethod
    def of(cls, text: str) -> PrivacyClass:
        """What a newer centre calls otherwise is guarded too."""
        return cls.SENSITIVE if text else cls.PUBLIC


class DirectoryStatus(Enum):
    """What the centre believes of a camera; what a console sees on its tiles is the feed state."""

    ONLINE = "online"
    STALE = "stale"
    """It is there, and its picture is old or stands still."""
    OFFLINE = "offline"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Camera:
    """One camera of the directory."""

    id: CameraId
    site_id: str
    number: int
    """Call-up number, unique in the city."""
    name: str
    area_code: str
    latitude: float | None
    longitude: float | None
    approximate: bool
    """True when the coordinates are no survey."""
    owner: str
    kind: str
    """One of: neighbourhood, traffic, river, pump, tourism, or what a city adds."""
    has_main: bool
    has_sub: bool
    privacy_class: PrivacyClass = PrivacyClass.PUBLIC
    has_ptz: bool = False
    """True when it can be moved."""
    aliases: tuple[str, ...] = ()
    """What people also call the place: its street, a landmark, a nickname."""


ALIAS_MARK = ";"
"""Between aliases where they are kept as one text."""


def split_aliases(text: str) -> tuple[str, ...]:
    """Each once, as written, without empty ones."""
    return tuple(dict.fromkeys(alias for part in text.split(ALIAS_MARK) if (alias := " ".join(part.split()))))
