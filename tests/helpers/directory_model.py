"""A centre's directory as a model in memory, which answers as the real one does and may answer badly where a test says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from console.base.errors import KnownError
from console.directory.pages import Line
from console.domain.area import area_level, parent_code
from console.domain.camera import DirectoryStatus
from console.net.directory_lines import read_line
from console.wire.directory import (
    AreaDoc,
    AreaLine,
    BeginLine,
    CameraDoc,
    CameraLine,
    CameraStatus,
    DirectoryHead,
    EndLine,
    StatusSnapshot,
)

Reply = Callable[[list[bytes]], list[bytes]]


def unchanged(lines: list[bytes]) -> list[bytes]:
    return lines


@dataclass
class ModelCentre:
    """``put`` and ``delete`` change it; ``spoil`` changes the lines of each page on their way."""

    epoch: str = "epoch-1"
    limit: int = 5000
    spoil: Reply = unchanged
    seq: int = 0
    records: dict[str, AreaLine | CameraLine] = field(default_factory=dict)
    states: dict[str, DirectoryStatus] = field(default_factory=dict)
    pages: int = 0
    asked: str = ""
    """The cursor of the last question."""

    def put_area(self, code: str, name: str = "") -> None:
        self._put(AreaLine(op="put", id=code, rev=self._next(), doc=area_doc(code, name)))

    def put_camera(self, name: str, doc: CameraDoc, state: DirectoryStatus | None = DirectoryStatus.ONLINE) -> None:
        self._put(CameraLine(op="put", id=name, rev=self._next(), doc=doc))
        self.states.pop(name, None)
        if state is not None:
            self.states[name] = state

    def delete(self, record_id: str) -> None:
        known = self.records.get(record_id)
        if known is not None and known.op == "put":
            self._put(type(known)(op="del", id=record_id, rev=self._next()))
            self.states.pop(record_id, None)

    def begin_new_life(self, epoch: str) -> None:
        """As after a restore: other numbers, other cursors."""
        self.epoch, self.seq = epoch, 0
        for record_id, line in sorted(self.records.items()):
            self.records[record_id] = line.model_copy(update={"rev": self._next()})

    def directory_head(self, etag: str = "") -> tuple[DirectoryHead, str] | None:
        now = f"{self.epoch}-{self.seq}"
        return None if etag == now else (DirectoryHead(epoch=self.epoch, seq=self.seq), now)

    def directory_changes(self, cursor: str = "", limit: int = 0) -> Iterator[Line]:
        self.pages += 1
        self.asked = cursor
        for content in self.spoil(self._page(cursor, limit or self.limit)):
            yield read_line(content)

    def status(self) -> StatusSnapshot:
        return StatusSnapshot(
            seq=self.seq, cameras={one: CameraStatus(state=state) for one, state in self.states.items()}
        )

    def _page(self, cursor: str, limit: int) -> list[bytes]:
        """The cursor is ``epoch|s|frozen number|last key`` within a snapshot, else ``epoch|d|number``."""
        epoch, mode, number, *after = (cursor or f"{self.epoch}|s|{self.seq}|").split("|")
        if epoch != self.epoch:
            raise KnownError("directory.epoch_changed", status=410)
        snapshot = mode == "s"
        wanted = self._of_snapshot(after[0]) if snapshot else self._of_delta(int(number))
        chosen = wanted[:limit]
        more = len(wanted) > len(chosen)
        to = int(number) if snapshot else chosen[-1].rev if more else self.seq
        reached = f"s|{to}|{_key(chosen[-1])}" if snapshot and more else f"d|{to}"
        begin = BeginLine(epoch=epoch, mode="snapshot" if snapshot else "delta", seq_from=0, seq_to=to)
        end = EndLine(cursor=f"{epoch}|{reached}", more=more, count=len(chosen))
        return [line.model_dump_json().encode() for line in (begin, *chosen, end)]

    def _of_snapshot(self, after: str) -> list[AreaLine | CameraLine]:
        alive = sorted((line for line in self.records.values() if line.op == "put"), key=_key)
        return [line for line in alive if _key(line) > after]

    def _of_delta(self, number: int) -> list[AreaLine | CameraLine]:
        return sorted((line for line in self.records.values() if line.rev > number), key=lambda line: line.rev)

    def _put(self, line: AreaLine | CameraLine) -> None:
        self.records[line.id] = line

    def _next(self) -> int:
        self.seq += 1
        return self.seq


def area_doc(code: str, name: str = "") -> AreaDoc:
    return AreaDoc(parent=parent_code(code), level=area_level(code), name=name or f"Wilayah {code}")


def _key(line: AreaLine | CameraLine) -> str:
    return f"{line.t[0]}:{line.id}"
