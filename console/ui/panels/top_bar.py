"""The bar at the top: layouts, the two main actions, language, keys and who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from console.domain.layout import layout_by_name
from console.qt.icons import icon, icon_pixmap
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import BAR_LAYOUTS, ActionId
from console.ui.panels.layout_icon import layout_icon
from console.ui.stage import Stage
from console.wall.wall import Wall
from console.widgets.folding import Fold, Folds, hides
from console.widgets.retranslation import keep_translated

_PAGES = (
    ActionId.CAUSES,
    ActionId.REPAIRS,
    ActionId.WALLS,
    ActionId.WALL_RECORD,
    ActionId.HANDOVERS,
    ActionId.WALL_RULES,
    ActionId.COVERAGE,
    ActionId.CITY,
    ActionId.WORST,
    ActionId.MACHINE,
    ActionId.LOG,
    ActionId.HOLDS,
    ActionId.RELEASES,
    ActionId.AUDIT,
)
"""Behind one button: in a row they would make the window wider than a small screen."""
_LOOKS = (
    ActionId.CONTRAST,
    ActionId.LARGER,
    ActionId.SMALLER,
    ActionId.USUAL_SIZE,
    ActionId.TOUCH,
    None,
    ActionId.LANGUAGE,
    ActionId.KEYS,
)


class TopBar(QWidget):
    """Signals: ``layout_chosen(name)``."""

    layout_chosen = Signal(str)

    def __init__(self, parent: QWidget, stage: Stage, wall: Wall, actions: BoundActions, person_name: str) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        self._wall = wall
        self._keys = actions.keys
        self._shown_locked = False
        px = stage.theme.px
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(3), px(1.5), px(3), px(1.5))
        self._row.setSpacing(px(1))
        self._add_brand()
        self._layouts = QButtonGroup(self)
        self._layout_buttons = {name: self._layout_button(name) for name in BAR_LAYOUTS}
        self._menu_button = self._action_button(actions[ActionId.LAYOUTS], with_text=False)
        self._row.addWidget(self._menu_button)
        self._row.addStretch(1)
        self._worded = [self._action_button(actions[one], with_text=True) for one in (ActionId.FLAG, ActionId.BOOKMARK)]
        for button in self._worded:
            self._row.addWidget(button)
        self._row.addWidget(self._action_button(actions[ActionId.MAP], with_text=False))
        self._row.addSpacing(px(4))
        self.pages = QMenu(self)
        for action in _PAGES:
            if actions.allowed(action):
                self.pages.addAction(actions[action])
        self.looks = self.pages.addMenu("")
        actions.fill_menu(self.looks, _LOOKS)
        self._pages_button = self._menu_of_pages()
        self._row.addWidget(self._pages_button)
        self._language = self._action_button(actions[ActionId.LANGUAGE], with_text=False)
        self._row.addWidget(self._language)
        self._keys_button = self._action_button(actions[ActionId.KEYS], with_text=False)
        self._row.addWidget(self._keys_button)
        self._person = QLabel(person_name, self)
        self._person.setObjectName("dim")
        self._person.setToolTip(person_name)
        # A long name gives way, and never makes the window wider than a small screen.
        self._person.setMinimumWidth(1)
        self._row.addSpacing(px(2))
        self._row.addWidget(self._person)
        self.destroyed.connect(wall.changed.connect(lambda _none: self._mark_layout()))
        self._folds = Folds(self, self._row, self._made_folds())
        keep_translated(self, stage.translator, self._retranslate)
        self.destroyed.connect(self._keys.changed.connect(lambda _none: self._retranslate()))
        self._mark_layout()

    def _made_folds(self) -> list[Fold]:
        """The menu of layouts, flag, bookmark, map and pages always stay."""

        def words(away: bool) -> None:
            style = Qt.ToolButtonStyle
            for button in self._worded:
                button.setToolButtonStyle(style.ToolButtonIconOnly if away else style.ToolButtonTextBesideIcon)

        return [
            hides(self._person),
            hides(self._brand),
            hides(*self._layout_buttons.values()),
            words,
            hides(self._keys_button, self._language),
            hides(self._logo),
        ]

    def _add_brand(self) -> None:
        theme = self._stage.theme
        logo = self._logo = QLabel(self)
        logo.setPixmap(icon_pixmap("ronda", theme.colours.accent, theme.px(6), self.devicePixelRatioF()))
        name = self._brand = QLabel("Ronda", self)
        name.setObjectName("title")
        for label in (logo, name):
            self._row.addWidget(label)
            self._row.addSpacing(theme.px(1))
        self._row.addSpacing(theme.px(5))

    def _layout_button(self, name: str) -> QToolButton:
        theme = self._stage.theme
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setCheckable(True)
        button.setIcon(layout_icon(layout_by_name(name), theme.colours.text, theme.px(5)))
        button.setIconSize(QSize(theme.px(5), theme.px(5)))
        button.clicked.connect(lambda _checked=False: self.layout_chosen.emit(name))
        self._layouts.addButton(button)
        self._row.addWidget(button)
        return button

    def _action_button(self, action: QAction, *, with_text: bool) -> QToolButton:
        side_px = self._stage.theme.px(4.5)
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setIconSize(QSize(side_px, side_px))
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if with_text else Qt.ToolButtonStyle.ToolButtonIconOnly
        button.setToolButtonStyle(style)
        button.setObjectName("" if with_text else "flat")
        return button

    def _menu_of_pages(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self.pages)
        button.setVisible(bool(self.pages.actions()))
        return button

    def _mark_layout(self) -> None:
        # In an exclusive group one button is always on, and a layout of one's own has none.
        self._layouts.setExclusive(False)
        for name, button in self._layout_buttons.items():
            button.setChecked(self._wall.layout == layout_by_name(name))
        self._layouts.setExclusive(True)
        colours, locked = self._stage.theme.colours, self._wall.locked
        if locked != self._shown_locked:
            # Drawing it takes milliseconds, and the wall changes with every step of the selection.
            self._shown_locked = locked
            self._menu_button.setIcon(
                icon("hold" if locked else "layouts", colours.caution if locked else colours.text)
            )

    def _retranslate(self) -> None:
        translator = self._stage.translator
        self._pages_button.setText(translator.text("top-pages"))
        self.looks.setTitle(translator.text("top-look"))
        self._pages_button.setToolTip(translator.text("top-pages-hint"))
        for name, button in self._layout_buttons.items():
            words = translator.text("layout-button", name=name)
            key = self._keys.of_layout(name)
            button.setToolTip(f"{words} ({key})" if key else words)
            button.setAccessibleName(words)
        self._language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._folds.fit()
