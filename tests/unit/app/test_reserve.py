"""The reserve of addresses: page by page into memory, valid for so long, and used only while the centre is away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest

from console.app import reserve as reserve_module
from console.app.reserve import AddressReserve
from console.app.tickets import CentreTickets
from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import FeedAddress
from console.wire.streams import ReservePage, Ticket, TicketAnswer, TicketRefusal, TicketWish
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until

_HOURS_12 = 12 * 3_600.0


def _key(name: str, quality: FeedQuality = FeedQuality.SUB) -> FeedKey:
    return FeedKey.of(CameraId(name), quality)


class _Centre:
    """Has three cameras, two on a page; may be away or say no."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.trouble: KnownError | None = None
        self.valid_s = _HOURS_12
        self.asked: list[str] = []
        self.refused: set[str] = set()

    def reserve(self, after: str) -> ReservePage:
        self.asked.append(after)
        if self.trouble is not None:
            raise self.trouble
        pages = {"": (("kam-1", "kam-2"), "kam-2"), "kam-2": (("kam-3",), None)}
        names, more_after = pages[after]
        tickets = tuple(self._ticket(name) for name in names) if self.valid_s else ()
        return ReservePage(tickets=tickets, more_after=more_after, valid_s=self.valid_s)

    def tickets(self, wishes: Iterable[TicketWish]) -> TicketAnswer:
        if self.trouble is not None:
            raise self.trouble
        given: list[Ticket] = []
        refused: list[TicketRefusal] = []
        for wish in wishes:
            if wish.camera_id in self.refused:
                refused.append(TicketRefusal(camera_id=wish.camera_id, quality=wish.quality, code="scope.denied"))
            else:
                given.append(self._ticket(wish.camera_id, "now"))
        return TicketAnswer(tickets=tuple(given), refused=tuple(refused))

    def _ticket(self, name: str, path: str = "kept") -> Ticket:
        ends = self.clock.now_utc() + timedelta(seconds=self.valid_s)
        return Ticket(
            camera_id=name,
            quality=FeedQuality.SUB,
            url=f"rtsp://{name}/{path}",
            user="u",
            password="rahasia",
            expires_utc=ends,
        )


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def centre(clock: FakeClock) -> _Centre:
    return _Centre(clock)


@pytest.fixture
def reserve(centre: _Centre, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[AddressReserve]:
    monkeypatch.setattr(reserve_module, "PAGE_PAUSE_S", 0.0)
    made = AddressReserve(centre, clock)
    yield made
    made.close()


def test_all_pages_are_fetched_and_with_the_centre_away_any_camera_has_its_address(
    reserve: AddressReserve, centre: _Centre
) -> None:
    tickets = CentreTickets(centre, reserve)
    assert reserve.fetch()
    assert (centre.asked, reserve.feed_count) == (["", "kam-2"], 3)
    asked = tickets.addresses([_key("kam-3")])[_key("kam-3")]
    assert isinstance(asked, FeedAddress)
    assert asked.url == "rtsp://kam-3/now"
    centre.trouble = KnownError("net.unreachable", host="pusat")
    answers = tickets.addresses([_key("kam-3"), _key("kam-9")])
    kept = answers[_key("kam-3")]
    assert isinstance(kept, FeedAddress)
    assert (kept.url, kept.password) == ("rtsp://kam-3/kept", "rahasia")
    assert answers[_key("kam-9")] is centre.trouble


def test_a_centre_that_says_no_is_not_gone_around(reserve: AddressReserve, centre: _Centre) -> None:
    tickets = CentreTickets(centre, reserve)
    reserve.fetch()
    centre.refused = {"kam-1"}
    answer = tickets.addresses([_key("kam-1")])[_key("kam-1")]
    assert isinstance(answer, KnownError)
    assert answer.code == "scope.denied"
    for code in ("auth.expired", "auth.session_ended", "auth.forbidden"):
        centre.trouble = KnownError(code)
        with pytest.raises(KnownError, match=code):
            tickets.addresses([_key("kam-2")])


def test_once_the_rights_have_ended_the_reserve_gives_nothing(reserve: AddressReserve, centre: _Centre) -> None:
    reserve.fetch()
    centre.trouble = KnownError("net.unreachable", host="pusat")

    with pytest.raises(KnownError, match=r"directory\.locked"):
        CentreTickets(centre, reserve, lambda: True).addresses([_key("kam-1")])


def test_who_wants_to_know_is_told_how_long_a_console_may_go_on(centre: _Centre, clock: FakeClock) -> None:
    told: list[float] = []

    AddressReserve(centre, clock, on_valid=told.append).fetch()

    assert told == [_HOURS_12]


def test_without_any_of_the_feeds_the_centres_error_stands(reserve: AddressReserve, centre: _Centre) -> None:
    centre.trouble = KnownError("net.timeout", host="pusat")
    with pytest.raises(KnownError, match=r"net\.timeout"):
        CentreTickets(centre, reserve).addresses([_key("kam-1")])


@pytest.mark.parametrize("sleeps", [True, False])
def test_it_ends_with_its_time_by_either_clock(reserve: AddressReserve, clock: FakeClock, sleeps: bool) -> None:
    reserve.fetch()
    clock.advance(_HOURS_12 - 1)
    assert reserve.tickets([_key("kam-1")])
    if sleeps:
        clock.jump_wall(2)
    else:
        clock.jump_wall(-2 * 86_400)
        clock.advance(2)
    assert reserve.tickets([_key("kam-1")]) == {}


def test_a_round_that_breaks_off_leaves_the_one_before(reserve: AddressReserve, centre: _Centre) -> None:
    reserve.fetch()
    centre.trouble = KnownError("net.unreachable", host="pusat")
    with pytest.raises(KnownError):
        reserve.fetch()
    assert reserve.feed_count == 3


def test_a_city_that_wants_none_gets_none_and_the_close_forgets_all(reserve: AddressReserve, centre: _Centre) -> None:
    reserve.fetch()
    centre.valid_s = 0.0
    reserve.fetch()
    assert reserve.tickets([_key("kam-1")]) == {}
    centre.valid_s = _HOURS_12
    reserve.fetch()
    reserve.close()
    assert reserve.feed_count == 0


def test_it_comes_by_itself_and_tries_again(centre: _Centre, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserve_module, "FIRST_AFTER_S", 0.0)
    monkeypatch.setattr(reserve_module, "PAGE_PAUSE_S", 0.0)
    centre.trouble = KnownError("net.unreachable", host="pusat")
    reserve = AddressReserve(centre, clock, Backoff(first_s=0.01, most_s=0.01))
    reserve.start()
    wait_until(lambda: len(centre.asked) > 1)
    assert reserve.feed_count == 0
    centre.trouble = None
    wait_until(lambda: reserve.feed_count == 3)
    reserve.close()
