"""A fake of the steered walls at the centre: one wall of three screens, and what was done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.layout import layout_by_name
from console.domain.wall_state import WallState
from console.wire.thumbnails import ThumbnailList, ThumbnailRecord
from console.wire.walls import (
    ClaimRecord,
    MachineRecord,
    ScreenLayout,
    ScreenRecord,
    ShownRecord,
    WallOperation,
    WallRecord,
)
from tests.helpers.screen_fakes import START_UTC


def sample_wall(*cameras: str) -> WallRecord:
    """Left shows ``cameras`` and has been applied, the middle waits, the right is claimed."""
    layouts = [ScreenLayout.of(WallState(layout_by_name(name))) for name in ("2x2", "1+5", "1x1")]
    shown = ShownRecord(state="applied", version=4, detail="", at_utc=START_UTC)
    claim = ClaimRecord(
        holder_id="p-9",
        holder="Ratna Dewi",
        reason="rapat wali kota",
        since_utc=START_UTC,
        until_utc=START_UTC + timedelta(hours=1),
    )
    layout = layouts[0].model_copy(update={"cameras": (*cameras, *(None,) * (4 - len(cameras)))})
    common = {"open_to_operators": True, "message": ""}
    shown_by = common | {"shown": shown, "changed_by": "Wahyu", "changed_utc": START_UTC}
    left = {"number": 1, "title": "Kiri", "layout": layout, "version": 4, "message": "Siaga banjir Kali Semarang"}
    middle = {"number": 2, "title": "Tengah", "layout": layouts[1], "version": 5, "open_to_operators": False}
    right = {"number": 3, "title": "Kanan", "layout": layouts[2], "version": 0, "claim": claim}
    rows = (shown_by | left, shown_by | middle, common | right)
    screens = tuple(ScreenRecord.model_validate(row) for row in rows)
    machines = (
        MachineRecord(name="utama", screens=(1, 2), seen_utc=START_UTC, is_away=False),
        MachineRecord(name="kanan", screens=(3,), seen_utc=START_UTC - timedelta(minutes=9)),
    )
    return WallRecord(
        name="utama",
        title="Dinding utama",
        area_code="33.74",
        revision=2,
        version=5,
        can_undo=True,
        screens=screens,
        machines=machines,
    )


@dataclass
class FakeSteering:
    """``failure`` is the centre that does not answer, or refuses."""

    walls: list[WallRecord] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    changed: Signal[None] = field(default_factory=Signal)
    failure: KnownError | None = None
    said: list[tuple[object, ...]] = field(default_factory=list)
    shots: tuple[ThumbnailRecord, ...] = ()
    """Asked for while the page is open; no act, so it is not among what was said."""

    since: list[int] = field(default_factory=list)

    def all(self) -> tuple[WallRecord, ...]:
        self._fail()
        return tuple(self.walls)

    def presets(self, wall: str) -> tuple[str, ...]:
        assert wall in {one.name for one in self.walls}
        return tuple(self.names)

    def thumbnails(self, wall: str, since: int) -> ThumbnailList:
        assert wall in {one.name for one in self.walls}
        self._fail()
        self.since.append(since)
        return ThumbnailList(sequence=max((one.sequence for one in self.shots), default=0), screens=self.shots)

    def send(self, wall: str, operation: WallOperation) -> tuple[int, ...]:
        self._say("send", wall, operation)
        return (1,)

    def undo(self, wall: str, version: int) -> tuple[int, ...]:
        self._say("undo", wall, version)
        return (1,)

    def claim(self, wall: str, screen: int, reason: str, for_s: int) -> None:
        self._say("claim", wall, screen, reason, for_s)

    def release(self, wall: str, screen: int) -> None:
        self._say("release", wall, screen)

    def open_to_operators(self, wall: WallRecord, screen: int, *, is_open: bool) -> None:
        self._say("open", wall.name, screen, is_open)

    def save_preset(self, wall: str, name: str) -> None:
        self._say("save", wall, name)
        self.names.append(name)

    def delete_preset(self, wall: str, name: str) -> None:
        self._say("delete", wall, name)

    def _say(self, *what: object) -> None:
        self._fail()
        self.said.append(what)

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure
