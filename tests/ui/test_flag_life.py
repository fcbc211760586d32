"""A flag never fails silently: the red line says whom to telephone, and what is said of a flag goes out."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_change import FlagReason
from console.domain.flag_state import FlagAction, FlagState
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.dialogs.flag_change import FlagChangeDialog
from console.ui.windows.main_window import MainWindow
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_ID = UUID("019ab000-0000-7000-8000-0000000000f1")


def _flag(room: Room, **changes: object) -> EventEntry:
    entry = EventEntry(_ID, EventKind.FLAG, room.camera(0), START_UTC, "", EventWay.SAVED, "KAM-01", 1)
    return replace(entry, **changes)  # type: ignore[arg-type]  # fields of the entry


def _sent(room: Room, stage: FlagState = FlagState.SENT, **changes: object) -> EventEntry:
    told = {"stage": stage, "clock_utc": START_UTC, "waits": True, "number": "SMG-20261123-0042"}
    return _flag(room, way=EventWay.SENT, **(told | changes))


def _open(room: Room, *entries: EventEntry) -> MainWindow:
    room.events.entries = list(entries)
    window = room.open()
    wait_until(lambda: window.events_panel.model.rowCount() == len(entries))
    wait_until(lambda: window.book.entry(room.camera(0)))
    return window


def _dialog() -> FlagChangeDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, FlagChangeDialog) else None


def _asked(window: MainWindow, entry: EventEntry, action: FlagAction) -> FlagChangeDialog:
    window.flag_intents.begin(entry, action)
    wait_until(lambda: _dialog() is not None)
    dialog = _dialog()
    assert dialog is not None
    return dialog


def test_a_p1_that_does_not_get_out_turns_into_a_red_line_with_the_telephone(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _flag(room))
    bar = window.alarm_bar
    assert not bar.isVisible()
    room.clock.jump_wall(3_600)
    room.clock.advance(29)
    bar.look()
    assert not bar.isVisible()
    room.clock.advance(1)
    bar.look()

    assert bar.isVisible()
    assert bar.head.text() == "BELUM TERKIRIM – telepon 110 / HT"
    assert "Tawuran" in bar.text.text()
    assert str(room.entries[0].camera.number) in bar.text.text()
    wait_until(lambda: bar.text.height() >= bar.text.heightForWidth(bar.text.width()), what="room for all its words")


def test_the_red_line_goes_when_the_person_has_telephoned_and_the_history_knows(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _sent(room, FlagState.DELIVERED, level=2))
    assert window.alarm_bar.head.text() == "BELUM DIJAWAB – telepon 110 / HT"
    assert "SMG-20261123-0042" in window.alarm_bar.text.text()

    QTest.mouseClick(window.alarm_bar.button, Qt.MouseButton.LeftButton)

    wait_until(lambda: not window.alarm_bar.isVisible())
    ((flag_id, change),) = room.events.said
    assert (flag_id, change.action, change.note) == (_ID, FlagAction.TELEPHONE, "110")


def test_the_red_line_follows_the_language_and_counts_the_others(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _sent(room, level=2), replace(_sent(room, level=2), id=UUID(int=7)))

    room.translator.set_language(Language.ENGLISH)

    assert window.alarm_bar.head.text() == "NOT ANSWERED – telephone 110 / radio"
    assert window.alarm_bar.button.text() == "Told by telephone"
    assert len(window.alarm_bar.alarms) == 2


def test_the_panel_offers_what_the_table_allows_to_this_person_now(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _sent(room))
    offered = window.flag_intents.offered
    assert offered(_sent(room)) == [
        FlagAction.NOTE,
        FlagAction.TELEPHONE,
        FlagAction.CANCEL,
        FlagAction.MARK_DUPLICATE,
    ]
    assert FlagAction.CANCEL not in offered(_sent(room, FlagState.ENROUTE))
    assert FlagAction.CLOSE in offered(_sent(room, FlagState.RESOLVED))
    assert offered(_sent(room, FlagState.CLOSED)) == []
    assert offered(_flag(room, kind=EventKind.BOOKMARK)) == []


def test_a_supervisor_is_offered_more(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    window = _open(room, _sent(room))
    assert {FlagAction.VERIFY, FlagAction.CLOSE} <= set(window.flag_intents.offered(_sent(room)))
    assert window.flag_intents.offered(_sent(room, FlagState.CLOSED)) == [FlagAction.REOPEN]


def test_the_menu_of_a_flag_offers_its_actions(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    window = _open(room, _sent(room))
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: menus.append(menu))
    window.events_panel.list.customContextMenuRequested.emit(QPoint(20, 20))
    (menu,) = menus
    said = [action for action in menu.actions() if not action.isSeparator()]
    words = [action.text() for action in said]
    said[words.index("Polisi sudah ditelepon")].trigger()
    menu.close()
    wait_until(lambda: room.events.said)

    # Its moment is now, so it can be looked at again as well.
    assert words[:2] == ["Tampilkan kamera", "Putar ulang saat itu"]
    assert words[2].startswith("Tambahkan gambar dari kamera 1201")
    assert words[3:] == [
        "Tandai foto …",
        "Tambah catatan …",
        "Polisi sudah ditelepon",
        "Batalkan laporan …",
        "Tandai duplikat …",
    ]
    assert room.events.said[0][1].action is FlagAction.TELEPHONE


def _cut_off(dialog: FlagChangeDialog) -> list[str]:
    labels = [label for label in dialog.findChildren(QLabel) if label.wordWrap()]
    return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]


def test_cancelling_asks_for_the_reason_and_does_not_go_without(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _sent(room))
    dialog = _asked(window, _sent(room), FlagAction.CANCEL)
    dialog.say()
    assert "Alasan belum dipilih." in dialog.problem

    dialog.reason.setCurrentIndex(dialog.reason.findData(FlagReason.OTHER.value))
    dialog.say()
    assert "Catatan belum diisi." in dialog.problem
    wait_until(lambda: not _cut_off(dialog), what="room for all words")
    dialog.note.setText("latihan warga")
    dialog.say()

    wait_until(lambda: room.events.said)
    change = room.events.said[0][1]
    assert (change.action, change.reason, change.note) == (FlagAction.CANCEL, FlagReason.OTHER, "latihan warga")
    wait_until(lambda: _dialog() is None)


def test_a_duplicate_is_chosen_among_the_other_open_flags(make_room: MakeRoom) -> None:
    room = make_room()
    other = replace(_sent(room), id=UUID(int=5), number="SMG-20261123-0041")
    ended = replace(_sent(room, FlagState.CLOSED), id=UUID(int=6), number="SMG-20261123-0040")
    window = _open(room, _sent(room), other, ended)
    dialog = _asked(window, _sent(room), FlagAction.MARK_DUPLICATE)
    assert [dialog.original.itemData(row) for row in range(dialog.original.count())] == [None, other.id]
    dialog.say()
    assert "Belum disebutkan laporan mana" in dialog.problem
    dialog.original.setCurrentIndex(1)
    dialog.say()

    wait_until(lambda: room.events.said)
    assert room.events.said[0][1].duplicate_of == other.id


@pytest.mark.parametrize("action", [FlagAction.CANCEL, FlagAction.MARK_DUPLICATE, FlagAction.NOTE])
def test_the_dialog_may_change_its_language_and_keeps_what_was_chosen(make_room: MakeRoom, action: FlagAction) -> None:
    room = make_room()
    window = _open(room, _sent(room))
    dialog = _asked(window, _sent(room), action)
    if action is FlagAction.CANCEL:
        dialog.reason.setCurrentIndex(2)
    dialog.note.setText("x")

    room.translator.set_language(Language.ENGLISH)

    assert dialog.note.text() == "x"
    assert dialog.reason.currentIndex() == (2 if action is FlagAction.CANCEL else 0)
    assert dialog.cancel_button.text() == "Cancel (Esc)"
    dialog.reject()
