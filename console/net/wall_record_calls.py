"""What was on walls, as the centre has it on record; and what a wall machine adds to it."""

from __future__ import annotations

from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.net.wall_calls import wall_path
from console.wire.wall_record import KnownWalls, ShowingsAnswer, ShowingsBody, WallSpells

_RECORD_TIMEOUT_S = 60.0


class WallRecordCalls(Calls):
    """``/v1/wall-names`` and ``/v1/walls/{name}/record``. Raises KnownError ``wall.*`` too."""

    def tell_showings(self, name: str, body: ShowingsBody) -> ShowingsAnswer:
        call = Call("POST", f"{wall_path(name)}/showings", body.model_dump_json().encode(), JSON_BODY)
        return self.read(ShowingsAnswer, self.transport.ask(call).content)

    def known_walls(self) -> KnownWalls:
        return self.get(KnownWalls, "/v1/wall-names")

    def wall_record(self, name: str, params: dict[str, str]) -> WallSpells:
        return self.read(WallSpells, self._record(name, params))

    def wall_record_table(self, name: str, params: dict[str, str]) -> bytes:
        """As CSV; that it left is written down with its hash."""
        return self._record(name, {**params, "format": "csv"})

    def _record(self, name: str, params: dict[str, str]) -> bytes:
        call = Call("GET", f"{wall_path(name)}/record", params=params, read_timeout_s=_RECORD_TIMEOUT_S)
        return self.transport.ask(call).content
