"""A fake of the disturbances that the centre tells; ``failure`` is the centre that does not answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.cause import CauseKind
from console.wire.causes import CauseCamera, CauseList, CauseRecord, CauseRuleRecord
from tests.helpers.screen_fakes import START_UTC

RULE = CauseRuleRecord(least_cameras=3, least_percent=80, window_s=300, opens_after_s=30, closes_after_s=60)
_SINCE = START_UTC - timedelta(minutes=20)


def cause(
    kind: CauseKind, label: str, down: Iterable[str], back: Iterable[str] = (), closed_utc: datetime | None = None
) -> CauseRecord:
    cameras = [CauseCamera(camera_id=one, since_utc=None if closed_utc else _SINCE) for one in down]
    cameras += [CauseCamera(camera_id=one) for one in back]
    return CauseRecord(
        id=new_id(),
        kind=kind,
        name=label,
        label=label,
        since_utc=_SINCE,
        opened_utc=_SINCE,
        closed_utc=closed_utc,
        cameras=tuple(cameras),
    )


class FakeCauses:
    """``tell`` is news of the centre."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self.ended: tuple[CauseRecord, ...] = ()
        self.failure: KnownError | None = None
        self._current: CauseList | None = CauseList(causes=(), rule=RULE)

    def tell(self, *causes: CauseRecord) -> None:
        self._current = CauseList(causes=causes, rule=RULE)
        self.changed.emit(None)

    def forget(self) -> None:
        """As before the centre's first answer."""
        self._current = None
        self.changed.emit(None)

    def current(self) -> CauseList | None:
        return self._current

    def of(self, camera: CameraId) -> CauseRecord | None:
        causes = self._current.causes if self._current is not None else ()
        for one in causes:
            if any(each.camera_id == camera and each.since_utc is not None for each in one.cameras):
                return one
        return None

    def between(self, _from_utc: datetime, _to_utc: datetime) -> CauseList:
        if self.failure is not None:
            raise self.failure
        return CauseList(causes=self.ended, rule=RULE)
