"""Makes the words that cameras are found by: their own, and the names of the places around them."""

from __future__ import annotations

import json
from collections.abc import Collection
from operator import itemgetter

from console.directory.wording import every_form, place_name
from console.domain.area import lineage
from console.store.database import Row, Transaction


def inside(write: Transaction, area_codes: Collection[str]) -> list[str]:
    """The ids of all cameras in these areas."""
    rows = write.rows(
        # '.' and '/' come before '0': what begins with the code and one of them lies inside.
        "SELECT camera.id AS id FROM json_each(?) AS asked JOIN camera ON area_code = asked.value"
        " OR (area_code >= asked.value || '.' AND area_code < asked.value || '0')",
        (json.dumps(list(area_codes)),),
    )
    return [str(row["id"]) for row in rows]


def reindex(write: Transaction, camera_ids: Collection[str]) -> None:
    rows = write.rows(
        "SELECT row, name, number, kind, owner, area_code, aliases FROM json_each(?) AS asked"
        " JOIN camera ON camera.id = asked.value",
        (json.dumps(list(camera_ids)),),
    )
    words = _Words(write, {row["area_code"] for row in rows})
    write.run_many(
        "INSERT OR REPLACE INTO camera_words (rowid, text, aliases) VALUES (?, ?, ?)",
        # In their order: at each row that lies before the last one the index writes out what it has gathered.
        [(row["row"], words.of(row), words.of_aliases(row)) for row in sorted(rows, key=itemgetter("row"))],
    )


class _Words:
    """Of one page: cameras share kinds, owners and places, whose words are made once."""

    def __init__(self, write: Transaction, codes: Collection[str]) -> None:
        self._around = {code: lineage(code) for code in codes}
        every = sorted({one for line in self._around.values() for one in line})
        rows = write.rows(
            "SELECT code, name FROM json_each(?) AS asked JOIN area ON code = asked.value", (json.dumps(every),)
        )
        self._places = {row["code"]: every_form(place_name(row["code"], row["name"])) for row in rows}
        self._shared: dict[str, list[str]] = {}

    def of(self, row: Row) -> str:
        """Each word once."""
        parts = (every_form(row["name"]), [str(row["number"])], self._of(row["kind"]), self._of(row["owner"]))
        around = (self._places.get(code, ()) for code in self._around[row["area_code"]])
        return " ".join(dict.fromkeys(word for part in (*parts, *around) for word in part))

    def of_aliases(self, row: Row) -> str:
        """Most cameras have none."""
        return " ".join(every_form(row["aliases"])) if row["aliases"] else ""

    def _of(self, text: str) -> list[str]:
        if text not in self._shared:
            self._shared[text] = every_form(text)
        return self._shared[text]
