"""Areas, sites and cameras in whole words: for tooltips and for who listens to the screen."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.condition import Condition, ConditionCounts
from console.domain.directory_entry import AreaEntry, DirectoryEntry, SiteEntry
from console.i18n.translator import Translator

Place = AreaEntry | SiteEntry | DirectoryEntry


def as_believed(place: AreaEntry | SiteEntry) -> ConditionCounts:
    """What the centre says, where nothing is known of what is seen here."""
    if isinstance(place, AreaEntry):
        return place.counts
    states = [entry.believed for entry in place.cameras]
    return {one: states.count(one) for one in Condition}


def place_of(entry: DirectoryEntry) -> str:
    """Where it is, and what people also call that place: it may have been found by it."""
    return " · ".join((entry.place, *entry.camera.aliases))


class PlaceWords:
    """``condition_of`` and ``counts_of`` say how it is now."""

    def __init__(
        self,
        translator: Translator,
        condition_of: Callable[[DirectoryEntry], Condition] = lambda entry: entry.believed,
        counts_of: Callable[[AreaEntry | SiteEntry], ConditionCounts] = as_believed,
    ) -> None:
        self.translator = translator
        self.condition_of = condition_of
        self.counts_of = counts_of

    def whole(self, place: Place) -> str:
        """Everything that a row shows by signs."""
        if isinstance(place, DirectoryEntry):
            return self.camera(place)
        return f"{place.name}: {self.in_words(self.counts_of(place))}"

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
