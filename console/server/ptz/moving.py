"""Moves cameras for people: within their rights and areas, never a closed one, one person at a time, on record."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import timedelta

from sqlalchemy import Connection, select

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.ptz_lock import LockRuling, LockStep, Mover, PtzLock
from console.domain.ptz_speed import PtzSpeed
from console.domain.roles import Permission
from console.server import audit
from console.server.centre import Centre
from console.server.closures import closed_among
from console.server.flags import camera_in_scope
from console.server.masks import polygons_of
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.ptz.driver import PtzPreset
from console.server.ptz.source import PtzSource
from console.server.sources.adapter import PtzAddress, PtzProtocol
from console.server.sources.tables import SOURCES
from console.server.viewing_terms import terms_now
from console.wire.ptz import PtzLockRecord, PtzMoveAnswer
from console.wire.push import PushKind

_PROTOCOLS = {protocol.value: protocol for protocol in PtzProtocol}
_LATER = {"Retry-After": "1"}


class PtzSession:
    """One camera, for one person, in one request. Raises Refusal: 404 ``camera.unknown``, 403 ``scope.denied``,
    409 ``camera.closed``, ``terms.*``, ``ptz.masked``, ``ptz.not_movable``, ``ptz.locked`` (who), 429 ``ptz.too_many``;
    KnownError ``ptz.busy``.
    """

    def __init__(self, centre: Centre, principal: Principal, camera_id: str, *, to_stop: bool = False) -> None:
        """``to_stop``: never too many, and whatever else is forbidden by now."""
        if not to_stop and not centre.movers.pace.allows(principal.session_id):
            raise Refusal(429, "ptz.too_many", headers=_LATER)
        self._centre = centre
        self._principal = principal
        self._camera_id = camera_id
        self._mover = Mover(
            principal.user_id, principal.display_name, may_take_over=principal.may(Permission.TAKE_OVER_CAMERAS)
        )
        with centre.database.read() as connection:
            row = camera_in_scope(connection, principal, camera_id)
            if row.deleted_utc is not None:
                raise Refusal(404, "camera.unknown")
            protocol = _PROTOCOLS.get(row.ptz_protocol)
            if protocol is None or not row.ptz_url:
                raise Refusal(409, "ptz.not_movable")
            is_closed = camera_id in closed_among(connection, {camera_id})
            stop = terms_now(connection, {camera_id}, centre.clock.now_utc()).stop(camera_id, principal.role)
            # A mask hides what it hides where the camera looks now, and nowhere else.
            is_masked = polygons_of(connection, camera_id) != "[]"
            ca_pem = connection.execute(select(SOURCES.c.ca_pem).where(SOURCES.c.id == row.source_id)).scalar() or ""
        self._area_code = str(row.area_code)
        address = PtzAddress(protocol, row.ptz_url, row.ptz_token)
        self._source = PtzSource(camera_id, address, centre.keys.unseal(row.ptz_login), ca_pem)
        if is_closed and not to_stop:
            raise Refusal(409, "camera.closed")
        if stop is not None and not to_stop:
            raise Refusal(409, stop.value)
        if is_masked and not to_stop:
            raise Refusal(409, "ptz.masked")

    def take(self, *, take_over: bool) -> PtzLockRecord:
        """Without moving it; who had it before is told, and their movement is stopped."""
        ruling = self._wish(take_over=take_over)
        if ruling.lost_by is not None:
            self._centre.movers.stop(self._source)
        return self._record(ruling.lock, ruling.lost_by)

    def move(self, speed: PtzSpeed) -> PtzMoveAnswer:
        ruling = self._wish()
        problem = self._centre.movers.move(self._source, speed)
        return PtzMoveAnswer(lock=self._record(ruling.lock), problem=problem)

    def stop(self) -> Future[None]:
        """Takes nothing: whoever stops a camera that is nobody's needs no lock for it."""
        held = self._centre.movers.locks.of(self._camera_id)
        if held is not None and held.holder.id != self._mover.id:
            raise _locked(held)
        if held is not None:
            self._wish()
        return self._centre.movers.stop(self._source)

    def release(self) -> PtzLockRecord:
        """What moves is stopped. What is somebody else's stays theirs."""
        movers = self._centre.movers
        now = self._centre.clock.now_utc()
        free = PtzLockRecord(camera_id=self._camera_id, until_utc=now)
        if movers.locks.release(self._camera_id, self._mover):
            movers.stop(self._source)
            self._centre.write(lambda _connection: (None, [self._event(free)]))
            return free
        held = movers.locks.of(self._camera_id)
        return free if held is None else self._record(held)

    def presets(self) -> Future[list[PtzPreset]]:
        return self._centre.movers.ask(self._source, lambda driver: driver.presets())

    def go_to(self, token: str) -> Future[None]:
        self._wish()
        name = self._centre.movers.preset_name(self._camera_id, token) or token
        self._note(AuditAct.CAMERA_MOVED, f"preset {name}")
        return self._centre.movers.ask(self._source, lambda driver: driver.go_to(token))

    def save(self, name: str) -> Future[PtzPreset]:
        self._wish()
        self._note(AuditAct.PRESET_SAVED, name)
        return self._centre.movers.ask(self._source, lambda driver: driver.save(name))

    def forget(self, token: str) -> Future[None]:
        self._wish()
        name = self._centre.movers.preset_name(self._camera_id, token) or token
        self._note(AuditAct.PRESET_DELETED, name)
        return self._centre.movers.ask(self._source, lambda driver: driver.forget(token))

    def keep_names(self, presets: list[PtzPreset]) -> None:
        self._centre.movers.keep_names(self._camera_id, {one.token: one.name for one in presets})

    def _wish(self, *, take_over: bool = False) -> LockRuling:
        """On record before the camera moves, and told to every console in scope."""
        locks = self._centre.movers.locks
        ruling = locks.wish(self._camera_id, self._mover, take_over=take_over)
        if ruling.step is LockStep.REFUSED:
            raise _locked(ruling.lock)
        if locks.must_tell(self._camera_id, ruling):
            try:
                self._tell(ruling)
            except (KnownError, OSError):
                locks.put_back(self._camera_id, ruling)
                raise
        return ruling

    def _tell(self, ruling: LockRuling) -> None:
        def work(connection: Connection) -> tuple[None, list[Event]]:
            if ruling.step is not LockStep.RENEWED:
                detail = f"taken over from {ruling.lost_by.name}" if ruling.lost_by is not None else ""
                subject = (self._camera_id, detail)
                now = self._centre.clock.now_utc()
                audit.record(connection, self._principal, AuditAct.CAMERA_MOVED, [subject], now)
            return None, [self._event(self._record(ruling.lock, ruling.lost_by))]

        self._centre.write(work)

    def _note(self, act: AuditAct, detail: str) -> None:
        def work(connection: Connection) -> tuple[None, list[Event]]:
            now = self._centre.clock.now_utc()
            audit.record(connection, self._principal, act, [(self._camera_id, detail)], now)
            return None, []

        self._centre.write(work)

    def _record(self, lock: PtzLock, lost_by: Mover | None = None) -> PtzLockRecord:
        left_s = self._centre.movers.locks.seconds_left(lock)
        return PtzLockRecord(
            camera_id=self._camera_id,
            holder_id=lock.holder.id,
            holder=lock.holder.name,
            until_utc=self._centre.clock.now_utc() + timedelta(seconds=left_s),
            lost_by_id="" if lost_by is None else lost_by.id,
        )

    def _event(self, record: PtzLockRecord) -> Event:
        return Event(PushKind.PTZ_LOCK, record.model_dump_json(), self._area_code)


def _locked(lock: PtzLock) -> Refusal:
    return Refusal(409, "ptz.locked", holder=lock.holder.name)
