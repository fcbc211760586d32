"""Signing in at a centre: address, name, password; errors are said here, in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.base.redaction import Secret
from console.i18n.translator import Translator
from console.qt.background import Background
from console.qt.icons import icon_pixmap
from console.ui.messages import message_for
from console.ui.ports import Person, SignInDesk
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated
from console.widgets.theme.theme import Theme


class SignInDialog(FittingDialog):
    """``person`` is who signed in once the dialog is accepted. Signals: ``signed_in(Person)``."""

    signed_in = Signal(object)

    def __init__(
        self,
        desk: SignInDesk,
        translator: Translator,
        theme: Theme,
        background: Background,
        centre_url: str = "",
        username: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.person: Person | None = None
        self._desk = desk
        self._translator = translator
        self._theme = theme
        self._background = background
        self._error: Exception | None = None
        self._busy = False
        self.centre = QLineEdit(centre_url, self)
        self.username = QLineEdit(username, self)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.exercise = QCheckBox(self)
        self.enter = QPushButton(self)
        self.enter.setObjectName("primary")
        self.enter.setDefault(True)
        self.language = QPushButton(self)
        self.language.setAutoDefault(False)
        self._labels = {name: QLabel(self) for name in ("centre", "username", "password")}
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._problem = QLabel(self)
        self._problem.setObjectName("alarm")
        self._keyring = QLabel(self)
        self._keyring.setObjectName("small")
        self._lay_out()
        self.enter.clicked.connect(self._sign_in)
        self.language.clicked.connect(lambda: translator.set_language(translator.language.other))
        for field in (self.centre, self.username, self.password):
            field.textChanged.connect(lambda _text: self._allow())
        keep_translated(self, translator, self._retranslate)
        self._focus_first_empty()

    def _sign_in(self) -> None:
        if self._busy or not self.enter.isEnabled():
            return
        self._busy, self._error = True, None
        self._retranslate()
        desk, centre, username = self._desk, self.centre.text().strip(), self.username.text().strip()
        secret, exercise = Secret(self.password.text()), self.exercise.isChecked()
        self._background.run(
            lambda: desk.sign_in(centre, username, secret, exercise=exercise),
            self._on_done,
            self._on_error,
            name="sign-in",
            owner=self,
        )

    def _on_done(self, person: Person) -> None:
        self.person = person
        self.password.clear()
        self.signed_in.emit(person)
        self.accept()

    def _on_error(self, error: Exception) -> None:
        self._busy, self._error = False, error
        self._retranslate()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self.password.selectAll()

    def _focus_first_empty(self) -> None:
        for field in (self.centre, self.username, self.password):
            if not field.text():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _allow(self) -> None:
        filled = all(field.text().strip() for field in (self.centre, self.username, self.password))
        self.enter.setEnabled(filled and not self._busy)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.setMinimumWidth(px(110))
        head = QHBoxLayout()
        logo = QLabel(self)
        logo.setPixmap(icon_pixmap("ronda", self._theme.colours.accent, px(10), self.devicePixelRatioF()))
        head.addWidget(logo)
        head.addSpacing(px(2))
        head.addWidget(self._title, 1)
        head.addWidget(self.language)
        form = QFormLayout()
        form.setHorizontalSpacing(px(4))
        form.setVerticalSpacing(px(2.5))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        for name, field in (("centre", self.centre), ("username", self.username), ("password", self.password)):
            self._labels[name].setBuddy(field)
            form.addRow(self._labels[name], field)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(7), px(6), px(7), px(6))
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addLayout(form)
        column.addWidget(self.exercise)
        for words in (self._problem, self._keyring):
            words.setWordWrap(True)
            column.addWidget(words)
        column.addWidget(self.enter)

    def _retranslate(self) -> None:
        text = self._translator.text
        self.setWindowTitle(text("sign-in-title"))
        self._title.setText(text("sign-in-title"))
        for name, label in self._labels.items():
            label.setText(text(f"sign-in-{name}"))
        self.exercise.setText(text("sign-in-exercise"))
        self.language.setText(text("action-language"))
        self.enter.setText(text("sign-in-busy" if self._busy else "sign-in-enter"))
        self._keyring.setText("" if self._desk.keyring_available() else text("sign-in-no-keyring"))
        self._keyring.setVisible(bool(self._keyring.text()))
        self._problem.setText(self._what_to_do())
        self._problem.setVisible(self._error is not None)
        self._allow()
        self.resize(self.minimumSizeHint().expandedTo(self.sizeHint()))

    def _what_to_do(self) -> str:
        """Nothing goes on yet that could be told of: what happened, and what to do."""
        if self._error is None:
            return ""
        message = message_for(self._translator, self._error)
        return f"{message.happened} {message.can_do}"
