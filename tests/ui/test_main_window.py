"""The main window: bookmarks, notices, languages, events, the state of the centre, what each role sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget

from console.base.errors import KnownError
from console.directory.service import SyncPhase
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.dialogs.keys import KeysDialog
from console.ui.notices import Severity
from console.ui.windows.main_window import MainWindow
from tests.helpers.screen_fakes import START_UTC, sample_events
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def _opened(room: Room) -> MainWindow:
    window = room.open()
    wait_until(lambda: window.book.entry(room.camera(0)))
    return window


def test_shift_b_saves_a_bookmark_of_the_moment_and_says_when_it_is_on_disk(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)

    QTest.keyClick(window.wall_view, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: room.notices.current)

    assert [(draft.camera_id, draft.at_utc) for draft in room.events.drafts] == [(room.camera(0), START_UTC)]
    assert "Penanda tersimpan" in _texts(window)
    wait_until(lambda: window.events_panel.model.rowCount() == 1)


def test_bookmark_that_cannot_be_saved_is_told_and_stays_told(make_room: MakeRoom) -> None:
    room = make_room()
    room.events.failure = KnownError("disk.full", path="/data")
    window = _opened(room)

    for _press in range(2):
        QTest.keyClick(window.wall_view, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: room.notices.current and room.notices.current.times == 2)
    room.clock.advance(60)
    room.notices.expire()

    assert "Disk komputer ini penuh." in _texts(window)
    assert "(2 kali)" in _texts(window)
    QTest.keyClick(window.wall_view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert not window.notice_bar.isVisible()


def test_letters_typed_in_the_search_are_letters(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)
    window.find_panel.focus_search()

    QTest.keyClicks(window.find_panel.field, "bf")

    assert window.find_panel.field.text() == "bf"
    assert room.events.drafts == []
    assert room.flags.begun == []


def test_language_changes_every_visible_word(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)
    before = _texts(window)

    QTest.keyClick(window.wall_view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert room.translator.language is Language.ENGLISH
    assert "Pusat: tersambung" in before
    assert "Centre: connected" in _texts(window)
    assert "EVENTS" in _texts(window)
    assert window.find_panel.field.placeholderText() == "Name, number, RT 3 RW 4 …"
    wait_until(lambda: "connecting" in window.wall_view.tiles[0].look.headline)


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (SyncPhase.NEVER, "Pusat: belum tersambung"),
        (SyncPhase.SYNCING, "Pusat: menyelaraskan …"),
        (SyncPhase.CURRENT, "Pusat: tersambung"),
        (SyncPhase.CENTRE_UNREACHABLE, "Pusat: tidak terjangkau"),
        (SyncPhase.UNUSABLE, "Pusat: direktorinya tidak dapat dipakai"),
        (SyncPhase.LOCKED, "Pusat: tidak terjangkau, direktori terkunci"),
    ],
)
def test_state_of_the_centre_is_said_in_words(make_room: MakeRoom, phase: SyncPhase, words: str) -> None:
    room = make_room()
    window = _opened(room)

    room.directory.set_state(phase)

    wait_until(lambda: words in _texts(window))


def test_with_the_centre_away_it_is_said_until_when_the_last_rights_hold(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)
    state = room.directory.sync_state
    until_utc = START_UTC + timedelta(hours=2)

    for phase, words in (
        (SyncPhase.CENTRE_UNREACHABLE, "dengan hak akses terakhir sampai 23.14.09 WIB"),
        (SyncPhase.LOCKED, "hak akses terakhir berakhir 23.14.09 WIB"),
    ):
        room.directory.sync_state = replace(state, phase=phase, rights_until_utc=until_utc)
        room.directory.state_changed.emit(room.directory.sync_state)
        wait_until(lambda words=words: words in _texts(window))  # type: ignore[misc]  # bound at once


def test_events_tell_their_way_in_words_and_lead_to_the_camera(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.events.entries = sample_events()
    window = room.open()
    panel = window.events_panel
    wait_until(lambda: panel.model.rowCount() == 6)
    spoken = [str(panel.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(6)]

    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(3))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)

    assert "Pusat tidak terjangkau. Coba lagi 21.14.23 WIB." in spoken[0]
    assert "Terkirim" in spoken[1]
    assert "Aiptu Budi Santoso (78050123) · 21.12.09 WIB" in spoken[3]
    assert "Ditolak: Peran Anda tidak mengizinkan ini." in spoken[4]
    assert room.wall.cameras[0] == "cam-1204"


def test_viewer_sees_no_events_panel(make_room: MakeRoom) -> None:
    room = make_room(role=Role.VIEWER)

    assert not room.open().events_panel.isVisible()


def test_full_screen_leaves_the_wall_alone_and_comes_back(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)

    QTest.keyClick(window.wall_view, Qt.Key.Key_F11)
    parts = (window.top_bar, window.find_panel, window.events_panel, window.status_line)
    alone = [part.isVisible() for part in parts]
    QTest.keyClick(window.wall_view, Qt.Key.Key_F11)

    assert alone == [False] * 4
    assert all(part.isVisible() for part in parts)


def test_background_bug_is_told_as_ours(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)

    window.intents.report("area-branch", ZeroDivisionError())

    assert room.notices.current is not None
    assert room.notices.current.severity is Severity.TROUBLE
    assert "Ada kesalahan di dalam Ronda." in _texts(window)


def test_everything_to_press_or_fill_in_has_a_name_and_can_be_reached_by_keys(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView)
        for widget in window.findChildren(kind)
        if widget.isVisible()
    ]

    nameless = [
        widget
        for widget in controls
        if not (
            widget.accessibleName() or (isinstance(widget, QAbstractButton) and (widget.text() or widget.toolTip()))
        )
    ]

    assert len(controls) > 12
    assert nameless == []
    assert window.wall_view.accessibleName()


def test_keys_are_listed_in_the_language_of_the_room(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)

    dialog = KeysDialog(window, room.stage, window.actions_of)
    dialog.show()

    assert dialog.tree.findItems("Lapor polisi", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    assert dialog.tree.findItems("Ctrl+9", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 1)
    dialog.close()


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.PRIVACY_OFFICER])
@pytest.mark.parametrize("language", Language)
def test_the_window_of_every_role_fits_a_small_screen_and_its_pages_are_behind_one_button(
    make_room: MakeRoom, role: Role, language: Language
) -> None:
    window = make_room(role=role, language=language).open(1280, 720)
    assert (window.width(), window.height()) == (1280, 720)
    pages = [action.isEnabled() for action in window.top_bar.pages.actions()]
    assert pages
    assert all(pages)
