"""Sentences for errors: what happened, what Ronda does about it, what the person can do."""

from __future__ import annotations

from dataclasses import dataclass

from console.base.errors import BugError, KnownError
from console.base.logs import logger
from console.i18n.translator import Translator

_log = logger("ui")


@dataclass(frozen=True)
class Message:
    """One error in the language in use."""

    happened: str
    does: str
    can_do: str

    @property
    def whole(self) -> str:
        return " ".join(part for part in (self.happened, self.does, self.can_do) if part)

    @property
    def without_does(self) -> str:
        """Where Ronda does nothing by itself."""
        return " ".join(part for part in (self.happened, self.can_do) if part)


def message_key(code: str) -> str:
    """``camera.unauthorized`` -> ``error-camera-unauthorized``."""
    return "error-" + code.replace(".", "-").replace("_", "-")


def message_for(translator: Translator, error: Exception) -> Message:
    """Also for errors that nobody foresaw: those are ours, and say so."""
    if not isinstance(error, KnownError):
        return _filled(translator, "error-bug", {})
    key = message_key(error.code)
    if not translator.has(key):
        _log.error("no sentence for %s", error)
        return _filled(translator, "error-unknown", {"code": error.code})
    try:
        return _filled(translator, key, error.params)
    except BugError as problem:
        _log.error("sentence for %s: %s", error, problem)
        return _filled(translator, "error-unknown", {"code": error.code})


def short_message(translator: Translator, code: str) -> str:
    """What happened, for a tile or a list, where only the code is known."""
    key = message_key(code)
    try:
        return translator.text(key)
    except BugError:
        return translator.text("error-unknown", code=code)


def _filled(translator: Translator, key: str, params: dict[str, str | float]) -> Message:
    def part(name: str) -> str:
        return translator.text(f"{key}.{name}", **params) if translator.has(f"{key}.{name}") else ""

    return Message(translator.text(key, **params), part("does"), part("do"))
