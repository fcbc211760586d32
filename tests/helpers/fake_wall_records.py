"""A fake of the record of walls at the centre: three spells of one wall, two a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from console.base.errors import KnownError
from console.domain.wall_question import WallQuestion
from console.wire.wall_record import KnownWall, WallSpellRecord, WallSpells
from tests.helpers.screen_fakes import START_UTC

KNOWN_WALL = KnownWall(name="utama", title="Dinding utama", area_code="33.74", screens=("Kiri", "2", "Kanan"))
_PAGE = 2


def sample_spells() -> list[WallSpellRecord]:
    """There now, called from a preset, and shown for longer than it was wanted; newest first."""
    at = START_UTC - timedelta(hours=1)
    common = {"camera_id": "kam-1", "camera_number": 101, "camera_name": "Simpang Lima", "put_by": "Ratna Dewi"}
    now = {"id": UUID(int=3), "screen": 1, "screen_title": "Kiri", "tile": 2, "from_utc": at, "put_kind": "person"}
    ended = {"to_utc": at + timedelta(minutes=9), "put_kind": "preset", "put_what": "Banjir"}
    counted = {"live_s": 3_300.0, "stale_s": 12.0, "dark_s": 4.0}
    told = {"shown_from_utc": at, "shown_to_utc": at + timedelta(minutes=56)}
    second = now | {"id": UUID(int=2), "screen": 2, "screen_title": "2"} | ended
    third = second | {"id": UUID(int=1), "put_kind": "undo"}
    rows = (common | now | counted | told, common | second, common | third | counted | told)
    return [WallSpellRecord.model_validate(row) for row in rows]


@dataclass
class FakeWallRecords:
    """``failure`` is the centre that does not answer."""

    known: list[KnownWall] = field(default_factory=list)
    spells: list[WallSpellRecord] = field(default_factory=list)
    failure: KnownError | None = None
    asked: list[tuple[str, WallQuestion, UUID | None]] = field(default_factory=list)

    def walls(self) -> tuple[KnownWall, ...]:
        self._fail()
        return tuple(self.known)

    def page(self, wall: str, question: WallQuestion, before: UUID | None) -> WallSpells:
        self.asked.append((wall, question, before))
        self._fail()
        rest = [one for one in self.spells if before is None or one.id < before]
        shown = tuple(rest[:_PAGE])
        return WallSpells(spells=shown, total=len(self.spells), before=shown[-1].id if len(rest) > len(shown) else None)

    def table(self, wall: str, question: WallQuestion) -> bytes:
        self._fail()
        return f"wall,camera\r\n{wall},{question.camera}\r\n".encode()

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure
