"""The one push connection of a console."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.base.backoff import Backoff
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from console.wire.push import PushKind
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "tokens"]


class Heard:
    """What listeners of the feed were told."""

    def __init__(self, feed: PushFeed) -> None:
        self.ids: list[str] = []
        self.switches: list[bool] = []
        feed.pushed.connect(lambda event: self.ids.append(event.id))
        feed.switched.connect(self.switches.append)


@pytest.fixture
def feed(client: CentreClient) -> Iterator[PushFeed]:
    made = PushFeed(client, Backoff(first_s=0.02, most_s=0.05))
    yield made
    made.close()


@pytest.fixture
def heard(feed: PushFeed) -> Heard:
    return Heard(feed)


def test_pushes_arrive_in_order(feed: PushFeed, heard: Heard, centre: ToyCentre) -> None:
    feed.start()
    wait_until(lambda: feed.up)

    for _ in range(3):
        centre.records.push(PushKind.RESET, "{}")

    wait_until(lambda: heard.ids == ["1", "2", "3"])


def test_an_outage_is_told_and_what_was_missed_comes_after_it(feed: PushFeed, heard: Heard, centre: ToyCentre) -> None:
    feed.start()
    wait_until(lambda: feed.up)
    centre.records.push(PushKind.CAMERA_STATUS, "{}")
    wait_until(lambda: heard.ids == ["1"])

    centre.down()
    wait_until(lambda: heard.switches == [True, False])
    centre.records.push(PushKind.CAMERA_STATUS, "{}")
    centre.up()

    wait_until(lambda: heard.ids == ["1", "2"])
    assert heard.switches == [True, False, True]


@pytest.mark.parametrize("kind", [FaultKind.HTML, FaultKind.DROP, FaultKind.STATUS])
def test_a_refused_connection_is_tried_again(feed: PushFeed, heard: Heard, centre: ToyCentre, kind: FaultKind) -> None:
    centre.faults.plan(kind, "GET", "/v1/events", times=2)

    feed.start()

    wait_until(lambda: feed.up)
    assert heard.switches == [True]
    assert centre.count("GET", "/v1/events") == 3


def test_closing_does_not_wait_for_the_centre_to_say_something(feed: PushFeed) -> None:
    feed.start()
    wait_until(lambda: feed.up)

    feed.close()

    assert not feed.up


def test_closing_before_starting_is_fine(client: CentreClient) -> None:
    PushFeed(client).close()
