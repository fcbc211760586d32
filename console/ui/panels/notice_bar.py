"""The line over the foot of the wall in which the console speaks; it takes no keyboard focus away.

It lies over the tiles: would it push them, every message would resize every picture.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from console.qt.icons import icon, icon_pixmap
from console.qt.timer import Timer
from console.ui.notices import Severity
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_EXPIRE_TICK_MS = 500
_STYLES = {
    Severity.INFO: ("noticeInfo", "info"),
    Severity.DONE: ("noticeDone", "done"),
    Severity.TROUBLE: ("noticeTrouble", "warning"),
}


class NoticeBar(QFrame):
    """Shows the newest notice and how many more there are."""

    def __init__(self, over: QWidget, stage: Stage) -> None:
        super().__init__(over)
        self._over = over
        self._stage = stage
        over.installEventFilter(self)
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._more = QLabel(self)
        self._more.setObjectName("small")
        self._action = QToolButton(self)
        self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._action.clicked.connect(self._on_action)
        self._close = QToolButton(self)
        self._close.setObjectName("flat")
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setIcon(icon("close", stage.theme.colours.text))
        self._close.clicked.connect(stage.notices.dismiss)
        row = QHBoxLayout(self)
        px = stage.theme.px
        row.setContentsMargins(px(3), px(1), px(2), px(1))
        row.setSpacing(px(2))
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._more)
        row.addWidget(self._close)
        self.destroyed.connect(stage.notices.changed.connect(lambda _none: self._show()))
        Timer(self, "notices", _EXPIRE_TICK_MS, stage.notices.expire).start()
        keep_translated(self, stage.translator, self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        margin_px = self._stage.theme.px(4)
        width_px = min(self._over.width() - 2 * margin_px, self._stage.theme.px(190))
        height_px = max(self.heightForWidth(width_px), self.minimumSizeHint().height())
        left = (self._over.width() - width_px) // 2
        self.setGeometry(left, self._over.height() - height_px - margin_px, width_px, height_px)
        self.raise_()

    def _on_action(self) -> None:
        notice = self._stage.notices.current
        if notice is not None and notice.action is not None:
            notice.action.do()

    def _show(self) -> None:
        notices = self._stage.notices
        notice = notices.current
        self.setVisible(notice is not None)
        if notice is None:
            return
        text = self._stage.translator.text
        style, symbol = _STYLES[notice.severity]
        colours = self._stage.theme.colours
        colour = {"info": colours.accent, "done": colours.live, "warning": colours.alarm}[symbol]
        self._icon.setPixmap(icon_pixmap(symbol, colour, self._stage.theme.px(5), self.devicePixelRatioF()))
        times = text("notice-times", times=notice.times) if notice.times > 1 else ""
        self._text.setText(" ".join(part for part in (notice.say(), times) if part))
        self._action.setVisible(notice.action is not None)
        self._action.setText(notice.action.say() if notice.action else "")
        self._more.setText(text("notice-more", count=notices.count - 1) if notices.count > 1 else "")
        self._close.setToolTip(text("action-dismiss"))
        self._close.setAccessibleName(text("action-dismiss"))
        if self.objectName() != style:
            self.setObjectName(style)
            self.style().polish(self)
        self._place()
