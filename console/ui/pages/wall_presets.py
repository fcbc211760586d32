"""Presets of a wall on its page: looked into before they are called, called at once or one screen after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.domain.camera import CameraId
from console.domain.wall_change import ScreenChange, change_between
from console.domain.wall_wanted import ScreenContent
from console.qt.timer import Timer
from console.ui.dialogs.ask import AskDialog, AskWords
from console.ui.dialogs.wall_preset import PresetLine, WallPresetDialog
from console.ui.pages.page import Page
from console.ui.pages.wall_acts import Chosen, do_act
from console.ui.pages.wall_reason import do_sending
from console.ui.pages.wall_words import WallWords
from console.ui.wall_port import SteeringDesk
from console.wire.walls import PresetApply, PresetRecord, ScreenRecord, WallRecord

_RENAME = AskWords("wall-preset-rename-title", "wall-preset-rename-explained", "wall-preset-rename-do", "walls-preset")
_DELETE = AskWords("wall-preset-delete-title", "wall-preset-delete-explained", "wall-preset-delete-do")
_MOST_NAMED = 3


class WallPresets:
    """For one page; ``chosen`` gives None where there is no wall, ``may_send`` whether the person may send to a screen."""

    def __init__(
        self,
        page: Page,
        desk: SteeringDesk,
        words: WallWords,
        chosen: Callable[[], Chosen | None],
        may_send: Callable[[ScreenRecord], bool],
    ) -> None:
        self._page, self._desk, self._words = page, desk, words
        self._chosen, self._may_send = chosen, may_send
        self._text = page.stage.translator.text
        self._round: tuple[str, str, list[int], int] | None = None
        """Wall, preset, the screens that are still to come, and how many there were."""
        self._timer = Timer(page, "preset-round", 1000, self._next)

    @property
    def in_round(self) -> bool:
        return self._round is not None

    def look(self, preset: str, *, keeps: bool) -> None:
        """What it would change, and then what to do with it."""
        chosen, desk = self._chosen(), self._desk
        if chosen is None or not preset:
            return
        wall = chosen.wall
        self._page.stage.background.run(
            lambda: desk.setup.preset(wall.name, preset),
            lambda record: self._ask(wall, record, keeps=keeps),
            self._page.say_error,
            name="wall-preset",
            owner=self._page,
        )

    def delete(self, preset: str) -> None:
        chosen, desk = self._chosen(), self._desk
        if chosen is None or not preset:
            return
        wall = chosen.wall.name
        dialog = AskDialog(self._page, self._page.stage, _DELETE, preset)
        dialog.confirmed.connect(
            lambda _typed: do_act(self._page, lambda: desk.setup.delete_preset(wall, preset), "walls-preset-deleted")
        )
        dialog.open()

    def stop(self) -> None:
        """What has been sent stays."""
        if self._round is not None:
            _wall, preset, left, count = self._round
            self._end()
            done = count - len(left)
            self._page.say(lambda: self._text("wall-preset-stopped", name=preset, done=done, count=count))

    def _ask(self, wall: WallRecord, record: PresetRecord, *, keeps: bool) -> None:
        dialog = WallPresetDialog(self._page, self._page.stage, record.name, self._lines(wall, record), keeps=keeps)
        dialog.called.connect(lambda screens, pace_s: self._call(wall.name, record.name, screens, pace_s))
        for asked in (dialog.rename_asked, dialog.delete_asked):
            asked.connect(dialog.reject)
        dialog.rename_asked.connect(lambda: self._rename(wall.name, record.name))
        dialog.delete_asked.connect(lambda: self.delete(record.name))
        dialog.open()

    def _rename(self, wall: str, preset: str) -> None:
        desk = self._desk
        dialog = AskDialog(self._page, self._page.stage, _RENAME, preset, typed=preset)
        dialog.confirmed.connect(
            lambda new: do_act(self._page, lambda: desk.setup.rename_preset(wall, preset, new), "wall-preset-renamed")
        )
        dialog.open()

    def _call(self, wall: str, preset: str, screens: tuple[int, ...], pace_s: int) -> None:
        desk = self._desk
        if not pace_s or len(screens) == 1:
            operation = PresetApply(preset=preset, screens=screens)
            do_sending(self._page, lambda reason: desk.send(wall, operation, reason), lambda: self._text("walls-sent"))
            return
        self._round = (wall, preset, list(screens), len(screens))
        self._timer.start(pace_s * 1000)
        self._next()

    def _next(self) -> None:
        if self._round is None:
            return
        (wall, preset, left, count), desk, text = self._round, self._desk, self._text
        number = left.pop(0)
        done = count - len(left)
        if not left:
            self._end()
        self._page.stage.background.run(
            lambda: desk.send(wall, PresetApply(preset=preset, screens=(number,))),
            lambda _sent: self._page.say(lambda: text("wall-preset-step", name=preset, done=done, count=count)),
            self._on_refused,
            name="wall-preset-step",
            owner=self._page,
        )

    def _on_refused(self, error: Exception) -> None:
        """The rest is not sent: who called it must see what is wrong first."""
        self._end()
        self._page.say_error(error)

    def _end(self) -> None:
        self._round = None
        self._timer.stop()

    def _lines(self, wall: WallRecord, record: PresetRecord) -> list[PresetLine]:
        screens = {screen.number: screen for screen in wall.screens}
        lines = []
        for one in record.screens:
            screen = screens.get(one.number)
            if screen is None:
                continue
            now = ScreenContent(screen.layout.state(), screen.message)
            change = change_between(now, ScreenContent(one.layout.state(), one.message))
            can = self._may_send(screen)
            is_none = change.is_none and one.tour == screen.tour
            said = self.said(change) if one.tour is None or is_none else self._words.tour(one.tour)
            words = f"{self._words.name_of(screen)}: {said if can else self._text('wall-change-refused')}"
            lines.append(PresetLine(one.number, words, not is_none, can))
        return lines

    def said(self, change: ScreenChange) -> str:
        """``tata letak 1+5; masuk: …; keluar: …``."""
        text, parts = self._text, []
        if change.is_none:
            return text("wall-change-none")
        if change.layout:
            parts.append(text("wall-change-layout", name=change.layout))
        for key, cameras in (("wall-change-come", change.come), ("wall-change-go", change.go)):
            if cameras:
                parts.append(text(key, names=self._named(cameras)))
        if change.moves:
            parts.append(text("wall-change-moves"))
        if change.message is not None:
            key = "wall-change-message" if change.message else "wall-change-no-message"
            parts.append(text(key, words=change.message))
        return "; ".join(parts)

    def _named(self, cameras: Sequence[CameraId]) -> str:
        named = ", ".join(self._words.camera(camera) for camera in cameras[:_MOST_NAMED])
        more = len(cameras) - _MOST_NAMED
        return named if more <= 0 else self._text("wall-change-more", names=named, count=more)
