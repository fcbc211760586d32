"""Sentences follow the language, and a missing one is a bug that is seen."""

from __future__ import annotations

import pytest

from console.base.errors import BugError
from console.i18n.language import Language
from console.i18n.translator import Translator

CATALOGUES = {
    Language.INDONESIAN: "hello = Halo { $name }\n    .does = Menyapa\ntiles = { $count } petak\n",
    Language.ENGLISH: "hello = Hello { $name }\n    .does = Greets\n"
    "tiles = { $count ->\n    [one] one tile\n   *[other] { $count } tiles\n}\n",
}


def test_text_follows_the_language_and_tells_who_listens() -> None:
    translator = Translator(CATALOGUES)
    heard: list[Language] = []
    translator.changed.connect(heard.append)

    before = translator.text("hello", name="Sari")
    translator.set_language(Language.ENGLISH)
    translator.set_language(Language.ENGLISH)

    assert (before, translator.text("hello", name="Sari")) == ("Halo Sari", "Hello Sari")
    assert heard == [Language.ENGLISH]


def test_attributes_and_plurals() -> None:
    translator = Translator(CATALOGUES, Language.ENGLISH)

    assert translator.text("hello.does") == "Greets"
    assert translator.text("tiles", count=1) == "one tile"
    assert translator.text("tiles", count=4) == "4 tiles"


@pytest.mark.parametrize("key", ["nothing", "hello.nothing"])
def test_missing_key_is_a_bug(key: str) -> None:
    translator = Translator(CATALOGUES)

    assert not translator.has(key)
    with pytest.raises(BugError, match=key):
        translator.text(key)


def test_missing_parameter_is_a_bug_and_never_a_half_sentence() -> None:
    with pytest.raises(BugError, match="hello"):
        Translator(CATALOGUES).text("hello")
