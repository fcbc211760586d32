"""One screen of a wall machine: what the centre wants on it, and nothing that a hand could change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from console.domain.camera import CameraId
from console.domain.wall_showing import Shown, shown_of, shown_together
from console.domain.wall_thumbnail import WIDTH_PX
from console.domain.wall_wanted import ScreenContent
from console.qt.icons import icon
from console.qt.picture_rounds import PictureRounds
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.boards.board_maker import BoardMaker, own_city_book
from console.ui.camera_book import CameraBook
from console.ui.directory_ports import CameraDirectory
from console.ui.ports import CityDirectory, ClosureDesk, DirectoryNews, Pictures, TermsDesk
from console.ui.stage import Stage
from console.ui.windows.screen_tour import ScreenTour
from console.wall.wall import Wall
from console.wall.walls import Walls
from console.widgets.retranslation import keep_translated
from console.widgets.wall.look import TileWords
from console.widgets.wall.wall_masks import MasksOf
from console.widgets.wall.wall_view import WallView
from console.wire.walls import TileAlarm, WantedScreen

_DIRECTORY_WINDOW_MS = 1000


@dataclass(frozen=True)
class ScreenServices:
    """What a screen needs of a machine."""

    directory: CameraDirectory
    news: DirectoryNews
    pictures: Pictures
    masks_of: MasksOf
    closures: ClosureDesk
    terms: TermsDesk
    walls: Walls
    city: CityDirectory
    rounds: PictureRounds | None = None
    watermark: Callable[[], str] = lambda: ""


class WallScreen(QWidget):
    """Signals: ``closed()``; ``alarmed()``: an alarm that is to be heard is here now. Main thread only."""

    closed = Signal()
    alarmed = Signal()
    _tour_spell: UUID | None = None

    def __init__(self, stage: Stage, services: ScreenServices, wall: Wall, number: int) -> None:
        super().__init__()
        self._stage, self._wall, self._number = stage, wall, number
        self._title = ""
        self.version = 0
        """Of what it shows."""
        self._spells: tuple[UUID | None, ...] = ()
        self._alarms: dict[int, TileAlarm] = {}
        self._heard: set[UUID] | None = None
        self._alone_since: datetime | None = None
        services.walls.add(number, wall)
        self.setObjectName("ground")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowIcon(icon("ronda", stage.theme.colours.accent, for_window=True))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.book = CameraBook(self, services.directory, stage.background)
        self.view = self._made_view(services)
        city_book = own_city_book(self, services.city, stage.background)
        self.view.boards.offer(BoardMaker(stage, wall, self.book, city_book, services.news).make)
        refresh = self.view.refresh
        refresh.by_hand = False
        refresh.alarm_of = self._alarm_words
        refresh.closure_of = lambda camera: services.closures.current().get(camera)
        refresh.stopped_of = lambda camera: services.terms.current().get(camera)
        for news in (services.closures.changed, services.terms.changed):
            listen(news, lambda _none: self.view.look_again(), self)
        # What it shows is the centre's: no click, no key, no selection.
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.message, self.standing = self._label("wallMessage"), self._label("wallStanding")
        self._lay_out()
        self.tour = self._tour(services)
        self.book.changed.connect(self.view.look_again)
        read_again = Throttle(self, "directory-news", _DIRECTORY_WINDOW_MS, self.book.read_again)
        listen(services.news.changed, lambda _none: read_again(), self)
        keep_translated(self, stage.translator, self._speak)

    def _made_view(self, services: ScreenServices) -> WallView:
        stage = self._stage
        view = WallView(
            self._wall,
            services.pictures,
            TileWords(stage.translator, stage.reason),
            self.book.entry,
            stage.clock,
            stage.theme,
            rounds=services.rounds,
            masks_of=services.masks_of,
            walls=services.walls,
        )
        view.watermark.words = services.watermark
        return view

    def show_wanted(self, screen: WantedScreen) -> None:
        """Cameras that stay in sight go on without a break."""
        self._alarms = {alarm.tile - 1: alarm for alarm in screen.alarms}
        self._title, self._spells, self.version = screen.title, screen.spells, screen.version
        self._tour_spell = screen.tour_spell
        tour = None if screen.tour is None else screen.tour.tour()
        content = ScreenContent(screen.layout.state(), screen.message, tour)
        self.tour.show(content, alarmed=bool(screen.alarms))
        self.view.refresh.speak()
        self._sound()
        self.message.setText(screen.message)
        self.message.setVisible(bool(screen.message))
        self._speak()

    def shown(self) -> dict[UUID, Shown]:
        """What its tiles show now, by the spell that the centre named for each; a tour has one for the screen."""
        if self._tour_spell is not None and self.tour.runs:
            tiles = zip(self._wall.cameras, self.view.refresh.states, strict=False)
            return {self._tour_spell: shown_together(state for camera, state in tiles if camera is not None)}
        pairs = zip(self._spells, self.view.refresh.states, strict=False)
        return {spell: shown_of(state) for spell, state in pairs if spell is not None}

    def tell_alone(self, since: datetime | None) -> None:
        """The centre is away since then; None once it is back."""
        self._alone_since = since
        self._speak()

    def thumbnail(self) -> QImage:
        """Its tiles as they stand now, small, masks and all."""
        scale = WIDTH_PX / max(1, self.view.width())
        image = QImage(WIDTH_PX, max(1, round(self.view.height() * scale)), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        painter.scale(scale, scale)
        self.view.render(painter, QPoint())
        painter.end()
        return image

    def cameras_seen(self) -> tuple[CameraId, ...]:
        """Those whose pictures may be in the thumbnail: not closed, and a picture came."""
        tiles = zip(self._wall.cameras, self.view.refresh.states, self.view.tiles, strict=True)
        found = {camera for camera, state, tile in tiles if camera and state is not None and tile.picture_size()}
        return tuple(sorted(found))

    def place(self, geometry: QRect, *, whole: bool) -> None:
        """Over a whole screen of the machine, or as a window for trials."""
        self.setGeometry(geometry)
        if whole:
            self.showFullScreen()
        else:
            self.show()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        super().closeEvent(event)
        self.closed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self.message, 0), (self.view, 1), (self.standing, 0)):
            column.addWidget(part, stretch)

    def _tour(self, services: ScreenServices) -> ScreenTour:
        near = (services.walls, self.book, services.city, services.news, services.closures)
        return ScreenTour(self.view, self._stage, self._wall, *near)

    def _alarm_words(self, tile: int) -> str:
        alarm = self._alarms.get(tile)
        if alarm is None:
            return ""
        text = self._stage.translator.text
        words = text(f"wall-alarm-{alarm.kind.value.replace('_', '-')}", number=alarm.number)
        return text("wall-alarm-exercise", words=words) if alarm.exercise else words

    def _sound(self) -> None:
        """Each alarm once; what stood there when this machine started has sounded before."""
        loud = {alarm.id for alarm in self._alarms.values() if alarm.sound}
        if self._heard is not None and not loud <= self._heard:
            self.alarmed.emit()
        self._heard = loud | (self._heard or set())

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.hide()
        return label

    def _speak(self) -> None:
        """Which screen this is stands there only while it shows nothing, so that people can tell them apart."""
        translator = self._stage.translator
        words: list[str] = []
        if all(content is None for content in self._wall.tiles):
            number = str(self._number)
            if self._title in ("", number):
                words.append(translator.text("wall-screen-empty", number=number))
            else:
                words.append(translator.text("wall-screen-empty-titled", number=number, title=self._title))
        if self._alone_since is not None:
            since = translator.formats.short_time(self._alone_since)
            words.append(translator.text("wall-screen-alone", time=since))
        self.standing.setText(" · ".join(words))
        self.standing.setVisible(bool(words))
        self.setWindowTitle(translator.text("wall-screen-title", number=str(self._number)))
