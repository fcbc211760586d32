"""Whose the kept directory is: one that was fetched for somebody else stays shut until the centre has answered."""

from __future__ import annotations

import json
from dataclasses import replace

from console.directory.pages import read_progress, write_progress
from console.store.database import Database
from console.wire.auth import UserInfo


def owner_mark(centre: str, person: UserInfo) -> str:
    """Somebody with other areas is somebody else; no secret is in it."""
    return json.dumps([centre, person.id, sorted(person.scope), sorted(person.denied)])


def claim(database: Database, mark: str) -> None:
    """The directory is this person's from now on, and foreign if there is anything that was fetched for another one.

    The cursor stays: it carries the areas for which it was given, and the centre refuses it to who has others. So who has
    the same ones waits for one answer, and not for all cameras. Raises KnownError store.*, disk.*.
    """
    progress = read_progress(database)
    if progress.owner == mark:
        return
    is_empty = progress.generation == 0
    with database.transaction() as write:
        write_progress(write, replace(progress, owner=mark, foreign=not is_empty))


def is_foreign(database: Database) -> bool:
    return read_progress(database).foreign
