"""Turns stream tickets of the centre into the addresses that the media engine opens; nothing of it is written anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.base.errors import KnownError
from console.domain.camera import CameraId, FeedKey
from console.domain.wall_plan import FeedAddress, FeedLink
from console.net.client import CentreClient
from console.wire.streams import TicketWish

_MOST_PER_REQUEST = 256


class CentreTickets:
    """The engine's ``TicketSource``; blocking, called in the engine's own thread."""

    def __init__(self, client: CentreClient) -> None:
        self._client = client

    def addresses(self, feeds: Sequence[FeedKey]) -> Mapping[FeedKey, FeedAddress | KnownError]:
        """One answer for each feed; a centre that can't be reached raises its KnownError for all."""
        answers: dict[FeedKey, FeedAddress | KnownError] = {}
        for start in range(0, len(feeds), _MOST_PER_REQUEST):
            wishes = [
                TicketWish(camera_id=feed.camera_id, quality=feed.quality)
                for feed in feeds[start : start + _MOST_PER_REQUEST]
            ]
            answer = self._client.tickets(wishes)
            for ticket in answer.tickets:
                key = FeedKey.of(CameraId(ticket.camera_id), ticket.quality)
                links = tuple(FeedLink(link.kind, link.name, link.most_feeds) for link in ticket.links)
                answers[key] = FeedAddress(ticket.url, ticket.user, ticket.password, ticket.source, links)
            for refusal in answer.refused:
                answers[FeedKey.of(CameraId(refusal.camera_id), refusal.quality)] = KnownError(refusal.code)
        return answers
