"""Puts cameras into the cache, each in a row of its call-up number."""

from __future__ import annotations

import json
from collections.abc import Sequence

from console.directory.camera_rows import CameraRows
from console.directory.counts import CountChange
from console.directory.record_table import RecordTable
from console.domain.camera import ALIAS_MARK
from console.store.database import Row, Value
from console.wire.directory import CameraDoc, CameraLine

_PUT = (
    "INSERT OR REPLACE INTO camera (row, id, site_id, number, name, area_code, latitude, longitude, approximate, owner, kind,"
    " has_main, has_sub, has_ptz, rev, generation, privacy_class, aliases)"
    " VALUES (:row, :id, :site_id, :number, :name, :area_code, :latitude, :longitude, :approximate, :owner, :kind,"
    " :has_main, :has_sub, :has_ptz, :rev, :generation, :privacy_class, :aliases)"
)
_FOUND_BY = ("number", "name", "kind", "owner", "area_code")


class CameraTable(RecordTable[CameraLine]):
    """Of one page."""

    kind = name = "camera"
    key = "id"
    without_status = False
    """A camera came of which nobody has told how it is."""

    def put(self, lines: Sequence[CameraLine]) -> list[str]:
        """The ids whose words for the search are new."""
        docs = {line.id: line.doc for line in lines if line.op == "put" and line.doc is not None}
        moved = {one for one, doc in docs.items() if one in self._known and self._known[one]["number"] != doc.number}
        if not self._snapshot:
            self._count(lines, docs)
        gone = [(self._known[line.id]["row"],) for line in lines if line.id in self._known and line.id not in docs]
        gone += [(self._known[one]["row"],) for one in moved]
        self._write.run_many("DELETE FROM camera_words WHERE rowid = ?", gone)
        self._write.run_many("DELETE FROM camera WHERE row = ?", gone)
        # Who comes back is asked for anew.
        self._write.run_many(
            "DELETE FROM camera_status WHERE camera_id = ?", [(line.id,) for line in lines if line.id not in docs]
        )
        stays = {one: self._known[one]["row"] for one in docs if one in self._known and one not in moved}
        rows = CameraRows(self._write, (doc.number for one, doc in docs.items() if one not in stays))
        revs = {line.id: line.rev for line in lines}
        self._write.run_many(
            _PUT,
            [self._values(one, doc, revs[one], stays.get(one) or rows.free(doc.number)) for one, doc in docs.items()],
        )
        return [one for one, doc in docs.items() if one not in stays or self._has_new_words(one, doc)]

    def _count(self, lines: Sequence[CameraLine], docs: dict[str, CameraDoc]) -> None:
        found = self._write.rows(
            "SELECT camera_id, state, since_utc FROM json_each(?) AS asked JOIN camera_status ON camera_id = asked.value",
            (json.dumps([line.id for line in lines]),),
        )
        states = {row["camera_id"]: (row["state"], row["since_utc"]) for row in found}
        counts = CountChange()
        for line in lines:
            if line.id in self._known:
                counts.add(self._known[line.id]["area_code"], states.get(line.id), -1)
            if (doc := docs.get(line.id)) is not None:
                counts.add(doc.area_code, states.get(line.id), 1)
                self.without_status = self.without_status or line.id not in states
        counts.apply(self._write)

    def _values(self, camera_id: str, doc: CameraDoc, rev: int, row: int) -> dict[str, Value]:
        own = {"row": row, "id": camera_id, "rev": rev, "generation": self._generation}
        return {**doc.__dict__, **own, "aliases": ALIAS_MARK.join(doc.aliases)}

    def _has_new_words(self, camera_id: str, doc: CameraDoc) -> bool:
        known = self._known[camera_id]
        told = {name: getattr(doc, name) for name in _FOUND_BY} | {"aliases": ALIAS_MARK.join(doc.aliases)}
        return any(known[name] != value for name, value in told.items())

    def _look_up(self, ids: str) -> list[Row]:
        return self._write.rows(
            "SELECT camera.id AS id, row, rev, generation, number, name, kind, owner, area_code, aliases"
            " FROM json_each(?) AS asked JOIN camera ON camera.id = asked.value",
            (ids,),
        )
