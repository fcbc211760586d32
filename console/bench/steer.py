"""``ronda bench steer``: from a supervisor's command to the pictures on the screens of a wall.

A wall of four screens on one wall machine or on several, one centre, and this process in the supervisor's place, all on
this machine.
Presets with cameras that were never shown (cold) and with those of the preset before (kept: each machine keeps as many
feeds as its screen has tiles), then one camera after another on one tile of the full wall.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice

from console.base.errors import KnownError
from console.bench.camera_process import camera_process, stamping_cameras
from console.bench.city import bench_city, bench_folder
from console.bench.counter_watch import CounterWatch
from console.bench.figures import percentile
from console.bench.framebuffer import Framebuffer
from console.bench.report import Row
from console.bench.tile_watch import places_of
from console.bench.wall_machines import WALL, steered, wall_machines
from console.demo.city_services import Step
from console.domain.camera import CameraId
from console.domain.layout import grid
from console.domain.wall_state import WallState
from console.farm.catalogue import clip_of
from console.wall.steering import SteeredWalls
from console.wire.screen_layout import ScreenLayout
from console.wire.walls import LayoutApply, PresetApply, TileShow

_START_S = 120.0
_CALM_S = 40.0
"""After their start machines fetch the addresses that they keep for an absence of the centre; it takes the centre some time."""
_SHOWN_MOST_S = 20.0
_LOOK_EVERY_S = 0.005
_LOOK_SHARE = 0.2
"""Of a processor at most: who looks at 64 tiles must not be felt by what draws them."""
_SETTLE_S = 4.0
"""Between two commands; not in step with the key pictures, which come every second."""
_KEPT_SETTLE_S = 2.3
"""Back and forth well within the ten seconds for which a machine keeps what left its screens."""
_STEP_S = 1.3
_ROUND_THE_TILE = 3
_KEPT_MOST_MS, _COLD_MOST_MS, _COMMAND_MOST_MS = 500.0, 3500.0, 300.0


@dataclass(frozen=True)
class SteerBench:
    """``colds`` presets of cameras never shown, ``kepts`` times back and forth between two, ``commands`` to one tile."""

    screens: int = 4
    machines: int = 1
    side: int = 4
    colds: int = 8
    kepts: int = 8
    commands: int = 40

    @property
    def tiles(self) -> int:
        return self.screens * self.side**2


def bench_steer(wish: SteerBench, on_step: Step) -> list[Row]:
    """Some four minutes. Raises KnownError when a program does not come up or shows nothing."""
    with (
        bench_folder() as folder,
        camera_process(folder) as cameras,
        bench_city(folder, on_step, cameras.base_url) as city,
    ):
        on_step("bench-step-steer")
        with steered(city, wish.screens) as walls:
            return _measured(wish, walls, lambda: wall_machines(city, folder, wish.screens, wish.machines))


def _measured(
    wish: SteerBench, walls: SteeredWalls, machines: Callable[[], AbstractContextManager[list[Framebuffer]]]
) -> list[Row]:
    presets = list(islice(presets_of(stamping_cameras(10**6), wish.tiles), 1 + wish.colds))
    for number, preset in enumerate(presets):
        _save(walls, wish, f"{number}", preset)
    _apply(walls, "0")
    with machines() as screens:
        watched = _watched(wish, screens)
        time.sleep(_CALM_S)
        cold = [_to_all(walls, watched, str(at), presets[at], _SETTLE_S) for at in range(1, len(presets))]
        last = len(presets) - 1
        turns = [last - 1 + turn % 2 for turn in range(wish.kepts)]
        kept = [_to_all(walls, watched, str(at), presets[at], _KEPT_SETTLE_S) for at in turns]
        single = _commands(wish, walls, watched[0], presets[turns[-1] if turns else last])
    return steer_rows(wish, cold, kept, single)


def presets_of(cameras: Sequence[str], tiles: int) -> Iterator[list[str]]:
    """Each camera once; no tile gets the same scene twice running, so that a new picture can be told from the old one."""
    waiting = list(cameras)
    before: list[int] = [0] * tiles
    while len(waiting) >= tiles:
        preset: list[str] = []
        for old in before:
            found = next((camera for camera in islice(waiting, tiles) if _clip(camera) != old), None)
            if found is None:
                return
            waiting.remove(found)
            preset.append(found)
        before = [_clip(camera) for camera in preset]
        yield preset


def steer_rows(wish: SteerBench, cold: Sequence[float], kept: Sequence[float], single: Sequence[float]) -> list[Row]:
    """From milliseconds; infinite for what never came."""
    return [
        Row("screens", wish.screens, "screens"),
        Row("wall machines", wish.machines, "programs"),
        Row("tiles", wish.tiles, "tiles"),
        Row("preset, cold: applied", len(cold), "times"),
        Row("preset, cold: to the last of all tiles, p50", percentile(cold, 0.5), "ms"),
        Row("preset, cold: to the last of all tiles, slowest", percentile(cold, 1.0), "ms", _COLD_MOST_MS),
        Row("preset, kept: applied", len(kept), "times"),
        Row("preset, kept: to the last of all tiles, p50", percentile(kept, 0.5), "ms"),
        Row("preset, kept: to the last of all tiles, slowest", percentile(kept, 1.0), "ms", _KEPT_MOST_MS),
        Row("one camera, kept: commands", len(single), "times"),
        Row("one camera, kept: to its picture, p50", percentile(single, 0.5), "ms"),
        Row("one camera, kept: to its picture, p95", percentile(single, 0.95), "ms", _COMMAND_MOST_MS),
    ]


def _save(walls: SteeredWalls, wish: SteerBench, name: str, preset: Sequence[str]) -> None:
    each = wish.side**2
    for place in range(wish.screens):
        shown = tuple(CameraId(camera) for camera in preset[place * each : (place + 1) * each])
        layout = ScreenLayout.of(WallState(grid(wish.side, wish.side), shown))
        walls.send(WALL, LayoutApply(screen=place + 1, layout=layout))
    walls.setup.save_preset(WALL, name)


def _apply(walls: SteeredWalls, name: str) -> None:
    walls.send(WALL, PresetApply(preset=name))


def _watched(wish: SteerBench, screens: Sequence[Framebuffer]) -> list[list[CounterWatch]]:
    """By screen. Raises KnownError ``bench.no_picture`` unless all tiles of all screens show one."""
    ends_s = time.monotonic() + _START_S
    found: list[list[CounterWatch]] = []
    for screen in screens:
        while len(places := places_of(screen, wish.side, wish.side**2)) < wish.side**2:
            if time.monotonic() > ends_s:
                raise KnownError("bench.no_picture", program="ronda wall")
            time.sleep(1.0)
        found.append([CounterWatch(screen, places[tile]) for tile in sorted(places)])
    return found


def _to_all(
    walls: SteeredWalls, watched: list[list[CounterWatch]], name: str, preset: Sequence[str], settle_s: float
) -> float:
    time.sleep(settle_s)
    began_s = time.monotonic()
    _apply(walls, name)
    tiles = [tile for screen in watched for tile in screen]
    return _until_shown(list(zip(tiles, preset, strict=True)), began_s)


def _commands(wish: SteerBench, walls: SteeredWalls, screen: list[CounterWatch], preset: Sequence[str]) -> list[float]:
    """Round the cameras of the first tiles, so that each has just been there. The first round only fills what is kept."""
    round_the_tile = preset[:_ROUND_THE_TILE]
    times_ms: list[float] = []
    for number in range(wish.commands + 2 * _ROUND_THE_TILE):
        camera = round_the_tile[(number + 1) % _ROUND_THE_TILE]
        time.sleep(_STEP_S)
        began_s = time.monotonic()
        walls.send(WALL, TileShow(screen=1, tile=1, camera_id=camera))
        took_ms = _until_shown([(screen[0], camera)], began_s)
        if number >= 2 * _ROUND_THE_TILE:
            times_ms.append(took_ms)
    return times_ms


def _until_shown(waiting: list[tuple[CounterWatch, str]], began_s: float) -> float:
    """Milliseconds since ``began_s`` when the last of them showed its camera; infinite when one does not in time."""
    while True:
        before_s = time.thread_time()
        waiting = [(watch, camera) for watch, camera in waiting if not _shows(watch, camera)]
        now_s, spent_s = time.monotonic(), time.thread_time() - before_s
        if not waiting:
            return 1000 * (now_s - began_s)
        if now_s - began_s > _SHOWN_MOST_S:
            return math.inf
        time.sleep(max(_LOOK_EVERY_S, spent_s * (1 / _LOOK_SHARE - 1)))


def _shows(watch: CounterWatch, camera: str) -> bool:
    found = watch.now()
    return found is not None and found[0] == _clip(camera)


def _clip(camera: str) -> int:
    return clip_of(camera, "sub").id
