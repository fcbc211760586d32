"""A fake of the repairs at the centre: what was asked for is there at once; ``failure`` is the centre that does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.observer import Signal
from console.domain.cause import CauseKind
from console.domain.repair_picture import RepairMoment
from console.domain.repair_state import RepairAction, RepairParty, RepairState, after
from console.wire.repair_pictures import RepairPictureBody
from console.wire.repairs import RepairAnswer, RepairCamera, RepairChange, RepairList, RepairReceiver, RepairRecord
from tests.helpers.screen_fakes import START_UTC


def repair(
    label: str,
    cameras: Sequence[str] = ("kam-1",),
    *,
    age_h: float = 1.0,
    owner: str = "RT 3 Krapyak",
    receiver: str = "",
) -> RepairRecord:
    opened = START_UTC - timedelta(hours=age_h)
    step = RepairChange(
        action=RepairAction.OPEN,
        to_state=RepairState.OPEN,
        party=RepairParty.OPERATOR,
        actor="Bu Ratna",
        note="Kamera mati",
        at_utc=opened,
    )
    return RepairRecord(
        id=new_id(),
        number=f"SMG-PB-20261123-{label[-4:]}",
        cause_id=None,
        kind=CauseKind.CAMERA,
        name=cameras[0],
        label=label,
        owner_id="rt-3",
        owner=owner,
        note="Kamera mati",
        state=RepairState.OPEN,
        opened_by="Bu Ratna",
        opened_utc=opened,
        changed_utc=opened,
        due_utc=opened + timedelta(hours=72),
        cameras=tuple(RepairCamera(camera_id=one, number=1201, name=label, is_down=True) for one in cameras),
        receivers=(RepairReceiver(name=receiver, state="delivered"),) if receiver else (),
        history=(step,),
    )


class FakeRepairs:
    """``asked`` and ``said`` are what came from the screens."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self.going_on: tuple[RepairRecord, ...] = ()
        self.ended: tuple[RepairRecord, ...] = ()
        self.failure: KnownError | None = None
        self.asked: list[tuple[UUID | None, str, str]] = []
        self.before: list[tuple[UUID, str, RepairPictureBody]] = []
        self.looked_at: list[tuple[str, RepairMoment]] = []
        self.fell: Sequence[str] = ("kam-1",)
        """Cameras of a disturbance that is asked for."""
        self.jpeg = b""
        self.said: list[tuple[UUID, RepairAction, str]] = []

    def all(self, *, ended: bool) -> RepairList:
        self._fail()
        return RepairList(repairs=self.ended if ended else self.going_on)

    def open(self, cause_id: UUID | None, camera: str, note: str) -> RepairAnswer:
        self._fail()
        self.asked.append((cause_id, camera, note))
        made = repair("Balai 0042", (camera,) if camera else self.fell)
        self.going_on = (*self.going_on, made)
        return RepairAnswer(repair=made, existed=False)

    def change(self, repair_id: UUID, action: RepairAction, note: str) -> RepairRecord:
        self._fail()
        self.said.append((repair_id, action, note))
        before = next(one for one in self.going_on if one.id == repair_id)
        now = before.model_copy(update={"state": after(before.state, action)})
        self.going_on = tuple(now if one.id == repair_id else one for one in self.going_on)
        return now

    def add_before(self, repair_id: UUID, camera: str, body: RepairPictureBody) -> None:
        self._fail()
        self.before.append((repair_id, camera, body))

    def picture(self, _repair_id: UUID, camera: str, moment: RepairMoment) -> bytes:
        self._fail()
        self.looked_at.append((camera, moment))
        return self.jpeg

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure
