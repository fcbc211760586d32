"""Turns message keys into sentences of the language in use, which may change at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

from console.base.errors import BugError
from console.base.observer import Signal
from console.i18n.formats import Formats
from console.i18n.language import Language


class Translator:
    """The words of the screens. Main thread only."""

    def __init__(self, catalogues: Mapping[Language, str], language: Language = Language.INDONESIAN) -> None:
        """``catalogues``: Fluent text of each language. Raises KeyError when one is missing."""
        self._bundles = {known: _bundle(known, catalogues[known]) for known in Language}
        self._language = language
        self.changed: Signal[Language] = Signal()

    @property
    def language(self) -> Language:
        return self._language

    @property
    def formats(self) -> Formats:
        return Formats.of(self._language)

    def set_language(self, language: Language) -> None:
        if language is not self._language:
            self._language = language
            self.changed.emit(language)

    def has(self, key: str) -> bool:
        """``key`` may name an attribute: ``error-x.does``."""
        return self._has(self._language, key)

    def text(self, key: str, **params: str | float) -> str:
        """The sentence of ``key`` (``message`` or ``message.attribute``). Raises BugError when there is none."""
        return self.text_in(self._language, key, **params)

    def text_in(self, language: Language, key: str, **params: str | float) -> str:
        """As ``text``, in a language that need not be the one in use: people look for words of both."""
        if not self._has(language, key):
            raise BugError(f"no text {key!r} in {language.value}")
        message, _dot, attribute = key.partition(".")
        bundle = self._bundles[language]
        found = bundle.get_message(message)
        pattern = found.attributes[attribute] if attribute else found.value
        if pattern is None:
            raise BugError(f"the text {key!r} is empty in {language.value}")
        value, problems = bundle.format_pattern(pattern, params)
        if problems:
            raise BugError(f"the text {key!r} in {language.value}: {problems}")
        return str(value)

    def _has(self, language: Language, key: str) -> bool:
        message, _dot, attribute = key.partition(".")
        bundle = self._bundles[language]
        if not bundle.has_message(message):
            return False
        return not attribute or attribute in bundle.get_message(message).attributes


def _bundle(language: Language, text: str) -> FluentBundle:
    # Without isolation marks: both languages run left to right, and the marks show as boxes in some fonts.
    bundle = FluentBundle([language.value], use_isolating=False)
    bundle.add_resource(_parsed(text))
    return bundle


@lru_cache(maxsize=len(Language))
def _parsed(text: str) -> Resource:
    """Bundles only read it, and reading a catalogue anew takes longer than opening a window."""
    return FluentResource(text)
