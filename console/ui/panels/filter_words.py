"""The parts of a camera filter in words."""

from __future__ import annotations

from console.domain.camera_filter import CameraFilter
from console.domain.condition import Condition
from console.i18n.translator import Translator


class FilterWords:
    """Kinds that a city adds, and owners, are called as the city calls them."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def condition(self, condition: Condition) -> str:
        return self._translator.text(f"condition-{condition.value}")

    def kind(self, kind: str) -> str:
        key = f"camera-kind-{kind}"
        return self._translator.text(key) if self._translator.has(key) else self.owner(kind)

    def owner(self, owner: str) -> str:
        return owner or self._translator.text("filter-unnamed")

    def counted(self, words: str, count: int) -> str:
        return f"{words}  ({self._translator.formats.count(count)})"

    def whole(self, wanted: CameraFilter) -> str:
        """Everything that is chosen."""
        parts = [
            *(self.condition(one) for one in Condition if one in wanted.conditions),
            *sorted(self.kind(one) for one in wanted.kinds),
            *sorted(self.owner(one) for one in wanted.owners),
        ]
        return self._translator.text("filter-only", chosen=" · ".join(parts))
