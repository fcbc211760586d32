"""What lists, tree and search ask of the cache; each takes milliseconds at city size."""

from __future__ import annotations

from itertools import product

from console.directory.area_search import AREAS, area_entry, search_areas
from console.directory.entries import CAMERAS, WORKING_FIRST, EntryReader
from console.directory.filtering import FilteredDirectory, passing
from console.directory.rights import OPEN, Lock
from console.directory.vocabulary import Vocabulary
from console.directory.wording import read_query
from console.domain.camera import CameraId, FeedQuality
from console.domain.camera_filter import EVERY_CAMERA, CameraFilter
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.store.database import Database, Params
from console.store.full_text import in_column

_BEST = f"ORDER BY {WORKING_FIRST}, id LIMIT 100"
_FOUND = (
    "SELECT camera.*, status.state AS state, status.since_utc AS since_utc"
    " FROM camera_words JOIN camera ON camera.row = camera_words.rowid"
    " LEFT JOIN camera_status AS status ON status.camera_id = camera.id WHERE camera_words MATCH ?"
)
# In the index's own order, which is that of the call-up numbers: it stops at the limit, however many there are.
_IN_ORDER = "ORDER BY camera_words.rowid LIMIT ?"
_WORKING, _OTHERS = "status.state = 'online'", "status.state IS NOT 'online'"


class DirectoryQueries:
    """Any thread. Raises KnownError store.*, disk.*."""

    def __init__(self, database: Database, lock: Lock = OPEN) -> None:
        """While ``lock`` is shut nothing is listed or found; known cameras keep their names, but for another person's."""
        self._database = database
        self._lock = lock
        self._vocabulary = Vocabulary(database)
        self._entries = EntryReader(database, lock)
        self.filtered = FilteredDirectory(database, lock)

    def children(self, code: str | None) -> list[AreaEntry]:
        """The areas directly inside ``code``; the cities for None."""
        if self._lock.shut:
            return []
        rows = self._database.rows(
            f"{AREAS} WHERE parent IS ? ORDER BY area.code",
            (code,),
        )
        return [area_entry(row) for row in rows]

    def area(self, code: str) -> AreaEntry | None:
        if self._lock.foreign:
            return None
        row = self._database.row(
            f"{AREAS} WHERE area.code = ?",
            (code,),
        )
        return area_entry(row) if row else None

    def cameras_in(self, code: str) -> list[DirectoryEntry]:
        """The cameras directly in this area, working ones first."""
        if self._lock.shut:
            return []
        return self._entries.read(f"{CAMERAS} WHERE area_code = ? ORDER BY {WORKING_FIRST}, number", (code,))

    def camera(self, camera_id: CameraId) -> DirectoryEntry | None:
        return self._first(f"{CAMERAS} WHERE id = ?", (camera_id,))

    def feed(self, camera_id: CameraId, wanted: FeedQuality) -> FeedQuality | None:
        """The feed to open for a wish: the other one where the camera lacks it, None for a camera without any."""
        entry = self.camera(camera_id)
        if entry is None:
            return None
        has = {FeedQuality.SUB: entry.camera.has_sub, FeedQuality.MAIN: entry.camera.has_main}
        return next((quality for quality in (wanted, *FeedQuality) if has[quality]), None)

    def by_number(self, number: int) -> DirectoryEntry | None:
        """The camera with this call-up number; the working one if a city gave it twice.

        Raises KnownError ``directory.locked``, ``directory.preparing``: a number that nobody may call is not one that nobody has.
        """
        self._lock.check()
        return self._first(f"{CAMERAS} WHERE number = ? ORDER BY {WORKING_FIRST}, id", (number,))

    def next_to(self, camera: CameraId, step: int) -> DirectoryEntry | None:
        """The camera with the next higher call-up number, for a ``step`` of -1 the next lower; after the last comes the first.

        None when there is no other. Raises as ``by_number``.
        """
        self._lock.check()
        here = self.camera(camera)
        place = (here.camera.number, camera) if here is not None else (0, "")
        sign, way = (">", "ASC") if step > 0 else ("<", "DESC")
        order = f"ORDER BY number {way}, id {way}"
        found = self._first(f"{CAMERAS} WHERE (number, id) {sign} (?, ?) {order}", place)
        found = found or self._first(f"{CAMERAS} {order}", ())
        return found if found is not None and found.camera.id != camera else None

    def search(self, text: str, limit: int = 100, wanted: CameraFilter = EVERY_CAMERA) -> list[DirectoryEntry]:
        """Cameras that have every word typed: the one of this number first, then working ones, of these those that
        have the words without their aliases, then by number.

        Where there is none, those that have words one letter away from the typed ones.
        """
        if self._lock.shut:
            return []
        query = read_query(text)
        where, params = passing(wanted)
        called = (
            []
            if query.number is None
            else self._entries.read(f"{CAMERAS} WHERE number = ? AND {where} {_BEST}", (query.number, *params))
        )
        for asked in self._vocabulary.questions(query):
            found = {entry.camera.id: entry for entry in called}
            for kind, words in product((_WORKING, _OTHERS), (in_column("text", asked), asked)):
                if len(found) < limit:
                    asking = f"{_FOUND} AND {where} AND {kind} {_IN_ORDER}"
                    more = self._entries.read(asking, (words, *params, limit))
                    found |= {entry.camera.id: entry for entry in more if entry.camera.id not in found}
            if found:
                return list(found.values())[:limit]
        return []

    def areas_named(self, text: str, limit: int = 20) -> list[AreaEntry]:
        """Areas of this name, or these RT and RW numbers."""
        if self._lock.shut:
            return []
        return search_areas(self._database, text, limit)

    def place(self, code: str) -> str:
        """``RT 3, RW 4, Krapyak, Semarang Barat``: from the inside out, without the city where there is more."""
        return self._entries.places([code])[code]

    def counts(self) -> tuple[int, int]:
        """All cameras, working cameras."""
        if self._lock.foreign:
            return 0, 0
        row = self._database.row(
            "SELECT COUNT(*), COALESCE(SUM(state IS 'online'), 0) FROM camera"
            " LEFT JOIN camera_status AS status ON status.camera_id = camera.id"
        )
        return (row[0], row[1]) if row else (0, 0)

    def _first(self, sql: str, params: Params) -> DirectoryEntry | None:
        found = self._entries.read(f"{sql} LIMIT 1", params)
        return found[0] if found else None
