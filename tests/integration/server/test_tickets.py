"""Stream tickets: addresses without credentials, passwords apart, sealed at rest, every grant recorded."""

from __future__ import annotations

import logging

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.wall_plan import LinkKind
from console.server import reserve
from console.server.keys import Keys, Login
from console.server.settings import Lifetimes
from console.wire.streams import ReservePage, TicketAnswer
from tests.helpers.centre import RunningCentre, TestCamera
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import FAR, NEAR, MakeCentre


def _ask(centre: RunningCentre, user: str, *wishes: tuple[str, str]) -> TicketAnswer:
    feeds = [{"camera_id": camera, "quality": quality} for camera, quality in wishes]
    answer = centre.client(user).call("POST", "/v1/streams/tickets", {"feeds": feeds})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return TicketAnswer.model_validate_json(answer.content)


def test_ticket_gives_address_and_login_apart(centre: RunningCentre) -> None:
    ticket = _ask(centre, "viewer", ("kam-001", "sub")).tickets[0]
    assert ticket.url == "rtsp://127.0.0.1:9/kam-001/sub"
    assert (ticket.user, ticket.password) == ("kamera", "rahasia-kamera")


def test_login_inside_an_address_is_taken_out_of_it(centre: RunningCentre) -> None:
    embedded = TestCamera("kam-003", 3, main_url="rtsp://admin:p%40ss%2F1@127.0.0.1:9/x", user="", password="")
    centre.add_cameras([NEAR, FAR, embedded])
    ticket = _ask(centre, "viewer", ("kam-003", "main")).tickets[0]
    assert (ticket.url, ticket.user, ticket.password) == ("rtsp://127.0.0.1:9/x", "admin", "p@ss/1")
    assert "p@ss" not in str(centre.rows("cameras"))
    assert "p%40ss" not in str(centre.rows("cameras"))


def test_login_that_a_camera_wants_inside_its_address_is_sealed_and_put_back(centre: RunningCentre) -> None:
    wanted = "rtsp://127.0.0.1:9/user=admin&password=s4ndi-xm&channel=1&stream=0.sdp"
    centre.add_cameras([NEAR, FAR, TestCamera("kam-003", 3, main_url=wanted, user="", password="")])
    assert "s4ndi-xm" not in str(centre.rows("cameras"))
    ticket = _ask(centre, "viewer", ("kam-003", "main")).tickets[0]
    assert (ticket.url, ticket.user, ticket.password) == (wanted, "", "")


def test_ticket_names_the_recorder_that_the_feed_shares(centre: RunningCentre) -> None:
    centre.add_cameras([NEAR, FAR, TestCamera("kam-003", 3, recorder="nvr-7,4")])
    shared, alone = _ask(centre, "viewer", ("kam-003", "sub"), ("kam-001", "sub")).tickets
    assert [(link.kind, link.name, link.most_feeds) for link in shared.links] == [(LinkKind.RECORDER, "nvr-7", 4)]
    assert alone.links == ()


def test_each_wish_is_answered_or_refused_with_its_reason(centre: RunningCentre) -> None:
    centre.add_cameras([NEAR, FAR, TestCamera("one-feed", 3, sub_url="")])
    answer = _ask(
        centre, "near_operator", ("kam-001", "main"), ("kam-002", "sub"), ("nope", "sub"), ("one-feed", "sub")
    )
    assert [ticket.camera_id for ticket in answer.tickets] == ["kam-001"]
    assert [refusal.code for refusal in answer.refused] == ["scope.denied", "camera.unknown", "camera.no_feed"]


def test_camera_out_of_the_directory_gets_no_ticket_and_keeps_no_login(centre: RunningCentre) -> None:
    centre.add_cameras([FAR], full=True)
    assert _ask(centre, "viewer", ("kam-001", "sub")).refused[0].code == "camera.unknown"
    kept = {row["id"]: row["sub_login"] for row in centre.rows("cameras")}
    assert kept["kam-001"] is None


