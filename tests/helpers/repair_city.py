"""Four cameras of a kelurahan and one of another, and repairs of them; the centre listens to nobody."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from console.base.ids import new_id
from console.domain.camera import DirectoryStatus
from console.domain.cause import CauseKind, CauseLine, CauseNews
from console.domain.roles import Role
from console.handoff.cloud_event import read_event
from console.handoff.repair import RepairEvent, RepairReceipt, repair_message
from console.server.causes.store import write_news
from console.server.handoff.receivers import NewReceiver, add_receiver
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.repair.answers import take_repair_answer
from console.server.repair.listing import list_repairs
from console.server.repair.opening import open_repair
from console.server.repair.watch import RepairWatch
from console.wire.repairs import RepairBody, RepairRecord
from tests.helpers.centre import CITY, OTHER_VILLAGE, RunningCentre, TestCamera
from tests.helpers.clock import START_UTC, FakeClock


class RepairCity:
    """Four cameras of a kelurahan and one of another; the centre listens to nobody."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.running = RunningCentre(folder, clock=self.clock)
        self.centre = self.running.centre
        near = [TestCamera(f"a-{one}", 1 + one) for one in range(4)]
        self.running.add_cameras([*near, TestCamera("b-0", 9, area_code=OTHER_VILLAGE)])
        add_receiver(self.centre, NewReceiver("polres", "http://127.0.0.1:9/polres"))
        self.watch = RepairWatch(self.centre)

    def person(self, *scope: str, role: Role = Role.SUPERVISOR) -> Principal:
        return Principal("u", "ratna", "Bu Ratna", role, scope or (CITY,), (), "s", START_UTC, "")

    def cause(self, *cameras: str) -> UUID:
        now = self.clock.now_utc()
        line = CauseLine(new_id(), (CauseKind.RECORDER, "nvr-7"), now, now, set(cameras))

        def work(connection: Connection) -> tuple[None, list[Event]]:
            write_news(connection, CauseNews(opened=[line]), lambda group: group[1])
            return None, []

        self.centre.write(work)
        return line.id

    def fall(self, *cameras: str) -> None:
        for camera in cameras:
            self.running.set_status(camera, DirectoryStatus.OFFLINE)

    def come_back(self, *cameras: str) -> None:
        for camera in cameras:
            self.running.set_status(camera, DirectoryStatus.ONLINE)

    def open(self, body: RepairBody, *scope: str) -> RepairRecord:
        return open_repair(self.centre, self.person(*scope), new_id(), body).repair

    def listed(self, *scope: str, ended: bool = False) -> list[RepairRecord]:
        with self.centre.database.read() as connection:
            return list(list_repairs(connection, self.centre, self.person(*scope), ended=ended).repairs)

    def look(self, after_s: float) -> None:
        self.clock.advance(after_s)
        self.watch.look()

    def answer(self, receiver: str, kind: RepairEvent, repair: RepairRecord, note: str = "") -> RepairReceipt:
        data = {"repair_id": str(repair.id), "note": note}
        event = repair_message(f"id.rt.{kind.value}", "urn:rt", "", data, self.clock.now_utc())
        return take_repair_answer(self.centre, receiver, event, event.to_bytes())

    def messages(self) -> list[tuple[str, str, dict[str, object]]]:
        return [
            (row["receiver"], row["kind"], read_event(row["body"].encode()).data)
            for row in self.running.rows("handoff_outbox")
        ]
