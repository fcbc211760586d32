"""Which cameras may not be seen now by the terms of their owners: judged by the clock here, with the centre away too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.base.os_errors import disk_errors
from console.directory.room_list import RoomList
from console.domain.camera import CameraId
from console.domain.clock_offset import ClockOffset
from console.domain.roles import Role
from console.domain.viewing_terms import StoppedCamera, TermsStop, ViewingTerms
from console.net.push_feed import PushFeed
from console.proof.durable import replace_whole
from console.wire.push import PushKind
from console.wire.terms import LiftBody, LiftRecord, TermsList

LOOK_EVERY_S = 5.0
"""A feed whose hours end is off every tile so soon."""
_log = logger("directory")
_NONE = TermsList(owners=())


class TermsCentre(Protocol):
    """The part of the centre's client that terms need."""

    def viewing_terms(self) -> TermsList: ...

    def lift_terms(self, camera: str, body: LiftBody) -> LiftRecord: ...

    @property
    def clock_offset(self) -> ClockOffset | None: ...


class Terms:
    """``current`` on any thread; ``changed`` and ``trouble`` come from any thread. ``lift`` blocks.

    ``owned`` gives every camera with its owner's name; it is asked when the directory or the stops have changed.
    """

    def __init__(
        self,
        centre: TermsCentre,
        push: PushFeed,
        path: Path,
        owned: Callable[[], Iterable[tuple[CameraId, str]]],
        role: Role,
        clock: Clock,
    ) -> None:
        """What was known last is read at once from ``path``: no picture is shown before it."""
        self.changed: Signal[None] = Signal()
        self.trouble: Signal[KnownError] = Signal()
        """The disk does not take them: they hold in this run."""
        self._centre = centre
        self._path = path
        self._owned = owned
        self._role = role
        self._clock = clock
        self._told = _kept(path)
        self._current: Mapping[CameraId, StoppedCamera] = {}
        self._judged: object = None
        self._judging = threading.Lock()
        self._list = RoomList("terms", push, self._ask, self._take, (PushKind.VIEWING_TERMS, self._on_told))
        self._disconnect = self._list.changed.connect(lambda _none: self.look())
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="terms-clock", daemon=True)
        self.look()

    def start(self) -> None:
        self._list.start()
        self._thread.start()

    def current(self) -> Mapping[CameraId, StoppedCamera]:
        return self._current

    def lift(self, camera: CameraId, reason: str) -> None:
        """The hours don't count for a quarter of an hour. Raises KnownError net.*, auth.*, centre.*, terms.*, camera.*."""
        record = self._centre.lift_terms(camera, LiftBody(reason=reason))
        self._list.apply(lambda: self._set(self._told.model_copy(update={"lifts": (*self._told.lifts, record)})))

    def directory_changed(self) -> None:
        """Cameras may have other owners now."""
        self._judged = None
        self.look()

    def look(self) -> None:
        """Judges by the clock as it is."""
        with self._judging:
            now = self._now()
            told = self._told
            stops = _stops(told, self._role, now)
            lifted = frozenset(one.camera_id for one in told.lifts if one.until_utc > now)
            judged = (told, stops, lifted)
            if judged == self._judged:
                return
            try:
                current = self._stopped(told, now) if stops else {}
            except KnownError as error:
                # What was judged last stands until the disk answers again.
                _log.warning("terms can't be judged: %s", error)
                return
            self._judged = judged
            is_news, self._current = current != self._current, current
        if is_news:
            self.changed.emit(None)

    def close(self) -> None:
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._disconnect()
        self._list.close()

    def _run(self) -> None:
        while not self._closing.wait(LOOK_EVERY_S):
            self.look()

    def _now(self) -> datetime:
        """By the centre's clock, as far as it is known: whose clock is wrong here sees nothing longer for it."""
        offset = self._centre.clock_offset
        return self._clock.now_utc() - timedelta(seconds=offset.ahead_s if offset is not None else 0.0)

    def _stopped(self, told: TermsList, now_utc: datetime) -> dict[CameraId, StoppedCamera]:
        theirs = {_plain(one.owner): one.terms.terms for one in told.owners}
        own = {one.camera_id: one.terms.terms for one in told.cameras}
        lifted = {one.camera_id for one in told.lifts if one.until_utc > now_utc}
        found: dict[CameraId, StoppedCamera] = {}
        for camera, owner in self._owned():
            terms = own.get(camera) or theirs.get(_plain(owner))
            stop = terms.stop(self._role, now_utc, lifted=camera in lifted) if terms is not None else None
            if terms is not None and stop is not None:
                found[camera] = StoppedCamera(owner, stop, terms.hours, terms.valid_until)
        return found

    def _on_told(self, _data: bytes) -> None:
        self._list.kick()

    def _ask(self) -> TermsList:
        return self._centre.viewing_terms()

    def _take(self, told: TermsList) -> bool:
        return self._set(told)

    def _set(self, told: TermsList) -> bool:
        if told == self._told:
            return False
        self._told = told
        try:
            with disk_errors(self._path):
                replace_whole(self._path, told.model_dump_json().encode(), 0o600)
        except KnownError as error:
            self.trouble.emit(error)
        return True


def _stops(told: TermsList, role: Role, now_utc: datetime) -> frozenset[tuple[str, str, TermsStop]]:
    """Whose terms stop somebody now, lifts aside: while this stays the same, the same cameras are stopped."""
    named: list[tuple[str, str, ViewingTerms]] = [("owner", one.owner, one.terms.terms) for one in told.owners]
    named += [("camera", one.camera_id, one.terms.terms) for one in told.cameras]
    judged = ((kind, name, terms.stop(role, now_utc)) for kind, name, terms in named)
    return frozenset((kind, name, stop) for kind, name, stop in judged if stop is not None)


def _plain(owner: str) -> str:
    return " ".join(owner.split()).casefold()


def _kept(path: Path) -> TermsList:
    try:
        return TermsList.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return _NONE
    except (OSError, ValidationError):
        _log.warning("the terms on disk can't be read, the centre is asked")
        return _NONE
