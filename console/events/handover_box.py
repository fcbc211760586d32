"""Hand-over notes that the centre does not have yet, and the draft of one: on this console's disk, whoever is signed in."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import UUID

from pydantic import ValidationError

from console.base.errors import KnownError
from console.store.kept_file import Kept
from console.wire.handovers import HandoverBody, WatchedLine


class NoteFile(Protocol):
    """The part of a kept file that is needed here."""

    def write(self, content: bytes) -> None: ...

    def read(self) -> Kept: ...


@dataclass(frozen=True)
class WaitingNote:
    """One that was written here. ``refused``: the code of the centre's no; it is not tried again by itself."""

    id: UUID
    username: str
    author: str
    body: HandoverBody
    refused: str = ""


@dataclass(frozen=True)
class NoteDraft:
    """What somebody has typed so far; under ``id`` it will be sent."""

    id: UUID
    text: str = ""
    watched: tuple[WatchedLine, ...] = ()


class HandoverBox:
    """Every change is on the disk when its method returns. Any thread. Raises KnownError disk.*."""

    def __init__(self, file: NoteFile) -> None:
        """Reads it. ``problem`` is to be told."""
        self._file = file
        self._lock = threading.Lock()
        self._notes: dict[UUID, WaitingNote] = {}
        self._drafts: dict[str, NoteDraft] = {}
        self.problem: KnownError | None = None
        self._read()

    @property
    def notes(self) -> tuple[WaitingNote, ...]:
        """Of all people who wrote here, oldest first."""
        with self._lock:
            return tuple(self._notes.values())

    def keep(self, note: WaitingNote) -> None:
        """One under the same id is replaced: it was not at the centre yet."""
        self._change(lambda: self._notes.update({note.id: note}))

    def refuse(self, note_id: UUID, code: str) -> None:
        def change() -> None:
            if note_id in self._notes:
                self._notes[note_id] = replace(self._notes[note_id], refused=code)

        self._change(change)

    def forget(self, note_id: UUID) -> None:
        """The centre has it, or its author threw it away."""
        self._change(lambda: self._notes.pop(note_id, None))

    def draft(self, username: str) -> NoteDraft | None:
        with self._lock:
            return self._drafts.get(username)

    def keep_draft(self, username: str, draft: NoteDraft | None) -> None:
        """None: it was sent, or thrown away."""

        def change() -> None:
            if draft is None:
                self._drafts.pop(username, None)
            else:
                self._drafts[username] = draft

        self._change(change)

    def _change(self, change: Callable[[], object]) -> None:
        with self._lock:
            before = dict(self._notes), dict(self._drafts)
            change()
            try:
                self._file.write(self._content())
            except KnownError:
                self._notes, self._drafts = before
                raise

    def _content(self) -> bytes:
        notes = [
            {
                "id": str(note.id),
                "username": note.username,
                "author": note.author,
                "refused": note.refused,
                "body": note.body.model_dump(mode="json"),
            }
            for note in self._notes.values()
        ]
        drafts = {
            username: {
                "id": str(draft.id),
                "text": draft.text,
                "watched": [line.model_dump(mode="json") for line in draft.watched],
            }
            for username, draft in self._drafts.items()
        }
        return json.dumps({"notes": notes, "drafts": drafts}, ensure_ascii=False).encode()

    def _read(self) -> None:
        try:
            kept = self._file.read()
        except KnownError as error:
            self.problem = error
            return
        self.problem = kept.problem
        if kept.content is None:
            return
        try:
            told = json.loads(kept.content)
            self._notes = {note.id: note for note in (_note(one) for one in told["notes"])}
            self._drafts = {username: _draft(one) for username, one in told["drafts"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError):
            # Whole by its check sum, so written by a Ronda that knows more: it stays beside as the one before.
            self.problem = KnownError("handover.kept_unreadable")


def _note(told: Mapping[str, Any]) -> WaitingNote:
    body = HandoverBody.model_validate(told["body"])
    return WaitingNote(UUID(told["id"]), str(told["username"]), str(told["author"]), body, str(told["refused"]))


def _draft(told: Mapping[str, Any]) -> NoteDraft:
    watched = tuple(WatchedLine.model_validate(line) for line in told["watched"])
    return NoteDraft(UUID(told["id"]), str(told["text"]), watched)
