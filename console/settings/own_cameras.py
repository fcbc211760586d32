"""A person's own lists of cameras in a file of their own on this machine: read forgivingly, written all or nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.base.plain_json import read_json
from console.domain.own_cameras import (
    FAVOURITES,
    LONGEST_NAME,
    MOST_GROUPS,
    MOST_KEPT,
    RECENT,
    Kept,
    OwnCameras,
    OwnList,
)
from console.proof.durable import replace_whole

_FOLDER = "own-cameras"
_PRIVATE = 0o600


class OwnCamerasFile:
    """Any thread, one at a time. ``problem`` says that the file could not be read; it is kept beside as ``.bad`` then."""

    def __init__(self, data_folder: Path, centre_url: str, username: str) -> None:
        """Of one person at one centre: cameras of another one have other names."""
        # Any signs may be in a name; a digest of it is a file name everywhere.
        digest = hashlib.sha256(f"{centre_url}\n{username}".encode()).hexdigest()[:24]
        self._path = data_folder / _FOLDER / f"{digest}.json"
        self.problem: KnownError | None = None

    def load(self) -> OwnCameras:
        """What cannot be read is none. Raises KnownError disk.*."""
        try:
            with disk_errors(self._path):
                text = self._path.read_text(encoding="utf-8") if self._path.exists() else "{}"
                return read_own(read_json(text))
        except ValueError:
            self.problem = KnownError("settings.unreadable", path=str(self._path))
            with disk_errors(self._path):
                shutil.copyfile(self._path, self._path.with_suffix(".bad"))
            return OwnCameras()

    def save(self, own: OwnCameras) -> None:
        """On disk on return. Raises KnownError disk.*."""
        with disk_errors(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_whole(self._path, json.dumps(written_own(own), ensure_ascii=False, indent=1).encode(), _PRIVATE)


def written_own(own: OwnCameras) -> dict[str, object]:
    return {
        "lists": [
            {"id": one.id, "name": one.name, "members": [_written(member) for member in one.members]}
            for one in own.lists
        ]
    }


def read_own(found: object) -> OwnCameras:
    """Raises ValueError for what no console has written."""
    lists = [_list(one) for one in _array(_object(found).get("lists", []))]
    known = {one.id: one for one in reversed(lists)}
    first = tuple(known.pop(list_id, OwnList(list_id, "")) for list_id in (FAVOURITES, RECENT))
    groups = tuple(one for one in dict.fromkeys(lists) if known.pop(one.id, None) is not None)
    return OwnCameras((*first, *groups[:MOST_GROUPS]))


def _written(member: Kept) -> dict[str, object]:
    if member.is_area:
        return {"area": member.id, "name": member.name}
    return {"camera": member.id, "number": member.number, "name": member.name}


def _list(found: object) -> OwnList:
    one = _object(found)
    members = {member.key: member for member in map(_member, _array(one.get("members", [])))}
    return OwnList(_text(one.get("id")), _text(one.get("name"))[:LONGEST_NAME], tuple(members.values())[:MOST_KEPT])


def _member(found: object) -> Kept:
    one = _object(found)
    if "area" in one:
        return Kept(True, _text(one["area"]), _text(one.get("name")))
    number = one.get("number")
    if not isinstance(number, int):
        raise ValueError("no number")  # noqa: TRY004  one kind of error for every bad value
    return Kept(False, _text(one.get("camera")), _text(one.get("name")), number)


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004  as above
    return value


def _array(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("no list")  # noqa: TRY004  as above
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")  # noqa: TRY004  as above
    return value
