"""Puts areas into the cache; where one lies follows from its code, and from what there is around it."""

from __future__ import annotations

from collections.abc import Sequence

from console.directory.record_table import RecordTable
from console.domain.area import area_level, lineage, parent_code
from console.store.database import Row, Transaction
from console.wire.directory import AreaLine


class AreaTable(RecordTable[AreaLine]):
    """Of one page."""

    kind = name = "area"
    key = "code"

    def put(self, lines: Sequence[AreaLine]) -> list[str]:
        """The codes whose names are new."""
        puts = [(line.id, line.doc.name, line.rev) for line in lines if line.op == "put" and line.doc is not None]
        dels = [(line.id,) for line in lines if line.op == "del"]
        self._write.run_many("DELETE FROM area WHERE code = ?", dels)
        self._write.run_many(
            "INSERT OR REPLACE INTO area (code, parent, level, name, rev, generation) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (code, parent_code(code), area_level(code).value, name, rev, self._generation)
                for code, name, rev in puts
            ],
        )
        renamed = [code for code, name, _rev in puts if code not in self._known or self._known[code]["name"] != name]
        return renamed + [code for (code,) in dels if code in self._known]

    def _look_up(self, ids: str) -> list[Row]:
        return self._write.rows(
            "SELECT code AS id, name, rev, generation FROM json_each(?) AS asked JOIN area ON code = asked.value",
            (ids,),
        )


def adopt_orphans(write: Transaction) -> None:
    """An area whose parent the centre does not have hangs under the nearest one that it has, so that the tree shows it."""
    parents = {row["code"]: row["parent"] for row in write.rows("SELECT code, parent FROM area")}
    moved = []
    for code, parent in parents.items():
        around = parent_code(code)
        # Nearly all have theirs; only an orphan's whole lineage is looked at.
        nearest = around if around in parents else next((one for one in lineage(code)[1:] if one in parents), None)
        if nearest != parent:
            moved.append((nearest, code))
    write.run_many("UPDATE area SET parent = ? WHERE code = ?", moved)
