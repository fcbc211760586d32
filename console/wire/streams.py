"""Stream tickets: ``POST /v1/streams/tickets`` and ``/v1/streams/reserve``; how a console learns a feed's address and password,
in memory only."""

from __future__ import annotations

from pydantic import Field

from console.domain.camera import FeedQuality
from console.domain.source_options import PLAIN_SOURCE, SourceOptions
from console.domain.wall_plan import LinkKind
from console.wire.model import Message, UtcTime


class TicketWish(Message):
    """One feed that a console wants to open."""

    camera_id: str
    quality: FeedQuality


class TicketRequest(Message):
    """Up to 256 feeds at once."""

    feeds: tuple[TicketWish, ...] = Field(min_length=1, max_length=256)


class TicketLink(Message):
    """A recorder or an uplink on the feed's way, which serves one console only so many feeds at once."""

    kind: LinkKind
    name: str
    most_feeds: int = Field(ge=1)


class Ticket(Message):
    """The way to one feed; never written to disk, log or screen."""

    camera_id: str
    quality: FeedQuality
    url: str = Field(repr=False)
    user: str = Field(default="", repr=False)
    password: str = Field(default="", repr=False)
    source: SourceOptions = Field(default=PLAIN_SOURCE, repr=False)
    links: tuple[TicketLink, ...] = ()
    expires_utc: UtcTime


class TicketRefusal(Message):
    """A feed that was not given: ``code`` is ``scope.denied``, ``camera.unknown``, ``camera.closed``, ``camera.no_feed``, or
    ``terms.ended``, ``terms.role``, ``terms.hours``, then with the owner and the hours in WIB."""

    camera_id: str
    quality: FeedQuality
    code: str
    owner: str = ""
    hours: str = ""


class TicketAnswer(Message):
    """One ticket or refusal for each wish."""

    tickets: tuple[Ticket, ...]
    refused: tuple[TicketRefusal, ...] = ()


class ReserveRequest(Message):
    """The next page of the reserve: tickets of all cameras that a person may see, for when the centre is away."""

    after: str = Field(default="", max_length=64)
    """The last camera of the page before; empty for the first page."""


class ReservePage(Message):
    """Tickets in the order of their cameras' ids."""

    tickets: tuple[Ticket, ...]
    more_after: str | None = None
    """What to ask for next; None on the last page."""
    valid_s: float = Field(ge=0)
    """So long after this answer may they be used without asking; 0 where a city gives no reserve."""
