"""The rights of the signed-in person for when the centre is away: kept with the directory, ended hours after the last contact."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import ValidationError

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.paths import Paths
from console.directory.ownership import claim, is_foreign, owner_mark
from console.store.database import Database
from console.store.files import open_directory
from console.wire.auth import UserInfo

_log = logger("directory")
USUAL_S = 12 * 3_600.0
"""Unless the centre says otherwise."""


@dataclass(frozen=True)
class KeptRights:
    """As they lie in the database."""

    centre: str
    person: UserInfo
    contact_utc: datetime
    seen_utc: datetime
    valid_s: float = USUAL_S

    @property
    def until_utc(self) -> datetime:
        return self.contact_utc + timedelta(seconds=self.valid_s)

    def hold(self, now_utc: datetime) -> bool:
        return max(now_utc, self.seen_utc) < self.until_utc


class OfflineRights:
    """Any thread. Raises KnownError store.*, disk.* where it writes."""

    def __init__(self, database: Database, clock: Clock, centre: str, person: UserInfo) -> None:
        """Until the first ``contact`` those that are kept hold, if they are this person's at this centre."""
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._forgotten = False
        kept = read_rights(database)
        if kept is None or (kept.centre, kept.person.username) != (centre, person.username):
            # Nobody has answered for this person yet: a contact comes at once or there is nothing to see.
            now_utc = clock.now_utc()
            kept = KeptRights(centre, person, now_utc - timedelta(seconds=USUAL_S), now_utc)
        self._kept = replace(kept, person=person)
        self._looked_s = clock.monotonic_s()

    @property
    def until_utc(self) -> datetime:
        return self._kept.until_utc

    @property
    def owner(self) -> str:
        return owner_mark(self._kept.centre, self._kept.person)

    def contact(self) -> None:
        """The centre has answered: whatever the clock said before, it counts from now."""
        with self._lock:
            now_utc = self._clock.now_utc()
            self._looked_s = self._clock.monotonic_s()
            self._kept = replace(self._kept, contact_utc=now_utc, seen_utc=now_utc)
        self._write()

    def hold(self) -> bool:
        """Looks at both clocks: one that was set back prolongs nothing, neither now nor after a restart."""
        with self._lock:
            now_s = self._clock.monotonic_s()
            passed = self._kept.seen_utc + timedelta(seconds=now_s - self._looked_s)
            self._looked_s = now_s
            self._kept = replace(self._kept, seen_utc=max(passed, self._clock.now_utc()))
            return self._kept.hold(self._kept.seen_utc)

    def note_time(self) -> None:
        """Looks, and keeps what it has seen."""
        self.hold()
        self._write()

    def allow(self, valid_s: float) -> None:
        """The centre says how long they hold without it; 0 says nothing of the directory."""
        if valid_s <= 0:
            return
        with self._lock:
            self._kept = replace(self._kept, valid_s=valid_s)
        self._write()

    def forget(self) -> None:
        """The person has signed out, or the centre says no: nothing is kept any more, whatever comes later."""
        with self._lock:
            self._forgotten = True
        with self._database.transaction() as write:
            write.run("DELETE FROM rights")

    def _write(self) -> None:
        # Never under the lock: who asks whether they hold does not wait for the disk.
        with self._database.transaction() as write:
            kept = self._kept
            # Practice ends with the console.
            if self._forgotten or kept.person.exercise:
                return
            write.run(
                "INSERT OR REPLACE INTO rights (only, centre, person, contact_utc, seen_utc, valid_s)"
                " VALUES (1, ?, ?, ?, ?, ?)",
                (
                    kept.centre,
                    kept.person.model_dump_json(),
                    kept.contact_utc.isoformat(),
                    kept.seen_utc.isoformat(),
                    kept.valid_s,
                ),
            )


def read_rights(database: Database) -> KeptRights | None:
    row = database.row("SELECT centre, person, contact_utc, seen_utc, valid_s FROM rights")
    if row is None:
        return None
    try:
        person = UserInfo.model_validate_json(row["person"])
        contact, seen = (datetime.fromisoformat(row[name]) for name in ("contact_utc", "seen_utc"))
    except (ValidationError, ValueError):
        _log.warning("the rights that were kept can't be read, the centre is asked")
        return None
    return KeptRights(row["centre"], person, contact, seen, row["valid_s"])


def kept_rights(paths: Paths, clock: Clock) -> KeptRights | None:
    """Before anybody is signed in. Raises KnownError store.*, disk.*."""
    database = open_directory(paths, clock)
    try:
        return read_rights(database)
    finally:
        database.close()


class Lock:
    """Shuts the directory once the rights have ended, and while it is somebody else's; any thread.

    ``rights`` may be None where there is nobody to have any.
    """

    def __init__(self, rights: OfflineRights | None, database: Database | None = None) -> None:
        """``database``: of the directory, which becomes this person's. Raises KnownError store.*, disk.*."""
        self._rights = rights
        self._database = database if rights is not None else None
        self._foreign = False
        if rights is not None and database is not None:
            claim(database, rights.owner)
        self.look()

    @property
    def foreign(self) -> bool:
        """What is here was fetched for somebody else, and the centre has not answered this person yet."""
        return self._foreign

    @property
    def ended(self) -> bool:
        return self._rights is not None and not self._rights.hold()

    @property
    def shut(self) -> bool:
        return self._foreign or self.ended

    def look(self) -> None:
        """After a page of the centre: whose is it now? Raises KnownError store.*, disk.*."""
        self._foreign = self._database is not None and is_foreign(self._database)

    def check(self) -> None:
        """Raises KnownError ``directory.locked``, ``directory.preparing``."""
        if self.ended:
            raise KnownError("directory.locked")
        if self._foreign:
            raise KnownError("directory.preparing")


OPEN = Lock(None)
