"""The console's repairs: each act goes to the centre under an id of its own, and news of them is passed on."""

from __future__ import annotations

from uuid import UUID

from console.base.ids import new_id
from console.directory.repairs import Repairs
from console.domain.repair_picture import RepairMoment
from console.domain.repair_state import RepairAction
from console.net.server_sent import PushEvent
from console.wire.push import PushKind
from console.wire.repair_pictures import RepairPicture, RepairPictureBody
from console.wire.repairs import RepairAnswer, RepairBody, RepairChangeBody, RepairList, RepairRecord
from tests.helpers.clock import START_UTC
from tests.helpers.fake_push import FakePush
from tests.helpers.fake_repairs import repair


class _Centre:
    def __init__(self) -> None:
        self.bodies: list[RepairBody | RepairChangeBody] = []
        self.pictures: list[tuple[str, RepairMoment]] = []

    def repairs(self, *, ended: bool) -> RepairList:
        return RepairList(repairs=(), more=ended)

    def open_repair(self, repair_id: UUID, body: RepairBody) -> RepairAnswer:
        assert repair_id.version == 7
        self.bodies.append(body)
        return RepairAnswer(repair=repair("Pos 0001"), existed=False)

    def change_repair(self, _repair_id: UUID, body: RepairChangeBody) -> RepairRecord:
        self.bodies.append(body)
        return repair("Pos 0001")

    def put_repair_picture(
        self, _repair_id: UUID, camera: str, moment: RepairMoment, body: RepairPictureBody
    ) -> RepairPicture:
        self.pictures.append((camera, moment))
        return RepairPicture(
            moment=moment, taken_utc=START_UTC, is_live=body.is_live, sent_by="", sha256="", size_bytes=0
        )

    def repair_picture(self, _repair_id: UUID, _camera: str, _moment: RepairMoment) -> bytes:
        return b"jpeg"


def test_a_picture_before_is_sent_as_such_and_each_one_is_fetched() -> None:
    centre = _Centre()
    repairs = Repairs(centre, FakePush())  # type: ignore[arg-type]  # fits by shape
    repairs.add_before(new_id(), "kam-1", RepairPictureBody(age_ms=5, is_live=False, jpeg="/9j/AP/Z"))
    assert centre.pictures == [("kam-1", RepairMoment.BEFORE)]
    assert repairs.picture(new_id(), "kam-1", RepairMoment.AFTER) == b"jpeg"


def test_a_disturbance_or_a_camera_is_named_never_both() -> None:
    centre, cause_id = _Centre(), new_id()
    repairs = Repairs(centre, FakePush())  # type: ignore[arg-type]  # fits by shape
    repairs.open(cause_id, "kam-1", "mati")
    repairs.open(None, "kam-1", "mati")
    repairs.change(new_id(), RepairAction.NOTE, "besok")
    opened = [(body.cause_id, body.camera_id) for body in centre.bodies if isinstance(body, RepairBody)]
    assert opened == [(cause_id, ""), (None, "kam-1")]
    assert repairs.all(ended=True).more


def test_news_and_a_new_connection_are_passed_on_until_it_is_closed() -> None:
    push = FakePush()
    repairs = Repairs(_Centre(), push)  # type: ignore[arg-type]  # fits by shape
    heard: list[None] = []
    repairs.changed.connect(heard.append)
    push.pushed.emit(PushEvent("1", PushKind.REPAIR_UPDATED, b"{}"))
    push.pushed.emit(PushEvent("2", PushKind.CAMERA_STATUS, b"{}"))
    push.switch(up=True)
    assert len(heard) == 2
    repairs.close()
    push.switch(up=False)
    assert len(heard) == 2
