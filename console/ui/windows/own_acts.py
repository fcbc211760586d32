"""What people do with their own lists of cameras; what was removed can be put back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.base.ids import new_id
from console.domain.directory_entry import AreaEntry, DirectoryEntry, SiteEntry
from console.domain.own_cameras import FAVOURITES, RECENT, Kept, OwnList
from console.domain.own_entry import GoneEntry, OwnListEntry
from console.ui.dialogs.group_name import GroupNameDialog
from console.ui.models.area_nodes import Item
from console.ui.notices import NoticeAction, Severity
from console.ui.own_lists import Change, OwnLists
from console.ui.stage import Stage

_NOTICE = "own-lists"


class OwnActs(QObject):
    """For one window. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, lists: OwnLists) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self.lists = lists

    def toggle_favourite(self, entry: DirectoryEntry) -> None:
        member = Kept.of(entry)
        if self.is_favourite(entry):
            self.remove(FAVOURITES, member)
        else:
            self.lists.change(lambda own: own.added(FAVOURITES, [member]))
            self._say("own-starred", name=_called(member))

    def is_favourite(self, entry: DirectoryEntry) -> bool:
        return self.lists.own.has(FAVOURITES, Kept.of(entry))

    def add(self, list_id: str, members: Sequence[Kept]) -> None:
        """To a group."""
        found = self.lists.own.find(list_id)
        if found is not None and members:
            self.lists.change(lambda own: own.added(list_id, members))
            self._say("own-added", name=_called(members[0]), more=len(members) - 1, group=found.name)

    def remove(self, list_id: str, member: Kept) -> None:
        found = self.lists.own.find(list_id)
        row = found.index(member) if found is not None else None
        if found is None or row is None:
            return
        kept = found.members[row]
        self.lists.change(lambda own: own.removed(list_id, kept))
        self._say_removed(_called(kept), lambda own: own.added(list_id, [kept], at=row))

    def move(self, list_id: str, member: Kept, steps: int) -> None:
        """What was called up last has an order of its own."""
        if list_id != RECENT:
            self.lists.change(lambda own: own.moved(list_id, member, steps))

    def move_group(self, list_id: str, steps: int) -> None:
        self.lists.change(lambda own: own.moved_group(list_id, steps))

    def new_group(self, members: Sequence[Kept] = ()) -> None:
        """Asks how it shall be called."""

        def make(name: str) -> None:
            group = OwnList(str(new_id()), name, tuple(members))
            self.lists.change(lambda own: own.with_group(group))

        dialog = GroupNameDialog(self._window, self._stage, "group-new", self.lists.own.name_is_free)
        dialog.given.connect(make)
        dialog.open()

    def rename_group(self, list_id: str) -> None:
        found = self.lists.own.find(list_id)
        if found is None or not found.name:
            return
        own = self.lists.own
        dialog = GroupNameDialog(
            self._window, self._stage, "group-rename", lambda name: own.name_is_free(name, but=list_id), found.name
        )
        dialog.given.connect(lambda name: self.lists.change(lambda own: own.renamed(list_id, name)))
        dialog.open()

    def delete_list(self, list_id: str) -> None:
        """A group goes; the lists that everybody has are emptied."""
        found = self.lists.own.find(list_id)
        if found is None or not (found.name or found.members):
            return
        text = self._stage.translator.text
        if found.name:
            row = self.lists.own.lists.index(found)
            self.lists.change(lambda own: own.without_group(list_id))
            self._say_removed(found.name, lambda own: own.with_group(found, at=row))
        else:
            self.lists.change(lambda own: own.emptied(list_id))
            self._say_removed(text(f"own-{list_id}"), lambda own: own.added(list_id, found.members))

    def _say_removed(self, name: str, put_back: Change) -> None:
        text, notices = self._stage.translator.text, self._stage.notices

        def undo() -> None:
            self.lists.change(put_back)
            notices.clear(_NOTICE)

        action = NoticeAction(lambda: text("fill-undo"), undo)
        notices.post(_NOTICE, Severity.DONE, lambda: text("own-removed", name=name), action)

    def _say(self, key: str, **params: str | int) -> None:
        text = self._stage.translator.text
        self._stage.notices.post(_NOTICE, Severity.DONE, lambda: text(key, **params))


def members_of(item: Item) -> list[Kept]:
    """What of a row can be put into a group."""
    if isinstance(item, DirectoryEntry | AreaEntry):
        return [Kept.of(item)]
    if isinstance(item, SiteEntry):
        return [Kept.of(entry) for entry in item.cameras]
    if isinstance(item, OwnListEntry):
        return [kept for member in item.members for kept in members_of(member)]
    return []


def kept_of(item: Item) -> Kept | None:
    """As a member of a list."""
    if isinstance(item, GoneEntry):
        return item.kept
    return Kept.of(item) if isinstance(item, DirectoryEntry | AreaEntry) else None


def _called(member: Kept) -> str:
    return f"{member.number} · {member.name}" if member.number else member.name
