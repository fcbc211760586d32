"""A situation room on fakes, closed in order after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from console.domain.roles import Role
from console.i18n.language import Language
from console.widgets.theme.apply import apply_theme
from console.widgets.theme.theme import Theme
from tests.helpers.screen_room import Room

MakeRoom = Callable[..., Room]


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in the theme, once: dressing it is slow."""
    apply_theme(qapp, Theme())
    return qapp


@pytest.fixture
def make_room(dressed: QApplication) -> Iterator[MakeRoom]:  # noqa: ARG001  the theme is on
    rooms: list[Room] = []

    def make(
        layout: str = "2x2",
        cameras: int = 3,
        role: Role = Role.OPERATOR,
        language: Language = Language.INDONESIAN,
    ) -> Room:
        room = Room(layout, cameras, role, language)
        rooms.append(room)
        return room

    yield make
    for room in rooms:
        room.close()
