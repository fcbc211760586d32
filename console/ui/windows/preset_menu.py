"""The presets of the camera that is moved: called up by digit or menu, saved and deleted by who may."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.domain.roles import Permission, may
from console.qt.background import Lane
from console.ui.dialogs.preset import PresetDialog
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.wire.ptz import PresetRecord

_DIGITS = 9


class PresetMenu(QObject):
    """For one window. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._moving = services.moving
        self._may_save = may(services.person.role, Permission.SAVE_PRESETS)
        self._camera: CameraId | None = None
        self._name = ""
        self.presets: tuple[PresetRecord, ...] | None = None
        """None until the camera has told them."""

    def show(self, camera: CameraId, name: str) -> None:
        """Asks the camera; its answer may take seconds."""
        self._camera, self._name, self.presets = camera, name, None
        self._read()

    def forget(self) -> None:
        self._camera, self.presets = None, None

    def go(self, number: int) -> None:
        """The preset that stands at ``number``, from 1."""
        if self._camera is None or self.presets is None:
            return
        if number > len(self.presets):
            formats, text = self._stage.translator.formats, self._stage.translator.text
            self._stage.notices.post(
                "preset", Severity.INFO, lambda: text("notice-no-preset", number=formats.count(number))
            )
            return
        self._go_to(self.presets[number - 1])

    def fill(self, menu: QMenu) -> None:
        """Into a menu of their own within the menu of the tile."""
        text = self._stage.translator.text
        presets = menu.addMenu(text("menu-presets"))
        if not self.presets:
            nothing = presets.addAction(text("presets-loading" if self.presets is None else "presets-none"))
            nothing.setEnabled(False)
        for index, preset in enumerate(self.presets or (), start=1):
            digit = f"{index}   " if index <= _DIGITS else ""
            _add(presets, f"{digit}{preset.name}", lambda preset=preset: self._go_to(preset))  # type: ignore[misc]  # bound now
        if not self._may_save:
            return
        presets.addSeparator()
        _add(presets, text("preset-save"), self._ask_name)
        if self.presets:
            deletions = presets.addMenu(text("preset-delete"))
            for preset in self.presets:
                _add(deletions, preset.name, lambda preset=preset: self._ask_deletion(preset))  # type: ignore[misc]  # bound now

    def _read(self) -> None:
        camera = self._camera
        if camera is not None:
            self._run(lambda: self._moving.presets(camera), lambda found: self._on_read(camera, found))

    def _on_read(self, camera: CameraId, found: tuple[PresetRecord, ...]) -> None:
        if camera == self._camera:
            self.presets = found

    def _go_to(self, preset: PresetRecord) -> None:
        camera = self._camera
        if camera is not None:
            self._run(lambda: self._moving.go_to(camera, preset.token), lambda _none: None)

    def _ask_name(self) -> None:
        dialog = PresetDialog(self._window, self._stage, self._name)
        dialog.confirmed.connect(self._save)
        dialog.open()

    def _save(self, name: str) -> None:
        camera = self._camera
        if camera is not None:
            self._run(lambda: self._moving.save(camera, name), lambda _one: self._say("notice-preset-saved", name))

    def _ask_deletion(self, preset: PresetRecord) -> None:
        dialog = PresetDialog(self._window, self._stage, self._name, preset.name)
        dialog.confirmed.connect(lambda _name: self._delete(preset))
        dialog.open()

    def _delete(self, preset: PresetRecord) -> None:
        camera = self._camera
        if camera is not None:
            self._run(
                lambda: self._moving.forget(camera, preset.token),
                lambda _none: self._say("notice-preset-deleted", preset.name),
            )

    def _say(self, key: str, name: str) -> None:
        text = self._stage.translator.text
        self._stage.notices.post("preset", Severity.DONE, lambda: text(key, name=name))
        self._read()

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._stage.background.run(work, done, name="preset", owner=self, lane=Lane.CAPTURE)


def _add(menu: QMenu, words: str, act: Callable[[], None]) -> None:
    # A preset may be called "A & B": Qt takes a single ampersand for a key.
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _checked=False: act())
