"""Which console recorded and signed each file of a flag, in plain words."""

from __future__ import annotations

from console.i18n.translator import Translator
from console.ui.messages import message_for
from console.wire.releases import RecordedFile, RecordedFiles


def recorded_words(translator: Translator, found: RecordedFiles | Exception | None) -> str:
    """One file a line; empty until it is known, and a sentence where the centre does not tell."""
    if found is None:
        return ""
    if isinstance(found, Exception):
        return message_for(translator, found).whole
    return "\n".join(_line(translator, one) for one in found.files)


def _line(translator: Translator, one: RecordedFile) -> str:
    """A standing that only a newer centre knows is told by its own word."""
    text, formats = translator.text, translator.formats
    key = f"release-recorded-{one.standing.replace('_', '-')}"
    signed = formats.moment(one.signed_utc) if one.signed_utc else ""
    what = text(key, console=one.console, time=signed) if translator.has(key) else one.standing
    since = text("release-recorded-since", time=formats.moment(one.revoked_utc)) if one.revoked_utc else ""
    kind = text(f"release-recorded-{one.kind}") if one.kind in {"still", "clip"} else one.kind
    return f"{kind} {formats.moment(one.start_utc)}: {' '.join(part for part in (what, since) if part)}"
