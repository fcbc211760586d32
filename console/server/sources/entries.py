"""What other systems say of their cameras, taken only in the type it should have; one wrong entry costs only itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

from console.base.errors import KnownError
from console.server.sources.adapter import SourceCamera, SourceReading

MOST_ENTRIES = 50_000
"""Of one source: more than any city has, and little enough to hold at once."""
_MOST_CHARACTERS = 4096
_MOST_NAME_CHARACTERS = 200
_SCHEMES = {"rtsp", "rtsps", "http", "https"}

Entry = Mapping[str, Any]
_T = TypeVar("_T")


class BadEntryError(Exception):
    """One entry is not as its system documents it: it is left out with a note."""


def listed(document: Any, name: str, host: str) -> list[Any]:
    """The list at ``name`` of an answer. Raises KnownError ``source.bad_answer``, ``source.too_many``."""
    found = document.get(name) if isinstance(document, dict) else None
    if not isinstance(found, list):
        raise KnownError("source.bad_answer", host=host)
    few_enough(len(found), host)
    return found


def mapped(document: Any, host: str) -> dict[str, Any]:
    """An answer that is an object. Raises KnownError ``source.bad_answer``, ``source.too_many``."""
    if not isinstance(document, dict):
        raise KnownError("source.bad_answer", host=host)
    few_enough(len(document), host)
    return document


def few_enough(count: int, host: str) -> None:
    """Raises KnownError ``source.too_many`` (host, most)."""
    if count > MOST_ENTRIES:
        raise KnownError("source.too_many", host=host, most=MOST_ENTRIES)


def gathered(entries: Iterable[_T], camera_of: Callable[[_T, int], SourceCamera | None]) -> SourceReading:
    """A camera of each entry; None leaves one out without a note, as its system wants it left out."""
    cameras: dict[str, SourceCamera] = {}
    notes: list[str] = []
    unusable: list[str] = []
    for place, entry in enumerate(entries, start=1):
        try:
            camera = camera_of(entry, place)
        except BadEntryError:
            notes.append(f"source.bad_entry camera {place}")
            continue
        if camera is None:
            continue
        if not camera.key or camera.key in cameras:
            notes.append(f"source.bad_entry camera {place}")
        elif not camera.main_url and not camera.sub_url:
            notes.append(f"source.no_address camera {place}")
            unusable.append(camera.key)
        else:
            cameras[camera.key] = camera
    return SourceReading(tuple(cameras.values()), tuple(notes), unusable=tuple(unusable))


def part(value: Any) -> Entry:
    """``value`` if it is an object."""
    if not isinstance(value, dict):
        raise BadEntryError
    return value


def text(entry: Entry, name: str) -> str:
    """Empty when missing or null; a whole number is taken as its digits, as some systems count their names."""
    value = entry.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadEntryError
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else _refused()
    return value if len(value) <= _MOST_CHARACTERS else _refused()


def flag(entry: Entry, name: str) -> bool:
    """False when missing or null; systems that keep it in a database say 0 and 1."""
    value = entry.get(name)
    if value is None or isinstance(value, bool):
        return bool(value)
    if value in (0, 1, "0", "1"):
        return str(value) == "1"
    raise BadEntryError


def degrees(entry: Entry, name: str, most: float) -> float | None:
    """From a number or its text; None when empty or beyond ``most``, where no place on earth is."""
    value = entry.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadEntryError
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise BadEntryError from None
    return number if math.isfinite(number) and abs(number) <= most else None


def label(words: str) -> str:
    """A name for people: on one line, without control characters, of a bearable length."""
    kept = "".join(character if character.isprintable() else " " for character in words)
    return " ".join(kept.split())[:_MOST_NAME_CHARACTERS]


def feed_address(words: str) -> str:
    """``words`` if a feed can be opened there, else empty; with user and password, if they stand in it."""
    try:
        parts = urlsplit(words)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return ""
    return words if usable and words.isprintable() and " " not in words else ""


def served_at(base: str, path: str, query: str = "") -> str:
    """The address of the feed ``path`` of a server that serves all its feeds at ``base``."""
    parts = urlsplit(base)
    whole = f"{parts.path.rstrip('/')}/{quote(path, safe='/')}"
    return urlunsplit((parts.scheme, parts.netloc, whole, query, ""))


def without_login(address: str) -> str:
    """``address`` without user and password, which go elsewhere."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def _refused() -> str:
    raise BadEntryError
