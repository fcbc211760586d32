"""What each signature of a console is worth has its words, and what this program does not know yet stands as it came."""

from __future__ import annotations

import pytest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.exhibit.statement_check import Standing
from console.i18n.language import Language
from console.qt.resources import load_translator
from console.ui.pages.recorded_words import recorded_words
from console.wire.releases import RecordedFiles
from tests.helpers.screen_fakes import START_UTC

ENGLISH = load_translator(Language.ENGLISH)


def recorded(standing: str, **more: object) -> RecordedFiles:
    file = {
        "evidence_id": new_id(),
        "kind": "still",
        "camera_id": "kam-1",
        "start_utc": START_UTC,
        "received_utc": START_UTC,
        "standing": standing,
        "console": "Konsol 3",
    }
    return RecordedFiles.model_validate({"files": [file | more]})


@pytest.mark.parametrize("language", Language)
def test_each_standing_has_a_sentence_of_its_own(language: Language) -> None:
    translator = load_translator(language)
    told = {recorded_words(translator, recorded(one.value, signed_utc=START_UTC)) for one in Standing}
    assert len(told) == len(Standing)
    assert all(line.endswith(".") for line in told)


def test_a_revoked_console_is_told_with_its_time() -> None:
    assert "revoked since" in recorded_words(ENGLISH, recorded("signed", revoked_utc=START_UTC))


def test_what_a_newer_centre_tells_stands_as_it_came() -> None:
    assert recorded_words(ENGLISH, recorded("beamed")).endswith(": beamed")


def test_an_answer_that_is_not_there_is_nothing_and_one_that_failed_says_why() -> None:
    assert recorded_words(ENGLISH, None) == ""
    assert "cannot be reached" in recorded_words(ENGLISH, KnownError("net.unreachable"))
