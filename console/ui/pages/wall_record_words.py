"""One spell of the record of a wall in words: when, where, which camera, by whom, and what was really shown."""

from __future__ import annotations

from datetime import timedelta

from console.base.clock import Clock
from console.i18n.translator import Translator
from console.wire.wall_record import WallSpellRecord

_LATER = timedelta(seconds=10)
"""A machine that shows a camera for so much longer than it was wanted did not hear of the change."""


class WallRecordWords:
    """In the language in use."""

    def __init__(self, translator: Translator, clock: Clock) -> None:
        self._translator = translator
        self._clock = clock

    def since(self, spell: WallSpellRecord) -> str:
        return self._translator.formats.moment(spell.from_utc)

    def until(self, spell: WallSpellRecord) -> str:
        text, formats = self._translator.text, self._translator.formats
        if spell.to_utc is None:
            return text("wall-record-still")
        age = formats.age((spell.to_utc - spell.from_utc).total_seconds())
        return text("wall-record-until", until=formats.recent(spell.to_utc, spell.from_utc), age=age)

    def where(self, spell: WallSpellRecord) -> str:
        number, title = str(spell.screen), spell.screen_title
        name = number if title == number else f"{number} · {title}"
        if not spell.tile:
            return name
        return self._translator.text("wall-record-where", screen=name, tile=str(spell.tile))

    def camera(self, spell: WallSpellRecord) -> str:
        if not spell.tile:
            return self._translator.text("wall-record-tour", name=spell.camera_name)
        return f"{spell.camera_number} · {spell.camera_name}"

    def who(self, spell: WallSpellRecord) -> str:
        key = f"wall-record-by-{spell.put_kind.replace('_', '-')}"
        if not spell.put_kind or not self._translator.has(key):
            return spell.put_by
        return self._translator.text(key, who=spell.put_by, what=spell.put_what)

    def shown(self, spell: WallSpellRecord) -> str:
        text, formats = self._translator.text, self._translator.formats
        if spell.shown_from_utc is None or spell.shown_to_utc is None:
            return text("wall-record-not-told")
        words = text(
            "wall-record-shown",
            live=formats.age(spell.live_s),
            stale=formats.age(spell.stale_s),
            dark=formats.age(spell.dark_s),
        )
        if spell.to_utc is not None and spell.shown_to_utc > spell.to_utc + _LATER:
            until = formats.recent(spell.shown_to_utc, spell.to_utc)
            return f"{words} · {text('wall-record-shown-later', until=until)}"
        return words
