"""The words of the terminal, from the same catalogues as the screens."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache

from console.base.errors import KnownError
from console.i18n.language import Language
from console.i18n.translator import Translator
from console.qt.resources import load_translator
from console.ui.messages import message_for


def _language() -> Language:
    """``RONDA_LANGUAGE`` or the system's language where it is English; Indonesian is the language of the room."""
    asked = os.environ.get("RONDA_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return Language.ENGLISH if asked.lower().startswith("en") else Language.INDONESIAN


_loaded = cache(load_translator)


def _translator() -> Translator:
    return _loaded(_language())


def text(key: str, **params: str | float) -> str:
    """The sentence of ``key`` in the language of the terminal."""
    return _translator().text(key, **params)


def moment(at_utc: datetime) -> str:
    """Date and time in WIB."""
    return _translator().formats.moment(at_utc)


def sentence(error: KnownError) -> str:
    """What happened, what Ronda does about it and what the person can do, in one line."""
    return message_for(_translator(), error).whole
