"""The sound of the selected camera: on and off, louder and quieter; it follows the selection, and a replay is silent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import FeedKey
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.messages import short_message
from console.ui.notices import Severity
from console.ui.ports import SoundControl
from console.ui.stage import Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.look import SoundMark
from console.widgets.wall.pictures import ReplayPictures
from console.widgets.wall.wall_view import WallView

_MENU = (ActionId.SOUND, ActionId.QUIETER, ActionId.LOUDER)
_NOTICE, _TROUBLE = "sound", "sound-trouble"


class SoundIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, sound: SoundControl, replay: ReplayPictures, wall: Wall, view: WallView
    ) -> None:
        super().__init__(window)
        self._stage = stage
        self._window = window
        self._sound = sound
        self._replay = replay
        self._wall = wall
        self._hearing = wall.hearing
        self._selected = SelectedCamera(stage, wall, view)
        self._speak = view.refresh.speak
        self._asked: FeedKey | None = None
        """The feed for which a person has asked for sound and has not been answered yet."""
        self._listened: FeedKey | None = None
        """Whose the sound's status is."""
        self._problem = ""
        sound.volume(self._hearing.volume_percent)
        view.refresh.sound_mark = self._mark
        view.refresh.spoke.connect(self.follow)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.SOUND: self.toggle,
            ActionId.LOUDER: lambda: self._change_volume(self._hearing.louder),
            ActionId.QUIETER: lambda: self._change_volume(self._hearing.quieter),
        }

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        actions.fill_menu(menu.addMenu(self._stage.translator.text("menu-sound")), _MENU)

    def toggle(self) -> None:
        """Off works on an empty tile too: who wants silence gets it."""
        if not self._hearing.on and self._selected.or_notice() is None:
            return
        self._hearing.toggle()
        self._sound.mute(not self._hearing.on)
        self._asked = self._feed()
        self._speak()
        if not self._hearing.on:
            self._say("notice-sound-off")

    def follow(self) -> None:
        """Hears the selected tile of the window that is worked at, whichever that is by now."""
        if self._window.isActiveWindow():
            self._hearing.attended = self._wall.name
        if self._hearing.attended not in ("", self._wall.name):
            self._listened = None
            return
        feed, before = self._feed(), self._listened
        self._listened = feed
        self._sound.listen(feed)
        if feed is not None and before is not None and feed != before:
            # What was said of another camera is no longer so.
            self._stage.notices.clear(_NOTICE)
        status = self._sound.status()
        if feed is not None and feed == self._asked and (status.heard or status.problem or status.has_audio is False):
            self._asked = None
            if not status.problem:
                self._say("notice-sound-on" if status.heard else "notice-sound-none")
        self._tell(status.problem)

    def _feed(self) -> FeedKey | None:
        """What is to be heard now; nothing on an empty tile, and nothing of now beside pictures of before."""
        camera = self._wall.selected_camera
        if not self._hearing.on or camera is None or self._replay.status(self._selected.surface) is not None:
            return None
        return self._selected.feed(camera)

    def _mark(self, tile: int) -> SoundMark | None:
        if tile != self._wall.selected or self._listened is None or self._feed() != self._listened:
            return None
        status, text = self._sound.status(), self._stage.translator.text
        if status.heard:
            return SoundMark(self._volume(), audible=self._hearing.volume_percent > 0)
        if status.problem:
            return SoundMark(text("tile-no-loudspeaker"), audible=False)
        return SoundMark(text("tile-no-sound"), audible=False) if status.has_audio is False else None

    def _change_volume(self, change: Callable[[], None]) -> None:
        change()
        self._sound.volume(self._hearing.volume_percent)
        self._speak()
        self._say("notice-volume" if self._hearing.on else "notice-volume-off")

    def _volume(self) -> str:
        return f"{self._hearing.volume_percent} %"

    def _say(self, key: str) -> None:
        text, volume = self._stage.translator.text, self._volume()
        self._stage.notices.post(_NOTICE, Severity.INFO, lambda: text(key, volume=volume))

    def _tell(self, problem: str) -> None:
        """A machine without loudspeakers is told once, and no longer than it lasts."""
        if problem == self._problem:
            return
        self._problem = problem
        if problem:
            translator = self._stage.translator
            self._stage.notices.post(_TROUBLE, Severity.TROUBLE, lambda: short_message(translator, problem))
        else:
            self._stage.notices.clear(_TROUBLE)
