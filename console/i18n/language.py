"""The languages that Ronda speaks."""

from __future__ import annotations

from enum import Enum


class Language(Enum):
    """A language by its ISO 639-1 code."""

    INDONESIAN = "id"
    ENGLISH = "en"

    @property
    def other(self) -> Language:
        return Language.ENGLISH if self is Language.INDONESIAN else Language.INDONESIAN
