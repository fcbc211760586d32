"""One line: how the centre knows how a camera is, by whom and when; all that everybody saw of it is its tooltip."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.condition import believed
from console.domain.sighting import How
from console.qt.timer import Timer
from console.ui.health_port import HealthDesk
from console.ui.messages import short_message
from console.ui.stage import Stage
from console.widgets.plain_tip import plain_tip
from console.widgets.retranslation import keep_translated
from console.wire.sightings import CameraSightings, SightingRecord

_READ_EVERY_MS = 20_000
_MOST_TOLD = 12


class KnownLine(QLabel):
    """Empty where this person may not ask, and while nothing has come; a centre that is away leaves what was said before."""

    def __init__(self, parent: QWidget, stage: Stage, desk: HealthDesk) -> None:
        super().__init__(parent)
        self.setObjectName("small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._stage = stage
        self._desk = desk
        self._camera: CameraId | None = None
        self._known: CameraSightings | None = None
        self._reading = False
        self._reads = Timer(self, "known-line", _READ_EVERY_MS, self._read)
        self._reads.start()
        keep_translated(self, stage.translator, self._say)

    def show_camera(self, camera: CameraId | None) -> None:
        if camera != self._camera:
            self._camera, self._known, self._reading = camera, None, False
            self._say()
            self._read()

    def _read(self) -> None:
        camera = self._camera
        if camera is None or self._reading:
            return
        self._reading = True
        self._stage.background.run(
            lambda: self._desk.sightings(camera),
            lambda found: self._on_read(camera, found),
            lambda error: self._on_failed(camera, error),
            name="known-line",
            owner=self,
        )

    def _on_read(self, camera: CameraId, found: CameraSightings | None) -> None:
        if camera == self._camera:
            self._known, self._reading = found, False
            self._say()

    def _on_failed(self, camera: CameraId, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        if camera == self._camera:
            self._reading = False

    def _say(self) -> None:
        known = self._known
        self.setVisible(known is not None)
        if known is None:
            self.clear()
            self.setToolTip("")
            return
        self.setText(self._in_words(known))
        watchers = "\n".join(self._seen_by(one) for one in known.sightings[:_MOST_TOLD])
        self.setToolTip(plain_tip(watchers))
        self.setAccessibleDescription(watchers)

    def _in_words(self, known: CameraSightings) -> str:
        text = self._stage.translator.text
        if known.how is None or known.at_utc is None:
            return text("known-nothing")
        state = text(f"condition-{believed(known.status, ever_seen=True).value}")
        told = text(f"known-{known.how.value}", state=state, time=self._time(known.at_utc), who=known.seen_by)
        return f"{told} · {self._reason(known.reason)}" if known.reason else told

    def _seen_by(self, one: SightingRecord) -> str:
        text = self._stage.translator.text
        who = text("known-by-centre") if one.how is How.PROBED else f"{one.seen_by} ({one.person})"
        parts = [self._time(one.at_utc), who, text(f"known-sight-{one.sight.value}")]
        if one.reason:
            parts.append(self._reason(one.reason))
        if not one.is_believed:
            parts.append(text("known-not-believed"))
        return " · ".join(parts)

    def _reason(self, code: str) -> str:
        return short_message(self._stage.translator, code)

    def _time(self, at_utc: datetime) -> str:
        return self._stage.translator.formats.recent(at_utc, self._stage.clock.now_utc())
