"""Addresses are asked for in the background, kept while the centre is away, and believed when it refuses."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.domain.camera import CameraId, FeedKey
from console.domain.wall_plan import FeedAddress
from console.media.addresses import AddressBook
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until
from tests.helpers.wall import FakeTickets

FEED = FeedKey(CameraId("a"), "sub")
ADDRESS = FeedAddress("rtsp://x/", "u", "p")


def book_of(tickets: FakeTickets) -> AddressBook:
    return AddressBook(tickets, SystemClock(), lambda: None)


def test_wanted_feed_gets_its_address_and_is_asked_for_once() -> None:
    tickets = FakeTickets()
    tickets.answers[FEED] = ADDRESS
    book = book_of(tickets)
    book.want([FEED])
    wait_until(lambda: book.known() == {FEED: ADDRESS})
    book.want([FEED])
    assert tickets.asked == 1
    book.close()


def test_address_is_kept_while_the_centre_is_away() -> None:
    tickets = FakeTickets()
    tickets.answers[FEED] = ADDRESS
    book = book_of(tickets)
    book.want([FEED])
    wait_until(book.known)
    tickets.down = True
    book.retry(FEED)
    wait_until(lambda: tickets.asked >= 2)
    assert book.known() == {FEED: ADDRESS}
    assert book.trouble(FEED) is None
    book.close()


def test_refusal_takes_the_address_away() -> None:
    tickets = FakeTickets()
    tickets.answers[FEED] = ADDRESS
    book = book_of(tickets)
    book.want([FEED])
    wait_until(book.known)
    tickets.answers[FEED] = KnownError("auth.forbidden")
    book.retry(FEED)
    trouble = wait_until(lambda: book.trouble(FEED))
    assert trouble is not None
    assert trouble.code == "auth.forbidden"
    assert book.known() == {}
    book.close()


def test_unreachable_centre_is_asked_again_by_itself() -> None:
    tickets = FakeTickets()
    tickets.down = True
    tickets.answers[FEED] = ADDRESS
    book = book_of(tickets)
    book.want([FEED])
    wait_until(lambda: book.trouble(FEED))
    tickets.down = False
    wait_until(lambda: book.known() == {FEED: ADDRESS})
    book.close()


def test_doubt_does_not_flood_the_centre() -> None:
    tickets = FakeTickets()
    tickets.answers[FEED] = ADDRESS
    book = book_of(tickets)
    book.want([FEED])
    wait_until(book.known)
    for _ in range(100):
        book.doubt(FEED)
    assert tickets.asked == 1
    book.close()


def test_slow_centre_blocks_nobody() -> None:
    answer = threading.Event()

    class SlowTickets:
        def addresses(self, feeds: Sequence[FeedKey]) -> Mapping[FeedKey, FeedAddress | KnownError]:
            answer.wait(10)
            return dict.fromkeys(feeds, ADDRESS)

    book = AddressBook(SlowTickets(), SystemClock(), lambda: None)
    book.want([FEED])
    assert book.known() == {}
    assert book.trouble(FEED) is None
    answer.set()
    wait_until(book.known)
    book.close()


def test_bug_behind_the_port_is_survived(expect_log: ExpectLog) -> None:
    expect_log("ronda.media", "ERROR", "ZeroDivisionError")
    calls: list[int] = []

    class BrokenTickets:
        def addresses(self, feeds: Sequence[FeedKey]) -> Mapping[FeedKey, FeedAddress | KnownError]:
            calls.append(1)
            if len(calls) == 1:
                raise ZeroDivisionError("secret")
            return dict.fromkeys(feeds, ADDRESS)

    book = AddressBook(BrokenTickets(), SystemClock(), lambda: None)
    book.want([FEED])
    wait_until(book.known)
    book.close()
