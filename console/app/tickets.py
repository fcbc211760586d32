"""Turns stream tickets of the centre into the addresses that the media engine opens; nothing of it is written anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from console.base.errors import KnownError
from console.domain.camera import CameraId, FeedKey
from console.domain.wall_plan import FeedAddress, FeedLink
from console.net.failures import is_away
from console.wire.streams import Ticket, TicketAnswer, TicketWish

_MOST_PER_REQUEST = 256


class TicketCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def tickets(self, wishes: Iterable[TicketWish]) -> TicketAnswer: ...


class Reserve(Protocol):
    """What is known without the centre."""

    def tickets(self, feeds: Iterable[FeedKey]) -> dict[FeedKey, Ticket]: ...


class CentreTickets:
    """The engine's ``TicketSource``; blocking, called in the engine's own thread."""

    def __init__(self, client: TicketCentre, reserve: Reserve, is_locked: Callable[[], bool] = lambda: False) -> None:
        """``is_locked``: the rights of who is signed in have ended, and the reserve with them."""
        self._client = client
        self._reserve = reserve
        self._is_locked = is_locked

    def addresses(self, feeds: Sequence[FeedKey]) -> Mapping[FeedKey, FeedAddress | KnownError]:
        """One answer for each feed. A centre that can't be reached raises its KnownError for all, unless the reserve has some."""
        try:
            return self._asked(feeds)
        except KnownError as error:
            if not is_away(error):
                raise
            if self._is_locked():
                raise KnownError("directory.locked") from error
            kept = self._reserve.tickets(feeds)
            if not kept:
                raise
            return {feed: _address(kept[feed]) if feed in kept else error for feed in feeds}

    def _asked(self, feeds: Sequence[FeedKey]) -> dict[FeedKey, FeedAddress | KnownError]:
        answers: dict[FeedKey, FeedAddress | KnownError] = {}
        for start in range(0, len(feeds), _MOST_PER_REQUEST):
            part = feeds[start : start + _MOST_PER_REQUEST]
            answer = self._client.tickets(TicketWish(camera_id=feed.camera_id, quality=feed.quality) for feed in part)
            for ticket in answer.tickets:
                answers[FeedKey.of(CameraId(ticket.camera_id), ticket.quality)] = _address(ticket)
            for refusal in answer.refused:
                answers[FeedKey.of(CameraId(refusal.camera_id), refusal.quality)] = KnownError(refusal.code)
        return answers


def _address(ticket: Ticket) -> FeedAddress:
    links = tuple(FeedLink(link.kind, link.name, link.most_feeds) for link in ticket.links)
    return FeedAddress(ticket.url, ticket.user, ticket.password, ticket.source, links)
