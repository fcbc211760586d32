"""What of the area tree has been read so far, by number; no Qt."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from console.domain.directory_entry import AreaEntry, DirectoryEntry

Item = AreaEntry | DirectoryEntry
ROOT = 0


@dataclass
class Node:
    """One row of the tree; ``children`` are numbers of nodes."""

    item: Item | None
    parent: int
    row: int
    children: list[int] = field(default_factory=list)
    loaded: bool = False
    loading: bool = False

    @property
    def code(self) -> str | None:
        return self.item.code if isinstance(self.item, AreaEntry) else None

    @property
    def is_branch(self) -> bool:
        return not isinstance(self.item, DirectoryEntry)


class AreaNodes:
    """Numbers, not references: Qt may hold on to an index for longer than its node lives."""

    def __init__(self) -> None:
        self._numbers = itertools.count(ROOT + 1)
        self._nodes: dict[int, Node] = {ROOT: Node(None, ROOT, 0)}

    def __getitem__(self, number: int) -> Node:
        return self._nodes[number]

    def __contains__(self, number: int) -> bool:
        return number in self._nodes

    def loaded(self) -> list[int]:
        return [number for number, node in self._nodes.items() if node.loaded]

    def same_rows(self, number: int, items: Sequence[Item]) -> bool:
        """True when only the values differ, not which rows there are."""
        return [_name(self._nodes[child].item) for child in self._nodes[number].children] == [
            _name(item) for item in items
        ]

    def set_values(self, number: int, items: Sequence[Item]) -> None:
        for child, item in zip(self._nodes[number].children, items, strict=True):
            self._nodes[child].item = item

    def add_children(self, number: int, items: Sequence[Item]) -> None:
        children = self._nodes[number].children
        for row, item in enumerate(items):
            child = next(self._numbers)
            self._nodes[child] = Node(item, number, row)
            children.append(child)

    def drop_children(self, number: int) -> None:
        """Forgets the whole branch below."""
        for child in self._nodes[number].children:
            self.drop_children(child)
            del self._nodes[child]
        self._nodes[number].children = []


def _name(item: Item | None) -> str:
    if item is None:
        return ""
    return item.code if isinstance(item, AreaEntry) else item.camera.id
