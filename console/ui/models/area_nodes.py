"""What of the area tree has been read so far, by number; no Qt."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from console.domain.directory_entry import AreaEntry, DirectoryEntry, SiteEntry
from console.domain.own_entry import GoneEntry, OwnListEntry

Item = OwnListEntry | AreaEntry | SiteEntry | DirectoryEntry | GoneEntry
ROOT = 0


@dataclass
class Node:
    """One row of the tree; ``children`` are numbers of nodes."""

    item: Item | None
    parent: int
    row: int
    children: list[int] = field(default_factory=list)
    loaded: bool = False

    @property
    def is_branch(self) -> bool:
        return not isinstance(self.item, DirectoryEntry | GoneEntry)


class AreaNodes:
    """Numbers, not references: Qt may hold on to an index for longer than its node lives."""

    def __init__(self) -> None:
        self._numbers = itertools.count(ROOT + 1)
        self._nodes: dict[int, Node] = {ROOT: Node(None, ROOT, 0)}

    def __getitem__(self, number: int) -> Node:
        return self._nodes[number]

    def __contains__(self, number: int) -> bool:
        return number in self._nodes

    def loaded(self) -> dict[int, Item | None]:
        """Branches that were read in the background, with what they are; outer ones first."""
        return {number: node.item for number, node in self._nodes.items() if node.loaded and held(node.item) is None}

    def items(self, number: int) -> list[Item | None]:
        return [self._nodes[child].item for child in self._nodes[number].children]

    def names(self, number: int) -> list[str]:
        return [name_of(item) for item in self.items(number) if item is not None]

    def set_values(self, number: int, items: Sequence[Item]) -> None:
        """Of the same rows."""
        for child, item in zip(self._nodes[number].children, items, strict=True):
            self._nodes[child].item = item

    def insert(self, number: int, at: int, items: Sequence[Item]) -> None:
        children = [next(self._numbers) for _item in items]
        for child, item in zip(children, items, strict=True):
            self._nodes[child] = Node(item, number, 0)
        self._nodes[number].children[at:at] = children
        self._renumber(number)

    def remove(self, number: int, first: int, last: int) -> None:
        """With everything below."""
        for child in self._nodes[number].children[first : last + 1]:
            self._drop(child)
        del self._nodes[number].children[first : last + 1]
        self._renumber(number)

    def move(self, number: int, row: int, to: int) -> None:
        children = self._nodes[number].children
        children.insert(to, children.pop(row))
        self._renumber(number)

    def _drop(self, number: int) -> None:
        for child in self._nodes[number].children:
            self._drop(child)
        del self._nodes[number]

    def _renumber(self, number: int) -> None:
        for row, child in enumerate(self._nodes[number].children):
            self._nodes[child].row = row


def held(item: Item | None) -> Sequence[Item] | None:
    """What is inside, for an item that brings it along; None for what is read from the directory."""
    if isinstance(item, SiteEntry):
        return item.cameras
    return item.members if isinstance(item, OwnListEntry) else None


def name_of(item: Item) -> str:
    """Of an item among its siblings."""
    if isinstance(item, AreaEntry):
        return item.code
    if isinstance(item, SiteEntry):
        return f"site {item.site_id}"
    if isinstance(item, OwnListEntry):
        return f"list {item.id}"
    return item.camera.id if isinstance(item, DirectoryEntry) else f"gone {item.kept.key}"
