"""What the bench's camera tells at its end: when each picture was taken and sent, and when viewers came."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from dataclasses import asdict, dataclass, field


@dataclass
class Viewing:
    """One viewer from connection to end; monotonic nanoseconds, 0 for never."""

    path: str
    clip: int
    connected_ns: int
    play_ns: int = 0
    first_key_ns: int = 0
    """When its first key picture was sent whole."""
    pictures: list[tuple[int, int]] = field(default_factory=list)
    """Frame number in the clip and the time when the camera took it, in order."""


class CameraLog:
    """All viewings of a run."""

    def __init__(self, viewings: list[Viewing]) -> None:
        self.viewings = viewings
        self._taken_ns: dict[tuple[int, int], list[int]] = defaultdict(list)
        for viewing in viewings:
            for frame, taken_ns in viewing.pictures:
                self._taken_ns[viewing.clip, frame].append(taken_ns)
        for times in self._taken_ns.values():
            times.sort()

    def taken_ns(self, clip: int, frame: int, before_ns: int) -> int | None:
        """When the newest picture with this counter was taken that can have been seen at ``before_ns``."""
        times = self._taken_ns.get((clip, frame), [])
        index = bisect_right(times, before_ns)
        return times[index - 1] if index else None

    def since_start_s(self, clip: int, taken_ns: int) -> float:
        """How long after its viewer's first picture this one was taken; 0 when nobody was sent it."""
        for viewing in self.viewings:
            if viewing.clip == clip and viewing.pictures:
                first_ns, last_ns = viewing.pictures[0][1], viewing.pictures[-1][1]
                if first_ns <= taken_ns <= last_ns:
                    return (taken_ns - first_ns) / 1e9
        return 0.0

    def sent_between(self, first_ns: int, last_ns: int) -> int:
        """Pictures that cameras took in that time."""
        return sum(first_ns <= at_ns <= last_ns for times in self._taken_ns.values() for at_ns in times)

    def viewing(self, path: str, after_ns: int, before_ns: int) -> Viewing | None:
        """The first viewer who came to ``path`` in that time."""
        came = [view for view in self.viewings if view.path == path and after_ns <= view.connected_ns <= before_ns]
        return min(came, key=lambda view: view.connected_ns, default=None)

    def to_json(self) -> str:
        return json.dumps([asdict(viewing) for viewing in self.viewings])

    @classmethod
    def from_json(cls, text: str) -> CameraLog:
        return cls(
            [Viewing(**{**one, "pictures": [tuple(pair) for pair in one["pictures"]]}) for one in json.loads(text)]
        )
