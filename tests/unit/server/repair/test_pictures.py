"""Pictures before and after a repair at the centre: who sends and sees which, how long, and what the owner is told."""

from __future__ import annotations

import hashlib

import pytest
from pydantic import ValidationError
from sqlalchemy import update

from console.base.ids import new_id
from console.domain.repair_picture import LARGEST_BYTES, MOST_PICTURES, RepairMoment, Withheld
from console.domain.repair_state import RepairAction
from console.domain.roles import Role
from console.domain.viewing_terms import ViewingTerms
from console.server.audit import COMMAND_LINE
from console.server.closures import close_camera
from console.server.handoff.receivers import NewReceiver, add_receiver
from console.server.masks import set_mask
from console.server.problems import Refusal
from console.server.repair.changes import change_repair
from console.server.repair.pictures import forget_pictures, hand_over_picture, show_picture, take_picture
from console.server.repair.wanted_pictures import wanted_pictures
from console.server.tables import CAMERAS
from console.server.viewing_terms import set_owner_terms
from console.wire.closures import ClosureBody
from console.wire.masks import MaskBody
from console.wire.repair_pictures import RepairPicture, RepairPictureBody, WantedPicture
from console.wire.repairs import RepairBody, RepairChangeBody, RepairRecord
from console.wire.small_jpeg import packed
from tests.helpers.centre import OTHER_VILLAGE, VILLAGE
from tests.helpers.repair_city import RepairCity

_JPEG = b"\xff\xd8\xffkamera\xff\xd9"
_HOUR = 3_600
BEFORE, AFTER = RepairMoment.BEFORE, RepairMoment.AFTER


def _body(age_s: int = 0, jpeg: bytes = _JPEG, *, is_live: bool = False) -> RepairPictureBody:
    return RepairPictureBody(age_ms=age_s * 1000, is_live=is_live, jpeg=packed(jpeg))


def _asked(city: RepairCity, camera: str = "a-0") -> RepairRecord:
    city.fall(camera)
    city.clock.advance(60)
    return city.open(RepairBody(camera_id=camera))


def _send(
    city: RepairCity,
    repair: RepairRecord,
    moment: RepairMoment,
    body: RepairPictureBody | None = None,
    camera: str = "a-0",
    role: Role = Role.SUPERVISOR,
) -> RepairPicture:
    return take_picture(city.centre, city.person(role=role), repair.id, camera, moment, body or _body())


def _see(city: RepairCity, repair: RepairRecord, *scope: str, role: Role = Role.SUPERVISOR) -> bytes:
    return show_picture(city.centre, city.person(*scope, role=role), repair.id, "a-0", BEFORE)


def _wanted(city: RepairCity, *live: str) -> tuple[WantedPicture, ...]:
    with city.centre.database.read() as connection:
        return wanted_pictures(connection, live, city.clock.now_utc())


def _come_back(city: RepairCity, *cameras: str) -> None:
    city.clock.advance(60)
    city.come_back(*cameras)
    city.clock.advance(60)


def _refused(act: object, *given: object) -> tuple[int, str]:
    with pytest.raises(Refusal) as refused:
        act(*given)  # type: ignore[operator]
    return refused.value.status_code, refused.value.code


def _step(city: RepairCity, repair: RepairRecord, action: RepairAction) -> None:
    change_repair(city.centre, city.person(), repair.id, RepairChangeBody(id=new_id(), action=action))


def test_the_last_picture_is_kept_with_its_own_time_and_the_first_one_stands(city: RepairCity) -> None:
    repair = _asked(city)
    sent = _send(city, repair, BEFORE, _body(age_s=600), role=Role.OPERATOR)
    assert (city.clock.now_utc() - sent.taken_utc).total_seconds() == 600
    assert (sent.sha256, sent.is_live) == (hashlib.sha256(_JPEG).hexdigest(), False)
    assert _send(city, repair, BEFORE, _body(jpeg=b"\xff\xd8\xffother\xff\xd9")) == sent
    (listed,) = city.listed()
    assert listed.cameras[0].pictures == (sent,)
    assert _see(city, repair) == _JPEG
    seen = [row for row in city.running.rows("audit") if row["action"] == "repair_picture_seen"]
    assert [(row["subject"], row["detail"]) for row in seen] == [("a-0", f"{repair.number} before")]


