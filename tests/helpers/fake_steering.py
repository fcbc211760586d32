"""A fake of the steered walls at the centre: one wall of three screens, and what was done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from console.base.errors import KnownError
from console.base.observer import Signal
from console.base.redaction import Secret
from console.domain.layout import layout_by_name
from console.domain.wall_state import WallState
from console.wire.screen_layout import ScreenLayout
from console.wire.thumbnails import ThumbnailList, ThumbnailRecord
from console.wire.wall_changes import WallChanges
from console.wire.walls import (
    ClaimRecord,
    MachineRecord,
    PresetRecord,
    PresetScreen,
    ScreenRecord,
    ShownRecord,
    WallBody,
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

    preset_screens: tuple[PresetScreen, ...] = ()
    since: list[int] = field(default_factory=list)
    last_changes: WallChanges = field(default_factory=lambda: WallChanges(screens=()))
    sensitive: str = ""
    """Numbers of cameras that whatever is sent would show large."""

    @property
    def setup(self) -> FakeWallSetup:
        return FakeWallSetup(self)

    def all(self) -> tuple[WallRecord, ...]:
        self.fail()
        return tuple(self.walls)

    def thumbnails(self, wall: str, since: int) -> ThumbnailList:
        assert wall in {one.name for one in self.walls}
        self.fail()
        self.since.append(since)
        return ThumbnailList(sequence=max((one.sequence for one in self.shots), default=0), screens=self.shots)

    def send(self, wall: str, operation: WallOperation, reason: str = "") -> tuple[int, ...]:
        self.ask_reason(reason)
        self.say("send", wall, operation, *([reason] if reason else []))
        return (1,)

    def undo(self, wall: str, version: int, reason: str = "") -> tuple[int, ...]:
        self.ask_reason(reason)
        self.say("undo", wall, version, *([reason] if reason else []))
        return (1,)

    def changes(self, wall: str) -> WallChanges:
        assert wall in {one.name for one in self.walls}
        self.fail()
        return self.last_changes

    def claim(self, wall: str, screen: int, reason: str, for_s: int) -> None:
        self.say("claim", wall, screen, reason, for_s)

    def release(self, wall: str, screen: int) -> None:
        self.say("release", wall, screen)

    def ask_reason(self, reason: str) -> None:
        if self.sensitive and not reason:
            raise KnownError("wall.reason_needed", cameras=self.sensitive)

    def say(self, *what: object) -> None:
        self.fail()
        self.said.append(what)

    def fail(self) -> None:
        if self.failure is not None:
            raise self.failure


class FakeWallSetup:
    """The same wall as it is set up."""

    def __init__(self, room: FakeSteering) -> None:
        self._room = room

    def presets(self, wall: str) -> tuple[str, ...]:
        assert wall in {one.name for one in self._room.walls}
        return tuple(self._room.names)

    def open_to_operators(self, wall: WallRecord, screen: int, *, is_open: bool) -> None:
        self._room.say("open", wall.name, screen, is_open)

    def preset(self, wall: str, name: str) -> PresetRecord:
        assert (wall, name in self._room.names) == (self._room.walls[0].name, True)
        return PresetRecord(name=name, screens=self._room.preset_screens)

    def rename_preset(self, wall: str, name: str, new: str) -> None:
        self._room.say("rename", wall, name, new)
        self._room.names[self._room.names.index(name)] = new

    def save_preset(self, wall: str, name: str) -> None:
        self._room.say("save", wall, name)
        self._room.names.append(name)

    def delete_preset(self, wall: str, name: str) -> None:
        self._room.say("delete", wall, name)

    def set_up(self, name: str, body: WallBody) -> None:
        self._room.say("set up", name, body)

    def delete(self, name: str, revision: int) -> None:
        self._room.say("delete wall", name, revision)

    def add_machine(self, wall: str, machine: str, screens: tuple[int, ...]) -> Secret:
        self._room.say("add machine", wall, machine, screens)
        return Secret("rahasia-sekali")

    def remove_machine(self, wall: str, machine: str) -> None:
        self._room.say("remove machine", wall, machine)
