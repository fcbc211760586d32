"""Cameras of a MediaMTX gateway: its paths, those that are only configured too, read from its control API page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.base.errors import KnownError
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, SourceCamera, SourceReading
from console.server.sources.entries import BadEntryError, Entry, few_enough, flag, gathered, label, listed, part, text
from console.server.sources.fetch import Ask, SourceHttp
from console.server.sources.stream_server import StreamServer

_PER_PAGE = 1000
_MOST_PAGES = 500
"""Of a server that gives fewer on a page than it was asked for."""
_ANY = {"all", "all_others"}
_ONLINE = ("online", "available", "ready")
"""Newest first: ``ready`` is what older versions say, ``available`` may also be a filler picture of its own."""


@dataclass(frozen=True)
class MediaMtxSettings:
    """The source's address is that of the control API, such as ``http://gerbang.kota.example:9997``."""

    streams: StreamServer
    """Its ``rtsp://…:8554``, ``rtsps://…:8322`` or, as HLS, ``http://…:8888``."""
    login: Login = NO_LOGIN
    """Of a user who may use the API."""


class MediaMtx:
    """The addresses and logins of the cameras behind it, which its API tells, are not taken."""

    def __init__(self, http: SourceHttp, settings: MediaMtxSettings) -> None:
        self._http = http
        self._settings = settings

    def read(self) -> SourceReading:
        """Raises KnownError ``source.*``, also ``source.changing`` where a page may have been missed."""
        paths, unreadable = _named(self._pages("v3/paths/list"))
        settings, without_name = _named(self._pages("v3/config/paths/list"))
        configured = {name for name in settings if not name.startswith("~") and name not in _ANY}
        pairs = self._settings.streams.pairs(paths.keys() | configured)

        def camera(pair: tuple[str, str], place: int) -> SourceCamera:
            main, sub = pair
            if not main:
                raise BadEntryError
            return SourceCamera(
                key=main,
                name=label(main),
                main_url=self._settings.streams.address(main),
                sub_url=self._settings.streams.address(sub),
                login=self._settings.streams.login,
                status=_status(paths.get(main), settings),
                place=place,
            )

        return gathered([*pairs.items(), *[("", "")] * (unreadable + without_name)], camera)

    def _pages(self, path: str) -> list[Any]:
        items: list[Any] = []
        page, pages = 0, 1
        counts: set[int] = set()
        before: list[Any] = []
        while page < pages:
            found, pages, told = self._page(path, page)
            counts.add(told)
            few_enough(max(len(items) + len(found), told), self._http.host)
            repeated = found == before and page > 0
            if page < pages and (repeated or not found or page >= _MOST_PAGES):
                raise KnownError("source.bad_answer", host=self._http.host)
            items += found
            before, page = found, page + 1
        if counts != {len(items)}:
            # A path came or went meanwhile: one that moved to a page already read would look as if it were gone.
            raise KnownError("source.changing", host=self._http.host)
        return items

    def _page(self, path: str, page: int) -> tuple[list[Any], int, int]:
        """The entries of one page, how many pages there are and how many entries on all of them."""
        login = self._settings.login
        asked = {"page": str(page), "itemsPerPage": str(_PER_PAGE)}
        credentials = (login.user, login.password) if login.user else None
        document = self._http.json(Ask(path, params=asked, login=credentials))
        found = listed(document, "items", self._http.host)
        pages, told = document.get("pageCount"), document.get("itemCount")
        if type(pages) is not int or type(told) is not int:
            raise KnownError("source.bad_answer", host=self._http.host)
        return found, pages, told


def _named(items: list[Any]) -> tuple[dict[str, Entry], int]:
    """The entries by their names, and how many have none."""
    named: dict[str, Entry] = {}
    nameless = 0
    for item in items:
        try:
            entry = part(item)
            name = text(entry, "name")
        except BadEntryError:
            name = ""
        if name:
            named[name] = entry
        else:
            nameless += 1
    return named, nameless


def _status(path: Entry | None, settings: Mapping[str, Entry]) -> DirectoryStatus | None:
    if path is None:
        return None
    said = next((flag(path, name) for name in _ONLINE if path.get(name) is not None), None)
    if said is None:
        return None
    if said:
        return DirectoryStatus.ONLINE
    setting = settings.get(text(path, "confName"), {})
    # One that is fetched only when somebody watches is silent now, and no one knows more.
    waits = flag(setting, "sourceOnDemand") or bool(text(setting, "runOnDemand"))
    return DirectoryStatus.UNKNOWN if waits else DirectoryStatus.OFFLINE
