"""Row numbers of cameras: they go by call-up number, so that the index of words finds in the order in which cameras are shown."""

from __future__ import annotations

import json
from collections.abc import Iterable

from console.store.database import Transaction

_ROOM = 1 << 20
"""So many cameras may have the same number: a centre that knows none may give 0 to all."""


class CameraRows:
    """Hands out free rows within one transaction, in which nobody else does."""

    def __init__(self, write: Transaction, numbers: Iterable[int]) -> None:
        """``numbers``: of the cameras that will ask."""
        taken = write.rows(
            "SELECT number, MAX(row) AS last FROM json_each(?) AS asked JOIN camera ON number = asked.value GROUP BY number",
            (json.dumps(list(dict.fromkeys(numbers))),),
        )
        self._next: dict[int, int] = {row["number"]: row["last"] + 1 for row in taken}

    def free(self, number: int) -> int:
        """The next one for a camera of this number."""
        row = self._next.get(number, (number + 1) * _ROOM)
        self._next[number] = row + 1
        return row
