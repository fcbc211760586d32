"""Areas, sites and cameras in whole words: for tooltips and for who listens to the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from console.domain.area import contains
from console.domain.condition import Condition, ConditionCounts
from console.domain.directory_entry import AreaEntry, DirectoryEntry, SiteEntry
from console.domain.own_entry import GoneEntry, OwnListEntry
from console.i18n.translator import Translator

Counted = OwnListEntry | AreaEntry | SiteEntry
Place = Counted | DirectoryEntry | GoneEntry
_ConditionOf = Callable[[DirectoryEntry], Condition]
_CountsOf = Callable[[Counted], ConditionCounts]


def as_believed(place: Counted) -> ConditionCounts:
    """What the centre says, where nothing is known of what is seen here."""
    if isinstance(place, AreaEntry):
        return place.counts
    if isinstance(place, SiteEntry):
        return Counter(entry.believed for entry in place.cameras)
    return counts_of_list(place, lambda entry: entry.believed, as_believed)


def counts_of_list(place: OwnListEntry, condition_of: _ConditionOf, counts_of: _CountsOf) -> ConditionCounts:
    """Of its areas with everything inside, and of its cameras that lie in none of those."""
    areas = [member for member in place.members if isinstance(member, AreaEntry)]
    cameras = [member for member in place.members if isinstance(member, DirectoryEntry)]
    outside = [one for one in cameras if not any(contains(area.code, one.camera.area_code) for area in areas)]
    counts = Counter(condition_of(entry) for entry in outside)
    for area in areas:
        counts.update(counts_of(area))
    return counts


def place_of(entry: DirectoryEntry) -> str:
    """Where it is, and what people also call that place: it may have been found by it."""
    return " · ".join((entry.place, *entry.camera.aliases))


class PlaceWords:
    """``condition_of`` and ``counts_of`` say how it is now."""

    def __init__(
        self,
        translator: Translator,
        condition_of: _ConditionOf = lambda entry: entry.believed,
        counts_of: _CountsOf = as_believed,
    ) -> None:
        self.translator = translator
        self.condition_of = condition_of
        self.counts_of = counts_of

    def whole(self, place: Place) -> str:
        """Everything that a row shows by signs."""
        if isinstance(place, DirectoryEntry):
            return self.camera(place)
        if isinstance(place, GoneEntry):
            return f"{self.gone_name(place)}, {self.translator.text('own-gone')}"
        return f"{self.name(place)}: {self.in_words(self.counts_of(place))}"

    def name(self, place: Counted) -> str:
        """The lists that everybody has are called in the language in use."""
        if isinstance(place, OwnListEntry) and not place.name:
            return self.translator.text(f"own-{place.id}")
        return place.name

    def gone_name(self, place: GoneEntry) -> str:
        """As it was called."""
        number = f"{place.kept.number} " if place.kept.number else ""
        return number + place.kept.name

    def camera(self, entry: DirectoryEntry) -> str:
        number = f"{entry.camera.number} {entry.camera.name}"
        return ", ".join((number, place_of(entry), self.condition(self.condition_of(entry))))

    def condition(self, condition: Condition) -> str:
        return self.translator.text(f"condition-{condition.value}")

    def in_words(self, counts: ConditionCounts) -> str:
        text, count = self.translator.text, self.translator.formats.count
        parts = [
            text(f"condition-{one.value}-count", count=count(counts.get(one, 0)))
            for one in Condition
            if counts.get(one, 0)
        ]
        number = sum(counts.values())
        total = text("condition-total", count=count(number), number=number)
        return ", ".join([total, *parts])
