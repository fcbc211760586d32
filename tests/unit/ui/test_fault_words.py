"""One line in both languages tells how many records are faulty and which is the first."""

from __future__ import annotations

import pytest

from console.directory.record_faults import RecordFaults
from console.i18n.language import Language
from console.qt.resources import load_translator
from console.ui.panels.fault_words import fault_words


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.INDONESIAN, "3 dari 20.000 data bermasalah (pertama: kamera cam-7: nomor)"),
        (Language.ENGLISH, "3 of 20,000 records are faulty (first: camera cam-7: number)"),
    ],
)
def test_the_line_names_the_first(language: Language, expected: str) -> None:
    assert fault_words(load_translator(language), RecordFaults(3, 20_000, "camera", "cam-7", "number")) == expected


def test_a_field_that_nobody_knows_and_a_long_name_are_told_as_they_are() -> None:
    words = fault_words(load_translator(Language.ENGLISH), RecordFaults(1, 2, "area", "x" * 200, "altitude"))

    assert words.endswith(f"(first: area {'x' * 40}…: altitude)")