def test_every_grant_is_recorded(centre: RunningCentre) -> None:
    _ask(centre, "viewer", ("kam-001", "sub"), ("kam-002", "main"), ("nope", "sub"))
    rows = [row for row in centre.rows("audit") if row["action"] == "stream_ticket"]
    assert sorted((row["username"], row["subject"], row["detail"]) for row in rows) == [
        ("viewer", "kam-001", "sub"),
        ("viewer", "kam-002", "main"),
    ]


def test_passwords_are_sealed_at_rest_and_never_logged(centre: RunningCentre, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    _ask(centre, "viewer", ("kam-001", "sub"))
    assert "rahasia-kamera" not in str(centre.rows("cameras"))
    assert "rahasia-kamera" not in caplog.text
    wait_until(
        lambda: "/v1/streams/tickets 200" in caplog.text, what="the line of the access log, written behind the answer"
    )
    for file in centre.folder.glob("centre.sqlite*"):
        assert b"rahasia-kamera" not in file.read_bytes()
    assert (centre.folder / "centre.key").stat().st_mode & 0o777 == 0o600


def test_equal_passwords_do_not_look_equal(centre: RunningCentre) -> None:
    marks = [row["login_mark"] for row in centre.rows("cameras")]
    assert len(set(marks)) == 2


def test_another_key_file_is_told_and_not_guessed_around() -> None:
    sealed = Keys(b"a" * 32).seal(Login("kamera", Secret("rahasia")))
    with pytest.raises(KnownError) as caught:
        Keys(b"b" * 32).unseal(sealed)
    assert caught.value.code == "centre.key_wrong"


def _reserve(centre: RunningCentre, user: str, after: str = "") -> ReservePage:
    answer = centre.client(user).call("POST", "/v1/streams/reserve", {"after": after})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return ReservePage.model_validate_json(answer.content)


def test_the_reserve_has_both_feeds_of_every_open_camera_in_scope_and_is_written_down(centre: RunningCentre) -> None:
    centre.add_cameras([NEAR, FAR, TestCamera("one-feed", 3, sub_url=""), TestCamera("shut", 4)])
    assert centre.client("supervisor").call("PUT", "/v1/closures/shut", {"reason": "jendela"}).status_code == 200
    page = _reserve(centre, "viewer")
    assert [(ticket.camera_id, ticket.quality.value) for ticket in page.tickets] == [
        ("kam-001", "sub"),
        ("kam-001", "main"),
        ("kam-002", "sub"),
        ("kam-002", "main"),
        ("one-feed", "main"),
    ]
    assert page.tickets[0].password == "rahasia-kamera"
    assert (page.more_after, page.valid_s) == (None, 12 * 3600)
    (row,) = [row for row in centre.rows("audit") if row["action"] == "stream_reserve"]
    assert (row["username"], row["subject"], row["detail"]) == ("viewer", "kam-001..one-feed", "5 feeds")


def test_the_reserve_comes_in_pages_until_nothing_is_left(
    centre: RunningCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reserve, "_PAGE_CAMERAS", 1)
    first = _reserve(centre, "viewer")
    assert ({ticket.camera_id for ticket in first.tickets}, first.more_after) == ({"kam-001"}, "kam-001")
    second = _reserve(centre, "viewer", "kam-001")
    assert {ticket.camera_id for ticket in second.tickets} == {"kam-002"}
    assert _reserve(centre, "viewer", "kam-002").tickets == ()


def test_a_city_may_give_no_reserve(make_centre: MakeCentre) -> None:
    centre = make_centre(lifetimes=Lifetimes(keep_alive_s=0.2, reserve_s=0))
    page = _reserve(centre, "viewer")
    assert (page.tickets, page.valid_s) == ((), 0)
    assert not [row for row in centre.rows("audit") if row["action"] == "stream_reserve"]
