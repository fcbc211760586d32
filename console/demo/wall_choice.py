"""Which cameras the demo puts on its wall: online ones, their scenes as different as the farm has them."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, zip_longest

from console.base.errors import KnownError
from console.domain.camera import CameraId, DirectoryStatus
from console.farm.catalogue import SCENES, scene_of
from console.farm.city.cameras import city_cameras


def choose_cameras(count: int) -> list[CameraId]:
    """One camera a scene first, kinds taking turns, then the next of each. Raises KnownError ``demo.few_cameras``."""
    by_scene: dict[int, list[CameraId]] = defaultdict(list)
    for camera in city_cameras():
        if camera.status is DirectoryStatus.ONLINE:
            by_scene[scene_of(camera.id).id].append(camera.id)
    rows = zip_longest(*(by_scene[scene_id] for scene_id in _scenes_in_turn()))
    chosen = [camera_id for camera_id in chain.from_iterable(rows) if camera_id is not None]
    if len(chosen) < count:
        raise KnownError("demo.few_cameras", wanted=count, online=len(chosen))
    return chosen[:count]


def _scenes_in_turn() -> list[int]:
    """Scene ids ordered by their place within their kind, so that every kind comes early."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int]] = []
    for scene in SCENES:
        ranked.append((seen[scene.kind], scene.id))
        seen[scene.kind] += 1
    return [scene_id for _rank, scene_id in sorted(ranked)]
