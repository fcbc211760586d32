"""Every kind of fault of a camera ends in its own state on the tile, and each tile is live again once the fault is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from console.demo.city_services import CityServices
from console.domain.camera import CameraId
from console.domain.feed_state import FeedState
from console.farm.rtsp.faults import Fault
from console.media.metrics import SurfaceMetrics
from console.widgets.wall.look import TileLook
from tests.helpers.console import ConsoleUnderTest
from tests.helpers.waiting import wait_until

_LOST = frozenset({FeedState.STALE, FeedState.WAITING})
_WITHIN_S = 60.0
"""For all of them together, on a machine that does other things too."""


@dataclass
class _Case:
    """One camera with its fault: first it must show one of ``states``, then live pictures again."""

    fault: Fault
    states: frozenset[FeedState]
    reason: str = ""
    headline: str = ""
    """How the words on the tile begin."""
    detail: str = "Last picture "
    """What else they say."""
    least_age_ms: float = 3000
    """Of its picture: nobody doubts a younger one."""
    shown: FeedState | None = None
    """The state that the tile came to."""
    frames_before: int = 0

    def proves(self, tile: SurfaceMetrics) -> bool:
        reason_fits = not self.reason or tile.reason == self.reason
        return tile.state in self.states and reason_fits and (tile.age_ms or 0) >= self.least_age_ms

    def is_said_by(self, look: TileLook) -> bool:
        is_said = bool(look.headline) and look.headline.startswith(self.headline) and self.detail in look.detail
        return look.state in self.states and bool(look.age) and is_said


def _cases() -> dict[str, _Case]:
    return {
        "traffic-001": _Case(Fault.FREEZE, _LOST),
        "traffic-002": _Case(
            Fault.REPEAT, frozenset({FeedState.SAME_PICTURE}), "", "Same picture ", "Unchanged since ", 10_000
        ),
        "traffic-007": _Case(
            Fault.REFUSE, frozenset({FeedState.WAITING}), "camera.unauthorized", "The camera refuses the password"
        ),
        "traffic-008": _Case(
            Fault.DISAPPEAR, frozenset({FeedState.WAITING}), "camera.not_found", "The camera has no stream"
        ),
    }


LIVE_ALL_THE_SAME = {"traffic-003": Fault.DROP, "traffic-004": Fault.CORRUPT, "traffic-005": Fault.SLOW}
"""A cut connection is back before anybody doubts; damaged and slow pictures are new ones."""
UNTOUCHED = "river-001"
_GREYED = 160
"""An old picture's white is darker than this, a living one's brighter."""


def test_each_fault_ends_in_its_state_and_live_again(
    city: CityServices, open_console: Callable[..., ConsoleUnderTest]
) -> None:
    cases = _cases()
    cameras = [*cases, *LIVE_ALL_THE_SAME, UNTOUCHED]
    console = open_console(*cameras, layout="3x3")
    console.wait_until_live(len(cameras), 60.0)
    faults = {camera: case.fault for camera, case in cases.items()} | LIVE_ALL_THE_SAME
    assert set(faults.values()) == set(Fault) - {Fault.OK}, "a kind of fault that no tile is asked about"
    before = _surfaces(console)
    _wait_bright(console, *cameras)
    try:
        for camera, fault in faults.items():
            city.farm.fault(camera, fault)
        wait_until(lambda: _all_through(console, city, cases), _WITHIN_S, "every fault to be told and mended")
        now = _surfaces(console)
        for camera in (*LIVE_ALL_THE_SAME, UNTOUCHED):
            assert now[camera].state is FeedState.LIVE, faults.get(camera)
            assert now[camera].frames_shown > before[camera].frames_shown
        _wait_bright(console, *LIVE_ALL_THE_SAME, UNTOUCHED)
        assert now["traffic-005"].fps < 5
    finally:
        for camera in faults:
            city.farm.fault(camera, Fault.OK)
    console.wait_until_live(len(cameras), _WITHIN_S)
    _wait_bright(console, *cameras)
    _check_history(console, cases)


def _all_through(console: ConsoleUnderTest, city: CityServices, cases: dict[str, _Case]) -> bool:
    """Mends each camera as soon as its tile and its history have told of the fault; True once all are live again."""
    surfaces = _surfaces(console)
    for camera, case in cases.items():
        surface = surfaces[camera]
        # The history looks twice a second: a camera mended at once would leave no trace there.
        if case.shown is None and case.proves(surface) and _is_told(console, camera, case):
            if case.fault is Fault.REPEAT:
                assert (surface.packet_age_ms or 0) < 3000, "it is not the camera's silence that is told"
            case.shown, case.frames_before = surface.state, surface.frames_shown
            city.farm.fault(camera, Fault.OK)
    return all(
        case.shown is not None
        and surfaces[camera].state is FeedState.LIVE
        and surfaces[camera].frames_shown > case.frames_before
        for camera, case in cases.items()
    )


def _check_history(console: ConsoleUnderTest, cases: dict[str, _Case]) -> None:
    """The history tells the same story, the newest first."""
    wait_until(
        lambda: all(_told(console, camera)[0] is FeedState.LIVE for camera in cases), 20.0, "live in the history"
    )
    for camera, case in cases.items():
        told = _told(console, camera)
        assert set(told) & case.states, told
        if case.fault is Fault.REPEAT:
            # Seven seconds of doubt come first.
            assert told[told.index(FeedState.SAME_PICTURE) + 1] is FeedState.SUSPECT, told


def _is_told(console: ConsoleUnderTest, camera: str, case: _Case) -> bool:
    """By the history, by the tile's words, and by a picture that nobody takes for a living one."""
    in_history = set(_told(console, camera)[:1]) & case.states
    return bool(in_history) and case.is_said_by(_look(console, camera)) and not _is_bright(console, camera)


def _told(console: ConsoleUnderTest, camera: str) -> list[FeedState]:
    """The states in the camera's history, the newest first."""
    return [spell.condition.state for spell in console.running.site.health.history.spells(CameraId(camera))]


def _look(console: ConsoleUnderTest, camera: str) -> TileLook:
    """What the tile on the screen says."""
    console.window.wall_view.refresh.speak()
    return console.window.wall_view.tiles[_place(console, camera)].look


def _is_bright(console: ConsoleUnderTest, camera: str) -> bool:
    return console.brightest_of_counter_on(_place(console, camera)) > _GREYED


def _wait_bright(console: ConsoleUnderTest, *cameras: str) -> None:
    for camera in cameras:
        wait_until(partial(_is_bright, console, camera), 10.0, f"a living picture of {camera} on the screen")


def _place(console: ConsoleUnderTest, camera: str) -> int:
    return console.running.wall.cameras.index(CameraId(camera))


def _surfaces(console: ConsoleUnderTest) -> dict[str, SurfaceMetrics]:
    return {surface.camera: surface for surface in console.surfaces()}
