"""Live pictures of flagged cameras: who may watch, until when, one relay for all, everything on record."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import psutil
import pytest
from sqlalchemy import Connection

from console.base.ids import new_id
from console.domain.live_frame import LiveFrame, LiveFrameKind
from console.domain.roles import Role
from console.server.audit import AuditActor
from console.server.live.records import ViewingId, record_begin
from console.server.numbering import Event
from console.server.settings import Limits
from tests.helpers.centre import OTHER_VILLAGE, PASSWORD, CentreClient, RunningCentre, TestCamera
from tests.helpers.live import LiveAnswer, live_path, watching
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import FAR, MakeCentre

_PASSWORD = "rahasia-kamera"
_REASON = {"reason": "menghadap jendela rumah"}


@pytest.fixture(scope="module")
def camera() -> Iterator[RtspCamera]:
    with RtspCamera(password=_PASSWORD) as made:
        yield made


@pytest.fixture(scope="module")
def live_centre(camera: RtspCamera, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """With three cameras that are all the one, and place for two relays, two views a session."""
    limits = Limits(live_cameras=2, live_views_per_session=2)
    centre = RunningCentre(tmp_path_factory.mktemp("centre"), limits=limits)
    cameras = [TestCamera(f"kam-00{number}", number, sub_url=camera.url) for number in (1, 2, 3)]
    centre.add_cameras([*cameras, TestCamera("kam-004", 4, sub_url=camera.url, area_code=OTHER_VILLAGE)])
    for name in ("operator", "police_liaison", "supervisor", "privacy_officer"):
        centre.add_user(name, Role(name))
    centre.add_user("near_police", Role.POLICE_LIAISON, ["33.74.02"])
    centre.start()
    yield centre
    centre.close()


@pytest.fixture
def flag(live_centre: RunningCentre) -> UUID:
    return _flagged(live_centre.client("operator"), more_camera_ids=["kam-002", "kam-003", "kam-004"])


def _flagged(client: CentreClient, camera_id: str = "kam-001", **changes: object) -> UUID:
    flag_id = new_id()
    assert client.put_flag(camera_id, flag_id, **changes).status_code == 201
    return flag_id


def _code(client: CentreClient, flag_id: UUID, camera_id: str = "kam-001") -> str:
    answer = client.get(live_path(flag_id, camera_id))
    return str(answer.json()["code"])


def _nobody_watches(centre: RunningCentre) -> None:
    wait_until(lambda: not any(centre.centre.relays.of(f"kam-00{one}") for one in range(5)), what="no relay")


def _views(centre: RunningCentre, subject: object) -> list[tuple[str, str, str]]:
    rows = [row for row in centre.rows("audit") if row["subject"] == str(subject) and row["action"].startswith("view_")]
    return [(row["action"], row["username"], row["detail"].split()[-1]) for row in rows]


def _closed(operator: CentreClient, flag_id: UUID) -> None:
    step = {"id": str(new_id()), "action": "cancel", "reason": "mistaken"}
    assert operator.call("POST", f"/v1/flags/{flag_id}/changes", step).status_code == 200


def test_rights_are_asked_in_both_databases(centre: RunningCentre) -> None:
    operator, police, near = (centre.client(name) for name in ("operator", "police_liaison", "near_police"))
    flag_id = _flagged(operator, more_camera_ids=[FAR.id])
    assert _code(police, new_id()) == "flag.unknown"
    assert _code(police, flag_id, "kam-009") == "camera.unknown"
    assert _code(near, flag_id, FAR.id) == "scope.denied"
    assert _code(near, _flagged(operator, FAR.id), FAR.id) == "flag.unknown"
    assert _code(police, _flagged(operator), FAR.id) == "camera.unknown", "no camera of this flag"
    assert _code(police, _flagged(operator, exercise=True)) == "flag.unknown", "practice is not the police's"
    centre.client("privacy_officer").call("PUT", "/v1/closures/kam-001", _REASON)
    assert _code(police, flag_id) == "camera.closed"
    centre.client("supervisor").call("POST", "/v1/closures/kam-001/end", _REASON)
    _closed(operator, flag_id)
    assert _code(police, flag_id) == "flag.closed"
    for name in ("admin", "privacy_officer", "viewer"):
        assert _code(centre.client(name), flag_id) == "auth.forbidden"
    assert not [row for row in centre.rows("audit") if row["action"] == "view_begun"]


def test_a_centre_for_practice_shows_no_camera_of_a_real_flag(make_centre: MakeCentre) -> None:
    centre = make_centre()
    flag_id = _flagged(centre.client("operator"))
    object.__setattr__(centre.centre.settings, "exercise", True)
    assert _code(centre.client("police_liaison"), flag_id) == "live.not_practice"


def test_pictures_come_and_every_viewing_is_on_record(live_centre: RunningCentre, flag: UUID) -> None:
    police = live_centre.client("police_liaison")
    with watching(police, flag) as answer:
        assert answer.frame() == LiveFrame(LiveFrameKind.MASK, b"[]")
        head = answer.frame()
        assert (head.kind, head.payload.partition(b"\n")[0]) == (LiveFrameKind.HEAD, b"avc1.42c00c")
        assert answer.frame().kind is LiveFrameKind.KEY
        assert answer.until(LiveFrameKind.PICTURE).payload[4:8] == b"moof"
        assert _views(live_centre, flag) == [("view_begun", "police_liaison", "kam-001")]
    wait_until(lambda: len(_views(live_centre, flag)) == 2, what="the end on record")
    assert _views(live_centre, flag)[1] == ("view_ended", "police_liaison", "left")
    found = live_centre.client("privacy_officer").get(
        "/v1/audit/cameras/kam-001?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"
    )
    (viewing,) = [one for one in found.json()["findings"] if one["reason"].endswith(f"flag {flag}")]
    assert (viewing["action"], viewing["actor"], viewing["is_open"]) == ("view_begun", "police_liaison", False)
    assert viewing["until_utc"] > viewing["at_utc"]


def test_the_password_is_in_no_command_line_and_no_environment(live_centre: RunningCentre, flag: UUID) -> None:
    with watching(live_centre.client("police_liaison"), flag) as answer:
        answer.until(LiveFrameKind.KEY)
        relay = live_centre.centre.relays.of("kam-001")
        assert relay is not None
        assert relay.process is not None
        child = psutil.Process(relay.process.pid)
        told = " ".join([*child.cmdline(), *child.environ().values(), *child.environ()])
        assert "console.media.worker.relay" in told
        assert _PASSWORD not in told
        assert "rtsp:" not in told
    _nobody_watches(live_centre)
    wait_until(lambda: not child.is_running(), what="no process")


def test_all_who_watch_share_one_connection_and_late_ones_begin_at_once(
    live_centre: RunningCentre, camera: RtspCamera, flag: UUID
) -> None:
    _nobody_watches(live_centre)
    before = camera.connections
    with watching(live_centre.client("police_liaison"), flag) as first:
        first.until(LiveFrameKind.PICTURE)
        with watching(live_centre.client("near_police"), flag) as second:
            assert [second.frame().kind for _ in range(3)] == [
                LiveFrameKind.MASK,
                LiveFrameKind.HEAD,
                LiveFrameKind.KEY,
            ]
            age = second.until(LiveFrameKind.BEAT)
            assert 0 <= int(age.payload) < 5_000
            assert camera.connections == before + 1
        first.until(LiveFrameKind.PICTURE)
    _nobody_watches(live_centre)


def test_there_is_a_limit_for_each_session_and_for_the_machine(live_centre: RunningCentre, flag: UUID) -> None:
    _nobody_watches(live_centre)
    police, other = live_centre.client("police_liaison"), live_centre.client("near_police")
    with watching(police, flag), watching(police, flag, "kam-002"):
        answer = police.get(live_path(flag))
        assert (answer.status_code, answer.json()["code"]) == (429, "live.too_many_views")
        assert answer.headers["Retry-After"] == "10"
        assert _code(other, flag, "kam-003") == "live.too_many_cameras"
    _nobody_watches(live_centre)
    with watching(other, flag, "kam-003"):
        pass


def _last_word(answer: LiveAnswer) -> str:
    return answer.until(LiveFrameKind.END).payload.decode()


def test_it_ends_with_the_flag(live_centre: RunningCentre, flag: UUID) -> None:
    with watching(live_centre.client("police_liaison"), flag) as answer:
        answer.until(LiveFrameKind.PICTURE)
        _closed(live_centre.client("operator"), flag)
        assert _last_word(answer) == "flag.closed"
    wait_until(lambda: _views(live_centre, flag)[1:] == [("view_ended", "police_liaison", "flag.closed")])


def test_it_ends_with_the_session(live_centre: RunningCentre, flag: UUID) -> None:
    police = live_centre.client("police_liaison")
    with watching(police, flag) as answer:
        answer.until(LiveFrameKind.PICTURE)
        assert police.call("POST", "/v1/auth/sign-out").status_code == 204
        assert _last_word(answer) == "auth.session_ended"


def test_it_ends_when_the_camera_is_closed(live_centre: RunningCentre, flag: UUID) -> None:
    with watching(live_centre.client("police_liaison"), flag, "kam-002") as answer:
        answer.until(LiveFrameKind.PICTURE)
        live_centre.client("privacy_officer").call("PUT", "/v1/closures/kam-002", _REASON)
        assert _last_word(answer) == "camera.closed"
    live_centre.client("supervisor").call("POST", "/v1/closures/kam-002/end", _REASON)


def test_it_ends_when_the_rights_do(live_centre: RunningCentre, flag: UUID) -> None:
    live_centre.add_user("moved", Role.POLICE_LIAISON, password=PASSWORD)
    with watching(live_centre.client("moved"), flag, "kam-004") as answer:
        answer.until(LiveFrameKind.PICTURE)
        with live_centre.centre.database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE users SET scope = '[\"33.74.02\"]' WHERE username = 'moved'")
        assert _last_word(answer) == "scope.denied"


def test_a_viewing_that_a_killed_centre_left_open_ends_at_its_next_start(
    live_centre: RunningCentre, flag: UUID
) -> None:
    viewing = ViewingId(new_id(), flag, "kam-001")
    officer = AuditActor("police_liaison", "police_liaison")

    def begun(connection: Connection) -> tuple[None, list[Event]]:
        record_begin(connection, officer, viewing, live_centre.centre.clock.now_utc())
        return None, []

    live_centre.centre.write(begun)
    live_centre.stop()
    live_centre.start()
    assert _views(live_centre, flag) == [
        ("view_begun", "police_liaison", "kam-001"),
        ("view_ended", "Ronda", "centre_ended"),
    ]
