"""Keeps the words of a widget in the language in use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.i18n.translator import Translator


def keep_translated(owner: QObject, translator: Translator, say: Callable[[], None]) -> None:
    """Calls ``say`` now and after every change of language, until ``owner`` is destroyed."""
    owner.destroyed.connect(translator.changed.connect(lambda _language: say()))
    say()
