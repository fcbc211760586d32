"""A clock on a wall says day and month in whole words, of the day that it is in Semarang."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from console.i18n.language import Language
from console.i18n.whole_date import whole_date


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.INDONESIAN, "Sabtu, 1 Agustus 2026"), (Language.ENGLISH, "Saturday, 1 August 2026")],
)
def test_the_day_begins_at_midnight_in_wib(language: Language, words: str) -> None:
    assert whole_date(language, datetime(2026, 7, 31, 17, tzinfo=UTC)) == words
    assert whole_date(language, datetime(2026, 7, 31, 16, 59, tzinfo=UTC)) != words
