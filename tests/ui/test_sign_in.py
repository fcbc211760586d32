"""Signing in: errors in place, the password nowhere else, the missing keyring said before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.i18n.language import Language
from console.qt.background import Background
from console.qt.resources import load_translator
from console.ui.dialogs.sign_in import SignInDialog
from console.widgets.theme.theme import Theme
from tests.helpers.fake_people import FakePerson, FakeSignInDesk
from tests.helpers.waiting import wait_until

Open = Callable[[FakeSignInDesk], SignInDialog]


@pytest.fixture
def open_dialog(dressed: QApplication) -> Iterator[Open]:  # noqa: ARG001  the theme is on
    background = Background(lambda _name, _error: None)
    dialogs: list[SignInDialog] = []

    def make(desk: FakeSignInDesk) -> SignInDialog:
        dialog = SignInDialog(desk, load_translator(), Theme(), background, "https://pusat.invalid", "sari")
        dialog.show()
        dialogs.append(dialog)
        return dialog

    yield make
    for dialog in dialogs:
        dialog.close()
        dialog.deleteLater()
    background.close()


def _texts(dialog: SignInDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_enter_signs_in_and_forgets_the_password(open_dialog: Open) -> None:
    asked: list[tuple[str, str, str]] = []

    def answer(centre: str, name: str, password: Secret) -> FakePerson:
        asked.append((centre, name, password.reveal()))
        return FakePerson()

    dialog = open_dialog(FakeSignInDesk(answer))
    QTest.keyClicks(dialog.password, "rahasia")
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    wait_until(lambda: dialog.person)

    assert asked == [("https://pusat.invalid", "sari", "rahasia")]
    assert dialog.password.text() == ""
    assert not dialog.isVisible()


def test_wrong_password_is_said_in_place_and_can_be_typed_again(open_dialog: Open) -> None:
    def refuse(_centre: str, _name: str, _password: Secret) -> FakePerson:
        raise KnownError("auth.wrong_password")

    dialog = open_dialog(FakeSignInDesk(refuse))
    QTest.keyClicks(dialog.password, "salah")
    dialog.enter.click()
    wait_until(lambda: "Nama pengguna atau kata sandi salah." in _texts(dialog))

    assert dialog.enter.isEnabled()
    assert dialog.password.selectedText()
    dialog.language.click()
    assert "User name or password is wrong." in _texts(dialog)


def test_slow_centre_keeps_the_window_alive_and_asks_only_once(open_dialog: Open) -> None:
    gate = threading.Event()
    asked: list[int] = []

    def wait(_centre: str, _name: str, _password: Secret) -> FakePerson:
        asked.append(1)
        gate.wait(10)
        return FakePerson()

    dialog = open_dialog(FakeSignInDesk(wait))
    QTest.keyClicks(dialog.password, "x")
    dialog.enter.click()
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)

    assert dialog.enter.text() == "Menghubungi pusat …"
    assert not dialog.enter.isEnabled()
    gate.set()
    wait_until(lambda: dialog.person)
    assert asked == [1]


def test_nothing_filled_in_cannot_be_sent(open_dialog: Open) -> None:
    dialog = open_dialog(FakeSignInDesk())

    assert not dialog.enter.isEnabled()
    assert dialog.focusWidget() is dialog.password


def test_missing_keyring_is_said(open_dialog: Open) -> None:
    assert "tidak punya penyimpan sandi" in _texts(open_dialog(FakeSignInDesk(keyring=False)))
    assert "penyimpan sandi" not in _texts(open_dialog(FakeSignInDesk(keyring=True)))


def test_language_of_a_new_dialog_is_indonesian() -> None:
    assert load_translator().language is Language.INDONESIAN


def test_practice_is_asked_for_by_the_box(open_dialog: Open) -> None:
    desk = FakeSignInDesk()
    for wanted in (False, True):
        dialog = open_dialog(desk)
        dialog.exercise.setChecked(wanted)
        dialog.password.setText("rahasia-sekali")
        QTest.keyClick(dialog.password, Qt.Key.Key_Return)
        wait_until(lambda: wanted in desk.exercises)  # noqa: B023  waited for in this very round
    assert desk.exercises == [False, True]
