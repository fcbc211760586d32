"""What a line of the events panel says, in the language in use; no painting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from console.base.clock import Clock
from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.event import EventEntry, EventKind, EventWay, IncidentCategory
from console.domain.flag_clock import FlagRules
from console.i18n.formats import Formats
from console.i18n.language import Language
from console.i18n.translator import Translator
from console.widgets.lists.flag_words import FlagWords


def category_name(category: IncidentCategory, language: Language) -> str:
    return category.name_id if language is Language.INDONESIAN else category.name_en


class EventWords:
    """``reason`` makes a short sentence of an error code."""

    def __init__(
        self,
        translator: Translator,
        clock: Clock,
        categories: Sequence[IncidentCategory],
        entry_of: Callable[[CameraId], DirectoryEntry | None],
        reason: Callable[[str], str],
        rules: Callable[[], FlagRules] = FlagRules,
    ) -> None:
        self.flag = FlagWords(translator, rules)
        self._translator = translator
        self._clock = clock
        self._categories: Mapping[str, IncidentCategory] = {category.code: category for category in categories}
        self._entry_of = entry_of
        self._reason = reason

    @property
    def formats(self) -> Formats:
        return self._translator.formats

    def title(self, entry: EventEntry) -> str:
        if entry.kind is EventKind.BOOKMARK:
            return entry.note or self._translator.text("event-bookmark")
        category = self._categories.get(entry.category)
        name = category_name(category, self._translator.language) if category else entry.category
        return f"P{entry.priority}  {name}"

    def time(self, entry: EventEntry) -> str:
        return self.formats.recent(entry.at_utc, self._clock.now_utc())

    def place(self, entry: EventEntry) -> str:
        camera = self._entry_of(entry.camera_id)
        number = str(camera.camera.number) if camera else str(entry.camera_id)
        if entry.more_cameras:
            number = self._translator.text("event-more-cameras", number=number, count=entry.more_cameras)
        parts = [number, camera.camera.name if camera else "", self._length(entry), entry.operator]
        return " · ".join(part for part in parts if part)

    def _length(self, entry: EventEntry) -> str:
        """Of the time that a bookmark marks."""
        return self.formats.age((entry.at_utc - entry.since_utc).total_seconds()) if entry.since_utc else ""

    def evidence(self, entry: EventEntry) -> str:
        held = self._translator.text("event-held") if entry.hold else ""
        return " · ".join(part for part in (self._evidence(entry), held) if part)

    def _evidence(self, entry: EventEntry) -> str:
        if not entry.evidence_total:
            return ""
        done, total, lost = entry.evidence_complete, entry.evidence_total, entry.evidence_lost
        if lost:
            return self._translator.text("event-evidence-lost", done=done, total=total, lost=lost)
        return self._translator.text("event-evidence", done=done, total=total)

    def steps(self, entry: EventEntry) -> dict[EventWay, str]:
        """The last step tells what became of the flag since an officer took it."""
        words = {way: self._translator.text(f"way-{way.value}") for way in EventWay}
        if entry.stage is not None and entry.way is EventWay.ACKNOWLEDGED:
            words[EventWay.ACKNOWLEDGED] = self.flag.state(entry.stage)
        return words

    def clock(self, entry: EventEntry) -> tuple[str, bool]:
        """The running clock of a flag, and whether it is late."""
        return self.flag.clock(entry, self._clock.now_utc())

    def standing(self, entry: EventEntry) -> str:
        """The last line: its tags, then who took it and when, what holds it up, or its number."""
        tags = " ".join(f"#{tag}" for tag in entry.tags)
        return " · ".join(part for part in (tags, self._standing(entry)) if part)

    def _standing(self, entry: EventEntry) -> str:
        text = self._translator.text
        formats = self._translator.formats
        told = self.flag.standing(entry)
        if told and not entry.last_error:
            return told
        if entry.way is EventWay.ACKNOWLEDGED and entry.acknowledged_utc:
            time = formats.recent(entry.acknowledged_utc, self._clock.now_utc())
            return text("event-acknowledged", officer=entry.officer_name, number=entry.officer_number, time=time)
        if entry.way is EventWay.REFUSED:
            return text("event-refused", reason=self._reason(entry.last_error))
        if entry.last_error and entry.next_try_utc:
            time = formats.clock_time(entry.next_try_utc)
            return text("event-next-try", reason=self._reason(entry.last_error), time=time)
        if entry.last_error:
            return self._reason(entry.last_error)
        return entry.number or text("event-on-its-way" if entry.way is EventWay.SAVED else "event-waiting")

    def spoken(self, entry: EventEntry) -> str:
        way = self._translator.text(f"way-{entry.way.value}")
        parts = (
            self.title(entry),
            self.place(entry),
            self.time(entry),
            way,
            self.standing(entry),
            self.clock(entry)[0],
            self._translator.text("event-held-why", reason=entry.hold) if entry.hold else "",
        )
        return ", ".join(part for part in parts if part)
