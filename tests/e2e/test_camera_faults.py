"""Every kind of fault of a camera ends in its own state on the tile, and each tile is live again once the fault is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from console.demo.city_services import CityServices
from console.domain.camera import CameraId
from console.domain.feed_state import FeedState
from console.farm.rtsp.faults import Fault
from console.media.metrics import SurfaceMetrics
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
    shown: FeedState | None = None
    """The state that the tile came to."""
    frames_before: int = 0

    def proves(self, tile: SurfaceMetrics) -> bool:
        return tile.state in self.states and (not self.reason or tile.reason == self.reason)


def _cases() -> dict[str, _Case]:
    return {
        "traffic-001": _Case(Fault.FREEZE, _LOST),
        "traffic-002": _Case(Fault.REPEAT, frozenset({FeedState.SAME_PICTURE})),
        "traffic-007": _Case(Fault.REFUSE, frozenset({FeedState.WAITING}), "camera.unauthorized"),
        "traffic-008": _Case(Fault.DISAPPEAR, frozenset({FeedState.WAITING}), "camera.not_found"),
    }


LIVE_ALL_THE_SAME = {"traffic-003": Fault.DROP, "traffic-004": Fault.CORRUPT, "traffic-005": Fault.SLOW}
"""A cut connection is back before anybody doubts; damaged and slow pictures are new ones."""
UNTOUCHED = "river-001"


def test_each_fault_ends_in_its_state_and_live_again(
    city: CityServices, open_console: Callable[..., ConsoleUnderTest]
) -> None:
    cases = _cases()
    cameras = [*cases, *LIVE_ALL_THE_SAME, UNTOUCHED]
    console = open_console(*cameras, layout="3x3")
    console.wait_until_live(len(cameras), 60.0)
    faults = {camera: case.fault for camera, case in cases.items()} | LIVE_ALL_THE_SAME
    before = _surfaces(console)
    try:
        for camera, fault in faults.items():
            city.farm.fault(camera, fault)
        wait_until(lambda: _all_through(console, city, cases), _WITHIN_S, "every fault to be told and mended")
        now = _surfaces(console)
        for camera in (*LIVE_ALL_THE_SAME, UNTOUCHED):
            assert now[camera].state is FeedState.LIVE, faults.get(camera)
            assert now[camera].frames_shown > before[camera].frames_shown
        assert now["traffic-005"].fps < 5
    finally:
        for camera in faults:
            city.farm.fault(camera, Fault.OK)
    console.wait_until_live(len(cameras), _WITHIN_S)
    _check_history(console, cases)


def _all_through(console: ConsoleUnderTest, city: CityServices, cases: dict[str, _Case]) -> bool:
    """Mends each camera as soon as its tile and its history have told of the fault; True once all are live again."""
    surfaces = _surfaces(console)
    for camera, case in cases.items():
        surface = surfaces[camera]
        # The history looks twice a second: a camera mended at once would leave no trace there.
        if case.shown is None and case.proves(surface) and set(_told(console, camera)[:1]) & case.states:
            assert _look(console, camera) in (surface.state, FeedState.SUSPECT, *case.states)
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
        assert set(_told(console, camera)) & case.states, _told(console, camera)


def _told(console: ConsoleUnderTest, camera: str) -> list[FeedState]:
    """The states in the camera's history, the newest first."""
    return [spell.condition.state for spell in console.running.site.history.spells(CameraId(camera))]


def _look(console: ConsoleUnderTest, camera: str) -> FeedState:
    """What the tile on the screen says."""
    wall = console.running.wall
    console.window.wall_view.refresh.speak()
    return console.window.wall_view.tiles[wall.cameras.index(CameraId(camera))].look.state


def _surfaces(console: ConsoleUnderTest) -> dict[str, SurfaceMetrics]:
    return {surface.camera: surface for surface in console.surfaces()}
