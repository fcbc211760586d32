"""Cameras and working cameras of every area with all that is inside it, kept so that the tree never counts."""

from __future__ import annotations

from collections import Counter

from console.domain.area import is_area_code
from console.domain.camera import DirectoryStatus
from console.store.database import Transaction
from console.wire.directory import CameraStatus, StatusSnapshot
from console.wire.push import CameraStatusPush

_ONLINE = DirectoryStatus.ONLINE.value
_CITY_LETTERS = len("33.74")
_LETTERS_INSIDE = tuple(
    len(code) for code in ("33.74.02.1001/RW002/RT003", "33.74.02.1001/RW002", "33.74.02.1001", "33.74.02")
)


class CountChange:
    """What the changes of one page add to and take from the counts."""

    def __init__(self) -> None:
        self._cameras: Counter[str] = Counter()
        self._online: Counter[str] = Counter()

    def add(self, area_code: str, state: str | None, step: int) -> None:
        """``step`` is 1 for a camera that comes and -1 for one that goes."""
        self._cameras[area_code] += step
        self._online[area_code] += step * (state == _ONLINE)

    def apply(self, write: Transaction) -> None:
        cameras, online = _with_all_around(self._cameras), _with_all_around(self._online)
        write.run_many(
            "INSERT INTO area_count (code, cameras, online) VALUES (?, ?, ?)"
            " ON CONFLICT (code) DO UPDATE SET cameras = cameras + excluded.cameras, online = online + excluded.online",
            [(code, count, online[code]) for code, count in cameras.items() if count or online[code]],
        )
        write.run("DELETE FROM area_count WHERE cameras <= 0")


def recount(write: Transaction) -> None:
    """Counts everything anew; about 0.1 s for a city."""
    rows = write.rows(
        "SELECT area_code, COUNT(*) AS cameras, SUM(s.state IS ?) AS online"
        " FROM camera LEFT JOIN camera_status AS s ON s.camera_id = camera.id GROUP BY area_code",
        (_ONLINE,),
    )
    cameras = _with_all_around(Counter({row["area_code"]: row["cameras"] for row in rows}))
    online = _with_all_around(Counter({row["area_code"]: row["online"] for row in rows}))
    write.run("DELETE FROM area_count")
    write.run_many(
        "INSERT INTO area_count (code, cameras, online) VALUES (?, ?, ?)",
        [(code, count, online[code]) for code, count in cameras.items()],
    )


def lineage(code: str) -> list[str]:
    """``code`` and everything around it, innermost first; nothing for what is no area code."""
    if not is_area_code(code):
        return []
    found = [code]
    while len(code) > _CITY_LETTERS:
        code = _around(code)
        found.append(code)
    return found


def replace_status(write: Transaction, snapshot: StatusSnapshot) -> None:
    """The whole truth of the centre; a camera that is not in it is unknown."""
    write.run("DELETE FROM camera_status")
    write.run_many(
        "INSERT INTO camera_status (camera_id, state, since_utc) VALUES (?, ?, ?)",
        ((camera_id, *_values(status)) for camera_id, status in snapshot.cameras.items()),
    )
    recount(write)


def change_status(write: Transaction, push: CameraStatusPush) -> bool:
    """One camera; False when that is what we knew already."""
    row = write.row(
        "SELECT s.state, camera.area_code FROM (SELECT ? AS id) AS asked"
        " LEFT JOIN camera_status AS s ON s.camera_id = asked.id LEFT JOIN camera ON camera.id = asked.id",
        (push.camera_id,),
    )
    before = row["state"] if row else None
    if before == push.state.value:
        return False
    write.run(
        "INSERT OR REPLACE INTO camera_status (camera_id, state, since_utc) VALUES (?, ?, ?)",
        (push.camera_id, push.state.value, push.since_utc.isoformat()),
    )
    step = (push.state.value == _ONLINE) - (before == _ONLINE)
    if step and row is not None and row["area_code"] is not None:
        around = [(step, code) for code in lineage(row["area_code"])]
        write.run_many("UPDATE area_count SET online = online + ? WHERE code = ?", around)
    return True


def _with_all_around(counts: Counter[str]) -> Counter[str]:
    found = Counter({code: count for code, count in counts.items() if is_area_code(code)})
    for letters in _LETTERS_INSIDE:
        # From the inside out: each area adds all that it has to the one around it.
        for code in [one for one in found if len(one) == letters]:
            found[_around(code)] += found[code]
    return found


def _around(code: str) -> str:
    return code[: max(code.rfind("."), code.rfind("/"))]


def _values(status: CameraStatus) -> tuple[str, str | None]:
    return status.state.value, status.since_utc.isoformat() if status.since_utc else None
