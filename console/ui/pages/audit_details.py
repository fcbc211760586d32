"""What the centre and the consoles wrote beside an act, in words: each act has its form, and what has another stands as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from console.domain.audit_act import AuditAct
from console.i18n.formats import Formats
from console.i18n.translator import Translator
from console.wire.audit import AuditFinding

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_VIEWING = re.compile(rf"viewing {_UUID} (?:flag {_UUID}|camera (?P<camera>\S+))(?: (?P<why>\S+))?")
_STEP = re.compile(r"(?P<action>\w+): (?P<before>\w+) > (?P<after>\w+)")
_AT_CONSOLE = re.compile(r"(?P<action>add_camera|add_still|mark_still): (?P<what>\S+)")
_READ = re.compile(rf"flag {_UUID} range (?P<range>.+)")
_DELETED = re.compile(rf"flag {_UUID} completed (?P<at>\S+)")
_MASKED = re.compile(r"(?P<count>\d+) areas: (?P<reason>.+)", re.DOTALL)
_BACK = re.compile(r"(?P<seconds>\d+(?:\.\d+)?) s back")
_RELEASE = re.compile(r"(?P<number>\S+) (?P<action>\w+)")
_PRESET = re.compile(r"preset (?P<name>.+)", re.DOTALL)
_TAKEN_OVER = re.compile(r"taken over from (?P<name>.+)", re.DOTALL)
_NOT_FOR_PEOPLE = re.compile(_UUID)

Said = Callable[["AuditDetails", str], str | None]


class AuditDetails:
    """In the language in use."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    @property
    def formats(self) -> Formats:
        return self._translator.formats

    def of(self, finding: AuditFinding) -> str:
        said = _SAID.get(finding.action)
        words = said(self, finding.reason) if said else None
        return finding.reason if words is None else words

    def text(self, key: str, **values: str) -> str:
        return self._translator.text(key, **values)

    def known(self, key: str) -> str | None:
        return self._translator.text(key) if self._translator.has(key) else None

    def moment(self, at_utc: datetime) -> str:
        return self.formats.moment(at_utc)


def moment_of(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _viewing(words: AuditDetails, detail: str) -> str | None:
    """Of the police page; a console's has none."""
    found = _VIEWING.fullmatch(detail)
    if found is None:
        return None
    said = words.text("audit-detail-police-page")
    if found["camera"]:
        said = f"{words.text('audit-detail-cameras', cameras=found['camera'])}, {said}"
    why = words.known(f"error-{found['why'].replace('.', '-')}") if found["why"] else None
    return f"{said}. {why}" if why else said


def _flag_made(words: AuditDetails, detail: str) -> str | None:
    """By the flag its cameras; by a camera the flag, whose name for programs says nothing to people."""
    if _NOT_FOR_PEOPLE.fullmatch(detail):
        return ""
    return words.text("audit-detail-cameras", cameras=", ".join(detail.split()))


def _flag_changed(words: AuditDetails, detail: str) -> str | None:
    if _NOT_FOR_PEOPLE.fullmatch(detail):
        return words.known("audit-flag-did-add_camera")
    if (here := _AT_CONSOLE.fullmatch(detail)) is not None:
        added = words.text(f"audit-flag-did-{here['action']}")
        return added if _NOT_FOR_PEOPLE.fullmatch(here["what"]) else f"{added}: {here['what']}"
    if (step := _STEP.fullmatch(detail)) is None:
        return None
    did = words.known(f"audit-flag-did-{step['action']}")
    before, after = (words.known(f"stage-{step[name]}") for name in ("before", "after"))
    if did is None or before is None or after is None:
        return None
    return did if before == after else f"{did} ({before} → {after})"


def _acknowledged(words: AuditDetails, detail: str) -> str | None:
    return words.text("audit-detail-officer", number=detail) if detail else ""


def _ticket(words: AuditDetails, detail: str) -> str | None:
    return words.known(f"audit-detail-feed-{detail}")


def _evidence_read(words: AuditDetails, detail: str) -> str | None:
    found = _READ.fullmatch(detail)
    if found is None:
        return None
    return words.text("audit-detail-whole" if found["range"] == "all" else "audit-detail-part")


def _evidence_deleted(words: AuditDetails, detail: str) -> str | None:
    found = _DELETED.fullmatch(detail)
    at_utc = moment_of(found["at"]) if found else None
    return None if at_utc is None else words.text("audit-detail-complete", at=words.moment(at_utc))


def _masked(words: AuditDetails, detail: str) -> str | None:
    found = _MASKED.fullmatch(detail)
    if found is None:
        return None
    count = int(found["count"])
    key = "audit-detail-masked" if count else "audit-detail-unmasked"
    return words.text(key, count=words.formats.count(count), reason=found["reason"])


def _moved(words: AuditDetails, detail: str) -> str | None:
    if (preset := _PRESET.fullmatch(detail)) is not None:
        return words.text("audit-detail-preset", name=preset["name"])
    taken = _TAKEN_OVER.fullmatch(detail)
    return None if taken is None else words.text("audit-detail-taken-over", name=taken["name"])


def _replayed(words: AuditDetails, detail: str) -> str | None:
    found = _BACK.fullmatch(detail)
    return None if found is None else words.text("audit-detail-back", age=words.formats.age(float(found["seconds"])))


def _released(words: AuditDetails, detail: str) -> str | None:
    """The centre writes the release's number and the step."""
    found = _RELEASE.fullmatch(detail)
    did = words.known(f"release-did-{found['action']}") if found else None
    return None if found is None or did is None else f"{found['number']}: {did}"


def _document(words: AuditDetails, detail: str) -> str | None:
    return words.known(f"audit-detail-document-{detail}")


def _searched(words: AuditDetails, detail: str) -> str | None:
    """The centre writes a searched period as two moments."""
    since, _, until = detail.partition(" ")
    first, last = moment_of(since), moment_of(until)
    if first is None or last is None:
        return None
    return words.text("audit-period-words", since=words.moment(first), until=words.moment(last))


def _unnamed(_words: AuditDetails, detail: str) -> str | None:
    """A name for programs says nothing to people; the table that is saved has it."""
    return "" if _NOT_FOR_PEOPLE.fullmatch(detail) else None


_SAID: Mapping[str, Said] = {
    AuditAct.VIEW_BEGUN.value: _viewing,
    AuditAct.VIEW_ENDED.value: _viewing,
    AuditAct.FLAG_MADE.value: _flag_made,
    AuditAct.FLAG_CHANGED.value: _flag_changed,
    AuditAct.ACKNOWLEDGE_FLAG.value: _acknowledged,
    AuditAct.STREAM_TICKET.value: _ticket,
    AuditAct.READ_EVIDENCE.value: _evidence_read,
    AuditAct.EVIDENCE_DELETED.value: _evidence_deleted,
    AuditAct.CAMERA_MASKED.value: _masked,
    AuditAct.CAMERA_MOVED.value: _moved,
    AuditAct.REPLAYED.value: _replayed,
    AuditAct.RELEASE_CHANGED.value: _released,
    AuditAct.DOCUMENT_TAKEN.value: _document,
    AuditAct.AUDIT_SEARCHED.value: _searched,
    AuditAct.EXPORTED.value: _searched,
    AuditAct.BOOKMARK_MADE.value: _unnamed,
}
