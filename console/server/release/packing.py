"""Makes the packages of approved releases, and takes away those that are to be gone; looking again makes good a crash."""

from __future__ import annotations

import shutil

from sqlalchemy import Connection, select, update

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.logs import logger
from console.domain.release_state import ENDED, ReleaseAction, ReleaseState
from console.exhibit.package import pack
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.release.bundle import bundle
from console.server.release.changes import write_step
from console.server.release.contents import exhibit_of
from console.server.release.files import package_file, remove_package
from console.server.release.history import THE_CENTRE
from console.server.release.requests import record_of, release_event
from console.server.release.sealer import sealer_of
from console.server.release.tables import RELEASES
from console.wire.releases import ReleaseChangeBody

_LOG = logger("centre.release")
_RETRY_S = 30.0


class Packing:
    """``look`` is one round; one thread at a time. What is not whole under its name is never served."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._work = centre.settings.package_folder / "work"
        self._failed_s: dict[str, float] = {}

    def look(self) -> None:
        """Raises KnownError ``centre.storage``, disk.*; what keeps one package from being made stands in its release."""
        approved = RELEASES.c.state == ReleaseState.APPROVED.value
        with self._centre.database.read() as connection:
            rows = connection.execute(select(RELEASES.c.id, RELEASES.c.number).where(approved)).all()
        for row in rows:
            if self._is_due(row.id):
                self._try(row.id, row.number)
        self._clear()

    def _clear(self) -> None:
        """What was destroyed or withdrawn when a crash came between the word and the deed."""
        there = [path.stem for path in self._centre.settings.package_folder.glob("*.zip")]
        ended = [state.value for state in ENDED]
        gone = select(RELEASES.c.number).where(RELEASES.c.number.in_(there), RELEASES.c.state.in_(ended))
        with self._centre.database.read() as connection:
            numbers = list(connection.execute(gone).scalars()) if there else []
        for number in numbers:
            remove_package(self._centre, number)

    def _is_due(self, release_id: str) -> bool:
        failed_s = self._failed_s.get(release_id)
        return failed_s is None or self._centre.clock.monotonic_s() - failed_s >= _RETRY_S

    def _try(self, release_id: str, number: str) -> None:
        try:
            self._pack(release_id, number)
            self._failed_s.pop(release_id, None)
        except KnownError as error:
            if error.code == "centre.storage":
                raise
            self._failed_s[release_id] = self._centre.clock.monotonic_s()
            if self._tell_fault(release_id, error.code):
                _LOG.warning("package %s not made, trying again: %s", number, error)
        except Exception:  # noqa: BLE001  a bug in one package must not keep all others from being made
            self._failed_s[release_id] = self._centre.clock.monotonic_s()
            _LOG.exception("bug while making package %s", number)
            self._tell_fault(release_id, "centre.internal")

    def _pack(self, release_id: str, number: str) -> None:
        centre, now = self._centre, self._centre.clock.now_utc()
        sealer = sealer_of(centre, now)
        with centre.database.read() as connection:
            exhibit = exhibit_of(connection, centre, release_id)
        # What a crash left behind may be whole or not: it is made anew, under the same number.
        shutil.rmtree(self._work, ignore_errors=True)
        try:
            folder = pack(exhibit, sealer, self._work, now)
            size_bytes, digest = bundle(folder, package_file(centre, number), now)
        finally:
            # Also of a try that failed: copies of all its evidence would keep a full disk full.
            shutil.rmtree(self._work, ignore_errors=True)

        def work(connection: Connection) -> tuple[bool, list[Event]]:
            row = connection.execute(select(RELEASES).where(RELEASES.c.id == release_id)).one()
            if row.state != ReleaseState.APPROVED.value:
                return False, []
            values = {"packed_utc": now, "package_bytes": size_bytes, "package_sha256": digest, "fault": ""}
            connection.execute(update(RELEASES).where(RELEASES.c.id == release_id).values(values))
            packed = ReleaseChangeBody(id=new_id(), action=ReleaseAction.PACK)
            _, events = write_step(connection, centre, row, THE_CENTRE, packed)
            return True, events

        if not centre.write(work):
            # Withdrawn while it was made.
            remove_package(centre, number)

    def _tell_fault(self, release_id: str, code: str) -> bool:
        """Whether it is news."""

        def work(connection: Connection) -> tuple[bool, list[Event]]:
            mine = (RELEASES.c.id == release_id) & (RELEASES.c.fault != code)
            if not connection.execute(update(RELEASES).where(mine).values(fault=code)).rowcount:
                return False, []
            return True, [release_event(record_of(connection, release_id))]

        return self._centre.write(work)
