"""``python -m tests.faults.media.fuzz_run --rounds 100000``: mutated cameras against the real engine and its workers.

Prints one JSON object. ``--case N`` plays one case again; the cases on air when a worker died are printed as it happens.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from console.domain.wall_plan import SurfaceId
from tests.helpers.fuzz.camera import FuzzCamera
from tests.helpers.fuzz.cases import Case
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

_LANES = 16
_CASE_MOST_S = 20.0
_FIRST_PICTURE_MOST_S = 10.0
"""A case sent to the end may still be on its way through the decoder: until one of them showed, so long is waited."""
_DECODE_MOST_S = 0.2
"""And so long afterwards, when the workers are known to run."""
_GOOD_CAMERA_S = 60.0


@dataclass
class Outcome:
    """What a run did; ``deaths`` names the cases on air at each death of a worker."""

    seed: int
    rounds: int = 0
    cases: int = 0
    given_up: list[int] = field(default_factory=list)
    """Cases that nobody fetched to the end in time: their feeds wait for a worker, or a worker hangs."""
    workers_lost: int = 0
    deaths: list[list[int]] = field(default_factory=list)
    pictures: int = 0
    """Surfaces that showed a picture in spite of it all."""
    seconds: float = 0.0

    @property
    def rounds_a_second(self) -> float:
        return self.rounds / max(0.001, self.seconds)


class FuzzRun:
    """Some lanes at a time, each a feed with one case behind it; a case that was sent makes room for the next."""

    def __init__(self, wall: Wall, camera: FuzzCamera, tell: Callable[[str], None] = lambda _line: None) -> None:
        self._wall = wall
        self._camera = camera
        self._tell = tell
        self._lanes: dict[int, float] = {}
        self._served_s: dict[int, float] = {}
        self.outcome = Outcome(camera.seed)

    def run(self, rounds: int, only: int | None = None) -> Outcome:
        """Returns when so many mutations were sent; ``only`` plays one case alone."""
        began_s = time.monotonic()
        following = only or 0
        while self._camera.rounds < rounds and not (only is not None and only in self._camera.served):
            while len(self._lanes) < (_LANES if only is None else 1):
                self._open(following)
                following += 1
            wait_until(self._any_done, _CASE_MOST_S + 5, "a case that ends")
            self._close_done()
            self._look()
        self._wall.plan.clear()
        self._wall.engine.want(self._wall.plan)
        self.outcome.rounds, self.outcome.cases = self._camera.rounds, len(self._camera.served)
        self.outcome.seconds = time.monotonic() - began_s
        return self.outcome

    def _open(self, number: int) -> None:
        case = Case.of(self._camera.seed, number)
        self._wall.add(_name(number), self._camera.url(case))
        self._lanes[number] = time.monotonic()

    def _any_done(self) -> bool:
        return any(self._is_done(number) for number in self._lanes)

    def _is_done(self, number: int) -> bool:
        now_s = time.monotonic()
        if number not in self._camera.served:
            return now_s - self._lanes[number] > _CASE_MOST_S
        served_s = self._served_s.setdefault(number, now_s)
        patience_s = _DECODE_MOST_S if self.outcome.pictures else _FIRST_PICTURE_MOST_S
        return self._shows(number) or now_s - served_s > patience_s

    def _shows(self, number: int) -> bool:
        return self._wall.engine.reader(SurfaceId(_name(number))) is not None

    def _close_done(self) -> None:
        for number in [number for number in self._lanes if self._is_done(number)]:
            if number not in self._camera.served:
                self.outcome.given_up.append(number)
            self.outcome.pictures += self._shows(number)
            self._served_s.pop(number, None)
            surface = SurfaceId(_name(number))
            del self._lanes[number], self._wall.plan[surface], self._wall.tickets.answers[feed(_name(number))]
        self._wall.engine.want(self._wall.plan)

    def _look(self) -> None:
        """What the screen would do all the time: it must go on answering."""
        lost = self._wall.engine.metrics().workers_lost
        if lost > self.outcome.workers_lost:
            self.outcome.workers_lost = lost
            self.outcome.deaths.append(sorted(self._lanes))
            self._tell(f"a worker died: seed {self.outcome.seed}, cases on air {sorted(self._lanes)}")
        for surface, wanted in self._wall.plan.items():
            self._wall.engine.report(wanted.feed)
            reader = self._wall.engine.reader(surface)
            if reader is not None:
                reader.latest()


def good_camera_plays(wall: Wall) -> None:
    """Raises AssertionError when a camera that does everything right shows no moving pictures."""
    with RtspCamera() as camera:
        wall.wait_live(wall.add("good", camera.url), timeout_s=_GOOD_CAMERA_S)


def _name(number: int) -> str:
    return f"fuzz-{number}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, default=None)
    arguments = parser.parse_args()

    def tell(line: str) -> None:
        sys.stderr.write(line + "\n")

    with FuzzCamera(arguments.seed) as camera, Wall() as wall:
        outcome = FuzzRun(wall, camera, tell).run(arguments.rounds, arguments.case)
        good_camera_plays(wall)
    found = {**asdict(outcome), "rounds_a_second": round(outcome.rounds_a_second, 1), "good_camera_plays": True}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
