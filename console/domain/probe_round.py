"""Which cameras the centre asks for a key picture next: each once in a round, spread over it, and the last place is people's."""

from __future__ import annotations

import heapq
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_EARLIEST, _LATEST = 0.75, 0.95
"""Shares of the round after which a camera that answered is due again: no two rounds run in step, and none is late."""
_PACE = 1.5
"""Times the pace that a round needs: so it catches up after a pause, and still never comes as one wave."""
_LEAST_PACE = 1 / 30
"""Probes a second, of a small city too: a camera that is back shall not wait for hours."""
_FIRST_RETRY_S = 600.0
_MOST_DOUBLINGS = 20
_BLOCKED_S = 20.0
"""Until a camera whose recorder had no place is looked at again."""
_SOON_AGAIN_S = 300.0
"""What was probed just now is not probed again for a doubt: flickering words buy no probes."""
_AT_ONCE_WITHOUT_LIMIT = 2
"""On a recorder or uplink that states no limit."""


@dataclass(frozen=True)
class ProbeCamera:
    """What is known of one camera; times in seconds of any one clock."""

    id: str
    links: tuple[tuple[str, int | None], ...] = ()
    """Recorder and uplink, each with how many feeds it serves; None where nobody said."""
    measured_s: float | None = None
    """When somebody last saw a picture of it, or a probe ended; None for never."""
    probed_s: float | None = None
    failures: int = 0
    """Probes in a row that failed."""
    asked: bool = False
    """New, changed, or doubted by somebody: it comes first."""

    @property
    def is_probeable(self) -> bool:
        """The last place on a link is never taken, so that of a link with one place never."""
        return all(most is None or most > 1 for _name, most in self.links)


class ProbeRound:
    """A value without clock or database: ``replace`` what is known, ``take`` what is to be asked now, tell what is ``done``."""

    def __init__(self, round_s: float) -> None:
        """``round_s`` > 0."""
        self.round_s = round_s
        self._cameras: dict[str, ProbeCamera] = {}
        self._heap: list[tuple[float, str]] = []
        self._running: set[str] = set()
        self._credit = 0.0
        self._last_s: float | None = None
        self.without_place = 0
        """Cameras that are never probed, since their link has one place."""

    def replace(self, cameras: Iterable[ProbeCamera], now_s: float) -> None:
        """All that can be probed, as the directory and the sightings stand now."""
        known = list(cameras)
        self._cameras = {one.id: one for one in known if one.is_probeable}
        self.without_place = len(known) - len(self._cameras)
        self._heap = [(self._due_s(one, now_s), one.id) for one in self._cameras.values()]
        heapq.heapify(self._heap)

    def take(self, now_s: float, watched: Mapping[str, int], most: int) -> list[ProbeCamera]:
        """At most ``most``, all to be asked at once. ``watched``: how many feeds of each link people have open."""
        passed_s = 0.0 if self._last_s is None else max(0.0, now_s - self._last_s)
        self._last_s = now_s
        pace = max(_LEAST_PACE, _PACE * len(self._cameras) / self.round_s)
        self._credit = min(float(most), max(self._credit + passed_s * pace, 0.0))
        used = self._used(watched)
        probing: dict[str, int] = {}
        taken: list[ProbeCamera] = []
        aside: list[tuple[float, str]] = []
        while self._heap and self._credit >= 1.0 and self._heap[0][0] <= now_s and len(aside) < most * 8 + 64:
            _due, camera_id = heapq.heappop(self._heap)
            camera = self._cameras[camera_id]
            if camera_id in self._running or not _has_place(camera, used, probing):
                aside.append((now_s + _BLOCKED_S, camera_id))
                continue
            _use(used, camera)
            _use(probing, camera)
            self._credit -= 1.0
            taken.append(camera)
        for entry in aside:
            heapq.heappush(self._heap, entry)
        self._running.update(one.id for one in taken)
        return taken

    def witness(self, watched: Mapping[str, int]) -> ProbeCamera | None:
        """Another one to ask beside them, that answered last: if it fails too, it is the centre that sees nothing."""
        used = self._used(watched)
        well = (
            one
            for one in self._cameras.values()
            if one.measured_s is not None and not one.failures and one.id not in self._running
        )
        fitting = (one for one in well if _has_place(one, used, {}))
        found = max(fitting, key=lambda one: (one.measured_s or 0.0, one.id), default=None)
        if found is not None:
            self._running.add(found.id)
        return found

    def _used(self, watched: Mapping[str, int]) -> dict[str, int]:
        used = dict(watched)
        for running in self._running & self._cameras.keys():
            _use(used, self._cameras[running])
        return used

    def done(self, camera: ProbeCamera, now_s: float) -> None:
        """``camera`` as it is known after its probe."""
        self._running.discard(camera.id)
        if camera.id in self._cameras:
            self._cameras[camera.id] = camera
            heapq.heappush(self._heap, (self._due_s(camera, now_s), camera.id))

    def overdue(self, now_s: float) -> int:
        """Cameras that nobody has measured for a whole round, or ever."""
        return sum(one.measured_s is None or now_s - one.measured_s > self.round_s for one in self._cameras.values())

    def __len__(self) -> int:
        return len(self._cameras)

    def _due_s(self, camera: ProbeCamera, now_s: float) -> float:
        if camera.asked and (camera.probed_s is None or now_s - camera.probed_s >= _SOON_AGAIN_S):
            return float("-inf")
        if camera.measured_s is None:
            # Whoever was never measured comes before all whose time has come, each in a place of its own.
            return -1.0 + _share(camera)
        if camera.failures and camera.probed_s is not None:
            wait_s = _FIRST_RETRY_S * 2.0 ** min(camera.failures - 1, _MOST_DOUBLINGS)
            return max(camera.probed_s, camera.measured_s) + min(wait_s, self._span_s(camera))
        return camera.measured_s + self._span_s(camera)

    def _span_s(self, camera: ProbeCamera) -> float:
        return self.round_s * (_EARLIEST + (_LATEST - _EARLIEST) * _share(camera))


def _share(camera: ProbeCamera) -> float:
    """From 0 to 1, other in each round."""
    return zlib.crc32(f"{camera.id} {camera.measured_s}".encode()) / 2**32


def _has_place(camera: ProbeCamera, used: Mapping[str, int], probing: Mapping[str, int]) -> bool:
    """After it at least one place is left on each link for whoever comes."""
    return all(
        probing.get(name, 0) < _AT_ONCE_WITHOUT_LIMIT if most is None else used.get(name, 0) + 1 < most
        for name, most in camera.links
    )


def _use(used: dict[str, int], camera: ProbeCamera) -> None:
    for name, _most in camera.links:
        used[name] = used.get(name, 0) + 1
