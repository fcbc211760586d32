"""Practice stands on every window and is asked for at the sign-in; without it nothing of it is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.i18n.language import Language
from console.ui.windows.wall_window import WallWindow
from tests.helpers.fake_people import FakePerson
from tests.helpers.screen_room import Room
from tests.ui.conftest import MakeRoom


def _room(make_room: MakeRoom, language: Language, *, exercise: bool) -> Room:
    room = make_room(language=language)
    room.services = replace(room.services, person=FakePerson(exercise=exercise))
    return room


@pytest.mark.parametrize("language", Language)
def test_practice_is_on_the_window_in_title_and_band(make_room: MakeRoom, language: Language) -> None:
    window = _room(make_room, language, exercise=True).open()
    assert window.windowTitle().startswith("LATIHAN · ")
    assert window.exercise_band.isVisible()
    assert "LATIHAN" in window.exercise_band.text()


def test_without_practice_there_is_no_band(make_room: MakeRoom) -> None:
    window = _room(make_room, Language.INDONESIAN, exercise=False).open()
    assert "LATIHAN" not in window.windowTitle()
    assert not window.exercise_band.isVisible()


def test_the_wall_window_says_it_too(make_room: MakeRoom) -> None:
    room = _room(make_room, Language.INDONESIAN, exercise=True)
    window = WallWindow(room.stage, room.services, room.wall)
    window.show()
    assert window.windowTitle().startswith("LATIHAN · ")
    window.close()
    window.deleteLater()
