"""A tile says the truth about its picture, in the language in use."""

from __future__ import annotations

import pytest

from console.domain.feed_state import FeedReport, FeedState, SignsOfLife
from console.domain.freshness_rule import DEFAULT_RULE
from console.i18n.language import Language
from console.qt.resources import load_translator
from console.ui.messages import short_message
from console.widgets.wall.look import Now, TileLook, TileWords
from tests.helpers.screen_fakes import START_UTC, camera_entry

ENTRY = camera_entry(1207, "Pos Kamling")


def _look(report: FeedReport, age_s: float | None, language: Language = Language.INDONESIAN) -> TileLook:
    translator = load_translator(language)
    words = TileWords(translator, lambda code: short_message(translator, code))
    return words.of(7, ENTRY, Now(report, SignsOfLife(age_s), DEFAULT_RULE, START_UTC))


def test_living_picture_shows_number_name_and_age_and_nothing_over_it() -> None:
    look = _look(FeedReport(FeedState.LIVE), 0.24)

    assert (look.state, look.number, look.name, look.age) == (FeedState.LIVE, "1207", "Pos Kamling", "< 1 s")
    assert (look.headline, look.detail) == ("", "")


def test_old_picture_is_never_called_live_whatever_the_worker_says() -> None:
    look = _look(FeedReport(FeedState.LIVE), 14.6)

    assert (look.state, look.state_word, look.headline) == (FeedState.STALE, "basi", "14 s")
    assert look.detail == "Gambar terakhir 21.13.54 WIB"


def test_suspect_picture_says_so_in_words() -> None:
    assert _look(FeedReport(FeedState.LIVE), 4.0).state_word == "diragukan"


def test_failure_says_why_and_waiting_says_when() -> None:
    failed = _look(FeedReport(FeedState.FAILED, "camera.unauthorized"), None)
    waiting = _look(FeedReport(FeedState.WAITING, "camera.unreachable", 6.2), 60.0, Language.ENGLISH)

    assert (failed.headline, failed.detail) == ("Kamera menolak kata sandi.", "")
    assert waiting.headline == "The camera cannot be reached."
    assert waiting.detail == "Next try in 7 s · Last picture 21:13:09 WIB"


def test_connecting_without_picture_has_no_age() -> None:
    look = _look(FeedReport(FeedState.CONNECTING), None)

    assert (look.state, look.age, look.headline) == (FeedState.CONNECTING, "", "menyambung …")


@pytest.mark.parametrize("state", list(FeedState))
def test_screen_readers_hear_camera_and_state(state: FeedState) -> None:
    spoken = _look(FeedReport(state, "camera.timeout"), None).spoken

    assert "1207" in spoken
    assert "Pos Kamling" in spoken


def test_repeated_picture_is_told_apart_from_a_missing_one() -> None:
    translator = load_translator(Language.ENGLISH)
    words = TileWords(translator, lambda code: short_message(translator, code))
    look = words.of(7, ENTRY, Now(FeedReport(FeedState.LIVE), SignsOfLife(72.0, 0.1, 0.2), DEFAULT_RULE, START_UTC))

    assert (look.state, look.state_word) == (FeedState.SAME_PICTURE, "same picture")
    assert (look.headline, look.detail) == ("Same picture 1 m 12 s", "Unchanged since 21:12:57 WIB")
