"""A camera before and after its repair, side by side with their times; or why there is no picture."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from console.base.errors import KnownError
from console.domain.repair_picture import RepairMoment
from console.domain.repair_state import ENDED
from console.domain.roles import Permission, may
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated
from console.widgets.wall.geometry import fitted
from console.wire.repair_pictures import RepairPicture
from console.wire.repairs import RepairCamera, RepairRecord

_LEAST_HEIGHT_PX = 28


class _Frame(QWidget):
    """A picture as large as there is room."""

    def __init__(self, parent: QWidget, least_px: int) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setMinimumHeight(least_px)

    def show_image(self, image: QImage) -> None:
        self.image = image
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(16 * self.minimumHeight() // 9, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(fitted(self.image.size(), self.rect()), self.image)
        painter.end()


class RepairPictures(QWidget):
    """Main thread only. Each picture is fetched once while a repair is shown: each fetching is a viewing on record."""

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self._stage = stage
        self._desk = services.repairs
        self._may_see = may(services.person.role, Permission.SEE_REPAIR_PICTURES)
        self.record: RepairRecord | None = None
        self.cameras = QComboBox(self)
        self.captions = {moment: QLabel(self) for moment in RepairMoment}
        self.frames = {moment: _Frame(self, stage.theme.px(_LEAST_HEIGHT_PX)) for moment in RepairMoment}
        self._images: dict[str, QImage] = {}
        self._trouble: dict[str, KnownError] = {}
        self._asked: set[str] = set()
        self._lay_out()
        self.cameras.currentIndexChanged.connect(lambda _index: self._show())
        self.setVisible(False)
        keep_translated(self, stage.translator, self._show)

    @property
    def camera(self) -> RepairCamera | None:
        """Whose pictures are shown."""
        record, index = self.record, self.cameras.currentIndex()
        return record.cameras[index] if record is not None and 0 <= index < len(record.cameras) else None

    def show_repair(self, record: RepairRecord | None) -> None:
        """Stays at the camera where it is the same repair; else begins at the first one that has a picture."""
        same = record is not None and self.record is not None and record.id == self.record.id
        chosen = self.camera.camera_id if same and self.camera is not None else ""
        if not same:
            self._images, self._trouble, self._asked = {}, {}, set()
        self.record = record
        cameras = record.cameras if record is not None else ()
        self.cameras.blockSignals(True)
        self.cameras.clear()
        self.cameras.addItems([f"{one.number} {one.name}" for one in cameras])
        ids = [one.camera_id for one in cameras]
        first = next((place for place, one in enumerate(cameras) if one.pictures), 0)
        self.cameras.setCurrentIndex(ids.index(chosen) if chosen in ids else first)
        self.cameras.blockSignals(False)
        self.cameras.setVisible(len(cameras) > 1)
        self.setVisible(record is not None and self._may_see)
        self._show()

    def _show(self) -> None:
        self.cameras.setAccessibleName(self._stage.translator.text("repair-picture-camera"))
        record, camera = self.record, self.camera
        is_any = camera is not None and any(one.is_kept for one in camera.pictures)
        policy = QSizePolicy.Policy.Expanding if is_any else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        for moment in RepairMoment:
            picture = _of(camera, moment)
            self.frames[moment].setVisible(is_any)
            words = self._words(record, camera, moment, picture) if record is not None and camera is not None else ""
            self.captions[moment].setText(words)
            self.frames[moment].setAccessibleName(words)
            image = self._images.get(picture.sha256) if picture is not None else None
            self.frames[moment].show_image(image or QImage())
            if record is not None and camera is not None and picture is not None and picture.is_kept and self._may_see:
                self._fetch(record, camera, picture)

    def _words(
        self, record: RepairRecord, camera: RepairCamera, moment: RepairMoment, picture: RepairPicture | None
    ) -> str:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        said = text(f"repair-picture-{moment.value}")
        if picture is None:
            return f"{said}: {self._why_none(record, camera, moment)}"
        parts = [f"{said} {formats.moment(picture.taken_utc)}"]
        parts += [] if picture.is_live else [text("repair-picture-old")]
        parts += [] if picture.is_kept else [text("repair-picture-gone")]
        trouble = self._trouble.get(picture.sha256)
        parts += [] if trouble is None else [self._stage.reason(trouble.code)]
        return " · ".join(parts)

    def _why_none(self, record: RepairRecord, camera: RepairCamera, moment: RepairMoment) -> str:
        text = self._stage.translator.text
        if camera.withheld is not None:
            return text(f"repair-picture-{camera.withheld.value}")
        if moment is RepairMoment.AFTER and record.state not in ENDED:
            return text("repair-picture-down" if camera.is_down else "repair-picture-unseen")
        return text("repair-picture-none")

    def _fetch(self, record: RepairRecord, camera: RepairCamera, picture: RepairPicture) -> None:
        if picture.sha256 in self._asked:
            return
        self._asked.add(picture.sha256)
        desk, moment = self._desk, picture.moment

        def read() -> QImage:
            image = QImage.fromData(QByteArray(desk.picture(record.id, camera.camera_id, moment)))
            if image.isNull():
                raise KnownError("evidence.unreadable")
            return image

        def on_read(image: QImage) -> None:
            self._images[picture.sha256] = image
            self._show()

        def on_failed(error: Exception) -> None:
            if not isinstance(error, KnownError):
                raise error
            self._trouble[picture.sha256] = error
            self._show()

        self._stage.background.run(read, on_read, on_failed, name="repair-picture", owner=self)

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(1))
        column.addWidget(self.cameras)
        grid = QGridLayout()
        grid.setSpacing(px(1))
        for place, moment in enumerate(RepairMoment):
            label = self.captions[moment]
            label.setObjectName("small")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(self.frames[moment], 0, place)
            grid.addWidget(label, 1, place)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(0, 1)
        column.addLayout(grid, 1)


def _of(camera: RepairCamera | None, moment: RepairMoment) -> RepairPicture | None:
    return next((one for one in camera.pictures if one.moment is moment), None) if camera is not None else None