def test_only_who_may_ask_for_repairs_sends_one_before_and_it_is_of_its_cameras(city: RepairCity) -> None:
    repair = _asked(city)
    wall = city.person(role=Role.WALL_MACHINE)
    assert _refused(take_picture, city.centre, wall, repair.id, "a-0", BEFORE, _body()) == (403, "auth.forbidden")
    person = city.person()
    assert _refused(take_picture, city.centre, person, repair.id, "a-1", BEFORE, _body()) == (404, "repair.unknown")
    far = city.person(OTHER_VILLAGE)
    assert _refused(take_picture, city.centre, far, repair.id, "a-0", BEFORE, _body())[0] in (403, 404)


def test_none_before_is_taken_once_somebody_mends(city: RepairCity) -> None:
    repair = _asked(city)
    _step(city, repair, RepairAction.BEGIN)
    assert _refused(_send, city, repair, BEFORE) == (409, "repair.picture_unwanted")


def test_what_is_no_small_jpeg_is_no_message() -> None:
    for jpeg in (b"GIF89a", b"\xff\xd8\xff" + bytes(LARGEST_BYTES) + b"\xff\xd9"):
        with pytest.raises(ValidationError):
            _body(jpeg=jpeg)


def test_the_first_one_after_is_asked_of_who_sees_the_camera_again(city: RepairCity) -> None:
    repair = _asked(city)
    assert _wanted(city, "a-0", "a-1") == ()
    assert _refused(_send, city, repair, AFTER) == (409, "repair.picture_unwanted")
    _come_back(city, "a-0")
    assert _wanted(city, "a-1") == ()
    assert _wanted(city, "a-0", "a-1") == (WantedPicture(repair_id=repair.id, camera_id="a-0"),)
    _send(city, repair, AFTER, _body(is_live=True), role=Role.WALL_MACHINE)
    assert _wanted(city, "a-0", "a-1") == ()
    assert [one.moment for one in city.listed()[0].cameras[0].pictures] == [AFTER]


def test_one_that_worked_all_the_time_is_asked_for_when_its_owner_says_that_it_is_done(city: RepairCity) -> None:
    city.come_back("a-0")
    repair = city.open(RepairBody(camera_id="a-0", note="lensa kotor"))
    assert _wanted(city, "a-0") == ()
    _step(city, repair, RepairAction.REPAIR)
    assert len(_wanted(city, "a-0")) == 1


def test_of_a_sensitive_place_or_a_closed_camera_there_is_none_and_it_is_said_why(city: RepairCity) -> None:
    repair = _asked(city)
    _send(city, repair, BEFORE)
    close_camera(city.centre, city.person(), "a-0", ClosureBody(reason="rumah duka"))
    assert _refused(_see, city, repair) == (409, "repair.picture_withheld")
    camera = city.listed()[0].cameras[0]
    assert (camera.pictures, camera.withheld) == ((), Withheld.CLOSED)
    other = _asked(city, "a-1")
    with city.centre.database.engine.begin() as connection:
        connection.execute(update(CAMERAS).where(CAMERAS.c.id == "a-1").values(privacy_class="sensitive"))
    assert _refused(_send, city, other, BEFORE, None, "a-1") == (409, "repair.picture_withheld")
    _come_back(city, "a-0", "a-1")
    assert _wanted(city, "a-0", "a-1") == ()
    assert city.listed()[1].cameras[0].withheld is Withheld.SENSITIVE


