"""Carries named workspaces between this machine, its disk and the centre: nothing waits for it, and nothing is lost."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.net.failures import is_retryable
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.store.kept_file import KeptFile
from console.wall.named_workspace import AtCentre, NamedWorkspace, own_copy, settled
from console.wall.workspace_book import WorkspaceBook
from console.wall.workspace_messages import body_of, named_of
from console.wire.push import PushKind
from console.wire.workspaces import (
    MOST_WORKSPACE_BYTES,
    MOST_WORKSPACE_TILES,
    WorkspaceBody,
    WorkspaceList,
    WorkspaceRecord,
    WorkspaceSummary,
)

ASK_EVERY_S = 20.0
"""While nothing is pushed."""
_log = logger("wall")
_TELLING = frozenset({PushKind.WORKSPACE_CHANGED, PushKind.RESET})


class WorkspaceCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def workspaces(self) -> WorkspaceList: ...

    def workspace(self, workspace: UUID) -> WorkspaceRecord: ...

    def put_workspace(self, workspace: UUID, body: WorkspaceBody) -> WorkspaceRecord: ...

    def delete_workspace(self, workspace: UUID, revision: int) -> None: ...


class WorkspaceSync:
    """A thread of its own. ``told`` comes from it: what became of a workspace, or why not, for the person to know."""

    def __init__(self, centre: WorkspaceCentre, push: PushFeed, file: KeptFile) -> None:
        """Begins with what is on the disk; ``problems`` are to be told."""
        self.told: Signal[KnownError] = Signal()
        self.problems: list[KnownError] = []
        self._centre = centre
        self._push = push
        self._file = file
        self._on_disk: bytes | None = None
        self.book = self._read()
        self._wake = threading.Condition()
        self._kicked = True
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="workspaces", daemon=True)
        self._disconnect = (
            push.pushed.connect(self._on_pushed),
            push.switched.connect(lambda _up: self.kick()),
            self.book.asked.connect(lambda _none: self.kick()),
        )

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """What was done last is on the disk when it returns."""
        for disconnect in self._disconnect:
            disconnect()
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()
        self.keep()

    def kick(self) -> None:
        with self._wake:
            self._kicked = True
            self._wake.notify_all()

    def keep(self) -> None:
        """Onto the disk, where it is not there already. Blocks."""
        content = self.book.content()
        if content == self._on_disk:
            return
        try:
            self._file.write(content)
        except KnownError as error:
            self.told.emit(error)
        else:
            self._on_disk = content

    def look(self) -> None:
        """Tells the centre what waits, and asks what there is. Blocks. Raises KnownError when the centre is away."""
        for one in tuple(self.book.kept.by_id.values()):
            if one.at_centre is AtCentre.GONE:
                self._delete(one)
            elif one.at_centre is AtCentre.CHANGED:
                self._send(one)
        self._ask()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._kicked or self._closing, ASK_EVERY_S)
                if self._closing:
                    return
                self._kicked = False
            self.keep()
            try:
                self.look()
            except KnownError as error:
                _log.info("workspaces wait for the centre: %s", error.code)
            self.keep()

    def _send(self, one: NamedWorkspace) -> None:
        try:
            record = self._centre.put_workspace(one.id, _body(one))
        except KnownError as error:
            if is_retryable(error):
                raise
            self._refused(one, error)
            return
        now = named_of(record)
        self.book.change(lambda kept: settled(kept, one, now))

    def _refused(self, one: NamedWorkspace, error: KnownError) -> None:
        """Both are kept: what the centre has, and what was done here."""
        if error.code in ("workspace.changed_meanwhile", "workspace.name_taken"):
            other = self._split(one, name_is_taken=True)
            self.told.emit(KnownError("workspace.both_kept", name=one.name, other=other))
        elif error.code == "workspace.unknown" and one.revision:
            # Somebody has deleted it meanwhile; what was done to it here is not deleted with it.
            self._split(one, name_is_taken=False)
        elif one.is_shared:
            other = self._split(one, name_is_taken=False)
            self.told.emit(KnownError("workspace.not_published", name=one.name, other=other))
            self.told.emit(error)
        else:
            refused = replace(one, at_centre=AtCentre.REFUSED)
            self.book.change(lambda kept: settled(kept, one, refused))
            self.told.emit(error)
            return
        self.kick()

    def _split(self, mine: NamedWorkspace, *, name_is_taken: bool) -> str:
        """What the centre has, or takes not, is not ``mine``. Gives the name of that."""
        own = own_copy(self.book.kept, mine, name_is_taken=name_is_taken)
        self.book.change(lambda kept: kept.without(mine.id).with_one(own))
        return own.name

    def _delete(self, one: NamedWorkspace) -> None:
        try:
            self._centre.delete_workspace(one.id, one.revision)
        except KnownError as error:
            if is_retryable(error):
                raise
            if error.code != "workspace.unknown":
                self.told.emit(KnownError("workspace.not_deleted", name=one.name))
        # Where the centre still has it, it comes back with the answer to what there is.
        self.book.forget(one.id)

    def _ask(self) -> None:
        told = {summary.id: summary for summary in self._centre.workspaces().workspaces}
        for summary in told.values():
            here = self.book.kept.by_id.get(summary.id)
            if here is None or (here.at_centre is AtCentre.KEPT and not _is_like(here, summary)):
                self._fetch(summary.id, here)
        for one in tuple(self.book.kept.by_id.values()):
            if one.at_centre is AtCentre.KEPT and one.id not in told:
                self.book.forget(one.id)

    def _fetch(self, workspace: UUID, here: NamedWorkspace | None) -> None:
        try:
            found = named_of(self._centre.workspace(workspace))
        except KnownError as error:
            if error.code != "workspace.unknown":
                raise
            # Gone since the list was made: the next one does not have it.
            return
        if self.book.kept.by_id.get(workspace) == here:
            self.book.take(found)

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind in _TELLING:
            self.kick()

    def _read(self) -> WorkspaceBook:
        try:
            kept = self._file.read()
        except KnownError as error:
            self.problems.append(error)
            return WorkspaceBook()
        if kept.problem is not None:
            self.problems.append(kept.problem)
        try:
            book = WorkspaceBook(kept.content)
        except ValueError:
            # Whole by its check sum, so written by a Ronda that knows more: it stays beside as the one before.
            self.problems.append(KnownError("workspace.saved_unreadable"))
            return WorkspaceBook()
        self._on_disk = kept.content
        return book


def _body(one: NamedWorkspace) -> WorkspaceBody:
    """Raises KnownError ``workspace.too_large``."""
    try:
        return body_of(one)
    except ValueError:
        most = {"tiles": str(MOST_WORKSPACE_TILES), "kib": str(MOST_WORKSPACE_BYTES // 1024)}
        raise KnownError("workspace.too_large", **most) from None


def _is_like(here: NamedWorkspace, told: WorkspaceSummary) -> bool:
    return (here.revision, here.may_change) == (told.revision, told.may_change)
