"""When each picture of a feed is to be seen: at the camera's own pace, held back by no more than the measured jitter."""

from __future__ import annotations

from bisect import bisect
from collections import deque
from math import inf

from console.media.worker.camera_clock import JUMP_S, CameraClock

_REORDER = 16
"""No codec reorders more pictures than this."""
_NONSENSE_LIMIT = 3
_TRUST_AGAIN_AFTER = 300
_FORGIVEN_AFTER_S = 60.0
"""A clock that is set three times within weeks is a good one."""

_WINDOW_S = 4.0
_SPARED = 50
"""One picture in so many may come later than the hold allows: it is shown at once, and nobody waits for it."""
_APART_NS = 1_000_000
_LEAST_HOLD_S = 0.004
_MOST_HOLD_S = 0.4


class Jitter:
    """How late the pictures of the last seconds came, against the earliest. One thread."""

    def __init__(self) -> None:
        self._late: deque[tuple[float, float]] = deque()

    def note(self, arrival_s: float, late_s: float) -> None:
        self._late.append((arrival_s, late_s))
        while self._late[0][0] < arrival_s - _WINDOW_S:
            self._late.popleft()

    @property
    def hold_s(self) -> float:
        """How long a picture that comes early waits, so that late ones are in time."""
        latest = sorted((late_s for _, late_s in self._late), reverse=True)
        spared = len(latest) // _SPARED
        return min(_MOST_HOLD_S, max(_LEAST_HOLD_S, latest[spared] if latest else 0.0))


class ShownOrder:
    """Keeps what is due in the order in which it is to be seen, also where the jitter's hold falls all at once. One thread.

    libVLC takes the best of FFmpeg's times, and FFmpeg goes by the times of decoding for good as soon as the times of showing
    went backwards once more often than those (guess_correct_pts): every picture would be seen 300 ms late.
    """

    def __init__(self) -> None:
        self._last: list[tuple[float, int]] = []
        """The camera's time and when it is due, of the last pictures, in the camera's order."""

    def placed(self, camera_s: float, due_ns: int) -> int:
        """When it is due between its neighbours; in the past for a picture that came after its successor was due."""
        place = bisect(self._last, (camera_s, inf))
        before = self._last[place - 1][1] if place else None
        after = self._last[place][1] if place < len(self._last) else None
        if before is not None and after is not None and after - before < 2 * _APART_NS:
            due_ns = (before + after) // 2
        else:
            due_ns = due_ns if before is None else max(due_ns, before + _APART_NS)
            due_ns = due_ns if after is None else min(due_ns, after - _APART_NS)
        self._last.insert(place, (camera_s, due_ns))
        del self._last[: -_REORDER - 1]
        return due_ns

    def begin_anew(self, due_ns: int) -> int:
        """The camera's times count no more: due after all that was due before."""
        if self._last:
            due_ns = max(due_ns, self._last[-1][1] + _APART_NS)
        self._last = [(-inf, due_ns)]
        return due_ns


class DisplaySchedule:
    """One feed's; one thread.

    Pictures are shown where the camera's timestamps put them, against the earliest arrival seen, plus the jitter. A camera
    whose timestamps stand, leap or are missing is shown as its pictures come. Nothing is held longer than the hold, so a
    backlog plays out as fast as it can and the delay does not grow.
    """

    def __init__(self) -> None:
        self._jitter = Jitter()
        self._clock = CameraClock()
        self._order = ShownOrder()
        self._newest_s: float | None = None
        """The camera's latest time; pictures coded out of order lie before it."""
        self._behind = 0
        self._last_arrival_s = 0.0
        self._nonsense = 0
        self._nonsense_at_s = 0.0
        self._by_arrival_for = 0

    def due_ns(self, camera_s: float | None, arrival_ns: int) -> int:
        """The monotonic time at which a picture with the presentation time ``camera_s`` shall be seen."""
        arrival_s = arrival_ns / 1e9
        if camera_s is None or self._by_arrival_for > 0 or not self._makes_sense(camera_s, arrival_s):
            self._by_arrival_for = max(0, self._by_arrival_for - 1)
            self._clock.forget()
            self._newest_s = None
            self._last_arrival_s = arrival_s
            return self._order.begin_anew(arrival_ns)
        self._last_arrival_s = arrival_s
        late_s = self._clock.lateness_s(camera_s, arrival_s)
        self._jitter.note(arrival_s, late_s)
        due_ns = max(arrival_ns, round((arrival_s - late_s + self._jitter.hold_s) * 1e9))
        return self._order.placed(camera_s, due_ns)

    def _makes_sense(self, camera_s: float, arrival_s: float) -> bool:
        newest_s = self._newest_s
        self._newest_s = camera_s if newest_s is None else max(newest_s, camera_s)
        if newest_s is None:
            return True
        leaps = not -JUMP_S < camera_s - newest_s < arrival_s - self._last_arrival_s + JUMP_S
        self._behind = self._behind + 1 if camera_s < newest_s else 0
        if not leaps and camera_s != newest_s and self._behind <= _REORDER:
            return True
        self._behind = 0
        if arrival_s - self._nonsense_at_s > _FORGIVEN_AFTER_S:
            self._nonsense = 0
        self._nonsense += 1
        self._nonsense_at_s = arrival_s
        if self._nonsense >= _NONSENSE_LIMIT:
            self._nonsense, self._by_arrival_for = 0, _TRUST_AGAIN_AFTER
        return False
