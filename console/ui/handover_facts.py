"""What a hand-over note is about, as this console knows it at one moment: asked in the background, with the centre away too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventWay
from console.domain.open_flags import open_flags
from console.domain.roles import Permission, may
from console.net.failures import is_away
from console.ui.stage import Services
from console.wire.handovers import (
    MOST_FACTS,
    CameraFact,
    CauseFact,
    ClosureFact,
    FlagFact,
    HandoverFacts,
    HoldFact,
    ScreenFact,
)
from console.wire.walls import ScreenRecord, WallRecord

_MOST_FLAGS = 200
_LONGEST_MESSAGE = 500
T = TypeVar("T")


class FactsTaker:
    """Any thread, blocks. Raises KnownError of what is no outage: ``auth.forbidden``, store.*, disk.*."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._offline = False
        self._left_out = 0

    def take(self, now_utc: datetime) -> HandoverFacts:
        flags = self._flags()
        known = [entry for entry in flags if entry.number and entry.way is not EventWay.REFUSED]
        return HandoverFacts(
            at_utc=now_utc,
            flags=self._cut([self._flag(entry) for entry in known]),
            causes=self._cut(self._causes()),
            screens=self._cut(self._screens()),
            closures=self._cut(self._closures()),
            holds=self._cut(self._holds(known)),
            unsent_flags=len(flags) - len(known),
            left_out=self._left_out,
            is_offline=self._offline,
        )

    def camera(self, camera: CameraId) -> CameraFact | None:
        """None for one that the directory does not know."""
        entry = self._services.directory.camera(camera)
        return None if entry is None else CameraFact(id=camera, number=entry.camera.number, name=entry.camera.name)

    def _flags(self) -> list[EventEntry]:
        services = self._services
        here = services.events.recent(_MOST_FLAGS)
        of_room = self._asked(lambda: services.room.open_flags(_MOST_FLAGS), None)
        return open_flags(of_room, here)

    def _flag(self, entry: EventEntry) -> FlagFact:
        # A flag counts though its camera has left the directory since, and though an older centre tells no stage.
        camera = self.camera(entry.camera_id) or CameraFact(id=entry.camera_id, number=0, name=entry.camera_id)
        stage = entry.way.value if entry.stage is None else entry.stage.value
        return FlagFact(flag_id=entry.id, number=entry.number, stage=stage, camera=camera, at_utc=entry.at_utc)

    def _causes(self) -> list[CauseFact]:
        told = self._services.causes.current()
        return [
            CauseFact(
                id=one.id,
                kind=one.kind.value,
                label=one.label,
                down=one.down,
                cameras=len(one.cameras),
                since_utc=one.since_utc,
            )
            for one in (told.causes if told is not None else ())
            if one.closed_utc is None
        ]

    def _screens(self) -> list[ScreenFact]:
        walls: Sequence[WallRecord] = self._asked(self._services.steered.all, ())
        return [_screen(wall, screen) for wall in walls for screen in wall.screens]

    def _closures(self) -> list[ClosureFact]:
        closures = self._services.closures.current().values()
        facts = ((self.camera(one.camera_id), one) for one in closures)
        return [
            ClosureFact(camera=camera, reason=one.reason, by=one.by, at_utc=one.at_utc)
            for camera, one in facts
            if camera is not None
        ]

    def _holds(self, flags: Iterable[EventEntry]) -> list[HoldFact]:
        """All for who may hold; for the others those of flags that are open."""
        services = self._services
        if may(services.person.role, Permission.HOLD_EVIDENCE):
            held = self._asked(lambda: services.holds.all(_MOST_FLAGS, only_standing=True).held, None)
            if held is not None:
                return [HoldFact(flag_id=one.flag_id, number=one.flag_number, reason=one.hold.reason) for one in held]
        return [HoldFact(flag_id=one.id, number=one.number, reason=one.hold) for one in flags if one.hold]

    def _asked(self, ask: Callable[[], T], instead: T) -> T:
        try:
            return ask()
        except KnownError as error:
            if not is_away(error):
                raise
            self._offline = True
            return instead

    def _cut(self, facts: Sequence[T]) -> tuple[T, ...]:
        self._left_out += max(0, len(facts) - MOST_FACTS)
        return tuple(facts[:MOST_FACTS])


def _screen(wall: WallRecord, screen: ScreenRecord) -> ScreenFact:
    state, claim = screen.layout.state(), screen.claim
    return ScreenFact(
        wall=wall.name,
        wall_title=wall.title,
        screen=screen.number,
        screen_title=screen.title,
        layout=state.layout.name,
        cameras=sum(camera is not None for camera in state.cameras[: len(state.layout.cells)]),
        claimed_by="" if claim is None else claim.holder,
        claim_reason="" if claim is None else claim.reason,
        claimed_until_utc=None if claim is None else claim.until_utc,
        message=screen.message[:_LONGEST_MESSAGE],
    )
