"""A machine that cannot keep up says so, in both languages, for as long as it lasts."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from console.domain.camera import FeedKey, FeedQuality
from console.i18n.language import Language
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_slowed_tiles_are_counted_at_the_bottom_and_the_words_go_with_the_load(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    room.pictures.load.given_up = frozenset({FeedKey.of(room.camera(0), FeedQuality.SUB)})
    wait_until(lambda: "1 dengan gambar lebih jarang" in _texts(window))
    room.translator.set_language(Language.ENGLISH)
    wait_until(lambda: "1 with fewer pictures" in _texts(window))
    room.pictures.load.given_up = frozenset()
    wait_until(lambda: "fewer pictures" not in _texts(window))
