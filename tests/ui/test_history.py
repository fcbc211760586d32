"""The history of the selected camera is a key away and says since when it is as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain.camera import FeedKey, FeedQuality
from console.domain.feed_history import FeedCondition, FeedSpell
from console.domain.feed_state import FeedState
from console.i18n.language import Language
from console.ui.dialogs.history import HistoryDialog
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until

MakeRoom = Callable[..., Room]


def _spells(room: Room) -> list[FeedSpell]:
    small, large = (FeedKey.of(room.camera(0), quality) for quality in (FeedQuality.SUB, FeedQuality.MAIN))
    since_utc = START_UTC - timedelta(seconds=252)
    first_utc = START_UTC - timedelta(days=1)
    return [
        FeedSpell(small, FeedCondition(FeedState.STALE, "camera.not_decoded"), since_utc, None),
        FeedSpell(small, FeedCondition(FeedState.LIVE), first_utc, since_utc),
        FeedSpell(large, FeedCondition(FeedState.SAME_PICTURE), first_utc, first_utc + timedelta(seconds=90)),
    ]


def _opened(room: Room) -> HistoryDialog:
    window = room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    wait_until(dialog.summary.text, what="the history")
    return dialog


def test_the_history_says_what_was_since_when_and_for_how_long(make_room: MakeRoom) -> None:
    room = make_room()
    room.translator.set_language(Language.ENGLISH)
    room.history.kept = _spells(room)

    dialog = _opened(room)

    assert dialog.summary.text() == "stale since 21:09:57 WIB (4 m 12 s)"
    assert dialog.lines == [
        ["21:09:57 WIB", "stale", "4 m 12 s", "small", "The camera's pictures cannot be read."],
        ["22 Nov 2026 21:14:09 WIB", "fresh", "23 h 55 m", "small", ""],
        ["22 Nov 2026 21:14:09 WIB", "same picture", "1 m 30 s", "large", ""],
    ]
    dialog.accept()


def test_a_camera_without_history_says_so(make_room: MakeRoom) -> None:
    dialog = _opened(make_room())
    assert dialog.summary.text() == "Belum ada riwayat."
    assert dialog.lines == []
    dialog.accept()


def test_an_empty_tile_has_no_history(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    window = room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert window.findChild(HistoryDialog) is None
    assert room.notices.current is not None


@pytest.mark.parametrize("in_vain", [False, True])
def test_a_camera_that_the_graphics_card_cannot_decode_has_a_remark(make_room: MakeRoom, in_vain: bool) -> None:
    room = make_room()
    if in_vain:
        room.pictures.decoding.in_vain = frozenset({FeedKey.of(room.camera(0), FeedQuality.SUB)})
    dialog = _opened(room)
    assert dialog.remark.isVisible() == in_vain
    assert ("Kartu grafis" in dialog.remark.text()) == in_vain