def test_what_was_taken_before_a_mask_was_set_is_not_shown_any_more(city: RepairCity) -> None:
    repair = _asked(city)
    _send(city, repair, BEFORE)
    city.clock.advance(1)
    corners = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.5))
    mask = MaskBody.model_validate({"polygons": [corners], "reason": "jendela rumah"})
    set_mask(city.centre, city.person(role=Role.PRIVACY_OFFICER), "a-0", mask)
    assert _refused(_see, city, repair) == (409, "repair.picture_withheld")
    camera = city.listed()[0].cameras[0]
    assert (camera.pictures, camera.withheld) == ((), Withheld.MASKED)
    _come_back(city, "a-0")
    assert len(_wanted(city, "a-0")) == 1


def test_who_does_not_see_the_camera_sees_no_picture_of_it(city: RepairCity) -> None:
    repair = _asked(city)
    _send(city, repair, BEFORE)
    assert _see(city, repair, VILLAGE) == _JPEG
    assert _refused(_see, city, repair, OTHER_VILLAGE) == (404, "repair.unknown")
    terms = ViewingTerms(roles=frozenset({Role.OPERATOR}))
    set_owner_terms(city.centre, COMMAND_LINE, "rt", terms)
    assert _refused(_see, city, repair) == (403, "terms.role")
    assert show_picture(city.centre, city.person(role=Role.OPERATOR), repair.id, "a-0", BEFORE) == _JPEG


def test_a_repair_of_many_cameras_has_only_some_pictures(city: RepairCity, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_PICTURES == 8
    monkeypatch.setattr("console.server.repair.pictures.MOST_PICTURES", 1)
    monkeypatch.setattr("console.server.repair.wanted_pictures.MOST_PICTURES", 1)
    city.fall("a-0", "a-1", "a-2")
    repair = city.open(RepairBody(cause_id=city.cause("a-0", "a-1", "a-2")))
    _send(city, repair, BEFORE)
    assert _refused(_send, city, repair, BEFORE, None, "a-1") == (409, "repair.picture_unwanted")
    _come_back(city, "a-0", "a-1")
    assert len(_wanted(city, "a-0", "a-1")) == 1


def test_the_owner_is_told_by_time_and_digest_and_fetches_it(city: RepairCity) -> None:
    add_receiver(city.centre, NewReceiver("rt", "http://127.0.0.1:9/rt", owners=("rt",)))
    repair = _asked(city)
    sent = _send(city, repair, BEFORE)
    told = [data for receiver, _kind, data in city.messages() if receiver == "rt"]
    assert [len(data["cameras"][0]["pictures"]) for data in told] == [0, 1]  # type: ignore[index]
    assert told[-1]["cameras"][0]["pictures"][0]["sha256"] == sent.sha256  # type: ignore[index]
    assert hand_over_picture(city.centre, "rt", repair.id, "a-0", BEFORE) == _JPEG
    row = city.running.rows("audit")[-1]
    assert (row["action"], row["username"], row["subject"]) == ("repair_picture_seen", "rt", "a-0")
    assert _refused(hand_over_picture, city.centre, "polres", repair.id, "a-0", BEFORE) == (404, "repair.unknown")
    assert _refused(hand_over_picture, city.centre, "rt", repair.id, "a-0", AFTER) == (404, "repair.no_picture")


def test_a_month_after_the_end_only_what_it_was_is_left(city: RepairCity) -> None:
    repair = _asked(city)
    _send(city, repair, BEFORE)
    _step(city, repair, RepairAction.CLOSE)
    city.clock.advance(29 * 24 * _HOUR)
    city.centre.database.write(lambda connection: forget_pictures(connection, city.centre))
    assert _see(city, repair) == _JPEG
    city.clock.advance(2 * 24 * _HOUR)
    city.centre.database.write(lambda connection: forget_pictures(connection, city.centre))
    assert _refused(_see, city, repair) == (404, "repair.no_picture")
    (picture,) = city.listed(ended=True)[0].cameras[0].pictures
    assert not picture.is_kept
