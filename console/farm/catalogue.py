"""Which scenes there are, which file holds each clip, and which clip a camera shows; plain Python for both interpreters."""

from __future__ import annotations

import re
from dataclasses import dataclass

CLIPS_VERSION = 1
"""Goes into the files' names: raise it whenever the pictures or the encoding change."""
_MAIN_BIT = 0x80


@dataclass(frozen=True)
class Scene:
    """One drawn place; every camera that shows it looks the same."""

    id: int
    """1 to 127; part of the counter drawn into the picture."""
    name: str
    """The name region drawn into the picture."""
    kind: str
    """The kind of camera that shows it."""
    place: str
    """Which drawing: street, junction, avenue, alley, field, square, river or pump."""
    light: str
    """day, dusk or night."""
    rain: bool = False
    codec: str = "h264"
    slices: int = 1
    """Slices a picture: some real cameras cut theirs up."""


@dataclass(frozen=True)
class Clip:
    """One encoded loop: a scene in one quality."""

    scene: Scene
    quality: str
    """sub or main."""

    @property
    def id(self) -> int:
        return self.scene.id | (_MAIN_BIT if self.quality == "main" else 0)

    @property
    def name(self) -> str:
        return f"{self.quality}-{self.scene.id:02d}"

    @property
    def file_name(self) -> str:
        return f"{self.name}-v{CLIPS_VERSION}.{self.scene.codec}"

    @property
    def width(self) -> int:
        return 1280 if self.quality == "main" else 640

    @property
    def height(self) -> int:
        return 720 if self.quality == "main" else 360

    @property
    def fps(self) -> int:
        return 25 if self.quality == "main" else 15

    @property
    def frame_count(self) -> int:
        """A whole number of seconds, so that the loop begins with a keyframe."""
        return self.fps * (10 if self.quality == "main" else 12)


SCENES = (
    Scene(1, "JALAN KAMPUNG PAGI", "neighbourhood", "street", "day"),
    Scene(2, "GANG SEMPIT SIANG", "neighbourhood", "alley", "day"),
    Scene(3, "JALAN KAMPUNG MALAM", "neighbourhood", "street", "night"),
    Scene(4, "POS RONDA SORE", "neighbourhood", "field", "dusk"),
    Scene(5, "GANG BUNTU MALAM", "neighbourhood", "alley", "night"),
    Scene(6, "JALAN KAMPUNG HUJAN", "neighbourhood", "street", "day", rain=True),
    Scene(7, "PERTIGAAN KAMPUNG", "neighbourhood", "junction", "day", slices=4),
    Scene(8, "GANG HUJAN SORE", "neighbourhood", "alley", "dusk", rain=True),
    Scene(9, "LAPANGAN RW", "neighbourhood", "field", "day"),
    Scene(10, "JALAN KAMPUNG SENJA", "neighbourhood", "street", "dusk", codec="h265"),
    Scene(11, "SIMPANG KOTA SIANG", "traffic", "junction", "day"),
    Scene(12, "SIMPANG KOTA MALAM", "traffic", "junction", "night"),
    Scene(13, "JALAN RAYA PAGI", "traffic", "avenue", "day"),
    Scene(14, "JALAN RAYA HUJAN", "traffic", "avenue", "dusk", rain=True),
    Scene(15, "JALAN RAYA MALAM", "traffic", "avenue", "night", codec="h265"),
    Scene(16, "SUNGAI SIANG", "river", "river", "day"),
    Scene(17, "SUNGAI HUJAN", "river", "river", "dusk", rain=True),
    Scene(18, "RUMAH POMPA", "pump", "pump", "day"),
    Scene(19, "RUMAH POMPA MALAM", "pump", "pump", "night"),
    Scene(20, "ALUN ALUN WISATA", "tourism", "square", "day"),
)
MAIN_SCENE_IDS = (1, 2, 3, 6, 9, 11, 12, 15, 16, 18)
"""Full feeds cost most to encode, so a scene without one borrows that of the likest scene."""

_CLIPS = {
    clip.name: clip
    for clip in (
        *(Clip(scene, "sub") for scene in SCENES),
        *(Clip(scene, "main") for scene in SCENES if scene.id in MAIN_SCENE_IDS),
    )
}


def clips() -> tuple[Clip, ...]:
    """Every clip of the farm."""
    return tuple(_CLIPS.values())


def _likeness(scene: Scene, other: Scene) -> tuple[bool, bool, bool, int]:
    """Small when ``other`` looks like ``scene``."""
    return (scene.id != other.id, scene.place != other.place, scene.light != other.light, other.id)


def _clip_of_scene(scene: Scene, quality: str) -> Clip:
    if quality == "sub":
        return _CLIPS[f"sub-{scene.id:02d}"]
    mains = [other for other in SCENES if other.id in MAIN_SCENE_IDS]
    return _CLIPS[f"main-{min(mains, key=lambda other: _likeness(scene, other)).id:02d}"]


def scene_of(camera_id: str) -> Scene:
    """The scene that a camera shows: one of its kind, and cameras next to each other show different ones."""
    kind, _, rest = camera_id.partition("-")
    fitting = [scene for scene in SCENES if scene.kind == kind]
    if not fitting:
        fitting = [scene for scene in SCENES if scene.kind == "neighbourhood"]
    # Odd multipliers for RW and kelurahan, so that the same RT of the next RW looks different too.
    total = sum(
        int(number) * factor for number, factor in zip(re.findall(r"\d+", rest)[::-1], (1, 3, 7, 9, 1), strict=False)
    )
    return fitting[total % len(fitting)]


def clip_of(camera_id: str, quality: str) -> Clip:
    """The clip behind a camera's feed; ``quality`` is ``sub`` or ``main``."""
    return _clip_of_scene(scene_of(camera_id), quality)
