"""Layouts of one's own: saved, opened, deleted, and handed to colleagues as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from console.base.errors import KnownError
from console.domain.layout import Layout, is_common, layout_by_name
from console.domain.tile_content import other_in
from console.domain.wall_state import WallState
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import BAR_LAYOUTS, LAYOUT_KEYS, ActionId
from console.ui.camera_book import CameraBook
from console.ui.dialogs.layout_editor import LayoutEditorDialog
from console.ui.dialogs.layout_name import LayoutNameDialog
from console.ui.messages import message_for
from console.ui.notices import NoticeAction, Severity
from console.ui.panels.layout_icon import layout_icon
from console.ui.stage import Services, Stage
from console.wall.layout_text import as_text, from_text
from console.wall.wall import Wall
from console.widgets.wall.content_words import content_words

_NOTICE = "layouts"
_MENU = (
    ActionId.WORKSPACES,
    None,
    ActionId.SAVE_LAYOUT,
    ActionId.EDIT_LAYOUT,
    ActionId.LOCK_WALL,
    None,
    ActionId.COPY_LAYOUT,
    ActionId.PASTE_LAYOUT,
    None,
    ActionId.UNDO,
    ActionId.REDO,
    ActionId.TILE_BACK,
    ActionId.TILE_FORWARD,
    None,
    ActionId.NEW_WINDOW,
    ActionId.IDENTIFY,
    ActionId.NEXT_SCREEN,
    ActionId.CLOSE_WINDOW,
)


class LayoutIntents:
    """For one window. ``actions`` gives its actions, made after this. Main thread."""

    def __init__(
        self,
        window: QWidget,
        view: QWidget,
        stage: Stage,
        services: Services,
        wall: Wall,
        book: CameraBook,
        actions: Callable[[], BoundActions],
    ) -> None:
        self._window = window
        self._view = view
        self._stage = stage
        self._walls = services.walls
        self._layouts = services.layouts
        self._keys = services.keys
        self._wall = wall
        self._book = book
        self._actions = actions

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.LAYOUTS: self.open_menu,
            ActionId.SAVE_LAYOUT: self.ask_name,
            ActionId.EDIT_LAYOUT: self.edit,
            ActionId.COPY_LAYOUT: self.copy,
            ActionId.PASTE_LAYOUT: self.paste,
        }

    def open_menu(self) -> None:
        """At the wall's upper left corner; it goes by itself."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme, text = self._stage.theme, self._stage.translator.text
        saved = self._layouts.by_name
        for name, state in saved.items():
            entry = menu.addAction(layout_icon(state.layout, theme.colours.text, theme.px(5)), _unmarked(name))
            entry.triggered.connect(lambda _checked=False, name=name: self.show(name))
        if not saved:
            menu.addAction(text("layouts-none-saved")).setEnabled(False)
        menu.addSeparator()
        for name in LAYOUT_KEYS:
            if name not in BAR_LAYOUTS:
                words = f"{text('layout-button', name=name)}\t{self._keys.of_layout(name)}".rstrip()
                common = menu.addAction(layout_icon(layout_by_name(name), theme.colours.text, theme.px(5)), words)
                common.triggered.connect(lambda _checked=False, name=name: self._wall.set_layout(layout_by_name(name)))
        menu.addSeparator()
        self._actions().fill_menu(menu, _MENU)
        if saved:
            menu.addSeparator()
            deleting = menu.addMenu(text("layouts-delete"))
            for name in saved:
                deleting.addAction(_unmarked(name)).triggered.connect(
                    lambda _checked=False, name=name: self.delete(name)
                )
        menu.popup(self._view.mapToGlobal(QPoint(0, 0)))

    def edit(self) -> None:
        """Draws on the layout of the wall; a common one gets a name of its own, so that both can be told apart."""
        if self._wall.locked:
            self._wall.refused.emit(None)
            return
        layout, size = self._wall.layout, self._view.size()
        name = self._stage.translator.text("editor-own", name=layout.name) if is_common(layout) else layout.name
        ratio = size.width() / max(1, size.height())
        dialog = LayoutEditorDialog(self._window, self._stage, layout, name, self._label_of, ratio)
        dialog.given.connect(self._on_drawn)
        dialog.open()

    def ask_name(self) -> None:
        """For the wall as it is, cameras and lock with it."""
        dialog = LayoutNameDialog(self._window, self._stage, self._wall.layout.name, self._layouts.by_name)
        dialog.given.connect(self.save)
        dialog.open()

    def save(self, name: str) -> None:
        state = self._wall.state
        try:
            self._layouts.save(replace(state, layout=replace(state.layout, name=name)))
        except KnownError as error:
            self._refuse(error)
            return
        self._say("layouts-saved", name)

    def show(self, name: str) -> None:
        """Instead of what is on the wall, locked or not; it can be undone."""
        state = self._layouts.by_name.get(name)
        if state is not None:
            self._take(state, "layouts-shown")

    def delete(self, name: str) -> None:
        state = self._layouts.by_name.get(name)
        if state is not None:
            self._layouts.remove(name)
            self._say("layouts-deleted", name, lambda: self._layouts.save(state))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._wall.state))
        self._say("layouts-copied", self._wall.layout.name)

    def paste(self) -> None:
        try:
            state = from_text(QGuiApplication.clipboard().text())
        except KnownError as error:
            self._refuse(error)
            return
        self._take(state, "layouts-pasted")

    def _on_drawn(self, layout: Layout, origins: Sequence[int | None]) -> None:
        self._wall.set_layout(layout, origins)
        self._say("editor-used", layout.name)

    def _label_of(self, tile: int) -> str:
        other = other_in(self._wall.tiles[tile])
        if other is not None:
            return content_words(self._stage.translator.text, other)
        camera = self._wall.cameras[tile]
        entry = None if camera is None else self._book.entry(camera)
        return entry.camera.name if entry is not None else str(camera or "")

    def _take(self, state: WallState, text_key: str) -> None:
        before = self._walls.steps.last
        self._wall.restore(state)
        step = self._walls.steps.last
        # Nothing to undo where the wall was like that already.
        undo = (lambda: self._walls.steps.take_back(step)) if step is not None and step is not before else None
        self._say(text_key, state.layout.name, undo)

    def _say(self, text_key: str, name: str, undo: Callable[[], None] | None = None) -> None:
        text = self._stage.translator.text

        def take_back(do: Callable[[], None]) -> None:
            do()
            self._stage.notices.clear(_NOTICE)

        action = None if undo is None else NoticeAction(lambda: text("fill-undo"), lambda: take_back(undo))
        save = self._keys.shown(ActionId.SAVE_LAYOUT) or text(ActionId.SAVE_LAYOUT.value)
        self._stage.notices.post(_NOTICE, Severity.DONE, lambda: text(text_key, name=name, save=save), action)

    def _refuse(self, error: KnownError) -> None:
        translator = self._stage.translator
        self._stage.notices.post(_NOTICE, Severity.INFO, lambda: message_for(translator, error).whole)


def _unmarked(name: str) -> str:
    """A name with an ampersand is no name with a key."""
    return name.replace("&", "&&")
